"""Checks, warnings and metrics of the replica. With a real one: tests/foundation/database/."""

import pytest
from django.db import connections

from foundation.scale.database import replica
from foundation.scale.database.following import Seen, Standing, follower
from foundation.scale.database.replica_health import (
    check_replica,
    check_replica_settings,
    states,
    warnings,
)
from tests.police_portal import production

PRIMARY = "postgres://portal@db.example.vn/portal"


@pytest.fixture
def stands(monkeypatch):
    """Return a function that sets the states of the replica, one per check."""

    def let(*standings, late=None):
        looks = [Seen(standing, late, 0.0) for standing in standings]
        held = {"replica": connections["default"]}
        monkeypatch.setattr("foundation.scale.database.replica_health.connections", held)
        monkeypatch.setattr(held["replica"], "close", lambda: None)
        monkeypatch.setattr("foundation.scale.database.replica_health.PAUSE", 0)
        monkeypatch.setattr(replica, "is_set", lambda: True)
        monkeypatch.setattr(follower, "watch", lambda: None)
        monkeypatch.setattr(follower, "seen", lambda: looks[0])
        monkeypatch.setattr(follower, "look", lambda: looks.pop(0) if len(looks) > 1 else looks[0])

    return let


@pytest.mark.parametrize(
    ("url", "primary", "found"),
    [
        ("", PRIMARY, []),
        ("postgres://portal@replica.example.vn/portal", PRIMARY, []),
        ("sqlite:////srv/portal.sqlite3", PRIMARY, ["E050"]),
        ("postgres://portal@replica.example.vn/portal", "sqlite:///x", ["E051"]),
        ("postgres://replica.example.vn", PRIMARY, ["E052"]),
        (PRIMARY, PRIMARY, ["E053"]),
    ],
)
def test_a_wrong_address_is_reported(settings, url, primary, found):
    settings.DATABASE_REPLICA_URL, settings.DATABASE_URL = url, primary
    messages = check_replica_settings()
    assert [one.id for one in messages] == [f"police_portal.{name}" for name in found]
    assert all(one.is_serious() and one.hint for one in messages)


@pytest.mark.parametrize(
    ("standing", "found", "serious"),
    [
        (Standing.FOLLOWS, None, False),
        (Standing.AWAY, "E055", True),
        (Standing.NO_REPLICA, "E056", True),
        (Standing.FOREIGN, "E057", True),
        (Standing.LATE, "W050", False),
        (Standing.UNKNOWN, "W051", False),
    ],
)
def test_its_state_is_shown_before_an_upgrade(stands, standing, found, serious):
    stands(standing)
    messages = check_replica()
    assert [one.id for one in messages] == ([f"police_portal.{found}"] if found else [])
    assert [one.is_serious() for one in messages] == ([serious] if found else [])


def test_the_last_write_may_be_on_its_way(stands):
    stands(Standing.LATE, Standing.LATE, Standing.FOLLOWS)
    assert check_replica() == []


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.FOREIGN, "một tỉnh khác"),
        (Standing.AWAY, "không trả lời"),
        (Standing.FOLLOWS, ""),
        (Standing.UNKNOWN, ""),
    ],
)
def test_readiness_only_warns(stands, standing, words):
    stands(standing)
    told = list(warnings())
    assert len(told) == bool(words)
    assert all(words in text and "cơ sở dữ liệu chính" in text for text in told)


@pytest.mark.parametrize(
    ("standing", "late", "read"),
    [(Standing.FOLLOWS, 0.5, [[1.0], [0.5]]), (Standing.AWAY, None, [[0.0], []])],
)
def test_it_is_measured(stands, standing, late, read):
    stands(standing, late=late)
    assert [[value for _labels, value in state.read()] for state in states()] == read


def test_without_a_replica_nothing_is_shown_or_measured():
    assert (check_replica(), list(warnings()), list(states())) == ([], [], [])


def test_a_wrong_address_stops_the_start():
    environment = {**production.GOOD, "DATABASE_REPLICA_URL": "postgres://replica.example.vn"}
    done = production.run("import police_portal.wsgi", **environment)
    assert done.returncode == 1
    assert "police_portal.E051" in done.stderr


def test_an_unavailable_replica_stops_no_start():
    code = (
        "from django.conf import settings; import police_portal.wsgi;"
        "print(settings.DATABASE_ROUTERS, 'officers.middleware.OwnWrites' in settings.MIDDLEWARE)"
    )
    environment = {
        **production.GOOD,
        "DATABASE_URL": "postgres://portal@127.0.0.1:9/portal",
        "DATABASE_REPLICA_URL": "postgres://portal@127.0.0.1:9/copy",
    }
    done = production.run(code, **environment)
    assert (done.returncode, done.stdout.split()[-1]) == (0, "True"), done.stderr
