"""What the tagger adds where the rules are silent. The lists of what names nobody still rule out what it holds for a name."""

import re

from .. import tagger
from ..findings import Category
from ..lexicon import is_common, is_english, words
from . import LEARNED, Mark
from .citations import (
    ABBREVIATIONS,
    GIVEN_FIRST,
    WORK_AFTER,
    cited,
    eponym,
    famous,
    in_series,
    of_a_thing,
    renowned,
    sort_before,
)
from .drugs import drug_after, is_drug
from .lowercase import SHORTHAND
from .people import (
    CONTRACTED,
    KIN,
    NEVER,
    PARTICLE,
    PREFIXES,
    asked_before,
    begins_sentence,
    is_surname,
    is_title,
    kin_before,
    part_of_a_code,
    person_surely,
)

_SURELY = 3.0  # so far above the bar a name is certain
_AT_START = 3.3  # so far above it a common word is one whose capital the sentence gives
_PLAIN = 1.0  # so much higher is the bar for a common word without a capital
# So much higher is the bar for a fact told in a single word.
_ALONE = {Category.OCCUPATION: 1.0, Category.RELATION: 1.5, Category.EVENT: 2.0, Category.TRAIT: 1.5}
_FACTS = frozenset((Category.OCCUPATION, Category.RELATION, Category.EVENT, Category.TRAIT))
# What anybody's story may hold, and the tagger takes for a fact.
_PLAIN_FACTS = frozenset(
    ("gave birth", "search bar", "service", "services", "the service", "waiting list", "own mother")
)
_QUIET = 1.0  # so much higher is it where the rules found nothing at all: advice, not a story
_INSTRUMENTS = frozenset("inventory interview scale questionnaire index checklist schedule test battery".split())
_EDGES = NEVER | frozenset(
    "been being also just still very really so too up out off about over back me him them us "
    "six seven eight nine ten once twice".split()
)


def words_of(document, marks):
    """The indexes of all words that marks touch."""
    return {i for m in marks for i in range(document.word_from(m.start), document.word_at(m.end))}


def named(document, table, taken):
    """Names, as (start, end, certainty), among the words that are not taken."""
    for span in tagger.spans(document, table, taken):
        if span.label != "NAME":
            continue
        first, last = span.first, span.last
        if any(part_of_a_code(document, i) for i in range(first, last + 1)):
            continue
        while first <= last and _nobody(document, first):
            first += 1
        while last >= first and _nobody(document, last):
            last -= 1
        if first > last or not _somebody(document, first, last, span.score):
            continue
        yield document.starts[first], document.ends[last], "certain" if span.score >= _SURELY else "possible"


def _ordinary_start(document, first, last):
    """Common words, with a capital that the sentence gives. The list of given names has most words, so it is no sign."""
    if not document.initial[first] or not document.is_capital(first):
        return False
    return all(
        is_common(document.low[i]) and (i == first or not document.is_capital(i)) for i in range(first, last + 1)
    )


def _nobody(document, i):
    low = document.low[i]
    if low in NEVER or low in PARTICLE and not document.is_capital(i) or CONTRACTED.search(low):
        return True
    if low == "reg" and not document.is_capital(i) and not document.lowercase:
        return True  # the registrar, or a registration
    if is_title(low):  # a title before somebody else's name, or nobody's
        return low not in words("given") or document.gap(i) == " " and document.is_capital(i + 1)
    return low in words("notnames") and not (
        document.is_capital(i) and low in words("given") and kin_before(document, i)
    )


