"""The dialog of every small table: choose it, see what it would change, write it.

The table is checked first; the page sends it back signed when the officer lets it be written, so
nothing of it is kept in between. Both steps run the one import.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminTextInputWidget

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.importing.columns import Layout
from foundation.importing.whole_tables import TableRefused

MAX_BYTES = 1024 * 1024
SHOWN_FAULTS, SHOWN_ROWS = 100, 200
MINUTES = 60  # a checked table can be written for so long


class TableForm(forms.Form):
    """The table alone."""

    file = forms.FileField(
        label="Bảng",
        widget=UnfoldAdminFileFieldWidget,
        help_text=f"CSV hoặc XLSX, tối đa {MAX_BYTES // 1024 // 1024} MB.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError("Tệp quá lớn: tối đa 1 MB.", code="too_large")
        return file


class SourcedTableForm(TableForm):
    """The table, and where it comes from."""

    source = forms.CharField(
        label="Nguồn",
        max_length=300,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="Ví dụ: Công văn 12/CAT-PX01 ngày 30/11/2026. Để trống thì ghi tên tệp.",
    )


@dataclass(frozen=True, slots=True)
class Sending:
    """A table that an officer sends, and which of their own rows the office gives up for it."""

    file: IO[bytes]
    officer: Any
    source: str
    overwrite: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a table changes, in words: `rows` and `kept` have a name and what is said of it.

    What is `kept` is only written where the officer chooses it by its key. `done` says it after.
    """

    heading: str
    rows: Sequence[tuple[str, str]]
    done: str
    kept: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True)
class TableDialog:
    """One kind of table: its words, its columns, and what imports it (or only counts)."""

    title: str
    layout: Layout
    run: Callable[..., Summary]
    form: type[TableForm] = TableForm
    button: str = "Ghi các dòng này"
    advice: str = ""

    def answer(self, page: ChangeLoggedAdmin, request: HttpRequest) -> HttpResponse:
        """Ask for a table, show what it would change, write it."""
        is_checked = "table" in request.POST  # then no file is sent, and none is missing
        is_sent = request.method == "POST" and not is_checked
        form = self.form(*((request.POST, request.FILES) if is_sent else ()))
        try:
            if is_checked:
                return self._write(page, request)
            shown = self._check(request, form) if form.is_valid() else {"form": form}
        except TableRefused as refused:
            faults = refused.faults
            more = max(0, len(faults) - SHOWN_FAULTS)
            shown = {"form": form, "faults": faults[:SHOWN_FAULTS], "more": more}
        except signing.BadSignature:
            messages.error(request, "Kết quả kiểm tra đã quá một giờ: hãy chọn lại tệp.")
            shown = {"form": self.form()}
        known = {**page.admin_site.each_context(request), "opts": page.opts, "dialog": self}
        context = {**known, "title": self.title, **shown}
        return TemplateResponse(request, "admin/desk/table_import.html", context)

    def _check(self, request: HttpRequest, form: TableForm) -> dict[str, Any]:
        file = form.cleaned_data["file"]
        source = form.cleaned_data.get("source") or f"Bảng của tỉnh: {file.name}"[:300]
        content = file.read()
        summary = self.run(Sending(BytesIO(content), request.user, source), apply=False)
        packed = b64encode(zlib.compress(content, 9)).decode()
        table = signing.dumps([request.user.pk, source, packed], salt=self._salt)
        return {"summary": summary, "rows": summary.rows[:SHOWN_ROWS], "table": table}

    def _write(self, page: ChangeLoggedAdmin, request: HttpRequest) -> HttpResponse:
        signed, salt = request.POST["table"], self._salt
        owner, source, packed = signing.loads(signed, salt=salt, max_age=MINUTES * 60)
        if owner != request.user.pk:
            raise signing.BadSignature("of another officer")
        file = BytesIO(zlib.decompress(b64decode(packed)))
        overwrite = request.POST.getlist("overwrite")
        summary = self.run(Sending(file, request.user, source, overwrite), apply=True)
        page.log_whole(request, f"{self.title}. {summary.done}")
        messages.success(request, summary.done)
        name = f"{page.opts.app_label}_{page.opts.model_name}"
        return HttpResponseRedirect(reverse(f"admin:{name}_changelist"))

    @property
    def _salt(self) -> str:
        return f"table_import {self.title}"
