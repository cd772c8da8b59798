"""Exact ages, in figures and in words. "In her thirties" and "in her sixties" are vague and stay."""

import re

from ..findings import Category
from ..lexicon import is_english, places, words
from . import AGE, Mark
from .patterns import bounded
from .told_ages import told_ages

_UNIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_WORDS = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]{_UNIT})?|ten|eleven|twelve"
    rf"|thirteen|fourteen|fifteen|sixteen|seventeen"
    rf"|eighteen|nineteen|{_UNIT})"
)
_N = rf"(?:1[01]\d|[1-9]\d?|{_WORDS})"
_SPAN = r"(?:years?|yrs?|months?|weeks?|days?)"
# After these a bare number is no age: "he was 20 minutes late", "she is 5 of 8".
_ENDS = (
    r"(?=\s*(?:[.,;:!?)\n\"]|$|-\s|and\b|when\b|at the time|now\b|but\b|then\b|with\b|who\b|on\b"
    r"|that\b|years? old))"
)
_OLD = bounded(
    rf"\b{_N}(?:[- ](?:and a half|½))?[- ]?{_SPAN}[- ](?:of age|olds?)\b|\b{_N}[- ]?(?:y/o|y\.o\.?|yos?"
    rf"|yrs? old|yr-old)\b|\b\d{{1,2}}[- ](?:somethings?)(?!.)"
    rf"|\b\d{{1,3}}\s?y\.?o\.?\b",
    re.I,
)
_AGED_SURE = bounded(
    rf"\b(?:aged|age|age of|age:|at the age of|turned|turning|turns|just turned|about to turn|will be "
    rf"turning) (?:just )?(?P<it>{_N})\b(?![-/:]?\d|\.\d|%| ?(?:mg|ml|minutes|hours|weeks|days|sessions"
    rf"|times|pages|degrees))",
    re.I,
)
_SEX = bounded(r"(?<![\w.-])(?P<it>[1-9]\d)\s?(?:[MFmf]|NB)(?![\w/])|\b[MF](?P<it2>[1-9]\d)\b(?!\.\d)")
_PERSON = bounded(
    r"\b(?:man|woman|boy|girl|lad|lass|male|female|patient|client|teenager|gentleman|lady|nurse|student"
    r"|widow|widower|father|mother|child|kid|person|resident) of (?P<it>"
    + _N
    + r")\b(?!\s?(?:%|mg|children|kids|sons|daughters|boys|girls|them|those|these))",
    re.I,
)
_COPULA = bounded(
    rf"(?:(?:\)|\b(?:he|she|they|i|who|[A-Z][a-z'-]+|daughter|son|mother|father|mum|mom|dad|nan|nana|gran"
    rf"|grandmother|grandfather|sister|brother|husband|wife|client|patient|boy|girl|baby|child|kid|uncle"
    rf"|aunt|niece|nephew|cousin))"
    rf"(?:'s|'d been| is| was|'m| am|'re| are| were| be| being| had been| would be| has been)(?: (?:only"
    rf"|just|about|now|nearly|almost|already|barely|then|still|maybe|probably))?) (?P<it>{_N})\b{_ENDS}",
    re.I,
)
_BE = bounded(
    r"\b(?:will be|would have been|would be|being|be) (?P<it>[1-9]\d)\b(?=\s*(?:[.,;:!?)]|$|this|next|in))",
    re.I,
)
_COMMAS = bounded(
    rf"(?<=[a-z.]), (?P<it>[1-9]\d?|1[01]\d|{_WORDS})(?=\s*[,;.)(\n]|$| - |\s+and\s+(?:living|married"
    rf"|single|retired)|, )",
    re.I,
)
_PAREN = bounded(r"(?<=[a-z]) \((?:aged? )?(?P<it>[1-9]\d?|1[01]\d)(?: ?(?:yrs?|years?|y|yo|[mf]))?(?=[),;])", re.I)
_AT = bounded(
    rf"(?<!\d )\b(?:died|married|pregnant|widowed|left school|left home|sectioned|orphaned|retired"
    rf"|diagnosed|started|began|back|even|still|first|since|and|that|her|him|it|care|school|advert|home) "
    rf"at (?P<it>{_N})\b(?=\s*[.,;!?)\n]|$)(?!\.\d)",
    re.I,
)
_HIMSELF = bounded(r"\b(?:himself|herself|themselves|already|aged|barely) (?P<it>[1-9]\d)(?=\s*[,;.)])")
_AT_PRONOUN = bounded(r"\b[Aa]t (?P<it>[1-9]\d),? (?=(?:he|she|they) )")
_AT_OF = bounded(
    r"\b(?:she|he|him|her|mother|father|widow\w*|child|person|life|one|old|mum|dad|them) at "
    r"(?P<it>[1-9]\d)\b(?=\s*[,;!?)\n]|\.\s|\.$|$)",
    re.I,
)
_WHEN = bounded(
    rf"\b(?:since|until|from|when) (?:he|she|they|i) (?:was|were|am|is|turned) (?P<it>{_N})\b(?!\s?(?:%|mg"
    rf"|minutes|hours|weeks|days|months|of\b|in\b))",
    re.I,
)
# An age is followed by no unit; these words before a number make it a score or a count.
_SCORE = bounded(
    r"\b(?:score|scored|scores|phq|gad|bdi|bmi|moca|mmse|level|rate|dose|result|total|count|average|mean"
    r"|bp|pulse|temperature|session|number|page|"
    r"chapter|room|bed|ward|grade|year|step|item|question|version|hads|sats|sugar|range|cut-?off"
    r"|percentile|line|row|weeks?|percent|hba1c|gcs|it|that|this|there|which|what|time|class)\s*(?:'s|is"
    r"|was|of|at)?\s*$",
    re.I,
)


