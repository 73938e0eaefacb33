"""A dossier in words for its owner, and what anybody may see of it.

Takes rows that are read already and what the process holds in memory; queries nothing.

Moments are texts in UTC, dates those of Vietnam. What officers alone know (the applicant's data,
internal notes) does not come through here; what `public` returns names no date either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

import orjson

from dossiers import clock
from dossiers.models import Dossier, DossierEvent, Kind
from dossiers.models.event import PUBLIC_KINDS
from dossiers.workflow import FINAL, MAIN_WAY, MEANINGS, PAUSED, RUNNING, Clock, Status
from foundation.api.moments import in_utc
from offices.serializers import StaticCardSerializer
from offices.snapshot import directory
from procedures.snapshot import Published, catalogue

ON_TIME, NEARLY_DUE, LATE, NONE = "on_time", "nearly_due", "late", "none"
# Where on the main way a dossier stands whose status is beside it.
_BESIDE = frozenset({Status.SUPPLEMENT_REQUIRED, Status.PAYMENT_REQUIRED, Status.SUSPENDED})
# What a citizen has to do something about now.
ACTION_NEEDED = frozenset({Status.SUPPLEMENT_REQUIRED, Status.PAYMENT_REQUIRED, Status.COMPLETED})


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of an answer.

    And up to which moment what is due is nearly due (`clock.horizon`).
    """

    moment: datetime
    nearly: datetime


def moment(value: datetime | None) -> str | None:
    """Return a moment in UTC."""
    return in_utc(value) if value else None


def day(value: datetime | date | None) -> str | None:
    """Return a date in Vietnam."""
    if isinstance(value, datetime):
        value = clock.local_day(value)
    return value.isoformat() if value else None


def status(value: str) -> dict[str, Any]:
    """Return a status: code, national number, name, in plain words, what the citizen does next."""
    found = MEANINGS[Status(value)]
    return {
        "code": str(value),
        "number": found.number,
        "name": str(Status(value).label),
        "explanation": found.explanation,
        "next_step": found.next_step,
    }


# --- the way -------------------------------------------------------------------------------------


def progress(dossier: Any) -> list[dict[str, str]]:
    """Return the steps of the main way.

    Done, current, to come; after an early end those that will not come.

    Takes anything with `status` and `accepted_at`.
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


def due(dossier: Any, now: Now) -> dict[str, Any]:
    """Return when the dossier is due and whether it is late, computed for this moment.

    While the clock stands still there is no due date to promise, unless it had passed before.
    """
    state = due_state(dossier, now)
    shown = None if dossier.paused_at and state != LATE else dossier.due_at
    return {
        "due_on": day(shown),
        "due_at": moment(shown),
        "clock": clock_of(dossier).value,
        "state": state,
        "text": _due_text(dossier, state, shown, now),
        "waited_days": waited_days(dossier, now),
        "extended": dossier.extended_at is not None,
    }


def clock_of(dossier: Any) -> Clock:
    """Return what the clock does now; asked for papers before acceptance, it has not started."""
    found = MEANINGS[Status(dossier.status)].clock
    return Clock.NOT_STARTED if found is Clock.PAUSED and dossier.accepted_at is None else found


def due_state(dossier: Any, now: Now) -> str:
    """Return on time, nearly due, late, or none where no date holds.

    Of a finished dossier how it ended.
    """
    if dossier.due_at is None:
        return NONE
    if dossier.status in RUNNING:
        if clock.is_late(dossier.due_at, now.moment):
            return LATE
        return NEARLY_DUE if dossier.due_at <= now.nearly else ON_TIME
    until = dossier.paused_at if dossier.status in PAUSED else dossier.completed_at
    if until is None:
        return NONE
    return LATE if clock.is_late(dossier.due_at, until) else ON_TIME


def _due_text(dossier: Any, state: str, shown: datetime | None, now: Now) -> str:
    match clock_of(dossier):
        case Clock.NOT_STARTED:
            return "Thời hạn tính từ khi hồ sơ được tiếp nhận."
        case Clock.PAUSED:
            late = " Hồ sơ đã quá hạn trước khi tạm dừng." if state == LATE else ""
            return (
                "Thời hạn đang tạm dừng; ngày hẹn trả được tính lại khi hồ sơ được giải quyết "
                f"tiếp.{late}"
            )
        case Clock.STOPPED:
            return _FINISHED[state]
    return _running_text(state, shown, now)


def _running_text(state: str, shown: datetime | None, now: Now) -> str:
    if shown is None:
        return "Chưa có ngày hẹn trả."
    if state == LATE:
        return (
            f"Đã quá hạn {max(1, (clock.local_day(now.moment) - clock.local_day(shown)).days)} "
            "ngày. Chúng tôi xin lỗi vì sự chậm trễ."
        )
    return f"Hẹn trả kết quả ngày {clock.local_day(shown):%d/%m/%Y}."


_FINISHED = {
    LATE: "Hồ sơ được giải quyết sau ngày hẹn trả. Chúng tôi xin lỗi vì sự chậm trễ.",
    ON_TIME: "Hồ sơ được giải quyết đúng hạn.",
    NONE: "Thời hạn không còn tính.",
}


def waited_days(dossier: Any, now: Now) -> int:
    """Return for how many days the citizen has waited or did wait, from submission."""
    ended = dossier.completed_at or (
        dossier.status_since if Status(dossier.status) in FINAL else now.moment
    )
    return max(0, (clock.local_day(ended) - clock.local_day(dossier.submitted_at)).days)


# --- answers -------------------------------------------------------------------------------------


def public(dossier: Any) -> dict[str, Any]:
    """Return what anybody may see who knows the code.

    Status and how far it is (TT 01/2018 Đ16k2d).
    """
    return {"code": dossier.code, "status": status(dossier.status), "progress": progress(dossier)}


def card(dossier: Any, now: Now, *, following: bool) -> dict[str, Any]:
    """Return a dossier in its owner's list; `dossier` has `procedure` and `office` with it."""
    return {
        "code": dossier.code,
        "procedure": _procedure_reference(dossier),
        "office": {"id": dossier.office_id, "name": dossier.office.name},
        "status": status(dossier.status),
        "due": due(dossier, now),
        "action_needed": dossier.status in ACTION_NEEDED,
        "following": following,
        "changed_at": moment(dossier.changed_at),
    }


