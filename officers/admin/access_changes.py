"""Opened accounts: a second person confirms or refuses the change."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from foundation.desk.read_only import ReadOnlyAdmin
from officers.admin.account_list import accounts_within_reach, offices_of, roles_of
from officers.models import AccessChange
from officers.second_person import actions
from offices.rights import reaches_all

Outcome = AccessChange.Outcome
COLOURS = {Outcome.WAITING: "warning", Outcome.CONFIRMED: "success", Outcome.REFUSED: "danger"}


@admin.register(AccessChange)
class AccessChangeAdmin(ReadOnlyAdmin):
    """Changes of accounts, with all current rights of the account."""

    list_display = (
        "show_account",
        "what",
        "show_roles",
        "show_posts",
        "show_changed",
        "show_outcome",
    )
    list_display_links = None
    list_filter = (("outcome", ChoicesDropdownFilter),)
    list_filter_submit = True
    list_before_template = "admin/accounts/confirm_intro.html"
    search_fields = ("account__username", "account__last_name", "account__first_name")
    search_help_text = "Tên đăng nhập hoặc họ tên"
    list_select_related = ("account", "office", "role", "changed_by", "settled_by")
    sortable_by = ()
    actions = ("confirm", "refuse")
    fields = (
        ("account", "office", "role"),
        "what",
        "show_roles",
        "show_posts",
        ("changed_by", "changed_at"),
        ("outcome", "settled_by", "settled_at"),
    )
    readonly_fields = ("show_roles", "show_posts")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AccessChange]:
        """Return changes of accounts within reach; those of offices and roles need full reach."""
        shown = Q(account__in=accounts_within_reach(User.objects.all(), request.user))
        if reaches_all(request.user):
            shown |= Q(account=None)
        found: QuerySet[AccessChange] = super().get_queryset(request)
        return found.filter(shown).prefetch_related("account__groups", "account__posts__office")

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        """Return True for officers who may be the second person."""
        return request.user.has_perm("officers.confirm_accesschange")

    @admin.action(description="Xác nhận, đã hỏi đúng người", permissions=["confirm"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[AccessChange]) -> None:
        """Confirm the chosen accounts."""
        self._settle(request, queryset, Outcome.CONFIRMED)

    @admin.action(description="Từ chối (tài khoản thì tắt)", permissions=["confirm"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[AccessChange]) -> None:
        """Disable the chosen accounts."""
        self._settle(request, queryset, Outcome.REFUSED)

    def _settle(
        self, request: HttpRequest, queryset: QuerySet[AccessChange], outcome: Outcome
    ) -> None:
        officer = cast("User", request.user)
        for change in queryset:
            try:
                done = actions.settle(change, officer, outcome)
                messages.success(request, f"{change.subject}: {done}.")
            except ValidationError as error:
                messages.error(request, f"{change.subject}: {error.messages[0]}")

    @display(description="Cán bộ, đơn vị, vai trò", header=True)
    def show_account(self, change: AccessChange) -> list[str]:
        """Show the name, and the user name below it."""
        account = change.account
        if account is None:
            return [str(change.subject), "đơn vị" if change.office else "vai trò"]
        return [account.get_full_name() or "–", account.username]

    @display(description="Vai trò hiện có")
    def show_roles(self, change: AccessChange) -> str:
        return (roles_of(change.account) if change.account else "") or "–"

    @display(description="Nơi công tác")
    def show_posts(self, change: AccessChange) -> str:
        return (offices_of(change.account) or "chưa có") if change.account else "–"

    @display(description="Người thay đổi", header=True)
    def show_changed(self, change: AccessChange) -> list[str]:
        """Show who changed it, and when."""
        when = date_format(localtime(change.changed_at), "SHORT_DATETIME_FORMAT")
        return [change.changed_by.username, when]

    @display(description="Kết quả", label=COLOURS)
    def show_outcome(self, change: AccessChange) -> tuple[str, str]:
        """Show the outcome, and who settled it."""
        label = Outcome(change.outcome).label
        by = f" – {change.settled_by.username}" if change.settled_by else ""
        return change.outcome, f"{label}{by}"
