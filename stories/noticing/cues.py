"""Turns of phrase, read from ``cues.toml``: which of them a sentence has. Each is looked for at its first word only."""

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

from .signs import ACTS

CUES = Path(__file__).with_name("cues.toml")
_ADVERBS = (
    "really|also|just|still|definitely|probably|only|perhaps|maybe|now|absolutely|first|always|then|simply|please|"
    "even|certainly|often|ever|quite|so|too|very|actually|honestly|at least|gently|truly|almost|surely|do"
)


def _pattern(rest):
    rest = rest.replace("..", "(?:\\S+ ){0,3}").replace("~", f"(?:(?:{_ADVERBS}) )?")
    rest = re.sub(r"(\(\?:\\S\+ \)\{0,3\}) ", r"\1", rest)
    rest = rest.replace("$", "\\$").replace("@", "\\+\\S+")
    rest = re.sub(r"(?<![\w'\\])[a-z'é-]+(?![\w'*+?])", lambda m: f"\\+{m[0]}" if m[0] in ACTS else m[0], rest)
    return f"(?:{rest})(?= )" if rest else ""


@cache
def table(kind):
    """{first word: (cues that it has by itself, whether any follows, [(cue, what follows), …])}."""
    rests = defaultdict(lambda: defaultdict(dict))
    for name, phrases in tomllib.loads(CUES.read_text(encoding="utf-8"))[kind].items():
        for phrase in phrases:
            firsts, _space, rest = phrase.partition(" ")
            for first in firsts.split("|"):
                rests[first][f"cue:{kind} {name}"][_pattern(rest)] = None
    return {first: _of_first(cues) for first, cues in rests.items()}


def _of_first(cues):
    alone = [cue for cue, patterns in cues.items() if "" in patterns]
    follow = {cue: "|".join(patterns) for cue, patterns in cues.items() if "" not in patterns}
    return (
        alone,
        re.compile("|".join(follow.values()) or "(?!)").match,
        [(cue, re.compile(pattern).match) for cue, pattern in follow.items()],
    )


def cues_in(words, kind):
    """The cues of a kind that the words of a sentence have."""
    words = ["^", *words, "$"]
    marked = [f"+{word}" if word in ACTS else word for word in words]
    line = " ".join(marked) + " "
    known, found, at = table(kind), set(), 0
    for word, mark in zip(words, marked, strict=True):
        at += len(mark) + 1
        if word in known:
            alone, any_follows, follow = known[word]
            found.update(alone)
            if any_follows(line, at):
                found.update([cue for cue, follows in follow if cue not in found and follows(line, at)])
    return found
