"""Text in, findings out: ``screen(text)``. Standard library only; nothing of the rest of the project."""

from .document import Document
from .findings import ENGINE, Category, Finding, Meter, Report, risk
from .milder import milder
from .readers import meters
from .recognizers import (
    ages,
    contacts,
    dates,
    events,
    names,
    numbers,
    occupations,
    organisations,
    places,
    records,
    relations,
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
    places,
    records,
)


def screen(text: str) -> Report:
    """Everything in a text that may tell who somebody is. Takes any string, in time linear in its length."""
    document = Document(text)
    marks = [mark for recognizer in _ALONE for mark in recognizer.recognize(document)]
    # Names come last: what is already a place, an employer or a date is no name unless a cue says so.
    marks = _apart([*marks, *names.recognize(document, _apart(marks))])
    findings, people, last = [], {}, 0
    for mark in marks:
        start, end = document.view.span(mark.start, mark.end)
        if start < last or start >= end:
            continue
        last = end
        wordings = milder(document, mark, people)
        findings.append(Finding(start, end, mark.category, mark.kind, mark.certainty, mark.rule, wordings))
    return Report(tuple(findings), meters(document, findings), ENGINE)


def _apart(marks):
    """Of two marks that overlap, the weightier stays, then the longer, then the earlier."""
    kept, taken = [], set()
    for mark in sorted(marks, key=lambda m: (-m.weight, m.start - m.end, m.start)):
        stretch = range(mark.start, mark.end)
        if stretch and taken.isdisjoint(stretch):
            taken.update(stretch)
            kept.append(mark)
    return sorted(kept)
