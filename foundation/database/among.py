"""The lookup `among`: like `in`, but however many keys there are, they are one parameter.

A leader's page asks some thirty times for the rows of several hundred offices. With `in` each of
those offices is a parameter of its own, each time: 20,000 in one statement, and most of the page's
time. PostgreSQL makes an array of what stands in IN by itself, so it plans both alike.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler


class Among(In):
    """`office__among=keys`: a column of text, or a foreign key to one, and a collection of keys."""

    lookup_name = "among"
    rhs: Collection[str]

    def get_prep_lookup(self) -> frozenset[str]:
        """Return the keys as they are: text needs no preparing, one by one."""
        return frozenset(self.rhs)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Compare with an array; with a single key by `=`, which keeps the order of an index."""
        keys = frozenset(self.rhs)
        if not keys:
            raise EmptyResultSet
        column, values = self.process_lhs(compiler, connection)
        if len(keys) == 1:
            return f"{column} = %s", [*values, *keys]
        return f"{column} = ANY(%s::text[])", [*values, _array(keys)]


@lru_cache(maxsize=32)
def _array(keys: frozenset[str]) -> str:
    """Return the keys as PostgreSQL writes an array: made once for a page, not by the driver."""
    quoted = (key.replace("\\", "\\\\").replace('"', '\\"') for key in sorted(keys))
    return "{" + ",".join(f'"{key}"' for key in quoted) + "}"


def register() -> None:
    """Let every model be asked so; for AppConfig.ready."""
    Field.register_lookup(Among)
    ForeignKey.register_lookup(Among)
