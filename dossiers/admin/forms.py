"""What officers type about a dossier.

Each form asks for exactly what its move needs, and says what is wrong by field.

A form checks as the action will under its lock; only what changed in between is then said by the
action.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from dossiers import actions, time_limits, workflow
from dossiers.effects import Registration, state_of
from dossiers.models import Channel, Dossier
from dossiers.validators import MAX_PASTED_LENGTH, clean_code, clean_id_last4, clean_phone
from dossiers.workflow import MAX_NOTE_LENGTH, MEANINGS, Facts, Limit, Need, Refusal, Status
from foundation.records.fields import LinesFormField
from offices.calendar import MAX_LIMIT
from offices.models import Office, Officer
from offices.querysets import offices_below
from procedures.admin.procedure_field import ProcedureField
from procedures.choices import TimeUnit
from procedures.models import Procedure

_NO_NUMBERS = "Không ghi số điện thoại, số giấy tờ."


def text_area(label: str, help_text: str, *, required: bool = False) -> forms.CharField:
    """Return a field for a few sentences."""
    widget = UnfoldAdminTextareaWidget(attrs={"rows": 3})
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=MAX_NOTE_LENGTH,
        widget=widget,
    )


def date_field(label: str, help_text: str, *, required: bool = True) -> forms.DateField:
    """Return a date with the browser's own picker.

    Unfold's needs a script that dialogs do not load.
    """
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
    )


def moment_field(label: str, help_text: str, *, required: bool = False) -> forms.DateTimeField:
    """Return a moment with the browser's own picker."""
    widget = UnfoldAdminTextInputWidget(attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, help_text=help_text, required=required, widget=widget)


class DossierForm(BaseDialogForm):
    """Base.

    A dialog about one dossier that the officer may see, which remembers what the officer had before
    their eyes.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = str(self.object_id)
        visible = Dossier.objects.visible_to_officer(self.request.user)
        self.dossier: Dossier = get_object_or_404(visible, pk=key if key.isdecimal() else None)
        self.by = actions.officer(self.request.user)
        self.fields["seen"].initial = self.dossier.events_count

    def render_before_template(self) -> str:
        """Say how the dossier stands, and what concerns no single field.

        Unfold's dialog shows errors of fields only.
        """
        errors = format_html_join(
            "",
            '<div class="notice notice-danger">{}</div>',
            ((text,) for text in self.non_field_errors()),
        )
        return format_html(
            '<p class="quiet">{} · {}</p>{}',
            self.dossier.code,
            Status(self.dossier.status).label,
            errors,
        )

    def refuse(self, found: Iterable[Refusal]) -> None:
        """Show each refusal at its field."""
        for refusal in found:
            name = (
                refusal.name
                if refusal.name in self.fields and not self.has_error(refusal.name)
                else None
            )
            if name or refusal.name not in self.fields:
                self.add_error(name, ValidationError(refusal.text, code=refusal.code))


class FactsForm(DossierForm):
    """Base of moves and corrections."""

    reason = text_area("Lời nhắn cho công dân", "Công dân đọc được nguyên văn.")
    papers = LinesFormField(
        label="Giấy tờ cần bổ sung",
        required=False,
        help_text="Ghi đủ mọi giấy tờ trong một lần, mỗi dòng một giấy tờ.",
    )
    supplement_due = date_field("Hạn bổ sung", "Ngày cuối công dân nộp bổ sung.", required=False)
    fee = forms.IntegerField(
        label="Số tiền phải nộp (đồng)",
        required=False,
        min_value=1,
        max_value=workflow.MAX_FEE,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    limit = forms.ChoiceField(
        label="Thời hạn theo thủ tục", required=False, widget=UnfoldAdminSelectWidget
    )
    limit_value = forms.IntegerField(
        label="hoặc thời hạn khác",
        required=False,
        min_value=0,
        max_value=MAX_LIMIT,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    limit_unit = forms.ChoiceField(
        label="đơn vị", required=False, choices=TimeUnit.choices, widget=UnfoldAdminSelectWidget
    )
    at = moment_field("Xảy ra lúc", "Để trống nếu vừa xảy ra.")
    internal_note = text_area("Ghi chú nội bộ", f"Công dân không bao giờ thấy. {_NO_NUMBERS}")

    needs: frozenset[Need] = frozenset(Need)
    accepts = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for need in (Need.PAPERS, Need.SUPPLEMENT_DUE, Need.FEE):
            if need not in self.needs:
                del self.fields[need.value]
        self._offer_limits()

    def _offer_limits(self) -> None:
        """Offer the procedure's limits where the dossier may be accepted now."""
        if not self.accepts or self.dossier.accepted_at:
            for name in ("limit", "limit_value", "limit_unit"):
                del self.fields[name]
            return
        self.offered = time_limits.choices_of(
            time_limits.version_at(self.dossier.procedure_id, timezone.now()), self.dossier.channel
        )
        numbered = [(str(i), choice.text) for i, choice in enumerate(self.offered)]
        self.fields["limit"].choices = numbered if len(numbered) == 1 else [("", "–"), *numbered]

    def facts(self) -> Facts:
        """Return what was typed."""
        typed = self.cleaned_data
        return Facts(
            typed.get("at") or timezone.now(),
            reason=typed.get("reason", ""),
            internal_note=typed.get("internal_note", ""),
            papers=tuple(typed.get("papers") or ()),
            supplement_due=typed.get("supplement_due"),
            fee=typed.get("fee"),
            limit=self._limit(),
        )

    def _limit(self) -> Limit | None:
        typed = self.cleaned_data
        if typed.get("limit_value") is not None:
            return Limit(typed["limit_value"], typed["limit_unit"])
        return self.offered[int(typed["limit"])].limit if typed.get("limit") else None


