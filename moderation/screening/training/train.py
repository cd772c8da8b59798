"""Make ``tagger.bin`` anew: ``python -m moderation.screening.training.train [--apart [FILE]]``.

A logistic model for each label against "nothing", learned one word after the other with AdaGrad. With the same files
the same bytes come out. ``--apart`` keeps every eighth passage and the development corpus out and
prints how the tagger does on them; the weights go to FILE, if one is named.
"""

import json
import random
import sys
import time
import tomllib
from array import array
from collections import Counter
from math import exp, sqrt
from pathlib import Path

from .. import tagger
from ..features import features, known_words
from ..recognizers.people import NEVER
from ..tagger import LABELS, ROW, SCALE, packed
from . import generate

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "tests" / "corpus.jsonl"
CASES = ROOT / "tests" / "screening" / "cases"
QUIET = ROOT / "stories" / "demo.json"  # stories that were written to pass the screening
EPOCHS, RATE, LEAST, SHRINK = 5, 0.25, 4, 0.96
UNKNOWN = 0.15  # share of the words that are not shown to the learner as such, only their shape and lists
CORPUS_COPIES = QUIET_COPIES = 3  # each with other words hidden
SMALLEST = 5  # weights below this in every lane are left out of the file
MOST_ROWS = 300_000


def corpus():
    """The development corpus as labelled documents."""
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], [(span["start"], span["end"], span["label"]) for span in row["spans"]]


def quiet():
    """Stories, and sentences of the cases, in which nothing is to be found."""
    for path in sorted(CASES.glob("*.toml")):
        for sentence in tomllib.loads(path.read_text(encoding="utf-8"))["clear"]:
            yield sentence, []
    for story in json.loads(QUIET.read_text(encoding="utf-8"))["stories"]:
        yield "\n\n".join(story["passages"].values()), []


def examples(labelled, chance):
    """(features, label) for each word."""
    for document, labels in labelled:
        unknown = {i for i, low in enumerate(document.low) if chance.random() < UNKNOWN and low not in NEVER}
        known = known_words(document, unknown)
        for numbers, label in zip(features(document, known), labels, strict=True):
            yield array("I", numbers), label


def learn(made, chance):
    """Feature number -> its weights, a list; None for the weights that every word starts from.

    Beside its weights each list carries, last, the sum of the squares that AdaGrad divides by. What was known well in
    two epochs one after the other is not asked again before the last.
    """
    counts = Counter()
    for numbers, _ in made:
        counts.update(set(numbers))
    weights = {number: [0.0] * len(LABELS) + [1.0] for number, n in counts.items() if n >= LEAST}
    weights[None] = start = [-3.0] * len(LABELS) + [1.0]
    made = [([start, *(weights[n] for n in numbers if n in weights)], label, [0]) for numbers, label in made]
    lanes = range(len(LABELS))
    for epoch in range(EPOCHS):
        last = epoch == EPOCHS - 1
        asked = [each for each in made if last or each[2][0] < 2]
        chance.shuffle(asked)
        rate = RATE / (1 + 0.35 * epoch)
        for rows, label, known in asked:
            odds = [exp(min(30.0, x)) for x in map(sum, zip(*rows, strict=True))]
            odds.pop()
            whole = 1.0 + sum(odds)
            right = odds[label] / whole if label >= 0 else 1.0 / whole
            if right > 0.985:
                known[0] += 1
                continue
            known[0] = 0
            slopes = [(k == label) - odds[k] / whole for k in lanes]
            steps = [(k, s) for k, s in enumerate(slopes) if s > 0.005 or s < -0.005]
            push = sum(s * s for _, s in steps)
            for row in rows:
                row[-1] += push
                step = rate / sqrt(row[-1])
                for k, s in steps:
                    row[k] += step * s
        for number, row in weights.items():
            if number is not None:
                for k in lanes:
                    row[k] *= SHRINK
    return {number: row[:-1] for number, row in weights.items()}


def rounded(weights):
    """The weights as whole numbers, without the features that hardly say anything."""
    whole = {n: [max(-1000, min(1000, round(x * SCALE))) for x in w] for n, w in weights.items()}
    start = whole.pop(None)
    kept = sorted(
        (n for n in whole if max(map(abs, whole[n])) >= SMALLEST), key=lambda n: (-max(map(abs, whole[n])), n)
    )
    return {None: start, **{n: whole[n] for n in sorted(kept[:MOST_ROWS])}}


def table(whole):
    return {number: packed(row) for number, row in whole.items()}


def write(whole, path=tagger.WEIGHTS):
    rows = table(whole)
    width = 2 * len(LABELS)
    start = rows.pop(None).to_bytes(width, "little", signed=True)
    path.write_bytes(
        start + b"".join(ROW.pack(n, row.to_bytes(width, "little", signed=True)) for n, row in rows.items())
    )


def curve(labelled, title):
    """How much is touched, and how many false words in a thousand, by label and threshold."""
    labelled = [(document, labels, tagger.scores(document)) for document, labels in labelled]
    words = sum(len(labels) for _, labels, _ in labelled)
    print(f"{title}: {words} words; touched % / false spans per 1,000 words at each threshold")
    for n, label in enumerate(LABELS):
        cells = []
        for bar in (-2, -1, -0.5, 0, 0.5, 1, 2, 3):
            begin = dict.fromkeys(LABELS, 99) | {label: bar}
            gold = hit = false = 0
            for document, labels, table in labelled:
                found = list(tagger.spans(document, table, begin=begin))
                covered = {i for span in found for i in range(span.first, span.last + 1)}
                i = 0
                while i < len(labels):
                    j = i
                    while j + 1 < len(labels) and labels[j + 1] == labels[i]:
                        j += 1
                    if labels[i] == n:
                        gold += 1
                        hit += not covered.isdisjoint(range(i, j + 1))
                    i = j + 1
                false += sum(all(labels[i] < 0 for i in range(s.first, s.last + 1)) for s in found)
            cells.append(f"{bar:g}: {100 * hit / max(gold, 1):.0f}/{1000 * false / max(words, 1):.2f}")
        print(f"{label:11}{gold:5}  {'  '.join(cells)}")


def main(arguments):
    began = time.process_time()
    chance = random.Random(11)
    lines = generate.passages()
    apart = "--apart" in arguments
    training, kept = generate.split(lines) if apart else (lines, [])
    labelled = list(generate.documents(training, 3))
    labelled += [generate.labelled(*each) for each in quiet() for _ in range(QUIET_COPIES)]
    if not apart:
        labelled += [generate.labelled(*each) for each in corpus() for _ in range(CORPUS_COPIES)]
    made = list(examples(labelled, chance))
    print(
        f"{len(training)} passages, {len(labelled)} documents, {len(made)} words, {time.process_time() - began:.0f} s"
    )
    whole = rounded(learn(made, chance))
    print(f"{len(whole)} features, {time.process_time() - began:.0f} s")
    if apart:
        if len(arguments) > 1:
            write(whole, Path(arguments[1]))
        rows = table(whole)
        tagger._weights = lambda: rows
        curve(generate.documents(kept, 4, 4, 2), "passages kept apart")
        curve((generate.labelled(*each) for each in corpus()), "development corpus")
    else:
        write(whole)
        print(f"{tagger.WEIGHTS.name}: {tagger.WEIGHTS.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
