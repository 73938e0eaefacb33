"""Which part a question asks for, as a linear model reads it; `training/` makes its file.

It sees words and words near each other. What the question is about is one word to it: how one asks
for a fee does not depend on the paper.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import orjson
from django.db.models import TextChoices

from foundation.learning.features import of_words
from foundation.learning.linear import scores
from foundation.records.vietnamese import syllables

FILE = Path(__file__).with_name("model.json")
# A question that no part answers; and a procedure that is named without asking for a part of it.
NONE, NO_PART = "-", "?"
# Stands for what the question is about.
THING = "zz"
# Words of a part that the model doubts: so much likelier must the part be than the next, if both
# agree; if no word names one. So much likelier may none be, if one is named.
_AGREED, _ALONE, _NONE_AT_MOST = 0.5, 1.5, 2.5
# The log-odds of a part that no word names.
_HEARD = -2.5


class Part(TextChoices):
    """What a question may ask about a procedure, the most telling words first."""

    PAPERS = "papers", "Giấy tờ"
    FEE = "fee", "Lệ phí"
    TIME = "time", "Thời hạn"
    HOURS = "hours", "Giờ làm việc"
    FORM = "form", "Mẫu đơn"
    RESULT = "result", "Kết quả nhận được"
    WHO = "who", "Ai được làm"
    CONDITIONS = "conditions", "Điều kiện"
    WHERE = "where", "Nơi nộp"
    ONLINE = "online", "Làm qua mạng"
    STEPS = "steps", "Các bước"


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


class Weighed(NamedTuple):
    """The parts that words and model find, whether that is sure, or unlikely to be any."""

    parts: tuple[Part, ...] = ()
    sure: bool = True
    unlikely: bool = False


def _heard(reading: Reading) -> Weighed:
    """Return what the model alone finds."""
    if reading.odds <= max(reading.none, reading.no_part, _HEARD):
        return Weighed()
    sure = min(reading.margin, reading.odds - reading.none) >= _ALONE
    return Weighed(_likely(reading)[: 1 if sure else 2], sure)


def weighed(ruled: Part | None, reading: Reading, *, hinted: bool) -> Weighed:
    """Return what words and model find together; the way of asking alone is a weak reason."""
    if ruled is None:
        return _heard(reading)
    if reading.none > max(reading.odds, reading.of(ruled) + _NONE_AT_MOST):
        return Weighed() if hinted else Weighed((ruled,), sure=False, unlikely=True)
    if reading.best == ruled:
        sure = reading.margin >= _AGREED
        return Weighed((ruled,) if sure else _likely(reading), sure)
    if reading.odds <= reading.none:
        return Weighed((ruled,), sure=False)
    sure = hinted and reading.margin >= _ALONE
    return Weighed((Part(reading.best),) if sure else (Part(reading.best), ruled), sure)


def _likely(reading: Reading) -> tuple[Part, ...]:
    return tuple(Part(part) for part, _ in reading.parts[:2])


@lru_cache(maxsize=1)
def part_model() -> PartModel:
    """Return the model of this version, read once per process."""
    return PartModel(**orjson.loads(FILE.read_bytes()))
