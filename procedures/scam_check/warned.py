"""What warnings say: marks of scams that rooms have published, by the mark."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypedDict

from procedures.scam_check.marks import forms_of, links_in, numbers_in


class Warned(TypedDict):
    """Where a mark was published, and when: a date such as «2026-11-12»."""

    origin: str
    id: str
    title: str
    published_on: str


# Returns what is published now, by canonical mark. It sends no query.
Source = Callable[[], Mapping[str, Warned]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source; for AppConfig.ready."""
    _sources.append(source)


def marks_of(texts: Iterable[str]) -> list[str]:
    """Return the numbers and links of what was published, in the form of the keys."""
    return [mark for text in texts for mark in (*numbers_in(text), *links_in(text))]


def warnings_of(text: str) -> list[Warned]:
    """Return the publications that have a number or a link of `text`, the newest first."""
    said = [*numbers_in(text), *(form for link in links_in(text) for form in forms_of(link))]
    found: dict[tuple[str, str], Warned] = {}
    for source in _sources:
        published = source()
        for mark in said:
            if mark in published:
                warned = published[mark]
                found[warned["origin"], warned["id"]] = warned
    return sorted(found.values(), key=lambda one: one["published_on"], reverse=True)
