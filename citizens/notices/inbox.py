"""The citizen's own notices: how many are unread, read marks, what they want sent by Zalo."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from citizens.locking import hold_citizen
from citizens.models import Citizen, Notice, NoticePreference
from citizens.notices.events import kinds

MOST_UNREAD = 1000  # the app's badge needs no larger number


def count_unread(citizen: Citizen) -> int:
    """Return how many notices are unread, at most MOST_UNREAD."""
    return int(Notice.objects.of_citizen(citizen).unread().order_by()[:MOST_UNREAD].count())


def mark_read(citizen: Citizen, keys: Iterable[UUID]) -> None:
    """Mark the citizen's own notices among `keys`; ignore all other keys."""
    unread = Notice.objects.of_citizen(citizen).unread()
    unread.filter(key__in=list(keys)).update(read_at=timezone.now())


def mark_all_read(citizen: Citizen) -> None:
    """Mark every notice of the citizen as read."""
    Notice.objects.of_citizen(citizen).unread().update(read_at=timezone.now())


def preferences(citizen: Citizen) -> dict[str, bool]:
    """Return for each kind whether it may go out; a kind that was never chosen may."""
    chosen = dict(NoticePreference.objects.filter(citizen=citizen).values_list("kind", "outside"))
    return {kind.name: chosen.get(kind.name, True) for kind in kinds()}


@transaction.atomic
def save_preferences(citizen: Citizen, wanted: Mapping[str, bool]) -> None:
    """Write the citizen's choices by kind; kinds that are not named stay as they are.

    Raises Problem `session_ended` for an erased citizen.
    """
    hold_citizen(citizen.pk)
    rows = [
        NoticePreference(citizen=citizen, kind=kind, outside=outside)
        for kind, outside in wanted.items()
    ]
    NoticePreference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["citizen", "kind"], update_fields=["outside"]
    )
