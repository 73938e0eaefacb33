"""Officers' accounts and groups of permissions: one account for each person, with name and post."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html_join
from django_otp.plugins.otp_static import admin as _static_admin  # noqa: F401  # registers its pages, for us to remove
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp import admin as _totp_admin  # noqa: F401
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.admin import StackedInline
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.permission_choices import offered_permissions, permission_in_words
from officers.account_rules import looks_shared
from officers.second_factor import devices
from offices.actions import publish
from offices.models import Office, Officer
from offices.rights import OVERSEE, reaches_all, within_reach

admin.site.unregister(User)
admin.site.unregister(Group)
# The libraries' pages of devices show their keys: nobody may see those. Ours reset them.
admin.site.unregister(TOTPDevice)
admin.site.unregister(StaticDevice)

_RIGHTS = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")


class PermissionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Permissions by their Vietnamese names."""

    def label_from_instance(self, permission: Permission) -> str:
        """Return what is allowed."""
        return permission_in_words(permission)


class GrantsPermissions(ChangeLoggedAdmin):
    """Mixed into pages on which permissions are given, or read."""

    def read_as(self, names: Any, field: str) -> list[Any]:
        """Return `names` with the words of the permissions in place of `field`.

        Django writes out what they are called in English.
        """
        return ["show_permissions" if name == field else name for name in names]

    @display(description="Quyền")
    def show_permissions(self, holder: Group | User) -> str:
        """Say what is allowed, a line each."""
        given = holder.permissions if isinstance(holder, Group) else holder.user_permissions
        names = sorted(
            permission_in_words(permission) for permission in given.select_related("content_type")
        )
        return format_html_join("", "<div>{}</div>", ((name,) for name in names)) or "–"

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer permissions by Vietnamese names."""
        if db_field.remote_field.model is Permission:
            kwargs |= {
                "queryset": offered_permissions(),
                "form_class": PermissionsField,
                "widget": UnfoldAdminCheckboxSelectMultipleWidget(),
            }
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class NamedForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Mixed into both forms of an account: it is a person's, so it has that person's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("last_name", "first_name"):
            if name in self.fields:
                self.fields[name].required = True


class AccountForm(NamedForm, UserChangeForm):
    """An account."""


class NewAccountForm(NamedForm, UserCreationForm):
    """A new account."""


class PostFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Asks for a post.

    Without one an officer sees nothing, and nobody knows whose account it is.
    """

    def clean(self) -> None:
        """Count the posts that stay."""
        super().clean()
        typed = [getattr(form, "cleaned_data", {}) for form in self.forms]
        staying = [row for row in typed if row.get("office") and not row.get("DELETE")]
        if (
            not staying
            and not any(self.errors)
            and self.instance.is_active
            and not self.instance.is_superuser
        ):
            raise ValidationError(
                "Ghi ít nhất một nơi công tác: vai trò có hiệu lực ở đó và ở các đơn vị cấp dưới.",
                code="no_post",
            )


