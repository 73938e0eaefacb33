"""`manage.py publish_announcements`: the worker that publishes, unpins and expires."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from announcements import working
from foundation.database.worker_process import bound_statements
from foundation.records.worker_processes import add_with_parent, stop_at_signal


class Command(BaseCommand):
    """Runs until it gets a signal, or with --once until nothing is due."""

    help = (
        "Đăng tin đến giờ, bỏ ghim, cho hết hạn. Chạy thường trực; chạy nhiều tiến trình, nhiều "
        "máy cùng lúc đều được."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Làm hết việc tới lúc rồi dừng.")
        add_with_parent(parser)

    def handle(self, **options: Any) -> None:
        if not options["once"]:
            bound_statements()
        stop = stop_at_signal(with_parent=options["with_parent"])
        moved = working.run(stop, once=options["once"])
        self.stdout.write(f"Đã chuyển {moved} bước.")
