"""A job in this thread, in another, in a process of its own."""

import os
import signal
import sys
import time

import pytest
from django.utils import timezone

from foundation.records import leases, timers
from foundation.records.models import TimerRun
from foundation.work import running
from foundation.work.registry import DAY, MINUTE, Job

LIMIT = 30
NAME = "sweep_photos"
BEATS = "import os, sys, time\nwhile True: os.write(int(sys.argv[1]), b'.'); time.sleep(0.02)"


def job(work=lambda: "done", limit=DAY, nice=0):
    return Job(NAME, "", DAY, work, limit=limit, nice=nice)


@pytest.fixture
def apart(db, monkeypatch):
    """Give a function that starts a process with the text of a program; it ends with the test."""
    timers.know_after_migrations()
    started = []

    def start(program, limit=DAY):
        monkeypatch.setattr(
            running, "_line", lambda _job, mouth: [sys.executable, "-c", program, str(mouth)]
        )
        started.append(running.start(job(limit=limit, nice=10), timezone.now()))
        return started[0]

    yield start
    started[0].end()


def await_end(run):
    until = time.monotonic() + LIMIT
    while not run.has_ended():
        assert time.monotonic() < until
        time.sleep(0.02)


def noted():
    return TimerRun.objects.get(command=NAME)


def test_a_run_is_noted_and_returns_what_it_says(db):
    assert running.run(job()) == "done"
    assert noted().succeeded_at is not None


def test_a_failure_is_noted_and_goes_on(db):
    with pytest.raises(ZeroDivisionError):
        running.run(job(lambda: 1 / 0))
    assert noted().failed_at is not None


def test_what_another_process_runs_is_left_to_it(db):
    with leases.turn(NAME):
        assert running.run(job()) is None


def test_what_another_process_has_done_meanwhile_is_not_done_again(db):
    begun = timezone.now()
    running.run(job())
    assert running.run(job(), begun - MINUTE) is None
    assert running.run(job(), timezone.now() + MINUTE) == "done"


@pytest.mark.django_db(transaction=True)
def test_a_failure_in_a_thread_stays_there():
    run = running.start(job(lambda: 1 / 0), timezone.now())
    run.end()
    assert run.has_ended()


def test_a_process_that_beats_is_left_alone(apart, monkeypatch):
    monkeypatch.setattr(running, "SILENT_SECONDS", 0.5)
    run = apart(BEATS)
    until = time.monotonic() + 1
    while time.monotonic() < until:
        assert not run.has_ended()
        time.sleep(0.02)


def test_a_stopped_process_is_killed_and_its_job_starts_anew(apart, monkeypatch):
    run = apart(BEATS)
    os.kill(run._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(running, "SILENT_SECONDS", 0.5)
    await_end(run)
    assert run._process.returncode == -signal.SIGKILL
    assert noted().failed_at is None  # so nothing keeps it from starting at once


def test_a_process_that_takes_too_long_is_killed_and_has_failed(apart):
    await_end(apart(BEATS, limit=MINUTE / 100))
    assert noted().failed_at is not None


def test_a_process_that_was_killed_has_failed(apart):
    run = apart(BEATS)
    run._process.kill()
    await_end(run)
    assert noted().failed_at is not None


def test_a_process_ends_with_the_one_that_started_it(apart):
    beat = "import sys; from foundation.work.running import beat; beat(int(sys.argv[1]))"
    run = apart(f"{beat}; import time; time.sleep(60)")
    os.close(run._ear)
    run._ear = os.open(os.devnull, os.O_RDONLY)
    assert run._process.wait(LIMIT) == 1
