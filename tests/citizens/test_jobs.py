"""The loop that sends notices."""

import os
import signal
import threading

import pytest
from django.core.management import call_command

from citizens import jobs
from foundation.records import leases
from foundation.work.management.commands import work
from foundation.work.pulse import Pulse
from tests.citizens.notices.conftest import (  # noqa: F401  # fixtures
    by_day,
    oa,
    person,
    state_of,
    subscriber,
    waiting,
)


@pytest.mark.django_db
def test_once_sends_due_messages_and_ends(oa, waiting):  # noqa: F811  # fixtures
    assert jobs.send_notices(Pulse("send_notices"), once=True) == 1
    assert state_of(waiting) == ("sent", "")


@pytest.fixture
def _signals():
    """Put the process's signal handlers back, which the work takes over."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_signals")
def test_the_loop_sends_and_stops_at_sigterm(oa, waiting, monkeypatch):  # noqa: F811  # fixtures
    # It would bound the statements of all tests that this process runs from then on.
    monkeypatch.setattr(work, "bound_statements", lambda: None)
    monkeypatch.setattr(jobs, "unique_name", lambda: leases.unique_name("x" * 200))
    threading.Timer(2.0, os.kill, (os.getpid(), signal.SIGTERM)).start()
    call_command("work", only=["send_notices"])
    assert state_of(waiting) == ("sent", "")
