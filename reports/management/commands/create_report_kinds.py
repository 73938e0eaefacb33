"""`manage.py create_report_kinds`: bring in the shipped kinds of reports.

All are off: a kind is switched on under the document that announces this app as a way of reporting
(Decree 61/2026/NĐ-CP, article 19.1). Run it after each upgrade.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.kinds import actions
from reports.kinds.shipping import FieldsMissing, Shipped, create_kinds
from reports.models import ReportKind


class Command(BaseCommand):
    """Add missing kinds, update what nobody changed, keep what officers changed."""

    help = "Tạo các loại phản ánh còn thiếu, đều đang tắt; giữ nguyên phần cán bộ đã sửa."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--take",
            nargs="+",
            default=[],
            metavar="MÃ",
            help="Bỏ phần cán bộ đã sửa của các loại này, lấy bản phát hành.",
        )
        parser.add_argument(
            "--switch-on",
            nargs="+",
            default=[],
            metavar="MÃ",
            help="Bật các loại này; loại đã ghi văn bản công bố thì giữ nguyên.",
        )
        parser.add_argument("--announced-by", default="", help="Số, ngày văn bản công bố kênh.")
        parser.add_argument(
            "--announced-on", type=date.fromisoformat, help="Ngày văn bản, dạng 2026-11-24."
        )

    def handle(self, **options: Any) -> None:
        try:
            done = create_kinds(options["take"])
        except FieldsMissing as missing:
            raise CommandError(
                f"Chưa có lĩnh vực {missing}: chạy load_initial_data trước."
            ) from None
        self.stdout.write(_summary(done))
        for code in options["switch_on"]:
            self._switch_on(code, options["announced_by"], options["announced_on"])

    def _switch_on(self, code: str, announced_by: str, announced_on: date | None) -> None:
        kind = ReportKind.objects.filter(pk=code).first()
        if kind is None:
            raise CommandError(f"Không có loại phản ánh «{code}».")
        if kind.announced_by:
            self.stdout.write(f"{code}: đã ghi văn bản công bố, bật hay tắt trên trang quản trị.")
            return
        if not announced_by or announced_on is None:
            raise CommandError("Muốn bật thì ghi --announced-by và --announced-on.")
        try:
            actions.switch_on(kind, announced_by, announced_on)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(f"{code}: đã bật.")


def _summary(done: Shipped) -> str:
    kept = "".join(
        f"\nGiữ nguyên {code} ({', '.join(map(_name_of, units))}): cán bộ đã sửa. "
        f"Muốn lấy bản phát hành: --take {code}."
        for code, units in done.kept.items()
    )
    return (
        f"Loại phản ánh: tạo {len(done.created)}, cập nhật {len(done.updated)}; "
        f"lý do có sẵn: tạo {done.reasons}.{kept}"
    )


def _name_of(unit: str) -> str:
    """Return the part's name as officers read it in the admin."""
    named: Any = ReportKind._meta.get_field(unit)
    if named.auto_created:
        return str(named.related_model._meta.verbose_name_plural)
    return str(named.verbose_name)
