"""`manage.py send_notices`: the worker that sends notices outside the app."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from citizens.notices import worker
from foundation.database.worker_process import bound_statements
from foundation.records.leases import unique_name
from foundation.records.worker_processes import (
    add_with_parent,
    misconfigured,
    stop_at_signal,
)
from foundation.zalo.errors import ZaloError


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
        add_with_parent(parser)

    def handle(self, **options: Any) -> None:
        if not options["once"]:
            bound_statements()
        name = unique_name(options["workers_name"])
        stop = stop_at_signal(with_parent=options["with_parent"])
        try:
            client = worker.create_client()
        except ZaloError as error:
            raise misconfigured(
                f"Địa chỉ của Zalo không hợp lệ ({error}): kiểm tra các biến ZALO_…_URL."
            ) from None
        handled = worker.Worker(name, client, stop).run(once=options["once"])
        client.close()
        self.stdout.write(f"Đã xử lý {handled} lượt gửi.")
