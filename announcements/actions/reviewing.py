"""Two pairs of eyes: an editor submits, another person approves or returns; corrections likewise.

Each raises Problem `announcement_moved_on` if somebody was faster, `announcement_refused` with all
that a rule forbids, and PermissionDenied.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from announcements import rules
from announcements.actions.moving import flow
from announcements.actions.versions import append_version, says_the_same
from announcements.models import Announcement
from announcements.workflow import Move
from foundation.moves.engine import NOTHING, Change


@flow.does(Move.SUBMIT)
def submit(locked: Announcement, officer: User) -> Change:
    """Hand a draft to who approves; from now on nobody edits it."""
    _refuse_faults(locked)
    return Change({"submitted_by": officer})


@flow.does(Move.RETURN, Move.TURN_DOWN)
def give_back(_locked: Announcement, _officer: User, words: str) -> Change:
    """Give a draft or a correction back to its editors, with words for them."""
    refuse_personal(words)
    return Change(internal=words)


@dataclass(frozen=True)
class Schedule:
    """From when to when citizens see it; None is at once, and without an end."""

    publish_at: datetime | None = None
    expires_at: datetime | None = None


@flow.does(Move.APPROVE)
def approve(locked: Announcement, officer: User, schedule: Schedule | None = None) -> Change:
    """Approve what another person wrote; the worker publishes it at its time.

    The time is the editor's, unless who approves sets another `schedule`.
    """
    times = asdict(schedule) if schedule else {}
    for name, value in times.items():
        setattr(locked, name, value)
    _refuse_faults(locked)
    return Change({"approved_by": officer, **times})


@flow.does(Move.PROPOSE)
def propose(locked: Announcement, officer: User) -> Change:
    """Hand the correction of a published announcement to who approves."""
    _refuse_faults(locked, correction=True)
    return Change({"submitted_by": officer})


@flow.does(Move.CORRECT)
def correct(locked: Announcement, officer: User) -> Change:
    """Publish a correction in the same form as the error, as the next version, with its note."""
    _refuse_faults(locked, correction=True)
    locked.approved_by = officer
    append_version(locked)
    return Change({"approved_by": officer, "correction_note": ""}, after=locked.authors.clear)


@flow.does(Move.DISCARD)
def discard(_locked: Announcement, _officer: User) -> Change:
    """Give a draft up; retention deletes its words."""
    return NOTHING


def refuse_personal(words: str) -> None:
    """Refuse words that hold personal data: they are kept for good."""
    if found := rules.personal_in_words(words):
        flow.refuse(" ".join(found))


def _refuse_faults(announcement: Announcement, *, correction: bool = False) -> None:
    found = rules.problems(announcement, timezone.now(), correction=correction)
    if correction and says_the_same(announcement):
        found.append("Bản đính chính không khác bản đang đăng.")
    if found:
        flow.refuse(" ".join(found))
