"""How far an officer's rights reach: their role says what they may do, this says where.

What belongs to an office is reached from the offices where the officer holds a post today, and from
all above it. What belongs to none (a request about personal data, a failed sign-in) is reached only
by who reaches every office.
"""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from offices.models import Office
from offices.querysets import offices_below

# Accounts, the directory and the logs of every office, without a post; says nothing about dossiers
# and questions.
OVERSEE = "offices.oversee_every_office"
_KNOWN = "_reach_by_day"  # where a user of one request keeps the answer
_Row = TypeVar("_Row", bound=Model)


def reach(user: Any, day: date | None = None) -> frozenset[str] | None:
    """Return the ids of the offices that `user` reaches on `day` (today).

    None for all, which includes what has no office.
    """
    if user.is_superuser or user.has_perm(OVERSEE):
        return None
    known: dict[date | None, frozenset[str] | None] = user.__dict__.setdefault(
        _KNOWN, {}
    )  # as Django does with permissions
    if day not in known:
        below = offices_below(user, day)
        known[day] = None if below and not Office.objects.exclude(pk__in=below).exists() else below
    return known[day]


def reaches_all(user: Any) -> bool:
    """Tell whether `user` reaches every office."""
    return reach(user) is None


def reaches(user: Any, office_id: str | None) -> bool:
    """Tell whether `user` reaches this office; none is reached by who reaches all."""
    offices = reach(user)
    return offices is None or office_id in offices


def within_reach(rows: QuerySet[_Row], user: Any, office: str = "office") -> QuerySet[_Row]:
    """Return those of `rows` whose office, at the path `office`, the user reaches."""
    offices = reach(user)
    return rows if offices is None else rows.filter(Q(**{f"{office}__in": list(offices)}))


class OfEveryOffice(ModelAdmin):
    """Mixed in before the pages of what belongs to no office: for those who reach every office."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Ask for the role's permission and the reach."""
        return bool(super().has_module_permission(request)) and reaches_all(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for the role's permission and the reach."""
        return bool(super().has_view_permission(request, obj)) and reaches_all(request.user)
