"""`manage.py process_webhooks`: process events that failed when they came.

For a timer, every minute or two.
"""

from typing import Any

from django.core.management.base import CommandError

from citizens.webhooks import actions
from foundation.records.timers import TimerCommand


class Command(TimerCommand):
    help = "Xử lý lại các sự kiện từ Zalo còn dở dang."

    def handle(self, *args: Any, **options: Any) -> None:
        done, failed = actions.process_leftovers()
        self.stdout.write(f"Đã xử lý {done} sự kiện.")
        if failed:
            raise CommandError(
                f"Còn {failed} sự kiện chưa xử lý được; xem webhook_failed trong nhật ký."
            )
