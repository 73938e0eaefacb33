"""Officers' page for citizens: what an officer needs to know, blocking and unblocking."""

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from unfold.decorators import display

from citizens import actions
from citizens.access_log import LoggedAdmin
from citizens.login.phones import phone_hash
from citizens.models import Citizen, Consent, PhoneChange
from foundation.desk.dialogs import REASON
from foundation.desk.moves import BAD, RowButton, RowForm, RowPage
from foundation.desk.read_only import ReadOnly, ReadOnlyInline
from zalo_client import phones

STATES = {"Hoạt động": "success", "Bị khoá": "danger", "Đã xoá dữ liệu": "info"}


class SuperusersInline(ReadOnlyInline):
    """Rows below a citizen, for superusers as the citizen is."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(request.user.is_superuser)


class ConsentInline(SuperusersInline):
    """What the citizen agreed to."""

    model = Consent
    fields = ["purpose", "granted", "policy_version", "at"]


class PhoneChangeInline(SuperusersInline):
    """How the phone changed."""

    model = PhoneChange
    fields = ["kind", "at"]


class StateFilter(admin.SimpleListFilter):
    """By state."""

    title = "tình trạng"
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _model_admin: object) -> list[tuple[str, str]]:
        """Return the three choices."""
        return [("active", "Hoạt động"), ("blocked", "Bị khoá"), ("erased", "Đã xoá dữ liệu")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Citizen]) -> QuerySet[Citizen]:
        """Return the citizens of the choice."""
        wanted = {
            "active": Q(blocked_at__isnull=True, erased_at__isnull=True),
            "blocked": Q(blocked_at__isnull=False, erased_at__isnull=True),
            "erased": Q(erased_at__isnull=False),
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))


class BlockForm(RowForm):
    """Asks why; the change log keeps only what comes before the colon."""

    done = "Đã khoá"
    reason = REASON

    def noted(self, done: str) -> str:
        return f"{done}: {self.typed('reason')}"

    def act(self) -> None:
        actions.block(self.row, self.typed("reason"))


class UnblockForm(BlockForm):
    """Asks why, likewise."""

    done = "Đã mở khoá"

    def act(self) -> None:
        actions.unblock(self.row)


DIALOGS = {
    "block": RowButton(
        "Khoá", "khoa", "block", "block", BlockForm, "Khoá công dân",
        "Mọi phiên đăng nhập kết thúc ngay; công dân không đăng nhập được cho tới khi mở khoá.",
        "Khoá", BAD,
    ),
    "unblock": RowButton(
        "Mở khoá", "mo-khoa", "lock_open", "block", UnblockForm, "Mở khoá công dân",
        "Công dân đăng nhập lại được.", "Mở khoá",
    ),
}  # fmt: skip


@admin.register(Citizen)
class CitizenAdmin(RowPage, ReadOnly, LoggedAdmin):
    """Citizens, whom superusers read, block and unblock. Each look is logged."""

    dialogs = DIALOGS
    list_fullwidth = True
    list_per_page = 50
    list_display = [
        "show_number",
        "show_name",
        "show_phone",
        "created_at",
        "last_seen_on",
        "show_state",
    ]
    list_filter = [StateFilter]
    set_by_itself = ("last_seen_on",)
    search_fields = ["name"]
    search_help_text = "Tên, hoặc đủ cả số điện thoại"
    show_full_result_count = False
    logged_values = ("blocked_at",)
    actions = None
    actions_detail = ["block", "unblock"]
    inlines = [ConsentInline, PhoneChangeInline]
    fieldsets = [
        ("Công dân", {"fields": ["show_name", "show_phone", "phone_verified_at"]}),
        (
            "Tài khoản",
            {
                "fields": [
                    "show_state",
                    "blocked_at",
                    "blocked_reason",
                    "erased_at",
                    "created_at",
                    "last_seen_on",
                ]
            },
        ),
    ]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow superusers only."""
        return bool(request.user.is_superuser)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Allow superusers only."""
        return bool(request.user.is_superuser)

    def has_block_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Allow superusers only."""
        return bool(request.user.is_superuser)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Citizen], search_term: str
    ) -> tuple[QuerySet[Citizen], bool]:
        """Find a whole phone number by its hash, anything else in the names.

        Part of a phone number finds no citizen.
        """
        try:
            return queryset.filter(phone_hash=phone_hash(phones.normalise(search_term))), False
        except ValueError:
            found: tuple[QuerySet[Citizen], bool] = super().get_search_results(
                request, queryset, search_term
            )
            return found

    @display(description="Số")
    def show_number(self, citizen: Citizen) -> int:
        """Show the number that names the citizen on other pages."""
        return citizen.pk

    @display(description="Tên")
    def show_name(self, citizen: Citizen) -> str:
        """Show the name."""
        return citizen.name or "–"

    @display(description="Điện thoại")
    def show_phone(self, citizen: Citizen) -> str:
        """Show the number with its middle hidden."""
        return citizen.masked_phone or "–"

    @display(description="Tình trạng", label=STATES)
    def show_state(self, citizen: Citizen) -> str:
        """Show whether the citizen may use the service."""
        if citizen.erased_at:
            return "Đã xoá dữ liệu"
        return "Bị khoá" if citizen.blocked_at else "Hoạt động"

    def told(self, _row: Citizen, done: str) -> str:
        return done.partition(":")[0]
