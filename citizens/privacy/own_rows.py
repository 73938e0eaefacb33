"""Which tables hold anything of a citizen, asked of all of them in one statement or a few.

Most citizens have nothing in most tables, and the ORM takes longer to build and compile a
statement than PostgreSQL to answer it. So what is put together from many tables first learns which
of them need not be asked.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import connections, models, router

from citizens.models import Citizen
from foundation.desk.remembering import remembered


def _number(citizen: Citizen) -> Sequence[Any]:
    return [citizen.pk]


@dataclass(frozen=True)
class OwnRows:
    """The rows of `model` in which `column` has one of the `values` of the citizen.

    `sealed` are rows of which the database must not know whose they are.
    """

    model: type[models.Model]
    column: str = "citizen_id"
    values: Callable[[Citizen], Sequence[Any]] = _number
    sealed: bool = False


def found(citizen: Citizen, asked: Iterable[OwnRows]) -> frozenset[OwnRows]:
    """Return those of `asked` of which the citizen has a row; where there are no values, none.

    Sealed rows are asked for by a statement of their own: a server that logs statements must not
    learn whose mark it is. Inside `remembering` no table is asked twice.
    """
    held: dict[OwnRows, bool] = remembered(("own rows", citizen.pk), dict)
    wanted = list(asked)
    statements: dict[object, dict[OwnRows, Sequence[Any]]] = {}
    for rows in wanted:
        if rows not in held and (values := rows.values(citizen)):
            statements.setdefault(rows.sealed and rows, {})[rows] = values
    for statement in statements.values():
        held.update(_found(statement))
    return frozenset(rows for rows in wanted if held.get(rows))


def has_none(citizen: Citizen, asked: Iterable[OwnRows]) -> bool:
    """Return True if the citizen has no row of any of `asked`."""
    return not found(citizen, asked)


def _found(asked: dict[OwnRows, Sequence[Any]]) -> dict[OwnRows, bool]:
    looks = ", ".join(_exists(rows, len(values)) for rows, values in asked.items())
    with connections[router.db_for_read(Citizen)].cursor() as cursor:
        cursor.execute(f"SELECT {looks}", [*chain.from_iterable(asked.values())])
        answers: Any = cursor.fetchone()
    return dict(zip(asked, answers, strict=True))


def _exists(rows: OwnRows, count: int) -> str:
    """Return the condition; its names come from our models, its values are parameters."""
    table, places = rows.model._meta.db_table, ", ".join(["%s"] * count)
    return f'EXISTS (SELECT 1 FROM "{table}" WHERE "{rows.column}" IN ({places}))'  # noqa: S608  # no name is a caller's
