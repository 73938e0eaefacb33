"""Tables that rooms add to the page of what people need.

The page itself is in `feedback/admin/needs.py`, which knows no other room beside it.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from offices.tree import AnyUser


@dataclass(frozen=True)
class NeedRow:
    """One line: how often in each week, and where an officer goes on from it."""

    title: str
    by_week: tuple[int, ...]
    link: str
    address: str


@dataclass(frozen=True)
class NeedTable:
    """A table for officers with the permission.

    `read` gets consecutive Mondays, the ids of the offices and the officer; the most wanted stands
    first. `nothing` is what an empty table says.
    """

    permission: str
    title: str
    intro: str
    nothing: str
    read: Callable[[Sequence[date], Collection[str], AnyUser], list[NeedRow]]


_tables: list[NeedTable] = []


def register(*added: NeedTable) -> None:
    """Add tables; for AppConfig.ready."""
    _tables.extend(added)


def tables_of(user: AnyUser) -> list[NeedTable]:
    """Return the tables that the officer may see."""
    return [table for table in _tables if user.has_perm(table.permission)]
