"""The database's addresses, and real servers behind them: a pooler, a primary and its standby."""

from urllib.parse import quote, unquote, urlsplit

import psycopg
import pytest
from django.core.checks import run_checks
from django.db import InternalError, OperationalError, connections

from foundation.database.postgresql.base import DatabaseWrapper
from foundation.scale.database import pooling
from police_portal.checks import refuse_unsafe_start
from police_portal.database import checks, web_process
from police_portal.database.databases import database
from police_portal.database.health import Watch
from tests import private_pooler, private_postgres

SQLITE = "sqlite:///:memory:"
DIRECT, POOL = "postgres://u@10.0.0.1/portal", "postgres://u@127.0.0.1:6432/portal"
SEVERAL = "postgres://u@10.0.0.1,10.0.0.2/portal?target_session_attrs=read-write"

needs_postgres = pytest.mark.skipif(
    private_postgres.binaries() is None, reason="PostgreSQL is not installed here"
)
needs_pgbouncer = pytest.mark.skipif(
    private_postgres.binaries() is None or private_pooler.program() is None,
    reason="PgBouncer or PostgreSQL is not installed here",
)


def configure(settings, url, direct=""):
    settings.DATABASE_URL, settings.DATABASE_DIRECT_URL = url, direct
    settings.DATABASE_POOLED = bool(direct)


def ids(messages):
    assert all(message.msg and message.hint for message in messages)
    return [message.id.removeprefix("police_portal.") for message in messages]


@pytest.mark.parametrize(
    ("url", "direct", "pooled", "expected"),
    [
        (SQLITE, "", False, []),
        (SEVERAL, "", False, []),
        (POOL, SEVERAL, True, []),
        ("postgres://u@h", "", False, ["E060"]),
        (POOL, "postgres://u@h", True, ["E060"]),
        ("postgres://u@a,b/portal", "", False, ["E061"]),
        (POOL, "postgres://u@a,b/portal", True, ["E061"]),
        (POOL, "", True, ["E062"]),
        (POOL, DIRECT, False, ["E062"]),
        (SQLITE, DIRECT, True, ["E062"]),
        (DIRECT, DIRECT, True, ["E062"]),
        (SEVERAL, DIRECT, True, ["E062"]),
        (f"{POOL}?options=-c%20work_mem%3D8MB", DIRECT, True, ["E062"]),
    ],
)
def test_addresses_are_compared_with_each_other(settings, url, direct, pooled, expected):
    configure(settings, url, direct)
    settings.DATABASE_POOLED = pooled
    assert ids(checks.check_database_addresses()) == expected


def test_a_wrong_address_stops_the_start(settings):
    settings.DATABASE_URL = "postgres://u:p4ssw0rd@h"
    with pytest.raises(SystemExit) as stopped:
        refuse_unsafe_start()
    assert "police_portal.E060: DATABASE_URL" in str(stopped.value)
    assert "p4ssw0rd" not in str(stopped.value)


def test_missing_servers_are_reported(settings):
    configure(settings, "postgres://u@127.0.0.1:1/d", "postgres://u@127.0.0.1:2/d")
    found = [one.id for one in run_checks(tags=["security"], include_deployment_checks=True)]
    assert "police_portal.E063" in found


def test_a_single_host_without_a_pooler_needs_no_query(settings, monkeypatch):
    configure(settings, DIRECT)
    monkeypatch.setattr(checks.probing, "server", pytest.fail)
    assert ids(checks.check_database_servers()) == []
    assert Watch().warnings() == []


