"""Runs the simulated «một cửa» system beside the service, and compares what both know."""

import contextlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import one_stop
from benchmarks.report import Row, at_most
from dossiers.connector import keys, scopes
from offices.models import Office
from procedures.models import Procedure

Known = Mapping[str, tuple[str, int]]  # status and version by code
# Seconds that a process of the other system runs before it is killed.
PAUSES = (2.0, 12.0)


@dataclass
class OneStop:
    """The other system: its store, and how often its processes were killed."""

    folder: Path
    port: int
    killed: list[str] = field(default_factory=list)
    running: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    aborted: bool = False

    def run(self, role: str, over: threading.Event, *, kills: bool) -> None:
        """Run a process to its end, killing it again and again until `over` is set."""
        command = [sys.executable, "-m", "benchmarks.one_stop", role, str(self.port)]
        while not self.aborted:
            process = subprocess.Popen([*command, str(self.folder)])
            self.running.append(process)
            limit = random.uniform(*PAUSES) if kills and not over.is_set() else None
            try:
                code = process.wait(limit)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                self.killed.append(role)
                continue
            if code and not self.aborted:
                raise RuntimeError(f"The other system's {role} ended with {code}.")
            return

    def _abort(self) -> None:
        self.aborted = True
        for process in self.running:
            process.kill()

    @contextlib.contextmanager
    def exchanging(self, *, kills: bool) -> Iterator[Callable[[], None]]:
        """Send and read while the block runs, and then to the end; yield what awaits the sender."""
        over = threading.Event()
        with ThreadPoolExecutor(2) as pool:
            sending = pool.submit(self.run, "send", over, kills=kills)
            reading = pool.submit(self.run, "read", over, kills=kills)
            try:
                yield sending.result
            except BaseException:
                self._abort()
                raise
            finally:
                over.set()
                sending.result()
                (self.folder / "stop").touch()
                reading.result()

    def send_again(self) -> None:
        """Send what reconciling found to be missing."""
        self.run("send", threading.Event(), kills=False)

    def reconcile(self) -> int:
        """Compare once more, as each night; return how many dossiers differed."""
        self.run("reconcile", threading.Event(), kills=False)
        return int(self._ask("SELECT found FROM told ORDER BY rowid DESC")[0][0])

    def told(self) -> list[tuple[str, int]]:
        """Return which codes said that reading cannot go on, and how many dossiers differed."""
        return [(code, int(found)) for code, found in self._ask("SELECT code, found FROM told")]

    def acknowledged(self) -> dict[str, str]:
        """Return the last acknowledged status by code."""
        return dict(self._ask("SELECT code, sent FROM dossier WHERE sent != ''"))

    def known(self) -> dict[str, tuple[str, int]]:
        """Return what this system knows of its dossiers."""
        rows = self._ask("SELECT code, status, version FROM dossier WHERE version")
        return {code: (status, int(version)) for code, status, version in rows}

    def events(self, kind: str) -> int:
        """Return how many events of a kind were read."""
        return int(self._ask("SELECT count(*) FROM event WHERE kind = ?", kind)[0][0])

    def out_of_order(self) -> int:
        """Return how many dossiers did not come version by version, without a gap."""
        versions = defaultdict(list)
        rows = "SELECT epoch, subject, version FROM event WHERE kind = 'dossier' ORDER BY rowid"
        for epoch, subject, version in self._ask(rows):
            versions[epoch, subject].append(version)
        whole = (list(range(found[0], found[0] + len(found))) for found in versions.values())
        late = sum(1 for (epoch, _code), found in versions.items() if not epoch and found[0] != 1)
        return late + sum(a != b for a, b in zip(versions.values(), whole, strict=True))

    def _ask(self, statement: str, *values: str) -> list[Any]:
        with contextlib.closing(one_stop.opened(self.folder)) as own:
            return own.execute(statement, values).fetchall()


@contextlib.contextmanager
def other_system(ours: int, theirs: int) -> Iterator[Callable[[int], OneStop]]:
    """Make its store with so many dossiers; yield what connects it to a port.

    `theirs` are completed by officers of the service.
    """
    granted = [name for name, _title in scopes.choices()]
    office = Office.objects.filter(kind=Office.Kind.COMMUNE).order_by("pk")[0]
    key = keys.create("Một cửa", [office.parent_id], 30, granted=granted)[1]
    item = {
        "procedure_code": Procedure.objects.exclude(code="").order_by("pk")[0].code,
        "office": office.pk,
        "accepted_at": "2026-09-16T08:30:00+07:00", "due_at": "2027-09-25",
    }  # fmt: skip
    codes = {f"G01.899.909-260916-{n:06d}": n >= theirs for n in range(ours + theirs)}
    folder = Path(tempfile.mkdtemp(prefix="police_portal_one_stop_"))
    try:
        one_stop.prepare(folder, key, item, codes)
        yield lambda port: OneStop(folder, port)
    finally:
        shutil.rmtree(folder)


def compared(system: OneStop, there: Known, what: str) -> Iterator[Row]:
    """Yield what the other system does not know as the service does: nothing may be."""
    known = system.known()
    yield at_most(f"{what}: dossiers lost on either side", len(known.keys() ^ there.keys()), 0)
    differ = sum(known[code] != there[code] for code in known.keys() & there.keys())
    yield at_most(f"{what}: dossiers that differ", differ, 0)
    yield at_most(f"{what}: dossiers out of order or with a gap", system.out_of_order(), 0)
