"""Officers' page for citizens: what an officer needs to know, blocking and unblocking."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from unfold.decorators import action, display
from unfold.enums import ActionVariant

from citizens import actions
from citizens.access_log import LoggedAdmin
from citizens.login.phones import phone_hash
from citizens.models import Citizen, Consent, PhoneChange
from foundation.desk.dialogs import ReasonForm, redirect_to_row
from foundation.desk.read_only import ReadOnly, ReadOnlyInline
from foundation.zalo import phones

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


@admin.register(Citizen)
class CitizenAdmin(ReadOnly, LoggedAdmin):
    """Citizens, whom superusers read, block and unblock. Each look is logged."""

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

    @action(
        description="Khoá",
        url_path="khoa",
        icon="block",
        permissions=["block"],
        variant=ActionVariant.DANGER,
        dialog={
            "title": "Khoá công dân",
            "description": "Mọi phiên đăng nhập kết thúc ngay; công dân không đăng nhập được cho "
            "tới khi mở khoá.",
            "form_class": ReasonForm,
            "form_submit_text": "Khoá",
        },
    )
    def block(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        """Shut the citizen out."""
        return self._decide(
            request, object_id, form.cleaned_data["reason"], "Đã khoá", actions.block
        )

    @action(
        description="Mở khoá",
        url_path="mo-khoa",
        icon="lock_open",
        permissions=["block"],
        dialog={
            "title": "Mở khoá công dân",
            "description": "Công dân đăng nhập lại được.",
            "form_class": ReasonForm,
            "form_submit_text": "Mở khoá",
        },
    )
    def unblock(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        """Let the citizen in again."""
        return self._decide(
            request,
            object_id,
            form.cleaned_data["reason"],
            "Đã mở khoá",
            lambda citizen, _reason: actions.unblock(citizen),
        )

    def _decide(
        self,
        request: HttpRequest,
        object_id: str,
        reason: str,
        done: str,
        act: Callable[[Citizen, str], None],
    ) -> HttpResponse:
        citizen = get_object_or_404(Citizen, pk=object_id if object_id.isdecimal() else None)
        act(citizen, reason)
        # The change log keeps only what stands before the colon.
        self.log_change(request, citizen, f"{done}: {reason}")
        messages.success(request, f"{done}.")
        return redirect_to_row(citizen)
