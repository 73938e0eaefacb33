"""The access log, for supervisors: read only, searched by officer, action, time and data."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import display

from citizens import access_log
from citizens.access_log.naming import naming
from citizens.models import AccessEntry
from foundation.desk.log_filters import DaysFilter, OfficerFilter, TypedFilter
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.read_only import ReadOnlyAdmin
from offices.rights import within_reach

OUTCOMES = {"Được phép": "success", "Bị từ chối": "danger"}


class KindFilter(DropdownFilter):
    """By kind of data."""

    title = "loại dữ liệu"
    parameter_name = "kind"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        """Return the kinds that are registered."""
        return [(kind.name, kind.title) for kind in access_log.kinds()]

    def queryset(
        self, _request: HttpRequest, queryset: QuerySet[AccessEntry]
    ) -> QuerySet[AccessEntry]:
        """Return the entries of the kind."""
        value = self.value()
        return queryset.filter(subject_kind=value) if value else queryset


class KeyFilter(TypedFilter):
    """By the internal id of the data."""

    title = "mã dữ liệu"
    parameter_name = "key"

    def queryset(
        self, _request: HttpRequest, queryset: QuerySet[AccessEntry]
    ) -> QuerySet[AccessEntry]:
        """Return the entries that name the id."""
        return queryset.filter(naming(self.typed())) if self.typed() else queryset


class OutcomeFilter(DropdownFilter):
    """Allowed or refused."""

    title = "kết quả"
    parameter_name = "outcome"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        """Return the two outcomes."""
        return [("allowed", "Được phép"), ("refused", "Bị từ chối")]

    def queryset(
        self, _request: HttpRequest, queryset: QuerySet[AccessEntry]
    ) -> QuerySet[AccessEntry]:
        """Return the entries of the outcome."""
        wanted = {"allowed": True, "refused": False}.get(self.value() or "")
        return queryset if wanted is None else queryset.filter(allowed=wanted)


@admin.register(AccessEntry)
class AccessEntryAdmin(ReadOnlyAdmin):
    """Who looked at whose data.

    Officers with `citizens.view_accessentry` see the entries of the offices within their reach.
    Without a filter the list shows the newest 10,000.
    """

    list_display = [
        "at",
        "show_actor",
        "office",
        "action",
        "show_subject",
        "count",
        "where",
        "show_outcome",
    ]
    list_filter = [
        OfficerFilter,
        ("at", DaysFilter),
        ("action", ChoicesDropdownFilter),
        ("actor_kind", ChoicesDropdownFilter),
        KindFilter,
        KeyFilter,
        OutcomeFilter,
    ]
    list_filter_submit = True
    list_select_related = ["officer", "office", "citizen"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    fieldsets = [
        ("Ai", {"fields": ["actor_kind", "show_actor", "office"]}),
        ("Dữ liệu", {"fields": ["show_kind", "subjects", "count"]}),
        ("Truy cập", {"fields": ["action", "show_outcome", "where", "at", "request_id"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AccessEntry]:
        """Return the entries of officers of the offices within reach."""
        return within_reach(super().get_queryset(request), request.user)

    @display(description="Ai")
    def show_actor(self, entry: AccessEntry) -> str:
        """Show an officer's user name, a citizen's number or a machine's id."""
        return entry.actor_name

    @display(description="Loại dữ liệu")
    def show_kind(self, entry: AccessEntry) -> str:
        """Show the Vietnamese title of the kind."""
        return access_log.title_of(entry.subject_kind)

    @display(description="Dữ liệu")
    def show_subject(self, entry: AccessEntry) -> str:
        """Show the kind and the first ids."""
        return f"{self.show_kind(entry)} {Truncator(entry.subjects).chars(40)}".strip()

    @display(description="Kết quả", label=OUTCOMES)
    def show_outcome(self, entry: AccessEntry) -> str:
        """Show whether the look was allowed."""
        return "Được phép" if entry.allowed else "Bị từ chối"
