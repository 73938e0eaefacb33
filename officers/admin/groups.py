"""Groups of permissions, and how permissions are chosen and shown."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import ManyToManyField
from django.http import HttpRequest
from django.utils.html import format_html_join
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.permission_choices import offered_permissions, permission_in_words
from officers.second_person import widening

admin.site.unregister(Group)


class PermissionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Permissions by their Vietnamese names."""

    def label_from_instance(self, permission: Permission) -> str:
        return permission_in_words(permission)


class GrantsPermissions(ChangeLoggedAdmin):
    """Mixin of pages that grant or show permissions."""

    def with_permissions_shown(self, names: Iterable[Any], field: str) -> list[Any]:
        """Return the fields `names` with `show_permissions` in place of `field`.

        Django would show the English names of the permissions.
        """
        return ["show_permissions" if name == field else name for name in names]

    @display(description="Quyền")
    def show_permissions(self, holder: Group | User) -> str:
        """Show the permissions, one per line."""
        given = holder.permissions if isinstance(holder, Group) else holder.user_permissions
        names = sorted(map(permission_in_words, given.select_related("content_type")))
        return format_html_join("", "<div>{}</div>", ((name,) for name in names)) or "–"

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer permissions by their Vietnamese names."""
        if db_field.remote_field.model is Permission:
            kwargs |= {
                "queryset": offered_permissions(),
                "form_class": PermissionsField,
                "widget": UnfoldAdminCheckboxSelectMultipleWidget(),
            }
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, GrantsPermissions):  # type: ignore[misc]  # one is typed, its twin is not
    """Groups of permissions. Those of the roles are updated by the next `migrate`."""

    filter_horizontal = ()
    list_fullwidth = True

    def get_readonly_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        """Keep names: the next `migrate` gives a group the rights of the role of its name."""
        return (*super().get_readonly_fields(request, obj), *(("name",) if obj else ()))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """Hold new rights of a role that is in use until a second person confirms them."""
        role: Group = form.instance
        former = set(role.permissions.values_list("pk", flat=True))
        super().save_related(request, form, formsets, change)
        added = list(role.permissions.exclude(pk__in=former).select_related("content_type"))
        if added and role.user_set.exists():
            role.permissions.remove(*added)
            widening.ask_to_grant(role, added, cast("User", request.user))
            messages.warning(
                request,
                f"Vai trò «{role}» chưa có quyền mới: một người khác phải xác nhận ở mục «Xác nhận "
                "tài khoản».",
            )

    def get_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        """Show the permissions in Vietnamese to officers who may only read them, too."""
        names = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return names
        return self.with_permissions_shown(names, "permissions")
