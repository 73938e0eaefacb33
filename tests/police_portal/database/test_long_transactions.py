"""Transactions that block others are reported, also those of other roles."""

import threading

import psycopg
import pytest
from django.db import connection, connections

from foundation.database import transactions
from foundation.scale.database import pooling
from police_portal.database import long_transactions, web_process
from police_portal.database.databases import database

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer"),
]


@pytest.fixture
def idle():
    """Return another session, like psql's, and end it."""
    parameters = {**connection.get_connection_params(), "application_name": "psql"}
    for name in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(name, None)
    with psycopg.connect(**parameters) as session:
        yield session


@pytest.fixture
def pass_time(monkeypatch):
    """Return a function that moves the clock of the watch."""
    now = [1000.0]
    monkeypatch.setattr(transactions.time, "monotonic", lambda: now[0])

    def move(seconds):
        now[0] += seconds

    return move


def measured():
    return {
        (state.name, *labels): value
        for state in long_transactions.states()
        for labels, value in state.read()
    }


def test_sessions_with_locks_for_a_minute_are_reported(idle, pass_time):
    idle.execute("LOCK TABLE dossiers_dossier")
    assert list(long_transactions.warnings()) == []
    pass_time(60)
    (said,) = long_transactions.warnings()
    assert f"PID {idle.info.backend_pid}" in said
    assert "psql" in said
    idle.rollback()
    assert list(long_transactions.warnings()) == []


def test_the_longest_transaction_is_measured_with_and_without_locks(idle, pass_time):
    idle.execute("SELECT count(*) FROM dossiers_dossier")
    measured()
    pass_time(500)
    assert measured()["database_transaction_seconds", "nothing"] == 500
    idle.execute("SELECT * FROM dossiers_dossier FOR UPDATE")
    assert measured()["database_transaction_seconds", "locks"] == 500
    assert list(long_transactions.warnings()) == []  # just seen by those


def test_the_next_transaction_of_a_session_starts_from_zero(idle, pass_time):
    idle.execute("LOCK TABLE dossiers_dossier")
    measured()
    pass_time(100)
    idle.commit()
    idle.execute("LOCK TABLE dossiers_dossier")
    assert measured()["database_transaction_seconds", "locks"] == 0


def test_waiting_sessions_are_counted(idle):
    assert measured()["database_locks_waiting",] == 0
    idle.execute("LOCK TABLE dossiers_dossier")
    begun = threading.Event()

    def wait():
        try:
            with connection.cursor() as cursor:
                begun.set()
                cursor.execute("SELECT count(*) FROM dossiers_dossier")
        finally:
            connection.close()

    waiter = threading.Thread(target=wait)
    waiter.start()
    try:
        begun.wait(10)
        for _look in range(1000):
            if transactions.waiting():
                break
        assert measured()["database_locks_waiting",] == 1
    finally:
        idle.rollback()
        waiter.join(10)


def test_another_roles_transaction_is_seen_by_a_role_without_rights(idle, pass_time):
    idle.execute("LOCK TABLE dossiers_dossier")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE stranger_without_rights")
        try:
            cursor.execute("SET ROLE stranger_without_rights")
            assert [one.process for one in transactions.Watch().look() if one.holds_locks] == [
                idle.info.backend_pid
            ]
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute("DROP ROLE stranger_without_rights")


def test_an_idle_transaction_of_ours_is_ended():
    described = pooling.bound_idling(database("postgres://portal@db.example/portal"))
    assert described["OPTIONS"]["options"] == pooling.COMMAND_IDLES


def test_a_web_process_is_bounded_tighter_than_a_command(monkeypatch):
    described = pooling.bound_idling(database("postgres://portal@db.example/portal"))
    monkeypatch.setitem(connections.settings, "default", described)
    web_process.bound_waits()
    assert described["OPTIONS"]["options"].endswith(web_process.IDLES)


def test_the_server_applies_our_bound():
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SHOW idle_in_transaction_session_timeout")
        assert cursor.fetchone() != ("0",)
