"""Watches on the first page: delays, endings and unusual events.

A room registers watches for holders of a permission. Each shows a few lines, or that nothing needs
to be done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from django.http import HttpRequest

SHOWN = 6


@dataclass(frozen=True)
class Noticed:
    """One line: the finding, where to look, and its severity: danger, warning or info."""

    words: str
    address: str = ""
    tone: str = "warning"


@dataclass(frozen=True)
class Watch:
    """A check of the first page, shown by `place`.

    `find` yields the findings, the worst first, with few queries for any number of rows. At most
    SHOWN + 1 lines are read. `quiet` is shown if there are none.
    """

    place: int
    title: str
    permission: str
    find: Callable[[HttpRequest], Iterable[Noticed]]
    quiet: str


@dataclass(frozen=True)
class ShownWatch:
    """A watch with its findings for one officer."""

    title: str
    noticed: list[Noticed]
    more: bool
    quiet: str


_watches: list[Watch] = []


def register(*added: Watch) -> None:
    """Add watches; for AppConfig.ready."""
    _watches.extend(added)


def read_watches(request: HttpRequest) -> list[ShownWatch]:
    """Return the watches of this officer, those with findings first."""
    shown = [
        _read(request, watch)
        for watch in sorted(_watches, key=lambda watch: watch.place)
        if request.user.has_perm(watch.permission)
    ]
    return sorted(shown, key=lambda one: not one.noticed)


def _read(request: HttpRequest, watch: Watch) -> ShownWatch:
    found = list(islice(watch.find(request), SHOWN + 1))
    return ShownWatch(watch.title, found[:SHOWN], len(found) > SHOWN, watch.quiet)
