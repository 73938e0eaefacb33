"""Connections to a database that says nothing, and migrations that wait for a lock."""

import select
import time

import pytest
from django.db import OperationalError, connection, connections
from django.db.transaction import atomic

from foundation.api.handlers import from_exception
from foundation.database import waiting
from foundation.database.postgresql import base
from foundation.database.waiting import Gate
from police_portal.database.databases import database
from tests.foundation.database.silent_postgres import SilentPostgres

PLAIN = "?sslmode=disable&gssencmode=disable"
needs_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite knows no lock_timeout"
)


@pytest.fixture
def silent(django_db_blocker):
    """Run a database that greets and then says nothing."""
    server = SilentPostgres()
    with django_db_blocker.unblock():
        yield server
    server.close()


@pytest.fixture
def connect():
    """Return a function that describes a connection to a server, behind a gate or without."""
    made = []

    def connect(server, gate):
        described = connections.configure_settings(
            {"default": database(f"postgres://portal@127.0.0.1:{server.port}/portal{PLAIN}")}
        )["default"]
        made.append(base.DatabaseWrapper({**described, "GATE": gate}, "silent"))
        return made[-1]

    yield connect
    for one in made:
        one.close()


def ask(wrapper):
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT 1")


def thrown_away(wrapper):
    return wrapper.connection.closed


def test_a_wait_ends_and_its_connection_is_thrown_away(silent, connect):
    wrapper = connect(silent, Gate(1, seconds=0.2, patience=0.1))
    with pytest.raises(OperationalError, match="does not answer"):
        ask(wrapper)
    assert thrown_away(wrapper)


def test_silence_is_answered_503_with_retry_after(silent, connect):
    with pytest.raises(OperationalError) as caught:
        ask(connect(silent, Gate(1, seconds=0.1)))
    problem = from_exception(caught.value)
    assert (problem.type.code, problem.type.status) == ("unavailable", 503)
    assert problem.headers["Retry-After"] == "5"


def test_an_answer_that_comes_late_is_taken(silent, connect):
    gate = Gate(1, seconds=30, patience=0.05)
    wrapper = connect(silent, gate)
    silent.answer_after(0.2)
    ask(wrapper)
    assert not thrown_away(wrapper)
    assert not gate.is_closed


def test_without_a_free_place_a_wait_ends_after_a_moment(silent, connect):
    gate = Gate(1, seconds=60, patience=0.1)
    wrapper = connect(silent, gate)
    wrapper.ensure_connection()
    silent.answer_after(1)
    with gate.place(time.monotonic()), pytest.raises(OperationalError):
        ask(wrapper)
    assert gate.is_closed


def test_while_the_gate_is_closed_the_database_is_given_a_glance_only(silent, connect):
    gate = Gate(1, seconds=60, patience=60)
    wrapper = connect(silent, gate)
    wrapper.ensure_connection()
    gate.waited_in_vain(time.monotonic())
    silent.answer_after(1)
    with gate.place(time.monotonic()), pytest.raises(OperationalError):
        ask(wrapper)
    assert gate.is_closed


def test_a_greeting_does_not_open_the_gate(silent, connect):
    """A pooler greets though the database behind it says nothing."""
    gate = Gate(1, seconds=60)
    gate.waited_in_vain(time.monotonic())
    connect(silent, gate).ensure_connection()
    assert gate.is_closed


def test_to_be_told_that_the_connection_is_gone_does_not_open_the_gate(silent, connect):
    gate = Gate(1, seconds=0.1)
    connections["silent"] = connect(silent, gate)
    with pytest.raises(OperationalError, match="does not answer"), atomic(using="silent"):
        ask(connections["silent"])
    assert gate.is_closed
    del connections["silent"]


