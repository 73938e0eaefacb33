"""Figures as CSV, and who has to know that they left the system."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from foundation.records.formulas import defused
from officers.first_page.periods import Period
from officers.first_page.scope import Scope
from officers.first_page.trends import Shown
from officers.first_page.words import number

CSV_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
HEADER = ("Nhóm", "Chỉ số", "Đơn vị tính", "Phạm vi", "Kỳ", "Từ ngày", "Đến ngày", "Giá trị")

_listeners: list[Callable[[Any], None]] = []


def on_export(listener: Callable[[Any], None]) -> None:
    """Call `listener` with the officer before figures leave the system.

    Apps above register in AppConfig.ready.
    """
    _listeners.append(listener)


def announce(officer: Any) -> None:
    """Tell the listeners. If one of them fails, nothing leaves."""
    for listener in _listeners:
        listener(officer)


def as_csv(scope: Scope, shown: Sequence[Shown], periods: Sequence[Period]) -> bytes:
    """Return one line for each figure and period.

    With a comma for decimals as a Vietnamese Excel reads them.
    """
    buffer = io.StringIO(newline="")
    buffer.write(BOM)
    writer = csv.writer(buffer)
    writer.writerow(HEADER)
    for one in shown:
        place = "Toàn dịch vụ" if one.board.everywhere else scope.name
        for line in one.lines:
            head = (one.board.title, line.figure.title, line.figure.unit.strip(), place)
            for period, value in zip(periods, line.values, strict=True):
                days = (f"{period.first:%d/%m/%Y}", f"{period.last:%d/%m/%Y}")
                plain = (
                    ""
                    if value is None
                    else number(value, line.figure.decimals).replace(".", "").replace("−", "-")
                )
                writer.writerow([*(defused(cell) for cell in (*head, period.name, *days)), plain])
    return buffer.getvalue().encode()