def test_web_processes_go_through_the_pooler_and_commands_do_not(monkeypatch):
    described = pooling.beside_pooler(database(DIRECT), database(POOL))
    assert described["HOST"] == "10.0.0.1"
    assert described["OPTIONS"]["options"] == "-c statement_timeout=0"
    monkeypatch.setitem(connections.settings, "default", described)
    web_process.bound_waits()
    assert (described["HOST"], described["PORT"]) == ("127.0.0.1", 6432)
    assert described["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert "options" not in described["OPTIONS"]
    assert "GATE" in described


# --- Real servers --------------------------------------------------------------------------------


def folder_of(url):
    return unquote(urlsplit(url).netloc.rpartition("@")[2])


def execute(folder, *statements, dbname="portal"):
    with psycopg.connect(host=folder, user="portal", dbname=dbname, autocommit=True) as line:
        for statement in statements:
            line.execute(statement)


@pytest.fixture(scope="module")
def primary():
    """Run a server with a role's time-out for a pooler."""
    with private_postgres.server(private_postgres.binaries()) as url:
        timeout = web_process.statement_timeout()
        execute(folder_of(url), f"ALTER ROLE portal SET statement_timeout = {timeout}")
        yield url


@pytest.fixture
def wrapper(django_db_blocker):
    """Return a function that opens Django's connections to an address."""
    made = []

    def make(description):
        configured = connections.configure_settings({"default": dict(description)})["default"]
        made.append(DatabaseWrapper(configured, "of_this_test"))
        return made[-1]

    with django_db_blocker.unblock():
        yield make
    for one in made:
        one.close()


def ask(one, sql):
    """Query like a request: check the old connection first, and a broken one afterwards."""
    one.close_if_unusable_or_obsolete()
    one.health_check_enabled, one.health_check_done = True, False
    try:
        with one.cursor() as cursor:
            return cursor.execute(sql) and cursor.fetchone()[0]
    finally:
        one.close_if_unusable_or_obsolete()


@needs_pgbouncer
def test_a_pooler_in_transaction_mode_with_the_time_out_passes(settings, primary):
    with private_pooler.pooler(folder_of(primary)) as pool:
        configure(settings, private_pooler.address(pool), primary)
        assert ids(checks.check_database_servers()) == []


@needs_pgbouncer
@pytest.mark.parametrize(("mode", "pool_size"), [("session", 2), ("statement", 40)])
def test_a_pooler_in_another_mode_is_reported(settings, primary, mode, pool_size):
    with private_pooler.pooler(
        folder_of(primary), pool_mode=mode, default_pool_size=pool_size
    ) as pool:
        configure(settings, private_pooler.address(pool), primary)
        assert ids(checks.check_database_servers()) == ["E064"]


@needs_pgbouncer
def test_a_missing_time_out_and_another_database_fail_readiness_too(settings, primary):
    settings.DATABASE_WAIT_SECONDS = 7.0
    execute(folder_of(primary), "CREATE DATABASE another")
    with private_pooler.pooler(folder_of(primary)) as pool:
        configure(settings, private_pooler.address(pool, "another"), primary)
        assert ids(checks.check_database_servers()) == ["E065", "E066"]
        watch = Watch()
        assert watch.warnings() == []  # nobody waits for the first check
        watch._look.result()
        assert [text.partition(":")[0] for text in watch.warnings()] == [
            "police_portal.E065",
            "police_portal.E066",
        ]


@needs_postgres
def test_a_missing_pooler_is_reported(settings, primary):
    configure(settings, f"{primary.removesuffix('/portal')}:5432/portal", primary)
    assert ids(checks.check_database_servers()) == ["E064"]


@needs_pgbouncer
def test_session_state_is_kept_behind_a_pooler(primary, wrapper):
    """The time zone belongs to the session, and is the only thing that Django sets there."""
    with private_pooler.pooler(folder_of(primary), default_pool_size=1) as pool:
        pooled = database(private_pooler.address(pool))
        one = wrapper(pooled)
        execute_zone = "SET TIME ZONE 'Asia/Tokyo'"
        with psycopg.connect(
            host=pool, port=private_pooler.PORT, user="portal", dbname="portal", autocommit=True
        ) as other:
            other.execute(execute_zone)
            assert ask(one, "SHOW TimeZone") == "UTC"
            assert other.execute("SHOW TimeZone").fetchone() == ("Asia/Tokyo",)


@needs_postgres
def test_a_read_only_connection_is_replaced_for_a_writer(wrapper, primary):
    line = wrapper(database(f"{primary}?target_session_attrs=read-write"))
    execute(folder_of(primary), "CREATE TABLE pages (n integer)")
    assert ask(line, "SELECT 1") == 1
    with line.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    old = line.connection
    assert ask(line, "INSERT INTO pages VALUES (1) RETURNING n") == 1
    assert old.closed
    with line.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        with pytest.raises(InternalError):  # answered 503 by foundation/api/handlers.py
            cursor.execute("INSERT INTO pages VALUES (1)")
    line.close_if_unusable_or_obsolete()
    assert line.connection is None


@needs_postgres
def test_a_standby_takes_over_without_losing_acknowledged_writes(settings, primary, wrapper):
    bin_dir, one = private_postgres.binaries(), folder_of(primary)
    with private_postgres.standby(bin_dir, one) as two:
        names = ["ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()"]
        execute(one, "CREATE TABLE kept (n integer)")
        places = ",".join(quote(folder, safe="") for folder in (two, one))
        url = f"postgres://portal@{places}/portal?target_session_attrs=read-write"
        configure(settings, url)
        assert ids(checks.check_database_servers()) == ["W067"]
        execute(one, "ALTER ROLE portal SET synchronous_commit = on", *names)
        line = wrapper(database(url))
        assert ask(line, "INSERT INTO kept VALUES (1) RETURNING n") == 1
        private_postgres.stop(bin_dir, one)
        with pytest.raises(OperationalError):
            ask(line, "INSERT INTO kept VALUES (2) RETURNING n")
        private_postgres.promote(bin_dir, two)
        assert ask(line, "SELECT sum(n) FROM kept") == 1
        assert ids(checks.check_database_servers()) == ["W063", "W067"]
        with private_postgres.started(bin_dir, one):
            assert ids(checks.check_database_servers()) == ["E067"]
