"""Starts the server as deploy/police-portal@.service does, on a free port of 127.0.0.1."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import sample
from typing import Any

from benchmarks.processor import computed
from benchmarks.settings import production

WORKERS = 2
START_LIMIT = 240  # seconds; a machine that does much else starts a service slowly
FIRST_SEARCH = "/api/v1/procedures/?search=ho+chieu"
SEARCH = "/api/v1/procedures/?search=l%C3%A0m+l%E1%BA%A1i+h%E1%BB%99+chi%E1%BA%BFu"
MIB = 1024 * 1024


class DidNotStart(Exception):
    """The server ended, or did not answer its first request in time."""


@dataclass(frozen=True)
class Answer:
    """One HTTP answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server; `started` is how many seconds it took from nothing to the first answer."""

    port: int
    pid: int
    log: Path
    started: float

    def url(self, path: str) -> str:
        """Return the whole address of `path`."""
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask on a connection of its own, which the kernel gives to any of the workers."""
        return _get(self.port, path, headers or {})

    def workers(self) -> list[int]:
        """Return the ids of the worker processes."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        # granian also keeps a small helper process
        return [pid for pid in map(int, children) if _resident(pid) > 30 * MIB]

    def computed(self) -> float:
        """Return the seconds for which the workers have computed since they were started."""
        return sum(computed(pid) for pid in self.workers())

    def megabytes(self) -> float:
        """Return the resident memory of the largest worker."""
        return max(_resident(pid) for pid in self.workers()) / MIB

    def events(self, name: str) -> list[dict[str, Any]]:
        """Return the log lines of the event `name`."""
        lines = [line for line in self.log.read_text().splitlines() if line.startswith("{")]
        return [event for event in map(json.loads, lines) if event.get("event") == name]


def _get(port: int, path: str, headers: Mapping[str, str]) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=dict(headers))
        response = connection.getresponse()
        return Answer(
            response.status,
            {name.lower(): value for name, value in response.getheaders()},
            response.read(),
        )
    finally:
        connection.close()


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


# Below those that Linux chooses itself (`ip_local_port_range`): what opens connections beside this,
# as browsers and other workers do, could be given the same before it is used. Each comes once.
_ports = iter(sample(range(20_000, 32_000), 12_000))


def free_port() -> int:
    """Return a port that nobody has."""
    for port in _ports:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise DidNotStart("no port is left")


@contextlib.contextmanager
def serving(
    database: str,
    application: str | None = None,
    first: str = FIRST_SEARCH,
    workers: int = WORKERS,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Serve `application` on `database` while the block runs, once `first` is answered.

    Without an `application` the project itself is served.
    """
    port = free_port()
    command = [sys.executable, "-m", "police_portal.serving"]
    command += ["--application", application] if application else []
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)]
    with tempfile.NamedTemporaryFile(prefix="police_portal_bench_", suffix=".log") as log:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            env={**production(database), **(environment or {})},
            stdout=log,
            stderr=log,
            start_new_session=True,  # so that its workers can be ended with it
        )
        try:
            _await(port, first, process, Path(log.name))
            yield Server(port, process.pid, Path(log.name), time.perf_counter() - begun)
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the server; what hangs must not hide why a part failed."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def _await(port: int, first: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit and process.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if _get(port, first, {}).status == 200:
                return
        time.sleep(0.02)
    raise DidNotStart(f"{first} was not answered:\n{log.read_text()[-2000:]}")
