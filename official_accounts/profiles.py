"""What Zalo says of an account today: kind, package, whether verified, quota of the day."""

from datetime import datetime, timedelta

import structlog
from django.db.models import F, Q, QuerySet

from official_accounts import connecting
from official_accounts.calling import AccountCaller, FeatureStopped
from official_accounts.models import Feature, OfficialAccount
from official_accounts.tokens import NoToken
from zalo_client import oa_lists
from zalo_client.errors import ZaloError
from zalo_client.graph import checked

log = structlog.get_logger("police_portal.official_accounts")

PROFILE = (
    "name",
    "kind",
    "is_verified",
    "package",
    "has_wallet",
    "followers",
    "profile_read_at",
)
QUOTA = ("quota_total", "quota_left")


def refresh(caller: AccountCaller) -> bool:
    """Read profile and quota anew; return False, and keep what was known, if Zalo does not say."""
    account = caller.account
    try:
        said = caller.profile()
        if said.id != account.oa_id:
            log.error("oa_tokens_swapped", promised=account.oa_id, belongs_to=said.id)
            return False
        connecting.fill_profile(account, said)
        _save(account, PROFILE)
        body = caller.ask(Feature.TEMPLATES, oa_lists.quota_request())
        account.quota_total, account.quota_left = checked(oa_lists.read_quota, body)
        _save(account, QUOTA)
    except (ZaloError, NoToken, FeatureStopped) as error:
        log.warning("oa_profile_unread", account=account.oa_id, error=str(error))
        return False
    return True


def unread(now: datetime) -> QuerySet[OfficialAccount]:
    """Return the accounts whose profile was not read for a day, the oldest first."""
    rows = OfficialAccount.objects.in_use().filter(token__isnull=False)
    old = Q(profile_read_at__isnull=True) | Q(profile_read_at__lt=now - timedelta(days=1))
    return rows.filter(old).order_by(F("profile_read_at").asc(nulls_first=True))


def _save(account: OfficialAccount, names: tuple[str, ...]) -> None:
    values = {name: getattr(account, name) for name in names}
    OfficialAccount.objects.filter(pk=account.pk).update(**values)
