"""`manage.py export_dossiers FILE [--office ID]`: dossiers as CSV or XLSX."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from citizens import access_log
from dossiers import exporting
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import Status
from offices.models import Office
from offices.tree import with_below


class Command(BaseCommand):
    """Writes the file; the kind follows from its name. Logged like every export."""

    help = "Xuất hồ sơ ra tệp CSV hoặc XLSX; số điện thoại được che. Không ghi đè tệp đã có."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP", help="Tên tệp .csv hoặc .xlsx.")
        parser.add_argument("--office", metavar="MÃ", help="Chỉ đơn vị này và các đơn vị cấp dưới.")
        parser.add_argument(
            "--status",
            metavar="TRẠNG THÁI",
            choices=Status.values,
            help="Chỉ hồ sơ ở trạng thái này, ví dụ processing.",
        )

    def handle(self, **options: Any) -> None:
        path: Path = options["file"]
        if path.suffix.lower() not in {".csv", ".xlsx"}:
            raise CommandError("Tên tệp phải kết thúc bằng .csv hoặc .xlsx.")
        wanted = _wanted(options["office"], options["status"])
        keys = list(wanted.order_by("-pk").values_list("pk", flat=True)[: access_log.MAX_KEYS])
        count = wanted.count()
        actor = access_log.Machine("export_dossiers")
        access_log.record(
            actor=actor,
            action=access_log.Action.EXPORTED,
            subject=("dossier", keys),
            where=access_log.Where.COMMAND,
            count=count,
        )
        try:
            with path.open("xb") as file:
                if path.suffix.lower() == ".csv":
                    file.writelines(exporting.as_csv(wanted))
                else:
                    exporting.as_workbook(wanted, file)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp: {error.strerror}.") from error
        self.stdout.write(
            f"Đã xuất {min(count, exporting.MAX_ROWS)} hồ sơ."
            + ("" if count <= exporting.MAX_ROWS else " Còn nữa: hãy lọc bớt.")
        )


def _wanted(office: str | None, status: str | None) -> DossierQuerySet:
    """Return the dossiers of an office and those below it, in a status; all without either."""
    wanted = Dossier.objects.all()
    if office:
        if not Office.objects.filter(pk=office).exists():
            raise CommandError(f"Không có đơn vị {office}.")
        wanted = wanted.in_offices(with_below([office]))
    return wanted.filter(status=status) if status else wanted
