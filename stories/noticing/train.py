"""Make ``weights.json`` anew: ``python -m stories.noticing.train [--apart]``.

One logistic model for each kind, learned from the sentences in ``texts``: what stands between « and » shows the kind
that the file is named after, all else in it does not. With the same files the same bytes come out. ``--apart`` learns
from four fifths of the replies and says how the rest comes out, five times, by whole batches: the lines of the files
after one that begins with #, which share a theme; the lines before the first such are cut into ten batches in order.
"""

import json
import random
import re
import sys
from collections import Counter, defaultdict
from math import exp
from pathlib import Path

from . import KINDS, SCALE, WEIGHTS, gathered, scores, shows
from .features import cue_features, features, sentences, words_of
from .made import made

TEXTS = Path(__file__).parent / "texts"
# kind: (files whose marked sentences show it, files of which nothing shows it)
LEARNED = {
    "advice": (("advice",), ("support", "question", "blame")),
    "blame": (("blame",), ("support", "question", "advice", "acknowledges")),
    "disputes": (("disputes",), ("acknowledges", "support")),
}
FILES = tuple(dict.fromkeys(name for showing, others in LEARNED.values() for name in (*showing, *others)))
EPOCHS, RATE, HOLD, LEAST, CUE, ORDER = 16, 0.05, 0.5, 2, 3.0, 0.4
LIGHT = 2  # in the units of the file: what weighs less is left out
FOLDS = 5
_MARKED = re.compile(r"«(.*?)»", re.S)


def replies(name):
    """[(batch, [(sentence, whether it is marked), …]), …] of a file: one reply a line."""
    found, batch = [], ""
    for line in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            batch = line
            continue
        reply, inside = [], False
        for part in re.split(r"([«»])", line):
            if part and part in "«»":
                inside = part == "«"
                continue
            reply += [(part[start:end], inside) for start, end in sentences(part)]
        if reply:
            found.append((batch, reply))
    early = sum(not batch for batch, _reply in found)
    return [(batch or f"{at * 10 // early}", reply) for at, (batch, reply) in enumerate(found)]


def seen(sentence, kind):
    words = words_of(sentence)
    return features(words) | cue_features(words, (kind,))


def examples(kind, data, together):
    """[(features, whether they show the kind)]."""
    showing, others = LEARNED[kind]
    rows = []
    for name in (*showing, *others):
        for _batch, reply in data[name]:
            rows += [(seen(sentence, kind), marked and name in showing) for sentence, marked in reply]
        rows += [(seen(sentence, kind), name in showing) for sentence in together.get(name, ())]
    return rows


def learn(rows):
    """{feature: weight}, by plain steps that grow smaller; "" is where every sentence starts from.

    Turns of phrase learn faster than words, and words faster than their order: they say more with few examples.
    """
    many = Counter(feature for found, _label in rows for feature in found)
    names = ["", *sorted(feature for feature, times in many.items() if times >= LEAST)]
    number = {feature: at for at, feature in enumerate(names)}
    numbered = [(_by_rate(found, number), label) for found, label in rows]
    weights, chance = [0.0] * len(names), random.Random(1)
    showing = sum(label for _found, label in rows) / len(rows)
    for turn in range(EPOCHS):
        chance.shuffle(numbered)
        step = RATE / (1 + turn / 4)
        for groups, label in numbered:
            total = sum([weights[at] for _rate, group in groups for at in group])
            error = label - 1 / (1 + exp(-max(-30, min(30, total))))
            error *= step * ((1 - showing) if label else showing) * 2
            for rate, group in groups:
                change = rate * error
                for at in group:
                    weights[at] += change
        keep = 1 - step / HOLD
        weights = [weight * keep for weight in weights]
    return dict(zip(names, weights, strict=True))


def _by_rate(found, number):
    groups = defaultdict(list)
    groups[1.0].append(0)
    for at, feature in sorted((number[feature], feature) for feature in found if feature in number):
        groups[_rate(feature)].append(at)
    return list(groups.items())


def _rate(feature):
    if feature.startswith(("cue:", "many:", "shape:")):
        return CUE
    return 1.0 if " " not in feature else ORDER


def rounded(weights):
    """Whole numbers, in units of 1 / SCALE; what weighs nothing is left out."""
    table = {feature: round(weight * SCALE) for feature, weight in sorted(weights.items())}
    return {feature: weight for feature, weight in table.items() if abs(weight) >= LIGHT}


def apart():
    """{(kind, file): [(best score, reply), …]}, each scored by what was learned from other batches."""
    whole = {name: replies(name) for name in FILES}
    batches = sorted({batch for rows in whole.values() for batch, _reply in rows})
    random.Random(3).shuffle(batches)
    found, together = defaultdict(list), made()
    for turn in range(FOLDS):
        apart = set(batches[turn::FOLDS])
        kept = {name: [row for row in rows if row[0] not in apart] for name, rows in whole.items()}
        models = gathered({kind: rounded(learn(examples(kind, kept, together))) for kind in KINDS})
        for name, rows in whole.items():
            for batch, reply in rows:
                if batch in apart:
                    told = [sentence for sentence, _marked in reply]
                    for kind, own in scores([words_of(sentence) for sentence in told], KINDS, models).items():
                        found[kind, name].append((max(own), " ".join(told)))
    return found


def made_anew():
    """What ``weights.json`` holds."""
    data = {name: replies(name) for name in FILES}
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
