"""Documents to train with, made from the passages of ``passages/*.txt``. The same passages and seed make the same documents.

A passage is one line; ``[[LABEL|words]]`` marks a stretch, and a slot in it (``{g}``, ``{p}`` …) is filled from the
lists. A line that starts with # is a comment.
"""

import random
import re
from pathlib import Path
from typing import NamedTuple

from ..document import Document
from ..tagger import LABELS
from .fillings import Fillings

PASSAGES = Path(__file__).parent / "passages"
_MARK = re.compile(r"\[\[([A-Z]+)!?\|(.*?)\]\]")
_SLOT = re.compile(r"\{(g|s|f|w|n|i|p|r|street|org|job|num)\}")
COPIES_WITH_SLOTS, COPIES_WITHOUT = 14, 5


class Labelled(NamedTuple):
    """A document, and for each of its words the index of its label, or -1 for none."""

    document: Document
    labels: list[int]


def passages(folder=PASSAGES):
    """All passages, those of the files in the order of their names."""
    return [
        line
        for path in sorted(folder.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").split("\n")
        if line.strip() and line[0] != "#"
    ]


def split(lines, share=0.12, seed=5):
    """Passages to train with, and passages kept apart to see how it does with constructions that it never met."""
    shuffled = sorted(lines)
    random.Random(seed).shuffle(shuffled)
    apart = int(len(shuffled) * share)
    return shuffled[apart:], shuffled[:apart]


def documents(lines, seed, slots=COPIES_WITH_SLOTS, plain=COPIES_WITHOUT):
    """Labelled documents of some passages each, every passage several times and in several ways of writing."""
    chance = random.Random(seed)
    fillings = Fillings(chance)
    heap = [line for line in lines for _ in range(slots if _SLOT.search(line) else plain)]
    chance.shuffle(heap)
    at = 0
    while at < len(heap):
        many = chance.randint(1, 7)
        pieces = [_filled(line, fillings) for line in heap[at : at + many]]
        at += many
        yield labelled(*_written(_joined(pieces, chance), chance))


def _filled(line, fillings):
    """A passage as pieces (words, label or None) with its slots filled."""
    pieces, last = [], 0
    for mark in _MARK.finditer(line):
        label, inner = mark.groups()
        pieces.append((line[last : mark.start()], None))
        pieces.append((_SLOT.sub(lambda slot: fillings.fill(slot[1]), inner), label))
        last = mark.end()
    return [*pieces, (line[last:], None)]


def _joined(many, chance):
    gap = chance.choice((" ", " ", " ", "\n", "\n\n"))
    out = []
    for pieces in many:
        out += [*pieces, (gap, None)]
    return out[:-1]


def _written(pieces, chance):
    """The text as one of many people would type it, with spans (start, end, label)."""
    way = chance.random()
    text, spans = "", []
    for words, label in pieces:
        if way < 0.24:
            words = words.lower()
        elif way < 0.32:
            words = re.sub(r"[.,;:]+(?=\s|$)", "", words).lower()
        elif way < 0.35:
            words = words.upper()
        elif way < 0.45:
            words = re.sub(r"[^\W\d_]{5,}", lambda word: _typo(word[0], chance), words)
        elif way < 0.50 and label == "NAME":
            words = words.lower()
        if label:
            spans.append((len(text), len(text) + len(words), label))
        text += words
    return text, spans


def _typo(word, chance):
    if chance.random() > 0.12:
        return word
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :], word[:at] + word[at - 1 :])
    )


def labelled(text, spans):
    """A text and its spans as a document with a label for each word."""
    document = Document(text)
    labels = [-1] * len(document.words)
    starts = document.view.starts
    by_start = sorted(spans)
    at = 0
    for i, start in enumerate(document.starts):
        here = starts[start]
        while at < len(by_start) and by_start[at][1] <= here:
            at += 1
        if at < len(by_start) and by_start[at][0] <= here and by_start[at][2] in LABELS:
            labels[i] = LABELS.index(by_start[at][2])
    return Labelled(document, labels)
