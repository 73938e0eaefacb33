"""The entries of reports in the officers' sidebar."""

from django.http import HttpRequest
from django.utils import timezone

from foundation.desk import navigation
from foundation.desk.navigation import Page, count_for_badge
from reports.models import Report
from reports.rights import VIEW


def count_late_reports(request: HttpRequest) -> str:
    """Return how many reports of the officer's offices are late."""
    visible = Report.objects.visible_to_officer(request.user)
    return count_for_badge(visible.late(timezone.now()))


def register() -> None:
    """Add the group; for AppConfig.ready."""
    navigation.register(
        "Phản ánh",
        Page(
            "Phản ánh của người dân",
            "campaign",
            "admin:reports_report_changelist",
            VIEW,
            count_late_reports,
        ),
        Page("Bản đồ phản ánh", "map", "admin:reports_report_map", VIEW),
    )
