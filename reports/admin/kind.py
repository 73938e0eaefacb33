"""Pages of kinds of reports and of the reasons that officers choose from.

A kind says what every citizen of the province is asked, so only who reaches every office keeps it.
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from unfold.admin import StackedInline, TabularInline
from unfold.decorators import display

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.parts_on_demand import PartOnDemand, PartsOnDemand
from offices.rights import OfEveryOffice, reaches_all
from reports.kinds import actions
from reports.models import (
    ClockRule,
    KindParticular,
    ListedReason,
    ReportKind,
    RoutingRule,
    Topic,
)

MAX_ROWS = 100
VIEW, CHANGE = "reports.view_reportkind", "reports.change_reportkind"


class PartOfKind(PartOnDemand):
    """Mixed in before an inline: who may change the kind may change its parts."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Limit the rows: a broken number in the request must not build thousands of forms."""
        limits = {"max_num": MAX_ROWS, "absolute_max": MAX_ROWS, "validate_max": True}
        return super().get_formset(request, obj, **limits, **kwargs)  # type: ignore[misc]  # mixed in

    def has_view_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        return request.user.has_perm(VIEW)

    def has_add_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        return request.user.has_perm(CHANGE) and reaches_all(request.user)

    has_change_permission = has_add_permission
    has_delete_permission = has_add_permission


class ParticularInline(PartOfKind, TabularInline):
    """What reports have to contain, in the order in which it is asked."""

    model = KindParticular


class TopicInline(PartOfKind, TabularInline):
    """The acts that the kind distinguishes."""

    model = Topic


class ClockInline(PartOfKind, TabularInline):
    """How long the stages may take."""

    model = ClockRule


class RouteInline(PartOfKind, StackedInline):
    """Who receives the reports; the first row that fits decides."""

    model = RoutingRule
    open_template = "admin/edit_inline/stacked.html"
    fields = (("order", "topic"), ("receiver", "field", "office"), "citation")
    autocomplete_fields = ("office",)

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:  # type: ignore[type-arg]  # not generic at run time
        """Offer the acts of this kind only."""
        if db_field.name == "topic" and request.resolver_match is not None:
            kind = request.resolver_match.kwargs.get("object_id", "")
            kwargs["queryset"] = Topic.objects.filter(kind=kind)
        found: ModelChoiceField | None = super().formfield_for_foreignkey(  # type: ignore[type-arg]
            db_field, request, **kwargs
        )
        return found


class OfTheProvince(OfEveryOffice):
    """Mixed in before pages that only who reaches every office may change."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(super().has_add_permission(request)) and reaches_all(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(super().has_change_permission(request, obj)) and reaches_all(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(super().has_delete_permission(request, obj)) and reaches_all(request.user)


@admin.register(ReportKind)
class ReportKindAdmin(PartsOnDemand, OfTheProvince, ChangeLoggedAdmin):
    """Kinds. Saving publishes; the model refuses to switch on what nobody announced."""

    list_fullwidth = True
    list_display = ("name", "show_open", "desk", "anonymity", "announced_by")
    list_filter = ("switched_on",)
    ordering = ("order", "code")
    show_facets = admin.ShowFacets.NEVER
    warn_unsaved_form = True
    inlines = (ParticularInline, TopicInline, ClockInline, RouteInline)
    fieldsets = (
        (None, {"fields": ("code", "name", "description", "order", "law")}),
        (
            "Kênh tiếp nhận",
            {
                "fields": ("switched_on", ("announced_by", "announced_on"), "lawful_way", "doubt"),
                "description": "Trước khi bật phải có văn bản công bố ứng dụng này là kênh tiếp "
                "nhận (Nghị định 61/2026/NĐ-CP Điều 19 khoản 1).",
            },
        ),
        (
            "Cách tiếp nhận",
            {"fields": ("desk", "is_crime", "plain", "anonymity", "anonymity_warning")},
        ),
    )

    def get_readonly_fields(
        self, _request: HttpRequest, obj: ReportKind | None = None
    ) -> tuple[str, ...]:
        """Keep what decides who sees reports that were sent already."""
        return ("code", "desk", "is_crime") if obj else ()

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        """Refuse: a kind is switched off."""
        return False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Warn above the form of what has to be asked before the kind is switched on."""
        kind = context.get("original")
        if kind is not None and kind.doubt and request.method == "GET":
            messages.warning(request, f"Điều chưa chắc chắn: {kind.doubt}")
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Publish after everything on the page is written."""
        super().save_related(request, form, formsets, change)
        actions.publish()

    @display(description="Tình trạng", label={"Đang nhận": "success", "Đang tắt": "warning"})
    def show_open(self, kind: ReportKind) -> str:
        return "Đang nhận" if kind.switched_on else "Đang tắt"


@admin.register(ListedReason)
class ListedReasonAdmin(OfTheProvince, ChangeLoggedAdmin):
    """Reasons; citizens read them word for word."""

    list_fullwidth = True
    list_display = ("words", "use", "show_kinds")
    list_filter = ("use",)
    search_fields = ("words",)
    filter_horizontal = ("kinds",)
    show_facets = admin.ShowFacets.NEVER
    warn_unsaved_form = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[ListedReason]:
        """Read the kinds of all rows at once."""
        rows: QuerySet[ListedReason] = super().get_queryset(request).prefetch_related("kinds")
        return rows

    @display(description="Loại phản ánh")
    def show_kinds(self, reason: ListedReason) -> str:
        return ", ".join(kind.name for kind in reason.kinds.all()) or "Mọi loại"
