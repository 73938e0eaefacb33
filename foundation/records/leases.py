"""The turn to run a job: of all machines that start it, one runs it.

A row that says until when, no lock of a session: behind a pooler in transaction mode each statement
may have another connection. All moments are the database's, so the machines' clocks need not agree.
A machine that dies loses its turn LEASE later. One that hangs for longer loses it too, and may wake
up beside the next one: what a job does must bear that, as it must bear being broken off.
"""

import os
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

import structlog
from django.db import Error, connection
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from foundation.records.lease_ends import is_over
from foundation.records.models import TimerRun

log = structlog.get_logger("foundation.timers")

LEASE = timedelta(seconds=60)
# Three of four may fail, for instance while the database restarts.
BEAT_SECONDS = 15.0
JOIN_SECONDS = 5.0
MAX_NAME = 60


@contextmanager
def turn(command: str, *, unless_done_since: datetime | None = None) -> Iterator[bool]:
    """Hold the lease of `command` while the block runs; yield False if it is not ours.

    That is the case while another process holds it, and if a run succeeded after
    `unless_done_since` and none failed since.
    """
    name = unique_name()
    if not _take(command, name, unless_done_since):
        yield False
        return
    end = threading.Event()
    beat = threading.Thread(target=_keep, args=(command, name, end), daemon=True)
    beat.start()
    try:
        yield True
    finally:
        end.set()
        beat.join(JOIN_SECONDS)
        with suppress(Error):  # it expires by itself; the command's own error matters more
            TimerRun.objects.filter(command=command, holder=name).update(held_until=None)


def unique_name(name: str = "") -> str:
    """Return a name for claims, by default that of the machine and the process.

    Two processes with the same name would mistake each other's claims for their own.
    """
    shown = (name or f"{socket.gethostname()}-{os.getpid()}")[:MAX_NAME]
    return f"{shown}-{secrets.token_hex(4)}"


def holder(command: str) -> str:
    """Return the machine and process that took the lease last; empty for none."""
    return TimerRun.objects.filter(command=command).values_list("holder", flat=True).first() or ""


def _take(command: str, name: str, since: datetime | None) -> bool:
    """Take the lease if it is free, in one statement: of two at once, only one succeeds."""
    now = timezone.now()
    row = TimerRun.objects.filter(command=command)
    if not row.exists():
        TimerRun.objects.bulk_create(
            [TimerRun(command=command, known_since=now)], ignore_conflicts=True
        )
    free = row.filter(Q(held_until=None) | is_over("held_until", Now(), LEASE))
    if since is not None:
        free = free.filter(_not_done(since, now))
    return free.update(holder=name, held_until=Now() + LEASE) == 1


def _not_done(since: datetime, now: datetime) -> Q:
    """Find rows without a success between `since` and now; later ones are from a wrong clock."""
    return (
        Q(succeeded_at=None)
        | Q(succeeded_at__lt=since)
        | Q(succeeded_at__gt=now)
        | Q(failed_at__gt=F("succeeded_at"))
    )


def _keep(command: str, name: str, end: threading.Event) -> None:
    """Renew the lease until `end` is set. Uses its own connection."""
    try:
        while not end.wait(BEAT_SECONDS):
            if not _prolong(command, name):
                log.warning("timer_turn_lost", command=command)
                return
    finally:
        connection.close()


def _prolong(command: str, name: str) -> bool:
    """Return False if another process has the lease by now."""
    mine = TimerRun.objects.filter(command=command, holder=name)
    try:
        return mine.update(held_until=Now() + LEASE) == 1
    except Error as error:
        log.warning("timer_turn_not_kept", command=command, error=type(error).__name__)
        connection.close()  # the next try opens another
        return True
