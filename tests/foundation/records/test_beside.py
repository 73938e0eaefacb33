"""Background checks: the newest answer is returned, including errors."""

import threading

import pytest

from foundation.records.beside import Beside

PATIENCE = 10.0


def asking(*answers):
    """Return a function that gives one answer after the other, and raises those that are errors."""
    left = list(answers)

    def ask():
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Beside(ask)


def test_an_answer_is_kept_while_it_is_fresh():
    beside = asking("first", "second")
    assert [beside.answer(60, PATIENCE) for _ in range(2)] == ["first", "first"]
    assert beside.answer(0, PATIENCE) == "second"


def test_nobody_waits_without_patience():
    end = threading.Event()
    beside = Beside(lambda: end.wait(PATIENCE))
    assert beside.answer(0) is None
    assert beside.answer(0, 0.01) is None
    end.set()
    assert beside.answer(60, PATIENCE) is True


def test_an_error_is_raised_until_the_next_answer():
    beside = asking(RuntimeError("odd"), "fine")
    for _ in range(2):
        with pytest.raises(RuntimeError):
            beside.answer(60, PATIENCE)
    assert beside.answer(0, PATIENCE) == "fine"


def test_a_thread_that_failed_to_start_is_started_next_time(monkeypatch):
    beside, real = asking("fine"), threading.Thread.start

    def start(thread):
        monkeypatch.setattr(threading.Thread, "start", real)
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    with pytest.raises(RuntimeError):
        beside.answer(60, PATIENCE)
    assert beside.answer(60, PATIENCE) == "fine"
