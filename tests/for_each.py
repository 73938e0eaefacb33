"""Ask many rows of a table in one test, which names every row that fails.

A case of its own for each row would cost a set-up each, and tables of routes, models and roles
would make thousands of cases.
"""

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from tests import memory

_Param = type(pytest.param(None))


def for_each(names: str | tuple[str, ...], rows: Iterable[Any], *, ids: Any = None) -> Callable:
    """Run the test for each row within one case.

    It is written and stacked like `pytest.mark.parametrize`. What a row writes to the database is
    undone and what the process remembers is forgotten. Fixtures are made once, so a row must not
    change them.
    """
    names = tuple(name.strip() for name in names.split(",")) if isinstance(names, str) else names
    table = [_read(row, len(names), number, ids) for number, row in enumerate(rows)]
    assert table, "a table without rows asks nothing"

    def decorate(test: Callable) -> Callable:
        signature = inspect.signature(test)

        @functools.wraps(test)
        def ask(**fixtures: Any) -> None:
            subtests = fixtures["subtests"]
            given = {
                name: value for name, value in fixtures.items() if name in signature.parameters
            }
            for shown, row in table:
                with subtests.test(shown), undone():
                    test(**given, **dict(zip(names, row, strict=True)))

        kept = [
            one for name, one in signature.parameters.items() if name not in {*names, "subtests"}
        ]
        subtests = inspect.Parameter("subtests", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        ask.__signature__ = signature.replace(parameters=[*kept, subtests])
        return ask

    return decorate


def _read(row: Any, width: int, number: int, ids: Any) -> tuple[str, tuple]:
    """Return what a report calls a row, and its values.

    The name is that of the row or of `ids`, or else made of the values.
    """
    if isinstance(row, _Param):
        assert not row.marks, "a mark belongs to a case of its own"
        return str(row.id or row.values), tuple(row.values)
    values = (row,) if width == 1 else tuple(row)
    if ids is None or callable(ids):
        return "-".join(str((ids or str)(value)) for value in values), values
    return str(list(ids)[number]), values


@contextmanager
def undone() -> Iterator[None]:
    """Undo what the block did to memory and, inside a transaction, to the database."""
    memory.forget()
    if not connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
