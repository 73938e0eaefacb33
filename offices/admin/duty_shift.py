"""Officers' pages for shifts: a week of an office on one screen, repeated in one act."""

from datetime import date, timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from unfold.decorators import action, display

from foundation.desk.dates import YEARS, DateField
from foundation.desk.tags import rows_told
from offices.admin.beat import OfOwnOffices
from offices.admin.duty_table import SHIFTS, ImportsRows
from offices.duty import actions, roster
from offices.models import DutyShift, Office
from offices.rights import within_reach

WEEK = timedelta(days=7)


@admin.register(DutyShift)
class DutyShiftAdmin(ImportsRows, OfOwnOffices):
    """Shifts of the officer's offices."""

    imported = SHIFTS
    add_words = "Thêm ca trực"
    list_display = ("begins_at", "show_hours", "office", "function", "officer", "deputy")
    list_filter = ("function",)
    list_select_related = ("office", "officer", "deputy")
    sortable_by = ()
    fields = ("office", "function", ("begins_at", "ends_at"), ("officer", "deputy"))
    actions = None
    actions_list = ("week", "load_rows")

    @display(description="Giờ")
    def show_hours(self, shift: DutyShift) -> str:
        return shift.hours

    @action(
        description="Lịch trực tuần", url_path="tuan", icon="calendar_view_week",
        permissions=["view"],
    )  # fmt: skip
    def week(self, request: HttpRequest) -> HttpResponse:
        """Show the week of an office; a POST repeats the week before in it."""
        offices = self._offices(request)
        office = _chosen(request, offices)
        monday = _monday(request.GET.get("day", ""))
        if request.method == "POST" and office:
            return self._copy(request, office, monday)
        context = {
            **self.admin_site.each_context(request),
            "title": "Lịch trực tuần",
            "opts": self.opts,
            "offices": offices[:200],
            "office": office,
            "lines": roster.week_of(office.pk, monday) if office else [],
            "days": [monday + timedelta(days=number) for number in range(7)],
            "before": monday - WEEK,
            "after": monday + WEEK,
            "may_write": self.has_add_permission(request),
        }
        return TemplateResponse(request, "admin/offices/roster.html", context)

    def _offices(self, request: HttpRequest) -> QuerySet[Office]:
        working = Office.objects.in_force(timezone.localdate())
        return within_reach(working, request.user, "pk").order_by("search_text")

    def _copy(self, request: HttpRequest, office: Office, monday: date) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        with transaction.atomic():
            copied = actions.copy_week(office, roster.midnight(monday))
            done = f"Đã chép {copied.number} ca của tuần trước."
            self.log_whole(request, f"Lịch trực {office}, tuần {monday:%d/%m/%Y}. {done}")
        messages.success(request, done)
        if copied.left:
            messages.warning(request, rows_told("Ca không chép được:", copied.left))
        return HttpResponseRedirect(roster.week_address(office.pk, monday))


def _chosen(request: HttpRequest, offices: QuerySet[Office]) -> Office | None:
    """Return the office that the address names, else the officer's own."""
    if key := request.GET.get("office"):
        return get_object_or_404(offices, pk=key)
    return offices.filter(officers__user=request.user.pk).first() or offices.first()


def _monday(text: str) -> date:
    """Return the Monday of the week of a typed day; of this week, if it is none."""
    try:
        day = DateField(required=False).clean(text)
    except ValidationError:
        day = None
    known = day if day and day.year in YEARS else timezone.localdate()
    return known - timedelta(days=known.weekday())
