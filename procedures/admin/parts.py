"""The rows of a procedure on its edit page.

One tab for each kind, closed rows that open with a click.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import QuerySet, URLField
from django.http import HttpRequest
from unfold.admin import StackedInline, TabularInline
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from procedures import comparing
from procedures.admin.forms import PlainText
from procedures.choices import ChannelKind, Requirement
from procedures.models import (
    Case,
    Channel,
    Fee,
    Form,
    LegalBasis,
    RequiredDocument,
    Source,
    Step,
    TimeLimit,
)
from procedures.models.parts import PARTS

MAX_ROWS = 200


class PartFormSet(PaginationInlineFormSet):
    """Rows in the officers' order: dragging sets it, a new row goes last."""

    def save_new(self, form: Any, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        """Save a new row behind the others."""
        form.instance.order = max((f.instance.order for f in self.forms), default=-1) + 1
        return super().save_new(form, commit=commit)

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        if form.instance.pk:
            form.instance.get_inline_title = title_of(form.instance)
        return form


def title_of(row: Any) -> str:
    """Return what an officer reads on a closed row."""
    name = next((part for part, model in PARTS if model is type(row)), None)
    if name is None:
        return str(row)
    values = {
        field.name: getattr(row, field.name) for field in row._meta.fields if not field.is_relation
    }
    words = comparing.title(name, values)
    return f"{words} ({row.case})" if getattr(row, "case_id", None) else words


class PartForm(PlainText):
    """One row.

    What is wrong with it as a whole is said at its first field: closed rows show no other errors.
    """

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook
        stray = self.errors.pop(NON_FIELD_ERRORS, None)
        if stray:
            self.add_error(next(iter(self.fields)), stray.as_data())


class CaseChoiceField(forms.TypedChoiceField):
    """One of the cases of this procedure, without a query for each row."""

    def __init__(self, cases: Mapping[str, Case], **kwargs: Any) -> None:
        choices = [("", "Mọi trường hợp"), *((pk, case.name) for pk, case in cases.items())]
        super().__init__(
            choices=choices,
            coerce=cases.get,
            empty_value=None,
            required=False,
            widget=UnfoldAdminSelectWidget(),
            **kwargs,
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare keys: the case that a row had may be among those that are being deleted."""
        return str(initial or "") != str(data or "")


class InCaseFormSet(PartFormSet):
    """Rows that may belong to one case of the procedure.

    A case that is being deleted takes no row with it.
    """

    @property
    def cases(self) -> Mapping[str, Case]:
        """The cases to choose from, by primary key as text."""
        if not hasattr(self, "_cases"):
            rows = (
                Case.objects.filter(procedure=self.instance)
                if self.instance.pk
                else Case.objects.none()
            )
            leaving = self._leaving()
            self._cases = {str(case.pk): case for case in rows if str(case.pk) not in leaving}
        return self._cases

    def _leaving(self) -> set[str]:
        """Return the cases that are ticked for deletion in the same form.

        Their rows would vanish without a word.
        """
        data = self.data or {}
        ticked = [
            name.removesuffix("-DELETE")
            for name in data
            if name.startswith("cases-") and name.endswith("-DELETE")
        ]
        return {data.get(f"{row}-id", "") for row in ticked}

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the procedure's own cases."""
        super().add_fields(form, index)
        if "case" in form.fields:
            before = form.fields["case"]
            form.fields["case"] = CaseChoiceField(
                self.cases, label=before.label, help_text=before.help_text
            )
            form.fields["case"].error_messages["invalid_choice"] = (
                "Trường hợp này đang bị xoá hoặc không còn. Hãy chọn lại."
            )


class PlainNumberField(forms.DecimalField):
    """A number without idle decimals: 140000, not 140000.00."""

    def prepare_value(self, value: Any) -> Any:
        """Return an int where that says the same."""
        return int(value) if hasattr(value, "is_finite") and value == int(value) else value


class PartInline:
    """What all the tabs have in common. Who may edit a procedure may edit its rows."""

    model: type[Any]
    extra = 0
    tab = True
    show_count = True
    form = PartForm
    formset = PartFormSet
    ordering_field = "order"
    hide_ordering_field = True

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Bound the rows of one form.

        No procedure comes near, and a broken number must not build thousands.
        """
        limits = {"max_num": MAX_ROWS, "absolute_max": MAX_ROWS, "validate_max": True}
        return super().get_formset(request, obj, **limits, **kwargs)  # type: ignore[misc]  # the inline that this is mixed into

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows, those of a case with its name for their titles."""
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # the inline that this is mixed into
        return rows.select_related("case") if hasattr(self.model, "case") else rows

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Show long texts in low boxes and numbers without idle decimals."""
        if db_field.get_internal_type() == "TextField":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 3})
        if db_field.get_internal_type() == "DecimalField":
            kwargs["form_class"] = PlainNumberField
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        if db_field.name == "channel":
            kwargs["choices"] = [("", "Mọi cách thức"), *ChannelKind.choices]
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # as above

    def has_view_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        """Tell whether the officer may see procedures."""
        return request.user.has_perm("procedures.view_procedure") or self.has_change_permission(
            request
        )

    def has_change_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        """Tell whether the officer may edit procedures."""
        return request.user.has_perm("procedures.change_procedure")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tell whether the officer may edit this procedure, or make a new one."""
        return self.has_change_permission(request) or (
            obj is None and request.user.has_perm("procedures.add_procedure")
        )

    def has_delete_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        """Tell whether the officer may edit procedures."""
        return self.has_change_permission(request)


class ClosedRows(PartInline, StackedInline):
    """Rows of many fields: closed to one line each, so that a long list stays readable."""

    collapsible = True


class CaseInline(PartInline, TabularInline):
    """Cases."""

    model = Case
    fields = ("name", "order")
    verbose_name_plural = "Trường hợp"
    hide_title = True


class DocumentForm(PartForm):
    """A document."""

    def clean(self) -> dict[str, Any]:
        """Ask for the condition at its own field."""
        cleaned = super().clean()
        if cleaned.get("requirement") == Requirement.CONDITIONAL and cleaned.get("condition") == "":
            self.add_error("condition", "Giấy tờ theo trường hợp phải nêu điều kiện.")
        return cleaned


class DocumentInline(ClosedRows):
    """What to bring."""

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
    """Steps."""

    model = Step
    formset = InCaseFormSet
    verbose_name_plural = "Các bước"
    fields = ("title", "case", "detail", "order")


class ChannelInline(PartInline, TabularInline):
    """Ways to file."""

    model = Channel
    verbose_name_plural = "Cách nộp"
    fields = ("kind", "time_relation", "order")
    hide_title = True


class TimeLimitInline(ClosedRows):
    """Time limits."""

    model = TimeLimit
    verbose_name_plural = "Thời hạn"
    fields = ("channel", ("value", "unit"), "text", "condition", "legal_basis", "order")


class FeeInline(ClosedRows):
    """Fees."""

    model = Fee
    verbose_name_plural = "Phí"
    fields = ("channel", ("amount", "currency"), "unit", "condition", "legal_basis", "order")


class FormInline(ClosedRows):
    """Forms to fill in."""

    model = Form
    verbose_name_plural = "Mẫu đơn"
    fields = ("name", "code", "issued_with", "link", "link_source", "order")


class LegalBasisInline(ClosedRows):
    """Legal basis."""

    model = LegalBasis
    verbose_name_plural = "Căn cứ"
    fields = ("number", "title", "issued_date", ("superseded_by", "expired_on"), "order")


class SourceInline(ClosedRows):
    """Where it comes from."""

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
    FormInline,
    LegalBasisInline,
    SourceInline,
)
