"""The primary is lost while another system sends and reads, and a streaming standby takes over.

The line between both is cut before, as it is where a machine goes: what an asynchronous standby
had not got is lost, although it was acknowledged. A synchronous one is waited for. Both run without
fsync, which matters where the power goes, and not where processes are killed.
"""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psycopg
from django.db import connection

from benchmarks.counter_kills import behind_nginx
from benchmarks.exchange import Known, OneStop, compared, other_system
from benchmarks.keys import new_keys
from benchmarks.report import Row, at_least, at_most
from tests import private_postgres

BOTH = {
    "synchronous": ("synchronous_commit=on", "synchronous_standby_names=walreceiver"),
    "asynchronous": ("synchronous_commit=on",),
}
CUT_SECONDS = 2.0
PATIENCE = 300.0


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield what was lost, doubled or out of order, for either kind of standby."""
    keys = new_keys()
    os.environ.update(keys)
    for kind, options in BOTH.items():
        with other_system(400 if small else 1_000, 0) as connect:
            connection.close()
            with _pair(database, options) as folders:
                yield from _failed_over(kind, _Pair(*folders, database), keys, connect)


class _Pair:
    """A primary and its standby."""

    def __init__(self, first: str, second: str, database: str) -> None:
        self.first, self.second = first, second
        self.name = database.rpartition("/")[2]

    @property
    def url(self) -> str:
        places = ",".join(quote(one, safe="") for one in (self.first, self.second))
        return f"postgres://portal@{places}/{self.name}?target_session_attrs=read-write"

    def ask(self, folder: str, statement: str) -> list[Any]:
        with psycopg.connect(host=folder, user="portal", dbname=self.name) as line:
            return line.execute(statement).fetchall()

    def known(self) -> Known:
        """Return what the standby knows of the dossiers."""
        rows = self.ask(self.second, "SELECT code, status, events_count FROM dossiers_dossier")
        return {code: (status, version) for code, status, version in rows}

    def cut_the_line(self) -> None:
        """Let the primary send nothing more to its standby."""
        for (pid,) in self.ask(self.first, "SELECT pid FROM pg_stat_replication"):
            os.kill(pid, signal.SIGSTOP)


@contextlib.contextmanager
def _pair(database: str, options: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Run a primary with what is in `database`, and a standby of it; yield their folders."""
    bin_dir = private_postgres.binaries()
    assert bin_dir is not None, "a server runs, so there are binaries"
    shipped = unquote(urlsplit(database).netloc.rpartition("@")[2])
    with private_postgres.standby(bin_dir, shipped, *options) as first:
        private_postgres.promote(bin_dir, first)
        with private_postgres.standby(bin_dir, first, "synchronous_commit=on") as second:
            yield first, second


def _failed_over(
    kind: str, pair: _Pair, keys: Mapping[str, str], connect: Callable[[int], OneStop]
) -> Iterator[Row]:
    with behind_nginx(pair.url, keys) as (_service, port):
        system = connect(port)
        with system.exchanging(kills=False) as await_sender:
            _await(lambda: len(system.acknowledged()) >= 60)
            pair.cut_the_line()
            cut = system.acknowledged()
            time.sleep(CUT_SECONDS)
            if kind == "asynchronous":
                _await(lambda: len(system.known()) > len(cut))  # it has read what will be lost
            private_postgres.halt(pair.first, how=signal.SIGKILL)
            Path(pair.first, "data", "postmaster.pid").unlink()  # nobody is left to be stopped
            lost_at, before = time.monotonic(), system.acknowledged()
            _promote(pair.second)
            yield Row(f"{kind}: acknowledged while the line was cut", _newer(before, cut))
            yield _lost(kind, before, pair.known())
            _await(lambda: _newer(system.acknowledged(), before) > 0)
            yield Row(
                f"{kind}: until a change is acknowledged again", time.monotonic() - lost_at, " s"
            )
            await_sender()
            yield from _told(kind, system)
        differing = system.reconcile()
        yield at_most(f"{kind}: dossiers that the nightly comparison finds", differing, 0)
        yield from compared(system, pair.known(), kind)


def _promote(folder: str) -> None:
    bin_dir = private_postgres.binaries()
    assert bin_dir is not None, "a server runs, so there are binaries"
    private_postgres.promote(bin_dir, folder)


def _newer(now: Mapping[str, str], before: Mapping[str, str]) -> int:
    return len(now.items() - before.items())


def _lost(kind: str, acknowledged: Mapping[str, str], there: Known) -> Row:
    """Return how many changes that were acknowledged the standby has not got."""
    has = {"4": {"processing", "completed"}, "9": {"completed"}}
    lost = sum(there.get(code, ("", 0))[0] not in has[sent] for code, sent in acknowledged.items())
    what = f"{kind}: acknowledged and lost"
    return at_most(what, lost, 0) if kind == "synchronous" else Row(what, lost)


def _told(kind: str, system: OneStop) -> Iterator[Row]:
    """Yield whether the reader went on, or was told; then let it send again what was lost."""
    what = f"{kind}: readers who were told that their position is lost"
    if kind == "synchronous":
        yield at_most(what, len(system.told()), 0)
        return
    _await(lambda: bool(system.told()))
    ((code, found),) = system.told()
    yield at_least(what, float(code == "events_cursor_unknown"), 1)
    yield Row("– changes sent again after reconciling", found)
    system.send_again()


def _await(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            raise TimeoutError("It does not come.")
        time.sleep(0.1)
