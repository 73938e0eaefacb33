"""Tables that rooms add to the page of what people need.

The page itself is in `feedback/admin/needs.py`, which does not use other rooms of its floor.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from offices.tree import AnyUser


@dataclass(frozen=True)
class NeedRow:
    """One line: the count of each week, and the address that an officer continues with.

    `asked` are the words of people, for whom an answer to everybody may be drafted. `further` are
    other things to do, each with its address.
    """

    title: str
    by_week: tuple[int, ...]
    link: str
    address: str
    asked: str = ""
    further: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NeedTable:
    """A table for officers with the permission.

    `read` gets consecutive Mondays, the ids of the offices and the officer, and returns the highest
    demand first. `nothing` is the text of an empty table. Numbers `everywhere` are the whole
    province's, whichever offices are chosen.
    """

    permission: str
    title: str
    intro: str
    nothing: str
    read: Callable[[Sequence[date], Collection[str], AnyUser], list[NeedRow]]
    everywhere: bool = False


_tables: list[NeedTable] = []


def register(*added: NeedTable) -> None:
    """Add tables; for AppConfig.ready."""
    _tables.extend(added)


def tables_of(user: AnyUser) -> list[NeedTable]:
    """Return the tables that the officer may see."""
    return [table for table in _tables if user.has_perm(table.permission)]
