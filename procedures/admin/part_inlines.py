"""The rows of a procedure on its edit page: a tab for each part, rows that open with a click."""

from typing import Any

from django.db.models import Field, QuerySet, URLField
from django.forms import Field as FormField
from django.http import HttpRequest
from unfold.admin import StackedInline, TabularInline
from unfold.widgets import UnfoldAdminTextareaWidget

from foundation.desk.parts_on_demand import PartOnDemand
from procedures.admin.part_forms import (
    CaseFormSet,
    DocumentForm,
    FeeForm,
    FormUseFormSet,
    InCaseFormSet,
    NextProcedureForm,
    PartForm,
    PartFormSet,
    ShortNumberField,
)
from procedures.choices import ChannelKind
from procedures.models import (
    Case,
    Channel,
    Fee,
    FormUse,
    LegalBasis,
    NextProcedure,
    Procedure,
    RequiredDocument,
    Source,
    Step,
    TimeLimit,
)
from procedures.models.part_bases import InCase, Part

MAX_ROWS = 200


class PartInline(PartOnDemand):
    """What all the tabs have in common. Officers who may edit a procedure may edit its rows."""

    model: type[Part]
    form = PartForm
    formset = PartFormSet
    ordering_field = "order"
    hide_ordering_field = True

    def get_formset(
        self, request: HttpRequest, obj: Procedure | None = None, **kwargs: Any
    ) -> type[PartFormSet]:
        """Limit the rows: a broken number in the request must not build thousands of forms."""
        limits = {"max_num": MAX_ROWS, "absolute_max": MAX_ROWS, "validate_max": True}
        made: type[PartFormSet] = super().get_formset(request, obj, **limits, **kwargs)  # type: ignore[misc]  # mixed in
        return made

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Fetch the cases and forms that titles use."""
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # mixed in
        if issubclass(self.model, FormUse):
            return rows.select_related("form")
        return rows.select_related("case") if issubclass(self.model, InCase) else rows

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        """Show long texts in low boxes and numbers without needless decimals."""
        if db_field.get_internal_type() == "TextField":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 3})
        if db_field.get_internal_type() == "DecimalField":
            kwargs["form_class"] = ShortNumberField
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        if db_field.name == "channel":
            kwargs["choices"] = [("", "Mọi cách thức"), *ChannelKind.choices]
        made: FormField | None = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # mixed in
        return made

    def has_view_permission(self, request: HttpRequest, _obj: Procedure | None = None) -> bool:
        return request.user.has_perm("procedures.view_procedure") or self.has_change_permission(
            request
        )

    def has_change_permission(self, request: HttpRequest, _obj: Procedure | None = None) -> bool:
        return request.user.has_perm("procedures.change_procedure")

    def has_add_permission(self, request: HttpRequest, obj: Procedure | None = None) -> bool:
        """Allow rows of procedures that may be edited, and of new ones."""
        return self.has_change_permission(request) or (
            obj is None and request.user.has_perm("procedures.add_procedure")
        )

    def has_delete_permission(self, request: HttpRequest, _obj: Procedure | None = None) -> bool:
        return self.has_change_permission(request)


class ClosedRows(PartInline, StackedInline):
    """Rows of many fields, each closed to one line so that a long list stays readable."""

    open_template = "admin/edit_inline/stacked.html"
    collapsible = True


class CaseInline(PartInline, TabularInline):
    """The cases of the procedure."""

    model = Case
    formset = CaseFormSet
    fields = ("name", "order")
    verbose_name_plural = "Trường hợp"
    hide_title = True


class DocumentInline(ClosedRows):
    """The documents to bring."""

    model = RequiredDocument
    form = DocumentForm
    formset = InCaseFormSet
    verbose_name_plural = "Giấy tờ"
    fields = (
        "name",
        ("case", "form_code"),
        ("original_count", "copy_count"),
        ("requirement", "condition"),
        "order",
    )


class StepInline(ClosedRows):
    """The steps to take."""

    model = Step
    formset = InCaseFormSet
    verbose_name_plural = "Các bước"
    fields = ("title", "case", "detail", "order")


class ChannelInline(PartInline, TabularInline):
    """The ways to file."""

    model = Channel
    verbose_name_plural = "Cách nộp"
    fields = ("kind", "time_relation", "order")
    hide_title = True


class TimeLimitInline(ClosedRows):
    """The time limits, for one way to file or for all."""

    model = TimeLimit
    verbose_name_plural = "Thời hạn"
    fields = ("channel", ("value", "unit"), "text", "condition", "legal_basis", "order")


class FeeInline(ClosedRows):
    """The fees, for one way to file or for all, each with the days on which it holds."""

    model = Fee
    form = FeeForm
    verbose_name_plural = "Phí"
    fields = (
        ("group", "condition"),
        ("name", "channel"),
        ("amount", "amount_to"),
        ("currency", "unit"),
        ("effective_from", "effective_to"),
        "legal_basis",
        ("certainty", "confirmed_on"),
        ("source_title", "source_url"),
        "note",
        "order",
    )


class FormUseInline(ClosedRows):
    """The forms to fill in; what a form says is edited on its own page."""

    model = FormUse
    formset = FormUseFormSet
    verbose_name_plural = "Mẫu đơn"
    fields = ("form", "condition", ("copies", "filled_online"), "order")


class LegalBasisInline(ClosedRows):
    """The laws and decrees behind it."""

    model = LegalBasis
    verbose_name_plural = "Căn cứ"
    fields = ("number", "title", "issued_date", ("superseded_by", "expired_on"), "order")


class NextProcedureInline(ClosedRows):
    """What people often do next."""

    model = NextProcedure
    fk_name = "procedure"
    form = NextProcedureForm
    verbose_name_plural = "Việc tiếp theo"
    fields = ("target", "sentence", "order")
    autocomplete_fields = ("target",)


class SourceInline(ClosedRows):
    """Where the facts come from."""

    model = Source
    verbose_name_plural = "Nguồn"
    fields = ("name", "type", "url", "date", "reference", "order")


INLINES = (
    CaseInline,
    DocumentInline,
    StepInline,
    ChannelInline,
    TimeLimitInline,
    FeeInline,
    FormUseInline,
    LegalBasisInline,
    NextProcedureInline,
    SourceInline,
)
