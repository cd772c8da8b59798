"""Record, case, licence, policy and other numbers, and plates: by the word before them, or by shape."""

import re

from ..findings import Category
from . import NUMBER, Mark
from .patterns import bounded

_CUE = bounded(
    r"""\b(?:mrn|mrd|nhs|chi|ssn|ssns|nino|medicare|medicaid|hospital|patient|client|member|employee|staff|student|badge|record|records|chart|file
    |case|incident|report|claim|policy|licen[cs]e|lic|registration|registered|reg|protocol|reference|ref|docket|complaint|ticket|datix|journal
    |passport|account|acct|insurance|order|referral|certificate|permit|id|i\.d|identifier|plate|plates|vin|serial|device|batch|journal|study|hcn
    |ohip|medical\ record|social\ security|hcpc|gmc|nmc|ahpra|npi|dea|bacp|ukcp|pin|aadhaar|cpf|bsn|nif|sin|dossier|akte|aktenzeichen|ur|unit)\b
    (?:\ (?:number|numbers|no|nr|nos|num|code|record|security|id|ref|reference|insurance|report|file|plate|card|as|is|was|were|under|with|of|the
    |it|in|on|form|and|named))*
    [ .:,;#=(\-]*(?:n[ro]\.?|no\.|\#|number)?[ :#]*
    (?P<it>[A-Z]{0,5}[-/ ]?(?=[A-Z0-9/.\-]{0,24}\d)[A-Z0-9]+(?:[-/.][A-Z0-9]+){0,6}(?:\ \d{2,5}(?:\ \d{2,5}){0,3}(?:\ \d)?(?!\ ?(?:mg|ml|%)))?)(?![\w%])""",
    re.I | re.X,
)
# Any of the words that are followed by a number of their own, and groups with dots, slashes or hyphens.
_ANY_CUE = bounded(
    r"""\b(?:deposit|docket|policy|badge|licen[cs]e|membership|member|reg|registration|plate|chart|file|case|ticket|claim
    |hospital\ (?:number|no\.?)|invoice|receipt|booking|locker|warrant|citation|complaint|grievance|appeal|petition|writ
    |matter|enrolment|enrollment|matriculation|roll|payroll|staff|service|regimental|prisoner|inmate|custody|detention|visa
    |asylum|immigration|a-number|tax|vat|pension|benefit|voucher|bond|loan|mortgage|tenancy|parcel|tracking|consignment
    |wristband|bracelet|band|bib|folder|card|dossiernummer|expediente|prontuario|matricule|label|envelope|account|tag
    |barcode|specimen|sample|slide|accession|blood\ bag|implant|pacemaker|hearing\ aid|helmet|engine|hull|tail|flight|frn
    |ref|reference|dossier|folio|parish\ register|register|entry|box|shelf|call\ sign)\b
    (?:\ (?:number|numbers|no|nr|num|ref|reference|code|id|was|is|were|reads?|reading|read|said|stamped|marked|card|plate))*
    [\ .:,;\#=(]{0,3}[\"']?
    (?P<it>(?-i:[A-Z]{1,5}[ ./-]{0,2})?(?=[A-Z0-9./-]{0,24}\d)[A-Z0-9]{1,12}(?:[./-][A-Z0-9]{1,12}){1,6}
    |(?-i:[A-Z]{1,4}[ ]?[0-9]{3,8}(?:[ ]?[A-Z]{1,3})?))(?![\w%]|[./-]\w)""",
    re.I | re.X,
)
_AFTER_AS = bounded(
    r"\b(?:logged|reported|filed|recorded|minuted|registered|entered|booked|saved|stored)(?: it| this| "
    r"that| her| him)?(?: as| under| in)"
    r"(?: (?:number|no\.?|case|incident|ref|protocol))? (?P<it>[A-Z0-9]+(?:[-/][A-Z0-9]+)*)(?![\w%])",
    re.I,
)
_HASH = bounded(r"(?<![\w&])#(?P<it>[A-Z]{0,4}-?\d[\dA-Z/-]{3,20})(?!\w)", re.I)
# Letters and digits in groups: IR-2291-07, MMH/19/44807, J-66120-B
_SHAPE = bounded(
    r"(?<![\w/.@+-])(?=[A-Z0-9/-]{0,30}\d)(?=[A-Z0-9/-]{0,30}[A-Z])[A-Z0-9]{1,8}(?:[-/][A-Z0-9]{1,9}){1,5}("
    r"?![\w%]|[-/]\w)",
    re.I,
)
# IR 15-0388, YGO 5583 A, APRN-R 204417
_SPACED = bounded(
    r"(?<![\w/.@+-])[A-Z]{1,5}(?:-[A-Z]{1,2})? (?:\d{2,6}[-/]\d{2,6}|\d{5,9}|(?!(?:19|20)\d\d\b)\d{4}(?: "
    r"[A-Z](?![\w']))?|\d{3,4} [A-Z](?![\w']))(?![\w%/]|-\w|,\d)"
)
_SOLID = bounded(r"(?<![\w/.@+-])(?:[A-Z]{1,4}\d{5,12}[A-Z]?|\d{5,10}[A-Z]{1,3}|[A-Z]\d{3,}[A-Z]\d+)(?![\w%/-])")
_NUMBERED = bounded(  # roll no 18CS045, trace number KR 2290 11
    r"\b(?:no|nr|number|num)\b\.?[ :#]*(?P<it>(?-i:[A-Z]{1,4}[ -])?(?=[A-Z0-9/.-]{0,24}\d)[A-Z0-9]{1,12}(?:[-/][A-Z0-9]{1,12}){0,4}"
    r"(?: \d{2,5}){0,3})(?![\w%]|[.,]\d)",
    re.I,
)
_DIGITS = bounded(
    r"\b(?:bib|badge|tag|locker|wristband|bracelet|case|file|folder|chart|record|card|ticket|docket|claim)"
    r"(?: no\.?| number| nr\.?)? (?P<it>\d{4,12})(?![\w%]|[.,/-]\d)"
    r"|\b(?:account|card|number|policy|phone)\b[^.\n]{0,14}\b(?:ending|ends|ended)(?: in| with)? (?P<end>\d{3,6})(?!\w)",
    re.I,
)
_SAID = bounded(
    r"\b(?:says|said|reads?|marked|written|labelled|labeled|stamped|printed)[ :\"'“]+(?P<it>\d{2,6}[-/]\d{2,6}"
    r"|(?-i:[A-Z]{1,3})[-/ ]?\d+(?:[-/]\d+)+)(?![\w%]|[-/.]\w)",
    re.I,
)
_KNOWN = bounded(  # IBAN, the British insurance number, a German court's file, MR#00482913
    r"(?<![\w-])(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?|[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]"
    r"|\d{1,3} [A-Z]{1,2} \d{1,5}/\d{2,4}|(?<=#)\d{5,12})(?![\w-])"
)
_JOINED = bounded(r"(?<![\w@#/.-])[A-Za-z]{1,6}_\d{3,12}(?![\w@.-]\w)")  # p_00481
_SSN = bounded(r"(?<![\w-])\d{3}[- ]\d{2}[- ]\d{4}(?![\w-])")
_NHS = bounded(r"(?<![\w-])\d{3} \d{3} \d{4}(?![\w-])")
_LONG = bounded(r"(?<![\w./,$£€¥#+-])\d{7,20}(?![\w%]|[.,/-]\d)")
_CARD = bounded(r"(?<![\w-])\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?![\w-])")
_PLATE = bounded(
    r"(?<![\w-])(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[A-Z]{1,3} [A-Z]{1,2} \d{1,4}|[A-Z]{2}-\d{3}-[A-Z]{2}"
    r"|\d{1,3}-[A-Z]{1,2}-\d{3,5}|[A-Z]{2,3} ?\d{3}[A-Z]|[A-Z]{2} ?\d{1,2} ?[A-Z]{1,2} ?\d{4}|[A-Z]{3} ?\d[A-Z]\d{2}"
    r"|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{2,4})(?![\w-])"
)
_PLATE_CUE = bounded(
    r"\b(?:plates?|number ?plate|licen[cs]e plate|reg(?:istration)?(?: plate)?)\b(?: (?:is|was|were|in it"
    r"|number|no\.?|of|read|reading|said))*[ :,\"']*"
    r"(?P<it>[A-Z0-9]{1,4}[ -]?[A-Z0-9]{1,5}(?:[ -][A-Z0-9]{1,5})?)(?!\w)"
)
_PLATE_LOOSE = bounded(
    r"\b(?:reg|rego|regos|plates?|number ?plates?|registration|licen[cs]e plates?|tags?)\b(?:'s)?(?: (?:is|was|were|like"
    r"|number|no\.?|of|reads?|reading|said|says|ending|ended|starting|began|begins|on|the|it|her|his|van|car))*[ :,\"'(-]*"
    r"(?P<it>(?-i:[A-Z0-9]{1,4}(?:[ -][A-Z0-9]{1,5}){1,2}|[A-Z]{1,4}[0-9]{1,5}[A-Z]{0,4}|[0-9]{1,4}[A-Z]{2,4}[0-9]{0,4}))(?!\w)"
    r"|\b(?:reg|rego|number ?plate|registration|licen[cs]e plate)(?: (?:is|was))?[ :,\"']*(?P<low>[a-z]{2}\d\d ?[a-z]{3})(?!\w)"
)
_NOT = bounded(
    r"""(?:phq|gad|bdi|bai|dsm|icd|covid|ede|madrs|hads?|moca|mmse|wais|wisc|wms|mmpi|pcl|ces|cage|audit|dass|k10|k6|ptsd|core|orq|oq|srs|ors|ybocs|panss|cgi
    |c-?ssrs|act|cfr|cpt|hla|gcs|fev|spo2|hba1c|t4|b12|vit|omega|mk|ct|us|uk|eu|age|am|pm|ph|asrs|aq|ados|adi|scid|caps|les|des|iq|cd|ige|il|h1n1
    |f|e|g|n|mp|4x|24|7|level|tier|band|grade|stage|phase|step|chapter|page|room|bed|type|class)[-/ ]?\d{0,3}(?:[-/.]\d{1,2})?[a-z]?$
    |\d{1,2}/\d{1,2}$|\d+-?(?:year|yr|yo|month|week|day|hour|min|minute|session|mg|ml|kg|cm|mm|bed|item|point|step|point|fold|th|st|nd|rd|s)\b.*$
    |(?:19|20)\d\d(?:[-/](?:(?:19|20)?\d\d))?$|\d+(?:mg|mcg|ml|kg|cm|mm|km|g|lb|lbs|am|pm|h|hrs?|mins?|x|k|m|th|st|nd|rd|s|f|w|yo|y)$|[a-z]+-\d$|\d{1,3}[-/]\d{1,3}$""",
    re.I | re.X,
)


