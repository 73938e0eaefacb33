"""A job runs on one machine, whichever start it at the same time."""

import logging
import os
import subprocess
import sys
import time
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.models.functions import Now
from django.utils import timezone

from citizens.webhooks import actions
from foundation.records import leases, timers
from foundation.records.models import TimerRun
from foundation.work import registry, running

COMMAND = "process_webhooks"
# A machine whose run never ends, with a shorter lease than in production.
HANGING = """
import time, django
django.setup()
from datetime import timedelta
from unittest import mock
from citizens.webhooks import actions
from foundation.records import leases
from foundation.work import registry, running
leases.LEASE, leases.BEAT_SECONDS = timedelta(seconds=2), 0.2
with mock.patch.object(actions, "process_leftovers", lambda: time.sleep(60)):
    running.run(registry.jobs["process_webhooks"])
"""
LIMIT = 60


@pytest.fixture
def runs(db, monkeypatch):
    """Return a list with an entry for each run of the command, which has its row."""
    timers.know_after_migrations()
    found = []

    def process():
        found.append(None)
        return 0, 0

    monkeypatch.setattr(actions, "process_leftovers", process)
    return found


def run():
    return running.run(registry.jobs[COMMAND])


def run_if_due():
    job = registry.jobs[COMMAND]
    return running.run(job, job.due_since(timezone.now()))


def hold(seconds):
    """Let another machine hold the lease for so long, by the clock of the database."""
    TimerRun.objects.filter(command=COMMAND).update(
        holder="máy-2", held_until=Now() + timedelta(seconds=seconds)
    )


def test_while_another_machine_runs_it_it_is_left_alone(db, runs, caplog):
    caplog.set_level(logging.INFO)
    hold(50)
    run()
    assert runs == []
    assert TimerRun.objects.get(command=COMMAND).started_at is None
    (line,) = [record.msg for record in caplog.records if record.name == "foundation.work"]
    assert (line["event"], line["holder"]) == ("timer_left_to_another", "máy-2")


def test_an_expired_lease_is_taken(db, runs):
    hold(-1)
    run()
    assert len(runs) == 1


def test_after_a_run_the_lease_is_free_at_once(db, runs):
    run()
    run()
    assert len(runs) == 2
    assert TimerRun.objects.get(command=COMMAND).held_until is None


def test_after_a_failure_the_lease_is_free_at_once(db, monkeypatch, runs):
    with monkeypatch.context() as broken:
        broken.setattr(actions, "process_leftovers", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run()
    run_if_due()
    assert len(runs) == 1


def test_a_timer_skips_what_another_machine_did_in_this_period(db, runs, time_machine):
    begun = timezone.now()
    run_if_due()
    time_machine.move_to(begun + timedelta(seconds=110))
    run_if_due()
    assert len(runs) == 1
    time_machine.move_to(begun + timedelta(seconds=130))
    run_if_due()
    assert len(runs) == 2


def test_a_success_in_the_future_blocks_nobody(db, runs, time_machine):
    """A machine with a wrong clock recorded it."""
    begun = timezone.now()
    time_machine.move_to(begun + timedelta(hours=13))
    run_if_due()
    time_machine.move_to(begun)
    run_if_due()
    assert len(runs) == 2


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_lease_is_kept_through_an_outage(db, monkeypatch, error):
    """A closed connection raises something other than DatabaseError."""

    def away(*_arguments, **_values):
        raise error("connection already closed")

    name = "máy-1"
    assert leases._take(COMMAND, name, None)
    with monkeypatch.context() as outage:
        outage.setattr(connection, "close", lambda: None)
        outage.setattr(TimerRun.objects, "filter", lambda **_names: SimpleNamespace(update=away))
        assert leases._prolong(COMMAND, name)
    assert leases._prolong(COMMAND, name)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="two processes need one database")
@pytest.mark.django_db(transaction=True)
def test_a_machine_keeps_its_lease_and_loses_it_when_it_dies(runs):
    with other_machine() as other:
        await_holder(other)
        time.sleep(3)  # longer than its lease, which it renews
        run()
        assert runs == []
        other.kill()
        other.wait()
        await_lease()
    run()
    assert len(runs) == 1


def other_machine():
    """Start a process that takes the lease and hangs."""
    environment = {**os.environ, "DATABASE_URL": address(), "DEBUG": "true"}
    environment |= {"DATABASE_POOLED": "false", "DATABASE_DIRECT_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "police_portal.settings"
    return subprocess.Popen([sys.executable, "-c", HANGING], cwd=settings.BASE_DIR, env=environment)


def address():
    """Return the address of the tests' database; commands bypass a pooler (TEST_POOLED)."""
    known = connection.settings_dict
    if direct := os.environ.get("DATABASE_DIRECT_URL"):
        return f"{direct.rpartition('/')[0]}/{known['NAME']}"
    who = quote(known["USER"], safe="")
    who += f":{quote(known['PASSWORD'], safe='')}" if known["PASSWORD"] else ""
    port = f":{known['PORT']}" if known["PORT"] else ""
    return f"postgres://{who}@{quote(known['HOST'], safe='')}{port}/{known['NAME']}"


def await_holder(process):
    until = time.monotonic() + LIMIT
    while not leases.holder(COMMAND):
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)


def await_lease():
    until = time.monotonic() + LIMIT
    while TimerRun.objects.filter(command=COMMAND, held_until__gt=Now()).exists():
        assert time.monotonic() < until
        time.sleep(0.05)
