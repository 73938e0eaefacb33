"""A dossier as the API answers it: in full for its owner, status and steps for anybody.

Rows are read before; nothing is queried here. Moments are texts in UTC, dates are those of
Vietnam. The applicant's data and internal notes, which only officers see, never pass through.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import orjson

from dossiers.due import clock
from dossiers.due.state import LATE, Now, clock_of, due_state, waited_days
from dossiers.due.wording import text_for_citizen
from dossiers.models import Dossier, DossierEvent, Kind
from dossiers.models.event import PUBLIC_KINDS
from dossiers.notifying import due_change
from dossiers.workflow import MAIN_WAY, MEANINGS, Status
from foundation.api.moments import in_utc
from offices.api.reachable import reachable
from offices.api.serializers import StaticCardSerializer
from offices.models import Office
from offices.snapshot import directory
from procedures.publishing.lookup import known_to_citizens
from procedures.publishing.published import Published
from procedures.publishing.snapshot import catalogue

# Statuses off the main way from which a dossier comes back to it.
_BESIDE = frozenset({Status.SUPPLEMENT_REQUIRED, Status.PAYMENT_REQUIRED, Status.SUSPENDED})
# The citizen has to do something now.
ACTION_NEEDED = frozenset({Status.SUPPLEMENT_REQUIRED, Status.PAYMENT_REQUIRED, Status.COMPLETED})


def moment(value: datetime | None) -> str | None:
    """Return a moment in UTC."""
    return in_utc(value) if value else None


def day(value: datetime | date | None) -> str | None:
    """Return the date in Vietnam as text."""
    if isinstance(value, datetime):
        value = clock.local_day(value)
    return value.isoformat() if value else None


def status(value: str) -> dict[str, object]:
    """Return a status with its national number, its meaning and what the citizen does next."""
    found = MEANINGS[Status(value)]
    return {
        "code": str(value),
        "number": found.number,
        "name": str(Status(value).label),
        "explanation": found.explanation,
        "next_step": found.next_step,
    }


# --- the way -------------------------------------------------------------------------------------


def progress(dossier: Dossier) -> list[dict[str, str]]:
    """Return the steps of the main way: done, current, to come.

    After an early end, the steps that are left will not be reached.
    """
    reached, ended = _reached(Status(dossier.status), accepted=dossier.accepted_at is not None)
    return [
        {"code": step.value, "name": str(step.label), "state": _state(i, reached, ended=ended)}
        for i, step in enumerate(MAIN_WAY)
    ]


def _reached(current: Status, *, accepted: bool) -> tuple[int, bool]:
    """Return the position of the current step, and whether the way ended there."""
    if current in MAIN_WAY:
        return MAIN_WAY.index(current), current is Status.RETURNED
    if current in _BESIDE:
        return (MAIN_WAY.index(Status.PROCESSING) if accepted else 0), False
    return (MAIN_WAY.index(Status.ACCEPTED) if accepted else 0), True


def _state(position: int, reached: int, *, ended: bool) -> str:
    if position < reached or (position == reached and ended):
        return "done"
    if position == reached:
        return "current"
    return "not_reached" if ended else "to_come"


# --- the clock -----------------------------------------------------------------------------------


def due(dossier: Dossier, now: Now) -> dict[str, object]:
    """Return when the dossier is due and whether it is late.

    During a pause no due date is shown, unless it had passed before.
    """
    state = due_state(dossier, now)
    shown = None if dossier.paused_at and state != LATE else dossier.due_at
    return {
        "due_on": day(shown),
        "due_at": moment(shown),
        "clock": clock_of(dossier).value,
        "state": state,
        "text": text_for_citizen(dossier, shown, now),
        "waited_days": waited_days(dossier, now),
        "extended": dossier.extended_at is not None,
    }


# --- answers -------------------------------------------------------------------------------------


def public(dossier: Dossier) -> dict[str, object]:
    """Return what anybody who knows the code may see: status and progress (TT 01/2018 Đ16k2d)."""
    return {"code": dossier.code, "status": status(dossier.status), "progress": progress(dossier)}


def card(dossier: Dossier, now: Now, *, following: bool) -> dict[str, object]:
    """Return a dossier for its owner's list; `procedure` and `office` are loaded."""
    return {
        "code": dossier.code,
        "procedure": _procedure_reference(dossier),
        "office": reachable(dossier.office),
        "status": status(dossier.status),
        "due": due(dossier, now),
        "action_needed": dossier.status in ACTION_NEEDED,
        "following": following,
        "changed_at": moment(dossier.changed_at),
    }


