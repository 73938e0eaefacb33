"""One circuit breaker for all processes; each `Breaker` here represents one of them."""

import time

import pytest

from foundation.zalo.shared_breaker import SharedBreaker
from zalo_client.errors import Reason, TryLater, ZaloUnavailable

COOL_DOWN = 30


def breaker(name="graph", cool_down=COOL_DOWN):
    return SharedBreaker(name, failures=3, cool_down=cool_down)


def fail(one):
    with pytest.raises(ZaloUnavailable), one.guard():
        raise ZaloUnavailable(Reason.TIMEOUT)


def passes(one):
    try:
        with one.guard():
            return True
    except TryLater:
        return False


@pytest.mark.usefixtures("cache", "patient")
def test_failures_of_several_processes_open_it_for_all():
    for one in (breaker(), breaker(), breaker()):
        fail(one)
    with pytest.raises(TryLater) as caught, breaker().guard():
        pass
    assert caught.value.reason is Reason.BREAKER
    assert 1 <= caught.value.retry_after <= COOL_DOWN
    assert passes(breaker("oa-oauth"))


@pytest.mark.usefixtures("cache", "patient")
def test_an_answer_to_one_process_counts_for_all():
    fail(breaker())
    fail(breaker())
    assert passes(breaker())
    fail(breaker())
    fail(breaker())
    assert passes(breaker())


@pytest.mark.usefixtures("cache", "patient")
def test_one_process_tries_for_all():
    for _number in range(3):
        fail(breaker(cool_down=0.001))
    time.sleep(0.01)
    first, second = breaker(cool_down=0.001), breaker()
    with first.guard():
        assert not passes(second)
    assert passes(second)


@pytest.mark.usefixtures("cache", "patient")
def test_a_failed_trial_keeps_it_open():
    for _number in range(3):
        fail(breaker(cool_down=0.001))
    time.sleep(0.01)
    fail(breaker())
    assert not passes(breaker())


@pytest.mark.usefixtures("cache", "patient")
def test_an_inconclusive_trial_lets_another_try():
    for _number in range(3):
        fail(breaker(cool_down=0.001))
    time.sleep(0.01)
    with pytest.raises(TryLater), breaker().guard():
        raise TryLater(Reason.BUSY)
    assert passes(breaker())


def test_without_the_cache_each_process_uses_its_own_state(cache, await_fault):
    await_fault(None)
    seen, other = breaker(), breaker()
    for _number in range(3):
        fail(seen)
    cache.hang()
    try:
        assert (passes(seen), passes(other)) == (False, True)
    finally:
        cache.go_on()
    await_fault(None)
