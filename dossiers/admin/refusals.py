"""What the connector sent and was refused: an officer of the office sees to it."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from dossiers.connector import refusals
from dossiers.importing import conflicts
from dossiers.models import ConnectorRefusal
from foundation.desk.long_lists import BoundedPaginator
from foundation.desk.moves import MAIN, RowButton, RowPage, row_form
from foundation.desk.read_only import ReadOnlyAdmin
from offices.rights import within_reach

STATES = {"Chờ xử lý": "warning", "Đã xử lý": "success"}


NOTE = forms.CharField(
    label="Đã xử lý thế nào",
    max_length=refusals.MAX_NOTE,
    widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    help_text="Ví dụ: đã ghi nhận bằng tay; đã báo bên kết nối sửa. Không ghi số điện thoại, số "
    "giấy tờ.",
)
SETTLE = RowButton(
    "Đã xử lý", "da-xu-ly", "done", "settle",
    row_form(lambda row, _officer, note: refusals.settle(row, note), "Đã xử lý", note=NOTE),
    "Đã xử lý",
    "Dòng này không còn chờ nữa. Hệ thống kết nối gửi lại với lỗi khác thì lại chờ xử lý.",
    "Đã xử lý", MAIN,
)  # fmt: skip


@admin.register(ConnectorRefusal)
class ConnectorRefusalAdmin(RowPage, ReadOnlyAdmin):
    """Refused dossiers of the officer's offices."""

    dialogs = {"settle": SETTLE}
    list_display = ["code", "show_faults", "office", "show_state", "first_at", "last_at"]
    list_filter = ["state"]
    list_select_related = ["office", "key"]
    logged_values = ("state", "note")
    show_full_result_count = False
    paginator = BoundedPaginator
    search_fields = ["=code"]
    search_help_text = "Đủ cả mã hồ sơ"
    actions_detail = ["settle"]
    fields = [
        "code",
        "show_faults",
        "office",
        "key",
        ("first_at", "last_at"),
        "show_state",
        "note",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ConnectorRefusal]:
        """Return refusals of the offices that the officer reaches."""
        found: QuerySet[ConnectorRefusal] = super().get_queryset(request)
        return within_reach(found, request.user)

    def has_settle_permission(self, request: HttpRequest, _object_id: str | None = None) -> bool:
        return bool(request.user.has_perm(conflicts.SETTLE))

    @display(description="Vì sao không nhận")
    def show_faults(self, refusal: ConnectorRefusal) -> str:
        return " ".join(refusal.faults)

    @display(description="Tình trạng", label=STATES)
    def show_state(self, refusal: ConnectorRefusal) -> str:
        return str(ConnectorRefusal.State(refusal.state).label)
