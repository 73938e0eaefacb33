"""Web processes that ended without cleaning up: killed, or out of memory."""

import os
import re
from pathlib import Path

from prometheus_client import multiprocess

_LIVING = re.compile(r"gauge_live\w+_(\d+)\.db")


class Processes:
    """Processes that measure into `folder`. One that ends properly deletes its live files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lost = 0

    def lost(self) -> int:
        """Return how many were lost since this object was created, and clean up after them."""
        for pid in self._known():
            if not _lives(pid):
                multiprocess.mark_process_dead(pid, str(self._folder))  # type: ignore[no-untyped-call]  # it has no types
                self._lost += 1
        return self._lost

    def _known(self) -> set[int]:
        names = (file.name for file in self._folder.glob("gauge_live*.db"))
        return {int(match[1]) for name in names if (match := _LIVING.fullmatch(name))}


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's: not ours, but alive
        return True
    return True
