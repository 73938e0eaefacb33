"""Fixtures for every test."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests import clock, memory, openapi


def pytest_configure(config):
    """Set the clock, unless a browser takes part, which has its own and drops cookies by it."""
    if config.option.markexpr != "browser":
        clock.start()


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
