"""Act upon webhook events that could not be acted upon when they came.

For a timer, every minute or two.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from citizens.webhooks import actions


class Command(BaseCommand):
    help = "Xử lý lại các sự kiện từ Zalo còn dở dang."

    def handle(self, *args: Any, **options: Any) -> None:
        done, failed = actions.act_upon_leftovers()
        self.stdout.write(f"Đã xử lý {done} sự kiện.")
        if failed:
            raise CommandError(
                f"Còn {failed} sự kiện chưa xử lý được; xem webhook_failed trong nhật ký."
            )
