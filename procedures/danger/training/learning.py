"""Learns the weights: plain Python and one seed, so the same phrases give the same file."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from math import exp, sqrt
from typing import Any

from procedures.danger.features import PIECE, features
from procedures.danger.model import SCALE
from procedures.danger.training.phrases import HARMLESS, sentences

SEED = 113
PASSES = 5
RATE = 0.3
# Features in fewer sentences are not learned; smaller weights are not kept. Both bound the file.
RARE, SMALL, SMALL_OF_KIND = 4, 12, 22
SURE = 30.0
# A sentence that is right by this much teaches nothing more.
LEARNED = 0.005

Samples = Sequence[tuple[list[int], str]]


def learn() -> dict[str, Any]:
    """Return the content of the model's file."""
    chance = random.Random(SEED)  # noqa: S311  # the same each time
    rows = [
        (sorted(features(" ".join(text.split()[:PIECE]))), kind) for text, kind in sentences(chance)
    ]
    often = Counter(name for found, _ in rows for name in found)
    names = [name for name in sorted(often) if often[name] >= RARE]
    numbers = {name: number for number, name in enumerate(names)}
    samples = [([numbers[name] for name in found if name in numbers], kind) for found, kind in rows]
    kinds = sorted({kind for _, kind in rows} - {HARMLESS})
    bias, weights = _learn_one(samples, lambda kind: kind != HARMLESS, len(names), chance)
    dangerous = [sample for sample in samples if sample[1] != HARMLESS]
    # Each kind against all others.
    columns = [_learn_one(dangerous, kind.__eq__, len(names), chance) for kind in kinds]
    return {
        "bias": round(bias, 3),
        "danger": {name: w for name, w in zip(names, weights, strict=True) if abs(w) >= SMALL},
        "kinds": kinds,
        "biases": [round(bias, 3) for bias, _ in columns],
        "of_kinds": {
            name: packed
            for name, row in zip(names, zip(*(c for _, c in columns), strict=True), strict=True)
            if (packed := _packed(row))
        },
    }


def _learn_one(
    samples: Samples, is_so: Callable[[str], bool], size: int, chance: random.Random
) -> tuple[float, list[int]]:
    """Logistic regression, each weight with a rate of its own (AdaGrad): bias and weights."""
    weights, seen, bias = [0.0] * size, [0.01] * size, 0.0
    order = [(found, 1 / sqrt(len(found) or 1), float(is_so(kind))) for found, kind in samples]
    for _ in range(PASSES):
        chance.shuffle(order)
        for found, share, truth in order:
            score = bias + share * sum([weights[i] for i in found])
            fault = 1 / (1 + exp(-max(-SURE, min(SURE, score)))) - truth
            if abs(fault) < LEARNED:
                continue
            step = fault * share
            for i in found:
                seen[i] += step * step
                weights[i] -= RATE * step / sqrt(seen[i])
            bias -= RATE * fault / 100
    return bias, [round(weight * SCALE) for weight in weights]


def _packed(row: Sequence[int]) -> list[int]:
    """Return the numbers of kinds that a feature speaks for or against, each with its weight."""
    kept = [(kind, weight) for kind, weight in enumerate(row) if abs(weight) >= SMALL_OF_KIND]
    return [value for pair in kept for value in pair]
