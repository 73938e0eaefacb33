"""The engines that several machines share, started where the code has a setting for them.

What the environment sets already is left alone. An engine that is not installed is left out, and
said so. Nothing here knows what the service does with them.
"""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.measuring import say
from police_portal.environment import SETTINGS
from tests.deploy.running_nginx import free_port

Environment = dict[str, str]
Started = contextlib.AbstractContextManager[Environment]
BUCKET, START_LIMIT = "portal-files", 30
POOLER = """[databases]
{name} = host={folder} dbname={name} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
query_wait_timeout = 4
server_login_retry = 1
"""


@contextlib.contextmanager
def engines(database: str) -> Iterator[Environment]:
    """Run what is known and installed, for the database at this address; give the settings."""
    known = {setting.name for setting in SETTINGS}
    with contextlib.ExitStack() as stack:
        found: Environment = {}
        for name, program, start in _ENGINES:
            if name not in known or os.environ.get(name):
                continue
            if program is None:
                say(f"{name}: its engine is not installed here, so it is left out")
                continue
            found |= stack.enter_context(start(program, database))
        yield found


@contextlib.contextmanager
def _cache(program: str, _database: str) -> Iterator[Environment]:
    port = free_port()
    words = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with _running([program, *words], port):
        yield {"CACHE_URL": f"redis://127.0.0.1:{port}/0"}


@contextlib.contextmanager
def _storage(program: str, _database: str) -> Iterator[Environment]:
    """Run moto's server with an empty bucket, in its memory."""
    port = free_port()
    with _running([program, "-H", "127.0.0.1", "-p", str(port)], port):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=START_LIMIT)
        line.request("PUT", f"/{BUCKET}")
        line.getresponse().read()
        line.close()
        yield {
            "STORAGE_URL": f"http://127.0.0.1:{port}/{BUCKET}",
            "STORAGE_KEY_ID": "a-key-of-trials",
            "STORAGE_SECRET_KEY": "a-secret-of-trials",
        }


@contextlib.contextmanager
def _pooler(program: str, database: str) -> Iterator[Environment]:
    where = urlsplit(database)
    user, name, port = where.username or "portal", where.path.strip("/"), free_port()
    folder = unquote(where.netloc.rpartition("@")[2])
    with tempfile.TemporaryDirectory(prefix="police_portal_pooler_") as own:
        ini = Path(own, "pgbouncer.ini")
        ini.write_text(POOLER.format(name=name, folder=folder, user=user, port=port))
        Path(own).chmod(0o755)
        # PgBouncer refuses to run as root.
        account = "postgres" if os.geteuid() == 0 else None
        with _running([program, "-q", str(ini)], port, account):
            yield {
                "DATABASE_POOLED": "true",
                "DATABASE_URL": f"postgres://{user}@127.0.0.1:{port}/{name}",
                "DATABASE_DIRECT_URL": database,
            }


@contextlib.contextmanager
def _running(command: list[str], port: int, account: str | None = None) -> Iterator[None]:
    """Run a program while the block runs, once it listens at `port`."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, user=account, cwd="/")
    try:
        until = time.monotonic() + START_LIMIT
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{command[0]} did not start.")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(START_LIMIT)


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _program(*names: str) -> str | None:
    folders = f"{Path(sys.executable).parent}:{os.environ['PATH']}:/usr/sbin"
    return next((found for name in names if (found := shutil.which(name, path=folders))), None)


_ENGINES: tuple[tuple[str, str | None, Callable[[str, str], Started]], ...] = (
    ("CACHE_URL", _program("valkey-server", "redis-server"), _cache),
    ("STORAGE_URL", _program("moto_server"), _storage),
    ("DATABASE_POOLED", _program("pgbouncer"), _pooler),
)
