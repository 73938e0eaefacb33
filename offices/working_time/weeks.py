"""Opening hours as people write them in one cell: «Thứ 2 – thứ 6: 7h30–11h30, 13h–17h». Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time

from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from foundation.records.vietnamese import fold
from offices.validators import refuse_overlap

Slot = tuple[int, time, time]

_NAMES = {"hai": 1, "ba": 2, "tu": 3, "nam": 4, "sau": 5, "bay": 6}
_TO = r"\s*(?:-|–|—|den|toi)\s*"
_MOMENT = r"(\d{1,2})\s*(?:[:.]\s*(\d{2})|(?:gio|h|g)\s*(\d{2})?)"
_PERIOD = re.compile(rf"{_MOMENT}{_TO}{_MOMENT}")
_NAME = "(?:hai|ba|tu|nam|sau|bay|[2-7])"
_DAY = rf"(?:thu\s*{_NAME}|t[2-7]|chu nhat|cn)\b"  # «từ» alone is no Wednesday
_DAYS = re.compile(rf"\b({_DAY})(?:{_TO}({_DAY}|{_NAME}\b))?")
_EVERY_DAY = re.compile(r"hang ngay|ca tuan|tat ca cac ngay")
# What may stand beside days and periods without a meaning of its own.
_QUIET = re.compile(
    r"\b(?:sang|chieu|tu|ngay|gio|va|cac|buoi|lam viec|tiep dan|hanh chinh)\b|[\s:,.()&+/–-]"
)
EXAMPLE = "«Thứ 2 – thứ 6: 7h30–11h30, 13h00–17h00; thứ 7: 7h30–11h30»"


def read_week(text: str) -> list[Slot]:
    """Return weekday, opening and closing of each period in `text`, in order.

    Raises ValidationError for what is not understood, and for periods that overlap or end before
    they begin: nothing is guessed.
    """
    slots: list[Slot] = []
    for part in re.split(r"[;\n]", text):
        if part.strip():
            slots += _read_part(part.strip())
    refuse_overlap(slots)
    return sorted(slots)


class Part(TextChoices):
    """The part of a day of which no times are known."""

    DAY = "day", "cả ngày"
    MORNING = "morning", "buổi sáng"
    AFTERNOON = "afternoon", "buổi chiều"


@dataclass(frozen=True, slots=True)
class Week:
    """The periods of a week, and the days of which no times are known."""

    hours: tuple[Slot, ...] = ()
    days: tuple[tuple[int, str], ...] = ()


def read_rule(lines: Iterable[str]) -> Week:
    """Return the week in `lines`: «Thứ 2 – thứ 6» alone is a day without times.

    Raises ValidationError as `read_week`, and for a day that is there with times and without.
    """
    written = list(lines)
    timed = [line for line in written if _PERIOD.search(fold(line))]
    hours = read_week("\n".join(timed))
    days = [slot for line in written if line not in timed for slot in _days_without_times(line)]
    names = [day for day, _part in days]
    if len(set(names)) < len(names) or {day for day, *_times in hours} & set(names):
        raise ValidationError("Mỗi ngày chỉ ghi một lần.", code="day_repeated")
    return Week(tuple(hours), tuple(sorted(days)))


def _days_without_times(line: str) -> Iterator[tuple[int, str]]:
    folded = fold(line)
    days = range(1, 8) if _EVERY_DAY.search(folded) else sorted(set(_days_in(folded)))
    if not days or _QUIET.sub("", _DAYS.sub(" ", _EVERY_DAY.sub(" ", folded))):
        raise _not_understood(line)
    halves = [part for word, part in _HALVES if re.search(rf"\b{word}\b", folded)]
    part = halves[0] if len(halves) == 1 else Part.DAY
    return ((day, part.value) for day in days)


def _not_understood(part: str) -> ValidationError:
    return ValidationError(
        "Chưa hiểu «%(part)s». Ghi ngày rồi giờ, ví dụ %(example)s.",
        code="hours_not_understood",
        params={"part": part[:60], "example": EXAMPLE},
    )


def _read_part(part: str) -> Iterator[Slot]:
    folded = fold(part)
    periods = [_period(found, part) for found in _PERIOD.finditer(folded)]
    rest = _PERIOD.sub(" ", folded)
    days = range(1, 8) if _EVERY_DAY.search(rest) else sorted(set(_days_in(rest)))
    left = _QUIET.sub("", _DAYS.sub(" ", _EVERY_DAY.sub(" ", rest)))
    if left or not days or not periods:
        raise _not_understood(part)
    return ((day, opens, closes) for day in days for opens, closes in periods)


def _period(found: re.Match[str], part: str) -> tuple[time, time]:
    try:
        hour, minute, short, to_hour, to_minute, to_short = (int(n or 0) for n in found.groups())
        return time(hour, minute or short), time(to_hour, to_minute or to_short)
    except ValueError as error:
        raise ValidationError(
            "Không có giờ «%(part)s».", code="no_such_time", params={"part": part[:60]}
        ) from error


def _days_in(text: str) -> Iterator[int]:
    for found in _DAYS.finditer(text):
        first = _number(found[1])
        last = _number(found[2]) if found[2] else first
        if last < first:
            raise ValidationError("Ngày cuối đứng trước ngày đầu.", code="days_backwards")
        yield from range(first, last + 1)


def _number(day: str) -> int:
    if day in ("chu nhat", "cn"):
        return 7
    name = re.sub(r"^(?:thu\s*|t(?=\d))", "", day)
    return _NAMES[name] if name in _NAMES else int(name) - 1


_HALVES = (("sang", Part.MORNING), ("chieu", Part.AFTERNOON))
