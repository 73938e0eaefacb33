"""Officers' pages of acts that exempt or reduce: entered once, published with many procedures."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from foundation.desk.dialogs import REASON
from foundation.desk.moves import MAIN, RowButton, RowPage, row_form
from procedures.actions import forget_marks
from procedures.admin.forms import PlainText
from procedures.admin.publishing_together import tell
from procedures.fees.needing_attention import Work, is_waiting
from procedures.fees.reduction_actions import (
    mark_translations,
    procedures_of,
    publish_reductions,
    waiting_for,
)
from procedures.models import FeeReduction, ReducedFee

MAX_PROCEDURES = 200
_FACTS = frozenset({"procedure", "share", "amount", "needs", "clause"})


class ReductionForm(PlainText):
    """An act. A change of its facts removes the confirmation."""

    class Meta:
        model = FeeReduction
        fields = "__all__"  # the admin's fields choose

    def clean(self) -> dict[str, Any]:
        """Refuse reversed dates, with the error at the end date."""
        cleaned = super().clean()
        start, end = cleaned.get("effective_from"), cleaned.get("effective_to")
        if start and end and end < start:
            text = "Ngày hết hiệu lực không được trước ngày có hiệu lực."
            self.add_error("effective_to", ValidationError(text, code="reversed"))
        unofficial = {"confirmed_on", "source_title", "source_url", "note"}
        if set(self.changed_data) - unofficial and "confirmed_on" not in self.changed_data:
            cleaned["confirmed_on"] = None
        return cleaned


class ReducedFeeInline(TabularInline):
    """The procedures of an act, with what it takes off each."""

    model = ReducedFee
    extra = 0
    autocomplete_fields = ("procedure",)
    fields = ("procedure", "share", "amount", "needs", "clause", "certainty", "note")
    max_num = MAX_PROCEDURES
    verbose_name_plural = "Thủ tục được miễn, giảm"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReducedFee]:
        rows: QuerySet[ReducedFee] = super().get_queryset(request)
        return rows.select_related("procedure")

    def has_view_permission(self, request: HttpRequest, _obj: FeeReduction | None = None) -> bool:
        return request.user.has_perm("procedures.view_feereduction")

    def has_change_permission(self, request: HttpRequest, _obj: FeeReduction | None = None) -> bool:
        return request.user.has_perm("procedures.change_feereduction")

    def has_add_permission(self, request: HttpRequest, _obj: FeeReduction | None = None) -> bool:
        return request.user.has_perm("procedures.change_feereduction")

    def has_delete_permission(self, request: HttpRequest, _obj: FeeReduction | None = None) -> bool:
        return request.user.has_perm("procedures.change_feereduction")


class ReductionWorkFilter(DropdownFilter):
    """Acts that need attention."""

    title = "việc"
    parameter_name = "work"

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[FeeReduction]"
    ) -> list[tuple[str, str]]:
        return list(Work.choices)

    def queryset(
        self, _request: HttpRequest, queryset: QuerySet[FeeReduction]
    ) -> QuerySet[FeeReduction]:
        """Keep only the acts with this kind of work."""
        if self.value() not in Work.values:
            return queryset
        return queryset.filter(is_waiting(Work(self.value()), timezone.localdate()))


PUBLISH = RowButton(
    "Công bố", "cong-bo", "publish", "publish",
    row_form(
        lambda row, officer, reason: tell(publish_reductions([row.pk], officer, reason)), "",
        reason=REASON,
    ),
    "Công bố miễn, giảm phí",
    "Mọi thủ tục của văn bản này được công bố lại với mức miễn, giảm mới. Thủ tục có bản nháp "
    "khác đang sửa thì không công bố kèm.",
    "Công bố", MAIN,
)  # fmt: skip


@admin.register(FeeReduction)
class FeeReductionAdmin(RowPage):
    """The list and the page of acts; «Công bố» publishes an act with all its procedures."""

    form = ReductionForm
    inlines = (ReducedFeeInline,)
    list_display = ("name", "legal_basis", "effective_from", "effective_to", "count_procedures")
    list_filter = (ReductionWorkFilter,)
    list_filter_submit = True
    list_fullwidth = True
    search_fields = ("name", "legal_basis")
    show_facets = admin.ShowFacets.NEVER
    warn_unsaved_form = True
    actions = None
    dialogs = {"publish": PUBLISH}
    actions_detail = ("publish",)
    fields = (
        "id",
        "name",
        "who",
        "needs",
        ("channel", "legal_basis"),
        ("effective_from", "effective_to"),
        "confirmed_on",
        ("source_title", "source_url"),
        "note",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[FeeReduction]:
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[FeeReduction] = rows.annotate(procedures=Count("reduced"))
        return counted

    def get_readonly_fields(
        self, _request: HttpRequest, obj: FeeReduction | None = None
    ) -> tuple[str, ...]:
        """Make the id read-only: versions refer to it."""
        return ("id",) if obj else ()

    def has_delete_permission(
        self, _request: HttpRequest, _obj: FeeReduction | None = None
    ) -> bool:
        """Refuse: an act ends by its last day, and versions refer to it."""
        return False

    def has_publish_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return request.user.has_perm("procedures.publish_procedure")

    @display(description="Số thủ tục", ordering="procedures")
    def count_procedures(self, act: Any) -> int:  # annotated with `procedures`
        """Show the number of procedures of the act."""
        return int(act.procedures)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Remove the confirmation if the act changed for a procedure; mark translations."""
        changed = {name for rows in formsets for row in rows.forms for name in row.changed_data}
        if changed & _FACTS and "confirmed_on" not in form.changed_data:
            form.instance.confirmed_on = None
            form.instance.save(update_fields=["confirmed_on"])
        before = procedures_of(form.instance)
        super().save_related(request, form, formsets, change)
        mark_translations()
        forget_marks(before | procedures_of(form.instance))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Warn if procedures are still published with an older state of the act."""
        act = context.get("original")
        if act is not None and request.method == "GET" and (left := waiting_for([act.pk])):
            text = f"Người dân chưa thấy nội dung này ở {len(left)} thủ tục. Hãy bấm «Công bố»."
            messages.warning(request, text)
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response
