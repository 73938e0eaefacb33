"""Who else has a row on the screen: one line for each officer, overwritten and soon deleted."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from foundation.desk.models import Viewing
from foundation.desk.one_screen.notes import name_of

STILL_THERE = timedelta(seconds=60)  # a page asks every 20 seconds while it is looked at
FORGOTTEN = timedelta(minutes=10)
MOST_NAMED = 5


def see(page: str, key: Any, officer: int) -> None:
    """Note that an account has the row on the screen, and forget who left long ago."""
    now = timezone.now()
    Viewing.objects.bulk_create(
        [Viewing(officer_id=officer, page=page, key=str(key), at=now)],
        update_conflicts=True,
        unique_fields=["officer"],
        update_fields=["page", "key", "at"],
    )
    Viewing.objects.filter(at__lt=now - FORGOTTEN).delete()


def others(page: str, key: Any, officer: User | AnonymousUser) -> list[str]:
    """Return the names of the colleagues who have the row on the screen now."""
    rows = Viewing.objects.filter(
        page=page, key=str(key), at__gte=timezone.now() - STILL_THERE
    ).exclude(officer=officer.pk)
    return [name_of(row.officer) for row in rows.select_related("officer")[:MOST_NAMED]]
