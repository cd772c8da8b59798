"""Pasted notes, letters and transcripts, by shape. Marked at the first label only: the whole passage should go.

Shapes: SOAP, DAP, BIRP, GIRP and SBAR notes, headed clinical notes, observations, e-mail heads, dated entries, turns.
"""

import re

from ..findings import Category
from . import RECORD, Mark
from .patterns import bounded

_LINE = r"^[ \t]*(?:[-*•>#_]{1,3}[ \t]*){0,2}"  # with a bullet or the signs of bold before it
_SIGN = r"[*_]{0,2}[ \t]?(?::|[-–—](?=\s))"
_WORDS = (
    r"DOB|D\.O\.B\.?|date of birth|MRN|NHS (?:no|number)|(?:patient|client)(?: name| id)?|name|address|age|sex|gender"
    r"|(?:reason for |source of )?referral|reason for (?:visit|attendance|admission)|(?:current |past )?diagnos[ie]s|d?dx"
    r"|presenting (?:problem|complaint|issue|concern)|presentation|(?:chief )?complaint|problem|identifying data|findings|cc|pc|hpc|hpi|pmhx?|psh|dhx?|fhx?|shx?|hx|ros"
    r"|(?:past |family |social |drug |medical |psychiatric )?history|background|situation|recommendations?|o/?e|pe"
    r"|exam(?:ination)?|imp(?:ression)?|formulation|(?:current )?med(?:ication)?s?|rx|tx|treatment|allergies|nkda|bloods"
    r"|session (?:no|number|date|notes?)|date of (?:session|service)|date|time|(?:treatment |care )?plan|a/p"
    r"|(?:risk )?assess(?:ment)?|subj(?:ective)?|obj(?:ective)?|data|mse|mental (?:state|status)(?: exam(?:ination)?)?"
    r"|risks?|safeguarding|capacity|appearance|behaviou?r|speech|nutrition|mobility|procedure|mood|affect|thoughts?(?: content| form)?|perception"
    r"|cognition|insight|interventions?|response|goals?|progress|outcome|follow[- ]up|disposition|therapist|counsell?or"
    r"|interviewer|signed|next (?:appointment|session)|obs(?:ervations)?|vitals"
)
_LABEL = bounded(rf"{_LINE}(?P<it>(?P<label>[a-z][\w/.'-]*(?: [\w/.'-]+){{0,3}}){_SIGN})", re.M | re.I)
_CLINICAL = bounded(_WORDS, re.I)
_INLINE = bounded(rf"(?:{_LINE}|(?<=[.;:] ))(?P<it>(?P<label>{_WORDS}):)[*_]{{0,2}} ", re.M | re.I)
_HEAD = bounded(rf"{_LINE}(?P<it>(?P<label>from|to|cc|bcc|subject|re|sent|date){_SIGN})[ \t]*\S", re.M | re.I)
_VITALS = bounded(
    rf"{_LINE}(?P<it>(?P<label>BP|HR|RR|P|T|pulse|temp|resps?|sats|SpO2|O2|GCS|AVPU|NEWS2?|CRT|BM|glucose|weight|wt)"
    rf"(?:{_SIGN})?)[ \t]*\d",
    re.M | re.I,
)
_SESSION = bounded(rf"{_LINE}(?P<it>(?P<label>(?:session|visit|appointment) \d{{1,3}}){_SIGN})", re.M | re.I)
# One letter a part, on lines of their own or after a stop.
_LETTER = bounded(
    r"(?:^[ \t]*(?:[-*•>#]{1,3}[ \t]*)?(?P<it>[A-Z][ \t]?(?:[:).]|[-–—](?=\s)))|(?<=[.;:,!?-] )(?P<in>[A-Z]:))(?=[ *_]*\S)",
    re.M,
)
_SCHEME = re.compile(r"SOAP|SOP|SAP|OAP|SOA|SBAR|DAP|DRAP|DIRP|DARP|BIRP|GIRP|PIRP")
_ROLE = (
    r"T|C|P|N|D|Q|A|Th|TH|Cl|CL|Pt|PT|Px|SW|OT|GP|HV|MW|RN|Dr|Doctor|Nurse|Midwife|Therapist|Client|Patient|Counsell?or"
    r"|Interviewer|Interviewee|Participant|Researcher|Psychologist|Psychiatrist|Physio|Pharmacist|Paramedic|Dentist"
    r"|Supervisor|Supervisee|Student|Coach|Clinician|Consultant|Social worker|Caller|Mum|Mom|Mother|Dad|Father|Parent"
    r"|Son|Daughter|Wife|Husband|Carer|Me|Her|Him|Them"
)
_SPEAKER = rf"(?P<label>{_ROLE}|{_ROLE.lower()})"
_TURN = bounded(
    rf"(?:{_LINE}|(?<=[.?!…] ))(?P<it>{_SPEAKER}(?:[ \t]?\d{{0,3}}{_SIGN}|\d{{1,3}}(?=[ \t])))[*_]{{0,2}}[ \t]+\S", re.M
)
_CARE = bounded(
    r"doctor|dr|nurse|midwife|therapist|client|patient|pt|counsell?or|interviewer|participant|psychologist|psychiatrist"
    r"|physio|pharmacist|paramedic|dentist|supervisor|intern|consultant|registrar|resident|clinician|operator|caller"
    r"|social worker|carer|[tcpq]\d{0,3}|th|cl|rn|sw|ot|gp|hv|mw",
    re.I,
)
_STAMP = bounded(
    r"^[ \t]*(?:[-*•][ \t])?(?P<it>\[?\(?(?:\d{1,2}[:.h]\d{2}(?::\d{2})?|(?!(?:19|20)\d\d[ \t]+[^-–:h])[0-2]\d[0-5]\d)"
    r"(?:[ \t]?[ap]\.?m\.?|[ \t]?h(?:rs?|ours)?)?\)?\]?(?:[ \t]?[-–—:])?)[ \t]+\S",
    re.M | re.I,
)


