"""The list and the edit page of procedures."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from unfold.dataclasses import UnfoldAction

from foundation.desk.parts_on_demand import PartsOnDemand
from procedures import actions
from procedures.admin.draft_review import review_of
from procedures.admin.fee_work import FeeWorkList
from procedures.admin.forms import ProcedureForm
from procedures.admin.new_rates import new_rates_view
from procedures.admin.part_forms import PartFormSet
from procedures.admin.part_inlines import INLINES
from procedures.admin.procedure_list import ProcedureList, RecheckList
from procedures.admin.procedure_pages import ProcedurePages, officer_of
from procedures.admin.read_only_fields import Fieldset, in_words
from procedures.admin.translation_page import TranslationPage
from procedures.choices import State
from procedures.models import Case, Procedure


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
            "receiving_field",
            ("online_level", "online_note"),
            ("applicant_types", "applicants"),
        ),
    ),
    ("Hồ sơ và kết quả", _tab(("document_sets", "same_day_cutoff"), ("results", "conditions"))),
    (
        "Mức độ tin cậy",
        _tab(
            ("trust", "fee_status"),
            ("as_of", "listed_on_ministry_portal"),
            "public_doubt",
            "doubts",
            ("official_sources", "applicability_note"),
        ),
    ),
    (
        "Hiệu lực",
        _tab(
            ("effective_from", "effective_to"),
            ("closed_from", "closed_to"),
            "closed_note",
            ("publication_decision", "superseded_by"),
        ),
    ),
)


@admin.register(Procedure)
class ProcedureAdmin(PartsOnDemand, TranslationPage, ProcedurePages, ProcedureList):
    """The list and the edit page of procedures, with its further pages."""

    actions_detail = (*ProcedurePages.actions_detail, "translations")
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
        """Ask for the id of new procedures only; show lists as lines where they are read-only."""
        if obj is None:
            (title, names), *others = self.fieldsets
            return ((title, {**names, "fields": [*names["fields"], "id"]}), *others)
        may_change = self.has_change_permission(request, obj)
        return self.fieldsets if may_change else in_words(self.fieldsets)

    def has_delete_permission(self, _request: HttpRequest, _obj: Procedure | None = None) -> bool:
        """Refuse: versions and edits are kept for good, and dossiers refer to them."""
        return False

    def version_of(self, row: Procedure) -> str:
        """Return when the draft was last saved; saving a part moves it too."""
        return row.edited_at.isoformat()

    def save_related(
        self,
        request: HttpRequest,
        form: ProcedureForm,
        formsets: Sequence[PartFormSet],
        change: bool,  # noqa: FBT001  # Django's signature
    ) -> None:
        """Save the rows, then record the draft.

        Cases are saved last, because a deleted case would delete rows that still refer to it.
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
            context["review"] = review_of(original.pk, officer_of(request))
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list[UnfoldAction]:
        """Offer to withdraw only what is published."""
        offers: list[UnfoldAction] = super().get_actions_detail(request, object_id)
        if Procedure.objects.filter(pk=object_id, state=State.PUBLISHED).exists():
            return offers
        return [offer for offer in offers if offer.action_name != "procedures_procedure_withdraw"]

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the work lists."""
        return [
            path(
                "phi-le-phi/",
                self.admin_site.admin_view(self.fee_list),
                name="procedures_procedure_fees",
            ),
            path(
                "phi-le-phi/muc-moi/",
                self.admin_site.admin_view(new_rates_view),
                name="procedures_procedure_new_rates",
            ),
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

    def fee_list(self, request: HttpRequest) -> HttpResponse:
        """Show the list of procedures whose fees need attention."""
        page: HttpResponse = FeeWorkList(Procedure, self.admin_site).changelist_view(
            request, {"title": "Phí, lệ phí cần xem"}
        )
        return page
