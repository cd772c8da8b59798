"""The country a client comes from, told without "from": "she was Eritrean", "by way of Peru", "a Latvian family"."""

import re

from ..findings import Category
from ..lexicon import words
from . import PLACE, Mark
from .patterns import bounded
from .places import NATION

_BE = (
    r"(?:was|is|were|are|being|'s|been|looked|sounded|born|half|part|originally|a proud|also|both|themselves|herself"
    r"|himself)"
)
_WAS = bounded(
    rf"\b(?P<who>[Hh]e|[Ss]he|[Tt]hey|[Ww]ho|[A-Za-z]+) {_BE}(?: (?:from birth|half|part|also|originally|ethnically"
    rf"|both|a|an|of|born|mixed|second-generation|first-generation))*,? (?P<it>{NATION})"
    rf"(?=\s*(?:[.,;:!?)\n]|$)| (?:and|but|by|like|too|with|on|born|who|so|as|he|she|they|her|his|descent|origin|heritage)\b)",
    opens=rf"\b{NATION}",
    back=12,
)
_HALF = bounded(
    rf"\b(?P<it>(?:half|part|second-generation|first-generation|ethnic(?:ally)?|of)[ -]{NATION})(?! (?:language|food))\b"
)
_KIN = bounded(
    rf"\b(?:an?|her|his|their|the|one|this|from a|into a|of) (?:[a-z-]+ ){{0,2}}?(?P<it>(?:[A-Z][a-z]+-)?{NATION})(?:-born)?"
    r"(?= (?:[a-z-]+ ){0,2}?(?:family|household|father|mother|parents|grand\w+|husband|wife|home|village|church|roots"
    r"|upbringing|childhood|passport|refugees?|migrants?|exile|community|clan|side|relatives|in-laws|ancestry|descent)\b)"
)
_ROUTE = bounded(
    r"\b(?P<cue>by way of|came (?:over |here |originally |as a \w+ )?from|comes from|coming from|hail(?:s|ed|ing) from"
    r"|originally from|arrived (?:here )?from|moved (?:here |over )?from|emigrated from|fled(?: from)?|escaped(?: from)?"
    r"|born in|raised in|grew up in|brought up in|deported (?:back )?to|sent back to|returned to|family in|mother in"
    r"|father in|children in|home in|roots in|relatives in|asylum from|refugees? from|adopted from|via|exile from|out of"
    r"|from) (?:the |rural |northern |southern |eastern |western |war-torn )?(?P<it>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})"
)
_FLIGHT = re.compile(r"fled|escaped|deported|sent back|asylum|refugee|adopted|exile")  # no clinician's holiday
_OWN = re.compile(r"\b(?:I|we|We) (?:had |have )?\w+(?: \w+)?\s\Z")
_COLLEAGUE = re.compile(
    r"\b(?:I|I'm|I've|we|We|my|My|our|Our|here|colleague|clinician|therapist|nurse|doctor|psychologist|counsell?or"
    r"|psychiatrist|midwife|supervisor|registrar|consultant|interpreter|trainee|translator|study|studies|book|word"
    r"|film|guidelines?|research\w*|data|approach|model|language|accent)\b[^.;!?]{0,70}\Z"
)
_PERSON = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|who|him|her|them|client|patient|man|woman|boy|girl|couple|family|mother|father|parents"
    r"|husband|wife|son|daughter|child|teenager|student|refugee)\b[^.;!?\n]{0,50}\Z"
)
_THING = frozenset(
    "it that this there food book film restaurant interpreter accent language paper study nurse colleague".split()
)


def recognize(document):
    text = document.text

    def mark(start, end):
        return Mark(start, end, Category.PLACE, "places.origin", PLACE, "possible", "quasi")

    for pattern in (_WAS, _HALF, _KIN):
        for m in pattern.over(document):
            start, end = m.span("it")
            before = text[max(0, m.start() - 80) : start]
            if pattern is _WAS and (m["who"].lower() in _THING or m["who"] in ("I", "we", "We")):
                continue
            if m["it"].startswith("of ") and not re.match(
                r" (?:descent|origin|heritage|parents|parentage|stock|extraction)", text[end : end + 14]
            ):
                continue
            if pattern is not _KIN and _COLLEAGUE.search(before):
                continue
            yield mark(start, end)
    for m in _ROUTE.over(document):
        name, (start, end) = m["it"], m.span("it")
        low = name.lower()
        while low not in words("regions") and " " in low:
            low = low.rsplit(" ", 1)[0]
        before = text[max(0, start - 80) : start]
        flight = _FLIGHT.match(m["cue"]) and not _OWN.search(before)
        if low not in words("regions") or _COLLEAGUE.search(before) and not flight:
            continue
        if (
            flight
            or _PERSON.search(before)
            or m["cue"]
            in (
                "by way of",
                "hails from",
                "hailed from",
                "adopted from",
                "originally from",
            )
        ):
            yield mark(start, start + len(low))
