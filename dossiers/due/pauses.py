"""The pauses of dossiers that have ended, read from their histories."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from dossiers.due import clock
from dossiers.models import Dossier, DossierEvent, Kind

_STATUS_CHANGES = (Kind.TRANSITION, Kind.CORRECTION)


def ended_pauses(dossier: Dossier) -> Sequence[clock.Pause]:
    """Return the pauses of one dossier; none before it is accepted."""
    return ended_pauses_by_dossier([dossier]).get(dossier.pk, ())


def ended_pauses_by_dossier(dossiers: Iterable[Dossier]) -> Mapping[int, Sequence[clock.Pause]]:
    """Return the pauses by dossier id, from one query, or from none if nothing is accepted."""
    accepted = {row.pk: row.accepted_at for row in dossiers if row.accepted_at}
    if not accepted:
        return {}
    changes: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    events = DossierEvent.objects.filter(dossier__in=list(accepted), kind__in=_STATUS_CHANGES)
    rows = events.order_by("dossier_id", "number").values_list("dossier_id", "at", "status_to")
    for key, at, status in rows:
        if at >= accepted[key]:
            changes[key].append((at, status))
    return {key: clock.pauses_of(found) for key, found in changes.items()}
