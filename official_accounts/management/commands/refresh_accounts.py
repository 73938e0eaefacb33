"""`manage.py refresh_accounts`: renew the tokens that expire soon, read profiles once a day."""

from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from foundation.records.one_by_one import OneByOne
from foundation.records.timers import TimerCommand
from foundation.zalo import configuration
from official_accounts import profiles, refreshing
from official_accounts.calling import AccountCaller

MOST_PROFILES = 50  # in one run: a thousand accounts take as many runs as a day has


class Command(TimerCommand):
    help = "Làm mới mã của mọi Official Account sắp hết hạn; mỗi ngày đọc lại thông tin một lần."

    def handle(self, **_options: Any) -> None:
        if not configuration.current().configured:
            return
        client = refreshing.create_client()
        try:
            done = refreshing.refresh_due(client)
            read, accounts = 0, OneByOne("oa_profile_broke")
            for account in profiles.unread(timezone.now())[:MOST_PROFILES]:
                with accounts.guard(account=account.oa_id):
                    read += profiles.refresh(AccountCaller(account, client))
        finally:
            client.close()
        self.stdout.write(
            f"Đã làm mới {done.renewed} cặp mã, hỏng {done.failed}; đọc thông tin {read} tài khoản."
        )
        if done.failed:
            raise CommandError("Có cặp mã chưa làm mới được: xem trang «Official Account».")
        accounts.end()
