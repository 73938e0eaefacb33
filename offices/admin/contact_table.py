"""The page on which a province's own table of contacts is checked, then written.

The table is checked first; the page sends it back signed when the officer lets it be written, so
nothing of it is kept in between. Both steps run the one import (`offices.importing.contact_run`).
"""

import zlib
from base64 import b64decode, b64encode
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.decorators import action
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextInputWidget

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from offices.importing.contact_run import ContactsRefused, Import, Outcome
from offices.importing.contacts import LAYOUT
from offices.models import Office

MAX_BYTES = 1024 * 1024  # a province has some 160 offices, a line each
SHOWN_FAULTS = 100
MINUTES = 60  # a checked table can be written for so long
_SALT = "offices.contact_table"


class TableForm(forms.Form):
    """The table, and where it comes from."""

    file = forms.FileField(
        label="Bảng liên hệ",
        widget=UnfoldAdminFileFieldWidget,
        help_text=f"CSV hoặc XLSX, tối đa {MAX_BYTES // 1024 // 1024} MB, mỗi dòng một đơn vị.",
    )
    source = forms.CharField(
        label="Nguồn",
        max_length=300,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="Ví dụ: Công văn 12/CAT-PX01 ngày 30/11/2026. Để trống thì ghi tên tệp.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Tệp quá lớn: tối đa 1 MB.", code="too_large")
        return file


@dataclass(frozen=True, slots=True)
class Checked:
    """A table that was checked: its bytes and its source."""

    content: bytes
    source: str

    def signed_for(self, officer: int) -> str:
        """Return it as text that only this service can have made, for this officer."""
        packed = b64encode(zlib.compress(self.content, 9)).decode()
        return signing.dumps([officer, self.source, packed], salt=_SALT)

    @classmethod
    def of(cls, text: str, officer: int) -> "Checked":
        """Return what was signed. Raises BadSignature for another officer's, or an old one."""
        owner, source, packed = signing.loads(text, salt=_SALT, max_age=MINUTES * 60)
        if owner != officer:
            raise signing.BadSignature("of another officer")
        return cls(zlib.decompress(b64decode(packed)), source)

    def run(self, by: Any, *, apply: bool, overwrite: list[str] | None = None) -> Outcome:
        """Import the table, or only count what that would change. Raises ContactsRefused."""
        day = timezone.localdate()
        return Import(day, self.source, apply, overwrite or (), by).run(BytesIO(self.content))


class ImportsContacts(ChangeLoggedAdmin):
    """Mixed into the admin of offices: who may add offices may load a table of their contacts."""

    @action(
        description="Nhập bảng liên hệ",
        url_path="nhap-lien-he",
        icon="upload_file",
        permissions=["add"],
    )
    def load_contacts(self, request: HttpRequest) -> HttpResponse:
        """Ask for a table, show what it would change, write it."""
        if "table" in request.POST:
            return self._write_contacts(request)
        form = TableForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
        if not form.is_valid():
            return self._contacts_page(request, form=form)
        file, source = form.cleaned_data["file"], form.cleaned_data["source"]
        table = Checked(file.read(), source or f"Bảng của tỉnh: {file.name}"[:300])
        try:
            outcome = table.run(request.user, apply=False)
        except ContactsRefused as refused:
            faults = refused.faults
            more = max(0, len(faults) - SHOWN_FAULTS)
            shown = {"faults": [str(fault) for fault in faults[:SHOWN_FAULTS]], "more": more}
            return self._contacts_page(request, form=form, **shown)
        signed = table.signed_for(request.user.pk or 0)
        return self._contacts_page(request, **_shown(outcome), table=signed)

    def _write_contacts(self, request: HttpRequest) -> HttpResponse:
        try:
            table = Checked.of(request.POST["table"], request.user.pk or 0)
            overwrite = request.POST.getlist("overwrite")
            outcome = table.run(request.user, apply=True, overwrite=overwrite)
        except signing.BadSignature:
            messages.error(request, "Kết quả kiểm tra đã quá một giờ: hãy chọn lại tệp.")
            return self._contacts_page(request, form=TableForm())
        except ContactsRefused:  # an office was closed or renamed meanwhile
            messages.error(request, "Danh bạ vừa thay đổi: hãy chọn lại tệp để kiểm tra lại.")
            return self._contacts_page(request, form=TableForm())
        done = f"Đã ghi liên hệ của {len(outcome.changed)} đơn vị."
        self.log_whole(request, f"Nhập bảng liên hệ. {done}")
        messages.success(request, done)
        return HttpResponseRedirect(reverse("admin:offices_office_changelist"))

    def _contacts_page(self, request: HttpRequest, **context: Any) -> HttpResponse:
        known = {
            **self.admin_site.each_context(request),
            "title": "Nhập bảng liên hệ",
            "columns": [column.header for column in LAYOUT.columns],
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/offices/contact_table.html", {**known, **context})


def _shown(outcome: Outcome) -> dict[str, Any]:
    """Return what would change and what stays, each office by its name."""
    keys = [*outcome.changed, *outcome.kept]
    names = dict(Office.objects.filter(pk__in=keys).values_list("pk", "name"))
    rows = {
        part: [(key, names[key], said) for key, said in getattr(outcome, part).items()]
        for part in ("changed", "kept")
    }
    return {"outcome": outcome, **rows}
