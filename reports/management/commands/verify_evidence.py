"""`manage.py verify_evidence`: verify all evidence now; a fault is an alarm."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.evidence.verifying_all import verify_all


class Command(BaseCommand):
    help = "Kiểm tra bản gốc và chuỗi lưu giữ của mọi bằng chứng; có sai khác thì kết thúc với lỗi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--faults", action="store_true", help="Chỉ kiểm tra lại những tệp đã thấy sai khác."
        )

    def handle(self, *args: object, **options: Any) -> None:
        self.stdout.write(verify_all(self.stderr.write, only_faults=options["faults"]))
