"""What was published, read only: each version as citizens saw it."""

from datetime import date
from typing import Any

import orjson
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from foundation.desk.read_only import ReadOnlyAdmin
from foundation.desk.tags import tag
from procedures.choices import State
from procedures.drafts.history import name_of
from procedures.models import Procedure, ProcedureVersion
from procedures.publishing.names import with_published_names
from procedures.querysets import matching


@admin.register(ProcedureVersion)
class ProcedureVersionAdmin(ReadOnlyAdmin):
    """Published versions."""

    list_display = (
        "show_procedure",
        "number",
        "show_act",
        "published_at",
        "show_officer",
        "reason",
    )
    list_filter = (("state", ChoicesDropdownFilter),)
    list_filter_submit = True
    list_select_related = ("procedure", "published_by")
    search_fields = ("procedure__folded",)
    search_help_text = "Tên, mã hoặc từ khoá của thủ tục; không cần gõ dấu"
    date_hierarchy = "published_at"
    ordering = ("-published_at", "-pk")
    show_facets = admin.ShowFacets.NEVER
    fields = ("procedure", ("number", "show_act"), ("published_at", "show_officer"), "reason")
    change_form_after_template = "admin/procedures/version_document.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProcedureVersion]:
        """Skip the long columns, which the list does not show."""
        rows: QuerySet[ProcedureVersion] = super().get_queryset(request)
        return rows.defer("document", "card", "search_entry")

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[ProcedureVersion], search_term: str
    ) -> tuple[QuerySet[ProcedureVersion], bool]:
        """Search without marks."""
        procedures = matching(Procedure.objects.order_by(), search_term)
        return queryset.filter(procedure__in=procedures.values("pk")), False

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Add the published document, with today's names of the procedures it links to."""
        document = with_published_names(orjson.loads(context["original"].document))
        context |= {"document": document, "as_of": date.fromisoformat(document["trust"]["as_of"])}
        context["title"] = str(context["original"].procedure)
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    @display(description="Thủ tục", ordering="procedure__short_name")
    def show_procedure(self, version: ProcedureVersion) -> str:
        return str(version.procedure)

    @display(description="Việc", ordering="state")
    def show_act(self, version: ProcedureVersion) -> str:
        """Show the act; the state shows its result."""
        return tag("Gỡ", "danger") if version.state == State.WITHDRAWN else tag("Công bố", "good")

    @display(description="Người thực hiện", ordering="published_by")
    def show_officer(self, version: ProcedureVersion) -> str:
        return name_of(version.published_by)
