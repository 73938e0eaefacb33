"""`manage.py learn_followers`: go on with the lists of followers of newly connected accounts."""

from typing import Any

from citizens import followers
from foundation.records.timers import TimerCommand
from foundation.zalo import configuration
from official_accounts.calling import AccountCaller

MOST_ACCOUNTS = 10  # in one run


class Command(TimerCommand):
    help = "Đọc tiếp danh sách người quan tâm của các Official Account vừa kết nối."

    def handle(self, **_options: Any) -> None:
        if not configuration.current().configured:
            return
        rows = followers.waiting()[:MOST_ACCOUNTS]
        learnt = sum(followers.learn(AccountCaller(row)) for row in rows)
        self.stdout.write(f"Đã đọc {len(rows)} tài khoản, biết thêm {learnt} công dân.")
