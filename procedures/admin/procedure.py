"""The list and the edit page of procedures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import admin
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from unfold.dataclasses import UnfoldAction
from unfold.decorators import display

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from procedures import actions
from procedures.admin.draft_review import review_of
from procedures.admin.filters import LIST_FILTERS
from procedures.admin.forms import ProcedureForm
from procedures.admin.part_forms import PartFormSet
from procedures.admin.part_inlines import INLINES
from procedures.admin.procedure_pages import ProcedurePages, officer_of
from procedures.admin.read_only_fields import Fieldset, in_words
from procedures.admin.tags import FEES, STATES, TRUSTS, tag
from procedures.choices import FeeStatus, State, Trust
from procedures.models import Case, Procedure
from procedures.querysets import matching, needing_recheck, with_draft_mark

MAX_DOUBT = 110


def _tab(*fields: str | tuple[str, ...]) -> dict[str, Any]:
    return {"classes": ["tab"], "fields": list(fields)}


FIELDSETS: tuple[Fieldset, ...] = (
    (
        "Tên gọi",
        _tab("short_name", "name", "current_name", ("code", "field"), ("keywords", "former_codes")),
    ),
    (
        "Nơi làm và đối tượng",
        _tab(
            ("levels", "scope"),
            ("implementing_agency", "deciding_agency"),
            ("online_level", "online_note"),
            ("applicant_types", "applicants"),
        ),
    ),
    ("Hồ sơ và kết quả", _tab(("document_sets", "same_day_cutoff"), ("results", "conditions"))),
    (
        "Độ tin cậy",
        _tab(
            ("trust", "fee_status"),
            ("as_of", "listed_on_ministry_portal"),
            "doubts",
            ("official_sources", "applicability_note"),
        ),
    ),
    (
        "Hiệu lực",
        _tab(("effective_from", "effective_to"), "publication_decision", "superseded_by", "seen"),
    ),
)


class ProcedureList(ChangeLoggedAdmin):
    """What the list of all procedures and the list of those to check have in common."""

    list_fullwidth = True
    list_filter = LIST_FILTERS
    list_filter_submit = True
    list_per_page = 50
    list_select_related = ("field",)
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("folded",)
    search_help_text = "Tên, mã hoặc từ khoá; không cần gõ dấu"
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Procedure]:
        found: QuerySet[Procedure] = with_draft_mark(super().get_queryset(request))
        return found

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[Procedure], search_term: str
    ) -> tuple[QuerySet[Procedure], bool]:
        """Search without marks."""
        return matching(queryset, search_term), False

    @display(description="Thủ tục", ordering="short_name", header=True)
    def show_name(self, procedure: Procedure) -> list[str]:
        """Show the short name and, below it, code and field."""
        return [str(procedure), f"{procedure.code or 'chưa có mã quốc gia'} · {procedure.field}"]

    @display(description="Trạng thái", ordering="state")
    def show_state(self, procedure: Any) -> str:  # annotated with `differs`
        """Show the state, and whether the draft differs from what citizens see."""
        state = tag(*STATES[procedure.state])
        if not procedure.differs:
            return state
        return format_html("{}<br>{}", state, tag("Bản nháp khác", "warning"))

    @display(description="Độ tin cậy", ordering="trust")
    def show_trust(self, procedure: Procedure) -> str:
        """Show how certain the entry is."""
        return tag(*TRUSTS[Trust(procedure.trust)])

    @display(description="Phí, lệ phí", ordering="fee_status")
    def show_fee(self, procedure: Procedure) -> str:
        """Show how certain the fees are."""
        return tag(*FEES[FeeStatus(procedure.fee_status)])

    @display(description="Công bố lúc", ordering="published_at")
    def show_published(self, procedure: Procedure) -> date | None:
        """Show the day of the last publication."""
        return timezone.localdate(procedure.published_at) if procedure.published_at else None


class RecheckList(ProcedureList):
    """What officers must check again, oldest first; its rows open the pages of procedures."""

    list_display = ("show_name", "show_doubts", "show_trust", "show_fee", "as_of")
    ordering = ("as_of", "pk")
    list_before_template = "admin/procedures/recheck_intro.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Procedure]:
        waiting = needing_recheck().order_by().values("pk")
        return super().get_queryset(request).filter(pk__in=waiting)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    @display(description="Điểm cần xác minh")
    def show_doubts(self, procedure: Procedure) -> str:
        """Show the beginning of the first two doubts."""
        return " • ".join(_shorten(doubt) for doubt in procedure.doubts[:2]) or "–"


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_DOUBT else text[: MAX_DOUBT - 1] + "…"


@admin.register(Procedure)
class ProcedureAdmin(ProcedurePages, ProcedureList):
    """The list and the edit page of procedures, with the pages beside it."""

    form = ProcedureForm
    inlines = INLINES
    list_display = ("show_name", "show_state", "show_trust", "show_fee", "as_of", "show_published")
    autocomplete_fields = ("superseded_by",)
    warn_unsaved_form = True
    compressed_fields = False
    change_form_before_template = "admin/procedures/notice.html"
    fieldsets = FIELDSETS

    def get_fieldsets(
        self, request: HttpRequest, obj: Procedure | None = None
    ) -> Sequence[Fieldset]:
        """Ask only for a new procedure's id; show lists as lines where nothing may be changed."""
        if obj is None:
            (title, names), *others = self.fieldsets
            return ((title, {**names, "fields": [*names["fields"], "id"]}), *others)
        may_change = self.has_change_permission(request, obj)
        return self.fieldsets if may_change else in_words(self.fieldsets)

    def has_delete_permission(self, _request: HttpRequest, _obj: Procedure | None = None) -> bool:
        """Refuse: versions and edits are kept for good, and dossiers name them."""
        return False

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Procedure | None:
        """Lock the procedure while its form is being saved."""
        if request.method == "POST" and connection.in_atomic_block:
            locked = Procedure.objects.select_for_update().filter(pk=object_id).order_by("pk")
            locked.values("pk").first()
        procedure: Procedure | None = super().get_object(request, object_id, from_field)
        return procedure

    def save_related(
        self,
        request: HttpRequest,
        form: ProcedureForm,
        formsets: Sequence[PartFormSet],
        change: bool,  # noqa: FBT001  # Django's signature
    ) -> None:
        """Save the rows, then keep the saved draft.

        Cases go last, because a deleted case would take rows along that still name it.
        """
        cases_last = sorted(formsets, key=lambda formset: formset.model is Case)
        super().save_related(request, form, cases_last, change)
        actions.record_edit(form.instance.pk, officer_of(request))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show state, doubts, sources and broken rules above the form."""
        context["show_save_and_add_another"] = False
        original = context.get("original")
        if original is not None:
            context["review"] = review_of(original.pk)
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list[UnfoldAction]:
        """Offer to withdraw only what is published."""
        offers: list[UnfoldAction] = super().get_actions_detail(request, object_id)
        if Procedure.objects.filter(pk=object_id, state=State.PUBLISHED).exists():
            return offers
        return [offer for offer in offers if offer.action_name != "procedures_procedure_withdraw"]

    def get_urls(self) -> list[URLPattern]:
        """Add the address of the list of procedures to check."""
        return [
            path(
                "can-kiem-tra/",
                self.admin_site.admin_view(self.recheck_list),
                name="procedures_procedure_recheck",
            ),
            *super().get_urls(),
        ]

    def recheck_list(self, request: HttpRequest) -> HttpResponse:
        """Show the list of procedures to check."""
        page: HttpResponse = RecheckList(Procedure, self.admin_site).changelist_view(
            request, {"title": "Cần kiểm tra lại"}
        )
        return page