class MoveForm(FactsForm):
    """A lawful move to `target`."""

    target: Status

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if Need.REASON in self.needs:
            self.fields["reason"].label, self.fields["reason"].required = "Lý do", True

    def clean(self) -> dict[str, Any]:
        """Check as the action will."""
        typed = super().clean() or {}
        self.refuse(
            workflow.refusals(
                state_of(self.dossier), self.target, self.by.role, self.facts(), timezone.now()
            )
        )
        if "limit" in self.fields and self._limit() is None and not self.errors:
            self.add_error(
                "limit",
                ValidationError("Hãy chọn hoặc ghi thời hạn của hồ sơ này.", code="limit_missing"),
            )
        return typed


def move_form(target: Status) -> type[MoveForm]:
    """Return the form of the moves to `target`."""
    values = {
        "target": target,
        "needs": MEANINGS[target].needs,
        "accepts": target is Status.ACCEPTED,
    }
    return type(
        f"Move{target.name.title()}Form", (MoveForm,), {**values, "__doc__": f"To {target.value}."}
    )


class CorrectionForm(FactsForm):
    """Any other status, with a reason."""

    status = forms.ChoiceField(
        label="Trạng thái đúng", choices=Status.choices, widget=UnfoldAdminSelectWidget
    )
    accepts = True
    field_order = ("status", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].required = "Lý do đính chính", True

    def clean(self) -> dict[str, Any]:
        """Check as the action will."""
        typed = super().clean() or {}
        if "status" in typed:
            self.refuse(
                workflow.correction_refusals(
                    state_of(self.dossier), Status(typed["status"]), self.facts(), timezone.now()
                )
            )
        return typed


class ExtensionForm(DossierForm):
    """An apology and a new day."""

    last_day = date_field(
        "Ngày hẹn mới", "Chỉ được hẹn lại một lần, chậm nhất một ngày trước ngày hẹn trả."
    )
    apology = text_area("Lời xin lỗi và lý do", "Công dân đọc được nguyên văn.", required=True)

    def clean(self) -> dict[str, Any]:
        """Check as the action will."""
        typed = super().clean() or {}
        if "last_day" in typed and "apology" in typed:
            self.refuse(
                actions.extension_refusals(
                    self.dossier, typed["last_day"], typed["apology"], actions.around_of()
                )
            )
        return typed


