"""Load search words from a file: add missing ones, leave officers' rows alone."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from procedures.importing import vocabulary_file
from procedures.importing.reading import Invalid


class Command(BaseCommand):
    help = (
        "Nhập từ viết tắt, từ đồng nghĩa, câu hỏi, lời nhắc. Mặc định chỉ xem trước; thêm "
        "--apply để ghi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="Tệp vocabulary.json.")
        parser.add_argument("--apply", action="store_true", help="Ghi các mục còn thiếu.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            new = vocabulary_file.find_missing(vocabulary_file.read_entries(options["file"]))
        except Invalid as invalid:
            raise CommandError(
                "\n".join([str(invalid), *map(str, invalid.faults), "Không có gì thay đổi."])
            ) from invalid
        for name, entries in new.items():
            self.stdout.write(f"{name}: thêm {len(entries)}")
        if options["apply"]:
            vocabulary_file.add_entries(new)
        self.stdout.write("Đã ghi." if options["apply"] else "Chỉ xem trước; thêm --apply để ghi.")
