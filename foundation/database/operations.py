"""Operations for migrations of tables that are large where the service runs.

An index is made, and dropped, while everybody goes on writing. The migration that does it has
`atomic = False` and holds nothing else, for half of it cannot be taken back. SQLite, which has
only one writer anyway, does it plainly.
"""

from collections.abc import Callable, Iterable

from django.contrib.postgres import operations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
from django.db.migrations import AddIndex, RemoveIndex, RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class _PlainOnSQLite(Operation):
    """Mixed in before an operation of Django's that PostgreSQL carries out concurrently."""

    # The same operation for other databases.
    plain: type[Operation]

    def database_forwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if _is_postgresql(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        else:
            self.plain.database_forwards(self, app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if _is_postgresql(schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)
        else:
            self.plain.database_backwards(self, app_label, schema_editor, from_state, to_state)


def _is_postgresql(editor: Editor) -> bool:
    return editor.connection.vendor == "postgresql"


class AddIndexConcurrently(_PlainOnSQLite, operations.AddIndexConcurrently):
    """Makes an index."""

    plain = AddIndex


class RemoveIndexConcurrently(_PlainOnSQLite, operations.RemoveIndexConcurrently):
    """Drops an index."""

    plain = RemoveIndex


class RunStatements(RunPython):
    """Makes by SQL what stands in no model, so that it is missed when it is not there.

    `made` returns the table and the name of each trigger, for "postgresql" or "sqlite".
    """

    reduces_to_sql = True

    def __init__(
        self,
        code: Callable[..., None],
        reverse_code: Callable[..., None],
        made: Callable[[str], Iterable[tuple[str, str]]],
    ) -> None:
        super().__init__(code, reverse_code)
        self.made = made
