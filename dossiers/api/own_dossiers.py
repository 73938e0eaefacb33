"""What a citizen reads about their own dossiers: the cards of the list, and one in full."""

from django.db.models import QuerySet
from django.utils import timezone

from citizens.models import Citizen
from citizens.overview.parts import MOST_ROWS, Part
from dossiers.api import presenting
from dossiers.api.serializers import DossierCardSerializer
from dossiers.due.state import Now
from dossiers.models import Dossier
from dossiers.owners import rating_registry
from dossiers.owners.following import muted_dossiers
from dossiers.owners.own_rows import DOSSIERS

_CARD_COLUMNS = (
    "code",
    "status",
    "status_since",
    "submitted_at",
    "accepted_at",
    "completed_at",
    "due_at",
    "limit_unit",
    "paused_at",
    "extended_at",
    "changed_at",
    "procedure__code",
    "procedure__short_name",
    "procedure__name",
    "procedure__current_name",
    "office__name",
)


def cards_for(citizen: Citizen, found: QuerySet[Dossier]) -> list[dict[str, object]]:
    """Return the cards of `found`, a slice of the citizen's dossiers, in two queries."""
    rows = list(found.select_related("procedure", "office").only(*_CARD_COLUMNS))
    muted = muted_dossiers(citizen, [row.pk for row in rows])
    now = Now.at(timezone.now())
    return [presenting.card(row, now, following=row.pk not in muted) for row in rows]


def cards_to_act_on(citizen: Citizen) -> list[dict[str, object]]:
    """Return the cards of the dossiers that need something of the citizen now, newest first."""
    waiting = Dossier.objects.of_citizen(citizen).filter(status__in=presenting.ACTION_NEEDED)
    return cards_for(citizen, waiting[:MOST_ROWS])


def detail_for(citizen: Citizen | None, dossier: Dossier) -> dict[str, object]:
    """Return everything about a dossier that the caller proved to be theirs."""
    following = citizen is not None and dossier.pk not in muted_dossiers(citizen, [dossier.pk])
    events = dossier.events.order_by("number")
    shown = presenting.detail(dossier, events, Now.at(timezone.now()), following=following)
    return {**shown, "rating": rating_registry.rating_of(citizen, dossier)}


OVERVIEW = Part(
    "dossiers_to_act_on",
    cards_to_act_on,
    lambda: DossierCardSerializer(
        many=True, help_text="Hồ sơ cần ông/bà làm gì đó ngay, thay đổi mới nhất trước."
    ),
    DOSSIERS,
)
