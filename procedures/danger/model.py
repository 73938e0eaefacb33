"""The linear model: how sure it is that a text tells of danger, of which kind, and by which words.

`training/` makes its file. Weights are whole numbers, in units of 1/SCALE.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple

import orjson

from foundation.learning.features import of_letters, of_words
from foundation.learning.linear import SCALE, scores
from foundation.records.vietnamese import syllables
from procedures.danger.features import parts, pieces

FILE = Path(__file__).with_name("model.json")
# Texts whose words alone, or with the words near them, are so harmless are read no further. Of
# 1,400 ordinary queries 60 % end at the first, 92 % at the second, and of 726 emergencies one.
HOPELESS_WORDS, HOPELESS, NEVER = -8 * SCALE, -7 * SCALE, -9.0
# A part of a short text must be so much surer: with 3, 8 of 2,666 ordinary queries were alarms,
# with 4 five, as without parts. Without them, a cry behind «cho hỏi cái thẻ căn cước» is not heard.
WITHIN = 4.0
# So must one of many pieces of a long text: each is a chance to be mistaken.
OF_MANY = 2.0


class Reading(NamedTuple):
    """What the model makes of a text: above 0 it rather tells of danger than not.

    `alone` is the margin of the words that were read, if nothing stood beside them; `text` is where
    officers' words are looked for.
    """

    margin: float
    text: str
    features: Collection[str]
    alone: float


class Model:
    """Weights of features: of danger at all, and of each of its kinds."""

    def __init__(
        self,
        bias: float,
        danger: Mapping[str, int],
        kinds: Sequence[str],
        biases: Sequence[float],
        of_kinds: Mapping[str, Sequence[int]],
    ) -> None:
        self._bias = bias
        self._danger = danger
        self._kinds = kinds
        self._biases = biases
        self._of_kinds = of_kinds

    def read(self, text: str) -> Reading:
        """Return the reading of the piece of `text`, or part of it, that tells most of danger."""
        found = [self._read_piece(piece) for piece in pieces(text)]
        if len(found) > 1:
            found = [Reading(one.alone - OF_MANY, *one[1:]) for one in found]
        for part in parts(text):
            alone, _, every, _ = self._read_piece(part)
            # What rules danger out may stand beside the part.
            found.append(Reading(alone - WITHIN, text, every, alone))
        return max(found, key=lambda reading: reading.margin)

    def _read_piece(self, piece: str) -> Reading:
        found = syllables(piece)
        total = self._total(found)
        if not found or total < HOPELESS_WORDS:
            return Reading(NEVER, piece, (), NEVER)
        near = of_words(piece, found)
        if total + self._total(near) < HOPELESS:
            return Reading(NEVER, piece, (), NEVER)
        every = {*found, *near, *of_letters(found)}
        share = 1 / SCALE / sqrt(len(every))
        margin = self._bias + share * self._total(every)
        return Reading(margin, piece, every, margin)

    def _total(self, names: Iterable[str]) -> int:
        known = self._danger
        return sum([known[name] for name in names if name in known])

    def kinds(self, reading: Reading) -> dict[str, float]:
        """Return how likely each kind of danger is, seen alone: 0 to 1."""
        totals = scores(self._biases, self._of_kinds, reading.features)
        return {
            kind: 1 / (1 + exp(-total)) for kind, total in zip(self._kinds, totals, strict=True)
        }

    def decisive(self, reading: Reading, most: int = 5) -> list[str]:
        """Return the words that speak most for danger, alone or together, the strongest first."""
        words = [name for name in reading.features if name[0] != "~"]
        words.sort(key=lambda name: (-self._danger.get(name, 0), name))
        return [name for name in words[:most] if self._danger.get(name, 0) > 0]


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model of this version, read once per process."""
    content = orjson.loads(FILE.read_bytes())
    return Model(**content)
