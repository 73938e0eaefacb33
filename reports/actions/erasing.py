"""Empties reports whose time is over: words, sender and files go, and what was decided stays."""

from django.db.models import QuerySet
from django.utils import timezone

from foundation.desk.one_screen import notes
from reports.actions import outward
from reports.actions.moving import PAGE, record_event
from reports.evidence.removing import remove
from reports.models import (
    Evidence,
    HandlingOpinion,
    Report,
    ReportedPlate,
    ReporterSeal,
    ReportMessage,
)
from reports.workflow import Move


def erase_words(rows: QuerySet[Report]) -> int:
    """Delete words and files of ended reports; return the number of reports.

    Call it in a transaction.
    """
    now = timezone.now()
    locked = rows.select_for_update(of=("self",)).select_related("kind")
    ended = list(locked.filter(ended_at__isnull=False).order_by("pk"))
    keys = [report.pk for report in ended]
    remove(Evidence.objects.filter(report__in=keys))
    ReportMessage.objects.filter(report__in=keys).delete()
    ReporterSeal.objects.filter(report__in=keys).delete()
    ReportedPlate.objects.filter(report__in=keys).delete()
    HandlingOpinion.objects.filter(report__in=keys).update(words="")
    notes.forget(PAGE, keys)
    for report in ended:
        outward.tell(report, record_event(report, Move.ERASE))
    nothing = dict.fromkeys(("words", "details", "place_words", "search_words"), "")
    point = {"latitude": None, "longitude": None}
    Report.objects.filter(pk__in=keys).update(**nothing, **point, erased_at=now)
    return len(keys)
