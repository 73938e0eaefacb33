"""Filler: words of a question that do not show its subject.

There are two kinds. Question phrases are removed wherever they occur. Weak syllables may be part of
a real word (ở trọ, tội phạm, đi làm xa), so they are kept but hardly count.
"""

from collections.abc import Iterable

from .phrasebook import PhraseBook
from .words import GAP, Syllables, neighbour_pairs, plain_syllables


class Filler:
    """The filler words of a vocabulary, folded."""

    def __init__(
        self, question_phrases: Iterable[str] = (), weak_words: Iterable[str] = ()
    ) -> None:
        phrases = [plain_syllables(phrase) for phrase in question_phrases]
        self._book = PhraseBook((words, None) for words in phrases)
        self.weak = frozenset(syllable for word in weak_words for syllable in plain_syllables(word))
        self.syllables = self.weak.union(*phrases)
        # So that a typing mistake inside a question phrase is recognised too.
        self.phrase_pairs = frozenset(pair for words in phrases for pair in neighbour_pairs(words))

    def meaningful_syllables(self, words: Syllables) -> list[str]:
        """Return the syllables of `words` that are not weak."""
        return [word for word in words if word and word not in self.weak]

    def without_question_phrases(self, words: Syllables) -> list[str]:
        """Return `words` with a gap where a question phrase was.

        >>> Filler(["cần giấy tờ gì"]).without_question_phrases("ho chieu can giay to gi".split())
        ['ho', 'chieu', '']
        """
        found = self._book.find(words)
        if not found:
            return list(words)
        kept: list[str] = []
        last = 0
        for start, end, _ in found:
            kept += [*words[last:start], GAP]
            last = end
        return [*kept, *words[last:]]
