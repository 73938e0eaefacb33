"""Who and what happens, in any order: the vocabularies of people and acts; pure."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from foundation.records.vietnamese import SYLLABLE, fold
from procedures.danger.words import Act, DangerWords, People

# What is done to children has a number of its own.
CHILD, DONE_TO_CHILDREN = "child", frozenset(("home", "sexual"))

Words = tuple[str, ...]
Value = TypeVar("Value")


class Match(NamedTuple):
    """The kind of danger, and the terms found."""

    kind: str
    terms: tuple[str, ...]


class Rules:
    """Looks for an act, and for a person where the act needs one."""

    def __init__(self, words: DangerWords) -> None:
        self._acts = _Book((term, act) for act in words.acts for term in act.terms)
        self._people = _Book((term, who) for who in words.people for term in who.terms)
        self._exceptions = _Book((one, one) for act in words.acts for one in act.unless)

    def find(self, text: str) -> Match | None:
        """Return the match with the longest act, or None."""
        typed = _written(text)
        acts = self._acts.find(typed)
        if not acts:
            return None
        people = self._people.find(typed)
        ruled_out = {one for _, one in self._exceptions.find(typed) if _is_meant(one, typed)}
        for term, act in sorted(acts, key=lambda found: -len(found[0])):
            # A person inside the act's own words is part of it: «con» of «con dao».
            others = [found for found in people if found[0] not in term]
            if ruled_out.isdisjoint(act.unless) and (others or not act.needs_person):
                return _match(term, act, others)
        return None


def _is_meant(exception: str, typed: Words) -> bool:
    """Return False if it may be another word without its marks: «day» is no «dạy» but «đây»."""
    written = _written(exception)
    return len(written) > 1 or written[0] in typed


def _match(term: str, act: Act, people: Sequence[tuple[str, People]]) -> Match:
    terms = (term, *(found for found, _ in people[:1])) if act.needs_person else (term,)
    of_child = act.kind in DONE_TO_CHILDREN and any(who.is_child for _, who in people)
    return Match(CHILD if of_child else act.kind, terms)


class _Book(Generic[Value]):
    """Terms of several words, found in any order."""

    def __init__(self, rows: Iterable[tuple[str, Value]]) -> None:
        self._rows: dict[Words, list[tuple[Words, str, Value]]] = {}
        for term, value in rows:
            written = _written(term)
            plain = tuple(map(fold, written))
            self._rows.setdefault(plain, []).append((written, term, value))
        self._lengths = sorted({len(plain) for plain in self._rows})

    def find(self, typed: Words) -> list[tuple[str, Value]]:
        """Return the terms that `typed` contains with the same marks, each with its value."""
        plain = tuple(map(fold, typed))
        return [
            (term, value)
            for length in self._lengths
            for start in range(len(plain) - length + 1)
            for written, term, value in self._rows.get(plain[start : start + length], ())
            if all(map(_same_marks, typed[start : start + length], written))
        ]


def _written(text: str) -> Words:
    return tuple(SYLLABLE.findall(unicodedata.normalize("NFC", text.lower())))


def _same_marks(typed: str, written: str) -> bool:
    """Return True unless the marks differ: cháy is not chạy. Wherever they stand: hoá is hóa."""
    if typed.isascii() or typed == written:
        return True
    return sorted(unicodedata.normalize("NFD", typed)) == sorted(
        unicodedata.normalize("NFD", written)
    )
