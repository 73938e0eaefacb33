"""A counter: its rules, and the desk that calls its numbers."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import display
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from citizens.validators import clean_name
from foundation.desk.dates import moment_field
from foundation.desk.moves import BAD, MAIN, RowButton, RowForm, RowPage, row_form
from foundation.desk.read_only import ReadOnlyInline
from offices.models import Office
from offices.rights import within_reach
from reception import screens
from reception.actions import closing, desk
from reception.actions.booking import Visit, walk_in
from reception.actions.moving import LEAD, SERVE
from reception.models import Closure, PriorityGroup, Queue, QueueNumber
from reception.workflow import State

DESK = "reception-desk"  # in the session: an officer sits at one desk
MOST_SHOWN = 60
SHOWN = (State.BOOKED, State.WAITING, State.CALLED, State.ABSENT)


class NextForm(RowForm):
    """Asks at which desk."""

    desk = forms.CharField(
        label="Bàn", max_length=20, widget=UnfoldAdminTextInputWidget(),
        help_text="Ví dụ «Bàn 1»; hiện trên màn hình gọi số.",
    )  # fmt: skip

    def prepare(self) -> None:
        self.fields["desk"].initial = self.request.session.get(DESK, "Bàn 1")

    def act(self) -> object:
        """End what is at the desk and call the next number."""
        here = clean_name(self.typed("desk"))
        self.request.session[DESK] = here
        called = desk.call_next(self.row, self.officer, here)
        return f"Mời số {called.label} đến {here}" if called else "Không còn ai chờ"


class WalkInForm(RowForm):
    """Gives a number to somebody at the counter."""

    people = forms.IntegerField(
        label="Số người", min_value=1, max_value=4, initial=1, widget=UnfoldAdminTextInputWidget()
    )
    priority = forms.ModelChoiceField(
        PriorityGroup.objects.filter(active=True), label="Ưu tiên", required=False,
        empty_label="Không", widget=UnfoldAdminSelectWidget(),
        help_text="Mời trước, xen kẽ với người khác. Không hỏi giấy tờ về bệnh tật.",
    )  # fmt: skip

    def act(self) -> object:
        """Give the number."""
        visit = Visit(people=self.typed("people"))
        number = walk_in(self.row, visit, None, self.officer, self.typed("priority"))
        return f"Số {number.label}"


def _words(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=100, widget=UnfoldAdminTextInputWidget()
    )


class ScreenForm(RowForm):
    """Makes a call screen; its address is told once and noted nowhere."""

    done = "Mở màn hình gọi số"

    def act(self) -> object:
        """Make it."""
        address = self.request.build_absolute_uri(screens.make(self.row))
        messages.info(self.request, f"Địa chỉ của màn hình, chỉ hiện lần này: {address}")
        return self.done


def _revoke(row: Queue, _officer: Any) -> str:
    return f"Đã thu hồi {screens.revoke(row)} màn hình"


DIALOGS = {
    "next": RowButton(
        "Số tiếp theo", "so-tiep", "campaign", "serve", NextForm, "Mời số tiếp theo",
        "Số đang ở bàn này kết thúc; hệ thống chọn số tiếp theo theo mốc xếp hàng.", "Mời", MAIN,
        shortcut="next",
    ),
    "walk_in": RowButton(
        "Cấp số tại chỗ", "cap-so", "person_add", "serve", WalkInForm, "Cấp số tại chỗ",
        "Không ai bị từ chối vì chưa đặt lịch.", "Cấp số",
    ),
    "close": RowButton(
        "Không tiếp dân", "dong", "event_busy", "lead",
        row_form(
            closing.close, "",
            begins_at=moment_field("Từ lúc", "Giờ và ngày.", required=True),
            ends_at=moment_field("Đến lúc", "Giờ và ngày.", required=True),
            reason=_words("Lý do", "Người đã đặt lịch đọc lý do này."),
        ),
        "Không tiếp dân", "Mọi lịch hẹn trong thời gian này bị huỷ, từng người được báo một lần.",
        "Đóng và báo", BAD,
    ),
    "screen": RowButton(
        "Mở màn hình", "man-hinh", "tv", "lead", ScreenForm, "Mở màn hình gọi số",
        "Ai có địa chỉ này thấy số và bàn, không thấy tên. Mở địa chỉ ấy trên ti vi.", "Mở",
    ),
    "revoke_screens": RowButton(
        "Thu hồi màn hình", "thu-hoi", "tv_off", "lead", row_form(_revoke, ""),
        "Thu hồi mọi màn hình của quầy", "Các địa chỉ đã cấp không mở được nữa.", "Thu hồi", BAD,
    ),
}  # fmt: skip


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
    actions_detail = ("next", "walk_in", "close", "screen", "revoke_screens")
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
