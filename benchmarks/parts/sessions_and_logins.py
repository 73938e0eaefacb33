"""What knowing the citizen costs: `GET me/`, and logging in while Zalo is slow or hangs."""

import contextlib
import http.client
import json
import random
import tempfile
import threading
import time
from collections import Counter as Tally
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.keys import bearer_of, new_keys
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import SEARCH, WORKERS, Server, serving
from benchmarks.slow_zalo import PEOPLE, Zalo, slow_zalo, token_of
from benchmarks.statements import StatementCounter
from benchmarks.wrk import Rounds, Target, compare, figures, rounds_for
from citizens.login.phones import phone_hash
from citizens.models import Citizen
from foundation.zalo import configuration

ME, LOGIN = "/api/v1/me/", "/api/v1/session/"
OPPONENTS, SIMULATED = "benchmarks.opponents.settings", "benchmarks.opponents.simulated"
DELAY = 0.05
HANG_SECONDS = 120
CLIENTS = 12
REFUSED_PAUSE = 0.02
WARM_UP = 2.0


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about citizens."""
    rounds = rounds_for(small=small)
    environment = new_keys()
    citizen = _citizen()
    yield from _queries(citizen)
    yield from _me(database, environment, citizen, rounds)
    yield from _login(database, environment, 2 if small else 15)
    yield from _hanging(database, environment, rounds)


def _citizen() -> Citizen:
    phone = "+84912345678"
    verified = {
        "phone": phone,
        "phone_hash": phone_hash(phone),
        "phone_verified_at": timezone.now(),
    }
    citizen: Citizen = Citizen.objects.create(
        app_id="bench", zalo_user_id="1", name="Nguyễn Văn A", **verified
    )
    return citizen


def _queries(citizen: Citizen) -> Iterator[Row]:
    client = Client(headers={"host": "127.0.0.1", "authorization": bearer_of(citizen)})
    asked = StatementCounter()
    with connection.execute_wrapper(asked):
        assert client.get(ME).status_code == 200
    yield at_most("queries of GET me/, the session check included", asked.calls, 1)


def _me(
    database: str, environment: dict[str, str], citizen: Citizen, rounds: Rounds
) -> Iterator[Row]:
    bearer = bearer_of(citizen)
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder:
        bare = {
            "DJANGO_SETTINGS_MODULE": OPPONENTS,
            "BENCH_ANSWERS": folder,
            "BENCH_CITIZEN": str(citizen.pk),
        }
        with (
            serving(database, environment=environment) as server,
            serving(
                database, first="/health/live/", environment={**environment, **bare}
            ) as opponents,
        ):
            ours = server.get(ME, {"Authorization": bearer})
            theirs = opponents.get("/api/v1/bare/me/")
            assert json.loads(ours.body) == json.loads(theirs.body), (ours.body, theirs.body)
            contenders = {
                "me": Target(server, ME, headers=(f"Authorization: {bearer}",)),
                "bare": Target(opponents, "/api/v1/bare/me/"),
            }
            runs = compare(contenders, rounds)
    yield at_least("GET me/ ÷ bare view with one primary-key query", runs.ratio("me", "bare"), 0.5)
    yield Row("– the same by computing time", runs.less_computing("me", "bare"))
    for name in contenders:
        yield figures(runs, name)


# --- logging in ----------------------------------------------------------------------------------


class Citizens:
    """Threads that log in again and again; one that is refused waits a moment."""

    def __init__(self, server: Server, count: int) -> None:
        self._server = server
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._go_on, daemon=True) for _number in range(count)
        ]
        self.answers: Tally[int] = Tally()

    @contextlib.contextmanager
    def logging_in(self) -> Iterator[None]:
        """Let them log in while the block runs."""
        for thread in self._threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()

    def _go_on(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=HANG_SECONDS + 10)
        with contextlib.suppress(
            OSError, http.client.HTTPException
        ):  # the server is stopped while somebody waits
            while not self._stop.is_set():
                status = log_in(line)
                self.answers[status] += 1
                if status == http.client.SERVICE_UNAVAILABLE:
                    self._stop.wait(REFUSED_PAUSE)


def log_in(line: http.client.HTTPConnection) -> int:
    """Log a person in and return the status."""
    body = json.dumps({"access_token": token_of(random.randrange(PEOPLE))})
    line.request("POST", LOGIN, body, {"Content-Type": "application/json"})
    answer = line.getresponse()
    answer.read()
    return answer.status


def _serving_with(
    database: str, running: Zalo, environment: dict[str, str]
) -> "contextlib.AbstractContextManager[Server]":
    simulated = {**environment, **running.settings, "DJANGO_SETTINGS_MODULE": SIMULATED}
    return serving(database, environment=simulated)


def _places() -> int:
    return WORKERS * configuration.current().waiting_places


def _login(database: str, environment: dict[str, str], seconds: float) -> Iterator[Row]:
    """Log in through a Zalo of 50 ms: the places for waiting allow their number ÷ 50 ms."""
    with slow_zalo(DELAY) as running, _serving_with(database, running, environment) as server:
        citizens = Citizens(server, CLIENTS)
        with citizens.logging_in():
            time.sleep(WARM_UP)
            before, started = Tally(citizens.answers), time.perf_counter()
            time.sleep(seconds)
            after, took = citizens.answers - before, time.perf_counter() - started
    rate = (after[200] + after[201]) / took
    assert set(after) <= {200, 201, 503}, after
    print(f"  logins: {rate:.1f}/s, refused at once: {after[503] / took:.0f}/s", flush=True)
    allowed = _places() / DELAY
    yield at_least(
        "logins through a Zalo of 50 ms ÷ what the places for waiting allow", rate / allowed, 0.8
    )
    yield Row(f"– logins; {_places()} places allow {allowed:.0f}/s", rate, "/s")


# --- a Zalo that hangs ---------------------------------------------------------------------------


def _hanging(database: str, environment: dict[str, str], rounds: Rounds) -> Iterator[Row]:
    """Ask for a search while logins hold every place, for longer than the measurement."""
    patience = {f"ZALO_{name}_SECONDS": str(HANG_SECONDS) for name in ("READ", "TOTAL")}
    with (
        slow_zalo(HANG_SECONDS * 2) as running,
        _serving_with(database, running, environment | patience) as hung,
        _serving_with(database, running, environment) as normal,
        contextlib.closing(running),  # or the server would wait for the logins when it is stopped
        Citizens(hung, CLIENTS).logging_in(),
    ):
        _await_full(hung)
        runs = compare({"hanging": Target(hung, SEARCH), "normal": Target(normal, SEARCH)}, rounds)
        _await_full(hung)
    yield at_least(
        "search asked before, every place taken by a hanging Zalo ÷ normal",
        runs.ratio("hanging", "normal"),
        0.8,
    )


def _await_full(server: Server) -> None:
    """Wait until logins are refused at once: no place is free in either worker."""
    refused, until = 0, time.monotonic() + HANG_SECONDS
    while refused < WORKERS * 8:
        if time.monotonic() > until:
            raise TimeoutError("Logins did not take every place.")
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=2)
        try:
            refused = refused + 1 if log_in(line) == http.client.SERVICE_UNAVAILABLE else 0
        except TimeoutError:  # it took a place, and keeps it
            refused = 0
        line.close()
