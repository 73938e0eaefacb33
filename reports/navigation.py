"""The entries of reports in the officers' sidebar, and the guide of each page."""

from django.http import HttpRequest
from django.utils import timezone

from foundation.desk import navigation
from foundation.desk.navigation import Page, count_for_badge
from officers.guides import sections
from officers.guides.sections import Section
from reports.models import Report
from reports.rights import LEAD, VIEW

GUIDES = {
    "reports_report": (
        Section("tiep-nhan", "Vào sổ"),
        Section("xac-minh", "Một phản ánh"),
        Section("thanh-tra", "Một phản ánh"),
        Section("truc-ban", "Một tố giác, tin báo"),
        Section("lanh-dao", "Phản ánh"),
    ),
    "reports_reportkind": (Section("tiep-nhan", "Vào sổ"),),
    "reports_listedreason": (Section("tiep-nhan", "Những việc khác"),),
}


def count_late_reports(request: HttpRequest) -> str:
    """Return how many reports are late that are the officer's: a leader's whole offices'."""
    visible = Report.objects.visible_to_officer(request.user)
    if not request.user.has_perm(LEAD):
        visible = visible.work_of(request.user)
    return count_for_badge(visible.late(timezone.now()))


def register() -> None:
    """Add the group and guides; for AppConfig.ready."""
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
    sections.register(GUIDES)
