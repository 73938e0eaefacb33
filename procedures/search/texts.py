"""Reads the texts of a whole catalogue: the same syllables and keywords recur, so each is folded once."""

import re
import unicodedata

from .words import Words, plain_syllables, tone_last

_SYLLABLE = re.compile(r"[^\W_]+")
# What folding drops without leaving a gap would otherwise cut a syllable in two.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f]+")


class Texts:
    """Remembers how texts and syllables read. Lives while an index is built."""

    def __init__(self) -> None:
        self._plain: dict[str, list[str]] = {}
        self._marked: dict[str, str] = {}
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
        words: list[str] = []
        for word in self.written(text):
            plain = self._plain.get(word)
            if plain is None:
                plain = self._plain[word] = plain_syllables(word)
            words += plain
        return words

    def marked(self, text: str) -> list[str]:
        """Return the syllables of `text` that have marks, the tone last."""
        marked = []
        for word in self.written(text):
            if not word.isascii():
                form = self._marked.get(word)
                if form is None:
                    form = self._marked[word] = tone_last(word)
                marked.append(form)
        return marked
