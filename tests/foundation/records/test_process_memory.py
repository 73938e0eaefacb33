"""What a process keeps for some seconds."""

from itertools import count

from foundation.records import process_memory
from foundation.records.process_memory import TimedCache


def test_it_asks_once_in_its_seconds(monkeypatch):
    now, numbers = [0.0], count(1)
    monkeypatch.setattr(process_memory, "clock", lambda: now[0])
    kept = TimedCache(lambda: [next(numbers)], 15)
    assert [kept(), kept()] == [[1], [1]]
    now[0] = 15.0
    assert kept() == [2]


def test_it_asks_anew_when_everything_is_forgotten():
    numbers = count(1)
    kept = TimedCache(lambda: [next(numbers)], 15)
    kept()
    process_memory.forget_everything()
    assert kept() == [2]
