"""Gives folded syllables their marks back, as far as the catalogue knows them, to show a corrected query."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from .texts import Texts


class Marks:
    """How syllables and pairs are written with marks in the texts of the catalogue; the first text counts."""

    def __init__(self, texts: Iterable[str], read: Texts) -> None:
        self._syllables: dict[str, str] = {}
        self._pairs: dict[str, tuple[str, str]] = {}
        for text in dict.fromkeys(texts):
            written, plain = read.written(text), read.plain(text)
            if len(written) == len(plain):
                self._learn(plain, written)

    def _learn(self, plain: Sequence[str], written: Sequence[str]) -> None:
        self._syllables.update(zip(plain, written, strict=True))
        for (a, b), pair in zip(pairwise(plain), pairwise(written), strict=True):
            key = f"{a} {b}"
            if key not in self._pairs:
                self._pairs[key] = pair

    def written(self, words: Sequence[str]) -> str:
        """Return `words` with marks: as in a pair that the catalogue has, else in some form that it has."""
        shown = [self._syllables.get(word, word) for word in words]
        for place, (a, b) in enumerate(pairwise(words)):
            shown[place : place + 2] = self._pairs.get(f"{a} {b}", shown[place : place + 2])
        return " ".join(shown)
