"""What is looked at in a sentence: its words, their neighbours, and its build with all but small words left out."""

import re

from .cues import cues_in
from .signs import ACTS, CLASS_OF, PAST, SMALL, SPELT

_SENTENCE = re.compile(r"[^.!?\n…]+[.!?…]*[\"”’')\]]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\?|!|[,:;]|\d+")


def sentences(text):
    """[(start, end), …] of the sentences of a text; a very long one is cut, so that its parts are weighed apart."""
    found = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        start += len(match[0]) - len(match[0].lstrip())
        while end - start > LONGEST and (cut := text.rfind(" ", start, start + LONGEST)) > start:
            found.append((start, cut))
            start = cut + 1
        if text[start:end].strip():
            found.append((start, end))
    return found


LONGEST = 300  # characters


def words_of(sentence):
    words = [word.lower().replace("’", "'") for word in _WORD.findall(sentence)]
    return [SPELT.get(word, word) for word in words]


def _shape(words):
    """Of whom it speaks, when, and how it is said."""
    said = set(words)
    you, i = bool(said & _YOU), bool(said & _I)
    they = bool(said & _THEY)
    past = bool(said & PAST) or any(word.endswith("ed") and len(word) > 4 for word in words)
    ought = bool(said & _OUGHT)
    first = next((word for word in words if word not in _LEADING), "")
    begins = "act" if first in ACTS else first if first in SMALL else "ing" if first.endswith("ing") else "other"
    who = f"{'you' * you}{'I' * i}{'they' * they}"
    asks = "?" in said
    classes = {CLASS_OF[word] for word in words if word in CLASS_OF}
    of_class = {f"{name}/{who}" for name in classes} | classes | {f"{name}/{past}" for name in classes}
    return of_class | {
        f"shape:{who}-{past}-{ought}-{asks}",
        f"shape:{who}",
        f"shape:past-{past}-{who}",
        f"shape:begins {begins}",
    }


_YOU = {"you", "you're", "you'd", "you've", "you'll", "your", "yours", "yourself"}
_I = {"i", "i'm", "i'd", "i've", "i'll", "me", "my", "mine", "myself", "we", "us", "our"}
_THEY = {"he", "she", "they", "him", "her", "them", "his", "their", "he's", "she's", "they're"}
_OUGHT = {"should", "could", "might", "may", "must", "need", "ought", "can", "would"}
_LEADING = {"and", "but", "so", "please", "just", "maybe", "perhaps", "also", "then", ",", "^", "still", "first"}


def _sign(word):
    if word in SMALL:
        return word
    return CLASS_OF.get(word) or ("+" if word in ACTS else "#" if word.isdigit() else "*")


def features(words):
    """What is seen in a sentence's words whatever is looked for, each once."""
    words = ["^", *words, "$"]
    signs = [word if word in "^$" else _sign(word) for word in words]
    found = _shape(words[1:-1])
    found.update(words, [word[:4] + "-" for word in words if len(word) > 5])
    seconds, thirds = words[1:], words[2:]
    found.update([f"{one} {two}" for one, two in zip(words, seconds, strict=False)])
    found.update([f"{one} {two} {three}" for one, two, three in zip(words, seconds, thirds, strict=False)])
    found.update([f"{one} _ {three}" for one, three in zip(words, thirds, strict=False)])
    seconds, thirds, fourths = signs[1:], signs[2:], signs[3:]
    found.update([f"/{one} {two}" for one, two in zip(signs, seconds, strict=False)])
    found.update([f"/{one} {two} {three}" for one, two, three in zip(signs, seconds, thirds, strict=False)])
    found.update([f"/{a} {b} {c} {d}" for a, b, c, d in zip(signs, seconds, thirds, fourths, strict=False)])
    return found


def cue_features(words, kind):
    """The turns of phrase that speak for or against a kind, and how many of each there are."""
    found = cues_in(words, kind)
    against = sum([":against" in cue for cue in found])
    return found | {f"many:for {min(len(found) - against, 3)}", f"many:against {min(against, 3)}"}
