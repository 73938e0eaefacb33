"""Reads that may be some seconds old, over a real replica: away, hanging, late, not ours."""

import time
from datetime import date
from functools import partial
from urllib.parse import quote

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, connections, router, transaction
from django.utils import timezone

from feedback.satisfaction import publishing, rating_totals
from foundation.database import REPLICA
from foundation.database.waiting import Gate
from foundation.metrics import meters
from foundation.publishing.models import Revision, bump_revision
from foundation.publishing.snapshots import Snapshot
from foundation.records.models import TimerRun
from foundation.scale.database import following, replica
from foundation.scale.database.following import Standing, follower
from foundation.scale.database.replica_health import check_replica, warnings
from police_portal.database.databases import database
from tests import private_postgres, streaming_replica
from tests.feedback.factories import commune, rating

PATH = "/api/v1/satisfaction/"


@pytest.fixture(scope="module")
def streaming(django_db_setup):
    """Run one replica for all of these tests, which leave the server of other tests alone."""
    if (
        connection.vendor != "postgresql"
        or "police_portal_pg_" not in connection.settings_dict["HOST"]
    ):
        pytest.skip("a replica needs the private PostgreSQL of `make test`")
    if not (private_postgres.binaries() / "pg_basebackup").exists():
        pytest.skip("pg_basebackup is not installed")
    described = connection.settings_dict
    where = {"user": described["USER"], "dbname": described["NAME"], "port": 5432}
    shared = described["HOST"]
    with streaming_replica.copied({**where, "host": shared}) as primary:
        connection.close()
        described["HOST"] = primary
        try:
            with streaming_replica.streaming({**where, "host": primary}) as running:
                yield running
        finally:
            connection.close()
            described["HOST"] = shared


@pytest.fixture
def use(monkeypatch):
    """Give a function that sets a replica, as DATABASE_REPLICA_URL does; no thread looks at it."""

    def set_replica(url):
        both = {
            "default": dict(connection.settings_dict),
            REPLICA: replica.described(database(url)),
        }
        configured = connections.configure_settings(both)[REPLICA]
        monkeypatch.setitem(connections.settings, REPLICA, configured)
        monkeypatch.setattr(router, "routers", [replica.Router()])
        monkeypatch.setattr(follower, "watch", lambda: None)
        forget_connection()
        follower.forget()

    yield set_replica
    forget_connection()
    follower.forget()


def forget_connection():
    if REPLICA in connections.settings:
        connections[REPLICA].close()
        del connections[REPLICA]


@pytest.fixture
def outcomes(monkeypatch):
    """Return who answered each read, or why the replica did not."""
    found = []
    monkeypatch.setattr(meters, "read_late", found.append)
    return found


@pytest.fixture
def following_replica(streaming, django_db_blocker, use, outcomes, monkeypatch):
    """Set the running replica, which has everything and was seen to.

    What a test writes is committed, for the replica to see, and removed when it ends.
    """
    for name in ("WAIT_SECONDS", "STATEMENT_SECONDS", "CONNECT_SECONDS"):
        monkeypatch.setattr(replica, name, 60)  # a busy machine fails no test
    monkeypatch.setattr(following, "TRUSTED", 600)
    with django_db_blocker.unblock():
        use(address(streaming, streaming.primary["dbname"]))
        await_following(streaming)
        yield streaming
        TimerRun.objects.filter(command__in="abc").delete()
        Revision.objects.filter(name="example").delete()


def await_following(streaming):
    """Wait until it is known to follow: while others write, a first look alone may not say so."""
    streaming.catch_up()
    limit = time.monotonic() + 60
    while follower.look().standing is not Standing.FOLLOWS:
        assert time.monotonic() < limit, follower.seen()
        time.sleep(0.05)


def address(streaming, name):
    return f"postgres://{streaming.primary['user']}@{quote(streaming.folder, safe='')}/{name}"


def note(command="a"):
    now = timezone.now()
    return TimerRun.objects.create(command=command, known_since=now)


def noted():
    return sorted(TimerRun.objects.filter(command__in="abc").values_list("command", flat=True))


def read_noted():
    return replica.read(noted)


@pytest.fixture
def snapshot(monkeypatch):
    """Return a snapshot of what is noted."""
    monkeypatch.setattr(Snapshot, "registry", {})
    return Snapshot("example", lambda revision, _previous: (revision, noted()))


def publish(command):
    with transaction.atomic():
        note(command)
        bump_revision("example")


# --- while it follows ----------------------------------------------------------------------------


def test_what_may_be_old_leaves_the_primary(following_replica, outcomes, django_assert_num_queries):
    note()
    following_replica.catch_up()
    with django_assert_num_queries(0):
        assert read_noted() == ["a"]
    assert outcomes == ["replica"]


def test_a_snapshot_is_built_at_the_replica(
    following_replica, outcomes, snapshot, django_assert_num_queries
):
    publish("a")
    following_replica.catch_up()
    with django_assert_num_queries(1):  # its revision
        assert snapshot.current() == (1, ["a"])
    assert outcomes == ["replica"]


def test_a_transaction_sees_what_it_wrote(following_replica, outcomes):
    with transaction.atomic():
        note()
        assert read_noted() == ["a"]
    assert outcomes == ["transaction"]


def test_a_row_of_the_replica_is_saved_at_the_primary(following_replica):
    note()
    following_replica.catch_up()
    row = replica.read(partial(TimerRun.objects.get, command="a"))
    assert row._state.db == REPLICA
    row.save()
    row.refresh_from_db()
    assert row._state.db == "default"


