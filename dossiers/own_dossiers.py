"""What a citizen reads about their own dossiers: the cards of the list, and one in full."""

from django.db.models import QuerySet
from django.utils import timezone

from citizens.models import Citizen
from dossiers import presenting, rating_registry
from dossiers.due_state import Now
from dossiers.following import muted_dossiers
from dossiers.models import Dossier

_CARD_COLUMNS = (
    "code",
    "status",
    "status_since",
    "submitted_at",
    "accepted_at",
    "completed_at",
    "due_at",
    "paused_at",
    "extended_at",
    "changed_at",
    "procedure__code",
    "procedure__short_name",
    "procedure__name",
    "office__name",
)


def cards_for(citizen: Citizen, found: QuerySet[Dossier]) -> list[dict[str, object]]:
    """Return the cards of `found`, a slice of the citizen's dossiers, in two queries."""
    rows = list(found.select_related("procedure", "office").only(*_CARD_COLUMNS))
    muted = muted_dossiers(citizen, [row.pk for row in rows])
    now = Now.at(timezone.now())
    return [presenting.card(row, now, following=row.pk not in muted) for row in rows]


def detail_for(citizen: Citizen | None, dossier: Dossier) -> dict[str, object]:
    """Return everything about a dossier that the caller proved to be theirs."""
    following = citizen is not None and dossier.pk not in muted_dossiers(citizen, [dossier.pk])
    events = dossier.events.order_by("number")
    shown = presenting.detail(dossier, events, Now.at(timezone.now()), following=following)
    return {**shown, "rating": rating_registry.rating_of(citizen, dossier)}
