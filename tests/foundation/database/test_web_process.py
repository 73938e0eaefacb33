"""Web processes are bounded, commands are not."""

import json

from django.db import connections

from foundation.database.web_process import bound_waits
from police_portal.settings import database
from tests.police_portal import production

POSTGRESQL = "postgres://portal@db.example/portal"
SHOW = """
import json
{start}
from django.db import connections
described = connections.settings["default"]
print(json.dumps([str(described.get("GATE") is not None), described["OPTIONS"].get("options")]))
"""


def described_in(start):
    done = production.run(
        SHOW.format(start=start), **{**production.GOOD, "DATABASE_URL": POSTGRESQL}
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_web_server_bounds_waits_and_statements():
    start = "from police_portal.wsgi import application"
    assert described_in(start) == ["True", "-c statement_timeout=4500"]


def test_commands_take_their_time():
    described = database(POSTGRESQL)
    assert described.get("GATE") is None
    assert "options" not in described["OPTIONS"]


def test_half_of_the_threads_may_wait(settings, monkeypatch):
    monkeypatch.setitem(connections.settings, "default", database(POSTGRESQL))
    settings.WEB_THREADS, settings.DATABASE_WAIT_SECONDS = 5, 7.0
    bound_waits()
    gate = connections.settings["default"]["GATE"]
    assert (gate._places._value, gate.seconds) == (2, 7.0)


def test_a_single_thread_may_wait(settings, monkeypatch):
    monkeypatch.setitem(connections.settings, "default", database(POSTGRESQL))
    settings.WEB_THREADS = 1
    bound_waits()
    assert connections.settings["default"]["GATE"]._places._value == 1


def test_options_of_the_address_are_kept(monkeypatch):
    described = database(f"{POSTGRESQL}?options=-c%20work_mem%3D8MB")
    monkeypatch.setitem(connections.settings, "default", described)
    bound_waits()
    assert described["OPTIONS"]["options"].startswith("-c work_mem=8MB -c statement_timeout=")


def test_sqlite_is_left_alone(monkeypatch):
    described = database("sqlite:////srv/portal.sqlite3")
    monkeypatch.setitem(connections.settings, "default", described)
    bound_waits()
    assert "GATE" not in described
