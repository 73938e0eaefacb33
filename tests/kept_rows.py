"""Rows of tables, read and inserted as the database has them, which costs no model a thought."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import time
from functools import wraps
from typing import Any

from django.db import connection, transaction

Rows = list[tuple[Any, ...]] | bytes

# What is encrypted or hashed: a short word occurs there by chance.
UNREADABLE = re.compile(r"gAAAA[\w-]+=*|\b[0-9a-f]{32,}\b")

# Rows are read with hours as Python has them; Django teaches SQLite days and moments only.
sqlite3.register_adapter(time, str)


def filled() -> Iterator[str]:
    """Yield the tables that hold rows."""
    for table in connection.introspection.django_table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  # a name of Django
            if cursor.fetchone():
                yield table


def read_newly_filled(before: set[str]) -> dict[str, Rows]:
    """Return the rows of the tables that hold some now, and did not `before`."""
    return {table: _read(table) for table in filled() if table not in before}


def _read(table: str) -> Rows:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return list(cursor.execute(f"SELECT * FROM {table}"))  # noqa: S608  # a name of Django
        with cursor.copy(f"COPY {table} TO STDOUT") as copy:
            return b"".join(copy)


def read_clear(*tables: str) -> str:
    """Return everything in tables as one text, without what is encrypted or hashed."""
    text = ""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # a name of Django
            text += repr(cursor.fetchall())
    return UNREADABLE.sub("…", text)


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  # a name of Django
        count: int = cursor.fetchone()[0]
    return count


def insert(tables: dict[str, Rows]) -> None:
    """Insert rows as they were read."""
    for table, rows in tables.items():
        with connection.cursor() as cursor:
            if isinstance(rows, bytes):
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(rows)
            else:
                marks = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  # a name of Django


def made_once(make: Callable[[], object]) -> Callable[[], None]:
    """Let `make` fill empty tables once in a process; later calls insert the same rows.

    For what many tests begin with, and what is the same each time: its clock stands still and it
    leaves the rows that it finds alone. Sequences are ahead of its rows for good, because no
    rollback takes them back.
    """
    kept: dict[str, Rows] = {}

    @wraps(make)
    def fill() -> None:
        if kept:
            with transaction.atomic():  # rows may come before those that they refer to
                insert(kept)
            return
        before = {table: _count(table) for table in filled()}
        make()
        changed = {table for table in before if _count(table) != before[table]}
        assert not changed, (
            f"these tables were not empty, so their new rows cannot be kept: {changed}"
        )
        kept.update(read_newly_filled(set(before)))

    return fill
