"""Suggestions shown next to search results, from sources that higher rooms register.

The catalogue does not know what is shown. It asks each source for suggestions to a text, and drops
remembered answers when the data of a source changes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypedDict

MOST = 3  # per source and search


class Beside(TypedDict):
    """A suggestion: its source, its id there, its kind and its text."""

    origin: str
    id: str
    kind_name: str
    title: str


@dataclass(frozen=True)
class Source:
    """`suggest` returns the matches for a text, best first; `current` the data it searches.

    Neither sends a query. `current` returns the same object until the data changes.
    """

    suggest: Callable[[str], Sequence[Beside]]
    current: Callable[[], object]


_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source; for AppConfig.ready."""
    _sources.append(source)


def held() -> tuple[object, ...]:
    """Return the current data of all sources."""
    return tuple(source.current() for source in _sources)


def suggest(text: str) -> list[Beside]:
    """Return at most MOST suggestions of each source."""
    return [one for source in _sources for one in source.suggest(text)[:MOST]]
