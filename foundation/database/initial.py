"""The first migration of an app, whose tables are made at once.

After each operation Django makes the models of the whole project anew, and on SQLite most
constraints make their table anew: of a first `migrate` that was nine tenths. Here the operations
are only read; then each table is made once, as they leave it.
"""

from collections.abc import Iterator, Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
from django.db.migrations import CreateModel, Migration, RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model


class CreateTables(Operation):
    """Makes the tables that `operations` describe together: models, fields, indexes, constraints.

    None of them may change a table of another app.
    """

    reduces_to_sql = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def describe(self) -> str:
        """Return what `migrate --plan` shows."""
        return f"Create {sum(isinstance(one, CreateModel) for one in self.operations)} tables"

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Let the models be made when somebody asks for them, once."""
        state.__dict__.pop("apps", None)
        state.is_delayed = False
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make each table as it is in the end."""
        for model in self._models(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: Editor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables."""
        for model in reversed([*self._models(app_label, schema_editor, from_state)]):
            schema_editor.delete_model(model)

    def _models(self, app_label: str, editor: Editor, state: ProjectState) -> Iterator[type[Model]]:
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                model = state.apps.get_model(app_label, operation.name)
                if self.allow_migrate_model(editor.connection.alias, model):
                    yield model


class InitialMigration(Migration):
    """Makes all tables first, then runs what is done to them: partitions, triggers, our indexes."""

    initial = True

    def __init_subclass__(cls) -> None:
        """Put the tables, as one operation, before what is done to them."""
        tables = [one for one in cls.operations if not isinstance(one, RunPython)]
        after = [one for one in cls.operations if isinstance(one, RunPython)]
        cls.operations = [CreateTables(tables), *after]
