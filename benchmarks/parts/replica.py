"""What leaves the primary for a streaming replica, what the way costs, and what its faults cost.

20,000 ratings and questions of a year. First in this process, work by work: with the replica,
with one that is stopped, and without any, in turn. Then over HTTP, while the replica follows, is
killed, and hangs.
"""

import itertools
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.db import connection, connections, router
from django.test import Client
from django.utils import timezone

from benchmarks.measuring import say
from benchmarks.parts.satisfaction_and_needs import fill
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import Server, serving
from feedback.needs import weekly
from feedback.needs.weeks import weeks_until
from feedback.ratings.workflow import newest_final_month
from feedback.satisfaction.months import months_before
from feedback.satisfaction.office_figures import office_figures
from feedback.satisfaction.snapshot import held
from foundation.database import REPLICA, replica
from foundation.database.following import Standing, follower
from officers.first_page import periods, trends
from officers.first_page.periods import Grain
from officers.first_page.scope import Scope
from offices.models import Office
from offices.snapshot import directory
from police_portal.settings import database as described
from procedures.snapshot import catalogue
from tests import private_postgres
from tests.streaming_replica import Streaming, streaming

FILLED, SMALL = 20_000, 2_000
REPEATS, ROUNDS, CLIENTS, SECONDS = 5, 3, 4, 8
WITH, STOPPED, WITHOUT = "with the replica", "while it is stopped", "without one"
SHARE = 0.8
WAY = 1.5
LONGEST = 2.5  # seconds: a connection may take two, and the machine is busy
ADDRESS = "/api/v1/satisfaction/"
Work = Mapping[str, Callable[[], object]]


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about a replica."""
    fill(*[SMALL if small else FILLED] * 2)
    parts = urlsplit(database)
    primary = {
        "host": unquote(parts.netloc.rpartition("@")[2]),
        "user": parts.username,
        "dbname": parts.path.strip("/"),
        "port": 5432,
    }
    say("making the replica")
    with streaming(primary) as running:
        running.catch_up()
        url = f"postgres://{parts.username}@{quote(running.folder, safe='')}{parts.path}"
        yield from _in_process(running, url, 2 if small else ROUNDS)
        connections.close_all()
        yield from _over_http(running, database, url, 2 if small else SECONDS)


# --- in this process -----------------------------------------------------------------------------


def _work() -> Work:
    today = timezone.localdate()
    month = newest_final_month(today)
    offices = list(Office.objects.values_list("pk", flat=True))
    province = Office.objects.get(parent=None).pk
    weeks = weeks_until(today - timedelta(days=7), 4)
    shown = periods.periods_until(Grain.MONTH, today, periods.SHOWN[Grain.MONTH])
    client = Client()

    def built(*snapshots: Any) -> Callable[[], object]:
        return lambda: [(one.forget(), one.current()) for one in snapshots]

    def satisfaction() -> None:
        held.forget()  # what a process remembers would answer
        answer = client.get(f"{ADDRESS}?office={offices[-1]}", headers={"host": "127.0.0.1"})
        assert answer.status_code == 200

    return {
        "catalogue and offices built": built(catalogue, directory),
        "GET satisfaction/, not remembered": satisfaction,
        "leaders' table of all offices": lambda: office_figures(month, month, offices, today),
        "boards of the first page": lambda: trends.show_boards(Scope("", "", None), shown, today),
        "needs of four weeks": lambda: [
            weekly.asked_procedures([province], weeks),
            weekly.repeated_questions([province], weeks),
            weekly.waiting_dossiers(timezone.now()),
        ],
    }


def _in_process(running: Streaming, url: str, rounds: int) -> Iterator[Row]:
    with _set(url):
        work = _work()
        times: dict[tuple[str, str], list[float]] = {}
        sent = {name: Counter[str]() for name in work}
        for _round in range(rounds):
            for state in (WITH, STOPPED, WITHOUT):
                with _in_state(state, running):
                    for name, one in work.items():
                        counted = sent[name] if state == WITH else Counter[str]()
                        times.setdefault((name, state), []).extend(_timed(one, counted))
    yield from _rows(work, times, sent)


def _timed(work: Callable[[], object], sent: Counter[str]) -> list[float]:
    found = []
    with _counting(sent):
        for _time in range(REPEATS):
            begun = time.perf_counter()
            work()
            found.append(time.perf_counter() - begun)
    return found


@contextmanager
def _set(url: str) -> Iterator[None]:
    """Set the replica as DATABASE_REPLICA_URL does."""
    both = {"default": dict(connection.settings_dict), REPLICA: replica.described(described(url))}
    connections.settings[REPLICA] = connections.configure_settings(both)[REPLICA]
    before, router.routers = router.routers, [replica.Router()]
    try:
        yield
    finally:
        router.routers = before
        connections.settings.pop(REPLICA, None)


@contextmanager
def _in_state(state: str, running: Streaming) -> Iterator[None]:
    """Let the replica follow, be stopped or not be set while the block runs."""
    if state == WITHOUT:
        kept = connections.settings.pop(REPLICA)
        try:
            yield
        finally:
            connections.settings[REPLICA] = kept
        return
    with running.killed() if state == STOPPED else nullcontext():
        follower.watch()
        wanted = Standing.AWAY if state == STOPPED else Standing.FOLLOWS
        while follower.seen().standing is not wanted:
            time.sleep(0.05)
        connections[REPLICA].close()  # it went with the replica that was killed
        yield


@contextmanager
def _counting(sent: Counter[str]) -> Iterator[None]:
    """Add up the microseconds that the statements sent to each server take."""

    def count(alias: str) -> Callable[..., Any]:
        def note(execute: Callable[..., Any], *arguments: Any) -> Any:
            begun = time.perf_counter()
            try:
                return execute(*arguments)
            finally:
                sent[alias] += round(1_000_000 * (time.perf_counter() - begun))

        return note

    with ExitStack() as wrapped:
        for alias in ("default", *([REPLICA] if replica.is_set() else [])):
            wrapped.enter_context(connections[alias].execute_wrapper(count(alias)))
        yield


def _rows(
    work: Work, times: Mapping[tuple[str, str], list[float]], sent: Mapping[str, Counter[str]]
) -> Iterator[Row]:
    for name in work:
        p50 = {state: statistics.median(times[name, state]) for state in (WITH, STOPPED, WITHOUT)}
        share = sent[name][REPLICA] / sent[name].total()
        what = f"{name}: of its statements' time, left the primary"
        yield at_least(what, 100 * share, 100 * SHARE, " %")
        yield at_most("– p50 with the replica ÷ without one", p50[WITH] / p50[WITHOUT], WAY)
        yield at_most("– p50 while it is stopped ÷ without one", p50[STOPPED] / p50[WITHOUT], WAY)
        yield Row("– p50 without one", 1000 * p50[WITHOUT], " ms")


# --- over HTTP -----------------------------------------------------------------------------------


@dataclass
class _Seen:
    answers: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


def _over_http(running: Streaming, database: str, url: str, seconds: float) -> Iterator[Row]:
    newest = newest_final_month(timezone.localdate())
    months = [f"{months_before(newest, back):%Y-%m}" for back in range(12)]
    offices = list(Office.objects.order_by("pk").values_list("pk", flat=True))
    connection.close()
    asked = itertools.cycle(
        f"{ADDRESS}?office={office}&since={since}&until={until}"
        for since, until in itertools.combinations_with_replacement(reversed(months), 2)
        for office in offices
    )
    with serving(database, environment={"DATABASE_REPLICA_URL": url}) as server:
        time.sleep(3)  # both workers have looked at the replica
        for state, fault in (
            ("it follows", nullcontext),
            ("it is killed", running.killed),
            ("it is back", nullcontext),
            ("it hangs", lambda: private_postgres.stopped(running.folder)),
        ):
            yield from _rows_of(state, _drive(server, asked, fault, seconds))


def _drive(server: Server, asked: Iterator[str], fault: Callable[[], Any], seconds: float) -> _Seen:
    """Let clients ask for `seconds`, from the second one on under the fault."""
    seen, stop, lock = _Seen(), threading.Event(), threading.Lock()

    def ask() -> None:
        while not stop.is_set():
            with lock:
                path = next(asked)
            begun = time.perf_counter()
            status = server.get(path).status
            seen.answers[status] += 1
            seen.seconds.append(time.perf_counter() - begun)

    with ThreadPoolExecutor(CLIENTS) as threads:
        running = [threads.submit(ask) for _client in range(CLIENTS)]
        time.sleep(1)
        with fault():
            time.sleep(seconds)
            stop.set()
            for one in running:
                one.result()
    return seen


def _rows_of(state: str, seen: _Seen) -> Iterator[Row]:
    total = seen.answers.total()
    yield at_most(
        f"over HTTP while {state}: not answered 200, of {total:,}", total - seen.answers[200], 0
    )
    yield Row("– p50", 1000 * statistics.median(seen.seconds), " ms")
    yield at_most("– the longest", max(seen.seconds), LONGEST, " s")
