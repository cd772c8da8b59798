"""Whom clinicians cite: theorists, authors and their works, instruments, eponyms. None is in the story."""

import re

from ..lexicon import words
from .patterns import bounded

_CITE_BEFORE = bounded(
    r"\b(?:read|reread|re-read|reading|quote[ds]?|quoting|cite[ds]?|citing|by|per|according to|after|from"
    r"|of|in|as|like|and|recommend(?:ed)?|pages? of|reminded me of|think(?:ing)? of|thought of|what|book "
    r"by|paper by|essay by|poem by|song by|painting by|see|cf\.?|teaching|love|loved|listening to|line "
    r"(?:from|of)|bit of|than|via|through|with|a) (?:the |dear |old |[A-Z][\w-]+ )?\Z",
    re.I,
)
WORK_AFTER = bounded(
    r"\A(?:,? (?:19|20)\d\d|'s? (?:[A-Z][\w'-]+ |[a-z]+ )?(?:[A-Z]|book|books|paper|papers|idea|ideas"
    r"|theory|model|work|stuff|concept|notion|line|phrase|term|chapter|essay|lecture|lectures|writing"
    r"|writings|poem|novel|memoir|study|studies|hierarchy|stages|questions|cycle|scale|law|principle"
    r"|technique|method|view|words|definition|remark|advice on|swiss|eight|four|five|three|core|window"
    r"|tasks|attachment|textbook|podcast|talk|manual|framework|music|painting|requiem|cheese|dictum"
    r"|account|case|discussion|description|distinction|paradox|term|good)"
    r"| et al| and (?:[A-Z][\w-]+|colleagues)(?:'s?)?(?: \(|,? (?:19|20)\d\d| call|'s| write| say| wrote| "
    r"describe)?| \((?:19|20)\d\d| (?:writes|wrote|writing|argues|argued|describes|described|calls|called"
    r"|might (?:say|have called|call)|would (?:say|have|call)|taught us|says somewhere|quotes?|reflex"
    r"|stance|scale|inventory|test|index|criteria|sign|method|model|syndrome|position|manual|principle|on "
    r"the|puts it|warned|pointed out|observed|has a|is right|was right|has it|knew|had a word|famously"
    r"|himself (?:wrote|said)|says that|said that))",
)
NOT_PERSON_AFTER = bounded(
    r"\A(?:'s)?[ -](?:inventory|scale|scales|index|test|tests|questionnaire|interview|schedule|checklist"
    r"|syndrome|disease|disorder|sign|reflex|manoeuvre|maneuver|method|model|theory|technique|criteria"
    r"|score|battery|assessment|profile|matrices|figure|protocol|law|act|rule|stain|catheter|phenomenon"
    r"|effect|trial|study|report|inquiry|principle|certificate|family|street|road|avenue|day|cycle|grid"
    r"|window|position|stage|stages|blot|card|cards|box|board|stance|drift|position|aphasia|area|psychosis"
    r"|dementia|encephalopathy|palsy|ataxia|chorea|tremor|contracture|form|questions|guidelines?|manual"
    r"|depression|anxiety|adaptive|cognitive|developmental|memory|intelligence|sleepiness|coma|personality"
    r"|hopelessness|rating|Inventory|Scale|Index|Test|Depression|Anxiety|Adaptive|Rating|Questionnaire"
    r"|Hopelessness|Sleepiness|Coma|Memory|Cognitive)\b",
)
# Surnames of theorists that so many people bear that a given name before them is no sign of a citation.
_EVERYDAY = frozenset(
    "smith johnson brown williams wilson miller clark clarke allen young taylor cooper davis jackson "
    "mitchell lewis hill phillips gilbert white green hughes carter hoffman anderson andersen "
    "watson hayes stern fisher fox frank case kay read page parsons carroll goodman gould gil perry levine "
    "rubin fowler hopper case joseph lang little may segal solomon stanley hamilton montgomery raven "
    "gardner "
    "parkes marsh saunders vincent johns neighbour heath guy wing wall butler robbins wheeler hawkins "
    "proctor duncan oliver morrison singh dickey ludwig lerner jobes steiner banks peck baldwin mann "
    "coates pope o'brien".split()
)


def cited(document, first, last, before, after):
    """Whether a run is a theorist, or an author because of what is said of their work."""
    low = document.low
    final = low[last].removesuffix("'s")
    whole = " ".join(low[first : last + 1])
    known = final in words("theorists") or whole in words("theorists")
    if re.match(r"'s [A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|of|the|and|in)){0,5}", after) and (
        known or re.search(r"\b(?:read|reread|re-read|reading|quot\w+|in|from|of|by) \Z", before)
    ):
        return True
    if re.match(
        r"(?:, [A-Z][\w'-]+)*,? (?:and|&) [A-Z][\w'-]+ (?:wrote|write|have|call|describe|argue|say|put"
        r"|has)\b",
        after,
    ) and not re.search(r"\b(?:my|her|his|client|told|asked) \Z", before):
        return True
    if re.search(r"[A-Z][\w'-]+,? (?:and|&) \Z", before) and re.match(
        r" (?:wrote|write|have a|call|describe|argue|put it)\b|'s? (?:book|textbook|paper)", after
    ):
        return True
    if first < last and re.match(r"'s? [A-Z][a-z'-]+ (?:[A-Z]|[a-z']+ (?:[a-z]+ )?[A-Z])", after):
        return True  # "Harriet Lerner's Why Won't You Apologize"
    pair = re.search(r"([A-Z][\w'-]+),? (?:and|&) \Z", before)
    if pair and pair[1].lower() in words("theorists"):
        return True
    if not re.search(
        r"\b(?:seen|treated|supervised|written|reviewed|signed|called|accompanied|referred) by \Z", before
    ):
        if re.search(
            r"(?:[,)] by|\b[Ss]econding|\bedited by|\bcf\.?|\bsee|\b[Qq]uoting) (?:[A-Z][\w'-]+ "
            r")?(?:[A-Z][\w'-]+ (?:and|&) )?\Z",
            before,
        ) and (re.match(r",? (?:and|&) [A-Z]", after) or re.search(r"(?:and|&) \Z", before)):
            return True
    if re.match(r",? \(?(?:19|20)\d\d\)| et al| \((?:19|20)\d\d", after):
        return True
    if re.search(
        r"\b(?:book|paper|essay|poem|song|novel|memoir|painting|article|chapter|lecture|podcast|work|works"
        r"|textbook|ideas|writings|quoting|quoted|citing|reread|re-read|rereading)(?: by| of| from)? \Z",
        before,
    ):
        return True
    if known and not _person_strong(document, first, last, after):
        if WORK_AFTER.match(after):
            return True
        if final in _EVERYDAY:
            return first == last and not re.search(r"\b(?:told|asked|saw|met|client|patient|with) \Z", before)
        if first == last or low[first] not in words("given") or _CITE_BEFORE.search(before):
            return True
    return bool(
        re.match(
            r" (?:writes|argues|puts it|might have called|would have called) |'s (?:textbook|hierarchy"
            r"|theory|stages|(?:\w+ )?questions|(?:\w+ )?stuff|paper on|book)",
            after,
        )
    )


def _person_strong(document, first, last, after):
    """Signs that a theorist's name here is somebody else: an age, or what only a person in the room does."""
    return bool(
        re.match(
            r", \d|,? (?:aged|came|cried|rang|phoned|texted|wept|nodded|sat|left|stood|died|relapsed)\b",
            after,
        )
    )
