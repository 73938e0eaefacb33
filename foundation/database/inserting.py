"""Rows are inserted by one statement, which says which were new, if some may be there already.

The statement of a single row is made once for each model, that of a change once for each set of
columns: to compile it costs the ORM more than to carry it out.
"""

from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import AutoField, Model
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

R = TypeVar("R", bound=Model)
TRIES = 3


# By model, what a conflict leads to, and the key that is returned.
_compiled: dict[tuple[type[Model], OnConflict | None, str], str] = {}


def insert(row: Model) -> None:
    """Insert a new row, which gets its id, as `save` does; no signal is sent."""
    saved: Any = row
    saved._prepare_related_fields_for_save("save")  # noqa: SLF001  # as `save`
    meta: Any = row._meta
    statement, parameters = _insert([row], None, meta.pk)
    with transaction.mark_for_rollback_on_error(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        (key, *_key) = cursor.fetchone()
    row.pk = meta.pk.to_python(key)
    row._state.adding, row._state.db = False, connection.alias


def update(row: Model, names: Collection[str]) -> None:
    """Write some fields of a row, as `save(update_fields=names)` does; no signal is sent.

    Raises ObjectDoesNotExist if the row is gone.
    """
    if type(row).save is not Model.save:  # it does more
        row.save(update_fields=names)
        return
    saved: Any = row
    saved._prepare_related_fields_for_save("save", [row._meta.get_field(one) for one in names])  # noqa: SLF001  # as `save`
    statement, fields = _change(type(row), tuple(dict.fromkeys(names)))
    values = [one.pre_save(row, add=False) for one in fields]
    if any(hasattr(value, "as_sql") for value in values):
        row.save(update_fields=names)
        return
    given = [one.get_db_prep_save(v, connection) for one, v in zip(fields, values, strict=True)]
    key = row._meta.pk.get_db_prep_value(row.pk, connection)
    with transaction.mark_for_rollback_on_error(), connection.cursor() as cursor:
        cursor.execute(statement, [*given, key])
        if not cursor.rowcount:
            raise ObjectDoesNotExist(f"{type(row).__name__} is gone.")


@cache
def _change(model: type[Model], names: tuple[str, ...]) -> tuple[str, list[Any]]:
    quote, meta = connection.ops.quote_name, model._meta
    fields: list[Any] = [meta.get_field(one) for one in names]
    columns = ", ".join(f"{quote(one.column)} = %s" for one in fields)
    where = f"{quote(str(meta.pk.column))} = %s"
    return f"UPDATE {quote(meta.db_table)} SET {columns} WHERE {where}", fields  # noqa: S608  # names of our tables


def insert_new(rows: Sequence[R], key: str) -> list[R]:
    """Insert rows, and return those that no unique constraint refused, with their ids.

    `key` names a unique column of theirs whose values are made here. Django's `bulk_create` does
    not tell which rows it skipped.
    """
    if not rows:
        return []
    meta = type(rows[0])._meta
    key_field: Any = meta.get_field(key)
    statement, parameters = _insert(rows, OnConflict.IGNORE, key_field)
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
    for _again in range(TRIES):
        if insert_new([row], identity[-1]):
            return row, True
        found = type(row)._default_manager.filter(**{name: getattr(row, name) for name in identity})
        if there := found.first():
            return there, False
    return found.get(), False


def _insert(
    rows: Sequence[Model], on_conflict: OnConflict | None, key: Any
) -> tuple[str, Sequence[Any]]:
    """Return the statement that inserts rows and returns id and key of each, and its parameters."""
    model = type(rows[0])
    if len(rows) > 1:
        return _compile(rows, on_conflict, key)
    values = [one.pre_save(rows[0], add=True) for one in _fields_of(model)]
    if any(hasattr(value, "as_sql") for value in values):  # such as a default of the database
        return _compile(rows, on_conflict, key)
    name = (model, on_conflict, key.name)
    if name not in _compiled:
        _compiled[name], _parameters = _compile(rows, on_conflict, key)
    fields = zip(_fields_of(model), values, strict=True)
    return _compiled[name], [one.get_db_prep_save(value, connection) for one, value in fields]


def _compile(
    rows: Sequence[Model], on_conflict: OnConflict | None, key: Any
) -> tuple[str, Sequence[Any]]:
    model: Any = type(rows[0])
    query = InsertQuery(model, on_conflict=on_conflict)
    query.insert_values(_fields_of(model), list(rows))
    compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
    compiler.returning_fields = [model._meta.pk, key]
    ((statement, parameters),) = compiler.as_sql()
    return statement, parameters


@cache
def _fields_of(model: type[Model]) -> list[Any]:
    return [one for one in model._meta.local_concrete_fields if not isinstance(one, AutoField)]
