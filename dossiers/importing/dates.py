"""A date or a moment in one cell, as Vietnamese exports write it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from foundation.importing.cells import text
from foundation.importing.tables import Cell, CellRefused, is_blank
from offices.working_time.calendar import ZONE

_YEARS = range(2000, 2100)
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001  # Excel's days have no zone
_SERIALS = range(34_000, 75_000)

_TIME = r"(?P<hour>\d{1,2})(?:[:hg](?P<minute>\d{2}))(?::(?P<second>\d{2})(?:\.\d+)?)?"
_HALF = r"(?:\s*(?P<half>am|pm|sa|ch))?"
_DAY = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_DAY}(?:[\s,]+{_TIME}{_HALF})?",
        rf"{_TIME}{_HALF}(?:[\s,-]+|\s+ngày\s+){_DAY}",
        rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?:[T\s]+{_TIME}\s*(?P<zone>Z|[+-]\d{{2}}:?\d{{2}})?)?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2}))?",
    )
)
_NOON = 12


class Moment(NamedTuple):
    """A moment with its zone.

    `exact` is False if only the day was given; `at` is then its midnight in Vietnam. Many systems
    write a day as its midnight, so midnight is the day, too.
    """

    at: datetime
    exact: bool

    def cut(self, known: datetime) -> datetime:
        """Return a known moment as exactly as this one is written: its day, minute or second.

        What happened here in the same second must not look later than what was written of it.
        """
        local = known.astimezone(ZONE).replace(microsecond=0)
        if not self.exact:
            return local.replace(hour=0, minute=0, second=0)
        return local if self.at.second else local.replace(second=0)


def moment(cell: Cell, *, epoch_1904: bool = False) -> Moment | None:
    """Return a date: dd/mm/yyyy with or without time, ISO, yyyymmddhhmmss, or Excel's own.

    A bare number is a date only in a workbook, which says from when it counts. None for an empty
    cell; raises CellRefused.
    """
    if is_blank(cell):
        return None
    if isinstance(cell, datetime):
        return _checked(cell.astimezone(ZONE) if cell.tzinfo else cell.replace(tzinfo=ZONE))
    if isinstance(cell, date):
        return _checked(datetime.combine(cell, time(0), ZONE))
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        found = _EPOCHS[epoch_1904] + timedelta(seconds=round(cell * 86400))
        return _checked(found.replace(tzinfo=ZONE))
    return _written(text(cell))


@lru_cache(maxsize=4096)  # a long file repeats the same few days
def _written(plain: str) -> Moment:
    for form in _FORMS:
        if found := form.fullmatch(plain):
            return _from_parts({name: value for name, value in found.groupdict().items() if value})
    if plain.isdecimal() and int(plain[:9]) in _SERIALS:
        raise CellRefused(
            "Ô là một con số, không phải ngày. Hãy định dạng cột là ngày rồi xuất lại.",
            "invalid_date",
        )
    raise CellRefused(
        "Ngày chưa đúng, ví dụ đúng: 16/09/2026 08:30 hoặc 2026-09-16.", "invalid_date"
    )


def _from_parts(parts: dict[str, str]) -> Moment:
    zone = parts.pop("zone", "")
    hour = _hour(int(parts.get("hour", 0)), parts.pop("half", "").lower())
    numbers = {name: int(value) for name, value in parts.items()}
    try:
        local = datetime(
            numbers["year"],
            numbers["month"],
            numbers["day"],
            hour,
            numbers.get("minute", 0),
            numbers.get("second", 0),
            tzinfo=ZONE,
        )
    except ValueError:
        raise CellRefused(
            "Không có ngày giờ này trong lịch. Ngày viết trước, tháng viết sau: 16/09/2026.",
            "invalid_date",
        ) from None
    return _checked(_in_zone(local, zone))


def _hour(hour: int, half: str) -> int:
    """Return the hour of the day. SA (sáng) is the morning, CH (chiều) the afternoon."""
    if half and not 1 <= hour <= _NOON:
        raise CellRefused("Giờ chưa đúng.", "invalid_date")
    if half in {"pm", "ch"}:
        return hour % _NOON + _NOON
    return hour % _NOON if half else hour


def _in_zone(local: datetime, zone: str) -> datetime:
    if not zone:
        return local
    if zone.upper() == "Z":
        return local.replace(tzinfo=UTC).astimezone(ZONE)
    return datetime.strptime(
        f"{local:%Y%m%d%H%M%S}{zone.replace(':', '')}", "%Y%m%d%H%M%S%z"
    ).astimezone(ZONE)


def _checked(at: datetime) -> Moment:
    """Return a moment in Vietnamese time, if its year is plausible."""
    if at.year not in _YEARS:
        raise CellRefused("Năm phải từ 2000 đến 2099.", "invalid_date")
    at = at.replace(microsecond=0)
    return Moment(at, exact=at.time() != time(0))
