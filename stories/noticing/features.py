"""What is looked at in a sentence: its words, their neighbours, and its build with all but small words left out."""

import re

from .cues import cues_in
from .signs import ACTS, CLASS_OF, LEADING, MODAL, NOT, PAST, SMALL, SPELT, SUBJECT_OF, TOPICS_OF

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


def _clauses(words):
    """Who, under which small verb, does what; and what is asked outright, at the beginning of a clause."""
    found, who, modal, sense, before = set(), "0", "", "+", "^"
    asks = "?" if "?" in words else "."
    for place, word in enumerate(words):
        if word in SUBJECT_OF:
            who, modal, sense = SUBJECT_OF[word], word if word in MODAL else "", "+"
        elif word in MODAL:
            modal = word
            sense = "-" if word in NOT else sense
        elif word in NOT:
            sense = "-"
        elif word in _CUTS:
            found.add(f"|cut {word} {who}")
            if word in _MARKS:
                who, modal, sense = "0", "", "+"
        elif word in ACTS:
            if who == "0" and (before in LEADING or before in _MARKS):
                found.update((f"|asked{asks} {min(place, 1)}", f"|asked {word}"))
            found.update((f"|{who} {modal} {sense}act{asks}", f"|{who} {modal} act", f"|{who} {word}"))
        elif word in PAST or (word.endswith("ed") and len(word) > 4):
            found.add(f"|{who} {modal} past")
        elif word.endswith("ing") and len(word) > 5:
            found.add(f"|{who} {modal} ing")
        for topic in TOPICS_OF.get(word, ()):
            found.update((topic, f"{topic} {who}", f"{topic} {modal}", f"{topic}{asks}"))
        before = word
    return found


_CUTS = frozenset((",", ":", ";", "and", "but", "so", "because", "if", "when", "then", "or"))
_MARKS = frozenset("^,:;")


def _sign(word):
    if word in SMALL:
        return word
    return CLASS_OF.get(word) or ("+" if word in ACTS else "#" if word.isdigit() else "*")


def _of_word(word):
    """What is seen in one word: itself, how it begins, and its parts, by which its forms and errors are known."""
    found = [word]
    if len(word) > 5:
        found.append(word[:4] + "-")
    if len(word) > 4:
        within = f"<{word}>"
        found += [f"%{within[at : at + 4]}" for at in range(len(within) - 3)]
    return found


def features(words):
    """What is seen in a sentence's words whatever is looked for, each once."""
    found = _shape(words) | _clauses(words)
    words = ["^", *words, "$"]
    signs = [word if word in "^$" else _sign(word) for word in words]
    for word in words:
        found.update(_of_word(word))
    seconds, thirds = words[1:], words[2:]
    found.update([f"{one} {two}" for one, two in zip(words, seconds, strict=False)])
    found.update([f"{one} {two} {three}" for one, two, three in zip(words, seconds, thirds, strict=False)])
    found.update([f"{one} _ {three}" for one, three in zip(words, thirds, strict=False)])
    seconds, thirds, fourths = signs[1:], signs[2:], signs[3:]
    found.update([f"/{one} {two}" for one, two in zip(signs, seconds, strict=False)])
    found.update([f"/{one} {two} {three}" for one, two, three in zip(signs, seconds, thirds, strict=False)])
    found.update([f"/{a} {b} {c} {d}" for a, b, c, d in zip(signs, seconds, thirds, fourths, strict=False)])
    return found


def cue_features(words, kinds):
    """The turns of phrase that speak for or against a kind, and how many of each there are."""
    all_found = set()
    for kind in kinds:
        found = cues_in(words, kind)
        against = sum(["against" in cue for cue in found])
        all_found |= found
        all_found.add(f"many:{kind} {min(len(found) - against, 3)}")
        all_found.add(f"many:{kind} against {min(against, 3)}")
    return all_found
