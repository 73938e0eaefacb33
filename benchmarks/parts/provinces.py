"""Three provinces on one machine: what one breaks, the two others do not feel.

Citizens of all three read through one nginx. The first province loses its database (stopped, then
hanging), its Zalo (never answers, then refuses), and is flooded with searches while its worker of
notices has thousands. Each fault is between two times without it, in turn.
"""

import http.client
import json
import statistics
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.different_searches import addresses, different_queries
from benchmarks.measuring import say
from benchmarks.mixed_load import SEARCHES, anybody
from benchmarks.provinces import Machine, Province, machine
from benchmarks.report import Row, at_most
from benchmarks.wrk import EACH_LINE
from tests import private_postgres
from tests.zalo_simulator import Fault

NOTICES, NOTICES_SMALL = 5_000, 200
ROUNDS, SECONDS = 3, 12.0
PAUSE, LIMIT, START_LIMIT = 0.05, 40.0, 300.0
FLOOD = 150  # connections; nginx refuses those of one address beyond 200
# Of a machine on which others work, too: without a fault the same ratio is between 0.8 and 1.25.
FELT = 1.5


@dataclass
class Seen:
    """Answers of a province by kind, and how long each took, in seconds."""

    answers: Counter[str] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)

    @property
    def wrong(self) -> dict[str, int]:
        """What was answered otherwise than well."""
        return {kind: count for kind, count in self.answers.items() if kind not in {"200", "201"}}


