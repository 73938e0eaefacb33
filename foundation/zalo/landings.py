"""What people without Zalo read at a printed address, by the screen that it would open.

Each room registers its screens; the roof serves the page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from foundation.zalo.deep_links import Screen


@dataclass(frozen=True)
class Landing:
    """A small page: a heading, plain lines, and phone numbers to call.

    `is_gone` of what there was and is withdrawn.
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
    """Let `describe(value)` say what a value is, None if it is nothing; for AppConfig.ready.

    `visited(value, source)` counts that a printed address was opened, if somebody counts.
    """
    _known[screen] = describe
    if visited is not None:
        _counted[screen] = visited


def note_visit(screen: Screen, value: str, source: str) -> None:
    """Let whoever counts know that an address was opened, and where its link stood."""
    if visited := _counted.get(screen):
        visited(value, source)


def landing_of(screen: Screen, value: str) -> Landing | None:
    """Return the page of a printed address, None if there is nothing at it."""
    describe = _known.get(screen)
    return describe(value) if describe else None
