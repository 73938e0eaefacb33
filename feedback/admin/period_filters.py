"""Filters of the queue of questions that figures lead to: by day, and by office."""

from django.http import HttpRequest
from unfold.contrib.filters.admin import DropdownFilter

from feedback.questions.querysets import QuestionQuerySet
from foundation.desk.period_filters import PeriodFilter
from offices.models import Office
from offices.tree import offices_below, with_below


class AskedFilter(PeriodFilter):
    """By the day on which a question came."""

    title = "ngày hỏi"
    parameter_name = "asked"
    column = "asked_at"


class OfficeFilter(DropdownFilter):
    """By an office of the officer and those below it."""

    title = "đơn vị"
    parameter_name = "office"

    def lookups(self, request: HttpRequest, _page: object) -> list[tuple[str, str]]:
        offices = Office.objects.all()
        if not request.user.is_superuser:
            offices = offices.filter(pk__in=list(offices_below(request.user)))
        return list(offices.order_by("name").values_list("pk", "name"))

    def queryset(self, _request: HttpRequest, queryset: QuestionQuerySet) -> QuestionQuerySet:
        if not self.value():
            return queryset
        return queryset.filter(office__in=list(with_below([self.value()])))
