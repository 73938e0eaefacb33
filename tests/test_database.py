"""The copied database is the one that migrations make today."""

import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from foundation.records import append_only, trigrams
from tests import database, private_postgres


def test_the_copy_has_all_migrations(db):
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_the_key_covers_migrations_their_imports_and_the_settings():
    covered = database._made_of(Path(settings.BASE_DIR))
    loader = MigrationExecutor(None).loader
    modules = {sys.modules[type(one).__module__] for one in loader.disk_migrations.values()}
    ours = {Path(module.__file__) for module in modules if "site-packages" not in module.__file__}
    assert ours <= covered
    assert {Path(append_only.__file__), Path(trigrams.__file__), Path(database.__file__)} <= covered
    assert Path(sys.modules[settings.SETTINGS_MODULE].__file__) in covered


def test_a_change_makes_a_new_key(monkeypatch):
    before = database.key()
    monkeypatch.setattr(database, "_made_of", lambda _base: {Path(__file__)})
    assert database.key() != before


def test_a_test_without_a_database_does_not_wait_for_one(request):
    assert "django_db_setup" not in request.fixturenames


def test_a_server_that_starts_beside_the_tests_is_waited_for(monkeypatch, tmp_path):
    monkeypatch.setattr(private_postgres, "START_LIMIT", 0)
    monkeypatch.setenv(private_postgres.STARTING, str(tmp_path / "ready"))
    with pytest.raises(AssertionError, match="did not start"):
        private_postgres.await_start()
    (tmp_path / "ready").touch()
    private_postgres.await_start()


@pytest.mark.django_db(transaction=True)
def test_tables_are_emptied_again_where_something_met_it(monkeypatch):
    User.objects.create_user("can-bo")
    empty, tries = connection.ops.execute_sql_flush, []

    def meets_a_request(statements):
        tries.append(statements)
        if len(tries) == 1:
            raise Error("deadlock detected")
        return empty(statements)

    monkeypatch.setattr(connection.ops, "execute_sql_flush", meets_a_request)
    call_command("flush", verbosity=0, interactive=False)
    assert (len(tries), User.objects.exists()) == (2, False)
