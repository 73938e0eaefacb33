"""`manage.py import_dossiers FILE [--apply]`: dossiers from a CSV or XLSX file."""

import gc
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from dossiers.importing import mapping, running, uploading
from dossiers.importing.columns import COLUMNS
from dossiers.importing.progress_bar import Bar
from dossiers.models import DossierImport
from foundation.importing.columns import IGNORED, Headers
from foundation.importing.tables import FileRefused
from offices.models import Office
from offices.working_time.calendar import ZONE

SHOWN = 50
# Rows hold no reference cycles; looking for some after every 700 objects takes time for nothing.
GARBAGE_AFTER = 100_000


class Command(BaseCommand):
    """Says what would change and which rows are wrong; writes with --apply."""

    help = "Nhập hồ sơ từ tệp CSV hoặc XLSX. Mặc định chỉ kiểm tra; thêm --apply để ghi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="TỆP", help="Tệp CSV hoặc XLSX.")
        parser.add_argument("--apply", action="store_true", help="Ghi các dòng đúng.")
        parser.add_argument(
            "--office", metavar="MÃ", help="Đơn vị của dòng không ghi đơn vị xử lý."
        )
        parser.add_argument(
            "--as-of",
            metavar="LÚC",
            help="Lúc tệp được xuất, ví dụ 2026-11-23T08:00; mặc định là bây giờ.",
        )
        parser.add_argument(
            "--encoding",
            default="",
            choices=["", "cp1258"],
            help="Bảng mã nếu không phải UTF-8 hay UTF-16.",
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="TIÊU ĐỀ=CỘT",
            help="Khai báo một cột; được ghi nhớ cho lần sau.",
        )
        parser.add_argument(
            "--faults",
            type=int,
            default=SHOWN,
            metavar="SỐ",
            help=f"Số dòng lỗi hiện ra (mặc định {SHOWN}).",
        )

    def handle(self, **options: Any) -> None:
        # What is loaded by now lives as long as the command: the collector may skip it.
        gc.freeze()
        gc.set_threshold(GARBAGE_AFTER)
        try:
            batch = self._begin(options)
            if options["apply"]:
                running.confirm(batch.pk, unseen=True)  # every row is still checked
            self._work(batch, "Ghi" if options["apply"] else "Kiểm tra")
            self._report(batch, options["faults"])
            if not options["apply"]:
                running.cancel(batch.pk)
        except FileRefused as refused:
            raise CommandError(f"{refused}\nKhông có gì thay đổi.") from refused
        except OSError as error:
            raise CommandError(f"Không đọc được tệp: {error.strerror}.") from error
        if options["apply"]:
            self._report(batch, 0)
        self.stdout.write("Đã ghi." if options["apply"] else "Chỉ kiểm tra; thêm --apply để ghi.")

    def _begin(self, options: dict[str, Any]) -> DossierImport:
        office = options["office"]
        if office and not Office.objects.filter(pk=office).exists():
            raise CommandError(f"Không có đơn vị {office}.")
        with options["file"].open("rb") as file:
            upload = uploading.Upload(
                file, options["file"].name, office, _moment(options["as_of"]), options["encoding"]
            )
            batch = uploading.begin(upload, None)
        if options["map"]:
            batch = mapping.map_columns(batch.pk, _mapping(options["map"]), None)
        headers = uploading.headers_of(batch)
        if batch.state == running.State.MAPPING:
            running.cancel(batch.pk)
            raise CommandError(_to_explain(headers))
        return batch

    def _work(self, batch: DossierImport, title: str) -> None:
        bar = Bar(
            lambda text: self.stdout.write(text, ending=""),
            title,
            batch.total_rows,
            terminal=self.stdout.isatty(),
        )
        for state in running.work(batch.pk):
            done = state.created + state.moved + state.unchanged + state.conflicts + state.refused
            bar.show(done)
        batch.refresh_from_db()

    def _report(self, batch: DossierImport, shown: int) -> None:
        self.stdout.write(
            f"Thêm mới {batch.created}, cập nhật {batch.moved}, không đổi {batch.unchanged}, "
            f"chưa khớp {batch.conflicts}, dòng lỗi {batch.refused}."
        )
        for fault in batch.faults.all()[:shown]:
            self.stdout.write(
                f"  Dòng {fault.row}"
                + (f", cột {fault.column}" if fault.column else "")
                + f": {fault.text}"
            )
        if shown and (left := batch.faults.count() - shown) > 0:
            self.stdout.write(f"  … và {left} lỗi nữa; thêm --faults để xem hết.")


def _to_explain(headers: Headers) -> str:
    """Return what has to be said about the columns before anything is read."""
    columns_of = {
        "Thiếu cột": [column.header for column in headers.missing],
        "Cột trùng nhau": [column.header for column in headers.repeated],
        "Chưa biết là cột gì": headers.unknown,
    }
    said = [f"{what}: {', '.join(names)}." for what, names in columns_of.items() if names]
    return (
        f"{' '.join(said)} Các cột trong tệp: {', '.join(headers.names)}. Khai báo bằng --map "
        f"«TIÊU ĐỀ=CỘT», hoặc --map «TIÊU ĐỀ={IGNORED}» để bỏ qua."
    )


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError("Lúc xuất tệp viết như 2026-11-23T08:00.")
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=ZONE)


def _mapping(given: list[str]) -> dict[str, str]:
    pairs = [one.rpartition("=") for one in given]
    known = {column.key for column in COLUMNS} | {IGNORED}
    by_header = {column.header.lower(): column.key for column in COLUMNS}
    meanings = {written: by_header.get(key.lower(), key) for written, _equals, key in pairs}
    if not all(meanings) or not set(meanings.values()) <= known:
        names = ", ".join([*(column.header for column in COLUMNS), IGNORED])
        raise CommandError(f"--map viết là TIÊU ĐỀ=CỘT; các cột: {names}.")
    return meanings
