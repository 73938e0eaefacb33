"""Learns the weights of parts: the same phrases and questions give the same file."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from foundation.learning.linear import SCALE, packed
from foundation.learning.logistic import learn_one
from foundation.learning.patterns import lines_of, made_of, read_sets
from foundation.records.vietnamese import fold
from procedures.answers.parts import NO_PART, NONE, features

SEED = 30
HERE = Path(__file__).parent
PHRASES, QUESTIONS = HERE / "phrases", HERE / "questions"
# How many sentences of one pattern are learned, and how often each question.
OF_ONE, EACH = 8, 2
# Features in fewer sentences are not learned; smaller weights are not kept. Both bound the file.
RARE, SMALL = 2, 6

Labelled = tuple[str, str]
Mask = Callable[[str], str]


def learn(mask: Mask, left_out: str = "") -> dict[str, Any]:
    """Return the content of the model's file; `mask` puts one word for what a text is about.

    Files of questions whose name ends with `left_out` are not learned: one measures on them.
    """
    chance = random.Random(SEED)  # noqa: S311  # the same each time
    said = [*list(questions(left_out)) * EACH, *phrases(chance)]
    rows = [
        (sorted(features(way)), part)
        for text, part in said
        for way in dict.fromkeys((mask(text), fold(mask(text))))
    ]
    often = Counter(name for found, _ in rows for name in found)
    names = [name for name in sorted(often) if often[name] >= RARE]
    numbers = {name: number for number, name in enumerate(names)}
    samples = [([numbers[name] for name in found if name in numbers], part) for found, part in rows]
    parts = sorted({part for _, part in rows})
    columns = [learn_one(samples, part.__eq__, len(names), chance, SCALE) for part in parts]
    rows_of_weights = zip(*(weights for _, weights in columns), strict=True)
    return {
        "parts": parts,
        "biases": [round(bias, 3) for bias, _ in columns],
        "weights": {
            name: kept
            for name, row in zip(names, rows_of_weights, strict=True)
            if (kept := packed(row, SMALL))
        },
    }


def questions(left_out: str = "") -> Iterator[Labelled]:
    """Yield whole questions with the part that they ask for, the first if two may answer."""
    for file in sorted(QUESTIONS.glob("*.tsv")):
        if left_out and file.stem.endswith(left_out):
            continue
        for line in lines_of(file):
            question, _, part, *_ = (*line.split("\t"), "", "")
            first = part.split(",", maxsplit=1)[0]
            yield question, first or (NO_PART if file.stem == "plain" else NONE)


def phrases(chance: random.Random) -> Iterator[Labelled]:
    """Yield sentences of the patterns, each with its part."""
    sets = dict(read_sets(PHRASES / "sets.txt"))
    part = ""
    for line in lines_of(PHRASES / "parts.txt"):
        if line[0] == "[":
            part = line.strip("[]")
        else:
            yield from ((text, part) for text in made_of(line, sets, OF_ONE, chance))