_STANDARDS = frozenset(
    "ISO EN DIN IEC CFR USC RCT PMID DOI ISBN ISSN NICE DSM ICD BMJ JAMA PM AM I A USD GBP EUR NCT AUD CAD "
    "NZD INR KES ZAR NGN CHF SEK NOK DKK BP Y".split()
)


def recognize(document):
    text = document.text

    def mark(start, end, rule, certainty="certain"):
        return Mark(start, end, Category.ID, "numbers." + rule, NUMBER, certainty, "direct")

    def fits(words, digits=3):
        return sum(c.isdigit() for c in words) >= digits and not _NOT.match(words)

    for m in _CUE.finditer(text):
        if fits(m["it"].strip()):
            start, end = m.span("it")
            while text[start] in " -/":
                start += 1
            yield mark(start, end, "cue")
    for m in _ANY_CUE.finditer(text):
        if fits(m["it"]) and not re.match(r"\d{1,2}[.]\d{1,2}$|\d{1,3}[.]\d$|\d{1,3}(?:-\w+)+$", m["it"]):
            yield mark(*m.span("it"), "cue")
    for m in _PLATE_LOOSE.finditer(text):
        group = "it" if m["it"] else "low"
        it = m[group]
        if any(c.isdigit() for c in it) and any(c.isalpha() for c in it) and not _NOT.match(it):
            yield mark(*m.span(group), "plate")
    for m in _NUMBERED.finditer(text):
        it = m["it"]
        digits = sum(c.isdigit() for c in it)
        mixed = any(c.isalpha() for c in it) or any(c in "-/" for c in it)
        if (digits >= 5 or digits >= 3 and mixed) and not _NOT.match(it):
            yield mark(*m.span("it"), "cue")
    for m in _DIGITS.finditer(text):
        group = "it" if m["it"] else "end"
        if group == "end" or not _NOT.match(m["it"]):
            yield mark(*m.span(group), "cue")
    for m in _SAID.finditer(text):
        if fits(m["it"]) or m["it"][0].isupper():
            yield mark(*m.span("it"), "cue")
    for m in _AFTER_AS.finditer(text):
        if fits(m["it"]):
            yield mark(*m.span("it"), "cue")
    for m in _HASH.finditer(text):
        if fits(m["it"]):
            yield mark(*m.span("it"), "hash")
    for m in _SHAPE.finditer(text):
        upper = sum(c.isupper() for c in m.group())
        if fits(m.group(), 4) and upper and upper == sum(c.isalpha() for c in m.group()):
            yield mark(*m.span(), "shape")
    for m in _SPACED.finditer(text):
        if m.group().split()[0] not in _STANDARDS:
            yield mark(*m.span(), "shape")
    for m in _SOLID.finditer(text):
        yield mark(*m.span(), "shape")
    for pattern, rule in (
        (_SSN, "social_security"),
        (_NHS, "health_number"),
        (_CARD, "card"),
        (_PLATE, "plate"),
        (_JOINED, "joined"),
        (_KNOWN, "shape"),
    ):
        for m in pattern.finditer(text):
            yield mark(*m.span(), rule)
    for m in _PLATE_CUE.finditer(text):
        if fits(m["it"], 1) and any(c.isalpha() for c in m["it"]):
            yield mark(*m.span("it"), "plate")
    for m in _LONG.finditer(text):
        yield mark(*m.span(), "long")
