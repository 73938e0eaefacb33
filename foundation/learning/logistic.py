"""Learns weights in plain Python: the same samples and the same chance give the same weights."""

import random
from collections.abc import Callable, Sequence
from math import exp, sqrt

PASSES = 5
RATE = 0.3
SURE = 30.0
# A sentence that is right by this much teaches nothing more.
LEARNED = 0.005

Samples = Sequence[tuple[list[int], str]]


def learn_one(
    samples: Samples, is_so: Callable[[str], bool], size: int, chance: random.Random, scale: int
) -> tuple[float, list[int]]:
    """Logistic regression, each weight with a rate of its own (AdaGrad): bias and weights.

    `samples` are the numbers of features, below `size`, each with its label. Weights are whole
    numbers, in units of 1/`scale`.
    """
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
    return bias, [round(weight * scale) for weight in weights]
