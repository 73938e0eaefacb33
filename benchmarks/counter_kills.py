"""The web and worker processes are killed while people book and desks call, and a backup is loaded.

Clients do as phones and browsers do: what had no answer is sent again, with the same key or the
same form. So whatever is lost, doubled or given twice is the service's own fault.
"""

import contextlib
import http.client
import json
import os
import random
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode

from benchmarks.keys import bearer_of
from benchmarks.servers import free_port
from benchmarks.settings import production
from citizens.models import Citizen
from tests.deploy import running_nginx
from tests.procedures.admin.browser import fields_of

PAUSES = (0.1, 1.0)  # seconds for which everything runs between two kills
# What starts slowly, on a machine that does much else, gives its first answers slowly, too: it
# runs longer, by up to this part of the seconds that it took to start. Else it is killed before
# each answer, and nothing is tried.
LONGER = 0.5
# Seconds until an answer has to be there. Such a machine takes 20 to start, and several kills in
# turn may hit a request.
PATIENCE = 600.0
CLIENTS = 8
UNDONE = frozenset({0, 429, 500, 502, 503, 504})  # without an answer, or asked to come again
_ANYBODY = ssl._create_unverified_context()  # noqa: S323, SLF001  # our own nginx


@dataclass
class Service:
    """The web server and `manage.py work`, on one port, whoever was killed before."""

    environment: Mapping[str, str]
    port: int = field(default_factory=free_port)
    running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def start(self) -> None:
        """Start what is not there, or ended by itself; do not wait until it answers."""
        web = ["-m", "police_portal.serving", "--host", "127.0.0.1", "--port", str(self.port)]
        for name, words in {"web": [*web, "--workers", "2"], "work": ["manage.py", "work"]}.items():
            if name not in self.running or self.running[name].poll() is not None:
                self.running[name] = subprocess.Popen(
                    [sys.executable, *words], env=dict(self.environment),
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
                )  # fmt: skip

    def kill(self) -> None:
        """Kill all processes of both with SIGKILL."""
        for process in self.running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.running.clear()

    def answers(self) -> bool:
        """Return True as soon as it is ready."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            line.request("GET", "/health/live/", headers={"Host": running_nginx.HOST})
            return line.getresponse().status == http.client.OK
        return False

    def await_answers(self) -> float:
        """Wait until it is ready; return for how many seconds. Raises TimeoutError.

        As systemd does, it starts again what ended: a port may not be free yet.
        """
        begun = time.monotonic()
        while not self.answers():
            if time.monotonic() > begun + PATIENCE:
                raise TimeoutError("The service does not start.")
            time.sleep(0.1)
            self.start()
        return time.monotonic() - begun


@contextlib.contextmanager
def behind_nginx(database: str, keys: Mapping[str, str]) -> Iterator[tuple[Service, int]]:
    """Run the service behind nginx with the files of deploy/; yield it and nginx's port."""
    hosts = {"ALLOWED_HOSTS": running_nginx.HOST, "LOG_LEVEL": "ERROR"}
    with tempfile.TemporaryDirectory(prefix="police_portal_bench_") as folder:
        data = Path(folder, "data")
        data.mkdir()
        own = {**production(database), **keys, **hosts, "DATA_DIR": str(data)}
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(command, env=own, check=True)
        service = Service(own)
        try:
            service.start()
            service.await_answers()
            serve = lambda: contextlib.nullcontext([service.port])  # noqa: E731
            with running_nginx.running(Path(folder), serve, _at_any_pace) as nginx:
                yield service, nginx.port
        finally:
            service.kill()


def _at_any_pace(site: str) -> str:
    """Let one address of this machine be everybody."""
    return site.replace("keepalive 32;", "")


@contextlib.contextmanager
def being_killed(service: Service, pauses: tuple[float, float] = PAUSES) -> Iterator[list[float]]:
    """Kill everything again and again while the block runs; yield when that was."""
    over, kills = threading.Event(), list[float]()

    def kill() -> None:
        longer = 0.0
        while not over.wait(random.uniform(*pauses) + random.uniform(0, longer)):
            service.kill()
            kills.append(time.monotonic())
            service.start()
            longer = LONGER * service.await_answers()

    with ThreadPoolExecutor(1) as pool:
        killing = pool.submit(kill)
        try:
            yield kills
        finally:
            over.set()
        killing.result()


@dataclass(frozen=True)
class Client:
    """Somebody who asks through nginx until there is an answer."""

    port: int
    headers: Mapping[str, str]

    def ask(self, method: str, path: str, body: str = "", **more: str) -> tuple[int, bytes]:
        """Return status and body; the same request again until the service has taken it."""
        until = time.monotonic() + PATIENCE
        while True:
            status, answer = self._once(method, path, body, more)
            if status not in UNDONE:
                return status, answer
            if time.monotonic() > until:
                raise TimeoutError(f"{method} {path}: {status}")
            time.sleep(0.1)

    def _once(
        self, method: str, path: str, body: str, more: Mapping[str, str]
    ) -> tuple[int, bytes]:
        line = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=_ANYBODY)
        try:
            named = {"Host": running_nginx.HOST, **self.headers, **more}
            line.request(method, path, body or None, named)
            answer = line.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            line.close()


def book(
    port: int, people: Sequence[int], queue: int, windows: Sequence[datetime]
) -> dict[int, str]:
    """Book for these citizens by eight clients; return the acknowledged labels by number."""

    def one(task: tuple[str, datetime]) -> tuple[int, str]:
        bearer, at = task
        client = Client(port, {"Authorization": bearer, "Content-Type": "application/json"})
        body = json.dumps({"queue": queue, "begins_at": at.isoformat()})
        key = {"Idempotency-Key": str(uuid.uuid4())}
        status, answer = client.ask("POST", "/api/v1/reception/numbers/", body, **key)
        assert status == http.client.CREATED, (status, answer)
        made = json.loads(answer)
        return made["id"], f"{made['day']} {made['label']}"

    found = Citizen.objects.filter(pk__in=people).order_by("pk")
    with ThreadPoolExecutor(CLIENTS) as pool:
        return dict(pool.map(one, zip(map(bearer_of, found), cycle(windows), strict=False)))


def call(port: int, cookies: str, path: str, times: int, desks: int) -> int:
    """Press «next» at each of these desks so often; return how often that was answered."""

    def one(desk: int) -> int:
        client = Client(port, {"Cookie": cookies, "Referer": f"https://{running_nginx.HOST}{path}"})
        for _time in range(times):
            status, page = client.ask("GET", path)
            assert status == http.client.OK, status
            form = fields_of(SimpleNamespace(content=page), None)
            body = urlencode({**form, "desk": f"Bàn {desk}", "came": "done"}, doseq=True)
            kind = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
            status, refusal = client.ask("POST", path, body, **kind)
            assert (status, refusal) == (http.client.OK, b""), (status, refusal[:2000])
        return times

    with ThreadPoolExecutor(desks) as pool:
        return sum(pool.map(one, range(desks)))
