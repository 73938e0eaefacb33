"""`manage.py learn_followers`: go on with the lists of followers of newly connected accounts."""

from typing import Any

from citizens import followers
from foundation.records.one_by_one import OneByOne
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
        learnt, accounts = 0, OneByOne("followers_not_learnt")
        for row in rows:
            with accounts.guard(account=row.oa_id):
                learnt += followers.learn(AccountCaller(row))
        self.stdout.write(f"Đã đọc {len(rows)} tài khoản, biết thêm {learnt} công dân.")
        accounts.end()
