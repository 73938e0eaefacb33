"""Filters of the list of dossiers."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter

from dossiers.admin.offices import offices_of_officer
from dossiers.admin.period_filters import ACCEPTED, COMPLETED, PUNCTUAL
from dossiers.due import clock
from dossiers.due.state import Now
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet
from dossiers.workflow import FINAL, OPEN, Status
from foundation.desk.long_lists import LongDropdownFilter
from offices.tree import with_below
from offices.working_time.calendar import end_of

DUE = "due"
PART = "part"
LEADS = "dossiers.manage_dossier"
_OPEN, _CITIZEN, _READY, _OVER, _ALL = "open", "citizen", "ready", "over", "all"
_STATUSES = {
    _OPEN: OPEN,
    _CITIZEN: frozenset({Status.SUPPLEMENT_REQUIRED, Status.PAYMENT_REQUIRED}),
    _READY: frozenset({Status.COMPLETED}),
    _OVER: FINAL,
}
# What names its rows itself: with it, and without a part, the list shows all of them.
_NARROWING = ("q", DUE, "status__exact", ACCEPTED, COMPLETED, PUNCTUAL)
URGENT = frozenset({_OPEN, _CITIZEN})  # parts that begin with what is due first


def part_of(request: HttpRequest) -> str:
    """Return the part of the work that the list shows: what is open, unless something else is said.

    A search without a choice looks everywhere: a dossier at the counter may have ended.
    """
    chosen = request.GET.get(PART, "")
    if chosen in {*_STATUSES, _ALL}:
        return chosen
    return _ALL if any(request.GET.get(name) for name in _NARROWING) else _OPEN


class PartFilter(DropdownFilter):
    """Which part of the work is shown. Without a choice: what has not ended."""

    title = "phần việc"
    parameter_name = PART

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[Dossier]"
    ) -> list[tuple[str, str]]:
        return [
            (_OPEN, "Đang giải quyết"),
            (_CITIZEN, "Chờ công dân"),
            (_READY, "Chờ trả kết quả"),
            (_OVER, "Đã kết thúc"),
            (_ALL, "Tất cả"),
        ]

    def queryset(self, request: HttpRequest, queryset: DossierQuerySet) -> DossierQuerySet:
        part = self.value() if self.value() in {*_STATUSES, _ALL} else part_of(request)
        statuses = _STATUSES.get(part or "")
        return queryset.filter(status__in=sorted(statuses)) if statuses else queryset


class DueFilter(DropdownFilter):
    """By the clock."""

    title = "thời hạn"
    parameter_name = DUE

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[Dossier]"
    ) -> list[tuple[str, str]]:
        return [("late", "Quá hạn"), ("today", "Đến hạn hôm nay"), ("nearly", "Sắp đến hạn")]

    def queryset(self, _request: HttpRequest, queryset: DossierQuerySet) -> DossierQuerySet:
        now = timezone.now()
        if self.value() == "late":
            return queryset.running_late(now)
        until = {
            "today": end_of(clock.local_day(now)),
            "nearly": Now.at(now).nearly,
        }.get(self.value() or "")
        return queryset.nearly_due(now, until) if until else queryset


class OfficeFilter(LongDropdownFilter):
    """By an office of the officer and those below it."""

    title = "đơn vị"
    parameter_name = "office"

    def lookups(
        self, request: HttpRequest, _model_admin: "ModelAdmin[Dossier]"
    ) -> list[tuple[str, str]]:
        return list(offices_of_officer(request.user).values_list("pk", "name"))

    def queryset(self, _request: HttpRequest, queryset: DossierQuerySet) -> DossierQuerySet:
        return queryset.in_offices(with_below([self.value()])) if self.value() else queryset


class MineFilter(DropdownFilter):
    """By the officer in charge."""

    title = "người phụ trách"
    parameter_name = "handler"

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[Dossier]"
    ) -> list[tuple[str, str]]:
        return [
            ("waiting", "Chờ tôi giải quyết"),
            ("me", "Tôi phụ trách"),
            ("nobody", "Chưa phân công"),
            ("own", "Tôi phụ trách hoặc chưa phân công"),
        ]

    def queryset(self, request: HttpRequest, queryset: DossierQuerySet) -> DossierQuerySet:
        if self.value() == "waiting":
            return queryset.waiting_for(request.user)
        if self.value() == "me":
            return queryset.filter(officer__user=request.user.pk)
        if self.value() == "own":
            return queryset.free_for(request.user)
        return queryset.filter(officer__isnull=True) if self.value() == "nobody" else queryset


def own_work(request: HttpRequest) -> dict[str, str]:
    """Leave to colleagues what they hold; who leads answers for all of it."""
    return {} if request.user.has_perm(LEADS) else {MineFilter.parameter_name: "own"}
