"""Officers' accounts, groups of permissions and locked sign-ins."""

from typing import Any

from axes.models import AccessAttempt
from axes.utils import reset
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_static import admin as _static_admin  # noqa: F401  # registers its pages, for us to remove
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp import admin as _totp_admin  # noqa: F401
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from police_portal.second_factor import devices

admin.site.unregister(User)
admin.site.unregister(Group)
# The libraries' pages of devices show their keys: nobody may see those. Ours reset them.
admin.site.unregister(TOTPDevice)
admin.site.unregister(StaticDevice)

_ACTS = {"view": "Xem", "add": "Thêm", "change": "Sửa", "delete": "Xoá"}
# Nothing that an officer could be given: a procedure's rows follow it, citizens are for superusers, the rest is the machine's.
_NOT_GRANTED = {"admin", "axes", "otp_static", "otp_totp", "contenttypes", "sessions", "police_portal"}
_GRANTED_OF_CITIZENS = {
    "view_accessentry", "view_personalrequest", "handle_personalrequest", "view_delivery", "resend_delivery", "view_noticetemplate",
    "change_noticetemplate", "view_templatechannel", "change_templatechannel", "view_channelstop", "add_channelstop", "view_oatoken",
}  # fmt: skip
_ROWS_OF_PROCEDURES = {"case", "channel", "draftedit", "fee", "form", "legalbasis", "requireddocument", "source", "step", "timelimit"}


def grantable() -> QuerySet[Permission]:
    """Return the permissions that mean something to an officer."""
    known = Permission.objects.exclude(content_type__app_label__in=_NOT_GRANTED).exclude(content_type__model__in=_ROWS_OF_PROCEDURES)
    known = known.exclude(Q(content_type__app_label="citizens") & ~Q(codename__in=_GRANTED_OF_CITIZENS))
    return known.select_related("content_type").order_by("content_type__app_label", "content_type__model", "pk")


class PermissionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Permissions in Vietnamese: Django keeps their names in English in the database."""

    def label_from_instance(self, permission: Permission) -> str:
        """Return what is allowed: «Thủ tục – Sửa»."""
        act = permission.codename.partition("_")[0]
        model = permission.content_type.model_class()
        own = dict(model._meta.permissions) if model else {}
        what = str(model._meta.verbose_name).capitalize() if model else permission.content_type.model
        return f"{what} – {own.get(permission.codename) or _ACTS.get(act, permission.name)}"


class GrantsPermissions(ModelAdmin):
    """Mixed into pages on which permissions are given."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer permissions by Vietnamese names."""
        if db_field.remote_field.model is Permission:
            kwargs |= {"queryset": grantable(), "form_class": PermissionsField, "widget": UnfoldAdminCheckboxSelectMultipleWidget()}
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(User)
class UserAdmin(DjangoUserAdmin, GrantsPermissions):  # type: ignore[type-arg]  # not generic at run time
    """Officers' accounts."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_fullwidth = True
    list_display = ("username", "show_name", "email", "is_active", "is_superuser", "last_login")
    filter_horizontal = ()
    actions = ("forget_second_factor",)
    autocomplete_fields = ("groups",)
    warn_unsaved_form = True
    fieldsets = (
        ("Tài khoản", {"fields": ("username", "password", ("last_name", "first_name"), "email")}),
        ("Quyền", {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
    )
    add_fieldsets = (("Tài khoản", {"fields": ("username", "password1", "password2")}),)

    @admin.action(description="Đặt lại xác thực hai lớp (mất điện thoại)", permissions=["change"])
    def forget_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let officers who lost their phone set up another one; their sessions end."""
        for user in queryset:
            devices.forget(user)
            self.log_change(request, user, "Đặt lại xác thực hai lớp.")
        messages.success(request, "Đã đặt lại. Ở lần đăng nhập tới, cán bộ sẽ được hướng dẫn thiết lập điện thoại mới.")

    @display(description="Họ và tên", ordering="last_name")
    def show_name(self, user: User) -> str:
        """Show the family name first."""
        return f"{user.last_name} {user.first_name}".strip() or "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Return the accounts that this officer may see: the ones above all rights are their own affair."""
        accounts = super().get_queryset(request)
        return accounts if request.user.is_superuser else accounts.filter(is_superuser=False)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Let nobody but a superuser give rights beside the roles, and nobody at all give rights to themselves."""
        given = () if request.user.is_superuser else ("is_superuser", "user_permissions")
        own = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions") if obj and obj.pk == request.user.pk else ()
        return tuple(dict.fromkeys((*super().get_readonly_fields(request, obj), *given, *own)))

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Accounts are switched off, not deleted: history names them."""
        return False


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, GrantsPermissions):
    """Groups of permissions."""

    filter_horizontal = ()


@admin.register(AccessAttempt)
class AccessAttemptAdmin(ModelAdmin):
    """Failed sign-ins, and the way to unlock an officer before the time is over."""

    list_fullwidth = True
    list_display = ("show_username", "show_address", "show_time", "show_count")
    list_display_links = None
    search_fields = ("username", "ip_address")
    actions = ("unlock",)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Refuse: unlocking is the action."""
        return False

    @admin.action(description="Mở khoá các tài khoản đã chọn")
    def unlock(self, request: HttpRequest, queryset: QuerySet[AccessAttempt]) -> None:
        """Forget the failed attempts of the chosen rows."""
        count = sum(reset(ip=attempt.ip_address, username=attempt.username) for attempt in queryset)
        messages.success(request, f"Đã mở khoá {count} lượt đăng nhập.")

    @display(description="Tên đăng nhập", ordering="username")
    def show_username(self, attempt: AccessAttempt) -> str:
        """Show who tried."""
        return attempt.username or "–"

    @display(description="Địa chỉ mạng", ordering="ip_address")
    def show_address(self, attempt: AccessAttempt) -> str:
        """Show from where."""
        return attempt.ip_address or "–"

    @display(description="Lần gần nhất", ordering="attempt_time")
    def show_time(self, attempt: AccessAttempt) -> Any:
        """Show when."""
        return attempt.attempt_time

    @display(description="Số lần sai", label=True, ordering="failures_since_start")
    def show_count(self, attempt: AccessAttempt) -> str:
        """Show how often, and whether it is locked."""
        locked = attempt.failures_since_start >= settings.AXES_FAILURE_LIMIT
        return f"{attempt.failures_since_start} (đang khoá)" if locked else str(attempt.failures_since_start)
