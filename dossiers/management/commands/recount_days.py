"""`manage.py recount_days`: daily totals of dossiers again, after a restore."""

from typing import Any

from django.core.management.base import BaseCommand

from dossiers.actions import day_totals


class Command(BaseCommand):
    help = "Tính lại số hồ sơ tiếp nhận, xử lý xong và đúng hạn theo ngày và đơn vị."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        day_totals.recount()
        self.stdout.write("Đã tính lại số liệu hồ sơ theo ngày.")
