"""Doors beside the results of a search: what else than a procedure somebody may need.

Officers keep the words (`Signpost`); a room says what a door of its origin leads to (`Origin`), or
finds doors in a text by itself (`Source`). The catalogue does not know what is behind them. It
drops remembered answers when the data of a room changes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from procedures.search.results import NotPolice, SearchResult
from procedures.translations.sentences import say

MOST = 3
ELSEWHERE = "elsewhere"  # its id is the agency
REPORT_KIND = "report_kind"
# The kinds of danger that are crimes; a fire or a fall is none.
CRIMES = frozenset({"home", "violence", "robbery", "kidnap", "sexual", "child"})
ELSEWHERE_REASON = "Việc này do {agency} giải quyết."


class Door(TypedDict):
    """A door: where its `id` is found, its title, and why it is offered.

    A kind of report has `is_open`, and a `topic` if one fits. Where a place has too many offices,
    `id` is empty and `place` is what finds them.
    """

    origin: str
    id: str
    title: str
    reason: str
    is_open: NotRequired[bool]
    topic: NotRequired[str]
    place: NotRequired[str]


@dataclass(frozen=True)
class Origin:
    """Doors that signposts name by `name`.

    `open` gets a door as officers wrote it and the text of the search, and returns the doors that
    there are now. `current` returns the same object until the data changes. Neither sends a query.
    `of_crimes` are the ids that may stand below the number of somebody who suffers a crime.
    """

    name: str
    open: Callable[[Door, str], Iterable[Door]]
    current: Callable[[], object]
    of_crimes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Source:
    """`find` returns the doors in a text, best first; both as in `Origin`, if it has data.

    What is found takes the place of procedures if it is `alone`. If it is of something `pasted`,
    the text is also kept nowhere. Before the others those are asked that find only what is `exact`.
    """

    find: Callable[[str], Sequence[Door]]
    current: Callable[[], object] | None = None
    alone: bool = False
    pasted: bool = False
    exact: bool = False


@dataclass(frozen=True)
class Offer:
    """The doors of a search; whether they stand in place of its procedures, as in `Source`."""

    doors: Sequence[Door] = ()
    alone: bool = False
    pasted: bool = False


NOTHING = Offer()
_origins: dict[str, Origin] = {}
_sources: list[Source] = []
# The different ones of all parts: several read the same data.
_currents: dict[Callable[[], object], None] = {}


def register(*parts: Origin | Source) -> None:
    """Add origins and sources; for AppConfig.ready."""
    for part in parts:
        if isinstance(part, Origin):
            _origins[part.name] = part
        else:
            _sources.insert(0 if part.exact else len(_sources), part)
        if part.current:
            _currents[part.current] = None


def held() -> tuple[object, ...]:
    """Return the current data of all rooms."""
    return tuple([current() for current in _currents])


def offer(text: str, found: SearchResult) -> Offer:
    """Return at most MOST doors for a search: what was pasted first, then what was said.

    Below the number of somebody in danger stands one at most, the report of a crime where the
    danger is one: nothing else may distract from the call.
    """
    for source in _sources:
        if source.alone and (opened := source.find(text)):
            return Offer(opened[:MOST], alone=True, pasted=source.pasted)
    distinct: dict[tuple[str, str], Door] = {}
    most = 1 if found.danger else MOST
    for door in _said(text, found):
        if not found.danger or (found.danger.kind.code in CRIMES and _is_of_crimes(door)):
            distinct.setdefault((door["origin"], door["id"]), door)
        if len(distinct) == most:
            break
    return Offer(list(distinct.values()))


def _said(text: str, found: SearchResult) -> Iterator[Door]:
    for post in found.signposts:
        for named in post.doors:
            origin, _, target = named.partition(":")
            yield from _opened(_door(origin, target, post.name, post.reason), text)
    for hint in found.hints:
        if isinstance(hint, NotPolice):
            yield _door(ELSEWHERE, hint.agency, hint.agency, "")
    for source in _sources:
        if not (source.alone or found.danger):
            yield from source.find(text)


def _is_of_crimes(door: Door) -> bool:
    origin = _origins.get(door["origin"])
    return origin is not None and door["id"] in origin.of_crimes


def _opened(door: Door, text: str) -> Iterable[Door]:
    """Return what is behind a door now: itself, if no room knows its origin."""
    origin = _origins.get(door["origin"])
    return origin.open(door, text) if origin else (door,)


def _door(origin: str, target: str, title: str, reason: str) -> Door:
    if origin == ELSEWHERE:
        title = say(target)
        reason = say(ELSEWHERE_REASON, agency=title)
    return {"origin": origin, "id": target, "title": say(title), "reason": say(reason)}
