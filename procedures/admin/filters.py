"""Filters of the list of procedures."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from unfold.contrib.filters.admin import (
    ChoicesDropdownFilter,
    DropdownFilter,
    RelatedDropdownFilter,
)

from procedures.actions import with_draft_mark
from procedures.choices import Level
from procedures.models import Procedure


class LevelFilter(DropdownFilter):
    """Procedures received at one level of administration."""

    title = "cấp thực hiện"
    parameter_name = "level"

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[Procedure]"
    ) -> list[tuple[str, str]]:
        return [(str(level.value), str(level.label)) for level in Level]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Procedure]) -> QuerySet[Procedure]:
        """Look into the text of the JSON list, because SQLite cannot search lists."""
        if self.value() not in Level.values:
            return queryset
        return queryset.alias(levels_text=Cast("levels", TextField())).filter(
            levels_text__contains=f'"{self.value()}"'
        )


class DraftFilter(DropdownFilter):
    """Published procedures whose draft, forms, acts or translations citizens do not see yet."""

    title = "bản nháp"
    parameter_name = "draft"

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[Procedure]"
    ) -> list[tuple[str, str]]:
        return [("differs", "Khác bản công bố"), ("same", "Như bản công bố")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filter by the mark; without a choice only compute it."""
        marked = with_draft_mark(queryset)
        if self.value() == "differs":
            return marked.filter(differs=True)
        return marked.exclude(differs=True) if self.value() == "same" else marked


LIST_FILTERS = (
    ("field", RelatedDropdownFilter),
    ("state", ChoicesDropdownFilter),
    DraftFilter,
    ("trust", ChoicesDropdownFilter),
    ("fee_status", ChoicesDropdownFilter),
    LevelFilter,
    ("online_level", ChoicesDropdownFilter),
)
