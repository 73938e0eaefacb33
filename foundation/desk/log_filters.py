"""Filters of the logs: by what is typed, by officer, by days."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import RangeDateFilter, TextFilter

MAX_TYPED = 150
YEARS = range(2000, 2200)  # whose midnights have a moment in UTC


class TypedFilter(TextFilter):
    """Something typed; blanks around it do not count."""

    def typed(self) -> str:
        """Return what was typed, empty for nothing and for more than any of these values can be."""
        text = str(self.value() or "").strip()
        return text if len(text) <= MAX_TYPED else ""


class OfficerFilter(TypedFilter):
    """By the user name of the officer.

    A list of all would be long, and need the right to see accounts.
    """

    title = "tên đăng nhập của cán bộ"
    parameter_name = "username"

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the entries of the officer."""
        return queryset.filter(officer__username=self.typed()) if self.typed() else queryset


class DaysFilter(RangeDateFilter):
    """From a day to a day, both whole and in Vietnam's time.

    Unfold's own would compare with midnight without a zone.
    """

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the entries of these days; what is no day of these times is no bound."""
        first, last = (
            self._day(self.used_parameters.get(f"{self.parameter_name}_{end}"))
            for end in ("from", "to")
        )
        if first:
            queryset = queryset.filter(
                at__gte=timezone.make_aware(datetime.combine(first, time.min))
            )
        if last:
            queryset = queryset.filter(
                at__lte=timezone.make_aware(datetime.combine(last, time.max))
            )
        return queryset

    @staticmethod
    def _day(typed: Any) -> date | None:
        try:
            day: date | None = forms.DateField(required=False).clean(typed)
        except ValidationError:
            return None
        return day if day and day.year in YEARS else None
