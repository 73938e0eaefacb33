"""Who is told of a change of a dossier, and what the notice says: nothing personal."""

from collections.abc import Sequence
from datetime import date

from citizens.models import Citizen
from citizens.notices.events import event_called
from citizens.notices.queueing import Telling, queue, queue_many
from dossiers.due.clock import local_day
from dossiers.models import Dossier, DossierEvent, Follow, Kind, Proof, Source

_EVENTS = {
    Kind.CORRECTION: "dossier_corrected",
    Kind.EXTENSION: "dossier_extended",
    Kind.FEE: "dossier_payment_required",
}


def event_name(event: DossierEvent) -> str | None:
    """Return the name of the notice for an event; None if it is the office's own business.

    Of the words of a status, only what the citizen has to bring is told again.
    """
    match event.kind:
        case Kind.TRANSITION:
            return f"dossier_{event.status_to}"
        case Kind.WORDS:
            return f"dossier_{event.status_to}" if event.details else None
        case Kind.DUE_MOVED:
            return f"dossier_{due_change(event)}"
    return _EVENTS.get(Kind(event.kind))


def due_change(event: DossierEvent) -> str:
    """Return why a due date changed: the calendar moved it, it is the first, it was wrong."""
    if event.source == Source.SYSTEM:
        return "due_moved"
    return "due_corrected" if event.details.get("due_from") else "due_set"


def values_of(dossier: Dossier, name: str) -> dict[str, str]:
    """Return the values of the notice `name`; a missing date is empty."""
    due = _written(local_day(dossier.due_at) if dossier.due_at and not dossier.paused_at else None)
    known = {
        "code": dossier.code,
        "due_on": due,
        "new_due_on": due,
        "supplement_by": _written(dossier.supplement_due_on),
    }
    return {value: known[value] for value in event_called(name).names}


def _written(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def recipients(dossier: Dossier) -> list[int]:
    """Return the ids of citizens to tell: owners by phone or proof who did not switch it off.

    Three look-ups: one query with OR would read every citizen.
    """
    proved = set(Proof.objects.filter(dossier=dossier).values_list("citizen_id", flat=True))
    muted = set(
        Follow.objects.filter(dossier=dossier, active=False).values_list("citizen_id", flat=True)
    )
    found = (
        set(Citizen.objects.active().filter(pk__in=proved - muted).values_list("pk", flat=True))
        if proved - muted
        else set()
    )
    if dossier.applicant_phone_hash:
        found |= (
            set(
                Citizen.objects.active()
                .filter(phone_hash=dossier.applicant_phone_hash)
                .values_list("pk", flat=True)
            )
            - muted
        )
    return sorted(found)


def tell(dossier: Dossier, event: DossierEvent) -> int:
    """Queue one notice for each recipient in the caller's transaction, and return how many."""
    name = event_name(event)
    people = recipients(dossier) if name else []
    return (
        queue(name, _change(event), people, values_of(dossier, name), dossier.office_id)
        if name and people
        else 0
    )


def _change(event: DossierEvent) -> str:
    return f"dossier-event-{event.pk}"


def tell_many(changes: Sequence[tuple[Dossier, DossierEvent]]) -> int:
    """Do `tell` for many dossiers in a fixed number of queries; for the import."""
    named = [(dossier, event, name) for dossier, event in changes if (name := event_name(event))]
    # New dossiers have neither proofs nor decisions.
    older = [
        dossier.pk for dossier, event, _name in named if dossier.created_at < event.recorded_at
    ]
    people = _recipients_of_many([dossier for dossier, _event, _name in named], older)
    return queue_many(
        Telling(
            name, _change(event), people[dossier.pk], values_of(dossier, name), dossier.office_id
        )
        for dossier, event, name in named
        if people.get(dossier.pk)
    )


def _recipients_of_many(dossiers: Sequence[Dossier], older: Sequence[int]) -> dict[int, list[int]]:
    """Return the recipients of each dossier that has some.

    `older` are the dossiers that existed before: only they can have proofs and decisions.
    """
    by_phone = _citizens_by_phone({dossier.applicant_phone_hash for dossier in dossiers} - {""})
    found = {
        dossier.pk: {by_phone[dossier.applicant_phone_hash]}
        for dossier in dossiers
        if dossier.applicant_phone_hash in by_phone
    }
    active = Citizen.objects.active().values("pk")
    for key, citizen in Proof.objects.filter(dossier__in=older, citizen__in=active).values_list(
        "dossier_id", "citizen_id"
    ):
        found.setdefault(key, set()).add(citizen)
    for key, citizen in Follow.objects.filter(dossier__in=older, active=False).values_list(
        "dossier_id", "citizen_id"
    ):
        found.get(key, set()).discard(citizen)
    return {key: sorted(citizens) for key, citizens in found.items() if citizens}


def _citizens_by_phone(hashes: set[str]) -> dict[str, int]:
    """Return citizens by the hash of their phone; a phone belongs to one citizen."""
    found = Citizen.objects.active().filter(phone_hash__in=hashes)
    return {str(hashed): pk for hashed, pk in found.values_list("phone_hash", "pk")}
