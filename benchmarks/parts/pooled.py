"""Two hundred processes on forty connections, through PgBouncer as `deploy/` sets it up.

Each process is one with the whole service loaded. It reads a citizen's session and data as `me/`
does, and every fourth time writes in a transaction that holds a row.
"""

import multiprocessing
import random
import statistics
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client

from benchmarks.keys import bearer_of, new_keys, unlimited
from benchmarks.report import Row, at_most
from benchmarks.servers import serving
from benchmarks.settings import NEVER_REACHED
from benchmarks.whole_dossiers import new_owner
from citizens.models import Citizen
from police_portal.settings import database as described
from tests import private_pooler

PROCESSES, CONNECTIONS = 200, 40
# Of each of the 200 between two questions: 100 questions a second in all is what two cores can
# compute. Without it they would wait for the processor, whatever they share.
PAUSE = 2.0
ROUNDS = 5
WRITES_EACH = 4
OK = 200


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about many processes behind a pooler."""
    environment = {**new_keys(), **unlimited("CITIZEN")}
    settings.THROTTLE_CITIZEN_PER_MINUTE = NEVER_REACHED
    citizens = [new_owner("pooled", number) for number in range(1, 21)]
    bearers = [bearer_of(one) for one in citizens]
    name = database.rpartition("/")[2]
    with private_pooler.pooler(_folder(database)) as folder:
        pooled = described(private_pooler.address(folder, name))
        bench = _Bench(described(database), pooled, bearers, 2.0 if small else 6.0)
        yield from bench.rows(1 if small else ROUNDS)
        yield from _served(private_pooler.address(folder, name), database, environment, bearers)


def _folder(database: str) -> str:
    return unquote(urlsplit(database).netloc.rpartition("@")[2])


class _Pace(NamedTuple):
    """For how many seconds one asks, and how many it rests on average between two questions."""

    seconds: float
    pause: float


@dataclass
class _Seen:
    """Milliseconds of each answer, what went wrong, and the most connections at once."""

    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    connections: int = 0

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)


class _Bench:
    def __init__(
        self,
        direct: Mapping[str, Any],
        pooled: Mapping[str, Any],
        bearers: Sequence[str],
        seconds: float,
    ) -> None:
        self._direct, self._pooled = direct, pooled
        self._bearers, self._seconds = bearers, seconds

    def rows(self, rounds: int) -> Iterator[Row]:
        few = [self._both(CONNECTIONS) for _round in range(rounds)]
        ratio = statistics.median(pooled.p50 / direct.p50 for direct, pooled in few)
        yield Row(f"{CONNECTIONS} processes, p50 through the pooler ÷ direct", ratio)
        many = self._drive(self._pooled, PROCESSES, PAUSE)
        told = f" ({sorted(set(many.errors))[:3]})" if many.errors else ""
        yield Row(f"{PROCESSES} processes through the pooler: answers", len(many.milliseconds))
        yield at_most(f"… errors{told}", len(many.errors), 0)
        yield at_most("… connections to PostgreSQL, at most", many.connections, CONNECTIONS)
        yield Row("… p50", many.p50, " ms")
        yield Row("… longest", max(many.milliseconds), " ms")
        alone = self._drive(self._direct, PROCESSES, PAUSE)
        yield Row(f"{PROCESSES} processes direct, max_connections 100: errors", len(alone.errors))

    def _both(self, processes: int) -> tuple[_Seen, _Seen]:
        return self._drive(self._direct, processes), self._drive(self._pooled, processes)

    def _drive(self, description: Mapping[str, Any], processes: int, pause: float = 0) -> _Seen:
        """Let so many processes ask for the same time, and gather what they saw.

        Each rests for `pause` seconds on average between two questions.
        """
        connection.close()  # a child may not inherit it
        fork = multiprocessing.get_context("fork")
        results, start = fork.SimpleQueue(), fork.Barrier(processes)
        work = [
            fork.Process(
                target=_child,
                args=(
                    description,
                    self._bearers[i % len(self._bearers)],
                    _Pace(self._seconds, pause),
                ),
                kwargs={"start": start, "results": results},
            )
            for i in range(processes)
        ]
        for one in work:
            one.start()
        seen = _Seen()
        with _counting(seen):
            for milliseconds, errors in (results.get() for _one in work):
                seen.milliseconds += milliseconds
                seen.errors += errors
        for one in work:
            one.join()
        return seen


def _child(
    description: Mapping[str, Any],
    bearer: str,
    pace: _Pace,
    *,
    start: Any,
    results: Any,
) -> None:
    connection.settings_dict.update(description)
    client = Client(headers={"Authorization": bearer, "Host": "127.0.0.1"})
    milliseconds: list[float] = []
    errors: list[str] = []
    client.get("/health/live/")  # what the first request loads, it loads here
    start.wait(300)
    end = time.monotonic() + pace.seconds
    while time.monotonic() < end:
        begun = time.perf_counter()
        if error := _ask(client, len(milliseconds)):
            errors.append(error)
        milliseconds.append((time.perf_counter() - begun) * 1000)
        time.sleep(random.uniform(0, 2 * pace.pause))
    connection.close()
    results.put((milliseconds, errors))


def _ask(client: Client, number: int) -> str:
    """Read, or write in a transaction; return what went wrong, if anything did."""
    try:
        if number % WRITES_EACH:
            status = client.get("/api/v1/me/").status_code
            return "" if status == OK else str(status)
        _write(number)
    except DatabaseError as error:
        return f"{type(error).__name__}: {error}"[:120]
    return ""


def _write(number: int) -> None:
    with transaction.atomic():
        keys = Citizen.objects.filter(app_id="bench-pooled").order_by("pk").values_list("pk")
        key = keys[number % keys.count()][0]
        citizen = Citizen.objects.select_for_update().get(pk=key)
        citizen.name = f"Người thử {number}"
        citizen.save(update_fields=["name"])


@contextmanager
def _counting(seen: _Seen) -> Iterator[None]:
    """Note the most connections that PostgreSQL has at once, but for the one that counts."""
    stop = threading.Event()
    counter = threading.Thread(target=_count, args=(seen, stop))
    counter.start()
    try:
        yield
    finally:
        stop.set()
        counter.join()


def _count(seen: _Seen, stop: threading.Event) -> None:
    sql = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    try:
        while not stop.wait(0.2):
            with connection.cursor() as cursor:
                cursor.execute(sql)
                seen.connections = max(seen.connections, cursor.fetchone()[0])
    except DatabaseError:
        seen.errors.append("no connection was left to count")
    finally:
        connection.close()


def _served(
    pooled: str, direct: str, environment: Mapping[str, str], bearers: Sequence[str]
) -> Iterator[Row]:
    """Serve through the pooler as an operator would, and ask."""
    more = {"DATABASE_POOLED": "true", "DATABASE_DIRECT_URL": direct}
    with serving(pooled, environment={**environment, **more}) as server:
        statuses = [
            server.get("/api/v1/me/", {"Authorization": bearer}).status
            for _round in range(ROUNDS)
            for bearer in bearers
        ]
    yield at_most(
        f"{len(statuses)} requests over HTTP, served behind the pooler: not answered 200",
        sum(status != OK for status in statuses),
        0,
    )
