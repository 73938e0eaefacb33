"""Show the steps of long work with their durations. Needs only Python."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WIDTH = 32


@contextmanager
def step(write: Callable[[str], object], title: str) -> Iterator[None]:
    """Write `title`, and the seconds of the block when it ends well."""
    write(f"  {title:.<{WIDTH}} ")
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        write("\n")
        raise
    write(f"{time.monotonic() - begun:.0f} s\n")
