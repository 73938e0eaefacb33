"""Refuse a port that another process uses, and show that process.

The workers of granian share their port (SO_REUSEPORT), so that a second server would join them
silently, and requests would be split between two versions. Needs only Python: `make run` checks
before any package is installed.
"""

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

LISTENING = "0A"  # TCP_LISTEN of Linux, as in /proc/net/tcp
PROC = Path("/proc")


class NotFree(Exception):
    """The port is in use; the text explains it, in Vietnamese."""


def claim(host: str, port: int, what: str = "server") -> socket.socket | None:
    """Take `port` as `what` until this process and its children end. Raises NotFree.

    A server listens only seconds after its start. Until then a name in Linux's abstract namespace
    reserves the port: only one process can have it, and it disappears with the process. Keep the
    result; it is None on systems without such names.
    """
    held = None
    if sys.platform == "linux":
        held = socket.socket(socket.AF_UNIX)
        name = f"police-portal {what} {host}:{port}"
        try:
            held.bind(f"\0{name}")
        except OSError as error:
            held.close()
            raise NotFree(_explain(port, _holder(_named(name)))) from error
    try:
        _refuse_listener(host, port)
    except NotFree:
        if held:
            held.close()
        raise
    return held


def _refuse_listener(host: str, port: int) -> None:
    """Raise NotFree if a process listens there, even if it would share the port."""
    family, _type, _protocol, _name, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    )[0]
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # not closed connections
        try:
            trial.bind(address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise NotFree(f"Không mở được cổng {port}: {error.strerror}.") from error
            raise NotFree(_explain(port, _holder(_listening(port)))) from error


def _explain(port: int, holder: str) -> str:
    return f"Cổng {port} đang do {holder} giữ."


def _listening(port: int) -> set[str]:
    """Return the inodes of the sockets that listen at `port`."""
    found = set()
    for file in ("net/tcp", "net/tcp6"):
        for line in _lines(PROC / file):
            _number, local, _remote, state, *rest = line.split()
            if state == LISTENING and int(local.rpartition(":")[2], 16) == port:
                found.add(rest[5])
    return found


def _named(name: str) -> set[str]:
    lines = _lines(PROC / "net/unix")
    return {line.split()[6] for line in lines if line.endswith(f"@{name}")}


def _lines(file: Path) -> list[str]:
    """Return the lines below the heading; none if there is no such file."""
    try:
        return file.read_text().splitlines()[1:]
    except OSError:
        return []


def _holder(inodes: set[str]) -> str:
    """Return name, number and folder of the process that has a socket with one of `inodes`."""
    pids = list(_processes_with({f"socket:[{inode}]" for inode in inodes}))
    first = next((pid for pid in pids if _parent(pid) not in pids), None)
    if first is None:  # another user's process: only root may look
        return "một tiến trình khác"
    folder = ""
    with suppress(OSError):
        folder = f", ở {(PROC / first / 'cwd').readlink()}"
    return f"{_name(first)} (PID {first}{folder})"


def _processes_with(links: set[str]) -> Iterator[str]:
    for process in PROC.glob("[0-9]*"):
        with suppress(OSError):
            if any(_link(file) in links for file in (process / "fd").iterdir()):
                yield process.name


def _link(file: Path) -> str:
    with suppress(OSError):
        return str(file.readlink())
    return ""


def _parent(pid: str) -> str:
    with suppress(OSError):
        return (PROC / pid / "stat").read_text().rpartition(")")[2].split()[1]
    return ""


def _name(pid: str) -> str:
    """Return the name, and the module that Python runs; other arguments may contain secrets."""
    with suppress(OSError):
        words = (PROC / pid / "cmdline").read_text().split("\0")
        name = Path(words[0]).name
        return f"{name} -m {words[2]}" if words[1:2] == ["-m"] else name
    return "tiến trình"
