"""Officers' pages for reports: the queue, most urgent first, and each report without its sender."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from unfold.decorators import display

from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.one_screen.notes import name_of
from foundation.desk.read_only import ReadOnlyAdmin
from foundation.desk.remembering import shown_once
from foundation.desk.tags import two_lines
from foundation.desk.work_lists import Tab
from offices.admin.own_office import has_one_office
from offices.working_time.due_times import INFO, Standing, due_cell
from reports.admin.many import ActsOnMany
from reports.admin.map import ShowsMap
from reports.admin.report_filters import (
    DueFilter,
    EndedFilter,
    KindFilter,
    OfficerFilter,
    PlaceFilter,
    SentFilter,
    StateFilter,
    WhoseFilter,
    own_work,
)
from reports.admin.report_parts import beginning_of
from reports.admin.report_screen import ReportScreen
from reports.admin.seal import OpensSeals
from reports.models import HandOver, Report, ReportEvent, SealOpening
from reports.querysets import ReportQuerySet
from reports.rights import LEAD, RECEIVE
from reports.workflow import Status

OVER, NO_LIMIT = Standing("Đã xong", INFO), Standing("Không hạn", INFO)


class ReportPaginator(BoundedPaginator):
    """Its rows are wide and lie apart: counting 10,000 of them took longer than all else."""

    limit = 1_000


@admin.register(Report)
class ReportAdmin(ReportScreen, ShowsMap, OpensSeals, ActsOnMany, ReadOnlyAdmin):
    """Reports: read by `view_report`, moved by buttons; nobody writes a form."""

    row_noun = "phản ánh"
    tabs = (
        Tab("Chưa giải quyết xong", {"state": "open"}),
        Tab("Của tôi", {"state": "mine"}),
        Tab("Chưa tiếp nhận", {"state": "unread"}, "warning", acting=RECEIVE),
        Tab("Chưa ai nhận", {"state": "nobody"}, "warning"),
        Tab("Chờ quyết định", {"state": "proposed"}, "warning", acting=LEAD),
        Tab("Đơn vị khác chuyển đến", {"state": "incoming"}, "warning", acting=RECEIVE),
        Tab("Hôm nay", {"state": "today"}, "warning", own=own_work),
        Tab("Quá hạn", {"state": "late"}, "danger", own=own_work),
        Tab("Chờ công dân", {"state": "sender"}),
        Tab("Được nhắc", {"state": "mentioned"}, "warning"),
        Tab("Tất cả", {"state": "all"}, counted=False),
    )
    short_rows = True
    list_display = (
        "show_beginning",
        "show_clock",
        "show_state",
        "show_kind",
        "first_received_at",
    )
    list_filter = (
        StateFilter, WhoseFilter, KindFilter, DueFilter, OfficerFilter, PlaceFilter, SentFilter,
        EndedFilter,
    )  # fmt: skip
    list_filter_submit = True
    list_select_related = ("kind", "office", "officer")
    search_fields = ("search_words",)
    search_help_text = "Số phản ánh, biển số xe, hoặc lời người gửi; không cần gõ dấu"
    logged_values = (
        "status", "kind", "office", "officer", "verify_by", "outcome", "due_at",
        "register_number", "document_number", "incident", "extended", "supply_by",
    )  # fmt: skip
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = ReportPaginator
    sortable_by = ("show_clock",)

    def get_queryset(self, request: HttpRequest) -> ReportQuerySet:
        return self._visible(request).select_related(
            "kind", "office", "topic", "incident", "officer"
        )

    def get_fieldsets(
        self, _request: HttpRequest, obj: Report | None = None
    ) -> Sequence[tuple[str, dict[str, Any]]]:
        """Show below the screen what happened; nothing that is empty."""
        parts = (
            ("Các lần chuyển", "show_hand_overs", obj and obj.hand_overs.exists()),
            ("Niêm phong đã mở", "show_openings", obj and _openings(obj).exists()),
            ("Diễn biến", "show_events", True),
        )
        return [(title, {"fields": (field,)}) for title, field, there in parts if there]

    def get_ordering(self, _request: HttpRequest) -> list[str]:
        """Leave the order to StateFilter."""
        return []

    def get_search_results(
        self, _request: HttpRequest, queryset: ReportQuerySet, search_term: str
    ) -> tuple[ReportQuerySet, bool]:
        return (queryset.matching(search_term) if search_term else queryset), False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow the page's own filters only: Django would let an address ask for the sender."""
        return lookup in {
            getattr(shown, "parameter_name", None) for shown in self.get_list_filter(request)
        }

    @display(description="Phản ánh")
    def show_beginning(self, report: Report) -> str:
        return f"{report.number} · {beginning_of(report)}"

    def get_list_display(self, request: HttpRequest) -> list[str]:
        """Leave the office out for officers of a single one."""
        kind = "kind" if has_one_office(request.user) else "show_kind"
        return [kind if name == "show_kind" else name for name in self.list_display]

    @display(description="Loại, đơn vị")
    def show_kind(self, report: Report) -> str:
        return two_lines(str(report.kind), report.office.name)

    @display(description="Tình trạng, cán bộ")
    def show_state(self, report: Report) -> str:
        state = str(Status(report.status).label)
        waits = "chờ lãnh đạo quyết định" if report.proposed_at else ""
        who = name_of(report.officer) if report.officer else ""
        return two_lines(state, " · ".join(filter(None, (who, waits))))

    @display(description="Hạn", ordering=F("due_at").asc(nulls_last=True))
    def show_clock(self, report: Report) -> str:
        """Show when the office has to act; while the sender is asked for more, the time runs on."""
        if not report.is_open:
            return due_cell(None, OVER)
        return due_cell(report.due_at, None if report.due_at else NO_LIMIT)

    @display(description="Các lần chuyển")
    @shown_once
    def show_hand_overs(self, report: Report) -> str:
        rows = HandOver.objects.filter(report=report).select_related("office", "officer")
        return render_to_string("admin/reports/hand_overs.html", {"hand_overs": rows})

    @display(description="Các lần mở")
    @shown_once
    def show_openings(self, report: Report) -> str:
        rows = _openings(report).select_related("officer")
        return render_to_string("admin/reports/openings.html", {"openings": rows})

    @display(description="Các bước")
    @shown_once
    def show_events(self, report: Report) -> str:
        events = ReportEvent.objects.filter(report=report).select_related("office", "officer")
        return render_to_string("admin/reports/events.html", {"events": events})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("reports.view_report"))


def _openings(report: Report) -> QuerySet[SealOpening]:
    return SealOpening.objects.filter(report=report)
