"""The reach of an officer: the role decides what they may do, the reach where.

Officers reach the offices of their posts and those below. Rows without an office (a request about
personal data, a failed sign-in) need reach over every office.
"""

from datetime import date
from typing import TypeVar

from django.contrib.auth.models import Permission, User
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from foundation.desk.posts import posts_of
from offices.models import Office
from offices.tree import AnyUser, offices_below

# Reach every office without a post, for accounts, the directory and the logs. Dossiers and
# questions still require posts.
OVERSEE = "offices.oversee_every_office"
# Correct address, phones and hours of the own office, and of those below.
CORRECT = "offices.correct_office"
_KNOWN = "_reach_by_day"  # the attribute of a user that caches the answer during one request
_Row = TypeVar("_Row", bound=Model)


def reach(user: AnyUser, day: date | None = None) -> frozenset[str] | None:
    """Return the ids of the offices that `user` reaches on `day` (default today).

    None means all offices, and rows without an office.
    """
    if user.is_superuser or user.has_perm(OVERSEE):
        return None
    known: dict[date | None, frozenset[str] | None] = user.__dict__.setdefault(
        _KNOWN, {}
    )  # as Django does with permissions
    if day not in known:
        known[day] = None if _is_all(user, day) else offices_below(user, day)
    return known[day]


def _is_all(user: AnyUser, day: date | None) -> bool:
    """Return True if every highest office is one of the user's posts; only they reach it."""
    highest = {post.office for post in posts_of(user, day) if post.above is None}
    every = Office.objects.filter(parent=None).order_by().values_list("pk", flat=True)
    return bool(highest) and highest.issuperset(every)


def oversees(account: User) -> bool:
    """Return True if an account has the right to reach every office, disabled or not."""
    app, _, codename = OVERSEE.partition(".")
    given = Permission.objects.filter(codename=codename, content_type__app_label=app)
    return given.filter(Q(user=account) | Q(group__user=account)).exists()


def reaches_all(user: AnyUser) -> bool:
    """Return True if `user` reaches every office."""
    return reach(user) is None


def reaches(user: AnyUser, office_id: str | None) -> bool:
    """Return True if `user` reaches this office; None (no office) needs reach over all."""
    offices = reach(user)
    return offices is None or office_id in offices


def may_correct(user: AnyUser, office: Office | None = None) -> bool:
    """Return True if `user` may correct address, point and hours of `office`; None is any."""
    return user.has_perm(CORRECT) and (office is None or reaches(user, office.pk))


def within_reach(rows: QuerySet[_Row], user: AnyUser, office: str = "office") -> QuerySet[_Row]:
    """Return the rows whose office, at the path `office`, the user reaches."""
    offices = reach(user)
    return rows if offices is None else rows.filter(Q(**{f"{office}__among": offices}))


class OfEveryOffice(ModelAdmin):
    """Mixin for pages of rows without an office: requires reach over every office."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(super().has_module_permission(request)) and reaches_all(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(super().has_view_permission(request, obj)) and reaches_all(request.user)
