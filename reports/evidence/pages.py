"""Officers' addresses of evidence: looking at a file, quarantine, export."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple, cast
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from citizens import access_log
from citizens.admin.words_to_citizens import WordsField
from foundation.api import handlers
from foundation.api.problems import Problem
from foundation.desk.sent_forms import once
from reports import rights
from reports.evidence import exporting, looking, panel
from reports.models import Evidence, Report

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})", re.ASCII)
View = Callable[..., HttpResponseBase]


class Words(NamedTuple):
    """What a page says that asks why."""

    title: str
    explanation: str
    button: str


QUARANTINE = Words(
    "Cách ly bằng chứng",
    "Dành cho hình ảnh nhạy cảm: sau khi cách ly chỉ lãnh đạo mở và xuất được tệp này.",
    "Cách ly",
)
BACK = Words("Bỏ cách ly bằng chứng", "Cán bộ xác minh lại mở được tệp này.", "Bỏ cách ly")
EXPORT = Words(
    "Xuất bằng chứng",
    "Tệp ZIP có bản gốc, chuỗi lưu giữ và chữ ký, không có gì về người gửi. Bản gốc có thể chứa "
    "thông tin về máy đã ghi: đồng chí bảo vệ như danh tính của người gửi.",
    "Xuất ZIP",
)


class ReasonForm(forms.Form):
    """Asks why; the reason stands in the chain of custody."""

    reason = WordsField(
        rows=3,
        label="Lý do",
        max_length=250,
        help_text="Ghi vào chuỗi lưu giữ, đi kèm bản xuất. Không ghi tên, số điện thoại của ai.",
    )


def _told(view: View) -> View:
    """Show a Problem as a page to officers."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Problem as problem:
            page = handlers.page(request, problem.type.code)
            for name, value in problem.headers.items():
                page[name] = value
            return page

    return telling


def _evidence(request: HttpRequest, key: UUID) -> Evidence:
    """Return evidence that the officer may look at. Raises Http404, PermissionDenied."""
    officer = _officer(request)
    if not officer.has_perm(rights.VIEW):
        raise PermissionDenied
    found: Evidence | None = looking.visible_to(officer).filter(pk=key).first()
    if found is None or not looking.may_look(officer, found):
        _note_refusal(officer, key)
        if found is None:
            raise Http404
        raise PermissionDenied
    return found


def _note_refusal(officer: User, key: UUID) -> None:
    access_log.record(
        actor=officer,
        action=access_log.Action.SEEN,
        subject=(looking.KIND, [key]),
        where=access_log.Where.ADMIN,
        allowed=False,
    )


def _officer(request: HttpRequest) -> User:
    return cast("User", request.user)  # signed in: the admin's own check comes first


def _report_of(evidence: Evidence) -> Report:
    return cast("Report", evidence.report)  # `visible_to` finds no other


@require_GET
@_told
def look(request: HttpRequest, object_id: UUID) -> HttpResponseBase:
    """Show a photo as it was encoded again, whatever part of it a header asks for.

    What nothing here decodes goes out as a download of the original, with ranges.
    """
    evidence = _evidence(request, object_id)
    if not looking.is_decoded_here(evidence):
        return _download(evidence, _officer(request), _range(request))
    picture = looking.look(evidence, _officer(request))
    headers = {**HEADERS, "Content-Disposition": 'inline; filename="anh.jpg"'}
    return HttpResponse(picture, content_type="image/jpeg", headers=headers)


def _range(request: HttpRequest) -> re.Match[str] | None:
    """Return the one range that is asked for; None for all other forms, which may be ignored.

    We give out no validator, so that none of `If-Range` is ours (RFC 9110, 13.1.5).
    """
    if "If-Range" in request.headers:
        return None
    return _RANGE.fullmatch(request.headers.get("Range", ""))


def _download(evidence: Evidence, officer: User, wanted: re.Match[str] | None) -> HttpResponseBase:
    """Send the original, or the one range that was asked for (RFC 9110, 14)."""
    size = evidence.size
    start = int(wanted[1]) if wanted else 0
    end = min(size, int(wanted[2]) + 1) if wanted and wanted[2] else size
    name = f"{_report_of(evidence).number}-{evidence.pk.hex[:8]}{looking.extension_of(evidence)}"
    headers = {
        **HEADERS,
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    if start >= end:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    headers["Content-Length"] = str(end - start)
    if wanted:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return StreamingHttpResponse(
        looking.download(evidence, officer, start, end),
        status=206 if wanted else 200,
        content_type=evidence.media_type,
        headers=headers,
    )


@require_GET
@_told
def beside(request: HttpRequest, object_id: int) -> HttpResponseBase:
    """Show the pictures of a report side by side; each is fetched, and noted, as one look."""
    officer = _officer(request)
    if not officer.has_perm(rights.VIEW):
        raise PermissionDenied
    report = _visible(officer, object_id)
    shown = panel.context_of(report, officer)
    context = {
        **admin.site.each_context(request),
        "title": "Ảnh cạnh nhau",
        "report": report,
        "files": [one for one in shown["files"] if one.may_look and one.is_picture],
    }
    return TemplateResponse(request, "admin/reports/evidence_beside.html", context)


@once  # it turns the state around: twice would be as if nobody had asked
@_told
def quarantine(request: HttpRequest, object_id: UUID) -> HttpResponseBase:
    """Ask why, then put evidence into quarantine; leaders put it back by the same page."""
    evidence = _evidence(request, object_id)
    report, quarantined = _report_of(evidence), not evidence.quarantined
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        looking.set_quarantine(evidence, _officer(request), reason, quarantined=quarantined)
        messages.success(request, "Đã cách ly tệp." if quarantined else "Đã bỏ cách ly tệp.")
        return redirect("admin:reports_report_change", report.pk)
    words = QUARANTINE if quarantined else BACK
    return _ask_why(request, report, form, words)


def _ask_why(request: HttpRequest, report: Report, form: ReasonForm, words: Words) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": words.title,
        "report": report,
        "form": form,
        "explanation": words.explanation,
        "button": words.button,
    }
    return TemplateResponse(request, "admin/reports/evidence_reason.html", context)


@_told
def export(request: HttpRequest, object_id: int) -> HttpResponseBase:
    """Ask for the reason of an export; then send the ZIP."""
    officer = _officer(request)
    if not (officer.has_perm(rights.VIEW) and officer.has_perm(rights.EXPORT)):
        raise PermissionDenied
    report = _visible(officer, object_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _send(report, officer, form.cleaned_data["reason"])
    return _ask_why(request, report, form, EXPORT)


def _visible(officer: User, key: int) -> Report:
    visible = Report.objects.visible_to_officer(officer).select_related("kind", "office")
    report: Report | None = visible.filter(pk=key).first()
    if report is None:
        raise Http404
    return report


def _send(report: Report, officer: User, reason: str) -> HttpResponseBase:
    package = exporting.prepare(report, officer, reason)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{report.number}.zip"'}
    return StreamingHttpResponse(package.stream(), content_type="application/zip", headers=headers)
