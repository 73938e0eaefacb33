"""Gaps and overlaps between the periods of one case, for officers before they publish. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from procedures.fees.in_force import Row, case_of, following, rows_of_channel
from procedures.translations.sentences import say_day

Warnings = list[tuple[tuple[str | int, ...], str]]


def fee_warnings(draft: Mapping[str, Any], day: date) -> Warnings:
    """Return gaps and overlaps of the fees of `draft` from `day` on, as (path, Vietnamese text).

    The paths are those of `publishing_problems`.
    """
    numbered = [{**row, "number": i} for i, row in enumerate(draft["fees"])]
    kinds = [channel["kind"] for channel in draft["channels"]]
    found: dict[tuple[tuple[str | int, ...], str], None] = {}
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


def _check_case(rows: Sequence[Row], day: date) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for row, later in pairwise(rows):
        start, end = later["effective_from"], row["effective_to"]
        place = ("fees", later["number"], "effective_from")
        if not start or not end or str(start) <= str(end):
            yield place, f"Chồng thời gian với dòng {row['number'] + 1}; chỉ một dòng được dùng."
        elif date.fromisoformat(str(start)) > following(end):
            gap = f"{say_day(following(end))} đến trước {say_day(start)}"
            yield place, f"Từ {gap} không có mức thu nào cho trường hợp này."
    if not all(row["effective_to"] for row in rows):
        return
    last = max(rows, key=lambda row: str(row["effective_to"]))
    end = last["effective_to"]
    if str(end) >= day.isoformat():
        text = f"Sau {say_day(end)} không có mức thu nào cho trường hợp này."
        yield ("fees", last["number"], "effective_to"), text
