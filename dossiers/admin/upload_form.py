"""The form with which an officer loads a file of dossiers."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
)

from dossiers.admin.offices import offices_of_officer
from dossiers.importing import uploading
from foundation.desk.dates import moment_field
from foundation.importing import files
from offices.models import Office


class UploadForm(forms.Form):
    """A file, and what it does not say itself."""

    file = forms.FileField(
        label="Tệp hồ sơ",
        widget=UnfoldAdminFileFieldWidget,
        help_text=f"CSV hoặc XLSX, tối đa {files.MAX_FILE_BYTES // 1024 // 1024} MB.",
    )
    office = forms.ModelChoiceField(
        Office.objects.none(),
        label="Đơn vị của dòng không ghi đơn vị",
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text="Để trống nếu tệp có cột DonViXuLy.",
    )
    as_of = moment_field(
        "Tệp được xuất lúc",
        "Hồ sơ đã thay đổi sau lúc này không bị tệp ghi đè. Để trống nếu vừa xuất.",
    )
    encoding = forms.ChoiceField(
        label="Bảng mã",
        required=False,
        choices=[("", "Tự nhận biết (UTF-8, UTF-16)"), ("cp1258", "Windows-1258")],
        widget=UnfoldAdminSelectWidget,
        help_text="Chỉ đổi khi biết chắc tệp CSV dùng bảng mã cũ.",
    )

    def __init__(self, user: User | AnonymousUser, *args: Any) -> None:
        super().__init__(*args)
        self.fields["office"].queryset = offices_of_officer(user)  # type: ignore[attr-defined]  # a field of models

    def clean_as_of(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["as_of"]
        if moment and moment > timezone.now():
            raise forms.ValidationError("Lúc xuất tệp không được ở tương lai.")
        return moment


def upload_of(form: UploadForm) -> uploading.Upload:
    """Return the upload that was typed."""
    given = form.cleaned_data
    office = given["office"]
    return uploading.Upload(
        given["file"],
        given["file"].name,
        office.pk if office else None,
        given["as_of"],
        given["encoding"],
    )
