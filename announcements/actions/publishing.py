"""What the worker does: publishes at its time, unpins, expires. It may be run at any time."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from announcements.actions.moving import flow, lock_announcement
from announcements.actions.versions import append_version
from announcements.models import Announcement
from announcements.workflow import LISTED, Move, State
from foundation.moves.engine import Change
from foundation.records.one_by_one import OneByOne

LATE = "Đã quá hạn trước khi đăng."
BATCH = 100


def work(now: datetime | None = None) -> int:
    """Make every move whose time has come; return how many. One that fails holds no other up."""
    now = now or timezone.now()
    rows = Announcement.objects
    return (
        _each(rows.to_expire(now), _expire, now)
        + _each(rows.filter(pinned_until__lte=now), _unpin, now)
        + _each(rows.to_publish(now), _publish, now)
    )


def _each(
    rows: QuerySet[Announcement], act: Callable[[Announcement, datetime], bool], now: datetime
) -> int:
    done, each = 0, OneByOne("announcement_not_moved")
    for key in list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with each.guard(announcement=key), transaction.atomic():
            done += act(lock_announcement(Announcement(pk=key)), now)
    return done


def _publish(announcement: Announcement, now: datetime) -> bool:
    """Publish an approved announcement, unless its own end came first."""
    if announcement.state != State.APPROVED:
        return False  # somebody withdrew it, or another worker was faster
    if announcement.expires_at is not None and announcement.expires_at <= now:
        flow.make_move(announcement, Move.RETURN, change=Change(internal=LATE))
        return True
    append_version(announcement)
    flow.make_move(announcement, Move.PUBLISH, change=Change(after=announcement.authors.clear))
    return True


def _unpin(announcement: Announcement, now: datetime) -> bool:
    if announcement.pinned_until is None or announcement.pinned_until > now:
        return False
    flow.make_move(announcement, Move.UNPIN, change=Change({"pinned_until": None}))
    return True


def _expire(announcement: Announcement, now: datetime) -> bool:
    expires_at = announcement.expires_at
    if announcement.state not in LISTED or expires_at is None or expires_at > now:
        return False
    flow.make_move(announcement, Move.EXPIRE)
    return True
