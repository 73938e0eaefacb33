"""Reports among the most urgent rows of the officers' first page."""

from django.http import HttpRequest

from officers.first_page.urgent import Source, Told
from reports.models import Report
from reports.querysets import ReportQuerySet
from reports.rights import VIEW


def own_reports(request: HttpRequest) -> ReportQuerySet:
    """Return what nobody of the officer's offices and desks has decided, and is due some day."""
    rows = Report.objects.visible_to_officer(request.user).open().filter(due_at__isnull=False)
    return rows.select_related("kind", "office").order_by("due_at", "pk")


def _tell(_request: HttpRequest, report: Report) -> Told:
    """Tell nothing of what the sender wrote."""
    about = f"{report.kind} · {report.office.name}"
    return Told(report.number, about, report.due_at, {"state": "open"})


SOURCE = Source("Phản ánh", "reports.report", VIEW, own_reports, _tell)
