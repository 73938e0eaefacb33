"""The working time left until something is due: a few words and one of three colours.

Every work list and page uses `time_left`, so that a colour means the same everywhere. Pure, except
`time_left_now` and `due_cell`, which use the clock and the calendar in memory.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from foundation.desk.tags import tag
from offices.snapshot import directory
from offices.working_time.calendar import ZONE, WorkingCalendar, YearNotLoaded, end_of

# In time, soon due, late; and words that are not about time.
GOOD, WARNING, DANGER, INFO = "good", "warning", "danger", "info"
MAX_COUNTED = 366  # maximum of days to count working days in; lists show many rows
DAY, HOURS_A_DAY = timedelta(days=1), 8
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Standing:
    """A few words and their urgency: one of the four tones above, colours of the pages."""

    text: str
    tone: str


def time_left(
    due: datetime,
    now: datetime,
    last_nearly: date,
    calendar: WorkingCalendar,
    *,
    by_the_hour: bool = False,
) -> Standing:
    """Return the time left until `due`, or how late it is.

    It is soon due up to the day `last_nearly` (`last_nearly_day`). `by_the_hour` adds the hour on
    the last day.
    """
    today, day = (moment.astimezone(ZONE).date() for moment in (now, due))
    if now > due:
        late = _late_in_words(due, now, calendar, by_the_hour=by_the_hour)
        return Standing(f"Quá hạn {late}" if late else "Vừa quá hạn", DANGER)
    if day == today:
        hour = f", {due.astimezone(ZONE):%H:%M}" if by_the_hour else ""
        return Standing(f"Hạn hôm nay{hour}", WARNING)
    left = f"Còn {_days_in_words(today, day, calendar)}"
    return Standing(left, WARNING if day <= last_nearly else GOOD)


def hours_late(due: datetime, now: datetime, *, by_the_hour: bool) -> int | None:
    """Return how many whole hours have passed since `due`, or None if it is counted in days.

    Days count from the next day on; for a limit in hours, after 24 of them.
    """
    hours = (now - due) // timedelta(hours=1)
    same_day = due.astimezone(ZONE).date() == now.astimezone(ZONE).date()
    return hours if same_day or (by_the_hour and hours < 24) else None  # noqa: PLR2004


def time_left_now(due: datetime | date, *, by_the_hour: bool = False) -> Standing:
    """Return `time_left` at this moment; a due day ends at midnight."""
    calendar, now = directory.current().calendar, timezone.now()
    nearly = last_nearly_day(now.astimezone(ZONE).date(), settings.NEARLY_DUE_DAYS, calendar)
    moment = due if isinstance(due, datetime) else end_of(due)
    return time_left(moment, now, nearly, calendar, by_the_hour=by_the_hour)


def due_cell(
    due: datetime | date | None, standing: Standing | None = None, *, by_the_hour: bool = False
) -> str:
    """Return the day or moment with the time left, as lists show it.

    `standing` replaces the time left where no clock runs; None for both shows a dash.
    """
    shown = standing or (time_left_now(due, by_the_hour=by_the_hour) if due else None)
    pattern = "SHORT_DATETIME_FORMAT" if by_the_hour else "SHORT_DATE_FORMAT"
    local = due.astimezone(ZONE) if isinstance(due, datetime) else due
    return format_html(
        '<span class="two-lines due">{}{}</span>',
        date_format(local, pattern) if local else "",
        tag(shown.text, shown.tone) if shown else "–",
    )


def last_nearly_day(today: date, days: int, calendar: WorkingCalendar) -> date:
    """Return the last day that counts as soon due: `days` working days from today.

    If the year's calendar is missing, calendar days are counted, so that a list never fails.
    """
    try:
        return calendar.add_working_days(today, days)
    except ValueError:
        return today + DAY * days


def working_days(after: date, until: date, calendar: WorkingCalendar) -> int | None:
    """Return the number of working days after `after`, up to and including `until`.

    None if a year in between is not loaded, or for more than a year.
    """
    if (until - after).days > MAX_COUNTED:
        return None
    days = (after + DAY * i for i in range(1, (until - after).days + 1))
    try:
        return sum(calendar.is_working_day(day) for day in days)
    except YearNotLoaded:
        return None


def _late_in_words(
    due: datetime, now: datetime, calendar: WorkingCalendar, *, by_the_hour: bool
) -> str:
    """Return how late it is in working time, on days off too; empty below one hour.

    Days count from the next working day on; for a limit in hours, from eight of them.
    """
    start, end = due.astimezone(ZONE), now.astimezone(ZONE)
    days = working_days(start.date(), end.date(), calendar)
    if days is None:
        return f"{(end.date() - start.date()).days} ngày"
    try:
        hours = _working_hours(start, end, calendar) if days <= 1 else HOURS_A_DAY
    except YearNotLoaded:
        passed = (end - start) // timedelta(hours=1)
        return f"{passed} giờ" if passed else ""
    if days and (hours >= HOURS_A_DAY or not by_the_hour):
        return f"{days} ngày làm việc"
    return f"{hours} giờ làm việc" if hours else ""


def _working_hours(start: datetime, end: datetime, calendar: WorkingCalendar) -> int:
    """Return the whole working hours between two moments, at most some days apart."""
    periods = takewhile(lambda one: one[0] < end, calendar.working_periods(start))
    worked = sum((min(closes, end) - opens for opens, closes in periods), timedelta())
    return worked // timedelta(hours=1)


def _days_in_words(after: date, until: date, calendar: WorkingCalendar) -> str:
    """Return the working days in between, or all days if no working day is known."""
    worked = working_days(after, until, calendar)
    if worked == 0:
        return f"đến {_WEEKDAYS[until.weekday()]}, ngày nghỉ"
    return f"{worked} ngày làm việc" if worked else f"{(until - after).days} ngày"
