"""Delete the demo with all else in this trial database; `set_up` makes an empty one."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.creating import NotPossible
from demo.removing import remove_demo


class Command(BaseCommand):
    help = "Xoá toàn bộ cơ sở dữ liệu thử nghiệm. Chỉ khi DEBUG bật và mọi hồ sơ đều là thử nghiệm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--yes", action="store_true", help="Xác nhận xoá mọi bảng, kể cả điều đồng chí đã sửa."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"]:
            raise CommandError(
                "Lệnh này xoá mọi bảng của cơ sở dữ liệu, kể cả điều đồng chí đã sửa. Thêm "
                "--yes để xác nhận."
            )
        try:
            count = remove_demo()
        except (ImproperlyConfigured, NotPossible) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã xoá {count} bảng. Gõ make run để tạo lại.")
