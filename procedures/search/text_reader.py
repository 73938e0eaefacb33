"""Reads the texts of a whole catalogue.

The same syllables and keywords recur, so each is folded once.
"""

import re
import unicodedata
from collections.abc import Iterable

from .words import Words, plain_syllables, tone_last

_SYLLABLE = re.compile(r"[^\W_]+")
# What folding drops without leaving a gap would otherwise cut a syllable in two.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f]+")


class _Folded(dict[str, str]):
    """Syllables as written, and folded: remembered when first asked for."""

    def __missing__(self, written: str) -> str:
        self[written] = folded = " ".join(plain_syllables(written))
        return folded


class _Marked(dict[str, str]):
    """Syllables as written, and with the tone last; nothing for those without marks."""

    def __missing__(self, written: str) -> str:
        self[written] = marked = "" if written.isascii() else tone_last(written)
        return marked


class TextReader:
    """Remembers how texts and syllables read. Lives while an index is built."""

    def __init__(self) -> None:
        self._folded = _Folded()
        self._marked = _Marked()
        self._texts: dict[str, Words] = {}

    def written(self, text: str) -> list[str]:
        """Return the syllables of `text` as they are written, in lower case."""
        return _SYLLABLE.findall(unicodedata.normalize("NFC", _INVISIBLE.sub("", text.lower())))

    def plain(self, text: str) -> Words:
        """Return the folded syllables of `text`."""
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = tuple(self.plain_once(text))
        return found

    def plain_once(self, text: str) -> list[str]:
        """Return the folded syllables of `text`, which is not expected again."""
        return self.folded(self.written(text))

    def folded(self, written: Iterable[str]) -> list[str]:
        """Return the folded syllables of those `written`."""
        folded = self._folded
        return " ".join([folded[word] for word in written]).split()

    def marked(self, written: Iterable[str]) -> set[str]:
        """Return those of the syllables `written` that have marks, the tone last."""
        marked = self._marked
        return {marked[word] for word in written} - {""}


def unmarked(written: Iterable[str]) -> set[str]:
    """Return those of the syllables `written` that have no marks at all: khi, cho, xe."""
    return {word for word in written if word.isascii()}
