"""Whether a dossier is on time, nearly due or late at a moment."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from dossiers.due import clock
from dossiers.models import Dossier
from dossiers.workflow import FINAL, MEANINGS, PAUSED, RUNNING, Clock, Status
from offices.snapshot import directory

ON_TIME, NEARLY_DUE, LATE, NONE = "on_time", "nearly_due", "late", "none"


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of an answer. What is due between `moment` and `nearly` is nearly due."""

    moment: datetime
    nearly: datetime

    @classmethod
    def at(cls, moment: datetime) -> "Now":
        """Return the moment with its horizon, by the calendar in memory."""
        calendar = directory.current().calendar
        return cls(moment, clock.horizon(moment, settings.NEARLY_DUE_DAYS, calendar))


def clock_of(dossier: Dossier) -> Clock:
    """Return what the clock does. Without acceptance it has not started, so it cannot pause."""
    found = MEANINGS[Status(dossier.status)].clock
    return Clock.NOT_STARTED if found is Clock.PAUSED and dossier.accepted_at is None else found


def due_state(dossier: Dossier, now: Now) -> str:
    """Return ON_TIME, NEARLY_DUE or LATE; NONE without a date. A finished one: how it ended."""
    if dossier.due_at is None:
        return NONE
    if dossier.status in RUNNING:
        if clock.is_late(dossier.due_at, now.moment):
            return LATE
        return NEARLY_DUE if dossier.due_at <= now.nearly else ON_TIME
    until = dossier.paused_at if dossier.status in PAUSED else dossier.completed_at
    if until is None:
        return NONE
    return LATE if clock.is_late(dossier.due_at, until) else ON_TIME


def waited_days(dossier: Dossier, now: Now) -> int:
    """Return how many days the citizen has waited since submission, or had when it ended."""
    ended = dossier.completed_at or (
        dossier.status_since if Status(dossier.status) in FINAL else now.moment
    )
    return max(0, (clock.local_day(ended) - clock.local_day(dossier.submitted_at)).days)
