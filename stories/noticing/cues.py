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


def _compiled(rest):
    rest = rest.replace("..", "(?:\\S+ ){0,3}").replace("~", f"(?:(?:{_ADVERBS}) )?")
    rest = re.sub(r"(\(\?:\\S\+ \)\{0,3\}) ", r"\1", rest)
    rest = rest.replace("$", "\\$").replace("@", "\\+\\S+")
    rest = re.sub(r"(?<![\w'\\])[a-z'é-]+(?![\w'*+?])", lambda m: f"\\+{m[0]}" if m[0] in ACTS else m[0], rest)
    return re.compile(f"(?:{rest})(?= )" if rest else "")


@cache
def table(kind):
    """{first word: [(cue, what follows), …]}."""
    found = defaultdict(list)
    for name, phrases in tomllib.loads(CUES.read_text(encoding="utf-8"))[kind].items():
        for phrase in phrases:
            firsts, _space, rest = phrase.partition(" ")
            follows = _compiled(rest)
            for first in firsts.split("|"):
                found[first].append((f"cue:{name}", follows.match))
    return dict(found)


def cues_in(words, kind):
    """The cues of a kind that the words of a sentence have."""
    words = ["^", *words, "$"]
    marked = [f"+{word}" if word in ACTS else word for word in words]
    line = " ".join(marked) + " "
    known, found, at = table(kind), set(), 0
    for word, mark in zip(words, marked, strict=True):
        at += len(mark) + 1
        for cue, follows in known.get(word, ()):
            if cue not in found and follows(line, at):
                found.add(cue)
    return found
