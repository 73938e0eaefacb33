"""Indexes that are made and dropped while others write."""

import pytest
from django.db import NotSupportedError, connection, migrations, models
from django.db.migrations.state import ProjectState

from foundation.database.operations import AddIndexConcurrently, RemoveIndexConcurrently

INDEX = models.Index(fields=["name"], name="publishing_by_name_again")


def indexes():
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "publishing_revision")
    return [name for name in found if name == INDEX.name]


def state_with(*operations):
    """Return the state of the tables after `operations`, which nobody carried out."""
    state = migrations.loader.MigrationLoader(connection).project_state()
    for operation in operations:
        operation.state_forwards("publishing", state)
    return state


def carry_out(operation, before, *, backwards=False, atomic=False):
    """Carry `operation` out, or take it back, between the state `before` it and that after it."""
    after: ProjectState = before.clone()
    operation.state_forwards("publishing", after)
    way = operation.database_backwards if backwards else operation.database_forwards
    states = (after, before) if backwards else (before, after)
    with connection.schema_editor(atomic=atomic) as editor:
        way("publishing", editor, *states)


@pytest.mark.django_db(transaction=True)
def test_an_index_is_made_and_dropped_both_ways():
    add, remove = (
        AddIndexConcurrently("revision", INDEX),
        RemoveIndexConcurrently("revision", INDEX.name),
    )
    carry_out(add, state_with())
    assert indexes() == [INDEX.name]
    carry_out(add, state_with(), backwards=True)
    assert indexes() == []
    carry_out(remove, state_with(add), backwards=True)
    assert indexes() == [INDEX.name]
    carry_out(remove, state_with(add))
    assert indexes() == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite does it plainly")
@pytest.mark.django_db
def test_a_migration_in_a_transaction_is_refused():
    with pytest.raises(NotSupportedError, match="atomic = False"):
        carry_out(AddIndexConcurrently("revision", INDEX), state_with(), atomic=True)
