"""The database hangs while people search: all its processes are stopped, by SIGSTOP.

The same clients search and ask for what only the database knows, now with a database that answers,
now with one that hangs, in turn.
"""

import http.client
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db import connection

from benchmarks.different_searches import addresses, different_queries
from benchmarks.keys import bearer_of, new_keys, unlimited
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import Server, serving
from benchmarks.whole_dossiers import new_owner
from benchmarks.wrk import Comparison, Load, Target, drive
from tests import private_postgres

ASKERS = 8  # as many as both workers have threads: all of them could be waiting
PAUSE = 0.02
DIFFERENT = 2000
NORMAL, HANGING, ALONE = "database answers", "database hangs", "nobody asks the database"
SLACK = 0.5  # of a busy machine, on top of the five seconds that a wait may take
AFTERWARDS = 1.0  # within which everything is answered again
UNAVAILABLE = http.HTTPStatus.SERVICE_UNAVAILABLE


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about a database that hangs."""
    environment = {**new_keys(), **unlimited("CITIZEN")}
    bearer = bearer_of(new_owner("hang", 1))
    folder = unquote(urlsplit(database).netloc.rpartition("@")[2])
    connection.close()  # this process does not take part in the hang
    with (
        tempfile.TemporaryDirectory(prefix="police_portal_bench_") as files,
        serving(database, environment=environment) as server,
    ):
        different = Path(files, "different.txt")
        different.write_text(addresses(different_queries(DIFFERENT)), encoding="ascii")
        searches = Target(server, "/api/v1/procedures/", suffixes=different)
        bench = _Bench(folder, searches, bearer)
        for _round in range(1 if small else 5):
            bench.measure_round(3 if small else 10)
    yield from _rows_about(bench)


@dataclass
class _Seen:
    """What clients of the database and of `health/live/` saw while it hung."""

    answers: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    longest_live: float = 0.0
    last_refused: float = 0.0

    def record(self, answer: http.client.HTTPResponse, took: float) -> None:
        """Record an answer."""
        proper = answer.headers.get("Retry-After", "").isdecimal()
        if answer.status == UNAVAILABLE:
            self.last_refused = time.monotonic()
        name = "503" if answer.status == UNAVAILABLE and proper else str(answer.status)
        self.answers[name] += 1
        self.longest = max(self.longest, took)


class _Bench:
    """Drives the searches while the database answers, while it hangs, and without askers."""

    def __init__(self, folder: str, searches: Target, bearer: str) -> None:
        self._folder, self._searches, self._bearer = folder, searches, bearer
        self.runs: dict[str, list[Load]] = {NORMAL: [], HANGING: [], ALONE: []}
        self.normal, self.hanging, self.back_after = _Seen(), _Seen(), 0.0

    def measure_round(self, seconds: float) -> None:
        """Measure each state once."""
        self.runs[ALONE].append(drive(self._searches, seconds))
        with self._asking(self.normal):
            self.runs[NORMAL].append(drive(self._searches, seconds))
        with self._asking(self.hanging):
            with private_postgres.stopped(self._folder):
                self.runs[HANGING].append(drive(self._searches, seconds))
            back = time.monotonic()
            time.sleep(2 * AFTERWARDS)
        self.back_after = max(self.back_after, self.hanging.last_refused - back)
        rates = ", ".join(f"{name} {runs[-1].rate:,.0f}/s" for name, runs in self.runs.items())
        print(f"  {rates}", flush=True)

    @contextmanager
    def _asking(self, seen: _Seen) -> Iterator[None]:
        """Let clients ask for what only the database knows while the block runs."""
        stop = threading.Event()
        server = self._searches.server
        work: list[Callable[[], None]] = [
            lambda: _ask(server, self._bearer, seen, stop) for _asker in range(ASKERS)
        ]
        work.append(lambda: _live(server, seen, stop))
        with ThreadPoolExecutor(len(work)) as threads:
            running = [threads.submit(one) for one in work]
            try:
                time.sleep(0.5)
                yield
            finally:
                stop.set()
            for one in running:
                one.result()


def _ask(server: Server, bearer: str, seen: _Seen, stop: threading.Event) -> None:
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    while not stop.is_set():
        begun = time.monotonic()
        line.request("GET", "/api/v1/me/", headers={"Authorization": bearer})
        answer = line.getresponse()
        answer.read()
        seen.record(answer, time.monotonic() - begun)
        time.sleep(PAUSE)


def _live(server: Server, seen: _Seen, stop: threading.Event) -> None:
    while not stop.is_set():
        begun = time.monotonic()
        server.get("/health/live/")
        seen.longest_live = max(seen.longest_live, time.monotonic() - begun)
        time.sleep(10 * PAUSE)


def _rows_about(bench: _Bench) -> Iterator[Row]:
    runs, seen = Comparison(bench.runs), bench.hanging
    yield at_least(
        "searches while the database hangs ÷ while it answers", runs.ratio(HANGING, NORMAL), 0.8
    )
    yield Row("… ÷ while nobody asks the database", runs.ratio(HANGING, ALONE))
    for name in (HANGING, NORMAL, ALONE):
        load = runs.typical(name)
        yield Row(
            f"searches, {name}: p50 {load.p50:.1f} ms, p99 {load.p99:.1f} ms", load.rate, "/s"
        )
    yield at_most("the longest that anybody waited while it hung", seen.longest, 5 + SLACK, " s")
    yield Row("the longest that health/live/ took meanwhile", seen.longest_live, " s")
    yield Row("answered 503 with Retry-After", seen.answers["503"])
    others = {name: number for name, number in seen.answers.items() if name not in {"200", "503"}}
    yield at_most(
        f"answers of any other kind{f' {others}' if others else ''}", sum(others.values()), 0
    )
    yield at_most("still refused after it went on", max(0.0, bench.back_after), AFTERWARDS, " s")
    refused = sum(bench.normal.answers.values()) - bench.normal.answers["200"]
    yield at_most("refused while the database answered", refused, 0)
