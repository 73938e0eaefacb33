"""Counts per minute: in this process, and over all that share a cache."""

from datetime import UTC, datetime

import pytest

from foundation.counting import windows
from foundation.scale.cache import engine

START = datetime(2026, 11, 24, 9, 0, 10, tzinfo=UTC)


def times(caller, kind="test", seconds=windows.MINUTE):
    return windows.count(kind, caller, seconds).times


def test_counts_start_again_with_the_window(time_machine):
    time_machine.move_to(START, tick=False)
    assert [times("a"), times("a"), times("b"), times("a", "other")] == [1, 2, 1, 1]
    assert windows.count("test", "a").seconds_left == 50
    time_machine.shift(50)
    assert times("a") == 1


def test_an_hour_is_counted_by_the_hour(time_machine):
    time_machine.move_to(START, tick=False)
    assert times("a", seconds=windows.HOUR) == 1
    time_machine.shift(windows.MINUTE)
    assert windows.count("test", "a", windows.HOUR) == windows.Counted(2, 3600 - 70)


def test_a_flood_of_callers_resets_the_counts(monkeypatch):
    monkeypatch.setattr(windows, "MAX_CALLERS", 2)
    counter = windows.WindowCounter(windows.MINUTE)
    assert [counter.count(caller).times for caller in ("a", "b", "c", "a", "a")] == [1] * 5
    monkeypatch.undo()
    assert counter.count("a").times == 2


@pytest.mark.usefixtures("cache", "patient")
def test_a_shared_window_ends_by_the_clock_of_the_cache(time_machine):
    time_machine.move_to(START, tick=False)  # a machine with a wrong clock counts with the others
    counted = windows.count("test", "a", windows.HOUR)
    time_machine.shift(5 * windows.HOUR)
    again = windows.count("test", "a", windows.HOUR)
    assert (counted.times, again.times) == (1, 2)
    assert 0 < again.seconds_left <= counted.seconds_left <= windows.HOUR


@pytest.mark.usefixtures("cache", "patient")
def test_provinces_that_share_an_engine_count_separately(settings):
    assert [times("a"), times("a")] == [1, 2]
    settings.SECRET_KEY = "another-province" * 4
    assert times("a") == 1


@pytest.mark.usefixtures("cache", "patient")
def test_every_count_expires(cache):
    times("a")
    name = engine.key("test", "a")
    left = int(cache.say(f"PTTL {name}").strip(b":\r\n"))
    assert 0 < left <= windows.MINUTE * 1000
