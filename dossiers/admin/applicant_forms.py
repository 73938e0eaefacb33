"""Forms with the applicant's data: a new dossier, and a correction of who applied."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.utils import timezone
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from dossiers import actions
from dossiers.actions.effects import Registration
from dossiers.admin.forms import DossierForm
from dossiers.admin.handed_in import CounterFields
from dossiers.admin.offices import offices_of_officer
from dossiers.owners.applicant import LAST, id_number_hash
from dossiers.validators import MAX_PASTED_LENGTH, clean_code, clean_id_number, clean_phone
from offices.models import Office


def _clean_by(rule: Callable[[str], str], text: str) -> str:
    return rule(text)


class ApplicantFields(forms.Form):
    """Who applied."""

    applicant_name = forms.CharField(
        label="Họ tên người nộp", required=False, max_length=200, widget=UnfoldAdminTextInputWidget
    )
    phone = forms.CharField(
        label="Điện thoại",
        required=False,
        max_length=32,
        widget=UnfoldAdminTextInputWidget,
        help_text="Được mã hoá; chủ số thấy hồ sơ.",
    )
    id_last4 = forms.CharField(
        label="Số định danh",
        required=False,
        max_length=20,
        widget=UnfoldAdminTextInputWidget,
        help_text="Ghi đủ thì tìm được hồ sơ theo số. Chỉ lưu 4 số cuối, mã hoá, và dấu để tìm.",
    )

    def clean_phone(self) -> str:
        return _clean_by(clean_phone, self.cleaned_data["phone"])

    def clean_id_last4(self) -> str:
        """Keep four digits; the hash of all is what finds the dossier by its number."""
        number = _clean_by(clean_id_number, self.cleaned_data["id_last4"])
        self.cleaned_data["id_number_hash"] = id_number_hash(number)
        return number[-LAST:]


class ApplicantForm(ApplicantFields, DossierForm):
    """A correction of who applied; an empty field changes nothing."""

    done = "đã sửa người nộp"

    def act(self) -> object:
        typed = self.typed
        applicant = actions.Applicant(
            typed("applicant_name") or None,
            typed("phone") or None,
            typed("id_last4") or None,
            typed("id_number_hash"),
        )
        return actions.set_applicant(self.row.pk, applicant, self.by, seen=typed("seen"))

    def prepare(self) -> None:
        self.fields["applicant_name"].initial = self.row.applicant_name
        self.fields[
            "phone"
        ].help_text = f"Hiện có: {self.row.masked_phone or 'chưa có'}. Để trống thì giữ nguyên."
        self.fields[
            "id_last4"
        ].help_text = (
            f"Hiện {'đã có' if self.row.id_last4_hash else 'chưa có'}. Để trống thì giữ nguyên."
        )


class RegistrationForm(ApplicantFields, CounterFields):
    """A new dossier. `slip` is the button that also gives it a receipt with a secret."""

    code = forms.CharField(
        label="Mã hồ sơ",
        max_length=MAX_PASTED_LENGTH,
        widget=UnfoldAdminTextInputWidget(attrs={"autofocus": True, "autocomplete": "off"}),
        help_text="Gõ, dán hoặc quét.",
    )
    office = forms.ModelChoiceField(
        Office.objects.none(), label="Đơn vị giải quyết", widget=UnfoldAdminSelectWidget
    )
    slip = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, user: User | AnonymousUser, *args: Any) -> None:
        super().__init__(*args)
        offices = list(offices_of_officer(user)[:2])
        self.fields["office"].queryset = offices_of_officer(user)  # type: ignore[attr-defined]  # a field of models
        self.fields["office"].initial = offices[0].pk if len(offices) == 1 else None

    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields beside those of the limit, in the order in which they are asked."""
        return [
            (title, [self[name] for name in names])
            for title, names in (
                ("Hồ sơ", ("code", "procedure", "office", "channel")),
                ("Người nộp", ("applicant_name", "phone", "id_last4")),
            )
        ]

    def clean_code(self) -> str:
        return _clean_by(clean_code, self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        """Ask once more about a procedure that the office does not receive."""
        typed: dict[str, Any] = super().clean() or {}
        if self.warning and not typed.get("still"):
            text = f"{self.warning} Chọn thủ tục khác, hoặc đánh dấu «{self['still'].label}»."
            self.add_error("procedure", ValidationError(text, code="not_received_here"))
        return typed

    def registration(self) -> Registration:
        """Return what was typed."""
        typed = self.cleaned_data
        now = timezone.now()
        accepted = self.accepted(now)
        return Registration(
            code=typed["code"],
            procedure_id=typed["procedure"].pk,
            office_id=typed["office"].pk,
            channel=typed["channel"],
            applicant_name=typed["applicant_name"],
            phone=typed["phone"],
            id_last4=typed["id_last4"],
            id_number_hash=typed["id_number_hash"],
            submitted_at=self.submitted(now),
            accepted_at=accepted,
            limit=self.typed_limit() if accepted else None,
            handed_in=self.handed_in(),
        )

    def refuse(self, error: ValidationError) -> None:
        """Show what the action refused, at its field if the form has it."""
        names = {
            "limit": "limit_value",
            "at": "accepted_at" if self.cleaned_data.get("accepted_at") else "submitted_at",
        }
        found = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        for name, errors in found.items():
            shown = names.get(name, name)
            for one in errors:
                self.add_error(shown if shown in self.fields else None, one)
