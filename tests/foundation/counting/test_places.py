"""Places over all processes that share a cache."""

import pytest

from foundation.counting import engine, places


def test_without_a_cache_there_is_always_a_place():
    assert [places.enter("test", 1) is None for _time in range(3)] == [False] * 3


@pytest.mark.usefixtures("cache", "patient")
def test_no_more_may_enter_than_there_are_places():
    first, second, third = (places.enter("test", 2) for _time in range(3))
    assert (first is None, second is None, third) == (False, False, None)
    assert places.enter("other", 2) is not None
    first()
    assert places.enter("test", 2) is not None
    assert places.enter("test", 2) is None


@pytest.mark.usefixtures("patient")
def test_the_place_of_a_killed_process_is_free_after_its_lease(cache, monkeypatch):
    monkeypatch.setattr(places, "LEASE_SECONDS", 0.001)
    assert places.enter("test", 1) is not None
    while cache.say(f"EXISTS {engine.key('test', '')}") != b":0\r\n":
        pass
    assert places.enter("test", 1) is not None


def test_a_place_can_be_left_while_the_cache_is_away(cache, await_fault):
    await_fault(None)
    leave = places.enter("test", 1)
    cache.hang()
    try:
        leave()
        assert places.enter("test", 1) is not None
    finally:
        cache.go_on()
    await_fault(None)
