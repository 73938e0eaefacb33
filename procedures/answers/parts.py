"""Which part a question asks for, as a linear model reads it; `training/` makes its file.

It sees words and words near each other. What the question is about is one word to it: how one asks
for a fee does not depend on the paper.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import orjson

from foundation.learning.features import of_words
from foundation.learning.linear import scores
from foundation.records.vietnamese import syllables

FILE = Path(__file__).with_name("model.json")
# A question that no part answers; and a procedure that is named without asking for a part of it.
NONE, NO_PART = "-", "?"
# Stands for what the question is about.
THING = "zz"


class Reading(NamedTuple):
    """The likeliest parts, the best first, each with its log-odds; and those of none."""

    parts: Sequence[tuple[str, float]]
    none: float
    no_part: float

    @property
    def best(self) -> str:
        """The likeliest part."""
        return self.parts[0][0]

    @property
    def odds(self) -> float:
        """The log-odds of the likeliest part."""
        return self.parts[0][1]

    @property
    def margin(self) -> float:
        """How much likelier it is than the second."""
        return self.odds - self.parts[1][1]

    def of(self, part: str) -> float:
        """Return the log-odds of `part`."""
        return dict(self.parts)[part]


class PartModel:
    """Weights of features for each part."""

    def __init__(
        self, parts: Sequence[str], biases: Sequence[float], weights: Mapping[str, Sequence[int]]
    ) -> None:
        self._parts = parts
        self._biases = biases
        self._weights = weights

    def read(self, written: Sequence[str], things: Collection[int]) -> Reading:
        """Return the reading of the syllables as `written`; those at `things` are one word."""
        found = features(without_things(written, things))
        odds = scores(self._biases, self._weights, found)
        known = dict(zip(self._parts, odds, strict=True))
        none, no_part = known.pop(NONE), known.pop(NO_PART)
        return Reading(sorted(known.items(), key=lambda one: -one[1]), none, no_part)


def without_things(written: Sequence[str], things: Collection[int]) -> str:
    """Return the text with THING for each run of places in `things`."""
    kept: list[str] = []
    for place, word in enumerate(written):
        if place not in things:
            kept.append(word)
        elif kept[-1:] != [THING]:
            kept.append(THING)
    return " ".join(kept)


def features(text: str) -> set[str]:
    """Return the features of a text."""
    words = syllables(text)
    return {*words, *of_words(text, words)}


@lru_cache(maxsize=1)
def part_model() -> PartModel:
    """Return the model of this version, read once per process."""
    return PartModel(**orjson.loads(FILE.read_bytes()))
