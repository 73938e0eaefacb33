"""Web processes are bounded, commands are not."""

import runpy

from django.db import connections

from foundation.scale.database import replica
from foundation.scale.database.following import follower
from police_portal.database import web_process
from police_portal.database.databases import database

POSTGRESQL = "postgres://portal@db.example/portal"


def test_the_web_server_bounds_waits(monkeypatch):
    bounded = []
    monkeypatch.setattr(web_process, "bound_waits", lambda: bounded.append(1))
    monkeypatch.setattr("django.core.wsgi.get_wsgi_application", lambda: "set up already")
    monkeypatch.setattr("police_portal.checks.refuse_unsafe_start", lambda: None)
    monkeypatch.setattr("police_portal.checks.refuse_foreign_files", lambda: None)
    runpy.run_module("police_portal.wsgi")
    assert bounded == [1]


def test_statements_end_before_the_connection_is_thrown_away(settings, monkeypatch):
    described = database(POSTGRESQL)
    monkeypatch.setitem(connections.settings, "default", described)
    settings.DATABASE_WAIT_SECONDS = 5.0
    web_process.bound_waits()
    assert described["OPTIONS"]["options"] == f"-c statement_timeout=4500 {web_process.IDLES}"


def test_commands_take_their_time():
    described = database(POSTGRESQL)
    assert described.get("GATE") is None
    assert "options" not in described["OPTIONS"]


def test_half_of_the_threads_may_wait(settings, monkeypatch):
    monkeypatch.setitem(connections.settings, "default", database(POSTGRESQL))
    settings.WEB_THREADS, settings.DATABASE_WAIT_SECONDS = 5, 7.0
    web_process.bound_waits()
    gate = connections.settings["default"]["GATE"]
    assert (gate._places._value, gate.seconds) == (2, 7.0)


def test_a_single_thread_may_wait(settings, monkeypatch):
    monkeypatch.setitem(connections.settings, "default", database(POSTGRESQL))
    settings.WEB_THREADS = 1
    web_process.bound_waits()
    assert connections.settings["default"]["GATE"]._places._value == 1


def test_options_of_the_address_are_kept(monkeypatch):
    described = database(f"{POSTGRESQL}?options=-c%20work_mem%3D8MB")
    monkeypatch.setitem(connections.settings, "default", described)
    web_process.bound_waits()
    assert described["OPTIONS"]["options"].startswith("-c work_mem=8MB -c statement_timeout=")


def test_sqlite_is_left_alone(monkeypatch):
    described = database("sqlite:////srv/portal.sqlite3")
    monkeypatch.setitem(connections.settings, "default", described)
    web_process.bound_waits()
    assert "GATE" not in described


def test_a_replica_keeps_its_own_bounds_and_is_looked_at_from_the_start(monkeypatch):
    described = replica.described(database(POSTGRESQL))
    gate, looked = described["GATE"], []
    monkeypatch.setitem(connections.settings, "default", database(POSTGRESQL))
    monkeypatch.setitem(connections.settings, "replica", described)
    monkeypatch.setattr(follower, "watch", lambda: looked.append(1))
    web_process.bound_waits()
    assert (described["GATE"], looked) == (gate, [1])
    assert described["OPTIONS"]["options"] == (
        "-c default_transaction_read_only=on -c statement_timeout=1s"
    )