Seens = dict[str, Seen]


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about each fault."""
    rounds, seconds = (1, 3.0) if small else (ROUNDS, SECONDS)
    with tempfile.TemporaryDirectory(prefix="police_portal_provinces_") as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx's worker is another user
        with machine(folder, database, NOTICES_SMALL if small else NOTICES) as here:
            _await_ready(here)
            yield _strangers(here)
            for what, fault in _faults(here, folder).items():
                before, during = [], []
                for _round in range(rounds):
                    before.append(_visited(here, seconds))
                    with fault():
                        during.append(_visited(here, seconds))
                yield from _rows(here, what, before, during)


def _faults(here: Machine, folder: Path) -> dict[str, Callable[[], AbstractContextManager[None]]]:
    first = here.provinces[0]
    return {
        "nothing": _nothing,
        "its database stopped": lambda: private_postgres.away(first.folder),
        "its database hangs": lambda: private_postgres.stopped(first.folder),
        "its Zalo never answers": lambda: _zalo(first, Fault.hang()),
        "its Zalo refuses": lambda: _zalo(first, Fault.error(-501)),
        "flooded, its worker, too": lambda: _flooded(here, first, folder),
    }


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _zalo(province: Province, fault: Fault) -> Iterator[None]:
    province.zalo.plan("me", fault, times=None)
    yield
    province.zalo.recover()


@contextmanager
def _flooded(here: Machine, province: Province, folder: Path) -> Iterator[None]:
    searches = folder / "searches.txt"
    searches.write_text(addresses(different_queries(2_000)), encoding="ascii")
    address = f"https://127.0.0.1:{here.nginx}/api/v1/procedures/"
    command = ["wrk", "-t2", f"-c{FLOOD}", "-d600", "-H", f"Host: {province.host}", "-s"]
    flood = subprocess.Popen(
        [*command, str(EACH_LINE), address, "--", str(searches)], stdout=subprocess.DEVNULL
    )
    worker = province.start("send_notices")
    try:
        yield
    finally:
        flood.kill()
        flood.wait()
        worker.terminate()
        worker.wait(60)


# --- citizens ------------------------------------------------------------------------------------


def _visited(here: Machine, seconds: float) -> Seens:
    """Let citizens of all provinces read for so long; return what those of each saw."""
    seen = {province.slug: Seen() for province in here.provinces}
    stop = threading.Event()
    work = [
        lambda p=province, one=visit: _repeat(here, p, seen[p.slug], one, stop)
        for province in here.provinces
        for visit in (_read_own, _search, _log_in)
    ]
    with ThreadPoolExecutor(len(work)) as threads:
        running = [threads.submit(one) for one in work]
        time.sleep(seconds)
        stop.set()
    for one in running:
        one.result()
    return seen


Request = tuple[str, str, dict[str, str], str | None]


def _repeat(
    here: Machine,
    province: Province,
    seen: Seen,
    visit: Callable[[Province, int], Request],
    stop: threading.Event,
) -> None:
    number = 0
    while not stop.wait(PAUSE):
        number += 1
        begun = time.monotonic()
        kind = _ask(here, province, visit(province, number))
        seen.answers[kind] += 1
        seen.took.append(time.monotonic() - begun)


def _read_own(province: Province, number: int) -> Request:
    bearer = province.bearers[number % len(province.bearers)]
    return "GET", "/api/v1/me/", {"Authorization": bearer}, None


def _search(_province: Province, number: int) -> Request:
    words = SEARCHES[number % len(SEARCHES)].replace(" ", "+")
    return "GET", f"/api/v1/procedures/?search={words}&page_size={number % 40 + 1}", {}, None


def _log_in(province: Province, number: int) -> Request:
    world = province.zalo.world
    token = world.token_for(world.users[number % len(world.users)])
    headers = {"Content-Type": "application/json"}
    return "POST", "/api/v1/session/", headers, json.dumps({"access_token": token})


def _ask(here: Machine, province: Province, request: Request) -> str:
    """Send a request on a connection of its own; return the status, or what went wrong."""
    method, path, headers, body = request
    line = http.client.HTTPSConnection("127.0.0.1", here.nginx, timeout=LIMIT, context=anybody)
    try:
        line.request(method, path, body, {"Host": province.host, **headers})
        answer = line.getresponse()
        answer.read()
        return str(answer.status)
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        line.close()


def _await_ready(here: Machine) -> None:
    until = time.monotonic() + START_LIMIT
    for province in here.provinces:
        while _ask(here, province, ("GET", "/health/ready/", {}, None)) != "200":
            if time.monotonic() > until:
                raise TimeoutError(f"{province.slug} did not get ready.")
            time.sleep(0.5)


# --- what is measured ----------------------------------------------------------------------------


def _strangers(here: Machine) -> Row:
    """Return how many sessions of one province another one accepts."""
    taken = 0
    for province in here.provinces:
        for other in here.provinces:
            if other is not province:
                headers = {"Authorization": other.bearers[0]}
                taken += _ask(here, province, ("GET", "/api/v1/me/", headers, None)) == "200"
    return at_most("sessions of one province that another one accepts, of 6", taken, 0)


def _rows(here: Machine, what: str, before: list[Seens], during: list[Seens]) -> Iterator[Row]:
    for number, province in enumerate(here.provinces):
        own = [(b[province.slug], d[province.slug]) for b, d in zip(before, during, strict=True)]
        answers: Counter[str] = sum((d.answers for _b, d in own), Counter())
        say(f"{what}: {province.slug} {dict(answers)}")
        wrong = sum(sum(d.wrong.values()) for _b, d in own)
        name = f"{what}: {'the one' if number == 0 else f'other {number}'}"
        yield Row(f"{name}, requests", sum(answers.values()))
        if number == 0:
            yield Row("… of them not answered well", wrong)
            continue
        yield at_most("… of them not answered well", wrong, 0)
        yield at_most("… p50 ÷ before", _ratio(own, 0.5), FELT)
        yield Row("… p95 ÷ before", _ratio(own, 0.95))


def _ratio(own: list[tuple[Seen, Seen]], share: float) -> float:
    """Return how many times as long that share of answers took: the median of the rounds."""
    return statistics.median(
        _quantile(during.took, share) / _quantile(before.took, share) for before, during in own
    )


def _quantile(took: list[float], share: float) -> float:
    return sorted(took)[int(len(took) * share)]
