"""What people searched for, read only."""

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from foundation.desk.read_only import ReadOnlyAdmin
from foundation.records.vietnamese import fold
from procedures.models import SearchCount

PERIODS = {"1": "Hôm nay", "7": "7 ngày qua", "30": "30 ngày qua"}


class PeriodFilter(DropdownFilter):
    """Rows of the last days."""

    title = "thời gian"
    parameter_name = "days"

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[SearchCount]"
    ) -> list[tuple[str, str]]:
        return list(PERIODS.items())

    def queryset(
        self, _request: HttpRequest, queryset: QuerySet[SearchCount]
    ) -> QuerySet[SearchCount]:
        value = self.value()
        if value not in PERIODS:
            return queryset
        return queryset.filter(day__gt=timezone.localdate() - timedelta(days=int(value)))


class FoundFilter(DropdownFilter):
    """Searches that found nothing."""

    title = "kết quả"
    parameter_name = "found"

    def lookups(
        self, _request: HttpRequest, _model_admin: "ModelAdmin[SearchCount]"
    ) -> list[tuple[str, str]]:
        return [("no", "Có lần không thấy"), ("never", "Chưa lần nào thấy")]

    def queryset(
        self, _request: HttpRequest, queryset: QuerySet[SearchCount]
    ) -> QuerySet[SearchCount]:
        choices = {
            "no": queryset.filter(misses__gt=0),
            "never": queryset.filter(misses=F("searches")),
        }
        return choices.get(self.value() or "", queryset)


def add_synonyms_address(term: str) -> str:
    """Return the address of the form that adds `term` as a synonym."""
    return f"{reverse('admin:procedures_synonymgroup_add')}?{urlencode({'forms': term})}"


@admin.register(SearchCount)
class SearchCountAdmin(ReadOnlyAdmin):
    """Searches by day."""

    list_display = ("term", "day", "searches", "misses", "show_link")
    list_display_links = None
    list_filter = (PeriodFilter, FoundFilter)
    list_filter_submit = True
    ordering = ("-day", "-searches", "term")
    search_fields = ("term",)
    date_hierarchy = "day"
    show_facets = admin.ShowFacets.NEVER

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[SearchCount], search_term: str
    ) -> tuple[QuerySet[SearchCount], bool]:
        """Search without marks, as terms are kept."""
        found: tuple[QuerySet[SearchCount], bool] = super().get_search_results(
            request, queryset, fold(search_term)
        )
        return found

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Offer to add synonyms to those who may."""
        usual = tuple(super().get_list_display(request))
        return usual if request.user.has_perm("procedures.add_synonymgroup") else usual[:-1]

    @display(description="Việc có thể làm")
    def show_link(self, count: SearchCount) -> str:
        """Link to the form that adds this search as a synonym."""
        return format_html(
            '<a class="cell-link" href="{}">Thêm từ đồng nghĩa</a>',
            add_synonyms_address(count.term),
        )
