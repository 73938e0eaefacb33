"""The leaders' review of accounts: rights in their offices, and who still works there."""

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import display

from officers.account_rules import idle_days, oldest_valid_review, with_last_use
from officers.admin.account_list import AccountList, roles_of
from officers.models import AccountReview

REVIEW = "officers.review_accounts"
IDLE_DAYS = 30  # highlighted in the list from here on


class ReviewedFilter(DropdownFilter):
    """By whether an account needs a review."""

    title = "rà soát"
    parameter_name = "reviewed"

    def lookups(self, _request: HttpRequest, _page: Any) -> list[tuple[str, str]]:
        return [("no", "Cần rà soát"), ("yes", "Đã rà soát")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        waiting = Q(reviewed_at__isnull=True) | Q(
            reviewed_at__lt=oldest_valid_review(timezone.now())
        )
        return {"no": queryset.filter(waiting), "yes": queryset.exclude(waiting)}.get(
            self.value() or "", queryset
        )


class StateFilter(DropdownFilter):
    """By possible faults of an account."""

    title = "tình trạng"
    parameter_name = "state"

    def lookups(self, _request: HttpRequest, _page: Any) -> list[tuple[str, str]]:
        return [
            ("idle", f"Không đăng nhập {IDLE_DAYS} ngày"),
            ("no_factor", "Chưa có xác thực hai lớp"),
            ("no_role", "Chưa có vai trò"),
        ]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "idle":
                return queryset.filter(used_at__lt=timezone.now() - timedelta(days=IDLE_DAYS))
            case "no_factor":
                return queryset.filter(has_phone=False)
            case "no_role":
                return queryset.filter(groups__isnull=True)
        return queryset


class ReviewList(AccountList):
    """Active accounts within reach. Not registered: it is a page below the accounts."""

    short_rows = False  # its columns are others
    list_display = (
        "show_account",
        "show_roles",
        "show_posts",
        "show_last_login",
        "show_idle",
        "has_phone",
        "show_reviewed",
    )
    list_filter = (ReviewedFilter, StateFilter)
    list_filter_submit = True
    list_before_template = "admin/accounts/review_intro.html"
    ordering = ("username",)
    sortable_by = ()
    actions = ("mark_reviewed",)

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return request.user.has_perm(REVIEW)

    has_review_permission = has_view_permission

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: User | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Return active accounts, with last use, last review and whether a phone is set up."""
        phone = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        accounts = with_last_use(super().get_queryset(request).filter(is_active=True))
        found: QuerySet[User] = accounts.annotate(
            reviewed_at=Max("reviews__at"), has_phone_set=Exists(phone)
        )
        return found

    @display(description="Cán bộ", header=True)
    def show_account(self, user: User) -> list[str]:
        """Show the name, and the user name below it."""
        return [self.show_name(user), user.username]

    @display(description="Đăng nhập gần nhất")
    def show_last_login(self, user: User) -> str:
        return (
            date_format(timezone.localtime(user.last_login), "SHORT_DATE_FORMAT")
            if user.last_login
            else "chưa lần nào"
        )

    @display(description="Không dùng", label={"idle": "warning", "used": "info"})
    def show_idle(self, user: User) -> tuple[str, str]:
        """Show the days since the last sign-in."""
        days = idle_days(user, timezone.now())
        return "idle" if days >= IDLE_DAYS else "used", f"{days} ngày"

    @display(description="Hai lớp", boolean=True)
    def has_phone(self, user: Any) -> bool:
        return bool(user.has_phone_set)

    @display(description="Rà soát gần nhất")
    def show_reviewed(self, user: Any) -> str:
        return (
            date_format(timezone.localtime(user.reviewed_at), "SHORT_DATE_FORMAT")
            if user.reviewed_at
            else "chưa lần nào"
        )

    @admin.action(description="Đã rà soát, quyền còn đúng", permissions=["review"])
    def mark_reviewed(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Record a review of the chosen accounts. Nobody reviews their own."""
        reviewer: Any = request.user
        others = [user for user in queryset if user.pk != request.user.pk]
        for user in others:
            AccountReview.objects.create(user=user, reviewer=reviewer, roles=roles_of(user)[:300])
            self.log_change(request, user, "Rà soát: quyền còn đúng")
        messages.success(request, f"Đã ghi rà soát {len(others)} tài khoản.")
        if len(others) < len(queryset):
            messages.warning(request, "Tài khoản của chính đồng chí do người khác rà soát.")


def review_view(site: admin.AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the list of accounts to review."""
    listing = ReviewList(User, site)
    if not listing.has_view_permission(request):
        raise PermissionDenied
    answer: HttpResponse = listing.changelist_view(request, {"title": "Rà soát tài khoản"})
    return answer
