"""Fixtures for every test."""

import gc

import pytest
from django.conf import settings
from django.contrib.auth.hashers import reset_hashers
from django.db import connection
from django.test import Client

from tests import clock, database, memory, openapi


def pytest_configure(config):
    """Set the clock, unless a browser takes part, which has its own and drops cookies by it."""
    if config.option.markexpr != "browser":
        clock.start()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with the longest test, or one worker would be left alone with it at the end."""
    items.sort(key=lambda item: item.path.name != "test_attack.py")


def pytest_collection_finish():
    """Look for garbage less often, and never among what was imported.

    A twelfth of all time went there.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Copy the database that was made from the migrations, for this worker."""
    with django_db_blocker.unblock():
        name = database.set_up()
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(name, verbosity=0)


@pytest.fixture(autouse=True, scope="session")
def _passwords_are_hashed_quickly(request):
    """Stretching a password takes longer than most tests.

    That production does it, tests/officers/test_passwords.py sees.

    A browser's server is a process of its own, which would not know the quick hash.
    """
    if request.config.option.markexpr == "browser":
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"]
        )
        reset_hashers(setting="PASSWORD_HASHERS")
        yield
    reset_hashers(setting="PASSWORD_HASHERS")


@pytest.fixture(autouse=True, scope="session")
def _answers_are_as_documented():
    """Every answer that any test's client gets is held against docs/openapi.yaml.

    Nobody has to think of it.
    """
    ask = Client.request

    def request(self, **environ):
        response = ask(self, **environ)
        openapi.check(response)
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", request)
        yield


@pytest.fixture(autouse=True, scope="session")
def _static_files_are_not_looked_for():
    """Each new client would search all packages for static files.

    Which takes longer than most tests.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "WHITENOISE_USE_FINDERS", False)
        yield


@pytest.fixture(autouse=True, scope="session")
def _flush_may_empty_append_only_tables():
    """Transactional tests end by emptying all tables.

    SQLite's triggers would refuse, so they are lifted for it.

    PostgreSQL needs nothing: TRUNCATE does not fire its triggers.
    """
    if connection.vendor != "sqlite":
        yield
        return
    sql_flush = connection.ops.sql_flush

    def lifted(*args, **kwargs):
        with connection.cursor() as cursor:
            triggers = cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
        drop = [f"DROP TRIGGER {name}" for name, _sql in triggers]
        return [*drop, *sql_flush(*args, **kwargs), *(sql for _name, sql in triggers)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "sql_flush", lifted)
        yield


@pytest.fixture(autouse=True)
def _fresh_process_memory():
    """Each test starts like a new process: nothing remembered, nothing counted."""
    memory.forget()


@pytest.fixture
def api():
    """Return a client of the API, as the Mini App is one."""
    return Client(headers={"Accept": "application/json"})


@pytest.fixture
def probe(settings):
    """Return a client of the probes, which meets a mistake of ours as citizens do: as an answer."""
    settings.ROOT_URLCONF = "tests.police_portal.probes"
    return Client(raise_request_exception=False, headers={"Accept": "application/json"})


@pytest.fixture
def zalo(settings):
    """Run a simulated Zalo and let the settings lead to it."""
    from foundation.zalo import process
    from tests.zalo_simulator import Simulator

    process.forget()
    with Simulator() as simulator:
        for name, value in simulator.settings().items():
            setattr(settings, name, value)
        yield simulator
    process.forget()