def recognize(document):
    text = document.text
    if "\n" not in text and ":" not in text:
        return
    for hit, rule in (
        (_fields(document) or _distinct(_INLINE, document, 3), "fields"),
        (_distinct(_HEAD, document, 3), "letter"),
        (_distinct(_VITALS, document, 3), "observations"),
        (_distinct(_SESSION, document, 3), "sessions"),
        (_scheme(document), "soap"),
        (_alternating(document) or _turns(document), "transcript"),
        (_stamped(document), "transcript"),
    ):
        if hit:
            yield Mark(*hit, Category.RECORD, "records." + rule, RECORD, "certain", "quasi")


def _distinct(pattern, document, least):
    """The first of enough labels that all differ and stand close together."""
    hits = list(pattern.over(document))
    for i in range(len(hits) - least + 1):
        near = hits[i : i + least]
        if near[-1].start() - near[0].start() < 900 and len({m["label"].lower() for m in near}) == least:
            return near[0].span("it")
    return None


def _fields(document):
    """The first of three labelled lines, or more, that all differ; two of the labels are those of clinical notes."""
    hits = list(_LABEL.over(document))
    for i in range(len(hits) - 2):
        near = [m["label"].lower() for m in hits[i : i + 3]]
        clinical = [label for label in near if _CLINICAL.fullmatch(label)]
        if hits[i + 2].start() - hits[i].start() < 900 and len(set(near)) == 3 and len(clinical) > 1:
            while i and 0 < hits[i].start() - hits[i - 1].start() < 200:
                i -= 1
            return hits[i].span("it")
    return None


def _alternating(document):
    """Two who take turns: two turns each if one has a role in care, three each if not."""
    hits = list(_LABEL.over(document))
    labels = [m["label"].lower() for m in hits]
    for i in range(len(hits) - 3):
        turns = 4 if any(_CARE.fullmatch(label) for label in labels[i : i + 2]) else 6
        said = labels[i : i + turns]
        if len(said) == turns and len(set(said)) == 2 and said[:-2] == said[2:] and said[0] != said[1]:
            if hits[i + turns - 1].start() - hits[i].start() < 1500:
                return hits[i].span("it")
    return None


def _scheme(document):
    """Letters in the order of a known kind of note."""
    hits = list(_LETTER.over(document))
    spans = [m.span("it") if m["it"] else m.span("in") for m in hits]
    order = _SCHEME.search("".join(document.text[start] for start, _ in spans))
    return spans[order.start()] if order else None


def _turns(document):
    """Two or three who speak, four times at least, and one of them twice."""
    hits = list(_TURN.over(document))
    speakers = {m["label"].lower() for m in hits}
    return hits[0].span("it") if len(hits) >= 4 and 2 <= len(speakers) <= 3 else None


def _stamped(document):
    hits = list(_STAMP.over(document))
    return hits[0].span("it") if len({m["it"] for m in hits}) >= 4 else None