class PostInline(StackedInline):
    """Where the officer works."""

    model = Officer
    formset = PostFormSet
    fields = (
        ("office", "public_name"),
        ("title", "phone"),
        ("valid_from", "valid_to"),
        "published",
    )
    extra = 0
    autocomplete_fields = ("office",)
    verbose_name = "nơi công tác"
    verbose_name_plural = "nơi công tác"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Officer]:
        """Return the posts within reach."""
        posts: QuerySet[Officer] = super().get_queryset(request)
        return within_reach(posts, request.user)

    def get_extra(self, request: HttpRequest, obj: User | None = None, **kwargs: Any) -> int:
        """Offer one to a new account."""
        return 0 if obj else 1

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Take only offices within reach: a post gives rights."""
        if db_field.name == "office":
            kwargs["queryset"] = within_reach(Office.objects.all(), request.user, "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(User)
class UserAdmin(DjangoUserAdmin, GrantsPermissions):  # type: ignore[type-arg]  # not generic at run time
    """Officers' accounts, of the offices within reach."""

    form = AccountForm
    add_form = NewAccountForm
    change_password_form = AdminPasswordChangeForm
    list_fullwidth = True
    list_per_page = 50
    list_display: Any = (
        "username",
        "show_name",
        "show_roles",
        "show_posts",
        "is_active",
        "last_login",
    )
    list_filter: ClassVar[Any] = ("is_active", "groups")
    search_fields = ("username", "last_name", "first_name", "email")
    search_help_text = "Tên đăng nhập, họ tên hoặc thư điện tử"
    show_facets = admin.ShowFacets.NEVER
    filter_horizontal = ()
    actions: Any = ("forget_second_factor",)
    inlines = (PostInline,)
    warn_unsaved_form = True
    # Of an officer's own data only that it changed; what decides about rights in full.
    logged_values = (
        "username",
        *_RIGHTS,
        "user",
        "office",
        "title",
        "published",
        "valid_from",
        "valid_to",
    )
    fieldsets = (
        ("Tài khoản", {"fields": ("username", "password", ("last_name", "first_name"), "email")}),
        ("Vai trò", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
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
        """Add the review list, and log what Django's own page of passwords changes, too."""
        from officers.admin.reviews import review_view  # which builds on this module

        review = self.admin_site.admin_view(partial(review_view, self))
        return self.with_log(
            [path("ra-soat/", review, name="auth_user_review"), *super().get_urls()]
        )

    # --- who may see and do what -----------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Return the accounts within reach; the ones above all rights are their own affair."""
        accounts = super().get_queryset(request).prefetch_related("groups", "posts__office")
        if request.user.is_superuser:
            return accounts
        posts = within_reach(Officer.objects.all(), request.user)
        known = (
            accounts if reaches_all(request.user) else accounts.filter(pk__in=posts.values("user"))
        )
        return known.filter(is_superuser=False)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Let nobody but a superuser give rights beside the roles.

        And nobody at all give rights to themselves.
        """
        given = () if request.user.is_superuser else ("is_superuser", "user_permissions")
        own = _RIGHTS if obj and obj.pk == request.user.pk else ()
        return tuple(
            dict.fromkeys(
                (*super().get_readonly_fields(request, obj), *given, *own, "show_permissions")
            )
        )

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Name the permissions beside the roles in Vietnamese where they are only read."""
        groups = super().get_fieldsets(request, obj)
        if "user_permissions" not in self.get_readonly_fields(
            request, obj
        ) and self.has_change_permission(request, obj):
            return groups
        return [
            (title, {**group, "fields": self.read_as(group["fields"], "user_permissions")})
            for title, group in groups
        ]

    def get_inlines(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        """Let nobody give themselves a post either."""
        own = obj is not None and obj.pk == request.user.pk and not request.user.is_superuser
        return [] if own else list(self.inlines)

    def get_inline_instances(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        """Ask for the post with the rest; Django's own page has no rows below a new account."""
        return super(DjangoUserAdmin, self).get_inline_instances(request, obj)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Show all roles at once; keep those that reach every office with those who do."""
        if db_field.name == "groups":
            kwargs |= {
                "queryset": _roles_for(request.user),
                "widget": UnfoldAdminCheckboxSelectMultipleWidget(),
            }
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Propose an account that may sign in."""
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Accounts are switched off, not deleted: history names them."""
        return False

    # --- what is shown ---------------------------------------------------------------------------

    @display(description="Họ và tên", ordering="last_name")
    def show_name(self, user: User) -> str:
        """Show the family name first."""
        return f"{user.last_name} {user.first_name}".strip() or "–"

    @display(description="Vai trò")
    def show_roles(self, user: User) -> str:
        """Name the roles."""
        return roles_of(user) or "–"

    @display(description="Nơi công tác")
    def show_posts(self, user: User) -> str:
        """Name the offices of today."""
        return offices_of(user) or "chưa có"

    # --- what is done ----------------------------------------------------------------------------

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Publish the posts, and say what looks wrong with the account."""
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            publish()
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
        add: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:  # noqa: FBT001, FBT002, RUF100
        """Say that a password was changed, and nothing of it."""
        message = super().construct_change_message(request, form, formsets, add)
        return "Đặt mật khẩu mới" if isinstance(form, AdminPasswordChangeForm) else message

    @admin.action(description="Đặt lại xác thực hai lớp (mất điện thoại)", permissions=["change"])
    def forget_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let officers who lost their phone set up another one; their sessions end."""
        for user in queryset:
            devices.forget(user)
            self.log_change(request, user, "Đặt lại xác thực hai lớp")
        messages.success(
            request,
            "Đã đặt lại. Ở lần đăng nhập tới, cán bộ sẽ được hướng dẫn thiết lập điện thoại mới.",
        )


def _roles_for(giver: Any) -> QuerySet[Group]:
    app, _, codename = OVERSEE.partition(".")
    everywhere = Group.objects.filter(
        permissions__codename=codename, permissions__content_type__app_label=app
    )
    known = Group.objects.order_by("name")
    return known if reaches_all(giver) else known.exclude(pk__in=everywhere.values("pk"))


def roles_of(user: User) -> str:
    """Return the roles of an account, whose groups are read already."""
    return ", ".join(sorted(group.name for group in user.groups.all())) or (
        "Toàn quyền" if user.is_superuser else ""
    )


def offices_of(user: Any) -> str:
    """Return where somebody works today, from posts that are read already."""
    day = timezone.localdate()
    held = (
        post
        for post in user.posts.all()
        if (not post.valid_from or post.valid_from <= day)
        and (not post.valid_to or post.valid_to >= day)
    )
    return ", ".join(post.office.name for post in held)


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, GrantsPermissions):  # type: ignore[misc]  # one is typed, its twin is not
    """Groups of permissions. Those of the roles follow their table at the next `migrate`."""

    filter_horizontal = ()
    list_fullwidth = True

    def get_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        """Name the permissions in Vietnamese for those who only read, too."""
        names = super().get_fields(request, obj)
        return (
            names
            if self.has_change_permission(request, obj)
            else self.read_as(names, "permissions")
        )
