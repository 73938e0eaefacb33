"""What counting together costs a request, and that a cache that is killed or hangs stops nobody.

Two servers of two processes each share a real Valkey or Redis, a third one has none. The same
client reads `me/`, which a throttle counts, now at the one, now at the other.
"""

import http.client
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from itertools import repeat

from django.conf import settings
from django.db import connection

from benchmarks.keys import bearer_of, new_keys, unlimited
from benchmarks.measuring import say
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import Server, serving
from benchmarks.whole_dossiers import new_owner
from foundation.counting import engine, windows
from tests import running_cache
from tests.running_cache import RunningCache

ME = "/api/v1/me/"
LIMIT, ASKERS = 200, 8
STATES = ("answers", "hangs", "killed", "is back")
OK, REFUSED = 200, 429
MOST_MS = 50.0
BACK_SECONDS = 3.0


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about the shared cache."""
    keys = new_keys()
    bearer = bearer_of(new_owner("cache", 1))
    connection.close()
    yield from _waits(5 if small else 40)
    with running_cache.running() as cache:
        yield from _exact(database, {**keys, "CACHE_URL": cache.url}, bearer)
        yield from _compared(database, keys, cache, bearer, 100 if small else 1500)


# --- one question, in this process ---------------------------------------------------------------


def _waits(trials: int) -> Iterator[Row]:
    """Yield how long the question takes that meets a cache that has just begun to hang."""
    waits, others = [], []
    with running_cache.running() as cache:
        settings.CACHE_URL = cache.url
        for _trial in range(trials):
            _await_cache()
            cache.hang()
            waits.append(_milliseconds())
            others += [_milliseconds() for _number in range(20)]
            cache.go_on()
        _await_cache()
        answered = [_milliseconds() for _number in range(2000)]
        engine.forget()
        settings.CACHE_URL = ""
    alone = [_milliseconds() for _number in range(2000)]
    yield Row("one count in the process, p50", statistics.median(alone), " ms")
    yield Row("one count in the cache, p50", statistics.median(answered), " ms")
    yield at_most("the first count while it hangs, p50", statistics.median(waits), MOST_MS, " ms")
    yield at_most("… the longest", max(waits), MOST_MS, " ms")
    yield at_most("the counts after it, p50", statistics.median(others), 1, " ms")


def _milliseconds() -> float:
    begun = time.perf_counter()
    windows.count("bench", "one")
    return (time.perf_counter() - begun) * 1000


def _await_cache() -> None:
    deadline = time.monotonic() + BACK_SECONDS
    while engine.fault():
        if time.monotonic() > deadline:
            raise TimeoutError("The cache is not used again.")
        time.sleep(0.01)


# --- four processes ------------------------------------------------------------------------------


def _exact(database: str, environment: dict[str, str], bearer: str) -> Iterator[Row]:
    """Yield how many requests of one citizen two servers let through within a minute."""
    limited = {**environment, "THROTTLE_CITIZEN_PER_MINUTE": str(LIMIT)}
    with (
        serving(database, environment=limited) as first,
        serving(database, environment=limited) as second,
    ):
        for server in (first, second) * 4:
            server.get("/health/ready/")  # each process has its connection
        time.sleep((62 - time.time() % 60) if time.time() % 60 > 20 else 2)  # in one minute
        answers = _flood([first, second], bearer)
    yield at_least(f"let through of a limit of {LIMIT}, four processes", answers[OK], LIMIT)
    yield at_most("… at most", answers[OK], LIMIT)
    yield at_most(
        "answers but 200 and 429", sum(answers.values()) - answers[OK] - answers[REFUSED], 0
    )


def _flood(servers: Sequence[Server], bearer: str) -> Counter[int]:
    def ask(server: Server) -> Counter[int]:
        headers = {"Authorization": bearer}
        return Counter(server.get(ME, headers).status for _number in range(LIMIT // 4))

    with ThreadPoolExecutor(ASKERS) as pool:
        return sum(pool.map(ask, [*servers] * (ASKERS // 2)), Counter())


# --- what a request costs ------------------------------------------------------------------------


def _compared(
    database: str, keys: dict[str, str], cache: RunningCache, bearer: str, number: int
) -> Iterator[Row]:
    """Yield p50 with a cache in each state ÷ without a cache, asked in turn."""
    environment = {**keys, **unlimited("CITIZEN")}
    with ExitStack() as stack:
        alone = stack.enter_context(serving(database, environment=environment))
        shared = stack.enter_context(
            serving(database, environment={**environment, "CACHE_URL": cache.url})
        )
        acts: list[Callable[[], object]]
        acts = [cache.go_on, cache.hang, partial(_kill_stopped, cache), cache.start]
        for state, act in zip(STATES, acts, strict=True):
            act()
            yield from _of_state(state, alone, shared, bearer, number)
            say(f"the cache {state}: measured")


def _kill_stopped(cache: RunningCache) -> None:
    cache.go_on()
    cache.kill()


def _of_state(state: str, alone: Server, shared: Server, bearer: str, number: int) -> Iterator[Row]:
    times: dict[Server, list[float]] = {alone: [], shared: []}
    statuses: Counter[int] = Counter()
    lines = {server: http.client.HTTPConnection("127.0.0.1", server.port) for server in times}
    for server in [one for pair in repeat((alone, shared), number) for one in pair]:
        begun = time.perf_counter()
        lines[server].request("GET", ME, headers={"Authorization": bearer})
        answer = lines[server].getresponse()
        answer.read()
        times[server].append((time.perf_counter() - begun) * 1000)
        statuses[answer.status] += 1
    for line in lines.values():
        line.close()
    with_cache, without = (statistics.median(times[server]) for server in (shared, alone))
    name = f"GET me/, the cache {state}"
    # The answers of a busy machine differ by more than the cache costs.
    yield at_most(f"{name} ÷ without a cache, p50", with_cache / without, 1.5)
    yield Row("… p50", with_cache, " ms")
    yield Row("… longest less longest without", max(times[shared]) - max(times[alone]), " ms")
    yield at_most("… answers but 200", sum(statuses.values()) - statuses[OK], 0)
