"""What one more province costs: memory, connections and start of its own processes.

    python -m tests.private_postgres python -m benchmarks.province_memory [PROVINCES]

Each province has two web instances of one process and three workers, as the units of deploy/ start
them, on a copy of the shipped database. Memory is PSS (`/proc/PID/smaps_rollup`): a page that
several processes share counts to each for its part, so that sums are what the machine gives. The
first figures are of one process that holds a second catalogue, as one process for all would.
"""

import contextlib
import gc
import importlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.databases import copy_of, load_shipped
from benchmarks.different_searches import addresses, different_queries
from benchmarks.servers import Server, serving
from benchmarks.settings import database_url, production, use_production
from benchmarks.wrk import Target, drive
from tests.zalo_simulator import Simulator

WORKERS = ("send_notices", "publish_announcements", "send_articles")
INSTANCES, NATION = 2, 34
SETTLE, LOAD_SECONDS = 20.0, 15.0
KB_IN_MB = 1024


def main(provinces: int) -> None:
    """Print the figures of one process, then of one province, then of several."""
    url = database_url()
    use_production(url)
    from benchmarks.keys import new_keys  # the settings were not there before

    load_shipped()
    _one_process(url)
    with Simulator() as zalo, contextlib.ExitStack() as running:
        environment = {
            **production(url),
            **new_keys(),
            **{name: str(value) for name, value in zalo.settings().items()},
            "DJANGO_SETTINGS_MODULE": "benchmarks.opponents.simulated",
            "PUBLIC_URL": "https://dichvu.congan.example.vn",
            "LOG_LEVEL": "ERROR",
        }
        databases = [running.enter_context(copy_of(url, f"p{i}")) for i in range(provinces)]
        totals, everybody = [0.0], []
        for number, database in enumerate(databases, start=1):
            servers, workers = running.enter_context(_province(database, environment))
            everybody += [*workers, *(pid for server in servers for pid in _tree(server.pid))]
            time.sleep(SETTLE)
            totals.append(_megabytes(everybody))
            _say(f"{number} provinces idle, all processes", totals[-1], "MB")
            _say("… the last one added", totals[-1] - totals[-2], "MB")
            _say("… its start to the first answer", max(s.started for s in servers), "s")
            if number == 1:
                _tell_apart(servers, workers)
            _load(servers)
            after = _megabytes(everybody)
            _say("… after load", after, "MB")
            _say("… connections to the database", _connections(database), "")
            totals[-1] = after
        for server, worker in [(servers[0], workers[0])]:
            _say("one web process, of the last", _megabytes(server.workers()), "MB")
            _say("one worker, of the last", _megabytes([worker]), "MB")
            _parts(server.workers()[0])


def _one_process(url: str) -> None:
    """Print what a process holds without a catalogue, with one, with a second one."""
    code = "from benchmarks.province_memory import hold_several; hold_several()"
    environment = {**production(url), "CATALOGUE_REFRESH_SECONDS": "0", "LOG_LEVEL": "ERROR"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def hold_several() -> None:
    """Print what this process holds, as it loads the snapshots of one province after another."""
    import django  # its settings are in the environment of this process

    django.setup()
    importlib.import_module("police_portal.wsgi")
    importlib.import_module("police_portal.urls")
    from foundation.publishing.snapshots import Snapshot

    kept: list[object] = []
    _say("code and libraries, nothing loaded", _anonymous(), "MB")
    for number in (1, 2, 3):
        kept += [snapshot.current() for snapshot in Snapshot.registry.values()]
        _say(f"… with what {number} provinces publish", _anonymous(), "MB")
        for snapshot in Snapshot.registry.values():
            snapshot.forget()


@contextlib.contextmanager
def _province(
    database: str, environment: dict[str, str]
) -> Iterator[tuple[list[Server], list[int]]]:
    """Run the processes of one province while the block runs."""
    own = {**environment, "DATABASE_URL": database}
    with contextlib.ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        own["DATA_DIR"] = folder
        servers = [
            stack.enter_context(serving(database, workers=1, environment=own))
            for _number in range(INSTANCES)
        ]
        started = [
            subprocess.Popen([sys.executable, "manage.py", name], env=own) for name in WORKERS
        ]
        try:
            yield servers, [process.pid for process in started]
        finally:
            for process in started:
                process.terminate()
            for process in started:
                process.wait(60)


def _load(servers: list[Server]) -> None:
    """Ask each instance different searches, as fast as it can answer."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(addresses(different_queries(2_000)))
        file.flush()
        for server in servers:
            drive(Target(server, "/api/v1/procedures/", suffixes=Path(file.name)), LOAD_SECONDS)


def _tell_apart(servers: list[Server], workers: list[int]) -> None:
    for server in servers:
        _say(
            "  web: master and helper",
            _megabytes(set(_tree(server.pid)) - set(server.workers())),
            "MB",
        )
        _say("  web: process that answers", _megabytes(server.workers()), "MB")
    for name, pid in zip(WORKERS, workers, strict=True):
        _say(f"  {name}", _megabytes([pid]), "MB")


def _connections(database: str) -> int:
    from django.db import connection  # the settings were not there before

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s",
            [database.rpartition("/")[2]],
        )
        return int(cursor.fetchone()[0])


def _anonymous() -> float:
    """Return the anonymous memory of this process in MB."""
    gc.collect()
    return _figures(os.getpid())["Anonymous"] / KB_IN_MB


def _parts(pid: int) -> None:
    found = _figures(pid)
    for name in ("Rss", "Pss", "Pss_Anon", "Pss_File", "Private_Dirty", "Shared_Clean"):
        _say(f"  {name} of that web process", found[name] / KB_IN_MB, "MB")


def _megabytes(pids: "set[int] | list[int]") -> float:
    return sum(_figures(pid)["Pss"] for pid in pids) / KB_IN_MB


def _figures(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _tree(int(child)))]


def _say(what: str, value: float, unit: str) -> None:
    print(f"{what}: {value:,.1f} {unit}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
