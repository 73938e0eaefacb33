"""The trigram index is created on PostgreSQL, skipped if that is forbidden, and removed."""

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
    )  # SQLite's cannot be opened inside the test's transaction and is not needed
    getattr(OPERATION, way)("offices", editor, state, state)


def indexes():
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, "offices_office"))


def test_the_index_is_created_and_removed():
    run("database_forwards")
    assert (NAME in indexes()) == (connection.vendor == "postgresql")
    run("database_backwards")
    assert NAME not in indexes()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has the extension")
def test_a_forbidden_extension_is_reported_and_skipped(monkeypatch, capsys):
    def forbidden(_editor, _statement, _params=()):
        raise ProgrammingError

    monkeypatch.setattr(type(connection.schema_editor()), "execute", forbidden)
    run("database_forwards")
    assert "offices_office.name is searched without an index" in capsys.readouterr().out
