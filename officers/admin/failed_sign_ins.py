"""Failed sign-ins, and unlocking an officer before the lockout ends."""

from datetime import datetime

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from unfold.decorators import display

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.change_log.recording import Act, record
from foundation.desk.read_only import ReadOnly
from offices.rights import OfEveryOffice


def _title(attempt: AccessAttempt) -> str:
    """Identify an attempt by its time: the typed name may be a password, and titles are logged."""
    return (
        f"Đăng nhập sai lúc {date_format(localtime(attempt.attempt_time), 'SHORT_DATETIME_FORMAT')}"
    )


AccessAttempt.add_to_class("__str__", _title)  # the library's own is English


@admin.register(AccessAttempt)
class AccessAttemptAdmin(OfEveryOffice, ReadOnly, ChangeLoggedAdmin):
    """Failed sign-ins. They are unlocked by an action, not deleted."""

    list_fullwidth = True
    list_display = ("show_username", "show_address", "show_time", "show_count")
    list_display_links = None
    search_fields = ("username", "ip_address")
    fields = (
        "show_username",
        "show_address",
        "show_time",
        "show_count",
        "user_agent",
    )  # not all that the browser sent
    actions = ("unlock",)

    def has_unlock_permission(self, request: HttpRequest) -> bool:
        """Return True for officers who may delete failed attempts; auditors only read them."""
        return request.user.has_perm("axes.delete_accessattempt")

    @admin.action(description="Mở khoá các tài khoản đã chọn", permissions=["unlock"])
    def unlock(self, request: HttpRequest, queryset: QuerySet[AccessAttempt]) -> None:
        """Delete the failed attempts of the chosen rows."""
        count = 0
        for attempt in list(queryset):
            # A name without an account may be a password: then the attempt is logged instead.
            account = User.objects.filter(username=attempt.username).first()
            record(request.user, Act.CHANGED, account or attempt, "Mở khoá đăng nhập")
            count += reset(ip=attempt.ip_address, username=attempt.username)
        messages.success(request, f"Đã mở khoá {count} lượt đăng nhập.")

    @display(description="Tên đăng nhập", ordering="username")
    def show_username(self, attempt: AccessAttempt) -> str:
        return attempt.username or "–"

    @display(description="Địa chỉ mạng", ordering="ip_address")
    def show_address(self, attempt: AccessAttempt) -> str:
        return attempt.ip_address or "–"

    @display(description="Lần gần nhất", ordering="attempt_time")
    def show_time(self, attempt: AccessAttempt) -> datetime:
        moment: datetime = attempt.attempt_time
        return moment

    @display(description="Số lần sai", label=True, ordering="failures_since_start")
    def show_count(self, attempt: AccessAttempt) -> str:
        """Show the number of attempts, and whether the account is locked."""
        locked = attempt.failures_since_start >= settings.AXES_FAILURE_LIMIT
        return (
            f"{attempt.failures_since_start} (đang khoá)"
            if locked
            else str(attempt.failures_since_start)
        )
