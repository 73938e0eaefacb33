"""What rooms find: kinds of rows by what was typed, and what officers can do, by name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from foundation.records.vietnamese import fold

MAX_TYPED = 100  # letters that are looked for
MAX_WORDS = 8
MIN_TYPED = 2
SHORT = 3  # a word below so many letters is in too many names to be looked for alone


@dataclass(frozen=True)
class Found:
    """One result: title, subtitle, address."""

    title: str
    text: str
    address: str


@dataclass(frozen=True)
class Asked:
    """What an officer typed."""

    typed: str

    @cached_property
    def words(self) -> list[str]:
        """The words without marks."""
        return fold(self.typed).split()[:MAX_WORDS]

    @cached_property
    def has_digit(self) -> bool:
        """Whether it may be a code or a number."""
        return any(letter.isdigit() for letter in self.typed)

    @property
    def is_long_enough(self) -> bool:
        """Whether an index of three letters can find it: one long word, or short ones together."""
        return any(len(word) >= SHORT for word in self.words) or len(self.words) > 1

    @cached_property
    def needles(self) -> list[str]:
        """What a name has to contain: its words, or short words only as they stand together."""
        if any(len(word) >= SHORT for word in self.words):
            return self.words
        return [" ".join(self.words)]

    def fits(self, text: str) -> bool:
        """Return True if a text has every word, marks or not."""
        folded = fold(text)
        return bool(self.words) and all(word in folded for word in self.words)


@dataclass(frozen=True)
class Source:
    """A kind of results.

    `find` returns at most `most` rows that the officer may see, and records a look at persons
    itself. `by_keys` returns the rows of these keys that the officer may see, for what was opened
    last; `kind` is their name in the log of looks. Kinds are shown by `place`.
    """

    title: str
    icon: str
    find: Callable[[HttpRequest, Asked, int], Sequence[Found]]
    kind: str = ""
    by_keys: Callable[[HttpRequest, Sequence[Any]], Mapping[Any, Found]] | None = None
    place: int = 9


@dataclass(frozen=True)
class Act:
    """Something that officers do, found by its name; `permission` says who does it."""

    title: str
    url_name: str
    permission: str = ""
    query: str = ""

    def address(self) -> str:
        """Return the address of the page where it is done."""
        return reverse(self.url_name) + self.query


_sources: list[Source] = []
_acts: list[Act] = []
_last_opened: list[Callable[[HttpRequest, int], Sequence[tuple[str, Any]]]] = []


def register(*sources: Source) -> None:
    """Add kinds of results; for AppConfig.ready."""
    _sources.extend(sources)


def register_acts(*acts: Act) -> None:
    """Add what officers can do; for AppConfig.ready."""
    _acts.extend(acts)


def register_last_opened(read: Callable[[HttpRequest, int], Sequence[tuple[str, Any]]]) -> None:
    """Say who knows what an officer opened last, as kinds and keys; for AppConfig.ready."""
    _last_opened.append(read)


def sources() -> Sequence[Source]:
    """Return every kind of results, in the order in which they are shown."""
    return tuple(sorted(_sources, key=lambda source: source.place))


def acts() -> Iterable[Act]:
    """Return everything that officers do."""
    return tuple(_acts)


def last_opened(request: HttpRequest, most: int) -> list[tuple[str, Any]]:
    """Return kind and key of what the officer opened last, the newest first."""
    return [one for read in _last_opened for one in read(request, most)]
