"""`manage.py publish_announcements`: the worker that publishes, unpins and expires."""

import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from announcements import working

PARENT_SECONDS = 1.0


def _end_with_parent(parent: int, stop: threading.Event) -> None:
    """Set `stop` when the parent process is gone: then another process becomes the parent."""
    while os.getppid() == parent and not stop.wait(PARENT_SECONDS):
        pass
    stop.set()


class Command(BaseCommand):
    """Runs until it gets a signal, or with --once until nothing is due."""

    help = (
        "Đăng tin đến giờ, bỏ ghim, cho hết hạn. Chạy thường trực; chạy nhiều tiến trình, nhiều "
        "máy cùng lúc đều được."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Làm hết việc tới lúc rồi dừng.")
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="Dừng khi tiến trình đã khởi động nó dừng; để chạy thử.",
        )

    def handle(self, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if options["with_parent"]:
            threading.Thread(
                target=_end_with_parent, args=(os.getppid(), stop), daemon=True
            ).start()
        moved = working.run(stop, once=options["once"])
        self.stdout.write(f"Đã chuyển {moved} bước.")
