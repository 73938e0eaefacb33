"""Several reports about one thing: one leads and is decided, and the others' senders are told.

No sender learns of another one. Errors as in `reports.actions.officers`.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F

from foundation.moves.engine import Change
from reports.actions import moving, outward
from reports.actions.moving import flow, make_move, record_event, refuse_if_leading, say
from reports.models import Incident, Report
from reports.reporter import notifying
from reports.workflow import Move, Status

# What a decision says of every report of an incident.
_SHARED = ("outcome", "document_number", "decided_at", "changed_at")
_MAY_LEAD = frozenset({Status.RECEIVED, Status.NEED_MORE, Status.VERIFYING})


@flow.does(Move.MERGE)
def merge(locked: Report, _officer: User, into: Report, title: str) -> Change:
    """Merge a report into another one of the same office and desk, which then leads the incident.

    `title` names the incident if there is none yet. Whoever decides the leading report at the same
    moment wins or is told.
    """
    leading = Report.objects.select_related("kind", "incident").get(pk=into.pk)
    if not _may_lead(leading, locked):
        flow.refuse("Chỉ gộp được vào phản ánh khác chưa kết luận, cùng đơn vị và cùng bộ phận.")
    refuse_if_leading(
        locked, "Phản ánh này đang đứng đầu một vụ việc. Hãy gộp phản ánh kia vào đây."
    )
    incident = leading.incident or Incident.objects.create(office=leading.office, title=title)
    return Change({"incident": incident}, after=partial(_touch, leading, incident=incident))


def _may_lead(leading: Report, report: Report) -> bool:
    return (
        leading.pk != report.pk
        and leading.office_id == report.office_id
        and (leading.kind.desk, leading.kind.is_crime) == (report.kind.desk, report.kind.is_crime)
        and leading.status in _MAY_LEAD
    )


def _touch(leading: Report, **values: object) -> None:
    """Let whoever has the leading report open learn that what it decides has changed."""
    Report.objects.filter(pk=leading.pk).update(events_count=F("events_count") + 1, **values)


@flow.does(Move.SPLIT)
def split(locked: Report, _officer: User, reason: str) -> Change:
    """Take a report out of its incident: it goes on from where it stood, and is decided by itself.

    What the leading report decided meanwhile counts for it no more.
    """
    for leading in _leading(locked):
        _touch(leading)
    return Change({"incident": None}, internal=reason)


def _leading(report: Report) -> list[Report]:
    """Return the report that leads the incident of a merged one."""
    return list(Report.objects.filter(incident=report.incident_id).exclude(status=Status.MERGED))


def tell_merged(
    leading: Report, move: Move, officer: User, words: str, due_at: datetime | None
) -> None:
    """Give those merged into a locked report its decision, and tell each sender.

    `due_at` is when the leading report was due.
    """
    for merged in Report.objects.of_incident(leading.incident_id).select_related("kind"):
        for name in _SHARED:
            setattr(merged, name, getattr(leading, name))
        merged.events_count += 1
        merged.save(update_fields=[*_SHARED, "events_count"])
        event = record_event(merged, move, officer)
        say(merged, event, officer, Change(words=words))
        outward.tell(merged, event)
        moving.count_move(merged, move, leading.changed_at, due_at)
        notifying.tell_reporter(merged, event)


def standing_alone(report: Report) -> dict[str, Any]:
    """Return the columns with which a merged report leaves its incident and keeps its decision.

    Who disputes speaks for their own report: another leader reads that one again, and what was
    decided of the others stays.
    """
    if report.status != Status.MERGED:
        return {}
    decided = Status.CONCLUDED if report.outcome else Status.DECLINED  # declined has no outcome
    return {"incident": None, "status_before": decided}


def pass_lead(withdrawn: Report) -> None:
    """Let the oldest merged report lead on when the sender of the leading one has withdrawn it.

    Call it in the transaction of the withdrawal, with `lock_with_incident`.
    """
    oldest = Report.objects.of_incident(withdrawn.incident_id).select_related("kind")
    following = oldest.order_by("pk").first()
    if following is not None:
        make_move(following, Move.SPLIT)
