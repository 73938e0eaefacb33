"""Fill an empty database with the shipped offices, calendar, procedures and words."""

from collections.abc import Callable, Mapping
from functools import partial
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from foundation.publishing.snapshots import own_snapshots
from foundation.records.steps import step
from offices.geography.provinces import Province, UnknownProvince
from offices.installation import add_province_argument, choose_province
from procedures.importing.particulars import catalogue_of
from procedures.importing.reading import LAW_CALENDAR
from procedures.models import Procedure


class Command(BaseCommand):
    help = "Nạp dữ liệu ban đầu đi kèm vào cơ sở dữ liệu trống. Không làm gì nếu đã có thủ tục."

    def add_arguments(self, parser: CommandParser) -> None:
        add_province_argument(parser)

    @own_snapshots()
    @transaction.atomic  # all or nothing: half a catalogue would count as data and stay half
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            province = choose_province(options["province"])
        except UnknownProvince as error:
            raise CommandError(str(error)) from error
        if Procedure.objects.exists():
            self.stdout.write("Đã có dữ liệu, không nạp lại.")
            return
        quiet = {"stdout": StringIO()} if options["verbosity"] <= 1 else {}
        load(province, quiet, partial(self.stdout.write, ending=""))
        self.stdout.write(f"Đã nạp {Procedure.objects.count()} thủ tục.")


def load(province: Province, quiet: Mapping[str, Any], write: Callable[[str], object]) -> None:
    """Write offices, calendar, procedures and words for `province`, reporting to `write`."""
    with step(write, "Đơn vị, lịch làm việc"):
        call_command("import_offices", apply=True, province=province.bare, **quiet)
        call_command("fill_calendar", **quiet)
    with step(write, "Thủ tục, từ ngữ tìm kiếm"), catalogue_of(province) as folder:
        call_command(
            "import_procedures", str(folder), apply=True, reason="Danh mục ban đầu", **quiet
        )
        for name in ("vocabulary.json", LAW_CALENDAR):
            call_command("import_vocabulary", folder / name, apply=True, **quiet)
