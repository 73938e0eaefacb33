"""The citizen's own notices: how many are unread, read marks, what they want sent by Zalo."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from citizens.locking import Act, hold_citizen, lock_citizen
from citizens.models import Citizen, Notice, NoticePreference
from citizens.models.notice import NoticeQuerySet
from citizens.notices import reading
from citizens.notices.addressees import hashes_of
from citizens.notices.events import kinds
from citizens.privacy.own_rows import OwnRows

# Where a citizen's notices are, and what was read of the confidential ones.
OWN = OwnRows(Notice)
CONFIDENTIAL = OwnRows(Notice, "citizen_hash", lambda citizen: hashes_of(citizen.pk))
MOST_UNREAD = 1000  # the app's badge needs no larger number


class Inbox:
    """The notices of one citizen; what was read of the confidential ones is looked up once."""

    def __init__(self, citizen: Citizen) -> None:
        self._citizen = citizen

    @cached_property
    def _moments(self) -> dict[int, datetime]:
        return reading.moments_of(self._citizen)

    def own(self) -> NoticeQuerySet:
        """Return all of them, newest first."""
        return Notice.objects.of_citizen(self._citizen)

    def unread(self) -> NoticeQuerySet:
        """Return those that were not read, newest first."""
        return self.own().filter(read_at__isnull=True).exclude(pk__in=list(self._moments))

    def count_unread(self) -> int:
        """Return how many are unread, at most MOST_UNREAD."""
        return int(self.unread().order_by()[:MOST_UNREAD].count())

    def with_moments(self, notices: Iterable[Notice]) -> list[Notice]:
        """Return the notices, the confidential ones also with the moment when they were read."""
        found = list(notices)
        for notice in found:
            notice.read_at = notice.read_at or self._moments.get(notice.pk)
        return found


def count_unread(citizen: Citizen) -> int:
    """Return how many notices are unread, at most MOST_UNREAD."""
    return Inbox(citizen).count_unread()


def mark_read(citizen: Citizen, keys: Iterable[UUID]) -> None:
    """Mark the citizen's own notices among `keys`; ignore all other keys.

    Raises Problem `session_ended` for an erased citizen.
    """
    _mark(citizen, key__in=list(keys))


def mark_all_read(citizen: Citizen) -> None:
    """Mark every notice of the citizen as read. Raises as `mark_read`."""
    _mark(citizen)


@transaction.atomic
def _mark(citizen: Citizen, **which: object) -> None:
    current = lock_citizen(citizen.pk, Act.DATA_RIGHT)
    unread, now = Inbox(current).unread().filter(**which), timezone.now()
    confidential = list(unread.filter(citizen__isnull=True).values_list("pk", flat=True))
    unread.filter(citizen=current).update(read_at=now)
    reading.note(current, confidential, now)


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
