"""PgBouncer before a private PostgreSQL, as `deploy/pgbouncer.ini` sets it up."""

import configparser
import contextlib
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests import private_postgres

SHIPPED = Path(__file__).parent.parent / "deploy" / "pgbouncer.ini"
PORT = 6432
STARTS_WITHIN = 10


def program() -> str | None:
    """Return where PgBouncer is installed, or None."""
    return shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/sbin:/bin")


@contextlib.contextmanager
def pooler(host: str, port: int = 5432, **settings: object) -> Iterator[str]:
    """Run PgBouncer before the server at `host`, and give the folder of its socket.

    It lets everybody in to every database; `settings` replace those of the shipped file.
    """
    owner = private_postgres.owner()
    with tempfile.TemporaryDirectory(prefix="police_portal_pool_") as folder:
        file = Path(folder, "pgbouncer.ini")
        file.write_text(_configuration(folder, host, port, settings))
        if owner:
            for path in (folder, file):
                shutil.chown(path, owner)
        process = subprocess.Popen([program() or "pgbouncer", "-q", str(file)], user=owner, cwd="/")
        try:
            _await(folder, process)
            yield folder
        finally:
            process.send_signal(signal.SIGQUIT)  # at once; SIGTERM waits for the clients to go
            process.wait(10)


def address(folder: str, database: str = "portal") -> str:
    """Return the DATABASE_URL of a database behind the pooler in `folder`."""
    return f"postgres://portal@{quote(folder, safe='')}:{PORT}/{database}"


def _configuration(folder: str, host: str, port: int, settings: dict[str, object]) -> str:
    parser = configparser.ConfigParser(inline_comment_prefixes=None, interpolation=None)
    parser.read(SHIPPED)
    here = {
        "unix_socket_dir": folder,
        "listen_port": PORT,
        "auth_type": "any",
        "auth_hba_file": "",
        "auth_file": "",
        "logfile": f"{folder}/log",
        "pidfile": f"{folder}/pid",
        "admin_users": "portal",
    }
    ours = {**parser["pgbouncer"], **here, **settings}
    lines = [f"{name} = {value}" for name, value in ours.items()]
    databases = f"[databases]\n* = host={host} port={port} user=portal\n"
    return databases + "\n".join(["[pgbouncer]", *lines]) + "\n"


def _await(folder: str, process: "subprocess.Popen[bytes]") -> None:
    limit = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < limit and process.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            ask(folder, "SHOW VERSION")
            return
        time.sleep(0.05)
    raise RuntimeError(Path(folder, "log").read_text())


def ask(folder: str, command: str) -> list[dict[str, object]]:
    """Return what PgBouncer's own console answers to `command`."""
    with (
        psycopg.connect(
            host=folder, port=PORT, user="portal", dbname="pgbouncer", autocommit=True
        ) as console,
        psycopg.ClientCursor(console, row_factory=psycopg.rows.dict_row) as cursor,
    ):
        return list(cursor.execute(command))
