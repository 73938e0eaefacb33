"""A loop that asks whether to stop goes on; one that does not is silent."""

import threading
import time

import pytest

from foundation.work import pulse
from foundation.work.pulse import Pulse


@pytest.fixture
def mine():
    """Return the pulse of this thread, long silent."""
    one = Pulse("mine", silent_seconds=10)
    one.take()
    one._heard -= 20
    assert one.is_silent
    yield one
    pulse._here.__dict__.clear()


@pytest.mark.parametrize("ask", [Pulse.is_set, lambda one: one.wait(0), lambda one: one.wait(0.01)])
def test_one_that_asks_goes_on(mine, ask):
    assert not ask(mine)
    assert not mine.is_silent


def test_a_long_sleep_goes_on_all_along(mine, monkeypatch):
    monkeypatch.setattr(pulse, "TURN_SECONDS", 0.01)
    monkeypatch.setattr(mine, "_silent", 0.2)
    sleeping = threading.Thread(target=lambda: (mine.take(), mine.wait()))
    sleeping.start()
    time.sleep(0.5)
    assert not mine.is_silent
    mine.set()
    sleeping.join()


def test_another_thread_does_not_speak_for_the_one_that_works(mine):
    other = threading.Thread(target=mine.is_set)
    other.start()
    other.join()
    assert mine.is_silent


def test_what_waits_without_asking_says_so(mine):
    pulse.go_on()
    assert not mine.is_silent


def test_a_thread_without_a_pulse_says_nothing():
    pulse.go_on()


def test_it_ends_a_sleep():
    one = Pulse("one")
    one.set()
    assert one.wait()
    assert one.is_set()
