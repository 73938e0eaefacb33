"""The only writers of incidents: save what was noted, note a notice, close, reopen."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone

from foundation.moves.engine import Act, Change, Flow, Step
from offices.rights import reaches_all
from security import workflow
from security.models import IncidentQuerySet, SecurityIncident, SecurityIncidentEvent
from security.owed import NOTICES
from security.workflow import Move, Owed, Party, Status

HANDLE = "security.change_securityincident"


class IncidentFlow(Flow[SecurityIncident, Move, Party, Status, Owed, SecurityIncidentEvent]):
    """Incidents belong to no office: who handles them reaches every office."""

    table = workflow.TABLE
    log_event, row_name = "security_incident_moved", "incident"

    def visible_to(self, user: User | AnonymousUser) -> IncidentQuerySet:
        rows: IncidentQuerySet = SecurityIncident.objects.all()
        return rows if reaches_all(user) else rows.none()

    def may_act_as(self, user: User | AnonymousUser, _party: Party) -> bool:
        return user.has_perm(HANDLE) and reaches_all(user)

    def traits_of(self, row: SecurityIncident) -> Owed:
        return frozenset(row.owed())

    def values_of(self, _row: SecurityIncident, step: Step[Move, Status]) -> dict[str, Any]:
        if step.move is Move.REOPEN:
            return {"closed_at": None}
        return {"closed_at": step.at} if step.end is Status.CLOSED else {}

    def derive(self, row: SecurityIncident, step: Step[Move, Status]) -> tuple[str, ...]:
        row.due_at = next_due(row, just_given=step.move)
        return ("due_at",)

    def append(self, row: SecurityIncident, step: Step[Move, Status]) -> SecurityIncidentEvent:
        event: SecurityIncidentEvent = SecurityIncidentEvent.objects.create(
            incident=row,
            move=step.move,
            officer=step.officer,
            done_at=step.change.values.get("last_notice_at", step.at),
            words=step.change.internal,
        )
        return event


flow = IncidentFlow()


@transaction.atomic
def save(row: SecurityIncident, officer: User) -> None:
    """Write what was noted about an incident, and when the next notice is due now."""
    is_new = row.pk is None
    row.due_at = next_due(row)
    row.events_count += 1
    row.save()
    if is_new:
        flow.record(row, Move.NOTE, officer)


def _note_notice(row: SecurityIncident, _officer: User, sent_at: datetime, words: str) -> Change:
    """Note that a notice was sent at `sent_at`; `words` say to whom and under which number."""
    if sent_at > timezone.now():
        flow.refuse("Chưa tới thời điểm này.")
    if sent_at < row.noticed_at.replace(second=0, microsecond=0):  # officers type minutes
        flow.refuse("Báo cáo được gửi sau khi phát hiện sự cố.")
    return Change({"last_notice_at": sent_at}, internal=words)


NOTE_NOTICE: dict[Move, Act[SecurityIncident, ...]] = {
    move: flow.does(move)(_note_notice) for move in NOTICES
}


@flow.does(Move.CLOSE)
def close(_row: SecurityIncident, _officer: User, words: str) -> Change:
    """Close an incident that owes no notice; `words` are what was found out."""
    return Change(internal=words)


@flow.does(Move.REOPEN)
def reopen(_row: SecurityIncident, _officer: User, words: str) -> Change:
    """Reopen an incident; `words` are the reason."""
    return Change(internal=words)


def next_due(row: SecurityIncident, *, just_given: Move | None = None) -> datetime | None:
    """Return when the next notice is due, None if none is owed, as of a closed incident."""
    left = [due for move, due in row.owed().items() if move != just_given]
    return min(left, default=None)
