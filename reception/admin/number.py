"""The numbers of a day, and what a desk does with one."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from citizens.access_log import LoggedAdmin
from foundation.desk.moves import MAIN, Button, MovesPage
from foundation.desk.read_only import ReadOnlyAdmin, ReadOnlyInline
from foundation.desk.work_lists import Tab, WorkListAdmin
from reception.actions import desk
from reception.actions.moving import flow
from reception.admin.fields import priority_field
from reception.models import QueueEvent, QueueNumber
from reception.workflow import LIVE, Move, State

COLOURS = {
    State.BOOKED.label: "info", State.WAITING.label: "warning", State.CALLED.label: "success",
    State.ABSENT.label: "danger",
}  # fmt: skip
BUTTONS = {
    Move.ARRIVE: Button(
        desk.arrive, "da-den", "how_to_reg", "Người có hẹn vào hàng chờ theo giờ hẹn.", "Đã đến",
        variant=MAIN,
    ),
    Move.RECALL: Button(
        desk.recall, "goi-lai", "campaign", "Gọi lại cùng số này ở bàn này.", "Đã gọi lại"
    ),
    Move.FINISH: Button(
        desk.finish, "xong", "task_alt", "Kết thúc mà chưa mời số tiếp theo.", "Đã xong"
    ),
    Move.SKIP: Button(
        desk.skip, "chua-den", "person_off", "Giữ nguyên số, sẽ được mời lại.", "Đã ghi chưa đến",
    ),
    Move.MISS: Button(
        desk.miss, "vang", "person_off",
        "Sau ba lần gọi trong năm phút. Người ấy quay lại thì giữ nguyên số.", "Đã ghi vắng",
    ),
    Move.RETURN: Button(
        desk.come_back, "quay-lai", "undo", "Giữ nguyên số, sau lượt kế tiếp.",
        "Đã vào lại hàng chờ",
    ),
    Move.LEAVE: Button(desk.leave, "da-ve", "logout", "Người ấy không chờ nữa.", "Đã ghi"),
    Move.PREFER: Button(
        desk.prefer, "uu-tien", "elderly",
        "Mời trước, xen kẽ với người khác. Không hỏi giấy tờ về bệnh tật.", "Đã ghi ưu tiên",
        {"priority": priority_field(required=True)},
    ),
    Move.CARRY: Button(
        desk.carry, "hen-ngay-khac", "event_repeat",
        "Khi hết giờ mà chưa đến lượt: khung giờ trống đầu tiên của những ngày sau, số mới.",
        "Đã hẹn ngày khác",
    ),
}  # fmt: skip


class PartFilter(DropdownFilter):
    """By what is left to do."""

    title = "phần"
    parameter_name = "part"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        """Return the choices."""
        return [
            ("waiting", "Đang chờ"), ("today", "Hôm nay"), ("ahead", "Sắp tới"), ("all", "Tất cả"),
        ]  # fmt: skip

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the numbers of the choice."""
        today = timezone.localdate()
        match self.value():
            case "waiting":
                return queryset.filter(day=today, state=State.WAITING)
            case "today":
                return queryset.filter(day=today, state__in=LIVE)
            case "ahead":
                return queryset.filter(day__gt=today, state__in=LIVE)
        return queryset


class EventInline(ReadOnlyInline):
    """What happened to a number."""

    model = QueueEvent
    fields = ("move", "at", "desk", "reason", "officer")


@admin.register(QueueNumber)
class QueueNumberAdmin(MovesPage, LoggedAdmin, ReadOnlyAdmin, WorkListAdmin):
    """Numbers of the officer's offices. Who comes is logged as a look at personal data."""

    flow, buttons = flow, BUTTONS
    row_noun = "số"
    tabs = (
        Tab("Đang chờ", {"part": "waiting"}),
        Tab("Hôm nay", {"part": "today"}),
        Tab("Sắp tới", {"part": "ahead"}),
        Tab("Tất cả", {"part": "all"}, counted=False),
    )
    list_display = ("label", "queue", "day", "show_state", "people", "desk")
    list_select_related = ("queue",)
    list_filter = (PartFilter,)
    search_fields = ("label",)
    sortable_by = ()
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    inlines = (EventInline,)
    fields = (
        "label", "queue", "day", "show_state", "begins_at", "reference_at", "people",
        "visitor_name", "procedure", "priority", "desk", "calls",
    )  # fmt: skip
    readonly_fields = ("show_state",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[QueueNumber]:
        rows = flow.visible_to(request.user).select_related("queue", "procedure", "priority")
        return rows.order_by("day", "reference_at", "begins_at", "pk")

    def get_ordering(self, _request: HttpRequest) -> list[str]:
        """Leave the order to the queryset."""
        return []

    @display(description="Tình trạng", label=COLOURS)
    def show_state(self, row: QueueNumber) -> str:
        return row.get_state_display()
