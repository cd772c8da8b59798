"""Text in, findings out: ``screen(text)``. Standard library only; nothing of the rest of the project."""

import re

from . import tagger
from .document import Document
from .findings import ENGINE, Category, Finding, Meter, Report, risk
from .milder import milder
from .readers import meters
from .recased import recased
from .recognizers import (
    ages,
    contacts,
    dates,
    events,
    learned,
    names,
    numbers,
    occupations,
    organisations,
    origins,
    places,
    records,
    relations,
    streets,
    told_facts,
    told_numbers,
    traits,
)

__all__ = ["Category", "Finding", "Meter", "Report", "risk", "screen"]

_ALONE = (
    contacts,
    numbers,
    dates,
    ages,
    organisations,
    occupations,
    relations,
    events,
    traits,
    streets,
    places,
    origins,
    told_facts,
    told_numbers,
    records,
)
# Those that know some of their findings by capitals: a text without any they read once more, with some put back.
_BY_CAPITALS = (ages, numbers, contacts, streets, origins, organisations)


# What is left of a mark when these are all its words tells nothing by itself.
TELLS_NOTHING = frozenset(
    """a an and as at be been by did for from had has have he her hers him his i in is it its me my of on or our she
    so than that the their them then they this to was we were who whose with would your mother father sister brother
    son daughter wife husband partner uncle aunt cousin s dob""".split()
)

NOBODY = ("X", "name")  # what our own milder wordings put in the place of a name


def screen(text: str) -> Report:
    """Everything in a text that may tell who somebody is. Takes any string, in time linear in its length."""
    document = Document(text)
    findings, people, last = [], {}, 0
    for mark in _apart(_held(document), document.text):
        start, end = document.view.span(mark.start, mark.end)
        start = max(start, last)
        if start >= end or document.text[mark.start : mark.end].strip("[]") in NOBODY:
            continue
        last = end
        wordings = milder(document, mark, people)
        findings.append(Finding(start, end, mark.category, mark.kind, mark.certainty, mark.rule, wordings))
    return Report(tuple(findings), meters(document, findings), ENGINE)


def _held(document):
    """What the recognizers hold for findings, as yet overlapping."""
    marks = [mark for recognizer in _ALONE for mark in recognizer.recognize(document)]
    if document.lowercase:
        twin = recased(document)
        for recognizer in _BY_CAPITALS:
            marks += recognizer.recognize(twin)
    table = tagger.scores(document)
    # Names come late: what is already a place, an employer or a date is no name unless a cue says so.
    marks += names.recognize(document, _apart(marks, document.text), table)
    return [*marks, *learned.facts(document, table, marks)]


def _apart(marks, text):
    """Of marks that overlap, the weightier stays whole, then the longer, then the earlier.

    What the others cover besides stays covered: they shrink to the stretches that are left of them.
    """
    kept, taken = [], bytearray(len(text))
    for mark in sorted(marks, key=lambda m: (-m.weight, m.start - m.end, m.start)):
        at = mark.start
        while at < mark.end:
            if taken[at]:
                at += 1
                continue
            end = taken.find(1, at, mark.end)
            end = mark.end if end < 0 else end
            kept.extend(_trimmed(mark, at, end, text))
            at = end
        taken[mark.start : mark.end] = b"\x01" * (mark.end - mark.start)
    return sorted(kept)


def _trimmed(mark, start, end, text):
    """The mark on a stretch of its own, without the spaces and stops at an edge that is new."""
    if start > mark.start:
        while start < end and not text[start].isalnum():
            start += 1
    if end < mark.end:
        while start < end and not text[end - 1].isalnum():
            end -= 1
    left = end - start < mark.end - mark.start
    if start < end and not (left and TELLS_NOTHING.issuperset(re.findall(r"\w+", text[start:end].lower()))):
        yield mark._replace(start=start, end=end)
