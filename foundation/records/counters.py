"""Rows of counters, to which many processes may add at the same time."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models

Key = tuple[Any, ...]
AT_ONCE = 1_000


def add(
    model: type[models.Model], keys: Sequence[str], sums: Mapping[Key, Mapping[str, int]]
) -> None:
    """Add to the counters of the rows named by `keys`; rows that are missing are made.

    `keys` are the columns of a unique constraint, and the keys of `sums` are their values; every
    other column is a counter. Call it as the last thing of a transaction: rows are locked in the
    order of their keys, so two writers never wait for each other. A counter must not be a
    PositiveIntegerField: PostgreSQL checks the amount to be added as if it were a row.
    """
    counters = [
        field.attname
        for field in model._meta.concrete_fields
        if field.attname not in keys and not field.primary_key
    ]
    wanted = sorted(
        (key, [counted.get(name, 0) for name in counters])
        for key, counted in sums.items()
        if any(counted.values())
    )
    prepare = [model._meta.get_field(name).get_db_prep_save for name in keys]  # type: ignore[union-attr]  # columns, not relations
    rows = [
        [*(to_db(part, connection) for to_db, part in zip(prepare, key, strict=True)), *counted]
        for key, counted in wanted
    ]
    with connection.cursor() as cursor:
        for first in range(0, len(rows), AT_ONCE):
            part = rows[first : first + AT_ONCE]
            cursor.execute(
                _statement(model, keys, counters, len(part)),
                [value for row in part for value in row],
            )


def _statement(
    model: type[models.Model], keys: Sequence[str], counters: Sequence[str], rows: int
) -> str:
    """Return one statement for `rows` rows; its names are columns, its values parameters."""
    table, columns = model._meta.db_table, [*keys, *counters]
    values = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * rows)
    grown = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in counters)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values} "  # noqa: S608  # names only, see above
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {grown}"
    )
