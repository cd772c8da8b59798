"""Make ``weights.json`` anew: ``python -m stories.noticing.train [--apart]``.

One logistic model for each kind, learned from the sentences in ``texts``: what stands between « and » shows the kind
that the file is named after, all else in it does not. With the same files the same bytes come out. ``--apart`` learns
from four fifths of the replies and says how the rest comes out, five times, by whole replies.
"""

import json
import random
import re
import sys
from collections import Counter, defaultdict
from math import exp
from pathlib import Path

from . import KINDS, SCALE, WEIGHTS, scores, shows
from .features import cue_features, features, sentences, words_of
from .made import made

TEXTS = Path(__file__).parent / "texts"
# kind: (files whose marked sentences show it, files of which nothing shows it)
LEARNED = {
    "advice": (("advice",), ("support", "question", "blame")),
    "blame": (("blame",), ("support", "question", "advice", "acknowledges")),
    "disputes": (("disputes",), ("acknowledges", "support")),
}
EPOCHS, RATE, SHRINK, LEAST, CUE, ORDER = 20, 0.05, 0.97, 2, 3.0, 0.4
_MARKED = re.compile(r"«(.*?)»", re.S)


def replies(name):
    """[[(sentence, whether it is marked), …], …] of a file: one reply a line."""
    found = []
    for line in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        parts = re.split(r"([«»])", line)
        reply, inside = [], False
        for part in parts:
            if part in "«»" and part:
                inside = part == "«"
                continue
            reply += [(part[start:end], inside) for start, end in sentences(part)]
        if reply:
            found.append(reply)
    return found


def seen(sentence, kind):
    words = words_of(sentence)
    return features(words) | cue_features(words, kind)


def examples(kind, data, together):
    """[(features, whether they show the kind)]."""
    showing, others = LEARNED[kind]
    rows = []
    for name in (*showing, *others):
        for reply in data[name]:
            rows += [(seen(sentence, kind), marked and name in showing) for sentence, marked in reply]
        rows += [(seen(sentence, kind), name in showing) for sentence in together.get(name, ())]
    return rows


def learn(rows):
    """{feature: weight}, by plain steps that grow smaller; "" is where every sentence starts from.

    Turns of phrase learn faster than words, and words faster than their order: they say more with few examples.
    """
    seen = Counter(feature for found, _label in rows for feature in found)
    rows = [
        ([(f, _rate(f)) for f in ["", *sorted(f for f in found if seen[f] >= LEAST)]], label) for found, label in rows
    ]
    weights = defaultdict(float)
    chance = random.Random(1)
    many = sum(label for _found, label in rows) / len(rows)
    for turn in range(EPOCHS):
        chance.shuffle(rows)
        for found, label in rows:
            total = sum([weights[f] for f, _ in found])
            error = label - 1 / (1 + exp(-max(-30, min(30, total))))
            error *= RATE / (1 + turn / 4) * ((1 - many) if label else many) * 2
            for feature, rate in found:
                weights[feature] += rate * error
        for feature in weights:
            weights[feature] *= SHRINK
    return weights


def _rate(feature):
    if ":" in feature[1:]:
        return CUE
    return 1.0 if " " not in feature else ORDER


def rounded(weights):
    """Whole numbers, in units of 1 / SCALE; what weighs nothing is left out."""
    table = {feature: round(weight * SCALE) for feature, weight in sorted(weights.items())}
    return {feature: weight for feature, weight in table.items() if weight}


def apart():
    whole = {name: replies(name) for showing, others in LEARNED.values() for name in (*showing, *others)}
    found, together = defaultdict(list), made()
    for turn in range(5):
        kept = {name: [r for n, r in enumerate(rows) if n % 5 != turn] for name, rows in whole.items()}
        models = {kind: rounded(learn(examples(kind, kept, together))) for kind in KINDS}
        for name, rows in whole.items():
            for reply in rows[turn::5]:
                for kind in KINDS:
                    words = [(said := words_of(sentence), features(said)) for sentence, _ in reply]
                    best = max(scores(words, kind, models[kind]))
                    found[kind, name].append((best, " ".join(sentence for sentence, _ in reply)))
    return found


def made_anew():
    """What ``weights.json`` holds."""
    data = {name: replies(name) for showing, others in LEARNED.values() for name in (*showing, *others)}
    table = {kind: rounded(learn(examples(kind, data, made()))) for kind in KINDS}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def main():
    if "--apart" in sys.argv:
        for (kind, name), found in sorted(apart().items()):
            noticed = sum(shows(score, kind) for score, _text in found)
            print(f"{kind:9} {name:13} noticed {noticed:4} of {len(found):4}  {noticed / len(found):.1%}")
            if "--misses" in sys.argv and (name in LEARNED[kind][0] or name == LEARNED[kind][1][0]):
                for score, text in sorted(found):
                    if shows(score, kind) != (name in LEARNED[kind][0]):
                        print(f"    {score:.1f} {text}")
        return
    WEIGHTS.write_text(made_anew(), encoding="utf-8")
    print(f"{WEIGHTS.name}: {WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
