"""The circuit breaker and the limit of concurrent calls, with a frozen clock."""

import threading
import time
from types import SimpleNamespace

import pytest

from zalo_client.errors import (
    RateLimited,
    Reason,
    TokenRefused,
    TryLater,
    ZaloMisconfigured,
    ZaloUnavailable,
)
from zalo_client.limits import Breaker, Places


@pytest.fixture
def clock():
    return SimpleNamespace(now=1000.0)


@pytest.fixture
def breaker(clock):
    return Breaker(failures=3, cool_down=10, clock=lambda: clock.now)


def fail(breaker, error=None):
    error = error or ZaloUnavailable(Reason.TIMEOUT)
    with pytest.raises(type(error)), breaker.guard():
        raise error


def open_up(breaker):
    for _ in range(3):
        fail(breaker)


def passes(breaker):
    try:
        with breaker.guard():
            return True
    except TryLater:
        return False


# --- the breaker


def test_failures_below_the_threshold_do_not_open_it(breaker):
    fail(breaker)
    fail(breaker)
    assert passes(breaker)


def test_consecutive_failures_open_it(breaker):
    open_up(breaker)
    assert not passes(breaker)


def test_a_success_resets_the_count(breaker):
    fail(breaker)
    fail(breaker)
    assert passes(breaker)
    fail(breaker)
    fail(breaker)
    assert passes(breaker)


@pytest.mark.parametrize(
    "error",
    [
        TokenRefused(Reason.TOKEN),
        ZaloMisconfigured(Reason.UNKNOWN),
        ZaloUnavailable(Reason.STATUS, http_status=403),
        RateLimited(Reason.RATE, http_status=429),
    ],
)
def test_an_error_answer_resets_the_count(breaker, error):
    fail(breaker)
    fail(breaker)
    fail(breaker, error)
    fail(breaker)
    assert passes(breaker)


@pytest.mark.parametrize("error", [TryLater(Reason.BUSY), KeyError("ours")])
def test_errors_of_our_own_do_not_change_the_count(breaker, error):
    fail(breaker)
    fail(breaker)
    fail(breaker, error)
    fail(breaker)
    assert not passes(breaker)


def test_an_open_breaker_tells_the_waiting_time(breaker, clock):
    open_up(breaker)
    clock.now += 2.5
    with pytest.raises(TryLater) as caught, breaker.guard():
        pass
    assert (caught.value.reason, caught.value.retry_after) == (Reason.BREAKER, 8)


def test_a_successful_trial_call_closes_it(breaker, clock):
    open_up(breaker)
    clock.now += 10
    assert passes(breaker)
    fail(breaker)
    assert passes(breaker)


def test_a_throttled_trial_call_closes_it(breaker, clock):
    open_up(breaker)
    clock.now += 10
    fail(breaker, RateLimited(Reason.RATE, http_status=429))
    with breaker.guard():
        assert passes(breaker)


def test_a_failed_trial_call_keeps_it_open(breaker, clock):
    open_up(breaker)
    clock.now += 10
    fail(breaker)
    clock.now += 9.9
    assert not passes(breaker)
    clock.now += 0.1
    assert passes(breaker)


def test_only_one_trial_call_is_allowed(breaker, clock):
    open_up(breaker)
    clock.now += 10
    with breaker.guard():
        assert not passes(breaker)
    assert passes(breaker)


@pytest.mark.parametrize("error", [TryLater(Reason.BUSY), KeyError("ours")])
def test_an_inconclusive_trial_call_allows_another(breaker, clock, error):
    open_up(breaker)
    clock.now += 10
    fail(breaker, error)
    assert passes(breaker)


def test_a_late_failure_does_not_end_the_trial_call(breaker, clock):
    late = breaker.guard()
    late.__enter__()  # it ends after the trial call began
    open_up(breaker)
    clock.now += 10
    with breaker.guard():
        late.__exit__(ZaloUnavailable, ZaloUnavailable(Reason.TIMEOUT), None)
        assert not passes(breaker)
    assert passes(breaker)


def test_only_one_of_many_threads_makes_the_trial_call(breaker, clock):
    open_up(breaker)
    clock.now += 10
    inside, gate, leave = [], threading.Barrier(20), threading.Event()

    def one():
        gate.wait()
        try:
            with breaker.guard():
                inside.append(1)
                leave.wait(5)
        except TryLater:
            inside.append(0)

    threads = [threading.Thread(target=one) for _ in range(20)]
    for thread in threads:
        thread.start()
    while len(inside) < 20:
        time.sleep(0.001)
    leave.set()
    for thread in threads:
        thread.join()
    assert sum(inside) == 1


# --- places


@pytest.fixture
def places():
    places = Places(2)
    yield places
    places.close()


def test_the_result_of_a_call_is_returned(places):
    assert places.run(lambda: 42, 5) == 42


def test_the_error_of_a_call_is_raised(places):
    with pytest.raises(TokenRefused):
        places.run(lambda: (_ for _ in ()).throw(TokenRefused(Reason.TOKEN)), 5)


def test_a_place_is_free_before_the_caller_continues():
    single = Places(1)
    for number in range(300):
        assert single.run(lambda number=number: number, 5) == number
    single.close()


def test_a_place_is_free_after_a_failure():
    single = Places(1)
    for _ in range(3):
        with pytest.raises(KeyError):
            single.run(lambda: {}["x"], 5)
    single.close()


def test_a_call_without_a_free_place_is_refused_at_once(places):
    leave = threading.Event()
    threads = [
        threading.Thread(target=places.run, args=[lambda: leave.wait(5), 5]) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    while places._free._value:
        time.sleep(0.001)
    started = time.monotonic()
    with pytest.raises(TryLater):
        places.run(lambda: None, 5)
    assert time.monotonic() - started < 4
    leave.set()
    for thread in threads:
        thread.join()
    assert places.run(lambda: 1, 5) == 1


def test_a_call_past_its_deadline_keeps_its_place():
    single, leave = Places(1), threading.Event()
    started = time.monotonic()
    with pytest.raises(ZaloUnavailable) as caught:
        single.run(lambda: leave.wait(5), 0.05)
    assert caught.value.reason is Reason.TIMEOUT
    assert time.monotonic() - started < 4
    with pytest.raises(TryLater):
        single.run(lambda: None, 5)
    leave.set()
    single.close()


def test_an_ending_process_accepts_no_more_calls(places):
    places.close()
    with pytest.raises(TryLater):
        places.run(lambda: None, 5)
    with pytest.raises(TryLater):
        places.run(lambda: None, 5)
    assert places._free._value == 2


def test_there_are_never_more_calls_than_places(places):
    lock, now, most = threading.Lock(), [0], [0]

    def call():
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.001)
        with lock:
            now[0] -= 1

    def caller():
        for _ in range(30):
            try:
                places.run(call, 5)
            except TryLater:
                time.sleep(0.0005)

    threads = [threading.Thread(target=caller) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] <= 2
