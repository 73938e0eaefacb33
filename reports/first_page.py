"""What reports show on the officers' first page: cards, the duty desk's alarm, urgent rows."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from officers.first_page.cards import Card, Group
from officers.first_page.panels import Panel
from officers.first_page.urgent import Source, Told
from reports.admin.report_filters import own_work
from reports.deadlines import alarms
from reports.models import Report, SealOpening
from reports.querysets import DESK_PERMISSIONS, ReportQuerySet
from reports.rights import LEAD, RECEIVE, VERIFY, VIEW
from reports.workflow import Desk

_GROUP, _REPORTS = Group(3, "Phản ánh"), "reports.report"
_CRIME = DESK_PERMISSIONS[Desk.CRIME]


CARDS = (
    Card(_GROUP, "Tố giác chưa tiếp nhận", "e911_emergency", _REPORTS, _CRIME,
        {"state": "unread_crime"}, "danger", own=own_work),
    Card(_GROUP, "Quá hạn", "alarm", _REPORTS, VIEW, {"state": "late"}, "danger", own=own_work),
    Card(_GROUP, "Đến hạn hôm nay", "today", _REPORTS, VIEW, {"state": "today"}, "warning",
        own=own_work),
    Card(_GROUP, "Chưa tiếp nhận", "mark_email_unread", _REPORTS, RECEIVE, {"state": "unread"},
        "warning", own=own_work),
    Card(_GROUP, "Đơn vị khác chuyển đến", "move_to_inbox", _REPORTS, RECEIVE,
        {"state": "incoming"}, "warning"),
    Card(_GROUP, "Cơ quan nhận chưa xác nhận", "unsubscribe", _REPORTS, RECEIVE,
        {"state": "unacknowledged"}, "warning"),
    Card(_GROUP, "Đã gộp mà không ai quyết định", "call_split", _REPORTS, RECEIVE,
        {"state": "leaderless"}, "danger"),
    Card(_GROUP, "Tôi đang giải quyết", "person", _REPORTS, VERIFY, {"state": "mine"}),
    Card(_GROUP, "Đề xuất chờ quyết định", "approval", _REPORTS, LEAD, {"state": "proposed"},
        "warning"),
    Card(_GROUP, "Chưa ai nhận giải quyết", "person_off", _REPORTS, LEAD, {"state": "nobody"},
        "warning"),
    Card(_GROUP, "Chờ lãnh đạo khác xem xét lại", "balance", _REPORTS, LEAD,
        {"state": "to_decide"}, "warning"),
)  # fmt: skip
SHOWN, DAYS = 10, 30


def _show_unread_crime(request: HttpRequest) -> dict[str, Any]:
    waiting = alarms.unread_too_long(timezone.now()) & Report.objects.visible_to_officer(
        request.user
    )
    rows = list(waiting.select_related("office").order_by("first_received_at", "pk")[: SHOWN + 1])
    address = f"{reverse('admin:reports_report_changelist')}?state=unread_crime"
    return {"rows": rows[:SHOWN], "more": len(rows) > SHOWN, "address": address}


def _show_opened_seals(request: HttpRequest) -> dict[str, Any]:
    visible = Report.objects.visible_to_officer(request.user)
    since = timezone.now() - timedelta(days=DAYS)
    opened = SealOpening.objects.filter(at__gte=since, report__in=visible.values("pk"))
    return {"rows": opened.select_related("report", "officer")[:SHOWN], "days": DAYS}


PANELS = (
    Panel(_CRIME, "admin/reports/unread_crime.html", _show_unread_crime, alarm=True),
    Panel(LEAD, "admin/reports/opened_seals.html", _show_opened_seals),
)


def own_reports(request: HttpRequest) -> ReportQuerySet:
    """Return what nobody has decided and is due some day: own and free ones, a leader's all."""
    rows = Report.objects.visible_to_officer(request.user).open().filter(due_at__isnull=False)
    if not request.user.has_perm(LEAD):
        rows = rows.work_of(request.user)
    return rows.select_related("kind", "office").order_by("due_at", "pk")


def _tell(_request: HttpRequest, report: Report) -> Told:
    """Show no words of the sender."""
    about = f"{report.kind} · {report.office.name}"
    return Told(report.number, about, report.due_at, {"state": "open"})


SOURCE = Source("Phản ánh", "reports.report", VIEW, own_reports, _tell)
