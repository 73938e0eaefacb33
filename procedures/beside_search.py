"""What higher rooms show beside the results of a search: they register where it comes from.

The catalogue knows nothing of what is shown; it asks each source for a text's suggestions, and
forgets remembered answers when a source holds something else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypedDict

MOST = 3  # of each source, beside one search


class Beside(TypedDict):
    """A suggestion: where it comes from, its id there, what it is and what it says."""

    origin: str
    id: str
    kind_name: str
    title: str


@dataclass(frozen=True)
class Source:
    """`suggest` returns what fits a text, best first; `current` the data that it looks through.

    Neither sends a query. `current` returns the same object until the data is another.
    """

    suggest: Callable[[str], Sequence[Beside]]
    current: Callable[[], object]


_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source; for AppConfig.ready."""
    _sources.append(source)


def held() -> tuple[object, ...]:
    """Return what all sources look through now."""
    return tuple(source.current() for source in _sources)


def suggest(text: str) -> list[Beside]:
    """Return at most MOST suggestions of each source."""
    return [one for source in _sources for one in source.suggest(text)[:MOST]]
