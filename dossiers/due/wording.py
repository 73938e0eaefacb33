"""The time limit of a dossier in words: for the citizen who waits, for the officer who works.

Pure: takes a row, the moment and the calendar.
"""

from collections.abc import Sequence
from datetime import datetime

from dossiers.due import clock
from dossiers.due.state import LATE, NONE, ON_TIME, Now, clock_of, due_state
from dossiers.models import Dossier
from dossiers.workflow import Clock
from offices.working_time.calendar import WorkingCalendar
from offices.working_time.due_times import (
    DANGER,
    GOOD,
    INFO,
    WARNING,
    Standing,
    hours_late,
    time_left,
)

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
    if state == LATE and shown:
        return f"{_late(shown, now.moment, dossier.limit_unit)} {APOLOGY}"
    return f"Hẹn trả kết quả ngày {clock.local_day(shown):%d/%m/%Y}." if shown else _NO_DATE


_NO_DATE = "Chưa có ngày hẹn trả."


def _late(due: datetime, now: datetime, unit: str) -> str:
    hours = hours_late(due, now, by_the_hour=unit in clock.HOURS)
    if hours is None:
        return f"Đã quá hạn {(clock.local_day(now) - clock.local_day(due)).days} ngày."
    return f"Đã quá hạn {hours} giờ." if hours else "Vừa quá hạn."


# --- for the officer -----------------------------------------------------------------------------

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
    return _running_for_officer(dossier, now, calendar)


def _running_for_officer(dossier: Dossier, now: Now, calendar: WorkingCalendar) -> Standing:
    if dossier.due_at is None:
        return Standing("Chưa có ngày hẹn trả", WARNING)
    return time_left(
        dossier.due_at,
        now.moment,
        clock.local_day(now.nearly),
        calendar,
        by_the_hour=dossier.limit_unit in clock.HOURS,
    )


def pauses_in_words(pauses: Sequence[clock.Pause]) -> list[str]:
    """Return each pause that has ended: «05/11/2026 – 09/11/2026»."""
    return [
        f"{clock.local_day(start):%d/%m/%Y} – {clock.local_day(end):%d/%m/%Y}"
        for start, end in pauses
    ]
