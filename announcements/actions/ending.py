"""Takes announcements away from citizens: withdrawn with a reason, or revoked at once.

Each raises Problem `announcement_moved_on`, `announcement_refused` and PermissionDenied.
"""

from functools import partial

from django.contrib.auth.models import User

from announcements.actions.moving import flow
from announcements.actions.reviewing import refuse_personal
from announcements.models import Announcement
from announcements.models.choices import RevocationReason
from announcements.pictures.keeping import remove_files
from announcements.workflow import OF_PERSONS, Move
from foundation.moves.engine import Change


@flow.does(Move.WITHDRAW)
def withdraw(locked: Announcement, _officer: User, reason: str) -> Change:
    """Withdraw it; at its address citizens read `reason`, unless it was about a person."""
    refuse_personal(reason)
    shown = "" if locked.kind in OF_PERSONS else reason
    return Change(
        {"withdrawal_reason": shown}, internal=reason, after=partial(_remove_pictures, locked)
    )


@flow.does(Move.REVOKE)
def revoke(locked: Announcement, _officer: User, reason: RevocationReason) -> Change:
    """Revoke a wanted or missing notice: one leader on duty suffices.

    A revocation has to be published as soon as the person was found (Criminal Procedure Code,
    article 231). Officers read the reason, citizens do not. What is left names nobody; words,
    picture and search words are gone with the next look at the revision.
    """
    told = str(RevocationReason(reason).label)
    return Change(internal=told, after=partial(_remove_pictures, locked))


def _remove_pictures(announcement: Announcement) -> None:
    """Delete the files of a person's pictures: nobody is to be shown them any more."""
    if announcement.kind not in OF_PERSONS:
        return
    shown = set(announcement.versions.values_list("picture_id", flat=True))
    remove_files({*shown, announcement.picture_id} - {None})
