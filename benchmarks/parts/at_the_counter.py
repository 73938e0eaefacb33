"""Bookings and calls by several processes at once, call screens, and the day's list."""

import contextlib
import http.client
import os
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from itertools import product

from django.contrib.auth.models import User
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone

from benchmarks import booking_clients
from benchmarks.booking_clients import requests_of
from benchmarks.counter_workers import Outcomes, at_once, book, call, spread
from benchmarks.keys import new_keys
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import Server
from benchmarks.signed_in_officers import WARM_UP, officer, page_of, serving_officers, signed_in
from citizens.login.phones import phone_hash
from citizens.models import Citizen
from foundation.desk.roles import Role
from offices.models import Office, OpeningHours
from offices.snapshot import directory
from offices.working_time.calendar import ZONE
from reception import screens
from reception.actions import desk
from reception.models import Queue, QueueNumber, Slot
from reception.windows import AHEAD, day_of
from reception.workflow import State

CONNECTIONS, DESKS, MANY_DESKS = 8, 8, 12
CLIENTS = 16  # over HTTP: the kernel gives their connections to both workers
VIEWERS, ASKS_EACH = 200, 3.0
ON_THE_LIST = 200
LIST = reverse("admin:reception_queuenumber_changelist")


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the figures of the counter."""
    keys = new_keys()
    os.environ.update(keys)  # of the processes that book
    office = open_office()
    leader = officer(Role.LEADER, office)
    yield from _one_window(database, office, 40 if small else 200)
    yield from _rates(database, office, 80 if small else 1600)
    yield from _calls(database, office, leader, 60 if small else 1000)
    with serving_officers(database, keys) as server:
        yield from _over_http(server, database, office, 80 if small else 1600)
        yield from _day_list(server, office, leader)
        yield from _screens(server, office, leader, 6 if small else 30)


# --- booking --------------------------------------------------------------------------------------


def _one_window(database: str, office: Office, count: int) -> Iterator[Row]:
    queue, people = queue_of(office, places=4, online_places=4), people_of(count)
    (window,) = windows_of(queue, 1)
    done = _book(database, [(one, queue.pk, window) for one in people])
    sold = Counter(done.results)
    what = f"{count} bookings at once on a window of 4, {CONNECTIONS} connections"
    taken = Slot.objects.filter(queue=queue).aggregate(Sum("taken"))["taken__sum"]
    assert taken == count - sold["window_full"], (taken, sold)
    yield at_most(f"{what}: sold beyond 4", taken - 4, 0)
    yield at_most(f"{what}: p99", done.p99 * 1000, 500, " ms")


def _rates(database: str, office: Office, count: int) -> Iterator[Row]:
    queue, people = queue_of(office, places=20_000, online_places=20_000), people_of(count // 4)
    (window,) = windows_of(queue, 1)
    done = _book(database, [(one, queue.pk, window) for one in people])
    assert len(set(done.results)) == len(people), Counter(done.results).most_common(3)
    yield at_least("bookings on one window", done.rate, 100, "/s")
    yield Row("– the same, p99", done.p99 * 1000, " ms")
    windows = windows_of(queue, 1 + CONNECTIONS * 4)[1:]
    wishes = [(one, queue.pk, windows[i % len(windows)]) for i, one in enumerate(people_of(count))]
    done = _book(database, wishes)
    assert all("-" in label for label in done.results), Counter(done.results).most_common(3)
    yield at_least(f"bookings on {len(windows)} windows", done.rate, 400, "/s")


def _over_http(server: Server, database: str, office: Office, count: int) -> Iterator[Row]:
    """Book as the Mini App does, from the request to the answer; the first ones do not count."""
    queue = queue_of(office, places=20_000, online_places=20_000)
    windows = windows_of(queue, CONNECTIONS * 4)
    wishes = [(one, queue.pk, windows[i % len(windows)]) for i, one in enumerate(people_of(count))]
    requests = requests_of(wishes)
    booking_clients.book(server, database, list(spread(requests[: count // 10], CLIENTS)))
    done = booking_clients.book(server, database, list(spread(requests[count // 10 :], CLIENTS)))
    assert len(set(done.labels())) == len(done.answers)
    what = f"bookings over HTTP on {len(windows)} windows, {CLIENTS} connections"
    yield at_least(what, done.rate, 400, "/s")
    yield Row("– the same, p99", done.p99 * 1000, " ms")
    for name, seconds in done.computed.items():
        yield Row(f"– computing of a booking: {name}", seconds / len(done.answers) * 1000, " ms")


def _book(database: str, wishes: list[tuple[int, int, datetime]]) -> Outcomes:
    return at_once(database, book, list(spread(wishes, CONNECTIONS)))


# --- calling --------------------------------------------------------------------------------------


def _calls(database: str, office: Office, leader: User, count: int) -> Iterator[Row]:
    for desks in (MANY_DESKS, DESKS):
        queue = waiting_at(office, count)
        done = at_once(
            database, call, [[(queue.pk, leader.pk, f"Bàn {n}")] * count for n in range(desks)]
        )
        wanted = set(QueueNumber.objects.filter(queue=queue).values_list("pk", flat=True))
        what = f"{count} numbers called by {desks} desks"
        yield at_most(f"{what}: called twice", len(done.results) - len(set(done.results)), 0)
        yield at_most(f"{what}: skipped", len(wanted - set(done.results)), 0)
        goal = 100 if desks == DESKS else None
        yield Row(f"{what}: p99", done.p99 * 1000, " ms", goal, at_least=False)
        yield Row(f"– calls by {desks} desks", done.rate, "/s")


def waiting_at(office: Office, count: int) -> Queue:
    """Return a new counter where so many wait."""
    queue, today, now = queue_of(office), timezone.localdate(), timezone.now()
    QueueNumber.objects.bulk_create(
        QueueNumber(
            queue=queue, day=today, state=State.WAITING, ordinal=n, label=f"K{n}", arrived_at=now,
            reference_at=now + timedelta(microseconds=n),
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    return queue


# --- pages ----------------------------------------------------------------------------------------


def _day_list(server: Server, office: Office, leader: User) -> Iterator[Row]:
    QueueNumber.objects.filter(state=State.WAITING).update(state=State.LEFT)
    QueueNumber.objects.filter(state=State.CALLED).update(state=State.DONE)
    waiting_at(office, ON_THE_LIST)
    path = f"{LIST}?part=today&all="
    cookies = signed_in(leader)
    taken = [page_of(server, cookies, path) for _number in range(WARM_UP + 20)][WARM_UP:]
    yield at_most(f"the day's list of {ON_THE_LIST}: p50", statistics.median(taken), 300, " ms")


def _screens(server: Server, office: Office, leader: User, seconds: int) -> Iterator[Row]:
    """Let 200 screens ask each three seconds, while a desk calls each second."""
    queue = waiting_at(office, 2 * seconds)
    path = f"{screens.make(queue)}du-lieu/"
    taken: list[float] = []
    until = time.monotonic() + seconds
    viewers = [
        threading.Thread(target=_view, args=(server.port, path, until, n, taken))
        for n in range(VIEWERS)
    ]
    for one in viewers:
        one.start()
    while time.monotonic() < until:
        desk.call_next(queue, leader, "Bàn 1")
        time.sleep(1)
    for one in viewers:
        one.join()
    p99 = sorted(taken)[int(len(taken) * 0.99)]
    yield at_most(f"{VIEWERS} screens: p99 of an answer", p99 * 1000, 50, " ms")
    yield Row("– p50", statistics.median(taken) * 1000, " ms")
    yield Row("– answers", len(taken) / seconds, "/s")


def _view(port: int, path: str, until: float, number: int, taken: list[float]) -> None:
    time.sleep(ASKS_EACH * number / VIEWERS)
    etag, line = "", http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(line):
        while time.monotonic() < until:
            begun = time.perf_counter()
            line.request("GET", path, headers={"If-None-Match": etag} if etag else {})
            answer = line.getresponse()
            answer.read()
            assert answer.status in (http.client.OK, http.client.NOT_MODIFIED), answer.status
            if etag:  # the first answer is that of a page that is being opened
                taken.append(time.perf_counter() - begun)
            etag = answer.getheader("ETag") or etag
            time.sleep(ASKS_EACH)


# --- rows -----------------------------------------------------------------------------------------


def open_office() -> Office:
    """Return a commune's police that is open on each working day."""
    office: Office = Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk")[0]
    OpeningHours.objects.filter(office=office).delete()
    for weekday, opens in product(range(1, 6), (7, 13)):
        hours = {"opens": clock_time(opens, 30), "closes": clock_time(opens + 4)}
        OpeningHours.objects.create(office=office, weekday=weekday, **hours)
    directory.forget()
    return office


def queue_of(office: Office, **values: int) -> Queue:
    """Return a new counter."""
    name = f"Quầy {Queue.objects.count() + 1}"
    queue: Queue = Queue.objects.create(office=office, name=name, days_ahead=60, **values)
    return queue


def people_of(count: int) -> list[int]:
    """Return the ids of new citizens with verified phones."""
    begun, now = Citizen.objects.count(), timezone.now()
    phones = [(n, f"+8491{n:07}") for n in range(begun, begun + count)]
    made = Citizen.objects.bulk_create(
        Citizen(
            app_id="bench", zalo_user_id=f"counter-{n}", phone=phone, phone_hash=phone_hash(phone),
            phone_verified_at=now,
        )
        for n, phone in phones
    )  # fmt: skip
    return [one.pk for one in made]


def windows_of(queue: Queue, count: int) -> list[datetime]:
    """Return the first windows of a counter that can be booked."""
    soonest = timezone.now() + AHEAD + timedelta(hours=1)
    today = soonest.astimezone(ZONE).date()
    days: Iterator[date] = (today + timedelta(days=n) for n in range(queue.days_ahead))
    found = [at for day in days for at in day_of(queue, day, ()).windows if at >= soonest]
    return found[:count]
