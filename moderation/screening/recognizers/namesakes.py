"""Names that are words as well ("will", "precious", "Monday"), where only a person can be meant; and names in two parts
of which only one was seen."""

import re

from ..lexicon import is_common, is_english, words
from .citations import ABBREVIATIONS, cited, of_a_thing
from .drugs import is_drug
from .lowercase import SHORTHAND
from .patterns import bounded
from .people import DEEDS, KIN, NEVER, PARTICLE, SPEECH, is_surname, person_surely

_KIN = "|".join(sorted(KIN))
# After these a word is a thing: "the hope", "my will", "in grace".
_OF_A_THING = re.compile(
    r"\b(?:a|an|the|my|your|his|her|its|our|their|no|some|any|more|much|little|great|such|every|each|what|own|of|in|on|by|last|next|this|that|these|"
    r"those|is|was|are|were|be|been|i|we|you|they|he|she|it|to|not|good|new|old|this|one|same|other|which|false|pure|dear|like|with|without|for|"
    r"from|into|under|over|at|until|since|late|early|mid)[ -]\Z",
    re.I,
)
_CLAUSE = re.compile(
    r"(?:\b(?:and|when|then|so|because|if|while|until|before|after|but|night|day|time|way|moment|morning|evening|afternoon|week|weekend|year|once|"
    r"since|though|how|why|where|whether|thought|think|knew|know|said|says|that)|[,;:(-]) \Z",
    re.I,
)
_ACTS = bounded(
    rf" (?:(?:never|always|just|still|also|then|had|finally|suddenly|only|once|first|already|hadn't|didn't|wasn't|couldn't|wouldn't|has|hasn't) )?(?:{DEEDS})\b"
)
_PAST = re.compile(
    r" (?:never |always |just |had |then |still )?(?:[a-z]{2,}ed|said|told|was|had|has|wasn't|hadn't|went|came|left|cried|wept|sat|stood|ran|got|knew|thought|felt|wrote|"
    r"rang|took|gave|made|kept|slept|woke|ate|drank|died|didn't)\b"
)
_TOLD = re.compile(
    r"\b(?:told|asked|rang|phoned|texted|emailed|messaged|thanked|hugged|tell|ask|reassured|warned|discharged|sectioned|sedated|restrained|interviewed|"
    r"referred|assessed) \Z",
    re.I,
)
_THEN = re.compile(
    r" (?:to|that|if|whether|why|what|how|about|again|yesterday|today|before|after|and i|off|back|home)\b|[.,;?!]|'s |$",
    re.I,
)
_GREETED = re.compile(
    r"(?:^|[\n.!?\"'] ?)(?:hi|hello|hey|dear|thanks|thank you|sorry|good morning|morning|bye|goodbye|cheers|oh),? \Z",
    re.I,
)
_GREETED_END = re.compile(r"\s*(?:[,.!?\n]|$)")
_WHOSE = bounded(
    rf", (?:the (?:older|elder|younger|eldest|oldest|youngest|middle|little|quiet) (?:one|of|{_KIN})|(?:my|her|his|our|their) (?:[a-z]+ )?(?:{_KIN})\b|\d{{1,2}}[,.;)]"
    rf"|aged \d|aged [a-z]|who\b)|'s (?:[a-z]+ )?(?:{_KIN})\b| \(\d{{1,2}}\)"
)
# "The night paddy died"
_NIGHT = re.compile(
    r"\b(?:the|that|this) (?:night|day|time|moment|morning|evening|afternoon|week|weekend|year) \Z", re.I
)
_DIED = re.compile(r" (?:died|left|came|went|got|was|had|lost|broke|moved|arrived|returned|started|stopped)\b")
_IN_PROSE = re.compile(
    r"(?:^|\W)(?!(?:the|a|an|our|this|that|its|of|in|any|no|as|on|at|your|every|called)\W)[a-z']+,? \Z"
)
# A noun in the singular without its article is somebody: "Dove sat down", "nothing prepared me for duke."
_BARE_ACTS = re.compile(
    r" (?:(?:never|always|just|still|also|then|once|only|had|has|was) )?(?:[a-z]{2,}ed|sat|came|went|left|had|has|has|was|stood|lay|took|got|kept|made|gave|brought|found|lost|won|"
    r"said|says|told|knew|thought|felt|ran|woke|slept|ate|died|rang|wrote|read|spoke|heard|saw|met|held|hid|hit|broke|began|grew|fell|wanted|wants|needs|likes|hates|isn't|wasn't|"
    r"hadn't|didn't|doesn't|couldn't|wouldn't|won't|can't)\b"
)
_BARE_TOLD = re.compile(
    r"\b(?:told|asked|gave|left|saw|met|sent|found|heard|understood|knew|remember|about|for|from|with|without|to|than|but|beside|behind|and|then|or|between|after|before|let|made|thought of) \Z"
)
_BARE_END = re.compile(
    r"[.,;:!?)]|\n|$| (?:and (?:i|me|my|she|he|we)|in|on|at|to|with|who|when|because|what|that|was|is|had|the|a|my|his|her|went|came|sat|never|would|said)\b|'s "
)
_MODAL = frozenset(("will", "may", "might", "can"))
_WHEN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday april may june july august january march".split()
)
# "Bo is what they called him", "It's Mags I think of"
_WHAT_CALLED = bounded(
    r"(?<![\w'-])(?P<it>[A-Za-z][\w'-]+),? (?:is|was|being) what (?:[\w']+ ){1,4}?(?:call|calls|called|named) (?:him|her|me|them)\b",
    re.I,
    opens=r"\bwhat ",
    back=5,
)
_CLEFT = bounded(r"\b[Ii]t(?:'s| is| was|'ll be) (?P<it>[A-Z][a-z'-]+) (?:I|who|he|she|they|we)\b")
_DAY_NAME = bounded(
    r"(?<![\w'-])(?P<it>(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|April|May|June|July|August) (?P<last>[A-Z][a-z'-]{2,}))(?! [A-Z])"
)
_FAMILIES = bounded(r"\b(?:the|both|those) (?P<it>(?P<base>[a-z][a-z'-]{3,})e?s)(?![\w'-])")
_OFFICES = frozenset("hr pr tv gp pc hq vp dj md nz qa sw ot pt".split())
_LETTERS = bounded(
    r"(?<![\w.'/&@#+-])(?P<it>[b-hj-z]\.|[b-hj-z]{2})(?='s (?:"
    + _KIN
    + r")\b| (?:"
    + "|".join(
        sorted(
            w
            for w in SPEECH
            - {
                "is",
                "was",
                "has",
                "had",
                "did",
                "does",
                "to",
                "can",
                "will",
                "may",
                "must",
                "would",
                "could",
                "might",
                "put",
                "let",
                "got",
                "now",
            }
            if "'" not in w
        )
    )
    + r")\b)"
)