def _procedure_reference(dossier: Any) -> dict[str, str]:
    return {
        "id": dossier.procedure_id,
        "code": dossier.procedure.code,
        "name": str(dossier.procedure),
    }


def detail(
    dossier: Dossier, events: Iterable[DossierEvent], now: Now, *, following: bool
) -> dict[str, Any]:
    """Return everything that the owner sees."""
    return {
        **card(dossier, now, following=following),
        "procedure": {
            **_procedure_reference(dossier),
            "portal_url": _portal_url(dossier.procedure_id),
        },
        "progress": progress(dossier),
        "channel": dossier.channel,
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
        "timeline": [entry(event) for event in events if event.kind in PUBLIC_KINDS],
    }


def _portal_url(procedure_id: str) -> str:
    found = catalogue.current().find(procedure_id)
    return str(orjson.loads(found.document)["portal_url"]) if isinstance(found, Published) else ""


def office(row: Any, now: Now) -> dict[str, Any]:
    """Return where to go and whom to call.

    For an office that ended, which one works in its place.
    """
    known: Mapping[str, Any] = StaticCardSerializer(row).data
    offices, today = directory.current(), clock.local_day(now.moment)
    listed = offices.offices.get(row.pk)
    successor = (
        offices.current_successor(listed, today) if listed and not listed.holds(today) else None
    )
    return {
        **{name: known[name] for name in ("id", "name", "kind", "address", "point", "contact")},
        "directions": {"openWebview": {"url": _directions(known)}}
        if known["point"] or known["address"]
        else None,
        "successor": successor.reference if successor else None,
    }


def _directions(known: Mapping[str, Any]) -> str:
    point = known["point"]
    place = (
        f"{point['latitude']},{point['longitude']}"
        if point
        else f"{known['name']}, {known['address']}"
    )
    return f"https://www.google.com/maps/dir/?api=1&destination={quote(place)}"


def entry(event: DossierEvent) -> dict[str, Any]:
    """Return one entry of the timeline: what an internal note says stays with the officers."""
    details = event.details
    moved = details.get("due_to")
    return {
        "number": event.number,
        "at": moment(event.at),
        "kind": event.kind,
        "title": _title(event),
        "status": event.status_to,
        "note": event.public_note,
        "papers": details.get("papers", []),
        "supplement_due_on": details.get("supplement_due_on"),
        "fee": details.get("fee"),
        "due_on": day(datetime.fromisoformat(moved)) if moved else None,
    }


def _title(event: DossierEvent) -> str:
    changes_status = event.status_from != event.status_to
    name = str(Status(event.status_to).label)
    if event.kind == Kind.CORRECTION:
        return f"Đính chính: {name}"
    return name if changes_status else str(event.get_kind_display())
