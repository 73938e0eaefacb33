"""The page on which an officer opens the seal of a report: the sender is shown once, with a reason.

A page of its own and no message: messages are kept in a cookie until they are shown.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from unfold.decorators import action

from citizens.admin.words_to_citizens import WordsField
from citizens.models import Citizen
from reports import rights
from reports.admin.report_moves import ReportMoves
from reports.models import Report
from reports.reporter import seals


class OpenSealForm(forms.Form):
    """Asks why the sender has to be known."""

    reason = WordsField(
        rows=3,
        label="Lý do",
        max_length=300,
        help_text="Vì sao phải biết người gửi. Không ghi tên, số điện thoại của ai.",
    )


class OpensSeals(ReportMoves):
    """Mixed into the admin of reports."""

    def has_seal_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return bool(request.user.has_perm(rights.OPEN_SEAL))

    @action(
        description="Mở niêm phong", url_path="niem-phong", icon="lock_open", permissions=["seal"]
    )
    def open_seal(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for the reason; then show the sender, in this answer only."""
        report = self._visible(request).filter(pk=self._key(object_id)).first()
        if report is None:
            raise Http404
        form = OpenSealForm(request.POST or None)
        context = {
            **self.admin_site.each_context(request),
            "title": "Mở niêm phong",
            "report": report,
            "form": form,
            "sealed": hasattr(report, "seal"),
        }
        if request.method == "POST" and form.is_valid():
            context["sender"] = self._opened(request, report, form.cleaned_data["reason"])
        return TemplateResponse(request, "admin/reports/open_seal.html", context)

    def _opened(self, request: HttpRequest, report: Report, reason: str) -> dict[str, str]:
        officer: Any = request.user  # signed in: the admin's own check comes first
        sender = seals.open_seal(report, officer, reason)
        if sender is None:
            raise PermissionDenied
        self.log_change(request, report, "Mở niêm phong danh tính người gửi")
        citizen = Citizen.objects.get(pk=sender.citizen)
        lines = {
            "Họ tên trong Zalo": citizen.name,
            "Điện thoại đã xác minh": citizen.phone or "",
            "Họ tên tự khai": sender.name,
            "Địa chỉ tự khai": sender.address,
            "Điện thoại tự khai": sender.phone,
            "Người giám hộ": sender.guardian,
        }
        return {label: value for label, value in lines.items() if value}
