"""Filters of the list of dossiers that figures lead to: by day, and by what became of the date."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from unfold.contrib.filters.admin import DropdownFilter

from dossiers.actions.day_totals import ON_TIME
from dossiers.models import Dossier
from dossiers.querysets import DossierQuerySet
from foundation.desk.period_filters import PeriodFilter

ACCEPTED, COMPLETED, PUNCTUAL = "accepted", "completed", "punctual"


class AcceptedFilter(PeriodFilter):
    """By the day on which a dossier was accepted."""

    title = "ngày tiếp nhận"
    parameter_name = ACCEPTED
    column = "accepted_at"


class CompletedFilter(PeriodFilter):
    """By the day on which a dossier got its result."""

    title = "ngày có kết quả"
    parameter_name = COMPLETED
    column = "completed_at"


class PunctualFilter(DropdownFilter):
    """By whether a dossier was completed on time, as the figures count it."""

    title = "kết quả so với hạn"
    parameter_name = PUNCTUAL

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[Dossier]"
    ) -> list[tuple[str, str]]:
        return [("late", "Xong không đúng hạn"), ("on_time", "Xong đúng hạn")]

    def queryset(self, _request: HttpRequest, queryset: DossierQuerySet) -> DossierQuerySet:
        """Judge only what was completed and had a due date."""
        dated = queryset.filter(completed_at__isnull=False, due_at__isnull=False)
        if self.value() == "late":
            return dated.exclude(ON_TIME)
        return dated.filter(ON_TIME) if self.value() == "on_time" else queryset
