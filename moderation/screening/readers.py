"""Three meters: could the client, a colleague, or someone who knows the author recognise this?

Counts of what stands in one text together. Age, place, work and an event narrow a person down though none
of them does alone, and the smaller the place the more. A meter never lowers a finding; it only says how they add up.
"""

import re

from .canonical import canonical
from .findings import Category, Meter
from .lexicon import places

# How far each category narrows the client down: (for the client, a colleague, the author's acquaintance).
_WEIGHTS = {
    Category.NAME: (6, 6, 3),
    Category.CONTACT: (6, 5, 3),
    Category.ID: (3, 5, 1),
    Category.DATE: (2, 3, 1),
    Category.PLACE: (2, 2, 2),
    Category.ORG: (2, 3, 3),
    Category.AGE: (2, 1, 0),
    Category.OCCUPATION: (3, 3, 1),
    Category.RELATION: (3, 3, 1),
    Category.EVENT: (3, 3, 1),
    Category.TRAIT: (3, 3, 1),
    Category.RECORD: (3, 3, 1),
}
_NARROWING = frozenset(
    (
        Category.AGE,
        Category.PLACE,
        Category.OCCUPATION,
        Category.EVENT,
        Category.DATE,
        Category.ORG,
        Category.RELATION,
        Category.TRAIT,
    )
)
_SELF = re.compile(
    r"\bI(?:'m| am| was| work(?:ed)? as) (?:a |an |the )?(?P<it>(?:only|first|sole|youngest|head|lead"
    r"|director|founder)\b[\w ,'-]{0,50}|[\w '-]{3,40}? (?:in|at|from) [A-Z][\w ]{2,30})",
)
# What a client would know again although no list can: their own words, told in quotation marks.
_QUOTED = re.compile(
    r"(?:he|she|they|client|patient) (?:\w+ )?(?:said|wrote|asked|told me"
    r"|replied)[^\"\n]{0,20}\"(?P<it>[^\"\n]{25,160})\"",
    re.I,
)
_SOME, _HIGH = 4, 9
_MOST_PHRASES = 8


def meters(document, findings):
    """The three meters of a text whose findings carry offsets of the original."""
    original = document.original
    phrases = [(f, original[f.start : f.end]) for f in findings]
    kinds = {f.category for f in findings} & _NARROWING
    # Each further kind of fact beside the first two multiplies, so it adds more than its own weight.
    together = 2 * max(0, len(kinds) - 2)
    small = any(f.category is Category.PLACE and places().get(canonical(p).text.lower(), 9) <= 2 for f, p in phrases)
    result = {}
    for n, reader in enumerate(("client", "colleague", "author")):
        seen, score, raising = set(), 0, []
        for finding, phrase in phrases:
            weight = _WEIGHTS[finding.category][n]
            if not weight or phrase.lower() in seen:
                continue
            seen.add(phrase.lower())
            score += weight
            raising.append((-weight, phrase))
        if reader != "author":
            score += together + 2 * small
        else:
            for m in _SELF.finditer(document.text):
                score += 3
                raising.append((-3, original[slice(*document.view.span(*m.span("it")))]))
        if reader == "client":
            for m in list(_QUOTED.finditer(document.text))[:3]:
                score += 1
                raising.append((-1, original[slice(*document.view.span(*m.span("it")))]))
        raising.sort(key=lambda pair: pair[0])
        level = "high" if score >= _HIGH else "some" if score >= _SOME else "low"
        result[reader] = Meter(
            level, tuple(dict.fromkeys(p for _, p in raising))[:_MOST_PHRASES] if level != "low" else ()
        )
    return result
