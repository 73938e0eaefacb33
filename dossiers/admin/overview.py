"""The beginning of a dossier's page: where it stands, how its clock runs, what happened."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from dossiers.api import presenting
from dossiers.due import clock
from dossiers.due.pauses import ended_pauses
from dossiers.due.state import Now
from dossiers.due.wording import pauses_in_words, standing_for_officer
from dossiers.models import Dossier, DossierEvent
from dossiers.models.event import PUBLIC_KINDS
from dossiers.workflow import MEANINGS, Status
from offices.snapshot import directory


def overview(dossier: Dossier) -> dict[str, Any]:
    """Return what `admin/dossiers/overview.html` shows, with one query or two."""
    now = Now.at(timezone.now())
    return {
        "standing": standing_for_officer(dossier, now, directory.current().calendar),
        "status": Status(dossier.status).label,
        "meaning": MEANINGS[Status(dossier.status)],
        "steps": presenting.progress(dossier),
        "due": dossier.due_at,
        "by_the_hour": dossier.limit_unit in clock.HOURS,
        "pauses": pauses_in_words(ended_pauses(dossier)) if dossier.accepted_at else [],
        "events": [
            _entry(event) for event in dossier.events.select_related("officer").order_by("-number")
        ],
    }


def _entry(event: DossierEvent) -> dict[str, Any]:
    late = (event.recorded_at - event.at).total_seconds() > 60  # noqa: PLR2004  # a minute
    return {
        **presenting.entry(event),
        "when": event.at,
        "recorded": event.recorded_at if late else None,
        "by": (event.officer.get_full_name() or event.officer.get_username())
        if event.officer
        else event.get_source_display(),
        "internal_note": event.internal_note,
        "public": event.kind in PUBLIC_KINDS,
        "details": list(_details(presenting.entry(event))),
    }


def _details(entry: dict[str, Any]) -> list[str]:
    said = [*entry["papers"]]
    said += (
        [f"Hạn bổ sung {_day(entry['supplement_due_on'])}"] if entry["supplement_due_on"] else []
    )
    said += [f"{entry['fee']:,} đồng".replace(",", ".")] if entry["fee"] else []
    said += [f"Hẹn trả {_day(entry['due_on'])}"] if entry["due_on"] else []
    return said


def _day(text: str) -> str:
    """Return an ISO date as officers write it."""
    return f"{datetime.fromisoformat(text):%d/%m/%Y}"
