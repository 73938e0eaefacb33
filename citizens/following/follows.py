"""The only writers of `Follow`: who is who at which Official Account."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from citizens.locking import hold_citizens
from citizens.models import Citizen, Follow
from official_accounts.models import OfficialAccount


@dataclass(frozen=True)
class Seen:
    """What Zalo told of a person at an account.

    `at` is when. `follows` is None if it does not say; `interacted` opens the window for replies.
    """

    user_id: str
    at: datetime
    follows: bool | None = None
    interacted: bool = False


@transaction.atomic
def learn(citizen: Citizen, account: OfficialAccount, seen: Seen) -> None:
    """Take over what Zalo told, unless the citizen is erased meanwhile.

    What is older than what is known changes nothing.

    An id of Zalo's is one person's: a row in which another citizen held it is dropped, because Zalo
    says now whose it is.
    """
    if not hold_citizens([citizen.pk]):
        return
    known = Follow.objects.select_for_update().filter(citizen=citizen, account=account).first()
    if known is None or known.user_id != seen.user_id:
        taken = Follow.objects.filter(account=account, user_id=seen.user_id)
        taken.exclude(citizen=citizen).delete()
    row = known or Follow(citizen=citizen, account=account)
    before = [getattr(row, name) for name in _CHANGING]
    _apply(row, seen)
    if known is None or before != [getattr(row, name) for name in _CHANGING]:
        row.save()


_CHANGING = ("user_id", "is_follower", "changed_at", "last_interaction_at")


def _apply(row: Follow, seen: Seen) -> None:
    row.user_id = seen.user_id
    if seen.follows is not None and _is_newer(seen.at, row.changed_at):
        row.is_follower, row.changed_at = seen.follows, seen.at
    if seen.interacted and _is_newer(seen.at, row.last_interaction_at):
        row.last_interaction_at = seen.at


def _is_newer(at: datetime, known: datetime | None) -> bool:
    return known is None or at > known
