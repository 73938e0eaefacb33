"""Gaps and overlaps between the periods of one case, shown to officers before they publish.

Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from procedures.fees.in_force import (
    Row,
    case_of,
    days_of_change,
    fee_in_force,
    rows_of_channel,
)
from procedures.translations.sentences import say_day

Told = tuple[tuple[str | int, ...], str]
Warnings = list[Told]


def fee_warnings(draft: Mapping[str, Any], day: date) -> Warnings:
    """Return gaps and overlaps of the fees of `draft` from `day` on, as (path, Vietnamese text).

    The paths are those of `publishing_problems`.
    """
    numbered = [{**row, "number": i} for i, row in enumerate(draft["fees"])]
    kinds = [channel["kind"] for channel in draft["channels"]]
    found: dict[Told, None] = {}
    for kind in kinds:
        for rows in _by_case(rows_of_channel(numbered, kind)):
            found |= dict.fromkeys(_check_case(rows, day))
    return list(found)


def _by_case(rows: Sequence[Row]) -> list[list[Row]]:
    cases: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        cases.setdefault(case_of(row), []).append(row)
    return [
        sorted(some, key=lambda row: str(row["effective_from"] or "")) for some in cases.values()
    ]


def _check_case(rows: Sequence[Row], day: date) -> Warnings:
    return [*_overlaps(rows), *_gaps(rows, day)]


def _overlaps(rows: Sequence[Row]) -> Iterator[Told]:
    for row, later in combinations(rows, 2):
        start, end = later["effective_from"], row["effective_to"]
        if not start or not end or str(start) <= str(end):
            text = f"Chồng thời gian với dòng {row['number'] + 1}; chỉ một dòng được dùng."
            yield ("fees", later["number"], "effective_from"), text


def _gaps(rows: Sequence[Row], day: date) -> Iterator[Told]:
    """Yield the times without a fee, at the row after them; after the last row from `day` on."""
    for change in days_of_change(rows, date.min):
        if fee_in_force(rows, change):
            continue
        iso = change.isoformat()
        later = next((row for row in rows if str(row["effective_from"] or "") > iso), None)
        if later is not None:
            gap = f"{say_day(change)} đến trước {say_day(later['effective_from'])}"
            text = f"Từ {gap} không có mức thu nào cho trường hợp này."
            yield ("fees", later["number"], "effective_from"), text
        elif change > day:
            last = max(rows, key=lambda row: str(row["effective_to"]))
            text = f"Sau {say_day(last['effective_to'])} không có mức thu nào cho trường hợp này."
            yield ("fees", last["number"], "effective_to"), text
