"""`manage.py send_articles`: the worker that carries announcements to Official Accounts."""

import os
import secrets
import signal
import socket
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from announcements.articles import statistics
from announcements.articles.worker import Worker
from foundation.zalo import configuration
from foundation.zalo.errors import ZaloError

MAX_NAME = 60
PARENT_SECONDS = 1.0


def _end_with_parent(parent: int, stop: threading.Event) -> None:
    """Set `stop` when the parent process is gone: then another process becomes the parent."""
    while os.getppid() == parent and not stop.wait(PARENT_SECONDS):
        pass
    stop.set()


class Command(BaseCommand):
    """Runs until it gets a signal; with --once until nothing is due; or reads the figures."""

    help = (
        "Đưa tin lên các Official Account: tạo, sửa, gỡ bài, gửi bài đã được hai người đồng ý. "
        "Chạy thường trực; chạy nhiều tiến trình, nhiều máy cùng lúc đều được."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Làm hết việc tới lúc rồi dừng.")
        parser.add_argument(
            "--count", action="store_true", help="Chỉ đọc lượt xem các bài từ Zalo rồi dừng."
        )
        parser.add_argument(
            "--workers-name", default="", metavar="TÊN", help="Tên hiện ở bài đang giữ."
        )
        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="Dừng khi tiến trình đã khởi động nó dừng; để chạy thử.",
        )

    def handle(self, **options: Any) -> None:
        if not configuration.current().configured:
            return
        try:
            self.stdout.write(self._count() if options["count"] else self._send(options))
        except ZaloError as error:
            raise CommandError(
                f"Địa chỉ của Zalo không hợp lệ ({error}): kiểm tra các biến ZALO_…_URL."
            ) from None

    @staticmethod
    def _count() -> str:
        done = statistics.count_all()
        return f"Đã đọc số liệu của {done.read} bài, {done.failed} bài chưa đọc được."

    @staticmethod
    def _send(options: dict[str, Any]) -> str:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if options["with_parent"]:
            threading.Thread(
                target=_end_with_parent, args=(os.getppid(), stop), daemon=True
            ).start()
        name = (options["workers_name"] or f"{socket.gethostname()}-{os.getpid()}")[:MAX_NAME]
        # Two processes with the same name would mistake each other's claims for their own.
        handled = Worker(f"{name}-{secrets.token_hex(4)}", stop).run(once=options["once"])
        return f"Đã gọi Zalo {handled} lần."
