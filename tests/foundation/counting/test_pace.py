"""Turns: at most so many per second, alone and together."""

import pytest

from foundation.counting.pace import Pace


def test_a_single_process_keeps_the_pace(time_machine):
    time_machine.move_to("2026-11-24T02:00:00Z", tick=False)
    pace = Pace("test", 4)
    assert [pace.turn() for _time in range(3)] == pytest.approx([0, 0.25, 0.5], abs=0.2)


@pytest.mark.usefixtures("cache", "patient")
def test_all_together_keep_the_pace():
    workers = [Pace("test", 0.01) for _number in range(4)]
    turns = [worker.turn() for worker in workers * 2]
    assert turns == pytest.approx([100 * number for number in range(8)], abs=50)


@pytest.mark.usefixtures("cache", "patient")
def test_latecomers_do_not_catch_up(cache):
    pace = Pace("test", 1_000_000)
    assert [pace.turn() < 1 for _time in range(3)] == [True] * 3