def test_after_a_write_the_rest_is_read_at_the_primary(following_replica):
    def write_and_read():
        note()
        return noted()

    with following_replica.late():
        assert replica.read(write_and_read) == ["a"]


def test_a_failure_after_a_write_is_not_tried_again(following_replica):
    def write_and_fail():
        note()
        with connections[REPLICA].cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    with pytest.raises(Exception, match="division by zero"):
        replica.read(write_and_fail)
    assert noted() == ["a"]


def test_rights_are_read_at_the_primary(following_replica):
    def reading():
        return Group.objects.using(None).db, TimerRun.objects.all().db

    assert replica.read(reading) == ("default", REPLICA)


def test_who_has_just_written_is_answered_by_the_primary(following_replica, outcomes):
    replica.remember_own_write(has_just_written=True)
    try:
        read_noted()
    finally:
        replica.remember_own_write(has_just_written=False)
    read_noted()
    assert outcomes == ["own_write", "replica"]


# --- late ----------------------------------------------------------------------------------------


def test_who_publishes_sees_it_though_the_replica_is_late(following_replica, outcomes, snapshot):
    snapshot.current()
    with following_replica.late():
        publish("a")
        snapshot.refresh()
        assert snapshot.current() == (1, ["a"])
    following_replica.catch_up()
    publish("b")
    following_replica.catch_up()
    snapshot.refresh()
    assert snapshot.current() == (2, ["a", "b"])
    assert outcomes == ["replica", "behind", "replica"]


def test_a_snapshot_within_a_read_follows_the_revision_of_the_primary(following_replica, snapshot):
    with following_replica.late():
        publish("a")
        assert replica.read(snapshot.current) == (1, ["a"])


@pytest.fixture
def emptied(following_replica):
    """Empty all tables when the test ends."""
    yield
    call_command("flush", verbosity=0, interactive=False)


def test_a_read_within_one_is_made_where_that_is_made(following_replica, outcomes):
    """Also at the primary, else what must not be late would be read at the replica after all."""
    inner = replica.may_be_old(noted)
    with following_replica.late():
        note()
        assert replica.read(inner, holds=lambda: False) == ["a"]
        assert replica.read(inner) == []
    assert outcomes == ["behind", "replica"]


@pytest.mark.usefixtures("emptied")
def test_an_answer_that_is_remembered_is_never_made_of_the_month_before(
    api, following_replica, outcomes
):
    for _time in range(5):
        rating_totals.count_rating(rating(rated_on=date(2026, 10, 3), office=commune()))
    following_replica.catch_up()
    with following_replica.late():
        publishing.publish_due_months(date(2026, 11, 24))
        first = api.get(PATH).json()
    assert first["overall"]["count"] == 5
    assert set(outcomes) == {"behind"}
    assert api.get(PATH).json() == first


def test_a_late_replica_is_not_read(following_replica, outcomes, settings):
    with following_replica.late():
        note()
        assert read_noted() == []  # nobody has looked since
        settings.DATABASE_REPLICA_LATE_SECONDS = 0
        assert follower.look().standing is Standing.LATE
        assert read_noted() == ["a"]
        assert [message.id for message in check_replica()] == ["police_portal.W050"]
        assert "chậm hơn" in next(warnings())
    assert outcomes == ["replica", "late"]


# --- away ----------------------------------------------------------------------------------------


def test_nobody_notices_that_it_is_killed(following_replica, outcomes):
    assert read_noted() == []
    note()
    with following_replica.killed():
        assert (read_noted(), read_noted()) == (["a"], ["a"])
        assert follower.look().standing is Standing.AWAY
        assert [message.id for message in check_replica()] == ["police_portal.E055"]
    await_following(following_replica)
    assert read_noted() == ["a"]
    assert outcomes == ["replica", "failed", "away", "replica"]


def test_one_that_hangs_is_given_up(following_replica, outcomes):
    assert read_noted() == []
    waiting = connections[REPLICA]
    waiting.connection.gate = Gate(1, 0.4)
    waiting.settings_dict["OPTIONS"]["connect_timeout"] = 2
    note()
    with private_postgres.stopped(following_replica.folder):
        assert (read_noted(), read_noted()) == (["a"], ["a"])
        assert follower.look().standing is Standing.AWAY
    assert outcomes == ["replica", "failed", "away"]


def test_a_snapshot_is_built_though_it_is_killed(following_replica, outcomes, snapshot):
    snapshot.current()
    publish("a")
    with following_replica.killed():
        snapshot.refresh()
    assert (snapshot.current(), outcomes) == ((1, ["a"]), ["replica", "failed"])


# --- not ours ------------------------------------------------------------------------------------


def test_a_second_primary_is_not_read(following_replica, outcomes, use):
    primary = connection.settings_dict
    use(f"postgres://{primary['USER']}@{quote(primary['HOST'], safe='')}/{primary['NAME']}")
    assert [message.id for message in check_replica()] == ["police_portal.E056"]
    read_noted()
    assert outcomes == ["no_replica"]


def test_a_replica_of_another_database_is_not_read(following_replica, outcomes, use):
    use(address(following_replica, "postgres"))
    assert [message.id for message in check_replica()] == ["police_portal.E057"]
    read_noted()
    assert outcomes == ["foreign"]
    assert "một tỉnh khác" in next(warnings())


# --- without a server ----------------------------------------------------------------------------


def test_without_a_replica_nothing_is_asked(db, outcomes, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert replica.read(noted, holds=pytest.fail) == []
    assert outcomes == []
