"""Which of several dated rows applies on a day. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

Row = Mapping[str, Any]
Case = tuple[str, str, str]


def holds(row: Row, day: date) -> bool:
    """Return True if `row` applies on `day`; both of its days are included."""
    start, end, iso = row["effective_from"], row["effective_to"], day.isoformat()
    return (not start or str(start) <= iso) and (not end or iso <= str(end))


def case_of(row: Row) -> Case:
    """Return the key of rows of the same case, of which only one can be the fee."""
    return row["group"], row["condition"], row["name"]


def fee_in_force(rows: Iterable[Row], day: date) -> list[Row]:
    """Return the fee of each case on `day`, in the order of the rows.

    `rows` are those of one channel. If periods overlap, a row of the channel wins over a row for
    every channel, and a later row over an earlier one.
    """
    found: dict[Case, Row] = {}
    for row in rows:
        if holds(row, day):
            other = found.get(case_of(row))
            if other is None or _precedence(row) > _precedence(other):
                found[case_of(row)] = row
    return list(found.values())


def _precedence(row: Row) -> tuple[bool, str]:
    return bool(row["channel"]), str(row["effective_from"] or "")


def rows_of_channel(rows: Iterable[Row], kind: str) -> list[Row]:
    """Return the rows for the channel `kind` or for all channels."""
    return [row for row in rows if row["channel"] in {"", kind}]


def fees_after(rows: Iterable[Row], row: Row, day: date) -> Iterator[tuple[date, Row | None]]:
    """Yield the days after `day` when the fee of the case of `row` may change, with the new fee.

    `rows` are those of one channel. The fee is None from a day without any row.
    """
    same = [other for other in rows if case_of(other) == case_of(row)]
    for change in days_of_change(same, day):
        yield change, next(iter(fee_in_force(same, change)), None)


def days_of_change(rows: Iterable[Row], day: date) -> list[date]:
    """Return the days after `day` on which a row begins to apply or no longer applies."""
    begins = {row["effective_from"] for row in rows} - {None}
    ends = {row["effective_to"] for row in rows} - {None}
    days = {
        *(date.fromisoformat(str(start)) for start in begins),
        *(following(end) for end in ends),
    }
    return sorted(change for change in days if change > day)


def following(day: object) -> date:
    """Return the day after `day`, a date or ISO text; date.max is returned unchanged."""
    last = date.fromisoformat(str(day))
    return last if last == date.max else last + timedelta(days=1)
