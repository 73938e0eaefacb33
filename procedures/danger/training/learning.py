"""Learns the weights: plain Python and one seed, so the same phrases give the same file."""

import random
from collections import Counter
from typing import Any

from foundation.learning.features import features
from foundation.learning.linear import SCALE, packed
from foundation.learning.logistic import learn_one
from procedures.danger.features import PIECE
from procedures.danger.training.phrases import HARMLESS, sentences

SEED = 113
# Features in fewer sentences are not learned; smaller weights are not kept. Both bound the file.
RARE, SMALL, SMALL_OF_KIND = 4, 12, 22


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
    bias, weights = learn_one(samples, lambda kind: kind != HARMLESS, len(names), chance, SCALE)
    dangerous = [sample for sample in samples if sample[1] != HARMLESS]
    # Each kind against all others.
    columns = [learn_one(dangerous, kind.__eq__, len(names), chance, SCALE) for kind in kinds]
    return {
        "bias": round(bias, 3),
        "danger": {name: w for name, w in zip(names, weights, strict=True) if abs(w) >= SMALL},
        "kinds": kinds,
        "biases": [round(bias, 3) for bias, _ in columns],
        "of_kinds": {
            name: kept
            for name, row in zip(names, zip(*(c for _, c in columns), strict=True), strict=True)
            if (kept := packed(row, SMALL_OF_KIND))
        },
    }
