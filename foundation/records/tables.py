"""Which tables the database has."""

from django.db import connection


def has_table(table: str) -> bool:
    """Return True if `table` exists; `migrate` runs the checks before it makes the first one."""
    return table in connection.introspection.table_names()
