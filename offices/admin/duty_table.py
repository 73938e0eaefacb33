"""Tables of beats and of shifts, loaded by who may add such rows."""

from functools import partial
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from unfold.decorators import action

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.table_import import Sending, Summary, TableDialog
from offices.importing.duty import BEAT_ROWS, SHIFT_ROWS, Rows


def _run(rows: Rows, sending: Sending, *, apply: bool) -> Summary:
    outcome = rows.run(sending.file, sending.officer, apply=apply)
    added, changed = len(outcome.added), len(outcome.changed)
    return Summary(
        f"Sẽ thêm {added}, sửa {changed}",
        [
            *(("Thêm", f" {said}") for said in outcome.added),
            *(("Sửa", f" {said}") for said in outcome.changed),
        ],
        f"Đã thêm {added}, sửa {changed} {rows.layout.row_noun}.",
    )


def _dialog(rows: Rows) -> TableDialog:
    title = f"Nhập {rows.layout.row_noun} từ bảng tính"
    return TableDialog(title, rows.layout, partial(_run, rows))


BEATS, SHIFTS = _dialog(BEAT_ROWS), _dialog(SHIFT_ROWS)


class ImportsRows(ChangeLoggedAdmin):
    """Mixed into the admin of rows that come as a table: who may add may load one."""

    imported: ClassVar[TableDialog]

    @action(
        description="Nhập từ bảng tính", url_path="nhap-bang", icon="upload_file",
        permissions=["add"],
    )  # fmt: skip
    def load_rows(self, request: HttpRequest) -> HttpResponse:
        """Ask for a table, show what it would bring, write it."""
        return self.imported.answer(self, request)
