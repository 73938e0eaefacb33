"""The list and the edit page of procedures."""

from typing import Any

from django.contrib import admin
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from unfold.decorators import display

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from procedures import actions
from procedures.admin.draft_review import review_of
from procedures.admin.filters import LIST_FILTERS
from procedures.admin.forms import ProcedureForm
from procedures.admin.part_inlines import INLINES
from procedures.admin.procedure_pages import ProcedurePages
from procedures.admin.read_only_fields import in_words
from procedures.admin.tags import FEES, STATES, TRUSTS, tag
from procedures.choices import FeeStatus, State, Trust
from procedures.models import Case, Procedure
from procedures.querysets import matching, needing_recheck, with_draft_mark


def _tab(*fields: Any) -> dict[str, Any]:
    return {"classes": ["tab"], "fields": list(fields)}


FIELDSETS: tuple[tuple[str, dict[str, Any]], ...] = (
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
    """What the list of all procedures and the work list have in common."""

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
        """Return the procedures with the mark for drafts that differ."""
        found: QuerySet[Procedure] = with_draft_mark(super().get_queryset(request))
        return found

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search without marks."""
        return matching(queryset, search_term), False

    @display(description="Thủ tục", ordering="short_name", header=True)
    def show_name(self, procedure: Procedure) -> list[str]:
        """Show the short name and, below it, code and field."""
        return [str(procedure), f"{procedure.code or 'chưa có mã quốc gia'} · {procedure.field}"]

    @display(description="Trạng thái", ordering="state")
    def show_state(self, procedure: Any) -> str:
        """Show the state, and whether the draft differs from what citizens see."""
        state = tag(*STATES[procedure.state])
        return (
            format_html("{}<br>{}", state, tag("Bản nháp khác", "warning"))
            if procedure.differs
            else state
        )

    @display(description="Độ tin cậy", ordering="trust")
    def show_trust(self, procedure: Procedure) -> str:
        """Show how sure we are of the entry."""
        return tag(*TRUSTS[Trust(procedure.trust)])

    @display(description="Phí, lệ phí", ordering="fee_status")
    def show_fee(self, procedure: Procedure) -> str:
        """Show how sure we are of the fees."""
        return tag(*FEES[FeeStatus(procedure.fee_status)])

    @display(description="Công bố lúc", ordering="published_at")
    def show_published(self, procedure: Procedure) -> Any:
        """Show the day of the last publication."""
        return procedure.published_at and timezone.localdate(procedure.published_at)


class RecheckList(ProcedureList):
    """The work list: what officers must look at again, oldest first.

    Not registered: it shares the procedures' pages.
    """

    list_display = ("show_name", "show_doubts", "show_trust", "show_fee", "as_of")
    ordering = ("as_of", "pk")
    list_before_template = "admin/procedures/recheck_intro.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Procedure]:
        """Return what needs a look."""
        waiting: QuerySet[Procedure] = (
            super().get_queryset(request).filter(pk__in=needing_recheck().order_by().values("pk"))
        )
        return waiting

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Nothing is added here."""
        return False

    @display(description="Điểm cần xác minh")
    def show_doubts(self, procedure: Procedure) -> str:
        """Show the beginning of the first doubts."""
        return (
            " • ".join(
                doubt if len(doubt) <= 110 else doubt[:109] + "…"
                for doubt in procedure.doubts[:2]
            )
            or "–"
        )  # noqa: PLR2004, RUF100


@admin.register(Procedure)
class ProcedureAdmin(ProcedurePages, ProcedureList):
    """Procedures."""

    form = ProcedureForm
    inlines = INLINES
    list_display = ("show_name", "show_state", "show_trust", "show_fee", "as_of", "show_published")
    autocomplete_fields = ("superseded_by",)
    warn_unsaved_form = True
    compressed_fields = False
    change_form_before_template = "admin/procedures/notice.html"
    fieldsets = FIELDSETS

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the id of a new procedure only.

        Show lists in words where nothing may be changed.
        """
        if obj is None:
            (title, names), *others = self.fieldsets
            return ((title, {**names, "fields": [*names["fields"], "id"]}), *others)
        return (
            self.fieldsets if self.has_change_permission(request, obj) else in_words(self.fieldsets)
        )

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Nothing is deleted.

        Versions and edits of a procedure are kept for good, and dossiers will name them.
        """
        return False

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return the procedure; while a form is being saved, nobody else saves it."""
        if request.method == "POST" and connection.in_atomic_block:
            Procedure.objects.select_for_update().filter(pk=object_id).order_by("pk").values(
                "pk"
            ).first()
        return super().get_object(request, object_id, from_field)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Write the rows, then note the saved draft.

        Cases go last: one that is deleted takes along what still names it.
        """
        super().save_related(
            request, form, sorted(formsets, key=lambda formset: formset.model is Case), change
        )
        actions.record_edit(form.instance.pk, request.user)  # type: ignore[arg-type]  # an officer is signed in here

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Put state, doubts, sources and what keeps it from being published above the form."""
        context["show_save_and_add_another"] = False
        original = context.get("original")
        if original is not None:
            context["review"] = review_of(original.pk)
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> Any:
        """Offer what this officer may do with this procedure."""
        published = Procedure.objects.filter(pk=object_id, state=State.PUBLISHED).exists()
        hidden = set() if published else {"procedures_procedure_withdraw"}
        return [
            offer
            for offer in super().get_actions_detail(request, object_id)
            if offer.action_name not in hidden
        ]

    def get_urls(self) -> list[URLPattern]:
        """Add the work list."""
        return [
            path(
                "can-kiem-tra/",
                self.admin_site.admin_view(self.recheck_list),
                name="procedures_procedure_recheck",
            ),
            *super().get_urls(),
        ]

    def recheck_list(self, request: HttpRequest) -> HttpResponse:
        """Show the work list."""
        page: HttpResponse = RecheckList(Procedure, self.admin_site).changelist_view(
            request, {"title": "Cần kiểm tra lại"}
        )
        return page


def recheck_badge(_request: HttpRequest) -> int:
    """Return how many procedures wait in the work list."""
    return needing_recheck().count()
