"""Which entries of the access log name a row, which each database finds in its own way."""

from collections.abc import Iterable

import orjson
from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from citizens.models import AccessEntry
from foundation.database.prepared import Given

# The ids are one parameter.
_OVERLAP = {
    "postgresql": "string_to_array({}.subjects, ' ') && %s::text[]",
    "sqlite": "EXISTS (SELECT 1 FROM json_each(%s) "
    "WHERE instr(' ' || {}.subjects || ' ', ' ' || value || ' '))",
}


def naming(*keys: object) -> Q:
    """Return the condition that an entry names one of the internal ids `keys`, of any kind.

    An index look-up on PostgreSQL.
    """
    return naming_one_of(ids(keys))


def ids(keys: Iterable[object]) -> list[str] | str:
    """Return ids as the one parameter of `naming_one_of`."""
    texts = [str(key) for key in keys]
    return texts if connection.vendor == "postgresql" else orjson.dumps(texts).decode()


def naming_one_of(keys: list[str] | str | Given) -> Q:
    """Return the condition that an entry names one of the `ids`."""
    condition = _OVERLAP[connection.vendor].format(AccessEntry._meta.db_table)
    return Q(RawSQL(condition, [keys], output_field=BooleanField()))  # noqa: S611  # the values are parameters
