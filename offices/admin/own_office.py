"""Hide an officer's only office in the rows of lists."""

from collections.abc import Iterable

from django.http import HttpRequest

from offices.tree import AnyUser, offices_below


def has_one_office(user: AnyUser) -> bool:
    """Return True if every row that the officer sees belongs to the same office."""
    return not user.is_superuser and len(offices_below(user)) == 1


def without_own_office(request: HttpRequest, columns: Iterable[str]) -> list[str]:
    """Return the columns of a list, without "office" if it were the same in every row."""
    one = has_one_office(request.user)
    return [name for name in columns if not (one and name == "office")]
