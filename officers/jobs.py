"""What officers' accounts need without a request."""

from django.db import transaction
from django.utils import timezone

from foundation.work.registry import DAY, MINUTE, every
from officers import account_rules


@every(DAY, "Tắt tài khoản cán bộ lâu không dùng", at="03:30", limit=5 * MINUTE)
@transaction.atomic
def disable_idle_accounts() -> str:
    """Disable the accounts that nobody has used for OFFICER_DISABLE_DAYS."""
    found = account_rules.find_idle_accounts(timezone.now())
    return f"Đã tắt {account_rules.disable_accounts(found)} tài khoản."
