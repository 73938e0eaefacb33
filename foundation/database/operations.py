"""Operations for migrations of tables that are large where the service runs.

An index is made, and dropped, while everybody goes on writing. The migration that does it has
`atomic = False` and holds nothing else, for half of it cannot be taken back. SQLite, which has
only one writer anyway, does it plainly.
"""

from django.contrib.postgres import operations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
from django.db.migrations import AddIndex, RemoveIndex
from django.db.migrations.state import ProjectState


def _is_postgresql(editor: Editor) -> bool:
    return editor.connection.vendor == "postgresql"


class AddIndexConcurrently(operations.AddIndexConcurrently):
    """Makes an index."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        kind = operations.AddIndexConcurrently if _is_postgresql(schema_editor) else AddIndex
        kind.database_forwards(self, app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        kind = operations.AddIndexConcurrently if _is_postgresql(schema_editor) else AddIndex
        kind.database_backwards(self, app_label, schema_editor, from_state, to_state)


class RemoveIndexConcurrently(operations.RemoveIndexConcurrently):
    """Drops an index."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        kind = operations.RemoveIndexConcurrently if _is_postgresql(schema_editor) else RemoveIndex
        kind.database_forwards(self, app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        kind = operations.RemoveIndexConcurrently if _is_postgresql(schema_editor) else RemoveIndex
        kind.database_backwards(self, app_label, schema_editor, from_state, to_state)
