"""The index of parts of words.

Made on PostgreSQL, done without where that is forbidden, taken back.
"""

import pytest
from django.db import connection
from django.db.migrations.state import ProjectState
from django.db.utils import ProgrammingError

from foundation.records.trigrams import trigram_index

NAME = "office_name_trigrams"
OPERATION = trigram_index(NAME, "offices_office", "name")
pytestmark = pytest.mark.django_db


def run(way):
    state = ProjectState()
    editor = (
        connection.schema_editor()
    )  # SQLite's cannot be entered inside the test's transaction, and is not needed
    getattr(OPERATION, way)("offices", editor, state, state)


def indexes():
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, "offices_office"))


def test_the_index_is_made_where_postgresql_can_and_taken_back():
    run("database_forwards")
    assert (NAME in indexes()) == (connection.vendor == "postgresql")
    run("database_backwards")
    assert NAME not in indexes()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has the extension")
def test_where_the_extension_is_forbidden_the_migration_goes_on_and_says_so(monkeypatch, capsys):
    def forbidden(_editor, _statement, _params=()):
        raise ProgrammingError

    monkeypatch.setattr(type(connection.schema_editor()), "execute", forbidden)
    run("database_forwards")
    assert "offices_office.name is searched without an index" in capsys.readouterr().out
