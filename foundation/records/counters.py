"""Rows of counters: many processes add to them at once; they can be recounted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models

Key = tuple[Any, ...]  # the values of a row's key columns, such as (office, day)
Numbers = Mapping[str, int]  # by the name of the counter
AT_ONCE = 1_000


def columns_of(model: type[models.Model], keys: Sequence[str]) -> list[str]:
    """Return the counters of a model: every column that is not a key or the primary key."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if field.attname not in keys and not field.primary_key
    ]


def add(model: type[models.Model], keys: Sequence[str], sums: Mapping[Key, Numbers]) -> None:
    """Add to the counters of the rows with these `keys`, creating missing rows.

    `keys` are the columns of a unique constraint; the keys of `sums` are their values. Call it last
    in a transaction: rows are locked in the order of their keys, so that two writers never
    deadlock. A counter cannot be a PositiveIntegerField, because PostgreSQL checks the number to be
    added as if it were a row.
    """
    counters = columns_of(model, keys)
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
    """Return one statement for this many rows. All names are ours; values are parameters."""
    table, columns = model._meta.db_table, [*keys, *counters]
    values = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * rows)
    grown = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in counters)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values} "  # noqa: S608  # names only, see above
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {grown}"
    )


def difference(
    before: Iterable[tuple[Key, Numbers]], after: Iterable[tuple[Key, Numbers]]
) -> dict[Key, Counter[str]]:
    """Return what to add when rows that counted as `before` now count as `after`."""
    sums: dict[Key, Counter[str]] = defaultdict(Counter)
    for sign, counted in ((-1, before), (1, after)):
        for key, numbers in counted:
            for name, number in numbers.items():
                sums[key][name] += sign * number
    return sums


def hold_writers(*tables: type[models.Model]) -> None:
    """Make writers of these tables wait until the transaction ends, during a recount.

    SQLite has only one writer anyway.
    """
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
