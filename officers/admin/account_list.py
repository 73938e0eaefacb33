"""The common parts of the lists of accounts: reach, names, roles and posts."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from unfold.decorators import display

from officers.admin.groups import GrantsPermissions
from offices.models import Officer
from offices.rights import OVERSEE, reaches_all, within_reach
from offices.tree import AnyUser

RIGHTS = ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")


class AccountList(DjangoUserAdmin, GrantsPermissions):  # type: ignore[type-arg]  # not generic at run time
    """Base of pages that list officers' accounts."""

    list_fullwidth = True
    short_rows = True
    list_per_page = 50
    search_fields = ("username", "last_name", "first_name", "email")
    search_help_text = "Tên đăng nhập, họ tên hoặc thư điện tử"
    show_facets = admin.ShowFacets.NEVER
    filter_horizontal = ()
    # Personal data is logged without values; fields that decide about rights are logged in full.
    logged_values = (
        "username",
        *RIGHTS,
        "user",
        "office",
        "title",
        "published",
        "valid_from",
        "valid_to",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Return the accounts within reach; only superusers see superusers."""
        accounts = super().get_queryset(request).prefetch_related("groups", "posts__office")
        return accounts_within_reach(accounts, request.user)

    def has_delete_permission(self, _request: HttpRequest, _obj: User | None = None) -> bool:
        """Refuse: accounts are disabled, not deleted, because history refers to them."""
        return False

    @display(description="Họ và tên", ordering="last_name")
    def show_name(self, user: User) -> str:
        """Show the family name first."""
        return user.get_full_name() or "–"

    @display(description="Vai trò")
    def show_roles(self, user: User) -> str:
        return roles_of(user) or "–"

    @display(description="Nơi công tác")
    def show_posts(self, user: User) -> str:
        return offices_of(user) or "chưa có"


def accounts_within_reach(accounts: QuerySet[User], officer: AnyUser) -> QuerySet[User]:
    """Return those of `accounts` that `officer` may see; only superusers see superusers."""
    if officer.is_superuser:
        return accounts
    if not reaches_all(officer):
        posts = within_reach(Officer.objects.all(), officer)
        accounts = accounts.filter(pk__in=posts.values("user"))
    return accounts.filter(is_superuser=False)


def roles_of(user: User) -> str:
    """Return the names of an account's roles, whose groups were prefetched."""
    names = sorted(group.name for group in user.groups.all())
    return ", ".join(names) or ("Toàn quyền" if user.is_superuser else "")


def offices_of(user: User) -> str:
    """Return the names of an account's current offices; posts were prefetched."""
    day = timezone.localdate()
    return ", ".join(post.office.name for post in user.posts.all() if post.is_held_on(day))


def titles_of(user: User) -> str:
    """Return the titles of an account's current posts; posts were prefetched."""
    day = timezone.localdate()
    return ", ".join(post.title for post in user.posts.all() if post.title and post.is_held_on(day))


def groups_given_by(giver: AnyUser) -> QuerySet[Group]:
    """Return the groups that `giver` may grant.

    A role that reaches every office needs a giver who reaches every office.
    """
    groups = Group.objects.order_by("name")
    if reaches_all(giver):
        return groups
    app, _, codename = OVERSEE.partition(".")
    reaching_all = Group.objects.filter(
        permissions__codename=codename, permissions__content_type__app_label=app
    )
    return groups.exclude(pk__in=reaching_all.values("pk"))
