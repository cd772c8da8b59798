"""Names of people: by a title or relative before them, by the lists, by case; then every other mention."""

import re

from ..findings import Category
from ..lexicon import is_common, is_english, places, words
from . import CUED_NAME, NAME, Mark
from .citations import EVERYDAY, WORK_AFTER, cited, eponym, famous, in_series, of_a_thing, renowned, sort_before
from .drugs import drug_after, is_drug
from .learned import named, words_of
from .lowercase import SHORTHAND, in_lower_case
from .namesakes import namesakes
from .nicknames import called, told_names
from .patterns import bounded
from .people import (
    ADDRESSED,
    BESIDES,
    CONTRACTED,
    KIN,
    MONTHS,
    NEVER,
    PARTICLE,
    PREFIXES,
    asked_before,
    begins_sentence,
    is_surname,
    is_title,
    kin_before,
    named_so,
    part_of_a_code,
    person_after,
    person_follows,
    person_surely,
    told_before,
    whole_name,
)
from .propagation import mentioned_again

_FAMILY = bounded(
    r"\b(?i:the|those|these|both|two|three|four|five|[a-z]+ of the) (?P<it>[A-Za-z][\w'-]{3,}) (?:boys|girls|brothers|sisters"
    r"|twins|family|kids|children|household|lads|clan|siblings|triplets|quads|(?P<one>boy|girl|lad|baby|twin|brother|sister))\b(?! (?:therap|system|medic|practice|court|model|doctor))",
    opens=r"\b(?:boys|girls|brothers|sisters|twins|family|kids|children|household|lads|clan|siblings|triplets|quads|boy|girl|lad|baby|twin|brother|sister)\b",
    back=9,
)
_WRONG = bounded(r"\b(?:the|a) (?:wrong|other|right|second) (?P<it>[A-Za-z][a-z]+)(?=\s*[,.;!?)])")
_DOTTED = bounded(
    r"(?<![\w.])(?P<it>[A-Z]\.\s?(?:[A-Z]\.\s?)?[A-Z][a-z][\w'-]+)(?!\w)|(?<![\w.])(?P<it2>[A-Z][a-z]+ "
    r"[A-Z]\.)(?=\s*(?:,|\?|;|:|\)|'s|\n|$)| [a-z])"
)


def recognize(document, taken, table=()):
    """Marks for names. ``taken`` are the marks already held for other things, in order; ``table`` is the tagger's."""
    text = document.text
    blocked = set()
    for mark in taken:
        # An age or an event beside a name does not rule it out; a place, employer or date does.
        blocked.update(range(mark.start, mark.end))
    found = {}

    def accept(start, end, rule, certainty="certain"):
        start = whole_name(document, start)
        weight = CUED_NAME if rule in ("title", "kin", "called") else NAME
        old = found.get(start)
        if old is None or end > old.end or weight > old.weight:
            end = max(end, old.end) if old else end
            found[start] = Mark(start, end, Category.NAME, "names." + rule, weight, certainty, "direct")

    for first, last in _runs(document):
        _judge(document, first, last, blocked, accept)
    called(document, accept)
    for m in _FAMILY.over(document):
        word = m["it"].lower()
        if (
            word in words("notnames")
            or is_title(word)
            or word in words("regions")
            or is_common(word)
            or m["one"]
            and (m["it"].islower() and not document.lowercase or not is_surname(word) or places().get(word, 0) > 2)
            or m["it"].islower()
            and is_english(word)
        ):
            continue
        if (is_surname(word) or not is_english(word)) and m.start("it") not in blocked:
            accept(*m.span("it"), "family")
    for m in _WRONG.over(document):
        word = m["it"].lower()
        if word in KIN:
            continue
        mixed_up = document.lowercase and " wrong " in m.group()
        if word in words("given") and (m["it"][0].isupper() or not is_english(word) or mixed_up):
            accept(*m.span("it"), "kin")
        elif is_surname(word) and m["it"][0].isupper() and not is_english(word):
            if " wrong " in m.group() or word not in words("theorists"):
                accept(*m.span("it"), "kin")
    for m in _DOTTED.over(document):
        start, end = m.span("it") if m["it"] else m.span("it2")
        i = document.word_at(start)
        parts = re.findall(r"[a-z]{2,}", text[start:end].lower())
        nobody = any(p in words("theorists") or p in words("notnames") or is_common(p) for p in parts)
        if nobody and m["it"] and len(parts) == 1 and is_surname(parts[0]) and not renowned(parts[0]):
            nobody = sort_before(text[max(0, start - 24) : start]) or not person_follows(text, end)
        if not nobody and document.low[i] != "i":
            accept(start, end, "initial")
        elif m["it2"] and parts and parts[0] in words("given") and not (document.initial[i] and is_common(parts[0])):
            accept(start, end, "initial")
    in_lower_case(document, blocked, accept)
    told_names(document, accept)
    for start, end, certainty in list(named(document, table, words_of(document, [*taken, *found.values()]))):
        accept(start, end, "tagger", certainty)
    namesakes(document, blocked, accept, words_of(document, found.values()))
    kept = [m for m in found.values() if m.weight == CUED_NAME or blocked.isdisjoint(range(m.start, m.end))]
    yield from kept
    yield from mentioned_again(document, kept, blocked)


