"""Forms with the applicant's data: a new dossier, and a correction of who applied."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from dossiers.admin.form_fields import moment_field
from dossiers.admin.forms import DossierForm
from dossiers.admin.offices import offices_of_officer
from dossiers.effects import Registration
from dossiers.models import Channel
from dossiers.validators import MAX_PASTED_LENGTH, clean_code, clean_id_last4, clean_phone
from dossiers.workflow import Limit
from offices.calendar import MAX_LIMIT
from offices.models import Office
from procedures.admin.procedure_field import ProcedureField
from procedures.choices import TimeUnit
from procedures.models import Procedure


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
        help_text="Chỉ 4 số cuối được lưu, mã hoá.",
    )

    def clean_phone(self) -> str:
        return _clean_by(clean_phone, self.cleaned_data["phone"])

    def clean_id_last4(self) -> str:
        return _clean_by(clean_id_last4, self.cleaned_data["id_last4"])


class ApplicantForm(ApplicantFields, DossierForm):
    """A correction of who applied; an empty field changes nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applicant_name"].initial = self.dossier.applicant_name
        self.fields[
            "phone"
        ].help_text = f"Hiện có: {self.dossier.masked_phone or 'chưa có'}. Để trống thì giữ nguyên."
        self.fields[
            "id_last4"
        ].help_text = (
            f"Hiện {'đã có' if self.dossier.id_last4_hash else 'chưa có'}. Để trống thì giữ nguyên."
        )


class RegistrationForm(ApplicantFields):
    """A new dossier."""

    code = forms.CharField(
        label="Mã hồ sơ",
        max_length=MAX_PASTED_LENGTH,
        widget=UnfoldAdminTextInputWidget,
        help_text="Gõ, dán hoặc quét.",
    )
    procedure = ProcedureField(
        Procedure.objects.none(), label="Thủ tục", widget=UnfoldAdminSelectWidget
    )
    office = forms.ModelChoiceField(
        Office.objects.none(), label="Đơn vị giải quyết", widget=UnfoldAdminSelectWidget
    )
    channel = forms.ChoiceField(
        label="Cách thức nộp", choices=Channel.choices, widget=UnfoldAdminSelectWidget
    )
    submitted_at = moment_field("Nộp lúc", "Để trống nếu vừa nộp.")
    accepted_now = forms.BooleanField(
        label="Vừa tiếp nhận xong",
        required=False,
        widget=UnfoldBooleanWidget,
        help_text="Thời hạn tính từ lúc này; không phải ghi giờ.",
    )
    accepted_at = moment_field("Tiếp nhận lúc", "Để trống nếu hồ sơ chưa được tiếp nhận.")
    slip = forms.BooleanField(
        label="Cấp mã tra cứu ngay",
        required=False,
        widget=UnfoldBooleanWidget,
        help_text="Mã hiện một lần sau khi ghi nhận, để in lên giấy tiếp nhận.",
    )
    limit_value = forms.IntegerField(
        label="Thời hạn",
        required=False,
        min_value=0,
        max_value=MAX_LIMIT,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="Để trống khi thủ tục chỉ có một thời hạn.",
    )
    limit_unit = forms.ChoiceField(
        label="Đơn vị thời hạn",
        required=False,
        choices=TimeUnit.choices,
        widget=UnfoldAdminSelectWidget,
    )
    field_order = ("code", "procedure", "office", "channel", "applicant_name", "phone", "id_last4")

    def __init__(self, user: User | AnonymousUser, *args: Any) -> None:
        super().__init__(*args)
        self.fields["procedure"].queryset = Procedure.objects.order_by("short_name", "pk")  # type: ignore[attr-defined]  # a field of models
        offices = list(offices_of_officer(user)[:2])
        self.fields["office"].queryset = offices_of_officer(user)  # type: ignore[attr-defined]  # a field of models
        self.fields["office"].initial = offices[0].pk if len(offices) == 1 else None

    def clean_code(self) -> str:
        return _clean_by(clean_code, self.cleaned_data["code"])

    def registration(self) -> Registration:
        """Return what was typed."""
        typed = self.cleaned_data
        value, now = typed["limit_value"], timezone.now()
        accepted = now if typed["accepted_now"] else typed["accepted_at"]
        return Registration(
            code=typed["code"],
            procedure_id=typed["procedure"].pk,
            office_id=typed["office"].pk,
            channel=typed["channel"],
            applicant_name=typed["applicant_name"],
            phone=typed["phone"],
            id_last4=typed["id_last4"],
            submitted_at=typed["submitted_at"] or accepted or now,
            accepted_at=accepted,
            limit=None if value is None else Limit(value, typed["limit_unit"]),
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
