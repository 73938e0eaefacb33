"""`manage.py import_offices [FILE …] [--province NAME] [--apply]`: fields and offices."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from offices import actions
from offices.geography.provinces import UnknownProvince
from offices.importing import document, run
from offices.importing.province import province_document, shared_weeks
from offices.importing.report import report_lines
from offices.installation import add_province_argument, choose_province


class Command(BaseCommand):
    """Prints the changes; writes them with --apply."""

    help = "Nhập lĩnh vực và đơn vị từ tệp JSON. Mặc định chỉ chạy thử; thêm --apply để ghi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files",
            nargs="*",
            type=Path,
            metavar="TỆP",
            help="Các tệp cần nhập cùng lúc; mặc định là dữ liệu đi kèm của tỉnh.",
        )
        add_province_argument(parser)
        parser.add_argument("--apply", action="store_true", help="Ghi vào cơ sở dữ liệu.")
        parser.add_argument(
            "--overwrite",
            nargs="+",
            default=[],
            metavar="MÃ",
            help="Lấy theo tệp cho các mã này dù cán bộ đã sửa.",
        )
        parser.add_argument(
            "--allow-ended",
            action="store_true",
            help="Cho phép hơn 10 % đơn vị kết thúc vì vắng trong tệp.",
        )

    def handle(self, **options: Any) -> None:
        keys = {key: options[key] for key in ("apply", "overwrite", "allow_ended")}
        try:
            if options["files"]:
                whole = document.merge(document.read(p.read_bytes()) for p in options["files"])
            else:
                province = choose_province(options["province"])
                whole = province_document(province)
            outcome = run.import_document(whole, timezone.localdate(), **keys)
            if options["apply"] and not options["files"]:
                actions.create_shared_weeks(shared_weeks(province))
        except UnknownProvince as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Không đọc được tệp {error.filename}: {error.strerror}") from error
        except document.ImportRefused as refused:
            raise CommandError(f"Tệp có lỗi, không thay đổi gì:\n{refused}") from refused
        for line in report_lines(outcome):
            self.stdout.write(line)
        if not options["apply"]:
            self.stdout.write("Mới chạy thử, chưa ghi gì. Thêm --apply để ghi.")
