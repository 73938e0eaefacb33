"""Takes announcements away from citizens: withdrawn with a reason, or revoked at once.

Each raises Problem `announcement_moved_on`, `announcement_refused` and PermissionDenied.
"""

from django.contrib.auth.models import User
from django.db import transaction

from announcements.actions.moving import begin, make_move
from announcements.actions.reviewing import refuse_personal
from announcements.models import Announcement
from announcements.pictures.keeping import remove_files
from announcements.workflow import OF_PERSONS, Move


@transaction.atomic
def withdraw(
    announcement: Announcement, officer: User, reason: str, seen: int | None = None
) -> Announcement:
    """Withdraw it; at its address citizens read `reason`, unless it was about a person."""
    locked = begin(officer, Move.WITHDRAW, announcement, seen)
    refuse_personal(reason)
    shown = "" if locked.kind in OF_PERSONS else reason
    make_move(locked, Move.WITHDRAW, officer, reason, withdrawal_reason=shown)
    _remove_pictures(locked)
    return locked


@transaction.atomic
def revoke(announcement: Announcement, officer: User, seen: int | None = None) -> Announcement:
    """Revoke a wanted or missing notice: one leader on duty suffices.

    A revocation has to be published as soon as the person was found (Criminal Procedure Code,
    article 231). What is left names nobody; words, picture and search words are gone with the next
    look at the revision.
    """
    locked = begin(officer, Move.REVOKE, announcement, seen)
    make_move(locked, Move.REVOKE, officer)
    _remove_pictures(locked)
    return locked


def _remove_pictures(announcement: Announcement) -> None:
    """Delete the files of a person's pictures: nobody is to be shown them any more."""
    if announcement.kind not in OF_PERSONS:
        return
    shown = set(announcement.versions.values_list("picture_id", flat=True))
    remove_files({*shown, announcement.picture_id} - {None})
