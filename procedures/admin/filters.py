"""Filters of the list of procedures that Django has none for."""

from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from unfold.contrib.filters.admin import (
    ChoicesDropdownFilter,
    DropdownFilter,
    RelatedDropdownFilter,
)

from procedures.choices import Level
from procedures.models import Procedure


class LevelFilter(DropdownFilter):
    """Procedures received at one level of administration."""

    title = "cấp thực hiện"
    parameter_name = "level"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the levels."""
        return [(str(level.value), str(level.label)) for level in Level]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Procedure]) -> QuerySet[Procedure]:
        """Search the list's text, because SQLite cannot look into JSON lists."""
        if self.value() not in Level.values:
            return queryset
        return queryset.alias(levels_text=Cast("levels", TextField())).filter(
            levels_text__contains=f'"{self.value()}"'
        )


class DraftFilter(DropdownFilter):
    """Published procedures whose draft says something else."""

    title = "bản nháp"
    parameter_name = "draft"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        """Return the two choices."""
        return [("differs", "Khác bản công bố"), ("same", "Như bản công bố")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the procedures of the choice; the list has annotated `differs`."""
        wanted = {"differs": True, "same": False}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(differs=wanted)


LIST_FILTERS = (
    ("field", RelatedDropdownFilter),
    ("state", ChoicesDropdownFilter),
    DraftFilter,
    ("trust", ChoicesDropdownFilter),
    ("fee_status", ChoicesDropdownFilter),
    LevelFilter,
    ("online_level", ChoicesDropdownFilter),
)
