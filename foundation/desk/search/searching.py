"""One search over every source: bounded by kind, and only what the officer may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from foundation.desk.search import sources
from foundation.desk.search.pages import find_acts, find_pages
from foundation.desk.search.sources import MAX_TYPED, MIN_TYPED, Asked, Found, Source

MOST = 6  # results of one kind
MOST_OPENED = 8
PAGES = Source("Trang", "web", find_pages)
ACTS = Source("Việc làm ngay", "bolt", find_acts)


@dataclass(frozen=True)
class Group:
    """The results of one kind."""

    title: str
    icon: str
    results: Sequence[Found]


def search(request: HttpRequest, typed: str) -> list[Group]:
    """Return results by kind; recently opened rows for less than two letters."""
    asked = Asked(typed.strip()[:MAX_TYPED])
    if len(asked.typed) < MIN_TYPED and not asked.has_digit:
        return _groups([Group("Mở gần đây", "history", last_opened(request))])
    every = (*sources.sources(), ACTS, PAGES)
    return _groups(
        Group(source.title, source.icon, source.find(request, asked, MOST)) for source in every
    )


def last_opened(request: HttpRequest) -> list[Found]:
    """Return what the officer opened last and may still see, with one query for each kind."""
    opened = sources.last_opened(request, MOST_OPENED)
    found: dict[tuple[str, Any], Found] = {}
    for source in sources.sources():
        keys = [key for kind, key in opened if kind == source.kind]
        if source.by_keys and keys:
            rows = source.by_keys(request, keys)
            found |= {(source.kind, key): row for key, row in rows.items()}
    return [found[one] for one in opened if one in found]


def _groups(every: Iterable[Group]) -> list[Group]:
    return [group for group in every if group.results]
