"""What a citizen may do with a dossier that is theirs: read it, be told of it or not.

The only writer of `Follow`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from citizens.models import Citizen
from dossiers import clock, presenting, rating_registry
from dossiers.models import Dossier, Follow
from offices.snapshot import directory

# What a card needs; the rest stays in the database.
_CARD = (
    "code", "status", "status_since", "submitted_at", "accepted_at", "completed_at", "due_at", "paused_at", "extended_at", "changed_at",
    "procedure__code", "procedure__short_name", "procedure__name", "office__name",
)  # fmt: skip


def present(moment: datetime) -> presenting.Now:
    """Return the moment with the horizon of what is nearly due, by the calendar in memory."""
    return presenting.Now(
        moment, clock.horizon(moment, settings.NEARLY_DUE_DAYS, directory.current().calendar)
    )


def cards(citizen: Citizen, found: Any) -> list[dict[str, Any]]:
    """Return the cards of `found`, a slice of the citizen's dossiers, in two queries."""
    rows = list(found.select_related("procedure", "office").only(*_CARD))
    muted = _muted(citizen, [row.pk for row in rows])
    now = present(timezone.now())
    return [presenting.card(row, now, following=row.pk not in muted) for row in rows]


def detail(citizen: Citizen | None, dossier: Dossier) -> dict[str, Any]:
    """Return everything about a dossier that the caller proved to be theirs."""
    following = citizen is not None and dossier.pk not in _muted(citizen, [dossier.pk])
    shown = presenting.detail(
        dossier, dossier.events.order_by("number"), present(timezone.now()), following=following
    )
    return {**shown, "rating": rating_registry.state_of(citizen, dossier)}


def _muted(citizen: Citizen, keys: Sequence[int]) -> frozenset[int]:
    muted = Follow.objects.filter(citizen=citizen, dossier__in=keys, active=False)
    return frozenset(muted.values_list("dossier_id", flat=True))


def follow(citizen: Citizen, dossier: Dossier, *, active: bool) -> None:
    """Write whether the owner wants to be told of this dossier."""
    Follow.objects.update_or_create(
        citizen=citizen, dossier=dossier, defaults={"active": active, "at": timezone.now()}
    )
