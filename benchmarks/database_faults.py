"""Faults of a PostgreSQL that many share: its disk is full, and others took its connections."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from benchmarks.databases import on_the_server
from tests import private_postgres

DISK_MB = 512
MAY_MOUNT = os.geteuid() == 0
_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND application_name <> 'taker'"
)


@contextlib.contextmanager
def on_a_small_disk(name: str) -> Iterator[Path | None]:
    """Let the database `name` lie on a disk of its own, and give its folder; None unless root.

    Nobody may be connected to it at the beginning and at the end. The write-ahead log is elsewhere:
    without room for that one PostgreSQL stops.
    """
    if not MAY_MOUNT:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="police_portal_disk_") as folder:
        line = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,mode=700", "tmpfs", folder]
        subprocess.run(line, check=True)
        try:
            private_postgres.hand_over(folder)
            on_the_server(f"CREATE TABLESPACE small LOCATION '{folder}'")
            on_the_server(f'ALTER DATABASE "{name}" SET TABLESPACE small')
            yield Path(folder)
            on_the_server(f'ALTER DATABASE "{name}" SET TABLESPACE pg_default')
            on_the_server("DROP TABLESPACE small")
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


@contextlib.contextmanager
def filled(disk: Path) -> Iterator[None]:
    """Leave no room on the disk while the block runs."""
    file = disk / "filling"
    with file.open("wb") as opened:
        os.posix_fallocate(opened.fileno(), 0, shutil.disk_usage(disk).free)
    try:
        yield
    finally:
        file.unlink()


def take_connections(address: str, seconds: float) -> int:
    """Take every connection from those that have it, for so long; return how many were held."""
    until = time.monotonic() + seconds
    with contextlib.ExitStack() as stack:
        held = 0
        while time.monotonic() < until:
            try:
                line = psycopg.connect(address, application_name="taker", autocommit=True)
            except psycopg.OperationalError:
                time.sleep(0.02)
                continue
            stack.enter_context(contextlib.closing(line))
            line.execute(_OTHERS)
            held += 1
    return held
