"""When a job is due."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from foundation.records.timers import TimerState
from foundation.work import registry
from foundation.work.registry import DAY, MINUTE, WEEK, Job

ZONE = timezone.get_default_timezone()
NOW = datetime(2026, 11, 26, 10, tzinfo=ZONE)  # a Thursday
NIGHT = datetime(2026, 11, 26, 2, 30, tzinfo=ZONE)
SUNDAY = datetime(2026, 11, 22, 2, 30, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _no_spread(monkeypatch):
    monkeypatch.setattr(registry, "_spread", timedelta)


def job(period=DAY, at="02:30", after=""):
    return Job("one", "", period, lambda: "", limit=MINUTE, at=at, after=after)


def is_due(one, now=NOW, other=None, **state):
    states = {"one": TimerState(None, **state), "first": other}
    return one.is_due(states, now)


@pytest.mark.parametrize(
    ("period", "now", "since"),
    [
        (DAY, NOW, NIGHT),
        (DAY, NIGHT, NIGHT),
        (DAY, NIGHT - MINUTE, NIGHT - DAY),
        (WEEK, NOW, SUNDAY),
        (WEEK, SUNDAY, SUNDAY),
        (WEEK, SUNDAY - MINUTE, SUNDAY - WEEK),
        (WEEK, SUNDAY + 7 * DAY - MINUTE, SUNDAY),
    ],
)
def test_a_night_begins_at_its_hour_and_a_week_on_sunday(period, now, since):
    assert job(period).due_since(now) == since


def test_nights_go_by_vietnamese_time():
    assert job().due_since(NIGHT.astimezone(UTC)) == NIGHT


def test_without_an_hour_it_is_due_a_period_after_its_success():
    one = job(10 * MINUTE, at="")
    assert not is_due(one, succeeded_at=NOW - 9 * MINUTE)
    assert is_due(one, succeeded_at=NOW - 10 * MINUTE)


def test_what_never_succeeded_is_due_at_once():
    assert is_due(job())


def test_a_night_that_was_missed_is_made_up_for():
    assert is_due(job(), succeeded_at=NIGHT - MINUTE)
    assert not is_due(job(), succeeded_at=NIGHT + MINUTE)


def test_a_success_of_a_clock_in_the_future_does_not_count():
    assert is_due(job(), succeeded_at=NOW + DAY)


@pytest.mark.parametrize(("period", "pause"), [(DAY, DAY / 6), (2 * MINUTE, 2 * MINUTE)])
def test_after_a_failure_it_is_tried_again_before_its_period_is_over(period, pause):
    one = job(period, at="")
    done = NOW - period / 100
    assert not is_due(one, failed_at=done, now=done + pause - MINUTE)
    assert is_due(one, succeeded_at=done - MINUTE, failed_at=done, now=done + pause)


def test_what_another_process_runs_is_left_to_it_unless_its_clock_was_wrong():
    assert not is_due(job(), held_until=NOW + MINUTE / 2)
    assert is_due(job(), held_until=NOW - MINUTE)
    assert is_due(job(), held_until=NOW + DAY)


@pytest.mark.parametrize("end", ["succeeded_at", "failed_at"])
def test_one_that_comes_after_another_waits_for_its_end(end):
    assert not is_due(job(after="first"), other=TimerState(None))
    assert not is_due(job(after="first"), other=TimerState(None, **{end: NIGHT - MINUTE}))
    assert is_due(job(after="first"), other=TimerState(None, **{end: NIGHT + MINUTE}))


def test_every_job_that_comes_after_another_has_the_same_hour():
    for one in registry.jobs.values():
        if one.after:
            before = registry.jobs[one.after]
            assert (before.at, before.every) == (one.at, one.every)


def test_provinces_of_one_machine_start_their_nights_apart(monkeypatch):
    monkeypatch.undo()
    spreads = set()
    for name in ("police_portal_a", "police_portal_b", "police_portal_c"):
        monkeypatch.setitem(registry.connection.settings_dict, "NAME", name)
        spreads.add(registry._spread())
    assert len(spreads) == 3
    assert max(spreads) < timedelta(minutes=15)


def test_a_name_is_registered_once():
    with pytest.raises(ValueError, match="process_webhooks"):

        @registry.every(DAY, "", limit=MINUTE)
        def process_webhooks():
            """Have a name that is taken."""
