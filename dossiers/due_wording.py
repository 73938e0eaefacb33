"""The time limit of a dossier in words: for the citizen who waits, for the officer who works.

Pure: takes a row, the moment and the calendar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from dossiers import clock
from dossiers.due_state import LATE, NEARLY_DUE, NONE, ON_TIME, Now, clock_of, due_state
from dossiers.models import Dossier
from dossiers.workflow import Clock
from offices.calendar import WorkingCalendar

# --- for the citizen -----------------------------------------------------------------------------

APOLOGY = "Chúng tôi xin lỗi vì sự chậm trễ."
_ENDED_FOR_CITIZEN = {
    LATE: f"Hồ sơ được giải quyết sau ngày hẹn trả. {APOLOGY}",
    ON_TIME: "Hồ sơ được giải quyết đúng hạn.",
    NONE: "Thời hạn không còn tính.",
}


def text_for_citizen(dossier: Dossier, shown: datetime | None, now: Now) -> str:
    """Return a sentence or two; `shown` is the due moment that the citizen is told."""
    state = due_state(dossier, now)
    match clock_of(dossier):
        case Clock.NOT_STARTED:
            return "Thời hạn tính từ khi hồ sơ được tiếp nhận."
        case Clock.PAUSED:
            late = " Hồ sơ đã quá hạn trước khi tạm dừng." if state == LATE else ""
            return (
                "Thời hạn đang tạm dừng; ngày hẹn trả được tính lại khi hồ sơ được giải quyết "
                f"tiếp.{late}"
            )
        case Clock.STOPPED:
            return _ENDED_FOR_CITIZEN[state]
    return _running_for_citizen(state, shown, now)


def _running_for_citizen(state: str, shown: datetime | None, now: Now) -> str:
    if shown is None:
        return "Chưa có ngày hẹn trả."
    due = clock.local_day(shown)
    if state == LATE:
        return f"Đã quá hạn {max(1, (clock.local_day(now.moment) - due).days)} ngày. {APOLOGY}"
    return f"Hẹn trả kết quả ngày {due:%d/%m/%Y}."


# --- for the officer -----------------------------------------------------------------------------

GOOD, WARNING, DANGER, INFO = "good", "warning", "danger", "info"


@dataclass(frozen=True)
class Standing:
    """A few words and their urgency: one of the four tones above, colours of the pages."""

    text: str
    tone: str


_ENDED_FOR_OFFICER = {
    LATE: Standing("Xong, trễ hạn", DANGER),
    ON_TIME: Standing("Xong, đúng hạn", GOOD),
    NONE: Standing("Đã kết thúc", INFO),
}


def standing_for_officer(dossier: Dossier, now: Now, calendar: WorkingCalendar) -> Standing:
    """Return how much time is left, how late it is, or why the clock does not run."""
    state = due_state(dossier, now)
    match clock_of(dossier):
        case Clock.NOT_STARTED:
            return Standing("Chưa tính thời hạn", INFO)
        case Clock.PAUSED:
            if state == LATE:
                return Standing("Tạm dừng, đã quá hạn", DANGER)
            return Standing("Tạm dừng thời hạn", INFO)
        case Clock.STOPPED:
            return _ENDED_FOR_OFFICER[state]
    return _running_for_officer(dossier, state, now, calendar)


def _running_for_officer(
    dossier: Dossier, state: str, now: Now, calendar: WorkingCalendar
) -> Standing:
    if dossier.due_at is None:
        return Standing("Chưa có ngày hẹn trả", WARNING)
    today, due = clock.local_day(now.moment), clock.local_day(dossier.due_at)
    if state == LATE:
        late = f"Quá hạn {_days_in_words(due, today, calendar)}" if due < today else "Vừa quá hạn"
        return Standing(late, DANGER)
    if due == today:
        hour = f", {localtime(dossier.due_at):%H:%M}" if dossier.limit_unit in clock.HOURS else ""
        return Standing(f"Hạn hôm nay{hour}", WARNING)
    left = f"Còn {_days_in_words(today, due, calendar)}"
    return Standing(left, WARNING if state == NEARLY_DUE else GOOD)


def _days_in_words(after: date, until: date, calendar: WorkingCalendar) -> str:
    """Return the working days between, or all days where no working day is known."""
    worked = clock.working_days(after, until, calendar)
    return f"{worked} ngày làm việc" if worked else f"{(until - after).days} ngày"


def pauses_in_words(pauses: Sequence[clock.Pause]) -> list[str]:
    """Return each pause that has ended: «05/11/2026 – 09/11/2026»."""
    return [
        f"{clock.local_day(start):%d/%m/%Y} – {clock.local_day(end):%d/%m/%Y}"
        for start, end in pauses
    ]