class AssignmentForm(DossierForm):
    """Who is in charge."""

    officer = forms.ModelChoiceField(
        Officer.objects.none(),
        label="Cán bộ",
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text="Để trống nếu chưa phân công.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = actions.handlers_of(self.dossier.office_id)
        self.fields["officer"].initial = self.dossier.officer_id


class FeeForm(DossierForm):
    """The right amount."""

    fee = forms.IntegerField(
        label="Số tiền phải nộp (đồng)",
        min_value=1,
        max_value=workflow.MAX_FEE,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    reason = text_area("Lý do", "Công dân đọc được nguyên văn.", required=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fee"].initial = self.dossier.fee_due


def _clean_by(rule: Any, text: str) -> str:
    return str(rule(text))


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
        """Return E.164."""
        return _clean_by(clean_phone, self.cleaned_data["phone"])

    def clean_id_last4(self) -> str:
        """Return the last four digits."""
        return _clean_by(clean_id_last4, self.cleaned_data["id_last4"])


class ApplicantForm(ApplicantFields, DossierForm):
    """A correction of who applied: what is left empty stays."""

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
    accepted_at = moment_field("Tiếp nhận lúc", "Để trống nếu hồ sơ chưa được tiếp nhận.")
    limit_value = forms.IntegerField(
        label="Thời hạn", required=False, min_value=0, max_value=MAX_LIMIT, widget=UnfoldAdminIntegerFieldWidget,
        help_text="Để trống khi thủ tục chỉ có một thời hạn.",
    )  # fmt: skip
    limit_unit = forms.ChoiceField(
        label="Đơn vị thời hạn",
        required=False,
        choices=TimeUnit.choices,
        widget=UnfoldAdminSelectWidget,
    )
    field_order = ("code", "procedure", "office", "channel", "applicant_name", "phone", "id_last4")

    def __init__(self, user: Any, *args: Any) -> None:
        super().__init__(*args)
        self.fields["procedure"].queryset = Procedure.objects.order_by("short_name", "pk")  # type: ignore[attr-defined]  # a field of models
        self.fields["office"].queryset = offices_of(user)  # type: ignore[attr-defined]  # a field of models

    def clean_code(self) -> str:
        """Return the code as it is stored."""
        return _clean_by(clean_code, self.cleaned_data["code"])

    def registration(self) -> Registration:
        """Return what was typed."""
        typed = self.cleaned_data
        value = typed["limit_value"]
        return Registration(
            code=typed["code"],
            procedure_id=typed["procedure"].pk,
            office_id=typed["office"].pk,
            channel=typed["channel"],
            applicant_name=typed["applicant_name"],
            phone=typed["phone"],
            id_last4=typed["id_last4"],
            submitted_at=typed["submitted_at"] or typed["accepted_at"] or timezone.now(),
            accepted_at=typed["accepted_at"],
            limit=None if value is None else Limit(value, typed["limit_unit"]),
        )

    def refuse(self, error: ValidationError) -> None:
        """Show what the action refused, at its field where the form has it."""
        names = {
            "limit": "limit_value",
            "at": "accepted_at" if self.cleaned_data.get("accepted_at") else "submitted_at",
        }
        found = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
        for name, errors in found.items():
            shown = names.get(name, name)
            for one in errors:
                self.add_error(shown if shown in self.fields else None, one)


def offices_of(user: Any) -> QuerySet[Office]:
    """Return the offices whose dossiers an officer sees."""
    offices = Office.objects.order_by("kind", "search_text")
    return offices.filter(Q() if user.is_superuser else Q(pk__in=offices_below(user)))
