"""Rows that are written once: the database itself refuses to change or delete them.

Some (`Expiring`) may be deleted once they are old enough. The migration of the trigger sets the
age; nothing that runs later can shorten it.
"""

from typing import Any, ClassVar

from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from foundation.database.inserting import insert
from foundation.database.operations import RunStatements


class AppendOnlyError(TypeError):
    """Code tried to change history."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Refuses what the database would refuse, with a clearer error."""

    def update(self, **kwargs: object) -> int:
        """Raise AppendOnlyError."""
        raise AppendOnlyError(self.model.__name__)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Raise AppendOnlyError."""
        raise AppendOnlyError(self.model.__name__)


class AppendOnly(models.Model):
    """Base of rows that are added and read, never changed; a migration needs `forbid_changes`."""

    objects: models.Manager[Any] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; raise AppendOnlyError for a row that exists."""
        if not self._state.adding:
            raise AppendOnlyError(type(self).__name__)
        if self.pk is None and kwargs.get("using") in (None, DEFAULT_DB_ALIAS):
            insert(self)
        else:
            super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Raise AppendOnlyError."""
        raise AppendOnlyError(type(self).__name__)


class ExpiringQuerySet(AppendOnlyQuerySet):
    """Append-only rows; old ones may be deleted."""

    def expire(self) -> int:
        """Delete these rows and return how many.

        The database refuses rows that are younger than the migration allows.
        """
        return self._raw_delete(
            self.db
        )  # Django's short cut: no signals, and nothing refers to them


class Expiring(AppendOnly):
    """Base of append-only rows that retention deletes when they expire.

    A migration needs `forbid_changes(table, deletable_after=days)`.
    """

    objects: ClassVar[models.Manager[Any]] = ExpiringQuerySet.as_manager()

    class Meta:
        abstract = True


_PG_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"""


def _young(vendor: str, column: str, days: int) -> str:
    """Return the SQL condition of a row that is too young to be deleted.

    SQLite stores moments as text in UTC.
    """
    if vendor == "sqlite":
        return f"OLD.{column} > strftime('%Y-%m-%d %H:%M:%f', 'now', '-{days} days')"
    return f"OLD.{column} > now() - interval '{days} days'"


def _triggers(vendor: str, table: str, days: int | None) -> dict[str, str]:
    """Return the name of each trigger, and the event that fires it."""
    if vendor != "sqlite" and days is None:
        return {f"{table}_append_only": "BEFORE UPDATE OR DELETE"}
    update, delete = ("no_update", "no_delete") if vendor == "sqlite" else ("append_only", "kept")
    return {f"{table}_{update}": "BEFORE UPDATE", f"{table}_{delete}": "BEFORE DELETE"}


def _sql(vendor: str, table: str, column: str, days: int | None) -> list[str]:
    when = "" if days is None else f" WHEN ({_young(vendor, column, days)})"
    triggers = {
        name: (event, when if "DELETE" in event else "")
        for name, event in _triggers(vendor, table, days).items()
    }
    if vendor == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        return [
            f"CREATE TRIGGER {name} {event} ON {table}{when} {refuse}"
            for name, (event, when) in triggers.items()
        ]
    refuse = "EXECUTE FUNCTION refuse_change()"
    return [
        _PG_FUNCTION,
        *(
            f"CREATE TRIGGER {name} {event} ON {table} FOR EACH ROW{when} {refuse}"
            for name, (event, when) in triggers.items()
        ),
    ]


def _undo_sql(vendor: str, table: str, days: int | None) -> list[str]:
    on = "" if vendor == "sqlite" else f" ON {table}"
    return [f"DROP TRIGGER {name}{on}" for name in _triggers(vendor, table, days)]


def forbid_changes(
    table: str, *, deletable_after: int | None = None, column: str = "at"
) -> RunStatements:
    """Return the migration operation that makes `table` append-only in the database itself.

    With `deletable_after`, rows may be deleted that many days after the moment in `column`.
    """

    def run(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _sql(editor.connection.vendor, table, column, deletable_after):
            editor.execute(statement, params=None)  # without parameters, because a literal % occurs

    def undo(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _undo_sql(editor.connection.vendor, table, deletable_after):
            editor.execute(statement, params=None)  # without parameters, because a literal % occurs

    return RunStatements(
        run,
        undo,
        lambda vendor: [(table, name) for name in _triggers(vendor, table, deletable_after)],
    )


def forbid_updates(table: str, when: str) -> RunStatements:
    """Return the migration operation that forbids changing rows of `table` while `when` is true.

    `when` is SQL over OLD and NEW that both PostgreSQL and SQLite understand. The rows may still be
    deleted.
    """
    return _refusal(table, f"{table}_frozen", "UPDATE", when)


def forbid_deletes(table: str) -> RunStatements:
    """Return the migration operation that forbids deleting rows of `table`; they may change."""
    return _refusal(table, f"{table}_stays", "DELETE", "1 = 1")


def _refusal(table: str, name: str, event: str, when: str) -> RunStatements:
    def run(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} {refuse}", params=None
            )
            return
        editor.execute(_PG_FUNCTION, params=None)  # without parameters, because a literal % occurs
        refuse = f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION refuse_change()"
        editor.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} {refuse}", params=None)

    def undo(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        on = "" if editor.connection.vendor == "sqlite" else f" ON {table}"
        editor.execute(f"DROP TRIGGER {name}{on}", params=None)

    return RunStatements(run, undo, lambda _vendor: [(table, name)])
