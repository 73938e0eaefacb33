"""A counter: its rules, and the desk that calls its numbers."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from unfold.decorators import action

from foundation.desk.moves import RowPage
from foundation.desk.read_only import ReadOnlyInline
from offices.admin.own_office import OffersOwnOffices
from offices.rights import within_reach
from reception import codes
from reception.actions.moving import LEAD, SERVE
from reception.admin import today
from reception.admin.dialogs import DIALOGS, desk_of
from reception.models import Closure, Queue, QueueNumber
from reception.notices import NOTE

AT_HAND = 7  # dialogs that a desk needs all day, each with a key


class ClosureInline(ReadOnlyInline):
    """When the counter receives nobody."""

    model = Closure
    fields = ("begins_at", "ends_at", "reason")


@admin.register(Queue)
class QueueAdmin(OffersOwnOffices, RowPage):
    """Counters of the officer's offices and of those below."""

    dialogs = DIALOGS
    list_display = ("name", "office", "field", "window_minutes", "places", "active")
    list_select_related = ("office", "field")
    list_fullwidth = True
    sortable_by = ()
    actions = None
    actions_detail = (
        *list(DIALOGS)[:AT_HAND],
        {
            "title": "Việc khác",
            "icon": "more_horiz",
            "items": ["print_day", "print_poster", *list(DIALOGS)[AT_HAND:]],
        },
    )
    fields = (
        "office", "name", "field", ("window_minutes", "days_ahead"), ("places", "online_places"),
        "active",
    )  # fmt: skip
    inlines = (ClosureInline,)
    change_form_outer_before_template = "admin/reception/today.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Queue]:
        return within_reach(Queue.objects.select_related("office"), request.user)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        """Show who is there today above the rules."""
        if queue := kwargs.get("obj"):
            context["today"] = today.of(queue, desk_of(request, queue))
        return super().render_change_form(request, context, *args, **kwargs)

    def has_serve_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return bool(request.user.has_perm(SERVE))

    def has_lead_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return bool(request.user.has_perm(LEAD))

    @action(description="In hôm nay", url_path="in", icon="print", permissions=["serve"])
    def print_day(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the numbers of today as a sheet of A4, without names."""
        queue = get_object_or_404(self.get_queryset(request), pk=object_id)
        there = QueueNumber.objects.filter(queue=queue, state__in=today.SHOWN)
        rows = there.filter(day=timezone.localdate()).select_related("procedure")
        rows = rows.order_by("begins_at", "reference_at", "pk")
        return _printed(request, "day", queue, rows=rows, printed_at=timezone.now())

    @action(description="In áp phích", url_path="ap-phich", icon="qr_code_2", permissions=["serve"])
    def print_poster(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show a poster of A4 whose code leads to booking at this counter."""
        queue = get_object_or_404(self.get_queryset(request), pk=object_id)
        return _printed(request, "poster", queue, picture=codes.poster(queue.pk), note=NOTE)


def _printed(request: HttpRequest, sheet: str, queue: Queue, **shown: object) -> HttpResponse:
    name, held = f"admin/reception/{sheet}.html", {"Cache-Control": "no-store"}
    return TemplateResponse(request, name, {"queue": queue, **shown}, headers=held)
