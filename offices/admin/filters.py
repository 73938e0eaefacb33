"""Filters of the list of offices."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from offices import completeness
from offices.rights import within_reach


class InForceFilter(admin.SimpleListFilter):
    """By whether an office works today."""

    title = "hiệu lực"
    parameter_name = "in_force"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Đang hoạt động"), ("no", "Không hoạt động")]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        working = queryset.in_force(timezone.localdate())
        return {"yes": working, "no": queryset.exclude(pk__in=working.values("pk"))}.get(
            self.value() or "", queryset
        )


class MissingFilter(admin.SimpleListFilter):
    """By the parts that an office lacks."""

    title = "còn thiếu"
    parameter_name = "missing"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        parts = [(part, label.capitalize()) for part, (label, _q) in completeness.PARTS.items()]
        return [("any", "Bất kỳ điều nào"), *parts]

    def queryset(self, _request: HttpRequest, queryset: Any) -> Any:
        part = self.value()
        if part == "any":
            return completeness.lacking(queryset)
        return completeness.lacking(queryset, part) if part in completeness.PARTS else queryset


class ReachFilter(admin.SimpleListFilter):
    """By whether the officer's rights reach an office."""

    title = "đơn vị của tôi"
    parameter_name = "reach"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        return [("mine", "Đơn vị tôi phụ trách")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return within_reach(queryset, request.user, "pk") if self.value() == "mine" else queryset
