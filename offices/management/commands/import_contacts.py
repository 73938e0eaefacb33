"""`manage.py import_contacts FILE [--apply]`: addresses, phones, hours and points of offices."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from foundation.importing.whole_tables import TableRefused
from offices.importing.contact_run import Import


class Command(BaseCommand):
    """Prints the changes; writes them with --apply."""

    help = (
        "Nhập địa chỉ, điện thoại, giờ tiếp dân, vị trí từ bảng CSV hoặc Excel của tỉnh. Mặc định "
        "chỉ chạy thử; thêm --apply để ghi. Ô trống thì giữ nguyên."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP", help="Bảng, mỗi dòng một đơn vị.")
        parser.add_argument("--apply", action="store_true", help="Ghi vào cơ sở dữ liệu.")
        parser.add_argument(
            "--overwrite",
            nargs="+",
            default=[],
            metavar="MÃ",
            help="Lấy theo bảng cho các đơn vị này dù đơn vị đã tự ghi.",
        )
        parser.add_argument(
            "--source", default="", metavar="NGUỒN", help="Nguồn của bảng; mặc định là tên tệp."
        )

    def handle(self, **options: Any) -> None:
        path: Path = options["file"]
        source = options["source"] or f"Bảng của tỉnh: {path.name}"[:300]
        try:
            with path.open("rb") as file:
                outcome = Import(
                    timezone.localdate(), source, options["apply"], options["overwrite"]
                ).run(file)
        except OSError as error:
            raise CommandError(f"Không đọc được tệp {error.filename}: {error.strerror}") from error
        except TableRefused as refused:
            raise CommandError(f"Bảng có lỗi, không thay đổi gì:\n{refused}") from refused
        for line in outcome.lines():
            self.stdout.write(line)
        if not options["apply"]:
            self.stdout.write("Mới chạy thử, chưa ghi gì. Thêm --apply để ghi.")
