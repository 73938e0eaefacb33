"""How officers narrow the list of dossiers down."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter

from dossiers import clock, owning
from dossiers.admin.forms import offices_of
from offices.tree import with_below

DUE = "due"


class DueFilter(DropdownFilter):
    """By the clock."""

    title = "thời hạn"
    parameter_name = DUE

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("late", "Quá hạn"), ("today", "Đến hạn hôm nay"), ("nearly", "Sắp đến hạn")]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        """Return the dossiers of the choice, whose clock runs."""
        now = timezone.now()
        if self.value() == "late":
            return queryset.running_late(now)
        until = {
            "today": clock.end_of(clock.local_day(now)),
            "nearly": owning.present(now).nearly,
        }.get(self.value() or "")
        return queryset.nearly_due(now, until) if until else queryset


class OfficeFilter(DropdownFilter):
    """By one of the officer's offices, with those below it."""

    title = "đơn vị"
    parameter_name = "office"

    def lookups(self, request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the offices whose dossiers the officer sees."""
        return list(offices_of(request.user).values_list("pk", "name"))

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        """Return the office's; a foreign one has none that are visible."""
        return queryset.in_offices(with_below([self.value()])) if self.value() else queryset


class MineFilter(DropdownFilter):
    """By who is in charge."""

    title = "người phụ trách"
    parameter_name = "handler"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("waiting", "Chờ tôi giải quyết"),
            ("me", "Tôi phụ trách"),
            ("nobody", "Chưa phân công"),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Return the dossiers of the choice."""
        if self.value() == "waiting":
            return queryset.waiting_for(request.user)
        if self.value() == "me":
            return queryset.filter(officer__user=request.user.pk)
        return queryset.filter(officer__isnull=True) if self.value() == "nobody" else queryset