def _somebody(document, first, last, score):
    text, low = document.text, document.low[first]
    start, end = document.starts[first], document.ends[last]
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    kin, surely = kin_before(document, first), person_surely(after)
    cue = kin or surely or asked_before(before)
    if of_a_thing(document.low[last], after) or cited(document, first, last, before, after) and not kin:
        return False
    if score < _AT_START and not kin and _ordinary_start(document, first, last) and not begins_sentence(low, after):
        return False
    if famous(document.low[first : last + 1]) and not kin or famous(document.low[max(0, first - 1) : last + 1]):
        return False
    if first < last:
        return True
    if "-" in low and (low.partition("-")[0] in PREFIXES or _ordinary_end(low, document.is_capital(first))):
        return False
    if is_drug(low) or low in words("regions") or low in SHORTHAND or not is_surname(low) and drug_after(after):
        return False
    if low in words("jobs") and not (kin or is_surname(low)) or eponym(low, before) and not cue:
        return False
    if after[:1] == ":" and low not in words("given"):
        return False  # a heading of notes
    if low in words("theorists") and (
        WORK_AFTER.match(after) or not cue and low not in GIVEN_FIRST and renowned(low) and score < _SURELY
    ):
        return False
    word = document.words[first]
    if len(word) == 1 and (word in "XIA" or re.match(r"[:)]", after) or re.search(r"(?:^|\n)[ *-]*\Z", before)):
        return False  # a label of notes, a word, or what stands for a name already
    if len(word) == 1 and (sort_before(before) or in_series(text, start)):
        return False
    if word.isupper() and len(word) > 1 and not cue and re.match(r" (?=[A-Z0-9-]*\d)", after):
        return False  # NHI ZZZ0016
    if len(word) < 4 and word.isupper() and low in ABBREVIATIONS and not (surely and score >= _SURELY):
        return False
    listed = low in words("given") or is_surname(low)
    if document.is_capital(first):
        # Letters that stand for a thing, unless they stand where a name does.
        acronym = word.isupper() and not listed and len(word) > 1
        return not acronym or cue and len(word) < 3 or score >= _SURELY
    if len(low) < 3:
        return score >= _SURELY
    if not (cue or listed) and score < _SURELY and _misspelt(low):
        return False
    if is_common(low) and not document.lowercase:
        return score >= _SURELY or kin and listed
    if is_common(low) or not document.lowercase and not listed:
        return score >= _PLAIN or kin_before(document, first) and listed
    return True


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _misspelt(low):
    """Whether one letter more, less or elsewhere makes a common word of it: "cushon", "allready"."""
    if not 5 <= len(low) <= 16 or not low.isascii():
        return False
    cut = [(low[:at], low[at:]) for at in range(len(low) + 1)]
    return (
        any(is_common(a + b[1:]) for a, b in cut if b)
        or any(is_common(a + b[1] + b[0] + b[2:]) for a, b in cut if len(b) > 1)
        or any(is_common(a + letter + b) for a, b in cut for letter in _LETTERS)
    )


_LIKE = re.compile(
    r"-(?:like|based|style|type|free|led|shaped|ish|esque|level|positive|negative|related|specific|\w+(?:ed|ing))$"
)


def _ordinary_end(low, capital):
    """ "Robin-like", "well-meaning": a hyphen between ordinary words, or before one where there is a capital."""
    parts = low.split("-")
    return any(map(is_english, parts)) if not capital else bool(_LIKE.search(low))


def facts(document, table, marks):
    """Marks for everything but names, where no other mark stands."""
    taken = words_of(document, marks)
    quiet = 0 if marks else _QUIET
    near = words_of(document, [m for m in marks if m.category in _FACTS])
    events = words_of(document, [m for m in marks if m.category is Category.EVENT])
    for span in tagger.spans(document, table, taken):
        category = Category(span.label)
        first, last = span.first, span.last
        while first < last and document.low[first] in _EDGES:
            first += 1
        while last > first and document.low[last] in _EDGES:
            last -= 1
        if category is Category.NAME or first == last and document.low[first] in _EDGES:
            continue
        if category in _FACTS and (span.first - 1 in near or span.last + 1 in near):
            continue  # the rest of a fact that is marked already
        if category is Category.EVENT and not events.isdisjoint(range(span.last + 1, span.last + 4)):
            continue  # "the team that took in the minibus that …"
        start, end = document.starts[first], document.ends[last]
        if category is Category.ORG and span.score < _PLAIN and _ordinary(document, first, last):
            continue
        if first == last and span.score < _SURELY and _says_little(document, first, category):
            continue
        if _public(document, first, last) or span.score < (_ALONE.get(category, 0) if first == last else 0) + quiet:
            continue
        yield Mark(start, end, category, f"{category.lower()}.tagger", LEARNED, "possible", "quasi")


def _says_little(document, i, category):
    """A common word alone that is a kind of house or of relative: "Hospital", "my mother-in-law"."""
    low = document.low[i]
    if category is Category.RELATION:
        return low in KIN or low.endswith("-in-law")
    return category in (Category.ORG, Category.PLACE) and is_common(low) and (document.initial[i] or low in _HOUSES)


_HOUSES = frozenset(
    "hospital clinic ward unit surgery terrace road street pharmacy school college church department".split()
)


def _ordinary(document, first, last):
    """ "The crisis team": common words without a capital, in a text that has capitals."""
    return not document.lowercase and all(
        is_common(document.low[i]) and not document.is_capital(i) for i in range(first, last + 1)
    )


def _public(document, first, last):
    """Bodies, brands, languages, regions and instruments that tell nothing of a person."""
    if document.low[last] in _INSTRUMENTS:
        return True
    whole = " ".join(document.low[first : last + 1])
    if whole in _PLAIN_FACTS or famous(document.low[first : last + 1]):
        return True
    return whole in words("notnames") or whole in words("regions") or first == last and is_drug(whole)
