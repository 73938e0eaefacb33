"""Restore the marks of folded syllables, so that a corrected query reads well."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from .text_reader import TextReader


class MarkRestorer:
    """The marks of syllables and pairs in the catalogue; the first pair counts."""

    def __init__(self, texts: Iterable[str], read: TextReader) -> None:
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

    def restore(self, words: Sequence[str], as_typed: Mapping[str, str]) -> str:
        """Return `words` with marks: as in a known pair, else as typed, else as in any known text.

        `as_typed` maps folded words to the typed ones; typed marks are kept.
        """
        shown = [as_typed.get(word) or self._syllables.get(word, word) for word in words]
        marked = {word for word, typed in as_typed.items() if not typed.isascii()}
        for place, pair in enumerate(pairwise(words)):
            for at, (word, written) in enumerate(
                zip(pair, self._pairs.get(" ".join(pair), ()), strict=False), place
            ):
                if word not in marked:
                    shown[at] = written
        return " ".join(shown)
