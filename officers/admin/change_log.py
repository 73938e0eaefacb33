"""The log of changes for supervisors, searched by words, officer, day, object and field."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.text import capfirst
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import display

from foundation.desk.change_log.recording import FIELD
from foundation.desk.change_log.values import are_named
from foundation.desk.log_filters import MAX_TYPED, DaysFilter, OfficerFilter, TypedFilter
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.models import ChangeEntry
from foundation.desk.read_only import ReadOnlyAdmin
from foundation.records.vietnamese import fold
from offices.rights import within_reach

MAX_FIELDS = 4  # shown in the list
MAX_WORDS = 8  # in a search
ACTS = {"Thêm": "success", "Thay đổi": "info", "Xoá": "danger"}


def kind_of(label: str) -> str:
    """Return the name of a model's rows, or the label of a model that no longer exists."""
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name))
    except LookupError:
        return label


def _name_of(entry: ChangeEntry) -> str:
    if not entry.key or not are_named(entry.model.partition(".")[0]):
        return ""
    try:
        row = QuerySet(apps.get_model(entry.model)).filter(pk=entry.key).first()
    except LookupError:
        return ""
    return f"– {row}" if row else ""


class KindFilter(DropdownFilter):
    """By the model of the row."""

    title = "loại dữ liệu"
    parameter_name = "model"

    def lookups(self, _request: HttpRequest, _page: Any) -> list[tuple[str, str]]:
        """Return the models that have pages, by name."""
        labels = (
            model._meta.label_lower
            for model in apps.get_models()
            if admin.site.is_registered(model)
        )
        return sorted(((label, kind_of(label)) for label in labels), key=lambda one: one[1])

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(model=self.value()) if self.value() else queryset


class KeyFilter(TypedFilter):
    """By the number of the row."""

    title = "mã dòng"
    parameter_name = "key"

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(key=self.typed()) if self.typed() else queryset


class FieldFilter(TypedFilter):
    """By the name of a field that changed, with or without marks."""

    title = "trường thay đổi"
    parameter_name = "field"

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        typed = fold(self.typed()).replace(FIELD, " ")
        return queryset.filter(words__contains=f"{FIELD}{typed}") if typed else queryset


@admin.register(ChangeEntry)
class ChangeEntryAdmin(ReadOnlyAdmin):
    """Changes by officers of the offices within reach."""

    list_display = ("at", "show_actor", "office", "show_act", "what", "show_row", "show_fields")
    list_filter = (
        OfficerFilter,
        ("at", DaysFilter),
        ("act", ChoicesDropdownFilter),
        KindFilter,
        KeyFilter,
        FieldFilter,
    )
    list_filter_submit = True
    search_fields = ("words",)
    search_help_text = "Nội dung hoặc trường thay đổi; không cần gõ dấu"
    list_select_related = ("officer", "office")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ()
    fieldsets = (
        ("Cán bộ", {"fields": (("show_actor", "office"), ("at", "where"))}),
        ("Việc", {"fields": (("show_act", "what"), "show_row_by_name")}),
        ("Trước và sau", {"fields": ("show_differences",)}),
        ("Kỹ thuật", {"fields": ("request_id",)}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return within_reach(super().get_queryset(request), request.user)

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find entries that contain every word, with an index of their trigrams."""
        words = fold(search_term[:MAX_TYPED]).split()[:MAX_WORDS]
        return queryset.filter(*(Q(words__contains=word) for word in words)), False

    @display(description="Cán bộ")
    def show_actor(self, entry: ChangeEntry) -> str:
        """Show the officer's user name, or the command."""
        return entry.officer.get_username() if entry.officer else f"Lệnh {entry.command}"

    @display(description="Nội dung", label=ACTS)
    def show_act(self, entry: ChangeEntry) -> str:
        return str(ChangeEntry.Act(entry.act).label)

    @display(description="Đối tượng")
    def show_row(self, entry: ChangeEntry) -> str:
        """Show kind and number of the row."""
        return f"{kind_of(entry.model)} {entry.key}"

    @display(description="Đối tượng")
    def show_row_by_name(self, entry: ChangeEntry) -> str:
        """Add the row's name, if it still exists and is not about a citizen."""
        return f"{self.show_row(entry)} {_name_of(entry)}".strip()

    @display(description="Trường thay đổi")
    def show_fields(self, entry: ChangeEntry) -> str:
        """Show the titles of the first fields."""
        titles = [one["title"] for one in entry.differences]
        return (
            ", ".join(titles[:MAX_FIELDS])
            + (f" và {len(titles) - MAX_FIELDS} trường khác" if len(titles) > MAX_FIELDS else "")
            or "–"
        )

    @display(description="Khác biệt")
    def show_differences(self, entry: ChangeEntry) -> str:
        return render_to_string(
            "admin/change_log/differences.html", {"differences": entry.differences}
        )
