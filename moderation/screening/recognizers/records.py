"""Pasted notes and transcripts, by shape. Marked at the first label only: the whole passage should go."""

import re

from ..findings import Category
from . import RECORD, Mark
from .patterns import bounded

_FIELD = bounded(
    r"^[ \t]*(?P<it>(?:DOB|D\.O\.B\.?|Date of birth|MRN|NHS (?:no|number)|Patient(?: name)?|Client(?: "
    r"name)?|Name|Address|Diagnosis|Dx|Presenting (?:problem|complaint)|Chief complaint|PC|HPC|HPI|PMH|FH"
    r"|SH"
    r"|O/E|Medications?|Meds|Allergies|Session (?:no|number|date)|Date of (?:session|service)|Plan"
    r"|Assessment|Subjective|Objective|MSE|Risk|Impression|Therapist|Counsell?or|Interviewer|Signed|Next "
    r"appointment)[ \t]*:)",
    re.M | re.I,
)
_SOAP = bounded(r"^[ \t]*(?P<it>[SOAP][ \t]?[:)]) ?\S", re.M)
_TURN = bounded(
    r"^[ \t]*(?P<it>(?:T|C|P|Th|Cl|Pt|Therapist|Client|Patient|Counsell?or|Interviewer|Me|Her|Him)\d{0,3}[ "
    r"\t]*:)[ \t]+\S",
    re.M,
)
_STAMP = bounded(r"^[ \t]*(?P<it>\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?)[ \t]+\S", re.M)


def recognize(document):
    text = document.text
    if ":" not in text and ")" not in text and "-" not in text:
        return
    for pattern, least, rule in (
        (_FIELD, 3, "fields"),
        (_SOAP, 3, "soap"),
        (_TURN, 4, "transcript"),
        (_STAMP, 4, "transcript"),
    ):
        hits = list(pattern.finditer(text))
        if rule == "soap" and len({m["it"] for m in hits}) < 3:
            continue
        if len(hits) >= least and len({m["it"].lower() for m in hits}) > 1:
            yield Mark(*hits[0].span("it"), Category.RECORD, "records." + rule, RECORD, "certain", "quasi")
