"""What somebody watches over on the first page: what stands still, what ends, what is unusual.

A room registers watches for the holders of a permission. Each shows a few lines, or says that
nothing is to be done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from django.http import HttpRequest

SHOWN = 6


@dataclass(frozen=True)
class Noticed:
    """One line: what was noticed, where to look, and how bad it is: danger, warning or info."""

    words: str
    address: str = ""
    tone: str = "warning"


@dataclass(frozen=True)
class Watch:
    """Something to watch over, shown by `place`.

    `find` yields what was noticed, the worst first; few queries, however many rows there are. It
    is read up to SHOWN + 1 lines. `quiet` is said when it yields nothing.
    """

    place: int
    title: str
    permission: str
    find: Callable[[HttpRequest], Iterable[Noticed]]
    quiet: str


@dataclass(frozen=True)
class ShownWatch:
    """A watch with what one officer sees of it now."""

    title: str
    noticed: list[Noticed]
    more: bool
    quiet: str


_watches: list[Watch] = []


def register(*added: Watch) -> None:
    """Add watches; for AppConfig.ready."""
    _watches.extend(added)


def read_watches(request: HttpRequest) -> list[ShownWatch]:
    """Return what this officer watches over, where something was noticed first."""
    shown = [
        _read(request, watch)
        for watch in sorted(_watches, key=lambda watch: watch.place)
        if request.user.has_perm(watch.permission)
    ]
    return sorted(shown, key=lambda one: not one.noticed)


def _read(request: HttpRequest, watch: Watch) -> ShownWatch:
    found = list(islice(watch.find(request), SHOWN + 1))
    return ShownWatch(watch.title, found[:SHOWN], len(found) > SHOWN, watch.quiet)
