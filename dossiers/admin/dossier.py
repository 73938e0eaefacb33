"""Officers' pages for dossiers: the list, one dossier with its clock and history, a new one."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import display

from dossiers.admin.bulk_moves import MovesManyDossiers
from dossiers.admin.exporting import ExportsDossiers
from dossiers.admin.filters import (
    DUE,
    URGENT,
    DueFilter,
    MineFilter,
    OfficeFilter,
    PartFilter,
    own_work,
    part_of,
)
from dossiers.admin.moves import MovesDossiers
from dossiers.admin.overview import overview
from dossiers.admin.period_filters import AcceptedFilter, CompletedFilter, PunctualFilter
from dossiers.admin.registering import RegistersDossiers
from dossiers.api import presenting
from dossiers.due import clock
from dossiers.due.state import Now
from dossiers.due.wording import standing_for_officer
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import Status
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from foundation.desk.tags import two_lines
from foundation.desk.work_lists import Tab, WorkListAdmin
from offices.admin.own_office import has_one_office
from offices.snapshot import directory
from offices.working_time.due_times import due_cell

BY_DUE = F("due_at").asc(nulls_last=True)
VIEW, ADD = "dossiers.view_dossier", "dossiers.add_dossier"
COLOURS = {
    Status.SUPPLEMENT_REQUIRED: "warning",
    Status.PAYMENT_REQUIRED: "warning",
    Status.SUSPENDED: "warning",
    Status.DECLINED: "danger",
    Status.STOPPED: "danger",
    Status.COMPLETED: "success",
    Status.RETURNED: "success",
}
# Shorter than the national names, which would make a row of the list three lines high.
SHORT = {
    Status.SUPPLEMENT_REQUIRED: "Chờ bổ sung",
    Status.PAYMENT_REQUIRED: "Chờ nộp tiền",
    Status.WITHDRAWN: "Công dân rút",
}


@admin.register(Dossier)
class DossierAdmin(
    WorkListAdmin,
    RegistersDossiers,
    MovesDossiers,
    MovesManyDossiers,
    ExportsDossiers,
    ReadOnlyAdmin,
):
    """Dossiers of the officer's offices: read here, changed only by the buttons."""

    row_noun = "hồ sơ"
    short_rows = True
    add_words = "Ghi nhận hồ sơ"
    tabs = (
        Tab("Đang giải quyết", {"part": "open"}),
        Tab("Của tôi", {"handler": "waiting"}),
        Tab("Chưa ai nhận", {"part": "open", "handler": "nobody"}),
        Tab("Hôm nay", {"due": "today"}, "warning", own=own_work),
        Tab("Quá hạn", {"due": "late"}, "danger", own=own_work),
        Tab("Chờ công dân", {"part": "citizen"}),
        Tab("Chờ trả kết quả", {"part": "ready"}),
        Tab("Tất cả", {"part": "all"}, counted=False),
    )
    ordering = (BY_DUE, "pk")
    list_display = [
        "show_dossier",
        "applicant_name",
        "show_status",
        "show_due",
        "show_office",
        "changed_at",
    ]
    list_filter = [
        PartFilter,
        ("status", ChoicesDropdownFilter),
        DueFilter,
        OfficeFilter,
        MineFilter,
        ("procedure", AutocompleteSelectFilter),
        AcceptedFilter,
        CompletedFilter,
        PunctualFilter,
    ]
    list_filter_submit = True
    list_select_related = ["procedure", "office", "officer"]
    search_fields = ["code"]
    search_help_text = "Tên người nộp, phần đầu của mã hồ sơ, đủ số điện thoại hoặc số định danh"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ("show_due", "changed_at")
    piecewise = ("dossiers_dossier_bulk",)  # one transaction for each dossier
    logged_values = (
        "status",
        "procedure",
        "office",
        "officer",
        "channel",
        "accepted_at",
        "due_at",
        "extended_to",
        "supplement_due_on",
    )
    actions = ["move_many", "export_csv", "export_xlsx"]
    change_form_outer_before_template = "admin/dossiers/overview.html"
    fieldsets = [
        (
            "Hồ sơ",
            {
                "fields": [
                    ("show_procedure", "version"),
                    ("office", "officer"),
                    ("channel", "source"),
                ]
            },
        ),
        ("Người nộp", {"fields": [("applicant_name", "show_phone", "show_factors")]}),
        (
            "Các thời điểm",
            {
                "fields": [
                    ("submitted_at", "accepted_at", "status_since"),
                    ("completed_at", "returned_at", "fee_due"),
                ]
            },
        ),
        (
            "Công dân đọc được về thời hạn",
            {"fields": ["show_clock_text", ("extended_to", "apology")]},
        ),
    ]

    # --- who sees what ---------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> DossierQuerySet:
        """Return the dossiers of the officer's offices; lists decrypt nothing."""
        found = Dossier.objects.visible_to_officer(request.user)
        inside = request.resolver_match and "object_id" in request.resolver_match.kwargs
        return (
            found.select_related("version")
            if inside
            else found.defer("applicant_phone", "id_last4", "papers", "apology", "reason")
        )

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """Return an order that has an index: what is open by due time, all else the newest first.

        What nobody has accepted yet has no due time and comes last.
        """
        urgent = request.GET.get(DUE) or part_of(request) in URGENT
        return [BY_DUE, "pk"] if urgent else ["-changed_at", "-pk"]

    def get_list_display(self, request: HttpRequest) -> list[str]:
        """Leave the office out for officers of a single one; who is in charge stays."""
        office = "show_handler" if has_one_office(request.user) else "show_office"
        return [office if name == "show_office" else name for name in self.list_display]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.has_perm(VIEW))

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.has_perm(ADD))

    def get_search_results(
        self, request: HttpRequest, queryset: DossierQuerySet, search_term: str
    ) -> tuple[DossierQuerySet, bool]:
        """Search names without marks and the beginning of codes."""
        return queryset.matching(search_term), False

    # --- the list --------------------------------------------------------------------------------

    @display(description="Hồ sơ", header=True)
    def show_dossier(self, dossier: Dossier) -> list[str]:
        """Show the code and, below it, the procedure."""
        return [dossier.code, str(dossier.procedure)]

    @display(description="Đơn vị, phụ trách")
    def show_office(self, dossier: Dossier) -> str:
        """Show the office and, below it, the officer in charge."""
        return two_lines(dossier.office.name, self.show_handler(dossier))

    @display(description="Phụ trách")
    def show_handler(self, dossier: Dossier) -> str:
        return dossier.officer.public_name if dossier.officer else "Chưa phân công"

    @display(
        description="Trạng thái",
        label={
            SHORT.get(status, str(status.label)): COLOURS.get(status, "info") for status in Status
        },
    )
    def show_status(self, dossier: Dossier) -> str:
        return SHORT.get(Status(dossier.status), str(Status(dossier.status).label))

    @display(description="Hẹn trả", ordering=BY_DUE)
    def show_due(self, dossier: Dossier) -> str:
        """Show the day, or the moment for limits in hours, and what it means today."""
        stands = standing_for_officer(dossier, Now.at(timezone.now()), directory.current().calendar)
        by_the_hour = dossier.limit_unit in clock.HOURS
        due = None if dossier.paused_at else dossier.due_at
        return due_cell(due, stands, by_the_hour=by_the_hour)

    # --- one dossier -----------------------------------------------------------------------------

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, object],
        *args: Any,
        obj: Dossier | None = None,
        **kwargs: Any,
    ) -> HttpResponse:
        """Begin with how the dossier stands and what happened to it."""
        page: HttpResponse = super().render_change_form(
            request,
            {**context, "overview": overview(obj) if obj else None},
            *args,
            obj=obj,
            **kwargs,
        )
        return page

    @display(description="Thủ tục")
    def show_procedure(self, dossier: Dossier) -> str:
        """Link to the procedure; its page decides who may see it."""
        return format_html(
            '<a class="cell-link" href="{}">{}</a>',
            reverse("admin:procedures_procedure_change", args=[dossier.procedure_id]),
            dossier.procedure,
        )

    @display(description="Điện thoại")
    def show_phone(self, dossier: Dossier) -> str:
        return dossier.masked_phone or "–"

    @display(description="Tra cứu được bằng")
    def show_factors(self, dossier: Dossier) -> str:
        """Name what the applicant can look the dossier up with."""
        known = {
            "số điện thoại": dossier.phone_last4_hash,
            "số định danh": dossier.id_last4_hash,
            "mã tra cứu": dossier.slip_hash,
        }
        return ", ".join(name for name, value in known.items() if value) or "–"

    @display(description="Công dân thấy")
    def show_clock_text(self, dossier: Dossier) -> str:
        """Show what the citizen reads about the time limit."""
        return str(presenting.due(dossier, Now.at(timezone.now()))["text"])
