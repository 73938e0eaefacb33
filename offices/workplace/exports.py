"""Figures as CSV, and who has to know that they left the system."""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from offices.workplace.periods import Period
from offices.workplace.scope import Scope
from offices.workplace.trends import Shown
from offices.workplace.words import number
from police_portal.formulas import defused

CSV_TYPE = "text/csv; charset=utf-8"
BOM = "\ufeff"  # without it Excel reads UTF-8 as something else
HEADER = ("Nhóm", "Chỉ số", "Đơn vị tính", "Phạm vi", "Kỳ", "Từ ngày", "Đến ngày", "Giá trị")

_listeners: list[Callable[[Any], None]] = []


def on_export(listener: Callable[[Any], None]) -> None:
    """Call `listener` with the officer before figures leave the system; apps above register in AppConfig.ready."""
    _listeners.append(listener)


def announce(officer: Any) -> None:
    """Tell the listeners. If one of them fails, nothing leaves."""
    for listener in _listeners:
        listener(officer)


def as_csv(scope: Scope, shown: Sequence[Shown], periods: Sequence[Period]) -> bytes:
    """Return one line for each figure and period, with a comma for decimals as a Vietnamese Excel reads them."""
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
                plain = "" if value is None else number(value, line.figure.decimals).replace(".", "").replace("−", "-")
                writer.writerow([*(defused(cell) for cell in (*head, period.name, *days)), plain])
    return buffer.getvalue().encode()
