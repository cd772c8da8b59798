"""Our own small tagger: how likely each word is part of a name, a place, a fact. The only file that knows ``tagger.bin``.

The file holds one row for each feature: its number (4 bytes) and its seven weights (2 bytes each, in one integer with
seven lanes). The weights of a word are then one sum of integers, whatever the number of labels.
"""

import struct
from functools import cache, lru_cache
from itertools import repeat
from operator import sub
from pathlib import Path
from typing import NamedTuple

from .features import FAR, Hashed, Word, shared
from .lexicon import is_english
from .recognizers.people import NEVER

LABELS = ("NAME", "PLACE", "ORG", "OCCUPATION", "RELATION", "EVENT", "TRAIT")
WEIGHTS = Path(__file__).parent / "tagger.bin"
SCALE = 64  # a weight of 1.0, in the file
LANE = 16
_LANES = struct.Struct(f"<{len(LABELS)}H")
ROW = struct.Struct(f"<I{2 * len(LABELS)}s")
_WIDTH = 2 * len(LABELS)

_DISTANCES = range(2 * FAR + 1)
_NOTHING = (0,) * (2 * FAR + 1)
_WHOLE = (1 << LANE * len(LABELS)) - 1
_LOWEST = -4 * SCALE  # below this a score is as good as none
# Added before the lanes are taken apart: no lane is below nought and borrows from the next, and the highest bit of a
# lane tells whether its score is above the lowest.
_ZERO = 0x8000 - _LOWEST
_RAISE = sum(_ZERO << (LANE * n) for n in range(len(LABELS)))
_ABOVE = sum(0x8000 << (LANE * n) for n in range(len(LABELS)))
_FAR_OFF = (2 * _LOWEST,) * len(LABELS)


class Span(NamedTuple):
    """Words ``first`` to ``last`` of a document, and how far above the threshold the surest of them is."""

    first: int
    last: int
    label: str
    score: float


def packed(weights):
    """Seven whole numbers as one integer with a lane for each."""
    return sum(weight << (LANE * n) for n, weight in enumerate(weights))


@cache
def _weights():
    """Feature number -> its packed weights; None for the weights that every word starts from."""
    data = WEIGHTS.read_bytes()
    read = int.from_bytes
    table = {number: read(row, "little", signed=True) for number, row in ROW.iter_unpack(data[_WIDTH:])}
    table[None] = read(data[:_WIDTH], "little", signed=True)
    return table


class Weighed(NamedTuple):
    """A word with what it adds to the scores of the words around it, itself in the middle."""

    hashed: Hashed
    sums: tuple[int, ...]


def _weighed(word, low, initial, lowercase):
    weigh = _weights().get
    known = Word(word, low, initial, lowercase)
    return Weighed(known.hashed, tuple([sum([weigh(f, 0) for f in part]) for part in known.around]))


# Kept between texts: words of a dictionary only, so that no name stays in memory.
_remembered = lru_cache(maxsize=32_768)(_weighed)


def scores(document):
    """For each word of a document its log-odds against "nothing" for each label, in units of 1 / ``SCALE``.

    Words that are far from every label share one row, ``_FAR_OFF``.
    """
    weigh = _weights().get
    seen, known = {}, []
    for word, low, initial in zip(document.words, document.low, document.initial, strict=True):
        weighed = seen.get((word, initial))
        if weighed is None:
            make = _remembered if is_english(low.partition("'")[0]) or low in NEVER else _weighed
            weighed = seen[word, initial] = make(word, low, initial, document.lowercase)
        known.append(weighed)
    padded = [_NOTHING] * FAR + [weighed.sums for weighed in known] + [_NOTHING] * FAR
    start, out = weigh(None) + _RAISE, []
    around = zip(*(padded[far:] for far in _DISTANCES), strict=False)
    for (a, b, c, d, e, f, g), of_several in zip(
        around, shared(document, [weighed.hashed for weighed in known]), strict=True
    ):
        total = start + a[0] + b[1] + c[2] + d[3] + e[4] + f[5] + g[6] + sum(map(weigh, of_several, repeat(0)))
        if total & _ABOVE:
            lanes = _LANES.unpack((total & _WHOLE).to_bytes(_WIDTH, "little"))
            out.append([lane - _ZERO for lane in lanes])
        else:
            out.append(_FAR_OFF)
    return out


# Log-odds that a word must reach to begin a span, and that its neighbours must reach to be in it.
BEGIN = {
    "NAME": -2.2,
    "PLACE": -1.4,
    "ORG": -1.4,
    "OCCUPATION": -0.5,
    "RELATION": -0.4,
    "EVENT": -0.5,
    "TRAIT": -1.0,
}
GO_ON = 1.0  # so much lower is the bar beside a word that is in the span


def spans(document, table, taken=frozenset(), begin=BEGIN):
    """The stretches of words that the tagger holds for something, never overlapping, in order.

    ``table`` is what ``scores`` said; the words at the indexes of ``taken`` are in none.
    """
    bars = [begin[label] * SCALE for label in LABELS]
    floor = -GO_ON * SCALE
    above = [row if row is _FAR_OFF else list(map(sub, row, bars)) for row in table]
    i = free = 0
    size = len(above)
    while i < size:
        score = max(above[i])
        if score < 0 or i in taken:
            i += 1
            continue
        n = above[i].index(score)
        first = last = i
        while first > free and first - 1 not in taken and above[first - 1][n] >= floor and _close(document, first - 1):
            first -= 1
        while last + 1 < size and last + 1 not in taken and above[last + 1][n] >= floor and _close(document, last):
            last += 1
            score = max(score, above[last][n])
        yield Span(first, last, LABELS[n], score / SCALE)
        i = free = last + 1


def _close(document, i):
    """Whether words i and i + 1 may be of one span."""
    gap = document.gap(i)
    return gap == " " or len(gap) <= 4 and "\n" not in gap and not any(c in gap for c in '.!?;:,()"')
