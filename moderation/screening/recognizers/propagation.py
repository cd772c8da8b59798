"""Every other mention of a name that was accepted once: its parts, possessives and initials."""

import re

from ..findings import Category
from ..lexicon import is_common, is_english, words
from . import NAME, Mark
from .citations import WORK_AFTER, cited, gives_name, of_a_thing, sort_before
from .people import CONTRACTED, NEVER, PARTICLE, asked_before, begins_sentence, person_after, person_follows

# "Will you …", "Bear in mind": the word at the start of a sentence is not the name.
_CLAUSE = re.compile(
    r" (?:you|i|he|she|it|we|they|the|a|an|that|this|of|in|my|her|his|their|with|me|up|on|out|to)\b", re.I
)
_NO_PART = PARTICLE | NEVER
_DOES = re.compile(r" (?!(?:is|was|has|does|as|this|his|its|us)\b)[a-z]{2,}(?<!s)s\b")  # "Joy publishes"


def mentioned_again(document, kept, blocked):
    """Every other mention of the parts of the accepted names."""
    parts, initials = {}, set()
    for mark in kept:
        for i in document.words_in(mark.start, mark.end):
            word = document.low[i]
            whole = mark.start == document.starts[i] and mark.end == document.ends[i]
            if len(word) > 2 and word not in _NO_PART and (whole or word not in words("titles")):
                parts[word] = mark
        name = document.text[mark.start : mark.end]
        if re.fullmatch(r"[A-Z]\.?|(?:[A-Z]\. ?){2,3}|[A-Z]{2,3}", name):
            initials.add(re.sub(r"[. ]", "", name))
    taken = set()
    for mark in kept:
        taken.update(range(mark.start, mark.end))
    for i, word in enumerate(document.low):
        start, end = document.starts[i], document.ends[i]
        source = (
            parts.get(word) or parts.get(word.removesuffix("s"))
            if len(word) > 3 and (document.is_capital(i) or document.lowercase)
            else parts.get(word)
        )
        if source is None or start in taken:
            if (
                source is None
                and document.words[i] in initials
                and start not in taken
                and document.words[i] not in ("I", "A")
                and not sort_before(document.text[max(0, start - 24) : start])
            ):
                yield Mark(start, end, Category.NAME, "names.again", NAME, "certain", "direct")
            continue
        if start in blocked:
            continue
        after = document.text[end : end + 40]
        if of_a_thing(word, after) and gives_name(word):
            continue
        if not document.is_capital(i) and (is_english(word) or is_common(word)) and not document.lowercase:
            continue
        if (
            not document.is_capital(i)
            and is_common(word)
            and not person_follows(document.text, end)
            and not asked_before(document.text[max(0, start - 20) : start])
        ):
            continue
        if (
            not document.is_capital(i)
            and is_common(word)
            and re.search(
                r"\b(?:a|an|the|of|to|will|you|i|we|they|my|no|and)\s\Z",
                document.text[max(0, start - 8) : start],
            )
        ):
            continue
        if CONTRACTED.search(word):
            continue
        if (
            document.is_capital(i)
            and document.initial[i]
            and is_common(word)
            and document.text[start - 1 : start] != "("
            and not person_after(after)
            and not begins_sentence(word, after)
            and not (source.certainty == "certain" and _DOES.match(after))
            and (source.rule != "names.called" or word in NEVER or _CLAUSE.match(after))
        ):
            continue
        if (
            word in words("theorists")
            and cited(document, i, i, document.text[max(0, start - 40) : start], after)
            and WORK_AFTER.match(after)
        ):
            continue
        yield Mark(start, end, Category.NAME, "names.again", NAME, source.certainty, "direct")
