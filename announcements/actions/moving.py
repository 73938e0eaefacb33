"""Locks an announcement and carries out a lawful move; every move goes through `make_move`."""

from datetime import datetime, timedelta
from typing import Any, NoReturn

import structlog
from django.contrib.auth.models import User
from django.utils import timezone

from announcements import daily_counts, reactions, rights, workflow
from announcements.models import Announcement, AnnouncementEvent
from announcements.workflow import APPEND_VERSION, LISTED, PUBLIC, RECONFIRM_DAYS, Kind, Move, State
from foundation.api.problems import Problem
from foundation.publishing.models import bump_revision

# The revision of what citizens see; `announcements.snapshot` holds the same name.
REVISION = "announcements"
log = structlog.get_logger("police_portal.announcements")


def refuse(detail: str) -> NoReturn:
    """Refuse what the table of moves allows, and say why."""
    raise Problem("announcement_refused", detail)


def lock_announcement(announcement: Announcement, seen: int | None = None) -> Announcement:
    """Lock and read the announcement anew.

    `seen` is `events_count` when the officer read it. Raises Problem `announcement_moved_on` if
    something happened since.
    """
    rows = Announcement.objects.select_for_update(of=("self",)).select_related("office")
    locked: Announcement = rows.get(pk=announcement.pk)
    if seen is not None and seen != locked.events_count:
        raise Problem("announcement_moved_on")
    return locked


def begin(officer: User, move: Move, announcement: Announcement, seen: int | None) -> Announcement:
    """Return the announcement, locked, if the officer may move it now.

    Raises Problem `announcement_moved_on`, PermissionDenied.
    """
    locked = lock_announcement(announcement, seen)
    require(move, locked)
    rights.require_right(move, locked, officer)
    return locked


def require(move: Move, announcement: Announcement) -> None:
    """Raise Problem `announcement_moved_on` unless it may make the move from where it stands."""
    if not workflow.is_allowed(move, announcement.state, announcement.kind):
        raise Problem("announcement_moved_on")


def make_move(
    announcement: Announcement,
    move: Move,
    officer: User | None = None,
    words: str = "",
    **values: Any,
) -> AnnouncementEvent:
    """Write a lawful move of a locked announcement and everything that follows from it.

    `values` are columns that this move sets besides those that every move sets. What citizens see
    changes with the commit: the revision moves. Raises Problem `announcement_moved_on`.
    """
    require(move, announcement)
    start, now = State(announcement.state), timezone.now()
    end = workflow.end_of(move, start)
    number = shown_version(announcement) + (move in APPEND_VERSION)
    values = {**_new_values(announcement, move, end, now), **values}
    for name, value in values.items():
        setattr(announcement, name, value)
    announcement.events_count += 1
    announcement.save(update_fields=[*values, "events_count"])
    event: AnnouncementEvent = AnnouncementEvent.objects.create(
        announcement=announcement, move=move, state=end, version=number, words=words,
        officer=officer, at=now,
    )  # fmt: skip
    if start in PUBLIC or end in PUBLIC:
        bump_revision(REVISION)
    reactions.react(announcement, event)
    daily_counts.count_move(announcement.office_id, move, now)
    log.info("announcement_moved", announcement=announcement.pk, move=str(move))
    return event


def shown_version(announcement: Announcement) -> int:
    """Return the number of the newest published version, 0 if there is none."""
    numbers = announcement.events.order_by("-pk").values_list("version", flat=True)
    return int(numbers.first() or 0)


def _new_values(
    announcement: Announcement, move: Move, end: State, now: datetime
) -> dict[str, Any]:
    """Return the columns that follow from the move alone."""
    values: dict[str, Any] = {"state": end, "changed_at": now}
    if move is Move.PUBLISH:
        values["published_at"] = announcement.published_at or now
        if announcement.kind == Kind.WANTED:
            values["reconfirm_by"] = timezone.localdate(now) + timedelta(days=RECONFIRM_DAYS)
    if end not in LISTED:
        values |= {"pinned_until": None, "reconfirm_by": None}
    if end in (State.EXPIRED, State.WITHDRAWN, State.DISCARDED):
        values["ended_at"] = now
    if move in (Move.RETURN, Move.TURN_DOWN):
        values["approved_by"] = None
    return values
