"""Web and worker are killed while people book and desks call, also on a restored database."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from django.db.models import Sum
from django.urls import reverse

from benchmarks.counter_kills import behind_nginx, being_killed, book, call
from benchmarks.databases import connected_to, dump, restored
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
    yield from _wrong_calls(desks, answered)


def _wrong_calls(queue: Queue, answered: int) -> Iterator[Row]:
    """Yield who was called while at a desk, and calls that nobody or two answers tell of.

    A press within a minute puts somebody back, who may be called again: that is no fault.
    """
    events = QueueEvent.objects.filter(number__queue=queue).order_by("number", "pk")
    moves = list(events.values_list("number", "move"))
    twice = sum(one == after and one[1] == Move.CALL for one, after in pairwise(moves))
    called = sum(move == Move.CALL for _number, move in moves)
    yield at_most("calls: a number twice", twice, 0)
    yield at_most("calls: lost or doubled", abs(called - answered), 0)


def _faults(queue: Queue, kept: Mapping[int, str]) -> Iterator[Row]:
    numbers = list(QueueNumber.objects.filter(queue=queue))
    labels = [_label(one) for one in numbers]
    lost = kept.items() - {(one.pk, _label(one)) for one in numbers}
    taken = Slot.objects.filter(queue=queue).aggregate(Sum("taken"))["taken__sum"]
    told = Notice.objects.filter(event="number_booked", citizen__queue_numbers__queue=queue)
    yield at_most("bookings: acknowledged and lost", len(lost), 0)
    yield at_most("bookings: doubled", len(numbers) - len(kept), 0)
    yield at_most("bookings: a number twice", len(labels) - len(set(labels)), 0)
    yield at_most("bookings: places taken by nobody", abs(taken - len(numbers)), 0)
    yield at_most("bookings: without their confirmation", len(numbers) - told.count(), 0)


def _restored(running: Running, queue: Queue, people: Sequence[int]) -> Iterator[Row]:
    """Dump while people book and come, lose the rest, restore, and go on while all is killed."""
    database, keys = running
    windows, backup = windows_of(queue, WINDOWS + 1)[WINDOWS:], f"{database}_restored"
    half = len(people) // 2
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder:
        file = Path(folder, "dump")
        before = _given_while_dumped(running, file, queue, people[:half], windows)
        with restored(file, backup):
            command = [sys.executable, "manage.py", "after_restore", "--without-list"]
            environment = {**production(backup), **keys}
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            with connected_to(backup):
                queue = Queue.objects.get(pk=queue.pk)
                known = set(map(_label, QueueNumber.objects.filter(queue=queue)))
                with behind_nginx(backup, keys) as (service, port), being_killed(service) as kills:
                    after = list(book(port, people[half:], queue.pk, windows).values())
                after += [_walk_in(queue) for _number in range(half)]
    given = [*before, *after]
    yield Row("restored from a dump: numbers given before and during it", len(before))
    yield Row("– of them lost with the old database", len(set(before) - known))
    yield Row("– given on the restored one", len(after))
    yield Row("– meanwhile killed with SIGKILL, times", len(kills))
    yield at_most("restored from a dump: a number given twice", len(given) - len(set(given)), 0)


def _given_while_dumped(
    running: Running, file: Path, queue: Queue, people: Sequence[int], windows: Sequence[datetime]
) -> list[str]:
    """Return the numbers that were given before and while the database was dumped."""
    third, rest = people[: len(people) // 3], people[len(people) // 3 :]
    with behind_nginx(*running) as (_service, port), ThreadPoolExecutor(1) as pool:
        given = list(book(port, third, queue.pk, windows).values())
        given += [_walk_in(queue) for _who in third]
        dumping = pool.submit(dump, running[0], file)
        given += book(port, rest, queue.pk, windows).values()
        given += [_walk_in(queue) for _who in rest]
        dumping.result()
    return given


def _walk_in(queue: Queue) -> str:
    return _label(booking.walk_in(queue, booking.Visit()))


def _label(number: QueueNumber) -> str:
    return f"{number.day:%Y-%m-%d} {number.label}"
