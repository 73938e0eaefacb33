"""Pages for people without Zalo at a printed address, by its screen in the Mini App.

Each room registers its screens; the roof serves the page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from foundation.zalo.deep_links import Screen


@dataclass(frozen=True)
class Landing:
    """A small page: a heading, plain lines, and phone numbers to call.

    `is_gone` for something that was withdrawn.
    """

    title: str
    lines: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    is_gone: bool = False


Describe = Callable[[str], Landing | None]
Visited = Callable[[str, str], None]
_known: dict[Screen, Describe] = {}
_counted: dict[Screen, Visited] = {}


def register(screen: Screen, describe: Describe, visited: Visited | None = None) -> None:
    """Register `describe(value)`, which returns a page or None; for AppConfig.ready.

    `visited(value, source)` counts openings of a printed address, if given.
    """
    _known[screen] = describe
    if visited is not None:
        _counted[screen] = visited


def note_visit(screen: Screen, value: str, source: str) -> None:
    """Count the opening of an address, with the source of its link."""
    if visited := _counted.get(screen):
        visited(value, source)


def landing_of(screen: Screen, value: str) -> Landing | None:
    """Return the page of a printed address, None if there is nothing at it."""
    describe = _known.get(screen)
    return describe(value) if describe else None
