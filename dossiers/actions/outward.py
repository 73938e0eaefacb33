"""What other systems are told of a dossier: that it changed, never whose it is."""

from collections.abc import Iterable
from typing import Any

from dossiers.models import Dossier, DossierEvent
from dossiers.models import Kind as EventKind
from foundation.api.moments import in_utc
from foundation.events import recording
from foundation.events.kinds import Kind
from foundation.events.recording import News

KIND = Kind("dossier", "Hồ sơ", dict(EventKind.choices), logged="dossier")


def tell(events: Iterable[tuple[Dossier, DossierEvent]], former_office: str = "") -> None:
    """Tell of changes that are saved, in this order, while the dossiers are locked."""
    recording.record([_news(dossier, event, former_office) for dossier, event in events])


def _news(dossier: Dossier, event: DossierEvent, former_office: str) -> News:
    return News(
        KIND.name,
        str(event.kind),
        dossier.code,
        dossier.pk,
        dossier.office_id,
        event.recorded_at,
        _data(dossier, event),
        former_office,
    )


def _data(dossier: Dossier, event: DossierEvent) -> dict[str, Any]:
    return {
        "code": dossier.code,
        "version": event.number,
        "procedure": dossier.procedure_id,
        "office": dossier.office_id,
        "status_from": str(event.status_from),
        "status": str(event.status_to),
        "happened_at": in_utc(event.at),
        "due_at": dossier.due_at and in_utc(dossier.due_at),
        "source": str(event.source),
    }
