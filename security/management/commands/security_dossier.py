"""Write what the product can answer of the dossier of a level-3 system."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from security.level3.contents import annexes
from security.level3.word import as_docx


class Command(BaseCommand):
    """Writes ho-so-cap-do-3.docx and, as one table, ho-so-cap-do-3.tsv."""

    help = "Viết các phụ lục hồ sơ cấp độ 3 (NĐ 331/2026/NĐ-CP) mà hệ thống trả lời được."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder and the year of the figures."""
        parser.add_argument("folder", type=Path, help="Thư mục để ghi hai tệp.")
        parser.add_argument(
            "--year", type=int, default=timezone.localdate().year, help="Năm của số liệu sự cố."
        )

    def handle(self, *, folder: Path, year: int, **_options: Any) -> None:
        """Write both files."""
        folder.mkdir(parents=True, exist_ok=True)
        found = annexes(year)
        paper, table = (folder / f"ho-so-cap-do-3.{kind}" for kind in ("docx", "tsv"))
        paper.write_bytes(as_docx(found, timezone.localdate()))
        with table.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file, delimiter="\t", lineterminator="\n")
            for one in found:
                lines.writerows([(one.name, *row) for row in (one.head, *one.rows)])
        self.stdout.write(f"Đã ghi {paper} và {table}.")
