"""Pins, unpins, prolongs and confirms what is published; no word of it changes.

Each raises Problem `announcement_moved_on`, `announcement_refused` and PermissionDenied.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from announcements.actions.moving import flow
from announcements.models import Announcement
from announcements.workflow import MAX_PINNED, OF_PERSONS, RECONFIRM_DAYS, Move
from foundation.moves.engine import Change
from foundation.records.encryption import keyed_hash
from foundation.records.turns import take_turn


@flow.does(Move.PIN)
def pin(locked: Announcement, _officer: User, until: datetime) -> Change:
    """Let it stand before all others until then; at most MAX_PINNED do at once."""
    now = timezone.now()
    if until <= now:
        flow.refuse("Lúc hết ghim phải ở phía trước.")
    if locked.expires_at is not None and until > locked.expires_at:
        flow.refuse("Lúc hết ghim không được sau hạn của bản tin.")
    take_turn(keyed_hash("announcement-pins", ""))
    if Announcement.objects.pinned(now).exclude(pk=locked.pk).count() >= MAX_PINNED:
        flow.refuse(f"Đã có {MAX_PINNED} bản tin được ghim. Hãy bỏ ghim một bản tin trước.")
    return Change({"pinned_until": until})


@flow.does(Move.UNPIN)
def unpin(_locked: Announcement, _officer: User) -> Change:
    """Let it stand among the others again."""
    return Change({"pinned_until": None})


@flow.does(Move.PROLONG)
def prolong(locked: Announcement, _officer: User, until: datetime | None) -> Change:
    """Set when it expires; None for never, which notices about persons may not."""
    if until is None and locked.kind in OF_PERSONS:
        flow.refuse("Truy nã, tìm người cần hạn.")
    starts = max(timezone.now(), locked.publish_at or timezone.now())
    if until is not None and until <= starts:
        flow.refuse("Hạn phải ở phía trước và sau lúc đăng.")
    if until is not None and locked.pinned_until is not None and until < locked.pinned_until:
        flow.refuse("Bản tin đang được ghim lâu hơn hạn này. Hãy bỏ ghim trước.")
    return Change({"expires_at": until})


@flow.does(Move.RECONFIRM)
def reconfirm(_locked: Announcement, _officer: User) -> Change:
    """Confirm that the decision behind a wanted notice still holds, for RECONFIRM_DAYS."""
    return Change({"reconfirm_by": timezone.localdate() + timedelta(days=RECONFIRM_DAYS)})
