"""A text prepared for the recognizers: its view, its words, and how it is written."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from .canonical import canonical
from .recognizers.cues import held
from .recognizers.openings import Index

# A word keeps inner hyphens and apostrophes ("O'Brien", "roof-tile", "didn't") but not a possessive 's.
_WORD = re.compile(r"(?<![^\W\d_]')[^\W\d_]+(?:-[^\W\d_]+)*(?:'(?!s\b)[^\W\d_]+(?:-[^\W\d_]+)*)*")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?\n]|\Z)")
_OPENS = re.compile(r"(?:\A|[.!?:…]['\")\]*_]*\s+|\n)[\s\"'(\[*_#>•·-]*\Z|[.!?,;:-]?\s*[\"“][(\[*_]*\Z")
_ABBREVIATED = re.compile(r"\b(?:dr|mr|mrs|ms|mx|prof|st|rev|fr|sr|jr|no|nr|vs|e\.g|i\.e|approx|dept|ext)\.\s+\Z", re.I)


def _spoken(text):
    """A text that is all in capitals in small letters, for then case says nothing."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    shouted = len(words) > 3 and sum(word.isupper() for word in words) > 0.8 * len(words)
    low = text.lower() if shouted else text
    return low if len(low) == len(text) else text


class Document:
    """``text`` is the view; ``words[i]`` stands at ``starts[i]:ends[i]`` of it, ``low[i]`` is its folded form."""

    def __init__(self, original: str):
        self.original = original
        self.view = canonical(original)
        self.text = _spoken(self.view.text)
        self.words, self.starts, self.ends, self.low = [], [], [], []
        for word in _WORD.finditer(self.text):
            self.words.append(word.group())
            self.starts.append(word.start())
            self.ends.append(word.end())
            self.low.append(word.group().lower())
        self.initial = [self._opens_sentence(i) for i in range(len(self.words))]
        opening = [w for w, first in zip(self.words, self.initial, strict=True) if first]
        lower = sum(w[0].islower() for w in opening)
        # Written without capitals, as many people type: then case says nothing.
        self.lowercase = lower * 2 > len(opening) and bool(opening)

    @cached_property
    def index(self):
        return Index(self.text)

    @cached_property
    def sentences(self):
        """What stands between stops, as ((start, end), which cues it holds)."""
        return [(m.span(), held(m.group().split())) for m in _SENTENCE.finditer(self.text)]

    def _opens_sentence(self, i):
        start = self.starts[i]
        floor = self.ends[i - 1] if i else 0
        before = self.text[max(floor, start - 24) : start]
        if i == 0 and start < 24:
            return True
        if before == " ":
            return False
        if "." in before and _ABBREVIATED.search(self.text[max(0, start - 24) : start]):
            return False
        # An initial: "T. Okafor"
        if before == ". " and len(self.words[i - 1]) == 1 and self.words[i - 1].isupper() and self.words[i - 1] != "I":
            return False
        return bool(_OPENS.search(before)) if start - floor <= 24 else True

    def gap(self, i):
        """What stands between word i and the next one."""
        return self.text[self.ends[i] : self.starts[i + 1]] if i + 1 < len(self.words) else ""

    def word_at(self, position):
        """The index of the first word that starts at or after a position of the view."""
        return bisect_left(self.starts, position)

    def word_from(self, position):
        """The index of the first word that ends after a position of the view."""
        return bisect_right(self.ends, position)

    def words_in(self, start, end):
        """The indexes of the words that start inside a stretch of the view."""
        return range(bisect_left(self.starts, start), bisect_right(self.starts, end - 1))

    def is_capital(self, i):
        return self.words[i][0].isupper()

    def next_low(self, i, steps=1):
        return self.low[i + steps] if 0 <= i + steps < len(self.low) else ""
