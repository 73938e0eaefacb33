"""Offices on officers' pages: those within reach are offered, an only one is not listed."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from offices.models import Office
from offices.rights import within_reach
from offices.tree import AnyUser, offices_below


class OffersOwnOffices:
    """Mixed in before a page or an inline: offers only offices within reach."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "office":
            kwargs["queryset"] = within_reach(Office.objects.all(), request.user, "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # of the admin


def has_one_office(user: AnyUser) -> bool:
    """Return True if every row that the officer sees belongs to the same office."""
    return not user.is_superuser and len(offices_below(user)) == 1


def without_own_office(request: HttpRequest, columns: Iterable[str]) -> list[str]:
    """Return the columns of a list, without "office" if it were the same in every row."""
    one = has_one_office(request.user)
    return [name for name in columns if not (one and name == "office")]
