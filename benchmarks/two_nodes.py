"""Two machines on one: each with a web server, a worker of notices, and files of its own.

One nginx with the files of deploy/ stands before both; the database and whatever engines are set
are shared. What a unit of systemd would do is done by this process.
"""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.settings import production
from police_portal.environment import BASE_DIR
from tests.deploy import running_nginx
from tests.deploy.running_nginx import HOST, Nginx

WEB_PROCESSES = 2
START_LIMIT, STOP_LIMIT = 300.0, 60.0
RESIDENT = 30 * 1024 * 1024  # granian keeps a small helper process beside its workers
FAKE_TIME = tuple(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
HALF_A_REQUEST = (
    f"POST /api/v1/questions/ HTTP/1.1\r\nHost: {HOST}\r\n"
    "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
).encode()
Process = subprocess.Popen[bytes]
_anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_anybody.check_hostname, _anybody.verify_mode = False, ssl.CERT_NONE


class DidNotStart(Exception):
    """A node did not get ready."""


@dataclass
class Node:
    """One machine: its name, folder, port, and what its processes run with."""

    name: str
    folder: Path
    port: int
    environment: Mapping[str, str]
    web: Process | None = None
    worker: Process | None = None
    past_workers: list[str] = field(default_factory=list)

    def start(self, **more: str) -> None:
        """Start web server and worker; return once the node is ready, or not: see `is_ready`."""
        self.start_web(**more)
        if self.worker is None or self.worker.poll() is not None:
            self.start_worker()

    def start_web(self, **more: str) -> None:
        """Start the web server as its unit does, with further settings."""
        words = ["--host", "127.0.0.1", "--port", str(self.port), "--respawn-failed-workers"]
        words += ["--workers", str(WEB_PROCESSES)]
        self.web = self._run(["-m", "police_portal.serving", *words], "web", more)

    def start_worker(self) -> None:
        """Start a worker of notices, in a hurry: its leases are seconds."""
        name = f"{self.name}-{len(self.past_workers) + 1}."
        self.past_workers.append(name)
        self.worker = self._run(["-m", "benchmarks.hurried_sender", name], "worker", {})

    def kill_worker(self) -> str:
        """Kill the worker of notices; return the name under which it claimed."""
        assert self.worker is not None
        self.worker.kill()
        self.worker.wait()
        return self.past_workers[-1]

    def kill(self) -> None:
        """Kill everything that this machine runs, as when its power goes."""
        for process in (self.web, self.worker):
            if process is not None and process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def kill_a_web_process(self) -> None:
        """Kill one of the web server's processes; its master starts another."""
        os.kill(self.web_processes()[0], signal.SIGKILL)

    def stop_web(self) -> None:
        """Stop the web server as its unit does."""
        if self.web is not None and self.web.poll() is None:
            self.web.terminate()
            self.web.wait(STOP_LIMIT)

    def stop(self) -> None:
        """Stop everything properly, and for good."""
        self.stop_web()
        if self.worker is not None and self.worker.poll() is None:
            self.worker.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.worker.wait(STOP_LIMIT)
        self.kill()

    def web_processes(self) -> list[int]:
        """Return the ids of the web server's processes."""
        assert self.web is not None
        pid = self.web.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [child for child in map(int, children) if _resident(child) > RESIDENT]

    def command(self, *words: str) -> Process:
        """Start a command of manage.py on this machine."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, "manage.py", *words],
            env=dict(self.environment),
            cwd=BASE_DIR,
            stdout=pipe,
            stderr=subprocess.STDOUT,
        )

    def ready(self) -> tuple[int, dict[str, str]]:
        """Ask the node whether it is ready; return status, 0 for no answer, and its parts."""
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
            status, body = self.ask("/health/ready/")
            return status, json.loads(body)["parts"]
        return 0, {}

    def ask(self, path: str) -> tuple[int, bytes]:
        """Ask the node itself, past nginx and its cache."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def await_ready(self) -> float:
        """Wait until the node is ready; return how many seconds that took."""
        begun = time.monotonic()
        while self.ready()[0] != http.HTTPStatus.OK:
            if time.monotonic() - begun > START_LIMIT:
                raise DidNotStart(
                    f"{self.ready()}\n{(self.folder / 'web.log').read_text()[-3000:]}"
                )
            time.sleep(0.2)
        return time.monotonic() - begun

    def _run(self, words: list[str], log: str, more: Mapping[str, str]) -> Process:
        with (self.folder / f"{log}.log").open("ab") as file:
            return subprocess.Popen(
                [sys.executable, *words],
                env={**self.environment, **more},
                cwd=BASE_DIR,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )


@contextlib.contextmanager
def slow_clients(port: int, clients: int, addresses: int) -> Iterator[None]:
    """Let clients of so many addresses each hold half a request to nginx while the block runs."""
    with contextlib.ExitStack() as stack:
        for number in range(clients):
            place = (f"127.0.9.{number % addresses + 1}", 0)  # no address of everybody else's
            bare = socket.create_connection(("127.0.0.1", port), START_LIMIT, place)
            line = stack.enter_context(_anybody.wrap_socket(bare, server_hostname=HOST))
            line.sendall(HALF_A_REQUEST)
        yield


def clock_off_by(seconds: int) -> dict[str, str]:
    """Return the settings under which a process sees a clock that is wrong by so much."""
    # Time-outs and pauses go by another clock, which nothing sets wrong.
    return {
        "LD_PRELOAD": str(FAKE_TIME[0]),
        "FAKETIME": f"{seconds:+d}s",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


@contextlib.contextmanager
def two_nodes(
    folder: Path, database: str, settings: Mapping[str, str]
) -> Iterator[tuple[Node, Node, Nginx]]:
    """Run two nodes on the database behind one nginx while the block runs."""
    ports = [running_nginx.free_port(), running_nginx.free_port()]
    (folder / "nginx").mkdir()
    with running_nginx.running(folder / "nginx", lambda: _later(ports)) as nginx:
        names = zip("AB", ports, strict=True)
        first, second = (_node(folder, *one, {**production(database), **settings}) for one in names)
        _collect_static(first, second)
        try:
            for node in (first, second):
                node.start()
            for node in (first, second):
                node.await_ready()
            yield first, second, nginx
        finally:
            first.stop()
            second.stop()


@contextlib.contextmanager
def _later(ports: list[int]) -> Iterator[list[int]]:
    """Give nginx the ports of web servers that are started later."""
    yield ports


def _node(folder: Path, name: str, port: int, settings: Mapping[str, str]) -> Node:
    own = folder / name
    (own / "data").mkdir(parents=True)
    environment = {
        **settings,
        "ALLOWED_HOSTS": HOST,
        "SECURE_SSL_REDIRECT": "true",
        "DATA_DIR": str(own / "data"),
    }
    return Node(name, own, port, environment)


def _collect_static(first: Node, second: Node) -> None:
    done = first.command("collectstatic", "--noinput", "--verbosity", "0")
    said = done.communicate()[0].decode()
    if done.returncode:
        raise DidNotStart(said)
    shutil.copytree(first.folder / "data" / "static", second.folder / "data" / "static")


def _resident(pid: int) -> int:
    with contextlib.suppress(OSError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0
