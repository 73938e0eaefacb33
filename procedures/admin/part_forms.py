"""Forms of the rows of a procedure on its edit page."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminSelectWidget

from procedures.admin.forms import PlainText
from procedures.choices import Requirement
from procedures.drafts.labels import title_row
from procedures.models import Case, FormUse, OfficialForm
from procedures.models.part_bases import InCase, Part
from procedures.models.parts import PARTS


class PartFormSet(PaginationInlineFormSet):
    """Rows in the order that officers drag them into; a new row goes last."""

    def save_new(self, form: "PartForm", commit: bool = True) -> Part:  # noqa: FBT001, FBT002  # Django's signature
        form.instance.order = max((f.instance.order for f in self.forms), default=-1) + 1
        row: Part = super().save_new(form, commit=commit)
        return row

    def _construct_form(self, i: int, **kwargs: Any) -> "PartForm":
        form: PartForm = super()._construct_form(i, **kwargs)
        if form.instance.pk:
            form.instance.get_inline_title = title_of(form.instance)
        return form


def title_of(row: Part) -> str:
    """Return the title of a closed row."""
    name = next((part for part, model in PARTS if model is type(row)), None)
    if name is None or isinstance(row, FormUse):
        return str(row)
    columns = (field for field in row._meta.fields if not field.is_relation)
    title = title_row(name, {column.name: getattr(row, column.name) for column in columns})
    return f"{title} ({row.case})" if isinstance(row, InCase) and row.case else title


class PartForm(PlainText):
    """One row.

    An error of the whole row is shown at its first field, because closed rows show no other errors.
    """

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook
        stray = self.errors.pop(NON_FIELD_ERRORS, None)
        if stray:
            self.add_error(next(iter(self.fields)), stray.as_data())


class RowChoiceField(forms.TypedChoiceField):
    """One of a few rows, fetched once for all rows of the page."""

    def __init__(self, rows: Mapping[str, Model], empty: str, **kwargs: Any) -> None:
        choices = [("", empty), *((key, str(row)) for key, row in rows.items())]
        super().__init__(
            choices=choices,
            coerce=rows.get,
            empty_value=None,
            widget=UnfoldAdminSelectWidget(),
            **kwargs,
        )

    def has_changed(self, initial: object, data: object) -> bool:
        """Compare keys: the chosen row may no longer be among the choices."""
        return str(initial or "") != str(data or "")


def _saved_cases(procedure: Any) -> Sequence[Case]:
    """Return the saved cases; the formsets of a page share the procedure and ask once."""
    if not hasattr(procedure, "_cases_of_page"):
        saved = Case.objects.filter(procedure=procedure) if procedure.pk else ()
        procedure._cases_of_page = list(saved)  # noqa: SLF001  # a mark of this module
    cases: Sequence[Case] = procedure._cases_of_page  # noqa: SLF001
    return cases


class InCaseFormSet(PartFormSet):
    """Rows that may belong to one case of the procedure.

    A case that is being deleted is not offered: its rows would be deleted with it, unseen.
    """

    @property
    def cases(self) -> Mapping[str, Case]:
        """The cases to choose from, by primary key as text."""
        if not hasattr(self, "_cases"):
            deleted = self._deleted_cases()
            rows = _saved_cases(self.instance)
            self._cases = {str(case.pk): case for case in rows if str(case.pk) not in deleted}
        return self._cases

    def _deleted_cases(self) -> set[str]:
        """Return the keys of the cases that are ticked for deletion in the same form."""
        data = self.data or {}
        ticked = [
            name.removesuffix("-DELETE")
            for name in data
            if name.startswith("cases-") and name.endswith("-DELETE")
        ]
        return {data.get(f"{row}-id", "") for row in ticked}

    def add_fields(self, form: PartForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "case" in form.fields:
            before = form.fields["case"]
            texts = {"label": before.label, "help_text": before.help_text}
            form.fields["case"] = RowChoiceField(
                self.cases, "Mọi trường hợp", required=False, **texts
            )
            form.fields["case"].error_messages["invalid_choice"] = (
                "Trường hợp này đang bị xoá hoặc không còn. Hãy chọn lại."
            )


class CaseFormSet(PartFormSet):
    """The cases of a procedure. Deleting one deletes the rows that still refer to it."""

    def clean(self) -> None:
        """Refuse to delete a case that has rows which are not part of the sent form.

        `InCaseFormSet` checks the rows that are.
        """
        super().clean()
        for form in self.deleted_forms:
            left = self._unseen_rows_of(form.instance)
            if left:
                raise forms.ValidationError(
                    f"«{form.instance}» còn {left} giấy tờ hoặc bước. Hãy mở các phần đó và chọn "
                    "trường hợp khác trước khi xoá.",
                    code="case_in_use",
                )

    def _unseen_rows_of(self, case: Case) -> int:
        unseen = (
            part
            for name, part in PARTS
            if issubclass(part, InCase) and f"{name}-TOTAL_FORMS" not in self.data
        )
        return sum(part._default_manager.filter(case=case).count() for part in unseen)


class FormUseFormSet(PartFormSet):
    """Forms that a procedure needs. All forms are offered, including old ones."""

    @property
    def official_forms(self) -> Mapping[str, OfficialForm]:
        """The forms to choose from, by id."""
        if not hasattr(self, "_official_forms"):
            self._official_forms = {form.pk: form for form in OfficialForm.objects.all()}
        return self._official_forms

    def add_fields(self, form: PartForm, index: int | None) -> None:
        super().add_fields(form, index)
        before = form.fields["form"]
        form.fields["form"] = RowChoiceField(
            self.official_forms, "Chọn mẫu", label=before.label, help_text=before.help_text
        )


class ShortNumberField(forms.DecimalField):
    """A number without needless decimals: 140000, not 140000.00."""

    def prepare_value(self, value: object) -> object:
        return int(value) if isinstance(value, Decimal) and value == int(value) else value


class DocumentForm(PartForm):
    """A required document. A missing condition is reported at its own field."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("requirement") == Requirement.CONDITIONAL and cleaned.get("condition") == "":
            self.add_error("condition", "Giấy tờ theo trường hợp phải nêu điều kiện.")
        return cleaned


class FeeForm(PartForm):
    """A fee. A change of its facts removes the confirmation."""

    _FACTS = frozenset(
        {
            *("group", "condition", "name", "channel", "amount", "amount_to", "currency"),
            *("unit", "effective_from", "effective_to", "legal_basis"),
        }
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._FACTS & set(self.changed_data) and "confirmed_on" not in self.changed_data:
            cleaned["confirmed_on"] = None
        return cleaned


class NextProcedureForm(PartForm):
    """A link to what comes next, which is never the procedure itself."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        target = cleaned.get("target")
        if target is not None and target.pk == self.instance.procedure_id:
            self.add_error("target", "Việc tiếp theo phải là một thủ tục khác.")
        return cleaned
