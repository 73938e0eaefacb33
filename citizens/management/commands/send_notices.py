"""`manage.py send_notices`: the worker that sends notices outside the app."""

import os
import secrets
import signal
import socket
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citizens.notices import worker
from foundation.zalo.errors import ZaloError

MAX_NAME = 60
PARENT_SECONDS = 1.0


def _end_with_parent(parent: int, stop: threading.Event) -> None:
    """Set `stop` when the parent process is gone: then another process becomes the parent."""
    while os.getppid() == parent and not stop.wait(PARENT_SECONDS):
        pass
    stop.set()


class Command(BaseCommand):
    """Runs until it gets a signal, or with --once until nothing is due."""

    help = (
        "Gửi các thông báo đang chờ. Chạy thường trực; chạy nhiều tiến trình, nhiều máy cùng "
        "lúc đều được."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Gửi hết những gì tới lúc rồi dừng."
        )
        parser.add_argument(
            "--workers-name",
            default="",
            metavar="TÊN",
            help="Tên hiện ở lượt gửi đang giữ; mặc định tên máy và số tiến trình.",
        )

        parser.add_argument(
            "--with-parent",
            action="store_true",
            help="Dừng khi tiến trình đã khởi động nó dừng; để chạy thử.",
        )

    def handle(self, **options: Any) -> None:
        name = (options["workers_name"] or f"{socket.gethostname()}-{os.getpid()}")[:MAX_NAME]
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if options["with_parent"]:
            threading.Thread(
                target=_end_with_parent, args=(os.getppid(), stop), daemon=True
            ).start()
        try:
            client = worker.create_client()
        except ZaloError as error:
            raise CommandError(
                f"Địa chỉ của Zalo không hợp lệ ({error}): kiểm tra các biến ZALO_…_URL."
            ) from None
        # Two processes with the same name would mistake each other's claims for their own.
        handled = worker.Worker(f"{name}-{secrets.token_hex(4)}", client, stop).run(
            once=options["once"]
        )
        client.close()
        self.stdout.write(f"Đã xử lý {handled} lượt gửi.")
