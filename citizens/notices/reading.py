"""The citizen's own notices.

The list, what is read, and what they want to be told outside the app.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from citizens.models import Citizen, Consent, Notice, NoticeKind, NoticePreference, Purpose

MOST_UNREAD = 1000  # more are counted as so many: a badge says no more


def unread(citizen: Citizen) -> int:
    """Return how many notices are unread, at most MOST_UNREAD."""
    return int(Notice.objects.of(citizen).unread().order_by()[:MOST_UNREAD].count())


def mark_read(citizen: Citizen, keys: Iterable[UUID]) -> None:
    """Mark the citizen's own notices among `keys`.

    Others', unknown and read ones are passed over alike.
    """
    Notice.objects.of(citizen).unread().filter(key__in=list(keys)).update(read_at=timezone.now())


def mark_all_read(citizen: Citizen) -> None:
    """Mark everything that the citizen has."""
    Notice.objects.of(citizen).unread().update(read_at=timezone.now())


def consents(citizen: Citizen) -> bool:
    """Tell whether the citizen agreed to be told through Zalo at all."""
    newest = (
        Consent.objects.filter(citizen=citizen, purpose=Purpose.NOTICES)
        .order_by("-pk")
        .values_list("granted", flat=True)
        .first()
    )
    return bool(newest)


def preferences(citizen: Citizen) -> dict[str, bool]:
    """Return for each kind whether it may go out; kinds that were never chosen may."""
    chosen = dict(NoticePreference.objects.filter(citizen=citizen).values_list("kind", "outside"))
    return {kind: chosen.get(kind, True) for kind in NoticeKind.values}


@transaction.atomic
def prefer(citizen: Citizen, wanted: Mapping[str, bool]) -> None:
    """Keep the citizen's choices, by kind; kinds that are not named stay as they are."""
    rows = [
        NoticePreference(citizen=citizen, kind=kind, outside=outside)
        for kind, outside in wanted.items()
    ]
    NoticePreference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["citizen", "kind"], update_fields=["outside"]
    )
