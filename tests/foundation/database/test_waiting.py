"""The gate: who may wait for a database that says nothing."""

import threading
import time
from contextlib import ExitStack

import pytest

from foundation.database.waiting import GLANCE, Gate, Silence

LONG_AGO = 0.5  # of the monotonic clock


@pytest.fixture
def gate():
    return Gate(places=1, seconds=60, patience=0)


def test_more_threads_than_places_are_refused(gate):
    with gate.place(time.monotonic()), pytest.raises(Silence), gate.place(time.monotonic()):
        pass


def test_a_place_is_free_again_after_an_error(gate):
    with pytest.raises(KeyError), gate.place(LONG_AGO):
        raise KeyError
    with gate.place(LONG_AGO):
        pass


def test_it_closes_when_somebody_waits_in_vain(gate):
    gate.waited_in_vain(time.monotonic())
    assert gate.is_closed


def test_it_closes_when_all_places_are_taken_and_nobody_is_answered(gate):
    with gate.place(time.monotonic()), pytest.raises(Silence), gate.place(time.monotonic()):
        pass
    assert gate.is_closed


def test_it_stays_open_while_others_are_answered(gate):
    """Only one table is locked, or a few statements are slow."""
    gate.answered()
    gate.waited_in_vain(LONG_AGO)
    assert not gate.is_closed


def test_any_answer_opens_it(gate):
    gate.waited_in_vain(time.monotonic())
    gate.answered()
    assert not gate.is_closed


def test_nobody_queues_for_a_place_while_it_is_closed():
    gate = Gate(places=1, seconds=60, patience=60)
    gate.waited_in_vain(time.monotonic())
    held = ExitStack()
    held.enter_context(gate.place(LONG_AGO))
    late = threading.Timer(1, held.close)  # whoever queues gets a place
    late.start()
    with pytest.raises(Silence), gate.place(LONG_AGO, gate.patience):
        pass
    late.cancel()
    held.close()


def test_while_all_places_are_taken_one_at_a_time_glances(gate):
    with gate.place(LONG_AGO), gate.place_or_glance(LONG_AGO) as seconds:
        assert seconds == GLANCE
        with pytest.raises(Silence), gate.place_or_glance(LONG_AGO):
            pass
    with gate.place_or_glance(LONG_AGO) as seconds:
        assert seconds == gate.seconds
