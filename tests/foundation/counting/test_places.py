"""Places over all processes that share a cache."""

import pytest

from foundation.api.problems import Problem
from foundation.counting import places
from foundation.media import reencoding
from foundation.scale.cache import engine
from foundation.zalo import process
from zalo_client.errors import Reason, TryLater
from zalo_client.limits import Places


def test_without_a_cache_there_is_always_a_place():
    assert [places.enter("test", 1) is None for _time in range(3)] == [False] * 3


@pytest.mark.usefixtures("cache", "patient")
def test_at_most_as_many_enter_as_there_are_places():
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
    for _chance in range(1000):
        if cache.say(f"EXISTS {engine.key('test', '')}") == b":0\r\n":
            break
    assert places.enter("test", 1) is not None


def test_a_place_can_be_left_without_the_cache(cache, await_fault):
    await_fault(None)
    leave = places.enter("test", 1)
    cache.hang()
    try:
        leave()
        assert places.enter("test", 1) is not None
    finally:
        cache.go_on()
    await_fault(None)


@pytest.mark.usefixtures("cache", "patient")
def test_calls_to_zalo_are_limited_over_all_processes(settings):
    settings.ZALO_CALLS_TOGETHER = 1
    leave = places.enter("zalo", 1)  # another process calls
    own = Places(1, process._enter)
    for _time in range(2):  # and a refused call keeps no place of this process
        with pytest.raises(TryLater) as caught:
            own.run(lambda: "never called", 5)
        assert caught.value.reason is Reason.BUSY
    leave()
    assert own.run(lambda: "called", 5) == "called"
    own._workers.shutdown()  # the place is left once the call has ended
    assert places.enter("zalo", 1) is not None


@pytest.mark.usefixtures("cache", "patient")
def test_photos_are_limited_over_all_processes(settings):
    settings.PHOTOS_TOGETHER = 1
    leave = places.enter("photos", 1)
    for _time in range(settings.PHOTOS_AT_ONCE + 1):
        with pytest.raises(Problem, match="photos_busy"), reencoding.CITIZENS.one():
            pass
    leave()
    with reencoding.CITIZENS.one():
        assert places.enter("photos", 1) is None
    assert places.enter("photos", 1) is not None
