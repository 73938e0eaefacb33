"""A private PostgreSQL for tests and measurements, from the binaries installed on this machine.

    python -m tests.private_postgres COMMAND …

runs COMMAND with DATABASE_URL leading to a fresh server that ends with it. A DATABASE_URL that is
set already is left alone; without PostgreSQL's binaries the command runs on SQLite, and says so.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

# A database that is thrown away needs no durability; without it tests run several times
# faster.
FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=100",
    "listen_addresses=",
)


def binaries() -> Path | None:
    """Return the folder of initdb and postgres, the newest if there are several, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def _owner() -> str | None:
    """Return the account to run the server as, because PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextlib.contextmanager
def server(bin_dir: Path) -> Iterator[str]:
    """Run a server in a temporary folder and give its DATABASE_URL.

    It listens on a Unix socket only.
    """
    owner = _owner()
    with tempfile.TemporaryDirectory(prefix="police_portal_pg_") as folder:
        if owner:
            shutil.chown(folder, owner)
        data = f"{folder}/data"
        _run(
            owner,
            bin_dir / "initdb",
            "-D",
            data,
            "-U",
            "portal",
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = " ".join(f"-c {option}" for option in FAST) + f" -k {folder}"
        _run(
            owner,
            bin_dir / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            f"{folder}/log",
            "-o",
            options,
            "start",
        )
        try:
            _run(owner, bin_dir / "createdb", "-h", folder, "-U", "portal", "portal")
            yield f"postgres://portal@{quote(folder, safe='')}/portal"
        finally:
            _run(owner, bin_dir / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def restart(folder: str, *, how: str = "fast") -> None:
    """Restart the server whose socket lies in `folder`, with its options.

    Return when it accepts connections again.
    """
    bin_dir = binaries()
    assert bin_dir is not None, "a server runs, so there are binaries"
    _run(
        _owner(),
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
    _run(_owner(), *control, "-m", "immediate", "stop")
    try:
        yield
    finally:
        _run(_owner(), *control, "-o", options, "start")


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
    if os.environ.get("DATABASE_URL"):
        return subprocess.run(command, check=False).returncode
    # The server must end too when this process is ended from outside.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    bin_dir = binaries()
    if bin_dir is None:
        print("PostgreSQL is not installed here: running on SQLite.", flush=True)
        return subprocess.run(command, check=False).returncode
    with server(bin_dir) as url:
        print(f"Running on a private PostgreSQL from {bin_dir}.", flush=True)
        return subprocess.run(
            command, check=False, env={**os.environ, "DATABASE_URL": url}
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
