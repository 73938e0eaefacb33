"""Contradictions between a file and what is known, settled by an officer.

To accept a row is a correction: it needs the permission and a reason, and the history keeps what
was there before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dossiers import actions, notifying
from dossiers.actions import day_totals, effects, outward
from dossiers.actions.effects import Surroundings
from dossiers.due import clock, dates, time_limits
from dossiers.due.pauses import ended_pauses
from dossiers.importing import rows
from dossiers.importing.deciding import due_moment, status_of
from dossiers.importing.references import References
from dossiers.importing.rows import Row
from dossiers.importing.rules import Told, stated
from dossiers.importing.run import Run
from dossiers.importing.steps import take_steps
from dossiers.models import (
    Dossier,
    DossierEvent,
    Factor,
    ImportConflict,
    Kind,
    Proof,
    Source,
)
from dossiers.owners.applicant import id_columns, name_columns, phone_columns
from dossiers.querysets import VIEW, posts_that_may
from dossiers.workflow import Actor, Facts
from offices.models.querysets import OfficerQuerySet
from offices.working_time.calendar_rows import load_calendar

SETTLE = "dossiers.settle_conflict"
MAX_NOTE = 500
MOST_NAMED = 8
State = ImportConflict.State


@dataclass(frozen=True)
class Deciders:
    """Names of officers: who may keep what is known, and who may also believe the file."""

    keep: Sequence[str]
    accept: Sequence[str]


def deciders(office_id: str) -> Deciders:
    """Return who may settle conflicts about the dossiers of an office, with two queries."""
    keep = posts_that_may(office_id, VIEW, SETTLE)
    accept = posts_that_may(office_id, VIEW, SETTLE, actions.CORRECT)
    return Deciders(_names(keep), _names(accept))


def _names(posts: OfficerQuerySet) -> list[str]:
    found = posts.order_by("public_name").values_list("public_name", flat=True).distinct()
    return list(found[:MOST_NAMED])


def reject(conflict_id: int, user: User, note: str) -> ImportConflict:
    """Keep what is known. The same row in a later file is then not asked about again.

    Nor is the due date that the source says, until it says another.
    """
    with transaction.atomic():
        conflict = _open(conflict_id, user, note)
        due = due_moment(rows.load(conflict.row).due_at)
        if due and any(one["key"] == "due_at" for one in conflict.differences):
            Dossier.objects.filter(pk=conflict.dossier_id).update(promised_at=due)
        return _settle(conflict, State.REJECTED, user, note)


def accept(conflict_id: int, user: User, note: str) -> ImportConflict:
    """Believe all that the row says; `note` stays within the office.

    What contradicts is corrected. A status that only waited is moved to as an import would, and a
    date that was moved here stays. Raises PermissionDenied without the permission to correct,
    ValidationError if the dossier's present state forbids it.
    """
    if not user.has_perm(actions.CORRECT):
        raise PermissionDenied
    with transaction.atomic():
        conflict = _open(conflict_id, user, note)
        row, by = rows.load(conflict.row), actions.author_of(user)
        keys = {one["key"] for one in conflict.differences}
        dossier = actions.lock(conflict.dossier_id, by)
        _correct_data(dossier, row, keys, by, note)
        _take_status(dossier, row, by, note, conflict)
        if "due_at" in keys or "accepted_at" in keys:
            _correct_due(dossier, row, by, note)
        return _settle(conflict, State.ACCEPTED, user, note)


def _open(conflict_id: int, user: User, note: str) -> ImportConflict:
    """Return the conflict with its row locked.

    Raises DoesNotExist for a conflict that the officer may not see.
    """
    if not user.has_perm(SETTLE):
        raise PermissionDenied
    if not 0 < len(note.strip()) <= MAX_NOTE:
        raise ValidationError(
            {
                "note": ValidationError(
                    f"Hãy ghi lý do, tối đa {MAX_NOTE} ký tự.", code="note_missing"
                )
            }
        )
    visible = Dossier.objects.visible_to_officer(user)
    conflict: ImportConflict = (
        ImportConflict.objects.select_for_update(of=("self",))
        .filter(dossier__in=visible)
        .get(pk=conflict_id)
    )
    if conflict.state != State.OPEN:
        raise ValidationError("Điều chưa khớp này đã được quyết định.", code="already_settled")
    return conflict


def _settle(conflict: ImportConflict, state: str, user: User, note: str) -> ImportConflict:
    conflict.state, conflict.settled_by, conflict.note, conflict.row = state, user, note.strip(), ""
    conflict.settled_at = timezone.now()
    conflict.save()
    return conflict


# --- the status ----------------------------------------------------------------------------------


def _take_status(
    dossier: Dossier, row: Row, by: effects.Author, note: str, conflict: ImportConflict
) -> None:
    """Move to the row's status if the table leads there now; otherwise correct what contradicts.

    What was decided since about a status that the row did not contradict, holds.
    """
    around = actions.surroundings_of(dossier)
    as_of = conflict.batch.as_of if conflict.batch else conflict.at
    author = effects.Author(Actor.IMPORT, by.user)  # it is the source that decided, not the officer
    run = Run(author, References(), around.calendar, around.now, as_of)
    said = status_of(row, dossier, run)
    if said.planned and not said.wrong:
        events = take_steps(dossier, said.planned, run, around)
        events[-1].internal_note = note.strip()
        _save(dossier, *events)
    elif said.told is not Told.SAME and any(one["key"] == "status" for one in conflict.differences):
        actions.correct_locked(dossier, row.status, by, _facts(row, dossier, note))


def _facts(row: Row, dossier: Dossier, note: str) -> Facts:
    """Return what a corrected status brings along, no earlier than the dossier began.

    The public reason is the file's; without one, the citizen reads that the status was corrected.
    """
    began = dossier.accepted_at or dossier.submitted_at
    found = stated(row.status, row, accepted=False)
    at = max(found.moment.at, began) if found else timezone.now()
    completed_at = max(row.completed_at.at, began) if row.completed_at else None
    return Facts(
        at,
        row.reason or "Đính chính theo dữ liệu của hệ thống giải quyết thủ tục hành chính.",
        note.strip(),
        row.papers,
        row.supplement_due,
        row.fee,
        completed_at=completed_at and min(completed_at, at),
    )


# --- values other than the status ----------------------------------------------------------------


def _correct_data(
    dossier: Dossier, row: Row, keys: set[str], by: effects.Author, note: str
) -> None:
    """Write procedure, office, milestones and applicant as in the row, with one event."""
    changed = [key for key in keys if key in _WRITERS]
    if not changed:
        return
    references, office = References(), dossier.office_id
    for key in changed:
        _WRITERS[key](dossier, row, references)
    internal = f"{note.strip()} (sửa theo tệp: {', '.join(sorted(changed))})"
    event = effects.next_event(
        dossier,
        Kind.CONTACT,
        by,
        timezone.now(),
        facts=Facts(timezone.now(), internal_note=internal),
    )
    _save(dossier, event, former_office=office)


def _save(dossier: Dossier, *events: DossierEvent, former_office: str = "") -> None:
    """Save a dossier with what happened to it; the citizen is told of the last."""
    dossier.full_clean(exclude=["procedure", "office", "version", "officer"], validate_unique=False)
    with day_totals.counted([dossier]):
        dossier.save()
        for event in events:
            event.save()
        outward.tell([(dossier, event) for event in events], former_office)
        notifying.tell(dossier, events[-1])


Writer = Callable[[Dossier, Row, References], None]


def _write_procedure(dossier: Dossier, row: Row, references: References) -> None:
    found = references.procedure(row.procedure_code)
    if found is None:
        raise ValidationError("Thủ tục của tệp không còn trong danh mục.", code="unknown_procedure")
    dossier.procedure_id = found
    dossier.version = (
        time_limits.version_at(found, dossier.accepted_at) if dossier.accepted_at else None
    )


def _write_office(dossier: Dossier, row: Row, references: References) -> None:
    found = references.office(row.office)
    if found is None:
        raise ValidationError("Đơn vị của tệp không còn trong danh sách.", code="unknown_office")
    dossier.office_id, dossier.officer = found, None


def _write_accepted(dossier: Dossier, row: Row, _references: References) -> None:
    if row.accepted_at:
        dossier.accepted_at = row.accepted_at.at
        dossier.submitted_at = min(dossier.submitted_at, row.accepted_at.at)


def _write_completed(dossier: Dossier, row: Row, _references: References) -> None:
    if row.completed_at:
        dossier.completed_at = row.completed_at.at


def _write_returned(dossier: Dossier, row: Row, _references: References) -> None:
    if row.returned_at and dossier.completed_at:
        dossier.returned_at = row.returned_at.at
        dossier.completed_at = min(dossier.completed_at, row.returned_at.at)


def _write_applicant(dossier: Dossier, row: Row, _references: References) -> None:
    _set(dossier, name_columns(row.applicant))


def _write_phone(dossier: Dossier, row: Row, _references: References) -> None:
    _set(dossier, phone_columns(dossier.code, row.phone))
    Proof.objects.filter(dossier=dossier, factor=Factor.PHONE_LAST4).delete()


def _write_id(dossier: Dossier, row: Row, _references: References) -> None:
    _set(dossier, id_columns(dossier.code, row.id_last4))
    Proof.objects.filter(dossier=dossier, factor=Factor.ID_LAST4).delete()


def _set(dossier: Dossier, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        setattr(dossier, name, value)


_WRITERS: Mapping[str, Writer] = {
    "procedure_code": _write_procedure,
    "office": _write_office,
    "accepted_at": _write_accepted,
    "completed_at": _write_completed,
    "returned_at": _write_returned,
    "applicant": _write_applicant,
    "phone": _write_phone,
    "id_number": _write_id,
}


def _correct_due(dossier: Dossier, row: Row, by: effects.Author, note: str) -> None:
    """Set the date that the row promises, or the one that follows from the corrected acceptance.

    A date from which it was moved here, by an apology or by the calendar, is no news.
    """
    before, promised = dossier.due_at, due_moment(row.due_at)
    around = Surroundings(load_calendar(), timezone.now())
    dossier.reckoned_at = dates.reckoned(dossier, ended_pauses(dossier), around.calendar)
    was_moved_here = promised and clock.local_day(promised) in _days_moved_from(dossier)
    after = promised or dossier.reckoned_at
    if was_moved_here or after is None or after == before:
        dossier.save(update_fields=["reckoned_at"])
        return
    if promised:
        dossier.limit_value, dossier.limit_unit, dossier.same_day_cutoff = None, "", False
        dossier.extended_at = dossier.extended_to = None
        dossier.apology = ""
        dates.promise_due(dossier, promised, around.calendar)
    dossier.due_at = after
    facts, details = Facts(around.now, internal_note=note), dates.due_details(before, after)
    moved = effects.next_event(
        dossier, Kind.DUE_MOVED, by, around.now, facts=facts, details=details
    )
    _save(dossier, moved)


def _days_moved_from(dossier: Dossier) -> set[date]:
    """Return the days on which it was due before an apology or the calendar moved the date."""
    moved = dossier.events.filter(
        Q(kind=Kind.EXTENSION) | Q(kind=Kind.DUE_MOVED, source=Source.SYSTEM)
    )
    before = (details.get("due_from") for details in moved.values_list("details", flat=True))
    return {clock.local_day(datetime.fromisoformat(one)) for one in before if one}