def recognize(document):
    text = document.text

    def mark(start, end, rule, certainty="possible"):
        years = re.match(r"\d+", text[start:end])
        over = years and int(years.group()) > 89
        return Mark(start, end, Category.AGE, "ages." + rule, AGE, "certain" if over else certainty, "quasi")

    for m in _OLD.finditer(text):
        yield mark(*m.span(), "old")
    for pattern, rule in (
        (_AGED_SURE, "aged"),
        (_PERSON, "person_of"),
        (_WHEN, "when"),
        (_AT, "at"),
        (_AT_OF, "at"),
        (_BE, "be"),
        (_HIMSELF, "himself"),
        (_AT_PRONOUN, "at"),
    ):
        for m in pattern.finditer(text):
            yield mark(*m.span("it"), rule)
    for m in _COPULA.finditer(text):
        subject = m.group().split()[0].split("'")[0]
        if _SCORE.search(text[max(0, m.start() - 12) : m.start()] + subject):
            continue
        if (
            subject.isupper()
            and len(subject) > 1
            or subject.lower() in ("there", "it", "that", "this", "what", "score", "level")
        ):
            continue
        if (
            subject.lower() in ("i", "they")
            and m["it"]
            and not m["it"][0].isdigit()
            and m["it"].lower() in ("one", "two", "three", "four")
        ):
            continue
        if m["it"].lower() == "one":
            continue
        yield mark(*m.span("it"), "was")
    for m in _COMMAS.finditer(text):
        # "Wiremu, 71," - a name, a relative or a client before the comma
        i = document.word_at(m.start()) - 1
        if i < 0:
            continue
        if (
            (document.is_capital(i) and (not document.words[i].isupper() or len(document.words[i]) == 1))
            or document.low[i] in PEOPLE
            or document.lowercase
        ):
            if document.low[i] not in _MONTHS and (
                document.is_capital(i) or document.low[i] in PEOPLE or _named(document, i)
            ):
                yield mark(*m.span("it"), "after_name")
    for m in _PAREN.finditer(text):
        i = document.word_at(m.start()) - 1
        if (
            i >= 0
            and document.low[i] not in _MONTHS
            and ((document.is_capital(i) and not document.words[i].isupper()) or document.low[i] in PEOPLE)
        ):
            yield mark(*m.span("it"), "after_name")
    for start, end, rule in told_ages(document):
        yield mark(start, end, rule)
    for m in _SEX.finditer(text):
        yield mark(*m.span(), "sex")


def _named(document, i):
    word = document.low[i]
    return (word in words("given") or word in places()) and not is_english(word)


PEOPLE = frozenset(
    "man woman boy girl lad lass male female patient client teenager gentleman lady mother father son "
    "daughter sister brother husband wife "
    "widow widower child kid uncle aunt niece nephew cousin mum mom mam nan nana gran granny grandma "
    "grandpa dad partner grandson granddaughter friend grandmother "
    "grandfather stepson stepdaughter stepfather stepmother girlfriend boyfriend fiance fiancee neighbour "
    "neighbor colleague student teenager twin baby toddler himself herself themselves pt resident".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec "
    "spring summer autumn winter page chapter vol session day week".split()
)
