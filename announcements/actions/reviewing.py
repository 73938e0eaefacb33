"""Two pairs of eyes: an editor submits, another person approves or returns; corrections likewise.

Each raises Problem `announcement_moved_on` if somebody was faster, `announcement_refused` with all
that a rule forbids, and PermissionDenied. `seen` is `events_count` when the officer read it.
"""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from announcements import rules
from announcements.actions.moving import begin, make_move, refuse
from announcements.actions.versions import append_version, says_the_same
from announcements.models import Announcement
from announcements.workflow import Move


@transaction.atomic
def submit(announcement: Announcement, officer: User, seen: int | None = None) -> Announcement:
    """Hand a draft to who approves; from now on nobody edits it."""
    locked = begin(officer, Move.SUBMIT, announcement, seen)
    _refuse_faults(locked)
    make_move(locked, Move.SUBMIT, officer, submitted_by=officer)
    return locked


@transaction.atomic
def give_back(
    announcement: Announcement, officer: User, words: str, seen: int | None = None
) -> Announcement:
    """Give a draft or a correction back to its editors, with words for them."""
    correction = announcement.state == "correcting"
    move = Move.TURN_DOWN if correction else Move.RETURN
    locked = begin(officer, move, announcement, seen)
    refuse_personal(words)
    make_move(locked, move, officer, words)
    return locked


@transaction.atomic
def approve(announcement: Announcement, officer: User, seen: int | None = None) -> Announcement:
    """Approve what another person wrote; the worker publishes it at its time."""
    locked = begin(officer, Move.APPROVE, announcement, seen)
    _refuse_faults(locked)
    make_move(locked, Move.APPROVE, officer, approved_by=officer)
    return locked


@transaction.atomic
def propose(announcement: Announcement, officer: User, seen: int | None = None) -> Announcement:
    """Hand the correction of a published announcement to who approves."""
    locked = begin(officer, Move.PROPOSE, announcement, seen)
    _refuse_faults(locked, correction=True)
    make_move(locked, Move.PROPOSE, officer, submitted_by=officer)
    return locked


@transaction.atomic
def correct(announcement: Announcement, officer: User, seen: int | None = None) -> Announcement:
    """Publish a correction in the same form as the error, as the next version, with its note."""
    locked = begin(officer, Move.CORRECT, announcement, seen)
    _refuse_faults(locked, correction=True)
    locked.approved_by = officer
    append_version(locked)
    make_move(locked, Move.CORRECT, officer, approved_by=officer, correction_note="")
    locked.authors.clear()
    return locked


@transaction.atomic
def discard(announcement: Announcement, officer: User, seen: int | None = None) -> Announcement:
    """Give a draft up; retention deletes its words."""
    locked = begin(officer, Move.DISCARD, announcement, seen)
    make_move(locked, Move.DISCARD, officer)
    return locked


def refuse_personal(words: str) -> None:
    """Refuse words that hold personal data: they are kept for good."""
    if found := rules.personal_in_words(words):
        refuse(" ".join(found))


def _refuse_faults(announcement: Announcement, *, correction: bool = False) -> None:
    found = rules.problems(announcement, timezone.now(), correction=correction)
    if correction and says_the_same(announcement):
        found.append("Bản đính chính không khác bản đang đăng.")
    if found:
        refuse(" ".join(found))
