"""What every move of an officer begins with: lock, compare, ask for the right."""

from typing import NoReturn

from django.contrib.auth.models import User
from django.db.models import Q

from foundation.api.problems import Problem
from reports import rights, silence
from reports.actions.moving import Words, lock_report, require
from reports.models import Report
from reports.workflow import Move

SPLIT_FIRST = "Có phản ánh khác đã gộp vào phản ánh này. Hãy tách ra trước."


def begin(officer: User, move: Move, report: Report, seen: int | None, *others: Report) -> Report:
    """Return the report, locked with its incident and `others`, if the officer may move it now.

    `seen` is `events_count` when the officer read it. Raises Problem `report_moved_on` if something
    happened since, PermissionDenied.
    """
    locked = lock_with_incident(report, seen, *others)
    require(move, locked)
    rights.require_right(move, locked, officer)
    return locked


def lock_with_incident(report: Report, seen: int | None = None, *others: Report) -> Report:
    """Lock a report, what shares its incident, and `others`, in one order for everybody.

    Raises Problem `report_moved_on` if it came into an incident or left it meanwhile.
    """
    incident = Report.objects.filter(pk=report.pk).values_list("incident", flat=True).get()
    together = Q(pk__in=[report.pk, *(other.pk for other in others)])
    if incident is not None:
        together |= Q(incident=incident)
    rows = Report.objects.filter(together).order_by("pk").select_for_update()
    list(rows.values_list("pk", flat=True))
    locked = lock_report(report, seen)
    if locked.incident_id != incident:
        raise Problem("report_moved_on")
    return locked


def words_for(report: Report, move: Move, public: str, internal: str = "") -> Words:
    """Return what is said with a move; about a crime, officers' own words stay between them."""
    if not report.kind.is_crime:
        return Words(public, internal)
    kept = "\n".join(text for text in (public, internal) if text)
    return Words(silence.FIXED.get(move, ""), kept)


def refuse(detail: str) -> NoReturn:
    """Refuse what the table of moves allows, and say why."""
    raise Problem("report_moved_on", detail)


def refuse_if_leading(report: Report, detail: str = SPLIT_FIRST) -> None:
    """Refuse what would leave the reports merged into this one without a leading one."""
    if Report.objects.of_incident(report.incident_id).exists():
        refuse(detail)
