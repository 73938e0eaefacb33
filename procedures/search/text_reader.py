"""Read the texts of a whole catalogue, folding each recurring text and syllable only once."""

import re
import unicodedata
from collections.abc import Iterable

from foundation.records.vietnamese import SYLLABLE

from .words import Words, plain_syllables, tone_last

# Folding drops these without a gap; here they would cut a syllable in two.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f]+")


class _Folded(dict[str, str]):
    """Maps written syllables to folded ones; fills itself."""

    def __missing__(self, written: str) -> str:
        self[written] = folded = " ".join(plain_syllables(written))
        return folded


class _Marked(dict[str, str]):
    """Maps syllables to their form with the tone last, or to "" without marks; fills itself."""

    def __missing__(self, written: str) -> str:
        self[written] = marked = "" if written.isascii() else tone_last(written)
        return marked


class TextReader:
    """Reads texts and remembers them, while an index is built."""

    def __init__(self) -> None:
        self._folded = _Folded()
        self._marked = _Marked()
        self._texts: dict[str, Words] = {}
        self._written: dict[str, Words] = {}
        # Saves 13 MB of a process with 1,000 procedures: texts share equal syllables.
        self._syllables: dict[str, str] = {}

    def written(self, text: str) -> Words:
        """Return the syllables of `text` as written, in lower case."""
        found = self._written.get(text)
        if found is None:
            clear = unicodedata.normalize("NFC", _INVISIBLE.sub("", text.lower()))
            found = self._written[text] = self._shared(SYLLABLE.findall(clear))
        return found

    def plain(self, text: str) -> Words:
        """Return the folded syllables of `text`."""
        found = self._texts.get(text)
        if found is None:
            found = self._texts[text] = self._shared(self.folded(self.written(text)))
        return found

    def _shared(self, syllables: list[str]) -> Words:
        return tuple(map(self._syllables.setdefault, syllables, syllables))

    def folded(self, written: Iterable[str]) -> list[str]:
        """Return the syllables `written`, folded."""
        return " ".join(map(self._folded.__getitem__, written)).split()

    def marked(self, written: Iterable[str]) -> set[str]:
        """Return the syllables of `written` that have marks, with the tone last."""
        return set(map(self._marked.__getitem__, written)) - {""}


def unmarked(written: Iterable[str]) -> set[str]:
    """Return the syllables of `written` that have no marks: khi, cho, xe."""
    return {word for word in written if word.isascii()}
