"""Patterns that take time linear in the text, whatever the text, and are tried only where they could begin."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from .openings import openings

_LONGEST = 40
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[+*]|\(\?[^:)=!<P]*[:)]|.", re.DOTALL)


class Pattern:
    """A compiled pattern, with a quicker way to find all its matches in a document."""

    def __init__(self, pattern, flags, opens=None, back=0):
        self.compiled = compiled = re.compile(pattern, flags)
        self.pattern, self.search, self.match = compiled.pattern, compiled.search, compiled.match
        self.fullmatch, self.finditer, self.findall = compiled.fullmatch, compiled.finditer, compiled.findall
        self.openings, self.back = openings(opens or pattern, flags), back

    def over(self, document, within=None) -> Iterator[re.Match]:
        """What ``finditer`` gives over the text of a document, or over each of the stretches ``within`` it."""
        text, match = document.text, self.match
        stretches = [(0, len(text))] if within is None else within
        if self.openings is None:
            for first, last in stretches:
                yield from self.finditer(text, first, last)
            return
        places = document.index.where(self.openings, self.back)
        for first, last in stretches:
            at = first
            for place in places[bisect_left(places, first) : bisect_left(places, last)]:
                if place >= at and (m := match(text, place, last)):
                    yield m
                    at = m.end()


def bounded(pattern: str, flags: int = 0, opens: str | None = None, back: int = 0) -> Pattern:
    """Compile with every ``+`` and ``*`` repeating 40 times at most.

    A search from each position then looks only so far ahead, and a flood of letters cannot make it quadratic.
    No word, number or run that the recognizers look for is longer. Where a pattern could begin with almost anything,
    ``opens`` is one for what stands in each match, at most ``back`` words or signs after its beginning.
    """
    tokens = []
    for token in _TOKEN.findall(pattern):
        if token in "+*" and tokens and tokens[-1] != "(":
            token = f"{{{int(token == '+')},{_LONGEST}}}"
        tokens.append(token)
    return Pattern("".join(tokens), flags, opens, back)
