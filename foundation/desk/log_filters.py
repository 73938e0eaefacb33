"""Filters of the logs: by typed text, by officer, by days."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import RangeDateFilter, TextFilter

from foundation.desk.dates import YEARS

MAX_TYPED = 150


class TypedFilter(TextFilter):
    """Filters by typed text, without the blanks around it."""

    def typed(self) -> str:
        """Return the typed text, or "" if it is longer than any value can be."""
        text = str(self.value() or "").strip()
        return text if len(text) <= MAX_TYPED else ""


class OfficerFilter(TypedFilter):
    """By the officer's user name. A list of officers would be long, and need rights on accounts."""

    title = "tên đăng nhập của cán bộ"
    parameter_name = "username"

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(officer__username=self.typed()) if self.typed() else queryset


class DaysFilter(RangeDateFilter):
    """From a day to a day, both included, in Vietnam's time. Unfold's own ignores the zone."""

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the entries of these days; dates that cannot be read are ignored."""
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
