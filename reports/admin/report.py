"""Officers' pages for reports: the queue, most urgent first, and each report without its sender."""

from typing import Any

from django.contrib import admin
from django.db.models import F
from django.http import HttpRequest
from django.template.loader import render_to_string
from unfold.decorators import display

from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from foundation.desk.remembering import shown_once
from foundation.desk.tags import two_lines
from foundation.desk.work_lists import Tab, WorkListAdmin
from offices.admin.own_office import has_one_office
from offices.working_time.due_times import INFO, Standing, due_cell
from reports.admin.map import ShowsMap
from reports.admin.report_filters import (
    DueFilter,
    EndedFilter,
    KindFilter,
    PlaceFilter,
    SentFilter,
    StateFilter,
)
from reports.admin.report_parts import beginning_of, incident_of, said_in
from reports.admin.seal import OpensSeals
from reports.evidence.panel import evidence_panel
from reports.models import HandOver, Identity, Report, ReportEvent, ReportMessage, SealOpening
from reports.querysets import ReportQuerySet

OVER, NO_LIMIT = Standing("Đã xong", INFO), Standing("Không hạn", INFO)


class ReportPaginator(BoundedPaginator):
    """Its rows are wide and lie apart: counting 10,000 of them took longer than all else."""

    limit = 1_000


@admin.register(Report)
class ReportAdmin(WorkListAdmin, ShowsMap, OpensSeals, ReadOnlyAdmin):
    """Reports: read by `view_report`, moved by buttons; nobody writes a form."""

    row_noun = "phản ánh"
    tabs = (
        Tab("Chưa giải quyết xong", {"state": "open"}),
        Tab("Chưa ai nhận", {"state": "unread"}, "warning"),
        Tab("Đơn vị khác chuyển đến", {"state": "incoming"}, "warning"),
        Tab("Hôm nay", {"state": "today"}, "warning"),
        Tab("Quá hạn", {"state": "late"}, "danger"),
        Tab("Chờ công dân", {"state": "sender"}),
        Tab("Tất cả", {"state": "all"}, counted=False),
    )
    list_display = (
        "show_beginning",
        "show_clock",
        "status",
        "show_kind",
        "first_received_at",
    )
    list_filter = (StateFilter, KindFilter, DueFilter, PlaceFilter, SentFilter, EndedFilter)
    list_filter_submit = True
    list_select_related = ("kind", "office")
    search_fields = ("search_words",)
    search_help_text = "Số phản ánh, biển số xe, hoặc lời người gửi; không cần gõ dấu"
    logged_values = (
        "status", "kind", "office", "outcome", "due_at", "register_number", "document_number",
        "incident", "extended", "supply_by",
    )  # fmt: skip
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = ReportPaginator
    sortable_by = ("show_clock",)
    fieldsets = (
        ("Phản ánh", {"fields": ("show_said",)}),
        ("Bằng chứng", {"fields": ("show_evidence",)}),
        ("Trao đổi", {"fields": ("show_conversation",)}),
        (
            "Về việc",
            {
                "fields": (
                    ("number", "register_number"),
                    ("kind", "topic"),
                    ("office", "show_identity"),
                    "language",
                )
            },
        ),
        (
            "Thời hạn",
            {
                "fields": (
                    ("status", "show_clock"),
                    ("due_at", "due_citation"),
                    ("first_received_at", "supply_by"),
                    ("extended", "disputed_at"),
                )
            },
        ),
        ("Kết quả", {"fields": (("outcome", "document_number"), ("decided_at", "ended_at"))}),
        ("Vụ việc", {"fields": ("show_incident",)}),
        ("Chuyển giao", {"fields": ("show_hand_overs",)}),
        ("Niêm phong đã mở", {"fields": ("show_openings",)}),
        ("Diễn biến", {"fields": ("show_events",)}),
    )

    def get_queryset(self, request: HttpRequest) -> ReportQuerySet:
        return self._visible(request).select_related("kind", "office", "topic", "incident")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        report: Any = super().get_object(request, object_id, from_field)
        if report is not None:
            report.shown_to = request.user
        return report

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

    @display(description="Hạn", ordering=F("due_at").asc(nulls_last=True))
    def show_clock(self, report: Report) -> str:
        """Show when the office has to act; while the sender is asked for more, the time runs on."""
        if not report.is_open:
            return due_cell(None, OVER)
        return due_cell(report.due_at, None if report.due_at else NO_LIMIT)

    @display(description="Người gửi")
    def show_identity(self, report: Report) -> str:
        """Show how much may be known of the sender, never who it is."""
        return str(Identity(report.identity).label)

    @display(description="Nội dung")
    @shown_once
    def show_said(self, report: Report) -> str:
        return render_to_string("admin/reports/said.html", said_in(report))

    @display(description="Tệp")
    @shown_once
    def show_evidence(self, report: Any) -> str:
        """Show the facts of each file next to the sender's; `get_object` sets `shown_to`."""
        return evidence_panel(report, report.shown_to)

    @display(description="Lời trao đổi")
    @shown_once
    def show_conversation(self, report: Report) -> str:
        said = ReportMessage.objects.filter(report=report).select_related("officer")
        return render_to_string("admin/reports/conversation.html", {"messages": said})

    @display(description="Các phản ánh")
    @shown_once
    def show_incident(self, report: Report) -> str:
        return render_to_string("admin/reports/incident.html", incident_of(report))

    @display(description="Các lần chuyển")
    @shown_once
    def show_hand_overs(self, report: Report) -> str:
        rows = HandOver.objects.filter(report=report).select_related("office", "officer")
        return render_to_string("admin/reports/hand_overs.html", {"hand_overs": rows})

    @display(description="Các lần mở")
    @shown_once
    def show_openings(self, report: Report) -> str:
        rows = SealOpening.objects.filter(report=report).select_related("officer")
        return render_to_string("admin/reports/openings.html", {"openings": rows})

    @display(description="Các bước")
    @shown_once
    def show_events(self, report: Report) -> str:
        events = ReportEvent.objects.filter(report=report).select_related("office", "officer")
        return render_to_string("admin/reports/events.html", {"events": events})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("reports.view_report"))
