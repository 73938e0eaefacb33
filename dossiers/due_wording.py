"""How a dossier stands with its time, in the words of the officer who works on it.

What is left, how late it is, what it waits for.

Pure: takes a row, the moment and the calendar. What a citizen reads about the same is in
`presenting`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from dossiers import clock, presenting
from dossiers.workflow import Clock
from offices.calendar import WorkingCalendar

GOOD, WARNING, DANGER, INFO = "good", "warning", "danger", "info"


@dataclass(frozen=True)
class Standing:
    """A few words, and how urgent they are.

    One of the four tones, which are colours of the officers' pages.
    """

    text: str
    tone: str


def standing(dossier: Any, now: presenting.Now, calendar: WorkingCalendar) -> Standing:
    """Return how `dossier` stands at this moment."""
    state = presenting.due_state(dossier, now)
    match presenting.clock_of(dossier):
        case Clock.NOT_STARTED:
            return Standing("Chưa tính thời hạn", INFO)
        case Clock.PAUSED:
            late = state == presenting.LATE
            return Standing(
                "Tạm dừng, đã quá hạn" if late else "Tạm dừng thời hạn", DANGER if late else INFO
            )
        case Clock.STOPPED:
            return _ENDED[state]
    return _running(dossier, state, now, calendar)


_ENDED = {
    presenting.LATE: Standing("Xong, trễ hạn", DANGER),
    presenting.ON_TIME: Standing("Xong, đúng hạn", GOOD),
    presenting.NONE: Standing("Đã kết thúc", INFO),
}


def _running(dossier: Any, state: str, now: presenting.Now, calendar: WorkingCalendar) -> Standing:
    if dossier.due_at is None:
        return Standing("Chưa có ngày hẹn trả", WARNING)
    today, due = clock.local_day(now.moment), clock.local_day(dossier.due_at)
    if state == presenting.LATE:
        return Standing(
            f"Quá hạn {_days(due, today, calendar)}" if due < today else "Vừa quá hạn", DANGER
        )
    if due == today:
        return Standing(f"Hạn hôm nay{_until(dossier)}", WARNING)
    return Standing(
        f"Còn {_days(today, due, calendar)}", WARNING if state == presenting.NEARLY_DUE else GOOD
    )


def _until(dossier: Any) -> str:
    return f", {localtime(dossier.due_at):%H:%M}" if dossier.limit_unit in clock.HOURS else ""


def _days(after: date, until: date, calendar: WorkingCalendar) -> str:
    """Return the days between in words.

    Working days where the calendar knows them, and any where none of them is one.
    """
    worked = clock.working_days(after, until, calendar)
    return f"{worked} ngày làm việc" if worked else f"{(until - after).days} ngày"


def pauses_in_words(pauses: Sequence[clock.Pause]) -> list[str]:
    """Return each pause that has ended: «05/11/2026 – 09/11/2026»."""
    return [
        f"{clock.local_day(start):%d/%m/%Y} – {clock.local_day(end):%d/%m/%Y}"
        for start, end in pauses
    ]
