"""Fill an empty database with what the project ships: offices, calendar, procedures, words."""

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from procedures.models import Procedure


class Command(BaseCommand):
    help = "Nạp dữ liệu ban đầu đi kèm vào cơ sở dữ liệu trống. Không làm gì nếu đã có thủ tục."

    @transaction.atomic  # all or nothing: half a catalogue would count as data and stay half
    def handle(self, *args: Any, **options: Any) -> None:
        if Procedure.objects.exists():
            self.stdout.write("Đã có dữ liệu, không nạp lại.")
            return
        base = settings.BASE_DIR
        quiet = {"stdout": StringIO()} if options["verbosity"] <= 1 else {}
        call_command("import_offices", apply=True, **quiet)
        call_command("fill_calendar", **quiet)
        call_command(
            "import_procedures",
            str(base / "procedures" / "catalogue"),
            apply=True,
            reason="Danh mục ban đầu",
            **quiet,
        )
        call_command(
            "import_vocabulary",
            base / "procedures" / "catalogue" / "vocabulary.json",
            apply=True,
            **quiet,
        )
        self.stdout.write(f"Đã nạp {Procedure.objects.count()} thủ tục.")