def test_who_glances_and_is_answered_opens_the_gate(silent, connect, monkeypatch):
    """Commits may wait for a standby that is lost, while all else is answered."""
    monkeypatch.setattr(waiting, "GLANCE", 30)
    gate = Gate(1, seconds=60, patience=60)
    wrapper = connect(silent, gate)
    wrapper.ensure_connection()
    gate.waited_in_vain(time.monotonic())
    silent.answer_after(0.05)
    with gate.place(time.monotonic()):
        ask(wrapper)
    assert not gate.is_closed


def test_connecting_needs_a_place_too(silent, connect):
    gate = Gate(1, seconds=60, patience=0.1)
    with gate.place(time.monotonic()), pytest.raises(OperationalError):
        connect(silent, gate).ensure_connection()


def test_a_silent_connection_is_not_replaced_in_the_same_request(silent, connect):
    """One request would else wait twice: for the old connection, and for a new one."""
    wrapper = connect(silent, Gate(1, seconds=0.1))
    wrapper.ensure_connection()
    wrapper.health_check_enabled, wrapper.health_check_done = True, False
    with pytest.raises(OperationalError, match="does not answer"):
        ask(wrapper)
    assert wrapper.connection is None


def test_a_transaction_that_went_with_its_connection_is_left_without_another(silent, connect):
    wrapper = connect(silent, Gate(1, seconds=0.1))
    wrapper.ensure_connection()
    connections["silent"] = wrapper
    with pytest.raises(OperationalError, match="does not answer"), atomic(using="silent"):
        ask(wrapper)
    assert wrapper.connection is None
    del connections["silent"]


def test_errors_of_the_database_open_the_gate(silent, connect):
    gate = Gate(1, seconds=30)
    wrapper = connect(silent, gate)
    wrapper.ensure_connection()
    gate.waited_in_vain(time.monotonic())
    silent.close()  # the connection is lost, which is no silence
    with pytest.raises(OperationalError):
        ask(wrapper)
    assert not gate.is_closed


def test_a_server_that_does_not_greet_closes_the_gate(silent, connect, monkeypatch):
    silent.greets = False
    monkeypatch.setattr("psycopg.connection.timeout_from_conninfo", lambda _params: 0.1)
    gate = Gate(1, seconds=60)
    with pytest.raises(OperationalError):
        ask(connect(silent, gate))
    assert gate.is_closed


def test_a_command_waits_as_long_as_it_takes(silent, connect):
    wrapper = connect(silent, None)
    silent.answer_after(0.2)
    ask(wrapper)
    assert not thrown_away(wrapper)


# --- Between two requests -------------------------------------------------------------------------


@pytest.fixture
def answered(silent, connect):
    """Return a connection that was answered in the request before."""
    silent.answers.set()
    wrapper = connect(silent, Gate(1, seconds=30))
    ask(wrapper)
    wrapper.health_check_enabled, wrapper.health_check_done = True, False
    return wrapper


def test_a_connection_that_answered_a_moment_ago_is_not_asked(silent, answered, monkeypatch):
    monkeypatch.setattr(base, "FRESH", 3600)
    asked = silent.asked
    answered.close_if_health_check_failed()
    assert (silent.asked, answered.health_check_done) == (asked, True)


def test_one_that_answered_longer_ago_is_asked(silent, answered, monkeypatch):
    monkeypatch.setattr(base, "FRESH", -1)
    asked = silent.asked
    answered.close_if_health_check_failed()
    assert silent.asked == asked + 1


def test_one_that_the_server_ended_is_replaced_however_short_ago_it_answered(
    silent, answered, monkeypatch
):
    monkeypatch.setattr(base, "FRESH", 3600)
    old = answered.connection
    silent.close()
    select.select([old.pgconn.socket], [], [], 30)
    answered.close_if_health_check_failed()
    assert answered.connection is None


# --- Migrations ----------------------------------------------------------------------------------


@needs_postgresql
@pytest.mark.django_db
@pytest.mark.parametrize(("atomic", "seconds"), [(True, "1s"), (False, "0")])
def test_migrations_give_up_waiting_for_a_lock_unless_they_go_concurrently(atomic, seconds):
    with connection.schema_editor(atomic=atomic), connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == (seconds,)
