"""Bring files of translations up to date with the Vietnamese texts.

Without --write it prints the changes, and fails if there are any, for `make check`.
"""

from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from procedures.importing.particulars import CATALOGUE
from procedures.importing.refreshing import refresh_files


class Command(BaseCommand):
    help = (
        "Khớp các tệp bản dịch với câu tiếng Việt của danh mục bên cạnh. Mặc định chỉ xem; thêm "
        "--write để ghi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=CATALOGUE, help="Danh mục.")
        parser.add_argument("--write", action="store_true", help="Ghi tệp.")

    def handle(self, *args: Any, **options: Any) -> None:
        different = 0
        for path, refreshed in refresh_files(options["folder"]):
            for procedure, now, row in refreshed.changed:
                place = f"{path.name} {procedure} {row['field']}"
                self.stdout.write(f"{place}: «{row['source']}» → «{now}», dịch: {row['words']}")
            for procedure, row in refreshed.lost:
                place = f"{path.name} {procedure} {row['field']}"
                self.stdout.write(f"{place}: bỏ, không còn câu «{row['source']}»")
            content = orjson.dumps(
                refreshed.content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
            )
            if content != path.read_bytes():
                different += 1
                if options["write"]:
                    path.write_bytes(content)
        if different and not options["write"]:
            raise CommandError(f"{different} tệp chưa khớp; xem lại lời dịch rồi thêm --write.")
        self.stdout.write("Đã ghi." if different else "Các bản dịch khớp với câu tiếng Việt.")
