"""A counter: its rules, and the desk that calls its numbers."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action, display

from foundation.desk.moves import RowPage
from foundation.desk.read_only import ReadOnlyInline
from offices.models import Office
from offices.rights import within_reach
from reception.actions.moving import LEAD, SERVE
from reception.admin.dialogs import DIALOGS
from reception.models import Closure, Queue, QueueNumber
from reception.workflow import State

MOST_SHOWN = 60
SHOWN = (State.BOOKED, State.WAITING, State.CALLED, State.ABSENT)


class ClosureInline(ReadOnlyInline):
    """When the counter receives nobody."""

    model = Closure
    fields = ("begins_at", "ends_at", "reason")


@admin.register(Queue)
class QueueAdmin(RowPage):
    """Counters of the officer's offices and of those below."""

    dialogs = DIALOGS
    list_display = ("name", "office", "field", "window_minutes", "places", "active")
    list_select_related = ("office", "field")
    list_fullwidth = True
    sortable_by = ()
    actions = None
    actions_detail = (*list(DIALOGS)[:5], "print_day", *list(DIALOGS)[5:])
    inlines = (ClosureInline,)
    readonly_fields = ("show_today",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Queue]:
        return within_reach(Queue.objects.select_related("office"), request.user)

    def get_fieldsets(self, _request: HttpRequest, obj: Model | None = None) -> Any:
        """Show who is there today above the rules."""
        rules = (
            "office", "name", "field", ("window_minutes", "days_ahead"),
            ("places", "online_places"), "active",
        )  # fmt: skip
        today = (("Hôm nay", {"fields": ("show_today",)}),) if obj else ()
        return (*today, ("Quy định", {"fields": rules}))

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer the officer's own offices and those below."""
        if db_field.name == "office":
            kwargs["queryset"] = within_reach(Office.objects.all(), request.user, "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_serve_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return bool(request.user.has_perm(SERVE))

    def has_lead_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return bool(request.user.has_perm(LEAD))

    @action(description="In hôm nay", url_path="in", icon="print", permissions=["serve"])
    def print_day(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the numbers of today as a sheet of A4, without names."""
        queue = get_object_or_404(self.get_queryset(request), pk=object_id)
        rows = QueueNumber.objects.filter(queue=queue, day=timezone.localdate(), state__in=SHOWN)
        rows = rows.select_related("procedure").order_by("begins_at", "reference_at", "pk")
        shown = {"queue": queue, "rows": rows, "printed_at": timezone.now()}
        held = {"Cache-Control": "no-store"}
        return TemplateResponse(request, "admin/reception/day.html", shown, headers=held)

    @display(description="Đang chờ, đang mời, đã hẹn")
    def show_today(self, queue: Queue) -> SafeString:
        """Show the numbers of today, without names."""
        rows = QueueNumber.objects.filter(queue=queue, day=timezone.localdate(), state__in=SHOWN)
        ordered = rows.order_by("-state", "reference_at", "begins_at", "pk")[:MOST_SHOWN]
        lines = [(row.label, row.get_state_display(), row.desk) for row in ordered]
        if not lines:
            return SafeString("Chưa có ai.")
        line = "<li><strong>{}</strong> {} {}</li>"
        return format_html("<ul>{}</ul>", format_html_join("", line, lines))
