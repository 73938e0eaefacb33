"""Officers' pages for dossiers: the list of their offices, one dossier with its clock and history, taking one in."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import display

from citizens.admin.citizen import ReadOnlyInline
from dossiers import actions, clock, owning, presenting
from dossiers.admin.exporting import ExportsDossiers
from dossiers.admin.forms import RegistrationForm, offices_of
from dossiers.admin.moves import MovesDossiers
from dossiers.models import Dossier, DossierEvent
from dossiers.workflow import PAUSED, Status
from police_portal.long_lists import BoundedPaginator
from police_portal.read_only import ReadOnlyAdmin
from procedures.choices import TimeUnit

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
CLOCKS = {"Quá hạn": "danger", "Sắp đến hạn": "warning", "Tạm dừng": "info", "Đúng hạn": "success", "–": "info"}


class DueFilter(DropdownFilter):
    """By the clock."""

    title = "thời hạn"
    parameter_name = "due"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("late", "Quá hạn"), ("today", "Đến hạn hôm nay"), ("nearly", "Sắp đến hạn")]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        """Return the dossiers of the choice, whose clock runs."""
        now = timezone.now()
        if self.value() == "late":
            return queryset.running_late(now)
        until = {"today": clock.end_of(clock.local_day(now)), "nearly": owning.present(now).nearly}.get(self.value() or "")
        return queryset.nearly_due(now, until) if until else queryset


class OfficeFilter(DropdownFilter):
    """By one of the officer's offices."""

    title = "đơn vị"
    parameter_name = "office"

    def lookups(self, request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the offices whose dossiers the officer sees."""
        return list(offices_of(request.user).order_by("search_text").values_list("pk", "name"))

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        """Return the office's; a foreign one has none that are visible."""
        return queryset.filter(office=self.value()) if self.value() else queryset


class MineFilter(DropdownFilter):
    """By who is in charge."""

    title = "phụ trách"
    parameter_name = "handler"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("waiting", "Chờ tôi giải quyết"), ("me", "Tôi phụ trách"), ("nobody", "Chưa phân công")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the dossiers of the choice."""
        if self.value() == "waiting":
            return queryset.waiting_for(request.user)
        if self.value() == "me":
            return queryset.filter(officer__user=request.user.pk)
        return queryset.filter(officer__isnull=True) if self.value() == "nobody" else queryset


class EventInline(ReadOnlyInline):
    """The whole history, internal notes too."""

    model = DossierEvent
    fields = ["number", "show_at", "show_what", "public_note", "internal_note", "show_details", "officer", "source"]
    readonly_fields = ["show_at", "show_what", "show_details"]
    ordering = ["-number"]
    tab = False
    verbose_name_plural = "Diễn biến, mới nhất trước"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show it to whoever sees the dossier."""
        return bool(request.user.has_perm(VIEW))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read the officers along."""
        found: QuerySet[Any] = super().get_queryset(request)
        return found.select_related("officer")

    @display(description="Lúc")
    def show_at(self, event: DossierEvent) -> str:
        """Show when it happened, and when it was written if that was later."""
        at = date_format(timezone.localtime(event.at), "SHORT_DATETIME_FORMAT")
        late = (event.recorded_at - event.at).total_seconds() > 60  # noqa: PLR2004  # a minute
        return f"{at} (ghi {date_format(timezone.localtime(event.recorded_at), 'SHORT_DATETIME_FORMAT')})" if late else at

    @display(description="Thay đổi")
    def show_what(self, event: DossierEvent) -> str:
        """Show what happened, as the citizen reads it."""
        return str(presenting.entry(event)["title"])

    @display(description="Kèm theo")
    def show_details(self, event: DossierEvent) -> str:
        """Show papers, amounts and dates."""
        return _details(presenting.entry(event)) or "–"


def _details(entry: dict[str, Any]) -> str:
    said = [*entry["papers"]]
    said += [f"hạn bổ sung {entry['supplement_due_on']}"] if entry["supplement_due_on"] else []
    said += [f"{entry['fee']:,} đồng".replace(",", ".")] if entry["fee"] else []
    said += [f"hẹn trả {entry['due_on']}"] if entry["due_on"] else []
    return format_html_join("", "{}<br>", ((line,) for line in said))


@admin.register(Dossier)
class DossierAdmin(MovesDossiers, ExportsDossiers, ReadOnlyAdmin):
    """Dossiers of the officer's offices: read here, changed by the buttons only."""

    list_display = ["show_code", "applicant_name", "show_office", "show_status", "show_due", "show_clock", "show_handler", "changed_at"]
    list_filter = [
        ("status", ChoicesDropdownFilter),
        DueFilter,
        OfficeFilter,
        MineFilter,
        ("procedure", AutocompleteSelectFilter),
    ]
    list_filter_submit = True
    list_select_related = ["procedure", "office", "officer"]
    search_fields = ["code"]
    search_help_text = "Tên người nộp, có dấu hay không; hoặc phần đầu của mã hồ sơ"
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ()
    actions = ["export_csv", "export_xlsx"]
    inlines = [EventInline]
    fieldsets = [
        ("Hồ sơ", {"fields": [("code", "show_procedure"), ("office", "officer"), ("channel", "source"), "version"]}),
        ("Người nộp", {"fields": [("applicant_name", "show_phone", "show_factors")]}),
        ("Tình trạng", {"fields": [("show_status", "status_since"), "reason", ("show_papers", "supplement_due_on", "fee_due")]}),
        (
            "Thời hạn",
            {
                "fields": [
                    ("show_clock", "show_due", "show_clock_text"),
                    ("submitted_at", "accepted_at", "show_limit"),
                    ("paused_at", "completed_at", "returned_at"),
                    ("extended_to", "apology"),
                ]
            },
        ),
    ]

    # --- who sees what ----------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the dossiers of the officer's offices; in lists nothing is decrypted."""
        found = Dossier.objects.visible_to_officer(request.user)
        inside = request.resolver_match and "object_id" in request.resolver_match.kwargs
        return found.select_related("version") if inside else found.defer("applicant_phone", "id_last4", "papers", "apology", "reason")

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """Return the order that an index has."""
        return ["-changed_at", "-pk"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for Django's permission; the queryset says which."""
        return bool(request.user.has_perm(VIEW))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for Django's permission."""
        return bool(request.user.has_perm(ADD))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[QuerySet[Any], bool]:
        """Search names without marks and the beginning of codes."""
        return queryset.matching(search_term), False

    # --- the list ---------------------------------------------------------------------------------------

    @display(description="Hồ sơ", header=True)
    def show_code(self, dossier: Dossier) -> list[str]:
        """Show the code and, below it, the procedure."""
        return [dossier.code, str(dossier.procedure)]

    @display(description="Đơn vị")
    def show_office(self, dossier: Dossier) -> str:
        """Show the office."""
        return dossier.office.name

    @display(description="Trạng thái", label={str(status.label): COLOURS.get(status, "info") for status in Status})
    def show_status(self, dossier: Dossier) -> str:
        """Show the status."""
        return str(Status(dossier.status).label)

    @display(description="Hẹn trả")
    def show_due(self, dossier: Dossier) -> str:
        """Show the day, for limits in hours the moment."""
        if dossier.due_at is None:
            return "–"
        pattern = "SHORT_DATETIME_FORMAT" if dossier.limit_unit in clock.HOURS else "SHORT_DATE_FORMAT"
        return date_format(timezone.localtime(dossier.due_at), pattern)

    @display(description="Thời hạn", label=CLOCKS)
    def show_clock(self, dossier: Dossier) -> str:
        """Say whether it is late."""
        state = presenting.due_state(dossier, owning.present(timezone.now()))
        if state == presenting.LATE:
            return "Quá hạn"
        if dossier.status in PAUSED and dossier.paused_at:
            return "Tạm dừng"
        return {presenting.NEARLY_DUE: "Sắp đến hạn", presenting.ON_TIME: "Đúng hạn"}.get(state, "–")

    @display(description="Phụ trách")
    def show_handler(self, dossier: Dossier) -> str:
        """Show who is in charge."""
        return dossier.officer.public_name if dossier.officer else "–"

    # --- one dossier ------------------------------------------------------------------------------------

    @display(description="Thủ tục")
    def show_procedure(self, dossier: Dossier) -> str:
        """Lead to the procedure, whose page decides itself who may see it."""
        return format_html(
            '<a class="cell-link" href="{}">{}</a>',
            reverse("admin:procedures_procedure_change", args=[dossier.procedure_id]),
            dossier.procedure,
        )

    @display(description="Điện thoại")
    def show_phone(self, dossier: Dossier) -> str:
        """Show the number with its middle hidden."""
        return dossier.masked_phone or "–"

    @display(description="Tra cứu được bằng")
    def show_factors(self, dossier: Dossier) -> str:
        """Name what the applicant can look it up with."""
        known = {"số điện thoại": dossier.phone_last4_hash, "số định danh": dossier.id_last4_hash, "mã tra cứu": dossier.slip_hash}
        return ", ".join(name for name, value in known.items() if value) or "–"

    @display(description="Giấy tờ cần bổ sung")
    def show_papers(self, dossier: Dossier) -> str:
        """Show one paper a line."""
        return format_html_join("", "{}<br>", ((paper,) for paper in dossier.papers)) or "–"

    @display(description="Thời hạn giải quyết")
    def show_limit(self, dossier: Dossier) -> str:
        """Show the limit in words."""
        return f"{dossier.limit_value} {TimeUnit(dossier.limit_unit).label}" if dossier.limit_value is not None else "–"

    @display(description="Công dân thấy")
    def show_clock_text(self, dossier: Dossier) -> str:
        """Show what the citizen reads about the time."""
        return str(presenting.due(dossier, owning.present(timezone.now()))["text"])

    # --- taking one in ----------------------------------------------------------------------------------

    def add_view(self, request: HttpRequest, _form_url: str = "", _extra_context: Any = None) -> HttpResponse:
        """Take a dossier in; what the action refuses is shown at its field."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = RegistrationForm(request.user, *([request.POST] if request.method == "POST" else []))
        if form.is_valid():
            try:
                dossier = actions.register(form.registration(), actions.officer(request.user))
            except ValidationError as error:
                form.refuse(error)
            else:
                self.log_addition(request, dossier, "Đã ghi nhận")
                messages.success(request, f"Đã ghi nhận hồ sơ {dossier.code}.")
                return HttpResponseRedirect(reverse("admin:dossiers_dossier_change", args=[dossier.pk]))
        context = {**self.admin_site.each_context(request), "title": "Ghi nhận hồ sơ", "form": form}
        return TemplateResponse(request, "admin/dossiers/register.html", context)


def late_badge(request: HttpRequest) -> int:
    """Return how many dossiers of the officer's offices are late, counted to 1,000."""
    visible = Dossier.objects.visible_to_officer(request.user)
    return int(visible.running_late(timezone.now()).order_by()[:1000].count())
