"""Runs of timers are recorded, and missing ones reported."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError

from citizens.webhooks import actions
from foundation.records import timers
from foundation.records.models import TimerRun
from foundation.work import registry, running

COMMAND = "process_webhooks"
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture
def at(db, time_machine):
    """Return a clock; every timer exists since NOW."""
    time_machine.move_to(NOW, tick=False)
    TimerRun.objects.all().delete()
    timers.know_after_migrations()
    return time_machine


def told():
    """Return what operators are told of the command."""
    return [text for text in timers.warnings() if COMMAND in text]


def run():
    running.run(registry.jobs[COMMAND])


def state(command=COMMAND):
    return next(one for one in timers.states() if one.timer.command == command)


def test_a_success_is_recorded(at):
    run()
    assert (state().started_at, state().succeeded_at, state().failed_at) == (NOW, NOW, None)
    assert not state().has_failed


def test_a_failure_is_recorded_and_reported_until_a_success(at, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(actions, "process_leftovers", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run()
    assert told() == ["Bộ hẹn giờ: lần chạy gần nhất của process_webhooks bị lỗi."]
    at.move_to(NOW + timedelta(minutes=2), tick=False)
    run()
    assert told() == []


def test_a_timer_that_never_ran_is_reported_once_due(at):
    at.move_to(NOW + timedelta(minutes=17), tick=False)
    assert told() == []
    at.move_to(NOW + timedelta(minutes=18), tick=False)
    assert told() == ["Bộ hẹn giờ: process_webhooks chưa chạy xong lần nào."]


def test_a_stopped_timer_is_reported_with_its_last_success(at):
    run()
    at.move_to(NOW + timedelta(minutes=18), tick=False)
    assert told() == ["Bộ hẹn giờ: process_webhooks chưa chạy xong từ 10:00 24/11/2026."]


def test_a_command_runs_even_if_it_cannot_be_recorded(at, monkeypatch):
    def fail(*_args, **_options):
        raise DatabaseError

    monkeypatch.setattr(TimerRun.objects, "bulk_create", fail)
    run()


def test_migrating_again_keeps_the_rows(at):
    run()
    at.move_to(NOW + timedelta(days=1), tick=False)
    timers.know_after_migrations()
    assert (state().known_since, state().succeeded_at) == (NOW, NOW)


def test_a_command_is_registered_once():
    with pytest.raises(ValueError, match=COMMAND):
        timers.register(timers.Timer(COMMAND, "", timedelta(days=1)))


def test_all_states_cost_one_query(at, django_assert_num_queries):
    with django_assert_num_queries(1):
        timers.states()
