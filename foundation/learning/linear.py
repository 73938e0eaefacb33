"""Weights of several classes by feature, kept small: numbers of classes, each with its weight."""

from collections.abc import Collection, Mapping, Sequence
from math import sqrt

SCALE = 16


def packed(row: Sequence[int], least: int) -> list[int]:
    """Return the numbers of classes that a feature speaks for or against, each with its weight."""
    kept = [(number, weight) for number, weight in enumerate(row) if abs(weight) >= least]
    return [value for pair in kept for value in pair]


def scores(
    biases: Sequence[float], weights: Mapping[str, Sequence[int]], features: Collection[str]
) -> list[float]:
    """Return the log-odds of each class; weights are in units of 1/SCALE."""
    share = 1 / SCALE / sqrt(len(features) or 1)
    totals = list(biases)
    for name in features:
        pairs = weights.get(name, ())
        for i in range(0, len(pairs), 2):
            totals[pairs[i]] += share * pairs[i + 1]
    return totals
