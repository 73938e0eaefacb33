"""Reports in the officers' search: by number only, so that no word leads to a sender."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse

from citizens.access_log.finding import record_found
from foundation.desk.search import Act, Asked, Found, Source
from reports.models import Report
from reports.querysets import ReportQuerySet
from reports.workflow import Status

VIEW = "reports.view_report"
KIND = "report"
LETTERS = 4  # of a number that are enough to look for it


def find(request: HttpRequest, asked: Asked, most: int) -> list[Found]:
    """Return the reports whose number begins so, rights included, and note the look."""
    number = asked.typed.upper().replace(" ", "")
    if len(number) < LETTERS or not request.user.has_perm(VIEW):
        return []
    rows = list(_shown(request).filter(number__startswith=number).order_by("number")[:most])
    record_found(request, KIND, [row.pk for row in rows])
    return [_found(row) for row in rows]


def by_keys(request: HttpRequest, keys: Sequence[int]) -> Mapping[int, Found]:
    """Return those of the keys that the officer may see."""
    if not request.user.has_perm(VIEW):
        return {}
    return {row.pk: _found(row) for row in _shown(request).filter(pk__in=keys)}


def _shown(request: HttpRequest) -> ReportQuerySet:
    rows: ReportQuerySet = Report.objects.visible_to_officer(request.user)
    return rows.select_related("kind").only("number", "status", "kind__name")


def _found(report: Report) -> Found:
    address = reverse("admin:reports_report_change", args=[report.pk])
    return Found(str(report), f"{Status(report.status).label} · {report.kind}", address)


SOURCE = Source("Phản ánh", "campaign", find, KIND, by_keys, place=3)
ACTS = (Act("Mở bản đồ phản ánh", "admin:reports_report_map", VIEW),)
