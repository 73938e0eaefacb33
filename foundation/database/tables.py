"""What the tables lack that the code needs, by name.

Only what is missing counts. What a newer or an older version has beside it stops nobody: while one
is brought in, both serve the same tables. What is named in a model or a migration is looked for by
its name, the rest by its columns, for Django's own names differ with a table's history.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, Model

from foundation.database.operations import RunStatements

# A table; a table and a column; or a table, what kind of thing, and its name or its columns.
Thing = tuple[str, ...]
KINDS = {"unique": "khoá duy nhất", "index": "chỉ mục", "reference": "khoá ngoại"}
CONSTRAINT, TRIGGER = "ràng buộc", "trigger"
_NAMED = "named"

_POSTGRESQL = (
    """SELECT t.relname, a.attname FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
    WHERE t.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
    AND pg_table_is_visible(t.oid)""",
    """SELECT t.relname, i.relname, x.indisunique, x.indpred IS NULL,
    ARRAY(SELECT a.attname::text FROM unnest(x.indkey::int2[]) WITH ORDINALITY AS k(key, place)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.key ORDER BY k.place)
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    WHERE x.indisvalid AND pg_table_is_visible(t.oid)""",
    """SELECT t.relname, c.conname, c.contype::text,
    ARRAY(SELECT a.attname::text FROM unnest(c.conkey) AS k(key)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.key)
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid WHERE pg_table_is_visible(t.oid)""",
    """SELECT t.relname, g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
    WHERE NOT g.tgisinternal AND g.tgenabled <> 'D' AND pg_table_is_visible(t.oid)""",
)
_SQLITE = (
    """SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table'""",
    """SELECT t.name, i.name, i."unique", NOT i.partial, c.name FROM sqlite_master t,
    pragma_index_list(t.name) i, pragma_index_info(i.name) c
    WHERE t.type = 'table' ORDER BY i.name, c.seqno""",
    """SELECT t.name, f."from" FROM sqlite_master t, pragma_foreign_key_list(t.name) f
    WHERE t.type = 'table'""",
    """SELECT tbl_name, name, type, sql FROM sqlite_master WHERE sql IS NOT NULL""",
)


def lacking(connection: BaseDatabaseWrapper) -> list[str]:
    """Return in Vietnamese what is missing, sorted; raise a database error if it doesn't answer.

    It takes four queries of the database's own catalogue, whatever the number of tables.
    """
    found = _found(connection)
    needed = {**_of_models(), **_of_migrations(connection.vendor)}
    absent = {thing for thing in needed if thing not in found}
    return sorted(
        words
        for thing, words in needed.items()
        if thing in absent and (len(thing) == 1 or thing[:1] not in absent)
    )


# --- what is needed ------------------------------------------------------------------------------


def _of_models() -> dict[Thing, str]:
    return {
        thing: words
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
        for thing, words in _of_model(model)
    }


def _of_model(model: type[Model]) -> Iterator[tuple[Thing, str]]:
    options, table = model._meta, model._meta.db_table
    yield (table,), f"bảng {table}"
    for field in options.local_concrete_fields:
        column = str(field.column)
        yield (table, column), f"cột {table}.{column}"
        for kind in _kinds_of(field):
            yield (table, kind, column), f"{KINDS[kind]} của {table}.{column}"
    for together in options.unique_together:
        columns = ",".join(
            cast("Field[Any, Any]", options.get_field(name)).column or "" for name in together
        )
        yield (table, "unique", columns), f"{KINDS['unique']} của {table}.{columns}"
    for index in options.indexes:
        yield (table, _NAMED, index.name), f"{KINDS['index']} {index.name} của {table}"
    for constraint in options.constraints:
        yield (table, _NAMED, constraint.name), f"{CONSTRAINT} {constraint.name} của {table}"


def _kinds_of(field: Any) -> Iterator[str]:
    if field.unique and not field.primary_key:
        yield "unique"
    elif field.db_index and not field.unique:
        yield "index"
    if field.remote_field and getattr(field, "db_constraint", False):
        yield "reference"


def _of_migrations(vendor: str) -> dict[Thing, str]:
    """Return what stands in no model, only in operations of migrations."""
    return {
        (table, _NAMED, name): f"{TRIGGER} {name} của {table}"
        for migration in MigrationLoader(None).disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, RunStatements)
        for table, name in operation.made(vendor)
    }


# --- what is there -------------------------------------------------------------------------------


def _found(connection: BaseDatabaseWrapper) -> set[Thing]:
    is_postgresql = connection.vendor == "postgresql"
    answers = []
    with connection.cursor() as cursor:
        for query in _POSTGRESQL if is_postgresql else _SQLITE:
            cursor.execute(query)
            answers.append(cursor.fetchall())
    columns, indexes, *rest = answers
    found: set[Thing] = set(columns) | {(table,) for table, _column in columns}
    found.update(_of_indexes(indexes if is_postgresql else _joined(indexes)))
    found.update((_in_postgresql if is_postgresql else _in_sqlite)(*rest))
    return found


def _of_indexes(rows: Iterable[tuple[Any, ...]]) -> Iterator[Thing]:
    for table, name, is_unique, is_whole, columns in rows:
        yield table, _NAMED, name
        # Text columns have a second index for LIKE, which `=` cannot use.
        if is_whole and not name.endswith("_like"):
            yield table, "unique" if is_unique else "index", ",".join(columns)


def _joined(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each index, where SQLite has one for each column of it."""
    columns: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        columns.setdefault(row[:-1], []).append(row[-1] or "")
    for about, names in columns.items():
        yield *about, names


def _in_postgresql(
    constraints: Iterable[tuple[Any, ...]], triggers: Iterable[tuple[str, str]]
) -> Iterator[Thing]:
    for table, name, kind, columns in constraints:
        yield table, _NAMED, name
        if kind == "f":
            yield table, "reference", ",".join(columns)
    for table, name in triggers:
        yield table, _NAMED, name


def _in_sqlite(
    references: Iterable[tuple[str, str]], made: Iterable[tuple[str, str, str, str]]
) -> Iterator[Thing]:
    for table, column in references:
        yield table, "reference", column
    for table, name, kind, sql in made:
        if kind == "trigger":
            yield table, _NAMED, name
        elif kind == "table":
            for constraint in re.findall(r'CONSTRAINT "(\w+)"', sql):
                yield table, _NAMED, constraint
