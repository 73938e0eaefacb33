"""How late a replica is said to be, from what both servers say of themselves."""

from types import SimpleNamespace

import pytest

from foundation.database import REPLICA
from foundation.scale.database import following
from foundation.scale.database.following import Follower, Standing, State

NOW = 1_800_000_000.0


class Servers:
    """Two servers that say what a test lets them say; `monotonic` is our own clock."""

    def __init__(self):
        self.monotonic = 1000.0
        self.states = {
            "default": State(7, 5, in_recovery=False, position=100, now=NOW, replayed=None),
            REPLICA: State(7, 5, in_recovery=True, position=100, now=NOW, replayed=NOW - 3600),
        }

    def ask(self, alias):
        """Answer as a server would, unless it is away."""
        state = self.states[alias]
        if state is None:
            raise OSError
        return state

    def let(self, alias, **values):
        """Let a server say something else."""
        old = self.states[alias]
        self.states[alias] = State(**{**vars(old), **values})

    def pass_by(self, seconds):
        """Let time pass."""
        self.monotonic += seconds
        self.let("default", now=self.states["default"].now + seconds)


@pytest.fixture
def servers(monkeypatch):
    made = Servers()
    monkeypatch.setattr(following.time, "monotonic", lambda: made.monotonic)
    silent = SimpleNamespace(close=lambda: None)
    monkeypatch.setattr(following, "connections", {"default": silent, REPLICA: silent})
    return made


@pytest.fixture
def follower(servers):
    return Follower(servers.ask)


def told(follower):
    seen = follower.look()
    return seen.standing, seen.late


def test_one_that_has_everything_is_not_late_though_nothing_was_written_for_an_hour(follower):
    assert told(follower) == (Standing.FOLLOWS, 0.0)


def test_it_is_as_late_as_the_last_look_whose_position_it_has_reached(follower, servers):
    follower.look()
    servers.pass_by(1)
    servers.let("default", position=200)
    follower.look()
    servers.pass_by(1)
    servers.let("default", position=300)
    servers.let(REPLICA, position=200)
    assert told(follower) == (Standing.FOLLOWS, 1.0)


def test_it_is_late_when_it_stands_still_while_others_write(follower, servers):
    follower.look()
    servers.let("default", position=200)
    servers.pass_by(10)
    assert told(follower) == (Standing.FOLLOWS, 10.0)
    servers.pass_by(1)
    assert told(follower) == (Standing.LATE, 11.0)


def test_what_it_carried_out_last_tells_as_much_by_the_clock_of_the_primary(follower, servers):
    servers.let("default", position=200)
    servers.let(REPLICA, replayed=NOW - 4, now=NOW + 500)
    assert told(follower) == (Standing.FOLLOWS, 4.0)


def test_one_of_which_nothing_is_known_is_late(follower, servers):
    servers.let("default", position=200)
    servers.let(REPLICA, replayed=None)
    assert told(follower) == (Standing.LATE, None)


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ({"in_recovery": False}, Standing.NO_REPLICA),
        ({"system": 8}, Standing.FOREIGN),
        ({"database": 6}, Standing.FOREIGN),
        # The primary was restored to a moment in the past, and this one was not.
        ({"position": 101}, Standing.FOREIGN),
    ],
)
def test_one_that_is_none_of_ours_is_known(follower, servers, said, standing):
    servers.let(REPLICA, **said)
    assert follower.look().standing is standing


@pytest.mark.parametrize(
    ("away", "standing"),
    [
        (("default",), Standing.UNKNOWN),
        ((REPLICA,), Standing.AWAY),
        (("default", REPLICA), Standing.AWAY),
    ],
)
def test_servers_that_do_not_answer_are_known(follower, servers, away, standing):
    for alias in away:
        servers.states[alias] = None
    assert follower.look().standing is standing


def test_an_old_look_says_nothing(follower, servers):
    follower.look()
    servers.pass_by(following.TRUSTED)
    assert follower.seen().standing is Standing.FOLLOWS
    servers.pass_by(0.1)
    assert follower.seen().standing is Standing.UNKNOWN


def test_after_a_failure_nobody_tries_until_the_next_look(follower):
    follower.look()
    follower.failed()
    assert follower.seen().standing is Standing.AWAY
    follower.look()
    assert follower.seen().standing is Standing.FOLLOWS


def test_a_forked_process_knows_nothing(follower):
    follower.look()
    follower.forget()
    assert follower.seen().standing is Standing.UNKNOWN


def test_a_thread_looks(servers, monkeypatch):
    known = {REPLICA: {}}
    monkeypatch.setattr(following, "connections", SimpleNamespace(settings=known))
    monkeypatch.setattr(following.time, "sleep", lambda _seconds: known.clear())
    follower = Follower(servers.ask)
    follower.watch()
    follower._thread.join(20)
    assert follower.seen().standing is Standing.FOLLOWS
