"""Filters of the list of dossiers."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter

from dossiers import clock
from dossiers.admin.offices import offices_of_officer
from dossiers.due_state import Now
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet
from offices.tree import with_below

DUE = "due"


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
            "today": clock.end_of(clock.local_day(now)),
            "nearly": Now.at(now).nearly,
        }.get(self.value() or "")
        return queryset.nearly_due(now, until) if until else queryset


class OfficeFilter(DropdownFilter):
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
        ]

    def queryset(self, request: HttpRequest, queryset: DossierQuerySet) -> DossierQuerySet:
        if self.value() == "waiting":
            return queryset.waiting_for(request.user)
        if self.value() == "me":
            return queryset.filter(officer__user=request.user.pk)
        return queryset.filter(officer__isnull=True) if self.value() == "nobody" else queryset
