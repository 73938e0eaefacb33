"""Pins, unpins, prolongs and confirms what is published; no word of it changes.

Each raises Problem `announcement_moved_on`, `announcement_refused` and PermissionDenied.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from announcements.actions.moving import begin, make_move, refuse
from announcements.models import Announcement
from announcements.workflow import MAX_PINNED, OF_PERSONS, RECONFIRM_DAYS, Move
from foundation.records.encryption import keyed_hash
from foundation.records.turns import take_turn


@transaction.atomic
def pin(
    announcement: Announcement, officer: User, until: datetime, seen: int | None = None
) -> Announcement:
    """Let it stand before all others until then; at most MAX_PINNED do at once."""
    locked = begin(officer, Move.PIN, announcement, seen)
    now = timezone.now()
    if until <= now:
        refuse("Lúc hết ghim phải ở phía trước.")
    if locked.expires_at is not None and until > locked.expires_at:
        refuse("Lúc hết ghim không được sau hạn của tin.")
    take_turn(keyed_hash("announcement-pins", ""))
    if Announcement.objects.pinned(now).exclude(pk=locked.pk).count() >= MAX_PINNED:
        refuse(f"Đã có {MAX_PINNED} tin được ghim. Hãy bỏ ghim một tin trước.")
    make_move(locked, Move.PIN, officer, pinned_until=until)
    return locked


@transaction.atomic
def unpin(announcement: Announcement, officer: User, seen: int | None = None) -> Announcement:
    """Let it stand among the others again."""
    locked = begin(officer, Move.UNPIN, announcement, seen)
    make_move(locked, Move.UNPIN, officer, pinned_until=None)
    return locked


@transaction.atomic
def prolong(
    announcement: Announcement, officer: User, until: datetime | None, seen: int | None = None
) -> Announcement:
    """Set when it expires; None for never, which notices about persons may not."""
    locked = begin(officer, Move.PROLONG, announcement, seen)
    if until is None and locked.kind in OF_PERSONS:
        refuse("Truy nã, tìm người cần hạn.")
    starts = max(timezone.now(), locked.publish_at or timezone.now())
    if until is not None and until <= starts:
        refuse("Hạn phải ở phía trước và sau lúc đăng.")
    if until is not None and locked.pinned_until is not None and until < locked.pinned_until:
        refuse("Tin đang được ghim lâu hơn hạn này. Hãy bỏ ghim trước.")
    make_move(locked, Move.PROLONG, officer, expires_at=until)
    return locked


@transaction.atomic
def reconfirm(announcement: Announcement, officer: User, seen: int | None = None) -> Announcement:
    """Confirm that the decision behind a wanted notice still holds, for RECONFIRM_DAYS."""
    locked = begin(officer, Move.RECONFIRM, announcement, seen)
    day = timezone.localdate() + timedelta(days=RECONFIRM_DAYS)
    make_move(locked, Move.RECONFIRM, officer, reconfirm_by=day)
    return locked
