"""The tables of the database."""

from django.db import connection


def has_table(table: str) -> bool:
    """Return True if `table` exists; `migrate` runs the checks before it creates the first one."""
    return table in connection.introspection.table_names()