def _runs(document):
    """Stretches of capitalised words, with the particles between them ("Saskia de Wit")."""
    i, n = 0, len(document.words)
    while i < n:
        if not document.is_capital(i) or document.words[i] == "I" or document.low[i].startswith(("i'", "it'")):
            i += 1
            continue
        first = last = i
        j = i + 1
        while j < n and j - first < 6:
            gap = document.gap(j - 1)
            initial = gap == ". " and (len(document.words[j - 1]) == 1 or is_title(document.low[j - 1]))
            if gap != " " and not initial:
                break
            if document.is_capital(j) and document.words[j] != "I":
                last = j
            elif not (document.low[j] in PARTICLE and gap == " "):
                break
            j += 1
        yield first, last
        i = last + 1


def _judge(document, first, last, blocked, accept):
    """Decide on one run of capitals."""
    low, text = document.low, document.text
    ranks = [k for k in range(first, last) if is_title(low[k])]
    title = bool(ranks)
    cut = first = ranks[-1] + 1 if ranks else first
    # Titles, and words that have their capital only because a sentence starts there.
    while cut <= last:
        if is_title(low[cut]) and cut < last:
            title = True
        elif (
            low[cut] in NEVER
            or low[cut] == "read"
            or (
                document.initial[cut]
                and cut < last
                and is_common(low[cut])
                and not (low[cut] in words("given") and is_surname(low[cut + 1]) or low[cut] in PARTICLE)
            )
        ):
            title = False
        else:
            break
        cut += 1
    if cut > last:
        return
    first = cut
    while last > first and (
        low[last] in words("notnames") and not _own_surname(low, first, last) or low[last] in NEVER
    ):
        last -= 1
    start, end = document.starts[first], document.ends[last]
    if start in blocked and not title:
        return
    word, final = low[first], low[last]
    many = last > first
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    kin = kin_before(document, first)
    cue = title or kin
    surely, person = person_surely(after), person_after(after)
    if (
        word == final
        and len(word) == 1
        and in_series(text, start)
        or first
        and famous(low[first - 1 : last + 1])
        and text[start - 1] == " "
        or famous(low[first : last + 1])
        and not cue
    ):
        return
    if CONTRACTED.search(word) or word in words("notnames") and not many and not title:
        told = word in MONTHS and (surely or told_before(before) and not document.initial[first])
        if not told and not (word in BESIDES and named_so(word, before, after)):
            return
    if re.search(r"\b([A-Za-z]+)'s? \Z", before) and before.split()[-1].removesuffix("'s").rstrip("'").lower() in words(
        "theorists"
    ):
        return  # a theorist's book
    if (
        "-" in word
        and not many
        and not title
        and (
            word.split("-")[0] in words("theorists")
            or word.split("-")[0] in PREFIXES
            or is_english(word.split("-")[-1])
            and (is_english(word.split("-")[0]) or not person and word.split("-")[0] not in words("given"))
        )
    ):
        return
    if of_a_thing(final, after) or any(part_of_a_code(document, i) for i in (first, last)):
        return
    if document.words[first].isupper() and len(word) > 1 and not many:
        # Acronyms; a name in capitals only if the list has it and English does not.
        known = len(word) > 3 and word in words("given") and not is_english(word)
        if not known or not (kin_before(document, first) or person_surely(after)):
            return
    if title and is_common(word) and word not in words("given") and not is_surname(word):
        if low[first - 1] not in ADDRESSED or not document.is_capital(first - 1):
            return  # "Chief Executive", "Sister Ward"
    if cue:
        if (
            not title
            and not many
            and (is_common(word) or word in words("regions"))
            and not person_after(after)
            and word not in words("given")
        ):
            return
        if not title and (
            word in words("theorists")
            and WORK_AFTER.match(after)
            or " ".join(low[first : last + 1]) in words("regions")
        ):
            return
        accept(start, end, "title" if title else "kin")
        return
    parts = word.split("-")
    given = word in words("given") or all(p in words("given") for p in parts) and not all(map(is_common, parts))
    surname = is_surname(final)
    if not given and (is_drug(word) or not surname and drug_after(after)) or word in SHORTHAND:
        return
    if not many and (
        eponym(word, before)
        and not surely
        or _heads(before, after)
        and not given
        and not surname
        and text.count(f"{document.words[last]}:") < 2
    ):
        return
    if cited(document, first, last, before, after):
        return
    if many:
        if any(low[k] in words("notnames") or low[k] in words("regions") for k in (first, last)) and not (
            given and surname
        ):
            return
        if text[start:end].lower() in places() and not given or " ".join(low[first : last + 1]) in words("regions"):
            return
        if (
            given
            and (surname or not is_common(final))
            and not (document.initial[first] and is_common(word) and is_common(final))
        ):
            accept(start, end, "full")
        elif surname and not is_english(word) and not is_english(final):
            accept(start, end, "full")
        elif not is_english(word) and not is_english(final) and not document.initial[first]:
            accept(start, end, "unknown", "possible")
        return
    if word in words("regions"):
        if given and (surely or told_before(before, strict=True) or word in BESIDES and named_so(word, before, after)):
            accept(start, end, "given", "possible")
        return
    if len(word) < 2:
        return
    if final[-1] == "s" and is_surname(final[:-1]) and re.search(r"\b(?:[Tt]he|both|Both) \Z", before) and not given:
        if final not in words("theorists") and not is_english(final) and not is_english(final[:-1]):
            accept(start, end, "family")
            return
    english = is_english(word)
    if document.initial[first]:
        if is_common(word) and not (given and begins_sentence(word, after)):
            return
        if re.match(r", \d\d?[,.]|,? (?:was|is) \d\d?[,.]", after) and not is_common(word):
            accept(start, end, "given" if given else "unknown")
            return
        if given and (not english or person or is_common(word)):
            accept(start, end, "given")
        elif given and english and re.match(r", (?!and |or )[a-z]+ [a-z]+", after):
            accept(start, end, "given", "possible")
        elif (is_surname(word) or not english) and person and not english and word not in places():
            accept(start, end, "unknown", "possible")
        return
    if english and not given and not surname:
        return
    if is_common(word) and not (given and (person or asked_before(before))):
        return
    if given and (word not in places() or not english or person):
        accept(start, end, "given")
    elif surname and (person or asked_before(before)):
        accept(start, end, "surname")
    elif not english and word not in places() and (person or asked_before(before)):
        accept(start, end, "unknown", "possible")
    elif not english and word not in places() and not re.search(r"\b(?:the|a|an|of|in|on)\s\Z", before):
        accept(start, end, "unknown", "possible")


def _heads(before, after):
    """Whether it heads what follows ("Plan: …") and is nobody who is written to ("For Ravinder: …")."""
    return after[:1] == ":" and not re.search(r"\b(?:[Ff]or|[Tt]o|[Dd]ear|[Hh]i|@) \Z", before)


def _own_surname(low, first, last):
    """Whether a surname that a brand or an author has too is somebody's own: "Ann Marie Lynch"."""
    if low[last] in EVERYDAY and low[first] in words("given") and not is_common(low[first]):
        return True
    return is_surname(low[last]) and low[last] not in words("theorists") and _plain_given(low[first])


def _plain_given(low):
    return low in words("given") and not is_common(low) and low not in words("namewords")
