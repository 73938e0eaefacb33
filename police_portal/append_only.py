"""Rows that are written once. The database itself refuses to change or delete them."""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class AppendOnlyError(TypeError):
    """Somebody tried to change history."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Refuses what the database would refuse, with a clearer error."""

    def update(self, **kwargs: Any) -> int:
        """Raise AppendOnlyError."""
        raise AppendOnlyError(self.model.__name__)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Raise AppendOnlyError."""
        raise AppendOnlyError(self.model.__name__)


class AppendOnly(models.Model):
    """Base of rows that can be added and read, never changed. Pair it with `forbid_changes` in a migration."""

    objects: models.Manager[Any] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; raise AppendOnlyError for a row that exists."""
        if not self._state.adding:
            raise AppendOnlyError(type(self).__name__)
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raise AppendOnlyError."""
        raise AppendOnlyError(type(self).__name__)


_PG_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""


def _sql(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for act in ("update", "delete")
        ]
    return [
        _PG_FUNCTION,
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    ]


def _undo_sql(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER {table}_no_{act}" for act in ("update", "delete")]
    return [f"DROP TRIGGER {table}_append_only ON {table}"]


def forbid_changes(table: str) -> migrations.RunPython:
    """Return the migration operation that makes `table` append-only in the database itself."""

    def run(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _sql(editor.connection.vendor, table):
            editor.execute(statement, params=None)  # no parameters: a % in it is meant

    def undo(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _undo_sql(editor.connection.vendor, table):
            editor.execute(statement, params=None)  # no parameters: a % in it is meant

    return migrations.RunPython(run, undo)
