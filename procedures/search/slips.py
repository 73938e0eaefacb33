"""Find the known syllables that are one typing mistake away from the typed one."""

import re
from collections.abc import Iterator

# The cost of each mistake. Mistakes that fingers make easily cost less than a wrong letter.
SWAPPED, DOUBLED, DROPPED, INSERTED, WRONG = 1.0, 0.9, 1.1, 1.2, 1.5
TELEX = 0.6
SPLIT = 0.9
TWO_SLIPS = 9.0

_VOWEL = re.compile("[aeiouy]")
_TELEX_KEYS = re.compile("[sfrxjwz]")
_DOUBLE = re.compile(r"(.)\1")
_LETTERS_OR_DIGITS = re.compile(r"\d+|\D+")


class Slips:
    """The known syllables, indexed by themselves without one letter."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self._shortened: dict[str, list[str]] = {}
        for word in self.known:
            for rest in {word, *drop_each_letter(word)}:
                self._shortened.setdefault(rest, []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self.known

    def find_readings(self, typed: str) -> dict[tuple[str, ...], float]:
        """Return what `typed` may mean, with costs; several syllables where a space is missing."""
        near = self._near(typed) if typed.isalpha() else ()
        found: dict[tuple[str, ...], float] = {
            (word,): cost for word in sorted(near) if (cost := slip_cost(typed, word)) < TWO_SLIPS
        }
        for cost, words in (
            (TELEX, (strip_telex_keys(typed),)),
            *((SPLIT, words) for words in self._split(typed)),
        ):
            if words != (typed,) and all(word in self.known or word.isdigit() for word in words):
                found[words] = min(found.get(words, TWO_SLIPS), cost)
        return found

    def _near(self, typed: str) -> set[str]:
        near: set[str] = set()
        for rest in (typed, *drop_each_letter(typed)):
            near.update(self._shortened.get(rest, ()))
        near.discard(typed)
        return near

    def _split(self, typed: str) -> Iterator[tuple[str, ...]]:
        """Yield `typed` cut into two syllables, or where letters meet digits (cmnd9so, muc2)."""
        for cut in range(1, len(typed)):
            if typed[:cut] in self.known and typed[cut:] in self.known:
                yield typed[:cut], typed[cut:]
        if not typed.isalpha():
            yield tuple(_LETTERS_OR_DIGITS.findall(typed))
            yield (re.sub(r"\d", "", typed),)


def drop_each_letter(word: str) -> list[str]:
    """Return `word` without each of its letters in turn."""
    return [word[:cut] + word[cut + 1 :] for cut in range(len(word))] if len(word) > 1 else []


def slip_cost(typed: str, meant: str) -> float:
    """Return the cost of the mistake that turned `meant` into `typed`; TWO_SLIPS if not one."""
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    rest_typed, rest_meant = typed[start:], meant[start:]
    if len(typed) == len(meant):
        if rest_typed[1:] == rest_meant[1:]:
            return WRONG
        swapped = rest_typed[:2][::-1] == rest_meant[:2] and rest_typed[2:] == rest_meant[2:]
        return SWAPPED if swapped else TWO_SLIPS
    if rest_typed[1:] == rest_meant:
        return DOUBLED if start and typed[start] == typed[start - 1] else INSERTED
    return DROPPED if rest_typed == rest_meant[1:] else TWO_SLIPS


def strip_telex_keys(typed: str) -> str:
    """Return `typed` without the keys of the Telex input method left in it.

    >>> strip_telex_keys("chieeus"), strip_telex_keys("ddangw"), strip_telex_keys("truwowngf")
    ('chieu', 'dang', 'truong')
    """
    vowel = _VOWEL.search(typed)
    if not vowel or not typed.isascii():
        return typed
    head, tail = typed[: vowel.start()], typed[vowel.start() :]
    return _DOUBLE.sub(r"\1", head.replace("w", "")) + _DOUBLE.sub(r"\1", _TELEX_KEYS.sub("", tail))
