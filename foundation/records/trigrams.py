"""Indexes for parts of words on PostgreSQL; other databases scan the rows.

Since PostgreSQL 13 the database's owner may create the extension. If that is forbidden, search
works without the index.
"""

from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.utils import ProgrammingError


def trigram_index(name: str, table: str, column: str) -> migrations.RunPython:
    """Return the migration operation that creates the index `name` on PostgreSQL.

    It serves `column LIKE '%part%'`.
    """
    statements = (
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin ({column} gin_trgm_ops)",
    )

    def create(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        try:
            with transaction.atomic(using=editor.connection.alias):
                for statement in statements:
                    editor.execute(statement)
        except ProgrammingError:  # no right to create extensions here
            print(f"\n  pg_trgm is missing: {table}.{column} is searched without an index.")  # noqa: T201  # as migrate itself does

    def drop(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP INDEX IF EXISTS {name}")

    return migrations.RunPython(create, drop)
