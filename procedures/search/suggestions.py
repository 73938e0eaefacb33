"""Complete the typed text, from any syllable of a text, with or without marks."""

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from .results import Suggestion
from .text_reader import TextReader
from .words import MAX_CHARACTERS, plain_syllables

MIN_LETTERS = 2
# Sorts after every letter: the end of the texts that begin with a prefix.
_LAST = "\U0010ffff"
# Added to the rank of a match inside a text, so that texts that begin as typed come first.
_INSIDE = 1 << 32
# A place is the number of a text and, in its low bits, a position in it.
SHIFT, MASK = 16, 0xFFFF


class Suggestions:
    """The texts that may be suggested, indexed by the beginning of each syllable."""

    def __init__(self, texts: Iterable[tuple[str, str | None]], read: TextReader) -> None:
        """Take (text, procedure id), most important first; a text with two procedures has none."""
        self._texts: list[Suggestion] = []
        seen: dict[str, int] = {}
        for text, procedure_id in texts:
            folded = " ".join(read.plain(text))
            number = seen.setdefault(folded, len(self._texts))
            if number == len(self._texts):
                self._texts.append(Suggestion(text, procedure_id))
            elif self._texts[number].procedure_id != procedure_id:
                self._texts[number] = Suggestion(self._texts[number].text)
        self._folded = [folded + " " for folded in seen]
        places = [
            number << SHIFT | start
            for number, folded in enumerate(self._folded)
            for start in _starts(folded)
        ]
        self._places = array("Q", sorted(places, key=self._ending))

    def _ending(self, place: int) -> str:
        """Return the rest of a text from `place` on."""
        return self._folded[place >> SHIFT][place & MASK :]

    def complete(self, prefix: str, limit: int) -> list[Suggestion]:
        """Return up to `limit` texts in which `prefix` begins a syllable, at the start first."""
        typed = " ".join(plain_syllables(prefix[:MAX_CHARACTERS]))
        if len(typed) < MIN_LETTERS:
            return []
        if prefix[-1:].isspace():
            typed += " "
        first, last = (
            bisect_left(self._places, end, key=self._ending) for end in (typed, typed + _LAST)
        )
        ranks = (
            place >> SHIFT | (_INSIDE if place & MASK else 0) for place in self._places[first:last]
        )
        numbers = (rank % _INSIDE for rank in heapq.nsmallest(4 * limit, ranks))
        return [self._texts[number] for number in dict.fromkeys(numbers)][:limit]


def _starts(folded: str) -> Iterator[int]:
    """Yield where the syllables of `folded` start, which ends with a space."""
    start = 0
    while start < len(folded):
        yield start
        start = folded.find(" ", start) + 1
