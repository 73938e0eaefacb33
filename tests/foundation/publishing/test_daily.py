"""Snapshots of daily data are replaced at midnight."""

import threading
from dataclasses import dataclass
from datetime import datetime

import pytest
from time_machine import travel

from foundation.publishing.daily import DailySnapshot
from foundation.publishing.days import Day
from foundation.publishing.models import bump_revision
from foundation.publishing.snapshots import Snapshot, watcher

NIGHT, MORNING = (
    datetime.fromisoformat(moment)
    for moment in ("2026-12-31T23:59:59+07:00", "2027-01-01T00:00:00+07:00")
)


@dataclass(frozen=True)
class Diary:
    """Contains its revision and day, and how often it was replaced."""

    revision: int
    day: Day
    turned: int = 0

    def on(self, day):
        return Diary(self.revision, day, self.turned + 1)


@pytest.fixture
def diary(db, monkeypatch):
    monkeypatch.setattr(Snapshot, "registry", {})
    return DailySnapshot("diary", lambda revision, _previous: Diary(revision, Day.today()))


def test_it_is_replaced_at_midnight_without_a_query(diary, django_assert_num_queries):
    with travel(NIGHT, tick=False):
        assert diary.current().day.date.isoformat() == "2026-12-31"
    with travel(MORNING, tick=False), django_assert_num_queries(0):
        first, second = diary.current(), diary.current()
    assert (first.day.date.isoformat(), first.turned, second is first) == ("2027-01-01", 1, True)


def test_a_new_revision_on_a_new_day_belongs_to_that_day(diary):
    with travel(NIGHT, tick=False):
        diary.current()
    with travel(MORNING, tick=False):
        bump_revision("diary")
        watcher.run_once()
        assert diary.current() == Diary(1, Day.today())


def test_concurrent_threads_replace_it_once_at_midnight(transactional_db, diary):
    with travel(NIGHT, tick=False):
        diary.current()
    with travel(MORNING, tick=False):
        found = []
        threads = [threading.Thread(target=lambda: found.append(diary.current())) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert ([one.turned for one in found], len(set(map(id, found)))) == ([1] * 8, 1)
