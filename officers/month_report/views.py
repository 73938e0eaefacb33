"""The monthly report: a page to print on A4, and a Word file to edit."""

from datetime import date

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from foundation.desk.dates import YEARS
from officers.first_page import exports, periods
from officers.first_page.periods import Grain, Period
from officers.first_page.scope import Scope, allowed_choice, may_see_figures
from officers.models import Letterhead
from officers.month_report.contents import definitions, month_report
from officers.month_report.headings import MOTTO, STATE
from officers.month_report.word import as_docx

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFFERED = 24  # months to choose from


@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """Show the report of a month to print on A4: «thang=2026-11», default the last full month."""
    choice, today = allowed_choice(request), timezone.localdate()
    month = _month(request.GET.get("thang", ""), today)
    found = month_report(choice, month)
    context = {
        "report": found,
        "state": STATE,
        "motto": MOTTO,
        "offices": choice.others,
        "months": [
            (f"{one.first:%Y-%m}", one.name)
            for one in reversed(periods.periods_until(Grain.MONTH, today, OFFERED))
        ],
        "asked_month": f"{month.first:%Y-%m}",
        "edit_heading": _edit_address(request, found.heading.office),
    }
    return TemplateResponse(request, "admin/month_report/report.html", context)


@require_GET
def report_definitions(request: HttpRequest) -> HttpResponse:
    """Show how every figure is counted and where it comes from."""
    if not may_see_figures(request.user):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "title": "Cách tính và nguồn số liệu",
        "definitions": definitions(),
    }
    return TemplateResponse(request, "admin/month_report/definitions.html", context)


@require_GET
def report_docx(request: HttpRequest) -> HttpResponse:
    """Send the same report as a Word file; the export is logged before anything is sent."""
    choice = allowed_choice(request)
    month = _month(request.GET.get("thang", ""), timezone.localdate())
    defined_at = request.build_absolute_uri(reverse("report-definitions"))
    content = as_docx(month_report(choice, month), defined_at)
    exports.announce_export(request.user)
    headers = {"Content-Disposition": f'attachment; filename="{_file_name(choice.scope, month)}"'}
    return HttpResponse(content, content_type=DOCX_TYPE, headers=headers)


def _file_name(scope: Scope, month: Period) -> str:
    return f"bao-cao-{month.first:%Y-%m}-{scope.office or 'toan-tinh'}.docx"


def _month(asked: str, today: date) -> Period:
    """Return the month in the address. Raises Http404 if it is invalid or in the future."""
    if not asked:
        return periods.period_of(Grain.MONTH, today).before()
    try:
        month = periods.period_of(Grain.MONTH, date.fromisoformat(f"{asked}-01"))
    except ValueError as error:
        raise Http404 from error
    if month.first > today or month.first.year not in YEARS:
        raise Http404
    return month


def _edit_address(request: HttpRequest, office: str) -> str:
    """Return the address to edit the paper's heading, "" without the permission."""
    row = Letterhead.objects.filter(office=office).values_list("pk", flat=True).first()
    if row is not None:
        allowed = request.user.has_perm("officers.change_letterhead")
        return reverse("admin:officers_letterhead_change", args=[row]) if allowed else ""
    allowed = bool(office) and request.user.has_perm("officers.add_letterhead")
    return f"{reverse('admin:officers_letterhead_add')}?office={office}" if allowed else ""
