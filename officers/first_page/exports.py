"""Figures as CSV, and notifying listeners of exports."""

import csv
import io
from collections.abc import Callable, Sequence

from foundation.records.formulas import defused
from officers.first_page.scope import Scope
from officers.first_page.trends import ShownBoard
from officers.first_page.words import number
from offices.tree import AnyUser

CSV_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"  # without it Excel misreads UTF-8
HEADER = ("Nhóm", "Chỉ số", "Đơn vị tính", "Phạm vi", "Kỳ", "Từ ngày", "Đến ngày", "Giá trị")

_listeners: list[Callable[[AnyUser], None]] = []


def on_export(listener: Callable[[AnyUser], None]) -> None:
    """Call `listener` with the officer before figures are exported; for AppConfig.ready."""
    _listeners.append(listener)


def announce_export(officer: AnyUser) -> None:
    """Notify the listeners. If one of them fails, nothing is exported."""
    for listener in _listeners:
        listener(officer)


def as_csv(scope: Scope, shown: Sequence[ShownBoard]) -> bytes:
    """Return one line per figure and period, with a decimal comma for Vietnamese Excel."""
    buffer = io.StringIO(newline="")
    buffer.write(BOM)
    writer = csv.writer(buffer)
    writer.writerow(HEADER)
    for one in shown:
        place = "Toàn dịch vụ" if one.board.everywhere else scope.name
        for line in one.lines:
            head = (one.board.title, line.figure.title, line.figure.unit.strip(), place)
            for period, value in zip(one.periods, line.values, strict=True):
                days = (f"{period.first:%d/%m/%Y}", f"{period.last:%d/%m/%Y}")
                plain = (
                    ""
                    if value is None
                    else number(value, line.figure.decimals).replace(".", "").replace("−", "-")
                )
                writer.writerow([*(defused(cell) for cell in (*head, period.name, *days)), plain])
    return buffer.getvalue().encode()