def namesakes(document, blocked, accept, known):
    """What the sentence alone tells for a name. ``known`` holds the indexes of words that are names already."""
    text = document.text
    for i, low in enumerate(document.low):
        if i in known or low not in words("namewords"):
            continue
        if not (document.is_capital(i) or document.lowercase) or document.starts[i] in blocked:
            continue
        start, end = document.starts[i], document.ends[i]
        before, after = text[max(0, start - 24) : start], text[end : end + 48]
        if not document.lowercase and _capital_inside(document, i, before, after):
            known.add(i)
            accept(start, end, "capital", "possible")
            continue
        if _OF_A_THING.search(before):
            continue
        if _meant(document, i, low, before, after, known):
            known.add(i)
            accept(start, end, "given")
    for pattern in (_WHAT_CALLED, _CLEFT):
        for m in pattern.over(document):
            low = m["it"].lower()
            if low in NEVER or low in words("notnames") or low in words("regions") or low in words("theorists"):
                continue
            if (m["it"][0].isupper() or document.lowercase) and low not in (
                "that",
                "this",
                "it",
                "which",
                "what",
                "she",
                "he",
            ):
                if pattern is _WHAT_CALLED or low not in _WHEN:
                    accept(*m.span("it"), "called")
    for m in _DAY_NAME.over(document):
        last = m["last"].lower()
        if last in words("given") and not m["day"].startswith("A"):
            continue  # "By Monday Winnie was in hospital"
        if not is_common(last) and last not in words("notnames") and (is_surname(last) or not is_english(last)):
            accept(*m.span("it"), "full")
    if document.lowercase:
        _in_small_letters(document, blocked, accept, known)


