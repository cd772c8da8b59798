"""Words that a dear pattern needs beside it, so that it is tried only in sentences that hold one."""

import re
from functools import lru_cache

from ..lexicon import is_english

_ALL = []


def cue(pattern: str) -> int:
    """A number with one bit set, which stands for the words, in lower case, that a pattern finds something in."""
    _ALL.append(re.compile(pattern))
    return 1 << len(_ALL) - 1


def _held(word):
    return sum(1 << n for n, each in enumerate(_ALL) if each.search(word))


_remembered = lru_cache(maxsize=32_768)(_held)  # words of a dictionary only, so that no name stays in memory


def held(words) -> int:
    """The bits of all cues that one of the words holds."""
    bits = 0
    for word in words:
        low = word.lower()
        bits |= (_remembered if is_english(low.strip(".,;:?!")) else _held)(low)
    return bits


def sentences_with(cue, document):
    """The stretches between stops that hold a cue."""
    return [span for span, bits in document.sentences if bits & cue]
