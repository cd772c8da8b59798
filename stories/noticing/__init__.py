"""What a reply shows that may not have been asked for: text in, notices out. No Django, nothing leaves the machine."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .features import cue_features, features, sentences, words_of

KINDS = ("advice", "blame", "disputes")
WEIGHTS = Path(__file__).with_name("weights.json")
SCALE = 64  # a weight of 1.0, in the file
# kind: (the score from which on a sentence shows it, how much the rest of the reply counts)
_BARS = {"advice": (1.0, 0.15), "blame": (1.5, 0.3), "disputes": (0.8, 0.3)}


class Notice(NamedTuple):
    """A sentence that shows something: from ``start`` to ``end`` of the text."""

    kind: str
    start: int
    end: int


@cache
def _weights():
    return json.loads(WEIGHTS.read_text(encoding="utf-8"))


def scores(words, kind, table):
    """The score of each of a reply's sentences, given as their words: its own, and some of how the others sound."""
    known, start = table.keys(), table.get("", 0)
    own = [
        start + sum([table[feature] for feature in known & seen | known & cue_features(said, kind)])
        for said, seen in words
    ]
    share, others, total = _BARS[kind][1], max(1, len(own) - 1), sum(own)
    return [(score + share * (total - score) / others) / SCALE for score in own]


def shows(score, kind):
    return score >= _BARS[kind][0]


def notice(text, kinds=KINDS):
    """[Notice, …], kind by kind, each in the order of the text. Takes time in proportion to its length."""
    places = sentences(text)
    words = [(said := words_of(text[start:end]), features(said)) for start, end in places]
    return [
        Notice(kind, *place)
        for kind in kinds
        for place, score in zip(places, scores(words, kind, _weights()[kind]), strict=True)
        if shows(score, kind)
    ]
