"""A private PostgreSQL for tests and measurements, from the binaries installed on this machine.

    python -m tests.private_postgres COMMAND …

runs COMMAND with DATABASE_URL leading to a fresh server that ends with it. A DATABASE_URL that is
set already is left alone; without PostgreSQL's binaries the command runs on SQLite, and says so.
With --beside the server starts beside COMMAND, which calls `await_start` before it connects.
With TEST_POOLED=1 the command goes through PgBouncer, set up as `deploy/pgbouncer.ini` does.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

# A database that is thrown away needs no durability; without it tests run several times
# faster.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=100",
    "listen_addresses=",
)

STARTING = "PRIVATE_POSTGRES_STARTING"  # the file that is there when the server is
START_LIMIT = 120  # seconds; a machine that does much else starts a server slowly


def binaries() -> Path | None:
    """Return the folder of initdb and postgres, the newest if there are several, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def owner() -> str | None:
    """Return the account to run the server as, because PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextlib.contextmanager
def server(bin_dir: Path, *more: str) -> Iterator[str]:
    """Run a server in a temporary folder and give its DATABASE_URL.

    It listens on a Unix socket only; `more` are settings beside those of FAST.
    """
    with _folder() as folder, _server_in(folder, bin_dir, *more):
        yield _address(folder)


def _address(folder: str) -> str:
    return f"postgres://portal@{quote(folder, safe='')}/portal"


@contextlib.contextmanager
def _server_in(folder: str, bin_dir: Path, *more: str) -> Iterator[None]:
    initdb = [bin_dir / "initdb", "-D", f"{folder}/data", "-U", "portal", "--auth=trust"]
    _run(owner(), *initdb, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    with started(bin_dir, folder, *more):
        _run(owner(), bin_dir / "createdb", "-h", folder, "-U", "portal", "portal")
        yield


@contextlib.contextmanager
def standby(bin_dir: Path, primary: str, *more: str) -> Iterator[str]:
    """Run a streaming standby of the server in the folder `primary`, and give its folder."""
    with _folder() as folder:
        copy = [bin_dir / "pg_basebackup", "-h", primary, "-U", "portal", "-D", f"{folder}/data"]
        _run(owner(), *copy, "--checkpoint=fast", "--no-sync", "--write-recovery-conf")
        with started(bin_dir, folder, *more):
            yield folder


@contextlib.contextmanager
def started(bin_dir: Path, folder: str, *more: str) -> Iterator[None]:
    """Run the server whose data lie in `folder` while the block runs, unless that stops it."""
    options = " ".join(f"-c {option}" for option in (*FAST, *more)) + f" -k {folder}"
    pg_ctl = [bin_dir / "pg_ctl", "-D", f"{folder}/data"]
    _run(owner(), *pg_ctl, "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield
    finally:
        if Path(folder, "data", "postmaster.pid").exists():
            stop(bin_dir, folder)


def stop(bin_dir: Path, folder: str, *, how: str = "immediate") -> None:
    """Stop the server whose data lie in `folder`; "immediate" is as if its machine were lost."""
    _run(owner(), bin_dir / "pg_ctl", "-D", f"{folder}/data", "-m", how, "stop")


def promote(bin_dir: Path, folder: str) -> None:
    """Make the standby in `folder` a primary, and return when it takes writes."""
    _run(owner(), bin_dir / "pg_ctl", "-D", f"{folder}/data", "-w", "promote")


@contextlib.contextmanager
def _folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="police_portal_pg_") as folder:
        if account := owner():
            shutil.chown(folder, account)
        yield folder


def restart(folder: str, *, how: str = "fast") -> None:
    """Restart the server whose socket lies in `folder`, with its options.

    Return when it accepts connections again.
    """
    bin_dir = binaries()
    assert bin_dir is not None, "a server runs, so there are binaries"
    _run(
        owner(),
        bin_dir / "pg_ctl",
        "-D",
        f"{folder}/data",
        "-w",
        "-m",
        how,
        "-l",
        f"{folder}/log",
        "restart",
    )


@contextlib.contextmanager
def away(folder: str) -> Iterator[None]:
    """Stop the server in `folder` at once while the block runs: nobody listens."""
    bin_dir = binaries()
    assert bin_dir is not None, "a server runs, so there are binaries"
    control = (bin_dir / "pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log")
    options = (Path(folder, "data", "postmaster.opts").read_text().partition(" ")[2]).strip()
    _run(owner(), *control, "-m", "immediate", "stop")
    try:
        yield
    finally:
        _run(owner(), *control, "-o", options, "start")


@contextlib.contextmanager
def stopped(folder: str) -> Iterator[None]:
    """Hold all processes of the server in `folder` while the block runs: they say nothing."""
    first = int(Path(folder, "data", "postmaster.pid").read_text().split()[0])
    os.kill(first, signal.SIGSTOP)  # it first, so that it makes no more of them
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    held = [first, *map(int, children)]
    try:
        for pid in held:
            os.kill(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in held:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def run(*command: str | Path) -> None:
    """Run a program of PostgreSQL as the account of its servers; stop if it fails."""
    _run(owner(), *command)


def hand_over(folder: str) -> None:
    """Give a folder to the account of the servers."""
    if account := owner():
        shutil.chown(folder, account)


def halt(folder: str, *, how: signal.Signals = signal.SIGINT) -> None:
    """End the server in `folder`: in good order, or all its processes by SIGKILL.

    `restart` starts it again.
    """
    first = int(Path(folder, "data", "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    for pid in (first, *map(int, children)) if how == signal.SIGKILL else (first,):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, how)
    while Path(f"/proc/{first}").exists():
        time.sleep(0.05)


def _run(owner: str | None, *command: str | Path) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=owner,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stdout}{done.stderr}")


def main(command: list[str]) -> int:
    """Run `command` with a database and return its exit code."""
    beside = command[0] == "--beside"
    command = command[beside:]
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    # The server must end too when this process is ended from outside.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bin_dir = binaries()
    if bin_dir is None:
        print("PostgreSQL is not installed here: running on SQLite.", flush=True)
        return subprocess.run(command, check=False).returncode
    if beside and not os.environ.get("TEST_POOLED"):
        return _run_beside(bin_dir, command)
    with server(bin_dir) as url, _pooled(url) as pooled:
        print(f"Running on a private PostgreSQL from {bin_dir}.", flush=True)
        environment = {**os.environ, "DATABASE_URL": url, **pooled}
        return subprocess.run(command, check=False, env=environment).returncode


def _run_beside(bin_dir: Path, command: list[str]) -> int:
    """Run `command` from the beginning of the server's start on; end it if the start fails."""
    print(f"Running on a private PostgreSQL from {bin_dir}.", flush=True)
    with _folder() as folder:
        ready = Path(folder, "ready")
        environment = {**os.environ, "DATABASE_URL": _address(folder), STARTING: str(ready)}
        with subprocess.Popen(command, env=environment) as running:
            try:
                with _server_in(folder, bin_dir):
                    ready.touch()
                    return running.wait()
            finally:
                running.terminate()


def is_private() -> bool:
    """Return True if the server starts with this run of the tests: nothing in it is older."""
    return STARTING in os.environ


def await_start() -> None:
    """Wait until the server that starts beside this process takes connections, if one does."""
    ready = os.environ.get(STARTING)
    deadline = time.monotonic() + START_LIMIT
    while ready and not Path(ready).exists():
        assert time.monotonic() < deadline, "PostgreSQL did not start"
        time.sleep(0.02)


@contextlib.contextmanager
def _pooled(url: str) -> Iterator[dict[str, str]]:
    """Give what leads the command through PgBouncer, where TEST_POOLED asks for it."""
    if not os.environ.get("TEST_POOLED"):
        yield {}
        return
    from tests import private_pooler

    if private_pooler.program() is None:
        sys.exit("TEST_POOLED needs PgBouncer (Debian: apt install pgbouncer).")
    with private_pooler.pooler(unquote(urlsplit(url).netloc.rpartition("@")[2])) as folder:
        print("Behind PgBouncer in transaction mode.", flush=True)
        yield {
            "DATABASE_URL": private_pooler.address(folder),
            "DATABASE_POOLED": "true",
            "DATABASE_DIRECT_URL": url,
        }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
