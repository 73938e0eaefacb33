"""Rows that may be there already are inserted by one statement, which says which were new."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import AutoField, Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

R = TypeVar("R", bound=Model)
TRIES = 3


def insert_new(rows: Sequence[R], key: str) -> list[R]:
    """Insert rows, and return those that no unique constraint refused, with their ids.

    `key` names a unique column of theirs whose values are made here. Django's `bulk_create` does
    not tell which rows it skipped.
    """
    if not rows:
        return []
    meta = type(rows[0])._meta
    key_field: Any = meta.get_field(key)
    fields: Any = [one for one in meta.local_concrete_fields if not isinstance(one, AutoField)]
    query = InsertQuery(type(rows[0]), on_conflict=OnConflict.IGNORE)
    query.insert_values(fields, list[Model](rows))
    compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
    compiler.returning_fields = [meta.pk, key_field]
    ((statement, parameters),) = compiler.as_sql()
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        ids = {key_field.to_python(value): pk for pk, value in cursor.fetchall()}
    new = [row for row in rows if getattr(row, key) in ids]
    for row in new:
        row.pk = ids[getattr(row, key)]
        row._state.adding = False
    return new


def insert_or_get(row: R, *identity: str) -> tuple[R, bool]:
    """Insert a row and return it with True, or with False the one that is there already.

    `identity` names the columns of its unique constraint. Of two at once the second waits for the
    first. Where a row is nearly always new, this is one statement; Django's `get_or_create` asks
    first and inserts under a savepoint: four. The other's row may be deleted before it is read.
    """
    found = type(row)._default_manager.filter(**{name: getattr(row, name) for name in identity})
    for _again in range(TRIES):
        if insert_new([row], identity[-1]):
            return row, True
        if there := found.first():
            return there, False
    return found.get(), False
