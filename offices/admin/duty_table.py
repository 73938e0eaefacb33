"""The page on which a table of beats or shifts is checked, then written."""

import zlib
from io import BytesIO
from typing import Any, ClassVar

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.decorators import action

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from offices.admin.contact_table import SHOWN_FAULTS, Checked, TableForm
from offices.importing.duty import BEAT_ROWS, SHIFT_ROWS, Outcome, Rows, RowsRefused

BEATS, SHIFTS = BEAT_ROWS, SHIFT_ROWS


class ImportsRows(ChangeLoggedAdmin):
    """Mixed into the admin of rows that come as a table: who may add may load one."""

    imported: ClassVar[Rows]

    @action(
        description="Nhập từ bảng tính", url_path="nhap-bang", icon="upload_file",
        permissions=["add"],
    )  # fmt: skip
    def load_rows(self, request: HttpRequest) -> HttpResponse:
        """Ask for a table, show what it would bring, write it."""
        form = RowsForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
        try:
            if sent := request.POST.get("table"):
                return self._write(request, Checked.of(sent, request.user.pk or 0))
            if not form.is_valid():
                return self._page(request, form=form)
            table = Checked(form.cleaned_data["file"].read(), "")
            outcome = self._run(request, table, apply=False)
        except RowsRefused as refused:
            more = max(0, len(refused.faults) - SHOWN_FAULTS)
            shown = {"faults": refused.faults[:SHOWN_FAULTS], "more": more}
            return self._page(request, form=form, **shown)
        except (signing.BadSignature, zlib.error):
            messages.error(request, "Kết quả kiểm tra đã quá một giờ: hãy chọn lại tệp.")
            return self._page(request, form=RowsForm())
        signed = table.signed_for(request.user.pk or 0)
        return self._page(request, outcome=outcome, table=signed)

    def _run(self, request: HttpRequest, table: Checked, *, apply: bool) -> Outcome:
        officer: Any = request.user  # signed in: the admin's own check comes first
        return self.imported.run(BytesIO(table.content), officer, apply=apply)

    def _write(self, request: HttpRequest, table: Checked) -> HttpResponse:
        outcome = self._run(request, table, apply=True)
        done = f"Đã thêm {len(outcome.added)}, sửa {len(outcome.changed)} {self._noun}."
        self.log_whole(request, f"Nhập từ bảng tính. {done}")
        messages.success(request, done)
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        return HttpResponseRedirect(reverse(f"admin:{name}_changelist"))

    @property
    def _noun(self) -> str:
        return self.imported.layout.row_noun

    def _page(self, request: HttpRequest, **context: Any) -> HttpResponse:
        known = {
            **self.admin_site.each_context(request),
            "title": f"Nhập {self._noun} từ bảng tính",
            "columns": self.imported.layout.columns,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/offices/duty_table.html", {**known, **context})


class RowsForm(TableForm):
    """The table alone."""

    source = None  # type: ignore[assignment]  # Django's way to leave a field out
