"""Web and worker are killed while people book and desks call, also on a restored database."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from django.db import OperationalError
from django.db.models import Sum
from django.urls import reverse

from benchmarks.counter_kills import behind_nginx, being_killed, book, call
from benchmarks.databases import connected_to, on_the_server
from benchmarks.keys import new_keys
from benchmarks.parts.at_the_counter import open_office, people_of, queue_of, waiting_at, windows_of
from benchmarks.report import Row, at_most
from benchmarks.settings import production
from benchmarks.signed_in_officers import officer, signed_in
from citizens.models import Notice
from foundation.desk.roles import Role
from reception.actions import booking
from reception.models import Queue, QueueEvent, QueueNumber, Slot
from reception.workflow import Move

Running = tuple[str, Mapping[str, str]]  # the address of a database, and keys
DESKS, WINDOWS = 2, 6
CSRF = f"; __Host-csrftoken={'k' * 32}; csrftoken={'k' * 32}"


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield what was lost, doubled or given twice: nothing may be."""
    keys = new_keys()
    os.environ.update(keys)
    queue = queue_of(open_office(), places=200, online_places=200)
    people = people_of(40 if small else 240)
    half = len(people) // 2
    yield from _killed((database, keys), queue, people[:half])
    yield from _restored((database, keys), queue, people[half:])


def _killed(running: Running, queue: Queue, people: Sequence[int]) -> Iterator[Row]:
    times = len(people) // 4
    desks = waiting_at(queue.office, 2 * times * DESKS)
    path = reverse("admin:reception_queue_next", args=[desks.pk])
    cookies = signed_in(officer(Role.LEADER, queue.office)) + CSRF
    with (
        behind_nginx(*running) as (service, port),
        being_killed(service) as kills,
        ThreadPoolExecutor(1) as pool,
    ):
        calling = pool.submit(call, port, cookies, path, times, DESKS)
        kept = book(port, people, queue.pk, windows_of(queue, WINDOWS))
        answered = calling.result()
    yield Row("web and worker killed with SIGKILL, times", len(kills))
    yield Row("– bookings through nginx meanwhile", len(kept))
    yield Row("– calls through nginx meanwhile", answered)
    yield from _faults(queue, kept)
    called = list(_calls_of(desks))
    yield at_most("calls: a number twice", len(called) - len(set(called)), 0)
    yield at_most("calls: lost or doubled", abs(len(called) - answered), 0)


def _calls_of(queue: Queue) -> Any:
    events = QueueEvent.objects.filter(number__queue=queue, move=Move.CALL)
    return events.values_list("number", flat=True)


def _faults(queue: Queue, kept: Mapping[int, str]) -> Iterator[Row]:
    numbers = list(QueueNumber.objects.filter(queue=queue))
    labels = [f"{one.day:%Y-%m-%d} {one.label}" for one in numbers]
    lost = kept.items() - {(one.pk, label) for one, label in zip(numbers, labels, strict=True)}
    taken = Slot.objects.filter(queue=queue).aggregate(Sum("taken"))["taken__sum"]
    told = Notice.objects.filter(event="number_booked", citizen__queue_numbers__queue=queue)
    yield at_most("bookings: acknowledged and lost", len(lost), 0)
    yield at_most("bookings: doubled", len(numbers) - len(kept), 0)
    yield at_most("bookings: a number twice", len(labels) - len(set(labels)), 0)
    yield at_most("bookings: places taken by nobody", abs(taken - len(numbers)), 0)
    yield at_most("bookings: without their confirmation", len(numbers) - told.count(), 0)


def _restored(running: Running, queue: Queue, people: Sequence[int]) -> Iterator[Row]:
    """Book after the backup, lose that, restore, and book again while everything is killed."""
    (database, keys), windows = running, windows_of(queue, WINDOWS + 1)[WINDOWS:]
    server, _slash, name = database.rpartition("/")
    backup = f"{server}/{name}_backup"
    _copy(name)
    half = len(people) // 2
    lost = {_book_here(who, queue, windows[0]) for who in people[:half]}
    lost |= {_walk_in(queue) for _number in range(half)}
    try:
        environment = {**production(backup), **keys}
        command = [sys.executable, "manage.py", "after_restore", "--without-list"]
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
        with connected_to(backup):
            queue = Queue.objects.get(pk=queue.pk)
            with behind_nginx(backup, keys) as (service, port), being_killed(service) as kills:
                kept = set(book(port, people[half:], queue.pk, windows).values())
            kept |= {_walk_in(queue) for _number in range(half)}
    finally:
        on_the_server(f'DROP DATABASE IF EXISTS "{name}_backup" WITH (FORCE)')
    yield Row("after a restore: numbers lost with the old database", len(lost))
    yield Row("– given on the restored one, killed times", len(kills))
    yield at_most("after a restore: a number given twice", len(lost & kept), 0)


def _copy(name: str) -> None:
    """Copy a database as soon as those of killed processes have gone from it."""
    for _try in range(100):
        try:
            on_the_server(f'CREATE DATABASE "{name}_backup" TEMPLATE "{name}"')
        except OperationalError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("Somebody is still connected.")


def _book_here(citizen: int, queue: Queue, begins_at: datetime) -> str:
    from citizens.models import Citizen

    made = booking.book(Citizen(pk=citizen), queue, begins_at, booking.Visit())
    return f"{made.day:%Y-%m-%d} {made.label}"


def _walk_in(queue: Queue) -> str:
    made = booking.walk_in(queue, booking.Visit())
    return f"{made.day:%Y-%m-%d} {made.label}"
