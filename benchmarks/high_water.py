"""How much memory the workers of a server needed at most."""

from pathlib import Path

from benchmarks.servers import Server


def mark(server: Server) -> dict[int, float]:
    """Begin a new high-water mark in each worker, and return what it holds now, in MB."""
    held = {}
    for pid in server.workers():
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # see proc(5)
        held[pid] = _status(pid, "VmRSS")
    return held


def risen(held: dict[int, float]) -> float:
    """Return by how many MB a worker rose at most above what it `held`, since the last mark."""
    return max(_status(pid, "VmHWM") - before for pid, before in held.items())


def _status(pid: int, name: str) -> float:
    line = next(
        line
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith(name)
    )
    return int(line.split()[1]) / 1024
