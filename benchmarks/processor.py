"""How long processes have computed, from /proc: neighbours on the machine hardly disturb it."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

TICKS = os.sysconf("SC_CLK_TCK")
OWN, WITH_ENDED_CHILDREN = slice(11, 13), slice(11, 15)  # utime, stime, cutime, cstime in proc(5)


def computed(pid: int, times: slice = OWN) -> float:
    """Return the seconds for which a process has computed."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_name[times])) / TICKS


def computed_by_postgresql(database: str) -> float:
    """Return the seconds of the private server at this address, with all its processes."""
    folder = unquote(urlsplit(database).hostname or "")
    first = int(Path(folder, "data", "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    return computed(first, WITH_ENDED_CHILDREN) + sum(map(computed, map(int, children)))
