"""`manage.py refresh_templates`: read Zalo's own list of templates anew, every night."""

from typing import Any

from django.core.management.base import CommandError

from foundation.records.timers import TimerCommand
from foundation.zalo.errors import ZaloError
from official_accounts import accounts, registry
from official_accounts.calling import AccountCaller, FeatureStopped
from official_accounts.tokens import NoToken


class Command(TimerCommand):
    help = "Đọc lại danh sách mẫu của Zalo: tham số, giới hạn, giá, chất lượng."

    def handle(self, **_options: Any) -> None:
        account = accounts.province_account()
        if account is None:
            return
        try:
            count = registry.refresh(AccountCaller(account))
        except NoToken:
            raise CommandError("Official Account của tỉnh chưa kết nối.") from None
        except (ZaloError, FeatureStopped) as error:
            raise CommandError(f"Chưa đọc được danh sách mẫu (mã lỗi: {error}).") from None
        self.stdout.write(f"Đã đọc {count} mẫu của Zalo.")
