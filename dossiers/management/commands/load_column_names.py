"""`manage.py load_column_names FILE`: what headers of another system mean, from a file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dossiers.importing import presets
from dossiers.importing.mapping import remember
from foundation.importing.tables import FileRefused
from offices.models import Office


class Command(BaseCommand):
    """Remembers a file of column names, for an office and those below it or for all."""

    help = "Nạp tên cột của phần mềm một cửa khác, cho tệp và hệ thống kết nối."

    def add_arguments(self, parser: CommandParser) -> None:
        known = ", ".join(presets.names())
        parser.add_argument("file", metavar="TỆP", help=f"Tệp TOML, hoặc tệp có sẵn: {known}.")
        parser.add_argument(
            "--office", metavar="MÃ", help="Cho đơn vị này và cấp dưới; không ghi là cho mọi nơi."
        )

    def handle(self, **options: Any) -> None:
        office = options["office"]
        if office and not Office.objects.filter(pk=office).exists():
            raise CommandError("Không có đơn vị này.")
        try:
            meanings = presets.read(options["file"])
        except FileRefused as refused:
            raise CommandError(str(refused)) from refused
        remember(office, meanings, None)
        self.stdout.write(f"Đã nạp {len(meanings)} tên cột.")
