"""Find what else than a procedure a query may need: who or what, and what happens, in any order.

Where no phrase fits, the sentences that officers gave as examples decide (`likeness`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from .inputs import Signpost, Vocabulary
from .likeness import Likeness, Texts
from .phrasebook import PhraseBook
from .words import Syllables, Words, marked_syllables, plain_syllables, terms_of

MOST = 3
# How much more like the examples of a signpost than like procedures a query must be, in natural
# logarithms of odds: so much for each point of its best procedure, less the head start. Others are
# offered that are nearly as much like it. First, a query must not be much less like all examples
# together: that is told fast, and 9 in 10 queries for procedures end there. Of 220 sentences kept
# aside 198 have a door by this, of 1,238 queries for procedures 32.
STEEP, START, NEARLY, TOGETHER = 15.0, 28.0, 5.0, -5.0
# The same, before doors take the place of procedures: of 250 sentences with doors 209 lose theirs,
# of 152 queries with doors whose procedure is right 13, most to signposts that name it.
STEEP_ALONE, BEYOND = 10.0, 10.0
# No sentence was so much like an example that it stood before a procedure of this score.
HOPELESS = 3.2


@dataclass(slots=True)
class _Uses:
    """The signposts, by number, in which a phrase says who, what happens, or what rules it out."""

    who: tuple[int, ...] = ()
    act: tuple[int, ...] = ()
    ruled_out: tuple[int, ...] = ()

    def add(self, part: str, number: int) -> None:
        """Add a signpost to `part`."""
        setattr(self, part, (*getattr(self, part), number))


# Uses of a phrase by its syllables with marks, because cháy is not chạy; UNMARKED if typed without.
_Readings = dict[Words, _Uses]
UNMARKED: Words = ()


class Signposts:
    """All signposts; `others` are texts that lead to procedures."""

    def __init__(self, vocabulary: Vocabulary, others: Texts = ()) -> None:
        self._all = vocabulary.signposts
        phrases: dict[Words, _Readings] = {}
        for number, row in enumerate(self._all):
            for part, texts in (
                ("who", row.terms),
                ("act", row.with_any),
                ("ruled_out", row.unless),
            ):
                for text in texts:
                    readings = phrases.setdefault(tuple(plain_syllables(text)), {})
                    marked = tuple(marked_syllables(text))
                    readings.setdefault(marked, _Uses()).add(part, number)
                    # A lone syllable has several readings: «cong» is cống, công, cổng.
                    if len(marked) > 1 or text.isascii() or part == "ruled_out":
                        readings.setdefault(UNMARKED, _Uses()).add(part, number)
        self._book = PhraseBook(phrases.items())
        said = [
            [plain_syllables(text) for text in (*row.examples, *row.terms) if row.examples]
            for row in self._all
        ]
        others = list(others)
        self._likeness = Likeness(said, others)
        self._together = Likeness([chain.from_iterable(said)], others).odds()

    def find(
        self, words: Syllables, marked: Syllables = (), most: int = MOST
    ) -> list[tuple[int, Signpost]]:
        """Return the signposts that fit `words` and how many syllables say so, the most first.

        `marked` has the marks as typed. Without any, a lone syllable only rules out.
        """
        has_marks = len(marked) == len(words) and not all(map(str.isascii, marked))
        said = [
            (end - start, uses)
            for start, end, readings in self._book.find_all(words)
            if (uses := readings.get(tuple(marked[start:end]) if has_marks else UNMARKED))
        ]
        who = _longest((length, uses.who) for length, uses in said)
        if not who:
            return []
        acts = _longest((length, uses.act) for length, uses in said)
        ruled_out = {number for _, uses in said for number in uses.ruled_out}
        fitting = sorted(
            (-length - acts.get(number, 0) - self._all[number].priority, number)
            for number, length in who.items()
            if number not in ruled_out and (number in acts or not self._all[number].with_any)
        )
        return [(-negative, self._all[number]) for negative, number in fitting[:most]]

    def find_like(self, words: Syllables, score: float) -> tuple[Signpost, ...]:
        """Return the signposts whose examples are most like `words`, the best first.

        `score` is that of the best procedure. What rules a signpost out does so here, too.
        """
        odds = self._together
        if score > HOPELESS or sum([odds.get(term, 0.0) for term in terms_of(words)]) < TOGETHER:
            return ()
        ranked = self._likeness.rank(words)
        if not ranked or ranked[0][0] < STEEP * score - START:
            return ()
        enough = ranked[0][0] - NEARLY
        found = self._book.find_all(words)
        uses = (readings.get(UNMARKED, _Uses()) for _, _, readings in found)
        ruled_out = {number for use in uses for number in use.ruled_out}
        near = [number for odds_of, number in ranked if odds_of >= enough]
        return tuple(self._all[number] for number in near if number not in ruled_out)[:MOST]

    def leave_no_doubt(self, words: Syllables, score: float) -> bool:
        """Return True if `words` are so much like an example that no procedure need be shown.

        `score` is that of the best procedure.
        """
        ranked = self._likeness.rank(words)
        return bool(ranked) and ranked[0][0] > STEEP_ALONE * score + BEYOND


def _longest(found: Iterable[tuple[int, tuple[int, ...]]]) -> dict[int, int]:
    """Return the length of the longest phrase by signpost."""
    longest: dict[int, int] = {}
    for length, numbers in found:
        for number in numbers:
            if longest.get(number, 0) < length:
                longest[number] = length
    return longest