def _procedure_reference(dossier: Dossier) -> dict[str, str]:
    known = known_to_citizens(dossier.procedure)
    return {"id": dossier.procedure_id, "code": known.code, "name": known.short_name}


def detail(
    dossier: Dossier, events: Iterable[DossierEvent], now: Now, *, following: bool
) -> dict[str, object]:
    """Return everything that the owner sees."""
    return {
        **card(dossier, now, following=following),
        "procedure": {
            **_procedure_reference(dossier),
            **_portal(dossier.procedure_id),
        },
        "progress": progress(dossier),
        "channel": dossier.channel,
        "channel_name": str(dossier.get_channel_display()),
        "submitted_at": moment(dossier.submitted_at),
        "accepted_at": moment(dossier.accepted_at),
        "completed_at": moment(dossier.completed_at),
        "returned_at": moment(dossier.returned_at),
        "reason": dossier.reason,
        "supplement": {"papers": dossier.papers, "due_on": day(dossier.supplement_due_on)}
        if dossier.papers
        else None,
        "fee": {"amount": dossier.fee_due, "currency": "VND"} if dossier.fee_due else None,
        "extension": {"due_on": day(dossier.extended_to), "apology": dossier.apology}
        if dossier.extended_to
        else None,
        "office": office(dossier.office, now),
        "timeline": [entry(event, at) for event, at in _by_when(events)],
    }


def _portal(procedure_id: str) -> dict[str, object]:
    found = catalogue.current().find(procedure_id)
    if not isinstance(found, Published):
        return {"portal_url": "", "portal_external": False}
    document = orjson.loads(found.document)
    return {name: document[name] for name in ("portal_url", "portal_external")}


_OFFICE = ("id", "name", "kind", "kind_name", "address", "point", "directions", "contact")


def office(row: Office, now: Now) -> dict[str, object]:
    """Return where to go and whom to call, and the successor of an office that ended."""
    known: Mapping[str, Any] = StaticCardSerializer(row).data
    offices, today = directory.current(), clock.local_day(now.moment)
    listed = offices.offices.get(row.pk)
    successor = (
        offices.current_successor(listed, today) if listed and not listed.holds(today) else None
    )
    return {
        **{name: known[name] for name in _OFFICE},
        "successor": successor.reference if successor else None,
    }


def _by_when(events: Iterable[DossierEvent]) -> list[tuple[DossierEvent, datetime]]:
    """Return what citizens see, each no later than the move that followed it.

    A status that a source told without its moment was there when we heard of it; a move that
    is stated to have come after it came earlier than that.
    """
    shown: list[tuple[DossierEvent, datetime]] = []
    until: datetime | None = None
    for event in reversed([one for one in events if one.kind in PUBLIC_KINDS]):
        at = min(event.at, until) if until else event.at
        shown.append((event, at))
        until = at if event.kind == Kind.TRANSITION else None
    return shown[::-1]


def entry(event: DossierEvent, at: datetime | None = None) -> dict[str, object]:
    """Return one entry of the timeline, without the internal note."""
    details = event.details
    moved = details.get("due_to")
    return {
        "number": event.number,
        "at": moment(at or event.at),
        "kind": event.kind,
        "kind_name": str(event.get_kind_display()),
        "title": _title(event),
        "status": event.status_to,
        "note": event.public_note,
        "papers": details.get("papers", []),
        "supplement_due_on": details.get("supplement_due_on"),
        "fee": details.get("fee"),
        "due_on": day(datetime.fromisoformat(moved)) if moved else None,
    }


_DUE_TITLES = {
    "due_moved": "Tính lại ngày hẹn",
    "due_set": "Hẹn ngày trả",
    "due_corrected": "Đính chính ngày hẹn",
}


def _title(event: DossierEvent) -> str:
    if event.kind == Kind.DUE_MOVED:
        return _DUE_TITLES[due_change(event)]
    changes_status = event.status_from != event.status_to
    name = str(Status(event.status_to).label)
    if event.kind == Kind.CORRECTION:
        return f"Đính chính: {name}"
    return name if changes_status else str(event.get_kind_display())
