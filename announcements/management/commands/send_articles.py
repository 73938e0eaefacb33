"""`manage.py send_articles`: the worker that carries announcements to Official Accounts."""

from typing import Any

from django.core.management.base import CommandParser

from announcements.articles import statistics
from announcements.articles.worker import Worker
from foundation.database.worker_process import bound_statements
from foundation.records.leases import unique_name
from foundation.records.timers import TimerCommand
from foundation.records.worker_processes import (
    add_with_parent,
    misconfigured,
    rest,
    stop_at_signal,
)
from foundation.zalo import configuration
from foundation.zalo.errors import ZaloError


class Command(TimerCommand):
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
        add_with_parent(parser)

    def is_whole(self, options: dict[str, Any]) -> bool:
        return bool(options["count"])

    def handle(self, **options: Any) -> None:
        if not configuration.current().configured:
            if not (options["count"] or options["once"]):
                rest(self, "Chưa đặt ZALO_APP_ID", with_parent=options["with_parent"])
            return
        try:
            self.stdout.write(self._count() if options["count"] else self._send(options))
        except ZaloError as error:
            raise misconfigured(
                f"Địa chỉ của Zalo không hợp lệ ({error}): kiểm tra các biến ZALO_…_URL."
            ) from None

    @staticmethod
    def _count() -> str:
        done = statistics.count_all()
        return f"Đã đọc số liệu của {done.read} bài, {done.failed} bài chưa đọc được."

    @staticmethod
    def _send(options: dict[str, Any]) -> str:
        if not options["once"]:
            bound_statements()
        stop = stop_at_signal(with_parent=options["with_parent"])
        name = unique_name(options["workers_name"])
        handled = Worker(name, stop).run(once=options["once"])
        return f"Đã gọi Zalo {handled} lần."
