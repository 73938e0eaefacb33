"""Officers' pages of incidents: what is due to whom, drafts of the notices, what was given."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from foundation.desk.dates import moment_field
from foundation.desk.moves import MAIN, Button, MovesPage
from foundation.desk.read_only import ReadOnlyInline
from foundation.desk.work_lists import Tab, WorkListAdmin
from offices.rights import OfEveryOffice, reaches_all
from offices.working_time.due_times import INFO, Standing, due_cell
from security import actions
from security.drafts import draft_of
from security.models import IncidentQuerySet, SecurityIncident, SecurityIncidentEvent
from security.owed import NOTICES
from security.workflow import Move, Status

NOTHING_DUE = Standing("Không còn báo cáo phải gửi", INFO)


def _words(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=500, widget=UnfoldAdminTextInputWidget()
    )


BUTTONS = {
    **{
        move: Button(
            actions.NOTE_NOTICE[move], path, "outgoing_mail",
            "Ghi báo cáo đã gửi; bản dự thảo nằm ở trang của sự cố.", f"Đã ghi: {move.label}",
            {
                "sent_at": moment_field("Đã gửi lúc", "Giờ và ngày gửi.", required=True),
                "words": _words("Gửi ai", "Nơi nhận, số văn bản."),
            },
            name=f"Đã gửi: {move.label}", submit="Ghi đã gửi", variant=MAIN,
        )
        for move, path in (
            (Move.FIRST, "bao-cao-dau"), (Move.REPORT, "bao-cao-du"),
            (Move.PERSONAL_DATA, "du-lieu-ca-nhan"), (Move.ZALO, "bao-zalo"),
        )
    },
    Move.CLOSE: Button(
        actions.close, "ket-thuc", "task_alt", "Sự cố rời danh sách đang xử lý.", "Đã kết thúc",
        {"words": _words("Kết quả", "Nguyên nhân, đã khắc phục thế nào.")},
    ),
    Move.REOPEN: Button(
        actions.reopen, "mo-lai", "restart_alt", "Sự cố lại nằm trong danh sách đang xử lý.",
        "Đã mở lại", {"words": _words("Lý do", "Vì sao mở lại.")},
    ),
}  # fmt: skip


class PartFilter(DropdownFilter):
    """By whether something is left to do."""

    title = "tình trạng chung"
    parameter_name = "part"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("open", "Đang xử lý"), ("late", "Quá hạn báo cáo"), ("all", "Tất cả")]

    def queryset(self, _request: HttpRequest, queryset: IncidentQuerySet) -> IncidentQuerySet:
        """Return the incidents of the choice."""
        match self.value():
            case "open":
                return queryset.open()
            case "late":
                return queryset.late(timezone.now())
        return queryset


class EventInline(ReadOnlyInline):
    """What was done about an incident."""

    model = SecurityIncidentEvent
    fields = ("move", "done_at", "words", "officer", "at")


@admin.register(SecurityIncident)
class SecurityIncidentAdmin(OfEveryOffice, MovesPage, WorkListAdmin):
    """Incidents: who handles them reaches every office."""

    flow, buttons = actions.flow, BUTTONS
    row_noun = "sự cố"
    tabs = (
        Tab("Đang xử lý", {"part": "open"}),
        Tab("Quá hạn báo cáo", {"part": "late"}, "danger"),
        Tab("Tất cả", {"part": "all"}, counted=False),
    )
    list_display = ("title", "noticed_at", "show_clock", "status")
    list_filter = (PartFilter,)
    sortable_by = ()
    inlines = (EventInline,)
    readonly_fields = ("status", "show_notices", "show_drafts")
    fieldsets = (
        ("Phải báo", {"fields": ("status", "show_notices", "show_drafts")}),
        ("Sự cố", {"fields": (
            "title", "noticed_at", "noticed_by", "happened_at", "what", "measures",
        )}),
        ("Mức độ", {"fields": (
            "is_serious", "at_once", "personal_data", "zalo_data", "persons", "contact",
        )}),
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> IncidentQuerySet:
        """Return what the officer may see, the first due first."""
        return actions.flow.visible_to(request.user).by_due_time()

    def get_ordering(self, _request: HttpRequest) -> list[str]:
        """Leave the order to the queryset."""
        return []

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show what is due once the incident is noted."""
        shown = super().get_fieldsets(request, obj)
        return shown if obj else shown[1:]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(super().has_add_permission(request)) and reaches_all(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow handlers while the incident is open; a closed one is reopened first."""
        may = super().has_change_permission(request, obj) and reaches_all(request.user)
        return bool(may) and (obj is None or obj.status == Status.OPEN)

    def save_model(
        self, request: HttpRequest, obj: SecurityIncident, _form: Any, _change: object
    ) -> None:
        actions.save(obj, cast("User", request.user))

    @display(description="Hạn báo cáo")
    def show_clock(self, row: SecurityIncident) -> str:
        """Show by when the next notice has to be given."""
        if row.due_at:
            return due_cell(row.due_at, by_the_hour=True)
        return due_cell(None, NOTHING_DUE)

    @display(description="Báo cáo phải gửi")
    def show_notices(self, row: SecurityIncident) -> SafeString:
        """Show each notice with its receiver, its law and its due time."""
        owed = row.owed()
        lines = [
            (
                move.label,
                due_cell(due, by_the_hour=True) if move in owed else "đã gửi",
                NOTICES[move].receiver,
                NOTICES[move].law,
            )
            for move, due in row.due_times.items()
        ]
        if not lines:
            return SafeString("Không có báo cáo nào phải gửi theo mức độ đã ghi.")
        return format_html_join("", "<p><strong>{}</strong>: {}<br>{} ({})</p>", lines)

    @display(description="Dự thảo")
    def show_drafts(self, row: SecurityIncident) -> SafeString:
        """Show the texts of the notices that are owed, to be copied."""
        drafts = [(move.label, draft_of(row, move)) for move in row.owed()]
        if not drafts:
            return SafeString("–")
        box = "<details><summary>{}</summary><pre class='whitespace-pre-wrap'>{}</pre></details>"
        return format_html("{}", format_html_join("", box, drafts))
