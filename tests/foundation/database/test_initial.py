"""The first migration of an app makes what Django would make, each table once."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader

from foundation.database.initial import InitialMigration

KEY = models.BigAutoField(primary_key=True)
TO_SHIP = models.ForeignKey("publishing.Ship", models.PROTECT, related_name="+")
TO_PORT = models.ForeignKey("publishing.Port", models.PROTECT, related_name="+", null=True)
SHORT = models.CheckConstraint(condition=models.Q(number__lt=9), name="port_short")
OPEN = models.UniqueConstraint(fields=["ship"], condition=models.Q(number=0), name="port_open")
AFTER = "CREATE INDEX port_after ON publishing_port (number)"


# Two tables that refer to each other, and what is put after them by `makemigrations` and by hand.
OPERATIONS = (
    migrations.CreateModel("Ship", [("id", KEY), ("name", models.CharField(unique=True))]),
    migrations.RunPython(
        lambda _apps, editor: editor.execute(AFTER),
        lambda _apps, editor: editor.execute("DROP INDEX port_after"),
    ),
    migrations.CreateModel("Port", [("id", KEY), ("ship", TO_SHIP)]),
    migrations.AddField("Port", "number", models.IntegerField(default=0)),
    migrations.AddField("Ship", "port", TO_PORT),
    migrations.AddIndex("Port", models.Index(fields=["-number"], name="port_newest")),
    migrations.AddConstraint("Port", SHORT),
    migrations.AddConstraint("Port", OPEN),
)


class Together(InitialMigration):
    """Made at once."""

    operations = OPERATIONS


class OneByOne(migrations.Migration):
    """Made by Django as ever."""

    operations = tuple(sorted(OPERATIONS, key=lambda one: isinstance(one, migrations.RunPython)))


@pytest.fixture
def before(transactional_db):
    """Return what the tables were before, with all models made, as `migrate` has them."""
    state = MigrationLoader(connection).project_state()
    assert state.apps
    return state


def carry_out(migration, before, *, forwards=True):
    way = migration.apply if forwards else migration.unapply
    with connection.schema_editor() as editor:
        return way(before.clone(), editor)


def described():
    """Return columns and constraints of both tables; names of keys are made of the columns."""
    with connection.cursor() as cursor:
        look = connection.introspection
        return {
            table: (
                look.get_table_description(cursor, table),
                {
                    name: {**found, "columns": tuple(found["columns"])}
                    for name, found in look.get_constraints(cursor, table).items()
                    if not name.startswith("__unnamed")
                },
            )
            for table in ("publishing_ship", "publishing_port")
        }


def names():
    return {"publishing_ship", "publishing_port"} & set(connection.introspection.table_names())


def test_it_makes_what_django_makes_operation_by_operation(before):
    made = []
    for migration in (Together("0001", "publishing"), OneByOne("0001", "publishing")):
        state = carry_out(migration, before)
        assert state.apps.get_model("publishing.ship")._meta.get_field("port")
        made.append(described())
        carry_out(migration, before, forwards=False)
        assert names() == set()
    assert {"port_newest", "port_short", "port_open", "port_after"} <= set(
        made[0]["publishing_port"][1]
    )
    assert made[0] == made[1]


def test_no_operation_makes_the_models_anew(before, monkeypatch):
    """Of the project's first `migrate` that was nine tenths."""
    monkeypatch.setattr(type(before), "_reload", lambda *_args: pytest.fail("made anew"))
    carry_out(Together("0001", "publishing"), before)
