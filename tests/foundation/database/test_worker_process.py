"""Statements of resident workers end before systemd takes the worker for one that hangs."""

from django.db import connections

from foundation.database import worker_process
from police_portal.database.databases import database

POSTGRESQL = "postgres://portal@db.example/portal"


def test_statements_of_a_resident_worker_are_bounded_once(monkeypatch):
    described = database(f"{POSTGRESQL}?options=-c%20statement_timeout%3D0")
    monkeypatch.setitem(connections.settings, "default", described)
    worker_process.bound_statements()
    worker_process.bound_statements()
    assert described["OPTIONS"]["options"] == f"-c statement_timeout=0 {worker_process.BOUND}"


def test_sqlite_is_left_alone(monkeypatch):
    described = database("sqlite:////srv/portal.sqlite3")
    monkeypatch.setitem(connections.settings, "default", described)
    worker_process.bound_statements()
    assert "options" not in described["OPTIONS"]