def _capital_inside(document, i, before, after):
    """A capital in mid-sentence that only a name gives the word: nothing else there is written with one."""
    low, word = document.low[i], document.words[i]
    if (
        document.initial[i]
        or not is_common(low)
        or len(low) < 3
        or not word[1:].islower()
        or low in _WHEN | NEVER | KIN
    ):
        return False
    if any(low in words(n) for n in ("notnames", "regions", "theorists", "titles", "jobs")) or not _IN_PROSE.search(
        before
    ):
        return False
    beside = (i and document.gap(i - 1) == " " and document.is_capital(i - 1) and document.words[i - 1] != "I") or (
        i + 1 < len(document.words) and document.gap(i) == " " and document.is_capital(i + 1)
    )
    beside = beside or bool(re.match(r"'s [A-Z]", after) or re.search(r"[A-Z][a-z]+'s? \Z", before))
    return not beside and not of_a_thing(low, after) and not cited(document, i, i, before, after)


def _meant(document, i, low, before, after, known):
    opens = document.initial[i] or bool(_CLAUSE.search(before))
    if _beside(document, i, known) and low not in _WHEN - {"april", "june"}:
        return True
    if _GREETED.search(before) and _GREETED_END.match(after):
        return True
    if _TOLD.search(before) and _THEN.match(after) and low not in _WHEN - {"april", "may", "june", "august"}:
        return True
    if low in words("barenames") and (
        opens
        and _BARE_ACTS.match(after)
        or not document.is_capital(i)
        and _BARE_TOLD.search(before)
        and _BARE_END.match(after)
    ):
        return True
    if not opens:
        return False
    if low in _MODAL:
        return bool(_PAST.match(after))
    return (
        bool(_ACTS.match(after))
        or low not in _WHEN
        and bool(_WHOSE.match(after))
        or low in _WHEN
        and person_surely(after)
        and document.initial[i]
    )


def _beside(document, i, known):
    """Whether a name stands in one row with it: "marguerite, dot, len", "precious and blessing"."""
    for j, step in ((i - 1, -1), (i + 1, 1)):
        if not 0 <= j < len(document.low):
            continue
        gap = document.gap(min(i, j))
        if j in known and gap in (", ", " & ", "/"):
            return True
        if (
            document.low[j] in ("and", "or")
            and gap in (" ", ", ")
            and j + step in known
            and document.gap(min(j, j + step)) == " "
        ):
            return True
    return False


def _in_small_letters(document, blocked, accept, known):
    """Families, letters that stand for a name, and a second part of a name, in a text without capitals."""
    for m in _FAMILIES.over(document):
        base = m["base"]
        if m.start("it") not in blocked and is_surname(base) and not is_english(base) and not is_english(m["it"]):
            if base not in words("theorists") and base not in words("notnames"):
                accept(*m.span("it"), "family")
    for m in _LETTERS.over(document):
        it = m["it"].rstrip(".")
        if (
            it in ABBREVIATIONS
            or it in SHORTHAND
            or it in _OFFICES
            or len(it) > 1
            and (is_common(it) or it in words("titles"))
        ):
            continue
        if m["it"].endswith(".") and not document.initial[document.word_at(m.start("it"))]:
            continue
        accept(*m.span("it"), "initial", "possible")
    for i in sorted(known):
        if i and document.low[i - 1] in ("big", "wee") and document.gap(i - 1) == " " and i - 1 not in known:
            accept(document.starts[i - 1], document.ends[i], "full")
        for j, step in ((i - 1, -1), (i + 1, 1)):
            if not 0 <= j < len(document.low) or document.gap(min(i, j)) != " ":
                continue
            if step > 0 and document.low[j] in PARTICLE and j + 1 < len(document.low) and document.gap(j) == " ":
                j += 1
            if j not in known and _another_part(document.low[j]) and document.starts[j] not in blocked:
                first, last = min(i, j), max(i, j)
                accept(document.starts[first], document.ends[last], "full")


def _another_part(low):
    if is_common(low) or low in NEVER or low in SHORTHAND or is_drug(low) or len(low) < 2 or "'" in low:
        return False
    return (
        (is_surname(low) or low in words("given") or len(low) < 4 and not is_english(low))
        and low not in words("notnames")
        and low not in words("regions")
    )
