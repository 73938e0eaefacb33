"""Officers' accounts: one account for each person, with name and post."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import User
from django.db.models import ManyToManyField, Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django_otp.plugins.otp_static import admin as _static_admin  # noqa: F401  # registers its pages, for us to remove
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp import admin as _totp_admin  # noqa: F401  # registers its pages, for us to remove
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from foundation.desk.tags import two_lines
from officers.account_rules import looks_shared
from officers.admin.account_list import RIGHTS, AccountList, groups_given_by, titles_of
from officers.admin.invitations import invitation_view
from officers.admin.opened_accounts import OpenedAccounts
from officers.admin.posts import PostInline, offices_of_posts
from officers.admin.reviews import review_view
from officers.second_factor import devices
from offices.actions import publish
from offices.models import StandIn

admin.site.unregister(User)
# The libraries' pages of devices show their keys, which nobody may see. Ours reset devices.
admin.site.unregister(TOTPDevice)
admin.site.unregister(StaticDevice)


class NamedForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Mixin of both forms of an account: it belongs to a person, so the name is required."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("last_name", "first_name"):
            if name in self.fields:
                self.fields[name].required = True


class AccountForm(NamedForm, UserChangeForm):
    """An account."""


class NewAccountForm(NamedForm, UserCreationForm):
    """A new account."""


@admin.register(User)
class UserAdmin(OpenedAccounts, AccountList):
    """Officers' accounts, of the offices within reach."""

    add_words, add_page = "Mời cán bộ", "admin:auth_user_invite"
    form = AccountForm
    add_form = NewAccountForm
    change_password_form = AdminPasswordChangeForm
    list_display: Any = (
        "show_person",
        "show_work",
        "show_roles",
        "last_login",
        "show_stand_in",
        "is_active",
    )
    ordering = ("last_name", "first_name", "pk")
    list_filter: ClassVar[Any] = ("is_active", "groups")
    actions: Any = ("forget_second_factor",)
    inlines = (PostInline,)
    warn_unsaved_form = True
    fieldsets = (
        ("Tài khoản", {"fields": ("username", "password", ("last_name", "first_name"), "email")}),
        (
            "Vai trò",
            {
                "fields": ("is_active", "is_staff", "is_superuser", "groups"),
                "description": "Thêm quyền hoặc nơi công tác thì tài khoản tạm ngừng đến khi người "
                "thứ hai xác nhận.",
            },
        ),
        (
            "Quyền riêng, chỉ khi không vai trò nào vừa",
            {"classes": ("collapse",), "fields": ("user_permissions",)},
        ),
    )
    add_fieldsets = (
        (
            "Tài khoản",
            {
                "fields": (
                    "username",
                    ("last_name", "first_name"),
                    "email",
                    "is_staff",
                    "groups",
                    "password1",
                    "password2",
                )
            },
        ),
    )

    def get_urls(self) -> list[URLPattern]:
        """Add the list of reviews; also log changes on Django's page of passwords."""
        review = self.admin_site.admin_view(partial(review_view, self.admin_site))
        invite = self.admin_site.admin_view(partial(invitation_view, self.admin_site))
        return self.with_log(
            [
                path("ra-soat/", review, name="auth_user_review"),
                path("moi/", invite, name="auth_user_invite"),
                *super().get_urls(),
            ]
        )

    # --- the list -------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Read who stands in for whom today with all rows."""
        away = StandIn.objects.away_on(timezone.localdate())
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("absences", away, to_attr="away"))
        )

    @display(description="Cán bộ", ordering="last_name")
    def show_person(self, user: User) -> str:
        return two_lines(self.show_name(user), user.username)

    @display(description="Nơi công tác, chức danh")
    def show_work(self, user: User) -> str:
        return two_lines(self.show_posts(user), titles_of(user))

    @display(description="Vắng, người thay")
    def show_stand_in(self, user: Any) -> str:
        return "; ".join(absence.in_words for absence in user.away) or "–"

    # --- rights ---------------------------------------------------------------------------------

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Let only superusers grant rights besides roles, and nobody grant any to themselves."""
        given = () if request.user.is_superuser else ("is_superuser", "user_permissions")
        own = RIGHTS if obj and obj.pk == request.user.pk else ()
        names = (*super().get_readonly_fields(request, obj), *given, *own, "show_permissions")
        return tuple(dict.fromkeys(names))

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Show the permissions besides the roles in Vietnamese where they are read-only."""
        groups = super().get_fieldsets(request, obj)
        read_only = "user_permissions" in self.get_readonly_fields(request, obj)
        if not read_only and self.has_change_permission(request, obj):
            return groups
        return [
            (
                title,
                {
                    **group,
                    "fields": self.with_permissions_shown(group["fields"], "user_permissions"),
                },
            )
            for title, group in groups
        ]

    def get_inlines(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        """Refuse a post for oneself, too."""
        own = obj is not None and obj.pk == request.user.pk and not request.user.is_superuser
        return [] if own else list(self.inlines)

    def get_inline_instances(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        """Show posts on the page of a new account, too, which Django's own class does not."""
        return super(DjangoUserAdmin, self).get_inline_instances(request, obj)

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Show all roles at once, but only those that this officer may grant."""
        if db_field.name == "groups":
            kwargs |= {
                "queryset": groups_given_by(request.user),
                "widget": UnfoldAdminCheckboxSelectMultipleWidget(),
            }
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Default to an account that may sign in."""
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    # --- saving ---------------------------------------------------------------------------------

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Publish changed posts, and warn about a user name that seems to be shared."""
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            publish(offices_of_posts(formsets))
        if looks_shared(form.instance.username):
            messages.warning(
                request,
                "Tên đăng nhập giống tên dùng chung. Mỗi cán bộ phải có tài khoản riêng, không "
                "dùng chung mật khẩu.",
            )

    def construct_change_message(
        self,
        request: HttpRequest,
        form: Any,
        formsets: Any,
        add: bool = False,  # noqa: FBT001, FBT002  # Django's signature
    ) -> Any:
        """Log that a password was set, without any part of it."""
        message = super().construct_change_message(request, form, formsets, add)
        return "Đặt mật khẩu mới" if isinstance(form, AdminPasswordChangeForm) else message

    @admin.action(description="Đặt lại xác thực hai lớp (mất điện thoại)", permissions=["change"])
    def forget_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Reset the devices of officers who lost their phone; a second person must confirm."""
        for user in queryset:
            devices.forget_devices(user)
            self.log_change(request, user, "Đặt lại xác thực hai lớp")
            self.hold(request, user, "Đặt lại xác thực hai lớp", resets_factor=True)
        messages.success(
            request,
            "Đã đặt lại. Ở lần đăng nhập sau khi được xác nhận, cán bộ sẽ được hướng dẫn thiết lập "
            "điện thoại mới.",
        )
