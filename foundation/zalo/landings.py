"""What people without Zalo read at a printed address, by the screen that it would open.

Each room registers its screens; the roof serves the page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from foundation.zalo.deep_links import Target


@dataclass(frozen=True)
class Landing:
    """A small page: a heading, plain lines, and phone numbers to call."""

    title: str
    lines: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


Describe = Callable[[str], Landing | None]
_known: dict[Target, Describe] = {}


def register(target: Target, describe: Describe) -> None:
    """Let `describe(value)` say what a value is, None if it is nothing; for AppConfig.ready."""
    _known[target] = describe


def landing_of(target: Target, value: str) -> Landing | None:
    """Return the page of a printed address, None if there is nothing at it."""
    describe = _known.get(target)
    return describe(value) if describe else None
