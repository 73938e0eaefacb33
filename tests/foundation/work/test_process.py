"""Loops are kept going, and one that hangs ends the process."""

import os
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.records import timers, watchdog
from foundation.records.models import TimerRun
from foundation.work import process
from foundation.work.process import Keeper, Process
from foundation.work.registry import DAY, Job, JobFailed
from foundation.work.running import InThread

LIMIT = 30
NAME = "send_notices"


class Ended(Exception):
    """The process would have ended."""


@pytest.fixture
def told(monkeypatch):
    """Return what systemd heard; the end of the process is an exception."""
    said = []
    monkeypatch.setattr(watchdog, "tell", said.append)

    def end(_status):
        raise Ended

    monkeypatch.setattr(os, "_exit", end)
    return said


def asleep(stop, *, once):
    stop.wait()


def test_while_all_go_on_systemd_hears_so(told):
    Process({"one": asleep, "two": asleep}, {}).watch()
    assert told == [watchdog.ALIVE]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_that_hangs_ends_the_process_though_the_others_go_on(told, place, caplog):
    running = Process({"one": asleep, "two": asleep}, {})
    pulse = running._keepers[place].pulse
    pulse._heard -= 50
    with pytest.raises(Ended):
        running.watch()
    assert told == []
    assert caplog.records[-1].msg["names"] == [pulse.name]


@pytest.mark.django_db(transaction=True)
def test_a_job_in_a_thread_that_takes_too_long_ends_the_process(told):
    go_on = threading.Event()
    one = Job("sweep_photos", "", DAY, go_on.wait, limit=timedelta(seconds=30))
    running = Process({}, {})
    run = InThread(one, None)
    running._schedule._running["sweep_photos"] = run
    try:
        running.watch()
        run.pulse._heard -= 31
        with pytest.raises(Ended):
            running.watch()
    finally:
        go_on.set()
        run.end()


def test_after_its_machine_slept_nobody_is_judged(told):
    running = Process({"one": asleep}, {})
    running._looked -= 3600
    for keeper in running._keepers:
        keeper.pulse._heard -= 3600
    running.watch()
    assert told == [watchdog.ALIVE]


def fails(_stop, *, once):
    raise JobFailed("Sai địa chỉ.")


def returns(_stop, *, once):
    return 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("work", "why"), [(fails, "Sai địa chỉ."), (returns, "returned")])
def test_a_loop_that_ends_is_told_noted_and_run_again(work, why, monkeypatch, caplog):
    monkeypatch.setattr(process, "AGAIN_SECONDS", 0.01)
    runs = []

    def noted(stop, *, once):
        runs.append(None)
        return work(stop, once=once)

    keeper = Keeper(NAME, noted)
    keeper.thread.start()
    until = time.monotonic() + LIMIT
    while len(runs) < 2:
        assert time.monotonic() < until
        time.sleep(0.01)
    keeper.pulse.set()
    keeper.thread.join(LIMIT)
    assert not keeper.goes_on
    assert caplog.records[0].msg["why"] == why
    assert TimerRun.objects.get(command=NAME).failed_at is not None


def late():
    now = timezone.now()
    return {state.timer.command for state in timers.states() if state.is_late(now)}


def test_that_a_loop_goes_on_is_noted_and_one_that_hangs_becomes_late(db, time_machine):
    time_machine.move_to("2026-11-24T03:00:00+00:00", tick=False)
    TimerRun.objects.all().delete()
    timers.know_after_migrations()
    running = Process({"send_notices": asleep, "send_articles": asleep}, {})
    running._loops[1].pulse._heard -= 50
    time_machine.shift(timedelta(minutes=17))
    assert {"send_notices", "send_articles"} <= late()
    running._noted -= 100
    running._note()
    assert {"send_notices", "send_articles"} & late() == {"send_articles"}
