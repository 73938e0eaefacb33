"""Officers' pages for dossiers.

The list of their offices, one dossier with its clock and history, taking one in.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import display

from dossiers import actions, clock, owning, presenting
from dossiers.admin.bulk import MovesManyDossiers
from dossiers.admin.exporting import ExportsDossiers
from dossiers.admin.filters import DUE, DueFilter, MineFilter, OfficeFilter
from dossiers.admin.forms import RegistrationForm
from dossiers.admin.moves import MovesDossiers
from dossiers.admin.overview import overview
from dossiers.models import Dossier
from dossiers.standing import standing
from dossiers.workflow import Status
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from offices.snapshot import directory
from procedures.admin.tags import tag

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
# Shorter than the national names where those would make a row of the list three lines high.
SHORT = {
    Status.SUPPLEMENT_REQUIRED: "Chờ bổ sung",
    Status.PAYMENT_REQUIRED: "Chờ nộp tiền",
    Status.WITHDRAWN: "Công dân rút",
}


@admin.register(Dossier)
class DossierAdmin(MovesDossiers, MovesManyDossiers, ExportsDossiers, ReadOnlyAdmin):
    """Dossiers of the officer's offices: read here, changed by the buttons only."""

    list_display = [
        "show_dossier",
        "applicant_name",
        "show_status",
        "show_due",
        "show_office",
        "changed_at",
    ]
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
    piecewise = ("dossiers_dossier_bulk",)  # each dossier by itself
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the dossiers of the officer's offices; in lists nothing is decrypted."""
        found = Dossier.objects.visible_to_officer(request.user)
        inside = request.resolver_match and "object_id" in request.resolver_match.kwargs
        return (
            found.select_related("version")
            if inside
            else found.defer("applicant_phone", "id_last4", "papers", "apology", "reason")
        )

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """Return the order that an index has.

        What is due first comes first where the officer asks for the clock.
        """
        return ["due_at", "pk"] if request.GET.get(DUE) else ["-changed_at", "-pk"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for Django's permission; the queryset says which."""
        return bool(request.user.has_perm(VIEW))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for Django's permission."""
        return bool(request.user.has_perm(ADD))

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search names without marks and the beginning of codes."""
        return queryset.matching(search_term), False

    # --- the list --------------------------------------------------------------------------------

    @display(description="Hồ sơ", header=True)
    def show_dossier(self, dossier: Dossier) -> list[str]:
        """Show the code and, below it, the procedure."""
        return [dossier.code, str(dossier.procedure)]

    @display(description="Đơn vị, phụ trách")
    def show_office(self, dossier: Dossier) -> str:
        """Show the office and, below it, who is in charge."""
        handler = dossier.officer.public_name if dossier.officer else "Chưa phân công"
        return format_html(
            '<span class="two-lines">{}<small>{}</small></span>', dossier.office.name, handler
        )

    @display(
        description="Trạng thái",
        label={
            SHORT.get(status, str(status.label)): COLOURS.get(status, "info") for status in Status
        },
    )
    def show_status(self, dossier: Dossier) -> str:
        """Show the status."""
        return SHORT.get(Status(dossier.status), str(Status(dossier.status).label))

    @display(description="Hẹn trả")
    def show_due(self, dossier: Dossier) -> str:
        """Show the day, for limits in hours the moment, and what that means today."""
        stands = standing(dossier, owning.present(timezone.now()), directory.current().calendar)
        return format_html(
            '<span class="two-lines">{}{}</span>', _due(dossier), tag(stands.text, stands.tone)
        )

    # --- one dossier -----------------------------------------------------------------------------

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Begin with how the dossier stands and what happened to it."""
        page: HttpResponse = super().render_change_form(
            request, {**context, "overview": overview(obj)}, *args, obj=obj, **kwargs
        )
        return page

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
        known = {
            "số điện thoại": dossier.phone_last4_hash,
            "số định danh": dossier.id_last4_hash,
            "mã tra cứu": dossier.slip_hash,
        }
        return ", ".join(name for name, value in known.items() if value) or "–"

    @display(description="Công dân thấy")
    def show_clock_text(self, dossier: Dossier) -> str:
        """Show what the citizen reads about the time."""
        return str(presenting.due(dossier, owning.present(timezone.now()))["text"])

    # --- taking one in ---------------------------------------------------------------------------

    def add_view(
        self, request: HttpRequest, _form_url: str = "", _extra_context: Any = None
    ) -> HttpResponse:
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
                return HttpResponseRedirect(
                    reverse("admin:dossiers_dossier_change", args=[dossier.pk])
                )
        context = {**self.admin_site.each_context(request), "title": "Ghi nhận hồ sơ", "form": form}
        return TemplateResponse(request, "admin/dossiers/register.html", context)


def _due(dossier: Dossier) -> str:
    if dossier.due_at is None or dossier.paused_at:
        return "–"
    pattern = "SHORT_DATETIME_FORMAT" if dossier.limit_unit in clock.HOURS else "SHORT_DATE_FORMAT"
    return date_format(timezone.localtime(dossier.due_at), pattern)


def late_badge(request: HttpRequest) -> int:
    """Return how many dossiers of the officer's offices are late, counted to 1,000."""
    visible = Dossier.objects.visible_to_officer(request.user)
    return int(visible.running_late(timezone.now()).order_by()[:1000].count())
