"""What a reply shows that may not have been asked for: text in, notices out. No Django, nothing leaves the machine."""

import json
from functools import cache
from math import log
from pathlib import Path
from typing import NamedTuple

from .features import cue_features, features, sentences, words_of

KINDS = ("advice", "blame", "disputes")
WEIGHTS = Path(__file__).with_name("weights.json")
SCALE = 64  # a weight of 1.0, in the file
# kind: (the score from which on a sentence shows it, how much the rest of the reply counts, what each further sentence
# costs, since among many one sounds like it by chance, what the last one is given, and the first takes)
_BARS = {
    "advice": (1.0, 0.15, 0.9, 1.0, 0.5),
    "blame": (2.0, 0.3, 0.0, 0.0, 0.0),
    "disputes": (-0.6, 0.3, 0.0, 0.0, 0.0),
}
_MANY = 12  # sentences, from which on no further one costs anything


class Notice(NamedTuple):
    """A sentence that shows something: from ``start`` to ``end`` of the text."""

    kind: str
    start: int
    end: int


def gathered(weights):
    """{feature: (its weight for each of ``KINDS``)} of ``{kind: {feature: weight}}``; "" is where all start from."""
    found = {feature for table in weights.values() for feature in table} | {""}
    return {feature: tuple(weights[kind].get(feature, 0) for kind in KINDS) for feature in found}


@cache
def _known():
    return gathered(json.loads(WEIGHTS.read_text(encoding="utf-8")))


def scores(words, kinds, known):
    """{kind: the score of each of a reply's sentences, given as their words}: its own, its place, and the others'."""
    own = []
    for said in words:
        rows = [known[feature] for feature in known.keys() & (features(said) | cue_features(said, kinds))]
        own.append([sum(column) / SCALE for column in zip(known[""], *rows, strict=True)])
    return {kind: _placed([row[at] for row in own], kind) for at, kind in enumerate(KINDS) if kind in kinds}


def _placed(own, kind):
    _bar, share, further, last, first = _BARS[kind]
    many, total = len(own), sum(own)
    placed = [
        score + share * (total - score) / max(1, many - 1) - further * log(min(many, _MANY) or 1) for score in own
    ]
    if many > 1:
        placed[-1] += last
        placed[0] -= first
    return placed


def shows(score, kind):
    return score >= _BARS[kind][0]


def notice(text, kinds=KINDS):
    """[Notice, …], kind by kind, each in the order of the text. Takes time in proportion to its length."""
    places = sentences(text)
    found = scores([words_of(text[start:end]) for start, end in places], kinds, _known())
    return [
        Notice(kind, *place)
        for kind in kinds
        for place, score in zip(places, found[kind], strict=True)
        if shows(score, kind)
    ]
