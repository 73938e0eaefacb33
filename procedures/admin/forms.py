"""Forms of the edit page of a procedure, and of the pages that publish and withdraw it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextareaWidget

from foundation.records.vietnamese import syllables
from procedures.actions import leads_back
from procedures.choices import ApplicantType, Level
from procedures.models import Procedure

MAX_ID = 60


class PlainText(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Base of the forms of the edit page.

    Browsers end lines with two characters, files and drafts with one.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in cleaned.items()
        }


class LineField(forms.CharField):
    """A long line of text, shown in several lines and stored in one."""

    widget = UnfoldAdminTextareaWidget(attrs={"rows": 2})

    def to_python(self, value: object) -> str:
        return " ".join(str(super().to_python(value)).splitlines())


def propose_id(code: str, short_name: str) -> str:
    """Return an unused id made of the national code or, without one, of the short name.

    It stays when the code changes, so that links to the procedure never break.
    """
    base = f"tthc-{code.replace('.', '-').lower()}" if code else "-".join(syllables(short_name))
    base = "".join(c for c in base if c.isascii())[: MAX_ID - 4].strip("-") or "thu-tuc"
    taken = set(Procedure.objects.filter(pk__startswith=base).values_list("pk", flat=True))
    numbered = (f"{base}-{i}" for i in range(2, 1000))
    return next(name for name in (base, *numbered) if name not in taken)


class ProcedureForm(PlainText):
    """Everything in a procedure that has no rows of its own."""

    name = LineField(
        label="Tên thủ tục", max_length=1000, help_text=Procedure._meta.get_field("name").help_text
    )
    current_name = LineField(
        label="Tên mới",
        max_length=1000,
        required=False,
        help_text=Procedure._meta.get_field("current_name").help_text,
    )
    levels = forms.MultipleChoiceField(
        label="Cấp thực hiện",
        choices=Level.choices,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=Procedure._meta.get_field("levels").help_text,
    )
    applicant_types = forms.MultipleChoiceField(
        label="Nhóm đối tượng",
        choices=ApplicantType.choices,
        required=False,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=Procedure._meta.get_field("applicant_types").help_text,
    )

    class Meta:
        model = Procedure
        fields = "__all__"  # noqa: DJ007  # the admin's fieldsets choose

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "id" in self.fields:
            self.fields["id"].required = False
            hint = " Để trống thì hệ thống tự đặt theo mã quốc gia hoặc tên gọn."
            self.fields["id"].help_text += hint

    def clean_levels(self) -> list[str]:
        return self._keep_order("levels")

    def clean_applicant_types(self) -> list[str]:
        return self._keep_order("applicant_types")

    def _keep_order(self, name: str) -> list[str]:
        """Return the old list if the same boxes are ticked, so that nothing seems changed."""
        old, new = self.initial.get(name) or [], self.cleaned_data[name]
        return list(old) if set(old) == set(new) else new

    def clean_superseded_by(self) -> Procedure | None:
        """Refuse a successor that leads back to this procedure."""
        successor: Procedure | None = self.cleaned_data["superseded_by"]
        own = self.instance.pk
        if successor and (successor.pk == own or leads_back(own, successor.pk)):
            raise ValidationError("Thủ tục thay thế dẫn vòng trở lại thủ tục này.", code="circle")
        return successor

    def clean(self) -> dict[str, Any]:
        """Give a new procedure its id."""
        cleaned = super().clean()
        may_propose = {"code", "short_name"} <= cleaned.keys()
        if "id" in self.fields and not cleaned.get("id") and may_propose:
            cleaned["id"] = propose_id(cleaned["code"], cleaned["short_name"])
        return cleaned


class ReasonForm(forms.Form):
    """The reason for publishing or withdrawing, and the draft that the officer saw."""

    reason = forms.CharField(
        label="Lý do",
        max_length=300,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text="Ghi vào lịch sử, ví dụ: Cập nhật theo Quyết định 1383/QĐ-BCA.",
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, fingerprint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fingerprint = fingerprint
        self.initial["seen"] = fingerprint

    def clean_reason(self) -> str:
        return " ".join(str(self.cleaned_data["reason"]).split())

    def clean(self) -> dict[str, Any]:
        """Refuse if the draft changed after the officer opened the page."""
        cleaned = super().clean() or {}
        if cleaned.get("seen") != self.fingerprint:
            # The page now shows the new draft; the next click is about that one.
            sent = {name: self.data[name] for name in self.data}
            self.data = sent | {"seen": self.fingerprint}
            raise ValidationError(
                "Bản nháp vừa được sửa sau khi đồng chí mở trang này. Hãy xem lại rồi bấm lần nữa.",
                code="overtaken",
            )
        return cleaned
