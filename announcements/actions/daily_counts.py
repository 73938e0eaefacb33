"""Counts per office and day: published, corrected, withdrawn; challenges, answered, in time."""

from datetime import datetime

from announcements.models import AnnouncementDay
from announcements.workflow import Move
from foundation.records import counters
from offices.working_time.calendar import ZONE

_COUNTED = {
    Move.PUBLISH: "published",
    Move.CORRECT: "corrected",
    Move.WITHDRAW: "withdrawn",
    Move.REVOKE: "withdrawn",
}


def count_move(office: str, move: Move, now: datetime) -> None:
    """Count what a move means for the day, if anything. Call it last in the transaction."""
    if move in _COUNTED:
        count(office, now, {_COUNTED[move]: 1})


def count(office: str, now: datetime, counted: dict[str, int]) -> None:
    """Add to the counters of the office's day."""
    key = (office, now.astimezone(ZONE).date())
    counters.add(AnnouncementDay, AnnouncementDay.KEYS, {key: counted})
