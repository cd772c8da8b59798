"""What chance does, and how far from it counts as a leak."""

import math

CERTAINTY = 0.9999


def most_hits(trials, chance, certainty=CERTAINTY):
    """The binomial's quantile: more hits than this are no chance."""
    if not trials:
        return 0
    total, term = 0.0, (1 - chance) ** trials
    for hits in range(trials + 1):
        total += term
        if total >= certainty:
            return hits
        term *= (trials - hits) / (hits + 1) * chance / (1 - chance)
    return trials


def tail(hits, trials, chance):
    """How likely so many hits or more are by chance."""
    below, term = 0.0, (1 - chance) ** trials
    for fewer in range(hits):
        below += term
        term *= (trials - fewer) / (fewer + 1) * chance / (1 - chance)
    return max(1 - below, 1e-15)


def above(scores):
    """How often a true pair scores higher than made-up ones of the same text, ties counted half; and its standard
    error where scores say nothing: the place among ``k`` others is then any of ``k + 1``.

    ``scores`` are [(score of the true pair, [scores of as many made-up ones for each text])].
    """
    won = [sum((true > other) + (true == other) / 2 for other in others) / len(others) for true, others in scores]
    k = len(scores[0][1])
    return sum(won) / len(won), math.sqrt((k + 2) / (12 * k * len(won)))


def fit(rows, labels, rounds=300, rate=0.5, keep=0.001):
    """Logistic regression by plain descent over rows of numbers about 0 to 1. Returns weights, the bias last."""
    width = len(rows[0])
    weights = [0.0] * (width + 1)
    for _round in range(rounds):
        slope = [keep * weight for weight in weights]
        for row, label in zip(rows, labels, strict=True):
            miss = 1 / (1 + math.exp(-score(weights, row))) - label
            for at, value in enumerate(row):
                slope[at] += miss * value / len(rows)
            slope[width] += miss / len(rows)
        weights = [weight - rate * step for weight, step in zip(weights, slope, strict=True)]
    return weights


def score(weights, row):
    return max(-30.0, min(30.0, weights[-1] + sum(w * value for w, value in zip(weights, row, strict=False))))
