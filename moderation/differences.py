"""What changed between two versions of a text, word by word."""

import re
from difflib import SequenceMatcher

from moderation.screening.canonical import canonical
from moderation.screening.lexicon import fold

_PLAIN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\s*|.\s*|\s+", re.S)
SAME, GONE, NEW = "same", "gone", "new"


def changes(before, after):
    """[[heading, [(SAME, GONE or NEW, text), …]], …] of the passages that differ, in the order of the newer version."""
    old = {prompt: (heading, text) for prompt, heading, text in before}
    new = {prompt: (heading, text) for prompt, heading, text in after}
    differing = []
    for prompt in [*new, *(prompt for prompt in old if prompt not in new)]:
        was, now = old.get(prompt, ("", ""))[1], new.get(prompt, ("", ""))[1]
        heading = (new.get(prompt) or old[prompt])[0]
        if was != now:
            differing.append([heading, between(was, now)])
        elif prompt not in old or prompt not in new:  # a rung without a line: its heading is all that it says
            differing.append([heading, [(NEW if prompt in new else GONE, heading)]])
    return differing


def read_otherwise(passages):
    """[[heading, [(SAME, GONE or NEW, text), …]], …] of passages in which a reader meets other words than stand there.

    Letters of another alphabet, words set apart, invisible signs: what the screening read in their place is NEW.
    """
    found = []
    for _prompt, heading, text in passages:
        view = canonical(text).text
        if _PLAIN.findall(fold(text)) != _PLAIN.findall(fold(view)):  # quotation marks and accents hide nothing
            found.append([heading, between(text, view)])
    return found


def between(was, now):
    """[(SAME, GONE or NEW, text), …] that leads from one text to the other.

    In long texts the commonest words tie nothing together (difflib's own rule), so that no text takes long.
    """
    old, new = _WORD.findall(was), _WORD.findall(now)
    pieces = []
    for step, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if step == "equal":
            pieces.append((SAME, "".join(old[a:b])))
            continue
        pieces += [(kind, words) for kind, words in ((GONE, "".join(old[a:b])), (NEW, "".join(new[c:d]))) if words]
    return pieces
