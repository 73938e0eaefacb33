"""A streaming replica of the server that the tests run on, made by PostgreSQL's own tools."""

import contextlib
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tests import private_postgres

SLOT = "replica_of_tests"


@dataclass(frozen=True)
class Streaming:
    """A replica; its socket lies in `folder`. `primary` are the parameters of a connection."""

    folder: str
    primary: dict[str, Any]

    def ask(self, statement: str) -> Any:
        """Return what one statement gives at the replica."""
        return _ask({**self.primary, "host": self.folder, "port": 5432}, statement)

    def catch_up(self) -> None:
        """Wait until it has what the primary has."""
        wanted = _ask(self.primary, "SELECT pg_current_wal_insert_lsn()")
        self._wait(f"SELECT pg_last_wal_replay_lsn() >= '{wanted}'")  # a position

    def _wait(self, statement: str) -> None:
        limit = time.monotonic() + 60
        while not self.ask(statement):
            assert time.monotonic() < limit, statement
            time.sleep(0.02)

    @contextlib.contextmanager
    def late(self) -> Iterator[None]:
        """Let it receive and not carry out what it receives."""
        self.ask("SELECT pg_wal_replay_pause()")
        try:
            self._wait("SELECT pg_get_wal_replay_pause_state() = 'paused'")
            yield
        finally:
            self.ask("SELECT pg_wal_replay_resume()")

    @contextlib.contextmanager
    def killed(self) -> Iterator[None]:
        """Let it be gone from one moment to the next."""
        self.control("-m", "immediate", "stop")
        try:
            yield
        finally:
            self.start()

    def start(self) -> None:
        """Start it; again where a moment later it can, as what was killed may still be ending."""
        for chance in (2, 1, 0):
            try:
                self.control("-l", f"{self.folder}/log", "start")
            except AssertionError:
                if not chance:
                    raise
                time.sleep(1)
            else:
                return

    def control(self, *arguments: str) -> None:
        """Start or stop it."""
        bin_dir = private_postgres.binaries()
        assert bin_dir is not None
        # Without full_page_writes a replica that was killed may meet pages that came later, and
        # PostgreSQL would not start it again.
        more = ("wal_retrieve_retry_interval=100ms", "ignore_invalid_pages=on")
        settings = (*private_postgres.FAST, *more)
        options = " ".join(f"-c {option}" for option in settings)
        started = ("-o", f"{options} -k {self.folder}") if "start" in arguments else ()
        where = ("-D", f"{self.folder}/data", "-w", "-t", "120")
        try:
            private_postgres.run(bin_dir / "pg_ctl", *where, *started, *arguments)
        except SystemExit as failed:  # its reason stands in its log, which goes with the folder
            told = Path(self.folder, "log").read_text(errors="replace")[-2000:]
            raise AssertionError(f"{failed}\n{told}") from failed


def _ask(where: dict[str, Any], statement: str) -> Any:
    with psycopg.connect(**where, autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
    return row[0] if row else None


@contextlib.contextmanager
def copied(server: dict[str, Any]) -> Iterator[str]:
    """Run a copy of the server at `server`, with no transaction open; give its folder.

    A replica lets nobody in while its primary has a transaction with more than 64 savepoints: the
    server that other tests use always has one.
    """
    with _backup(server) as folder:
        bin_dir = private_postgres.binaries()
        assert bin_dir is not None
        with private_postgres.started(bin_dir, folder):
            yield folder


@contextlib.contextmanager
def streaming(primary: dict[str, Any]) -> Iterator[Streaming]:
    """Run a replica of the server at `primary` while the block runs."""
    # The primary keeps what a replica that is away has not had, or it is lost for good.
    with _backup(primary, "-R", "-C", "-S", SLOT) as folder:
        made = Streaming(folder, primary)
        made.start()
        try:
            yield made
        finally:
            made.control("-m", "immediate", "stop")


@contextlib.contextmanager
def _backup(server: dict[str, Any], *options: str) -> Iterator[str]:
    """Give a folder with the data of a server."""
    bin_dir = private_postgres.binaries()
    assert bin_dir is not None
    where = ["-h", server["host"], "-U", server["user"], "-p", str(server["port"])]
    with tempfile.TemporaryDirectory(prefix="police_portal_pg_copy_") as folder:
        private_postgres.hand_over(folder)
        data = ["-D", f"{folder}/data", "-c", "fast", "--no-sync"]
        private_postgres.run(bin_dir / "pg_basebackup", *data, *options, *where)
        yield folder
