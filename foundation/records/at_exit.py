"""Work of a process when it is told to end, by SIGTERM for instance."""

import os
from collections.abc import Callable
from multiprocessing.util import Finalize


def call(work: Callable[[], object]) -> None:
    """Call `work` when this process ends, but not in a process that is forked from it.

    The web server's workers are children of `multiprocessing`, which skip `atexit`; these
    finalizers run in them, and in any other process too.
    """
    Finalize(None, _in_process, args=(os.getpid(), work), exitpriority=0)


def _in_process(pid: int, work: Callable[[], object]) -> None:
    if os.getpid() == pid:
        work()
