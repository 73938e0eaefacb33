"""A worker of the web server that hangs is killed; one that works is not."""

import contextlib
import os
import signal
import subprocess
import sys
import threading

import pytest

from police_portal import heartbeats
from police_portal.heartbeats import LOADING_SECONDS, SILENT_SECONDS, STUCK_SECONDS

pytestmark = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="the system does not name processes"
)


class Time:
    """A clock that moves only by hand."""

    def __init__(self):
        self.now = 1000.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Time()
    monkeypatch.setattr(heartbeats, "time", clock)
    return clock


@pytest.fixture
def guard(clock, monkeypatch):
    monkeypatch.setattr(os, "register_at_fork", lambda **_hooks: None)
    guard = heartbeats.Guard()
    yield guard
    for end in (guard._ear, guard._mouth):
        end.close()


@pytest.fixture
def start():
    with contextlib.ExitStack() as stack:

        def begin():
            process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        yield begin


def pass_time(guard, clock, seconds, beating=()):
    for _second in range(int(seconds)):
        clock.now += 1
        for process in beating:
            guard.hear(b"%d serves" % process.pid)
        guard.look()


def killed(process):
    with contextlib.suppress(subprocess.TimeoutExpired):
        return process.wait(10) == -signal.SIGKILL
    return False


def test_only_silent_workers_are_killed(guard, clock, start):
    silent, living = start(), start()
    silent.send_signal(signal.SIGSTOP)
    for process in (silent, living):
        guard.hear(b"%d serves" % process.pid)
    pass_time(guard, clock, SILENT_SECONDS + 1, [living])
    assert killed(silent)
    assert living.poll() is None


def test_a_loading_worker_has_more_time(guard, clock, start):
    loading = start()
    guard.hear(b"%d loads" % loading.pid)
    pass_time(guard, clock, LOADING_SECONDS)
    assert loading.poll() is None
    pass_time(guard, clock, 1)
    assert killed(loading)


def test_no_worker_is_judged_by_a_time_in_which_the_guard_slept(guard, clock, start):
    worker = start()
    guard.hear(b"%d serves" % worker.pid)
    clock.now += 3600
    guard.look()
    pass_time(guard, clock, SILENT_SECONDS)
    assert worker.poll() is None


def test_a_reused_number_is_another_process(guard, clock, monkeypatch, start):
    gone, other = start(), start()
    guard.hear(b"%d serves" % gone.pid)
    gone.kill()
    gone.wait()
    guard.look()
    guard.hear(b"%d serves" % other.pid)
    pass_time(guard, clock, SILENT_SECONDS)
    assert other.poll() is None


def test_threads_that_all_hang_make_no_progress(clock):
    threads = heartbeats.Threads(2)
    with threads, threads:
        clock.now += STUCK_SECONDS - 1
        assert threads.get_on()
        clock.now += 1
        assert not threads.get_on()
    assert threads.get_on()


@pytest.mark.parametrize("count", [1, 3])
def test_a_free_or_single_thread_makes_progress(clock, count):
    threads = heartbeats.Threads(count)
    with threads:
        clock.now += STUCK_SECONDS * 10
        assert threads.get_on()


def test_an_application_sends_heartbeats_once_it_can_serve(guard, clock, monkeypatch):
    beaten = threading.Event()
    monkeypatch.setattr(heartbeats, "guard", guard)
    monkeypatch.setattr(guard, "beat", beaten.set)
    asleep = threading.Event()  # forever: the thread ends with the tests
    monkeypatch.setattr(clock, "sleep", lambda _seconds: asleep.wait(), raising=False)
    application = heartbeats.beating(lambda _environ, _start: [b"ok"], 2)
    assert application({}, None) == [b"ok"]
    assert beaten.wait(10)


def test_without_a_guard_the_application_is_unchanged():
    def application(_environ, _start):
        return []

    assert heartbeats.beating(application, 2) is application
