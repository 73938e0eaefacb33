"""Stands the cluster up, and does to its machines what a fault would."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cluster import network
from cluster.plan import Machine, Plan
from cluster.services.etcd import etcd
from cluster.services.haproxy import haproxy
from cluster.services.nginx import keepalived, nginx
from cluster.services.pgbouncer import pgbouncer
from cluster.services.postgres import postgres
from cluster.services.service import Place, Service
from cluster.services.storage import storage
from cluster.services.valkey import valkey
from cluster.services.web import web, work

ENGINES: Mapping[str, Callable[[Place], Service]] = {
    "etcd": etcd,
    "postgres": postgres,
    "haproxy": haproxy,
    "pgbouncer": pgbouncer,
    "valkey": valkey,
    "storage": storage,
    "nginx": nginx,
    "keepalived": keepalived,
}
MEMORY = "/dev/shm"


@dataclass
class Cluster:
    """The machines of `plan`, whose files are below `folder`.

    `portal` is the environment of whatever runs the portal's code, `sender` that of `work`.
    """

    plan: Plan
    folder: Path
    portal: Mapping[str, str] = field(default_factory=dict)
    sender: Mapping[str, str] = field(default_factory=dict)

    def start(self, machine: Machine, service: str, **changed: Path) -> None:
        """Start one service of a machine."""
        folder = self.folder / machine.name / service
        folder.mkdir(parents=True, exist_ok=True)
        place = Place(machine, self.plan, folder)
        made = self._made(place, service, changed)
        if made.user != "root":
            for path in (folder, *folder.glob("*")):
                shutil.chown(path, made.user)
            folder.chmod(0o700)
        self._run(machine, made, self.folder / f"{machine.name}-{service}.log")

    def _made(self, place: Place, service: str, changed: Mapping[str, Path]) -> Service:
        if service == "web":
            return web(place, self.portal, **changed)
        if service == "work":
            return work(place, self.sender)
        return ENGINES[service](place)

    def start_all(self, service: str) -> None:
        """Start this service on each machine that has it."""
        for machine in self.plan.that_run(service):
            self.start(machine, service)

    def _run(self, machine: Machine, made: Service, log: Path) -> None:
        line = ["ip", "netns", "exec", network.namespace(machine)]
        if made.user != "root":
            line += ["setpriv", "--reuid", made.user, "--regid", made.user, "--clear-groups"]
        environment = made.environment or {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        with log.open("ab") as output:
            subprocess.Popen(
                [*line, *map(str, made.command)],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                cwd=made.folder or self.folder,
            )

    def processes(self, machine: Machine, *words: str) -> list[int]:
        """Return the ids of the machine's processes whose command line has all of `words`."""
        found = []
        for pid in network.processes(network.namespace(machine)):
            with suppress(OSError):
                line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
                found += [pid] if all(word in line for word in words) else []
        return found

    def send(self, pids: Iterable[int], number: signal.Signals) -> None:
        """Send a signal to these processes; who is gone already is passed over."""
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def lose(self, machine: Machine) -> None:
        """Take a machine away as a power cut would: nothing refuses, nobody says goodbye."""
        network.unplug(machine)
        self.send(self.processes(machine), signal.SIGKILL)

    def bring_back(self, machine: Machine, **changed: Path) -> None:
        """Start a machine that was lost; `changed` is what its web service is given besides."""
        network.plug(machine)
        for service in machine.runs:
            self.start(machine, service, **(changed if service == "web" else {}))

    def log(self, machine: Machine, service: str) -> str:
        """Return what a service has said."""
        return (self.folder / f"{machine.name}-{service}.log").read_text(errors="replace")


class TookTooLong(Exception):
    """Something was awaited in vain."""


def await_true(what: str, check: Callable[[], object], seconds: float = 60) -> float:
    """Wait until `check` gives something true; return the seconds that it took."""
    begun = time.monotonic()
    while time.monotonic() < begun + seconds:
        with suppress(OSError, subprocess.CalledProcessError):
            if check():
                return time.monotonic() - begun
        time.sleep(0.1)
    raise TookTooLong(f"{what}: not within {seconds:.0f} s")


@contextmanager
def laid_out(plan: Plan) -> Iterator[Cluster]:
    """Give a cluster of which nothing runs yet; end all of it after the block.

    Its files are in memory: fourteen machines that share one disk would wait for each other's
    writes, and etcd takes a slow disk for a dead machine.
    """
    with tempfile.TemporaryDirectory(prefix="police_portal_cluster_", dir=MEMORY) as folder:
        Path(folder).chmod(0o755)
        with network.laid(plan):
            yield Cluster(plan, Path(folder))
