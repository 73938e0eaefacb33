"""The map of the queue: the same filters as the list, the points that have coordinates.

Drawn as a picture on plain ground with the communes' names: no tile of any other host is asked for,
which would learn where something was reported.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from citizens.access_log import LoggedAdmin
from offices.geography.places import Point
from offices.geography.provinces import communes_of
from offices.installation import own_province
from reports.admin import map_drawing
from reports.admin.map_drawing import Label, Mark
from reports.admin.report_parts import beginning_of
from reports.models import Report
from reports.workflow import Status

MOST = 500  # points on one map
NAME = "reports_report_map"


class ShowsMap(LoggedAdmin):
    """Mixed into the admin of reports."""

    def get_custom_urls(self) -> tuple[tuple[str, str, Any], ...]:
        return (*super().get_custom_urls(), ("ban-do/", NAME, self.map_view))

    def map_view(self, request: HttpRequest, **_unfold: object) -> HttpResponse:
        """Show the reports of the list that have a point, up to MOST."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        listed = self.get_changelist_instance(request)
        placed = listed.queryset.filter(latitude__isnull=False)
        listed.result_list = rows = list(placed[: MOST + 1])  # the log of access names these
        context = {
            **self.admin_site.each_context(request),
            "title": "Bản đồ phản ánh",
            "cl": listed,
            "drawing": map_drawing.draw([_mark(row) for row in rows[:MOST]], _communes()),
            "rows": rows[:MOST],
            "is_cut": len(rows) > MOST,
            "query": request.GET.urlencode(),
        }
        return TemplateResponse(request, "admin/reports/map.html", context)


def _mark(report: Report) -> Mark:
    title = f"{report.number} · {Status(report.status).label} · {beginning_of(report)}"
    address = reverse("admin:reports_report_change", args=[report.pk])
    latitude, longitude = report.latitude or 0.0, report.longitude or 0.0  # both are there
    tone = "late" if report.is_late else "open" if report.is_open else "over"
    return Mark(Point(latitude, longitude), title, address, tone)


def _communes() -> list[Label]:
    """Return the names of the province's communes at their centres."""
    province = own_province()
    found = communes_of(province) if province else []
    return [Label(commune.centre, commune.name) for commune in found]
