"""`manage.py export_offices [--fields]`: write the rows to a file for import_offices."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from offices.importing.export import export_fields, export_offices


class Command(BaseCommand):
    """Prints offices, or fields, as JSON."""

    help = "Xuất đơn vị (hoặc lĩnh vực với --fields) ra JSON, đúng định dạng của import_offices."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fields", action="store_true", help="Xuất danh sách lĩnh vực.")

    def handle(self, **options: Any) -> None:
        self.stdout.write(export_fields() if options["fields"] else export_offices(), ending="")
