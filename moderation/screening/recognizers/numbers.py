"""Record, case, licence, policy and other numbers, and plates: by the word before them, or by shape.

The shapes are those of the issuers' own descriptions: NHS, CHI, PPS, IHI and other health numbers, IBAN, payment cards,
dockets of American, English and German courts, and the plates of the countries that the forum's writers come from.
"""

import re

from ..findings import Category
from ..lexicon import is_common, is_english
from . import CONTACT, NUMBER, Mark
from .patterns import bounded

# Words that mean a number by themselves, and words for things that bear one.
_NAMED = (
    r"mrn|mrd|umrn|urn|ur|uhid|hcn|phn|nhi|ihi|chi|nhs|ssns?|sin|nino|ni|pps|ppsn|npi|dea|vin|imei|iban|bic|pin|prn|pnr|crn|bvn|nin|tin|ein"
    r"|aadhaar|abha|pan|cpf|cnpj|rg|crm|coren|bsn|nif|nie|dni|nir|curp|rfc|rut|pesel|personnummer|cnp|avs|ahv|kvnr|svnr|philhealth|sss|ohip|ahpra|gmc|nmc|hcpc"
    r"|hpcsa|mdcn|prc|bacp|ukcp|gphc|gdc|ndis|dva|centrelink|s[eé]cu|nss|ramq|idnr|steuer-id|a-number|processo|pt|hosp|i\.d|id|ids|identifier|serial|datix|docket|dossier|dossiernummer|akte|aktenzeichen"
    r"|geschäftszeichen|expediente|prontu[aá]rio|matricule|matr[ií]cula|c[eé]dula|rego|reg|ref|acct|lic"
)
_BEARING = (
    r"medicare|medicaid|hospital|patient|client|member|membership|employee|staff|student|pupil|badge|record|records|chart|file|folder|case|incident|report|claim"
    r"|policy|licen[cs]e|registration|registered|protocol|reference|complaint|grievance|appeal|petition|writ|warrant|citation|matter|ticket|journal|journal entry"
    r"|passport|account|insurance|order|referral|certificate|permit|visa|plates?|device|batch|study|participant|subject|respondent|unit|deposit|invoice|receipt"
    r"|booking|confirmation|lot|asset|barcode|locker|enrolment|enrollment|matriculation|matric|roll|payroll|service|regimental|prisoner|inmate|offender|custody|detention|detainee|crime|police log"
    r"|asylum|immigration|tax|vat|pension|benefit|voucher|bond|loan|mortgage|tenancy|parcel|tracking|consignment|shipment|wristband|bracelet|band"
    r"|bib|card|label|labelled|labeled|envelope|tag|tagged|barcode|specimen|sample|slide|vial|accession|lab slip|requisition|blood bag|bag|tray|implant|pacemaker"
    r"|hearing aid|helmet|engine|hull|tail|flight|frn|folio|parish register|register|entry|box|shelf|call sign|run|encounter|episode|visit|provider|prescriber"
    r"|exhibit|evidence|proceedings|lawsuit|suit|hearing|tribunal|inquest|coroner|form|trace|log|logged|numbered|filed|indexed|stamped|marked|printed|chip"
    r"|stretcher|ambulance|rig|squad car|cruiser|taxi|cab|bus|van|lorry|truck|drawer|ration|social|health|national insurance|social security|medical record"
)
_FILLER = (
    r"number|numbers|no|nr|nos|num|n°|nº|№|code|record|security|id|ids|ref|reference|insurance|report|file|plate|card|tag|slip|note|entry|log|bag|band|label|disc|as|is|was"
    r"|were|under|with|of|the|it|its|in|on|form|and|named|to|from|for|my|his|her|your|our|their|be|being|says?|said|reads?|reading|read|ran|goes|went|stamped|marked|labelled"
    r"|labeled|printed|listed|given|starts|started|starting|ends|ended|ending|like|now|then|still|this|that|became|begins?|began|shows?|a|an|at"
)
_STRONG_FILLER = re.compile(r"\b(?:numbers?|no|nr|nos|num|code|id|ids|ref|reference)\b|n°|nº|№|[:#=]", re.I)
# After one of these and "number" stands no telephone number, whatever its form.
_NO_TELEPHONE = re.compile(
    r"mrn|nhs|chi|ssn|hcn|phn|nhi|ihi|npi|medicare|medicaid|policy|passport|licen[cs]e|claim|docket", re.I
)
_IT = (
    r"(?:(?-i:[A-ZΑ-ΩА-Я]{1,6}(?:[/-][A-Z]{1,3})?)[-:/. ]{0,2}|[a-z]{2,5} )?"
    r"(?=[A-Z0-9/.:-]{0,24}\d)[A-Z0-9]+(?:[-/.:][A-Z0-9]+){0,6}(?:\ \d{2,6}(?:\ \d{2,6}){0,5}(?:\ \d)?)?(?:(?<=\d)\ (?-i:[A-Z]{1,2})(?![\w'./-]))?"
)
_CUED = bounded(
    rf"(?<!\w)(?P<cue>{_NAMED}|{_BEARING})(?![\w-])(?P<filler>(?:'s)?\.?(?:,? (?:{_FILLER})(?![\w-])\.?){{0,5}}[ ,;:.#=(\[\"'“-]{{1,4}}(?:#|№)? ?)"
    rf"(?P<it>{_IT})(?![\w%]|[./,:-]\w)",
    re.I,
)
# The name of a kind of number, written as if it were the number's own prefix.
_KIND = re.compile(
    r"(?:mrn|mrd|umrn|urn|ur|uhid|hcn|phn|nhi|ihi|chi|nhs|ssn|sin|nino|nin|bvn|trn|tin|cnic|ohip|ppsn?|npi|iban|cpf|bsn|dni|rut|nif|id|ref)[ :.#-]{1,2}(?=[\w#-]*\d)",
    re.I,
)
# Counting, or a way to breathe or to come back to the room: no number of anybody's.
COUNTED = re.compile(r"(?:one[ ,-]+two[ ,-]+three|five[ ,-]+four[ ,-]+three|four[ ,-]+three[ ,-]+two)", re.I)
_PREFIX = re.compile(r"[A-Za-z]{2,5}(?= )")
_LETTERS = frozenset("rn rpn np md pt ot psy lcsw lmsw lpc lmft lmhc cna ca mp ps pa sw hx cr".split())
_COUNTED = bounded(  # "450 beds", "300 km", "1,200 of them"
    r" ?(?:(?!(?:was|is|his|has|as|this|its|us|does|says|reads|belongs|means|ends|plus|across|always|sits|shows|comes|appears|stays|goes|gives|turns|remains|proves)\b)"
    r"[a-z]+s|mg|mcg|ml|l|kg|g|cm|mm|m|km|kcal|j|x|people|of|per|an?|pm|am|euro|and [a-z]+ (?:beds|people)|staff|women|men|children|word|page|bed|hour|minute"
    r"|year|day|week|month|point|degree|or more|or so|others?)\b",
    re.I,
)
_NOT = bounded(
    r"""(?:phq|gad|bdi|bai|dsm|icd|covid|ede|madrs|hads?|moca|mmse|wais|wisc|wms|mmpi|pcl|ces|cage|audit|dass|k10|k6|ptsd|core|orq|oq|srs|ors|ybocs|panss|cgi
    |c-?ssrs|act|cfr|cpt|hla|gcs|fev|spo2|hba1c|t4|b12|vit|omega|mk|ct|us|uk|eu|age|am|pm|ph|asrs|aq|ados|adi|scid|caps|les|des|iq|cd|ige|il|h1n1
    |f|e|g|n|mp|4x|24|7|level|tier|band|grade|stage|phase|step|chapter|page|room|bed|type|class)[-/ ]?\d{0,3}(?:[-/.]\d{1,2})?[a-z]?$
    |\d{1,2}/\d{1,2}$|\d+-?(?:year|yr|yo|month|week|day|hour|min|minute|session|mg|ml|kg|cm|mm|bed|item|point|step|point|fold|th|st|nd|rd|s)\b.*$
    |(?:19|20)\d\d(?:[-/](?:(?:19|20)?\d\d))?$|\d{1,4}(?:mg|mcg|ml|kg|cm|mm|km|g|lb|lbs|am|pm|h|hrs?|mins?|x|k|m|th|st|nd|rd|s|f|w|yo|y)$|[a-z]+-\d$|\d{1,3}[-/]\d{1,3}$
    |\d{1,2}:\d\d(?:-\d{1,2}:\d\d)?$|\d{1,3}\.\d{1,2}$|\d{1,2}([/.-])\d{1,2}\1(?:19|20)?\d\d$|(?:19|20)\d\d-\d\d-\d\d$|0?\.\d+$|\d{1,3}(?:-[a-z]{2,})+$""",
    re.I | re.X,
)
_NO_DATE = re.compile(r"(?:3[2-9]|[4-9]\d)([-/.])\d\d\1\d\d|\d\d([-/.])(?:3[2-9]|[4-9]\d)\2\d\d")  # 77-20-91
_SPELLED = bounded(  # policy four four seven one; the account ending in nine oh two
    rf"(?<![\w-])(?:{_NAMED}|{_BEARING})(?![\w-])(?:'s)?(?:,? (?:{_FILLER})(?![\w-])){{0,5}}[ ,;:\"'“(-]{{1,3}}"
    r"(?P<it>(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double)(?:[ ,-]{1,2}(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight"
    r"|nine|double|dash|slash|stroke|[a-z](?!\w))){2,14})(?!\w)",
    re.I,
)
_CODE = re.compile(r"(?=[A-Z]*\d[A-Z0-9]*[A-Z])[A-Z0-9]{5,10}")  # GZ7K4Q
_AFTER_AS = bounded(
    r"\b(?:logged|reported|filed|recorded|minuted|registered|entered|booked|saved|stored|closed|opened|tagged|coded|called|named|known|listed|labelled|labeled|wrote)"
    r"(?: it| this| that| her| him| me| them)?(?: only| just| simply)?(?: as| under| in)?"
    r"(?: (?:number|no\.?|case|incident|ref|protocol))? (?P<it>[A-Z0-9]+(?:[-/][A-Z0-9]+)*)(?![\w%]|[-/:.,]\w)",
    re.I,
)
_HASH = bounded(r"(?<![\w&])#(?P<it>[A-Z]{0,4}-?\d[\dA-Z/-]{3,20})(?!\w)", re.I)
# Letters and digits in groups: IR-2291-07, MMH/19/44807, J-66120-B, L:44718/20
_SHAPE = bounded(
    r"(?<![\w/.@+:-])(?=[A-Z0-9/:-]{0,30}\d)(?=[A-Z0-9/:-]{0,30}[A-Z])[A-Z0-9]{1,8}(?:[-/][A-Z0-9]{1,9}|(?-i:(?<=[A-Z])):(?=\d)[A-Z0-9]{4,9}){1,5}(?![\w%]|[-/:]\w)",
    re.I,
    opens=r"[-/:]",
    back=1,
)
# IR 15-0388, YGO 5583 A, APRN-R 204417, CAD 4418/12JAN, SN 0044-7182-B, HC/MC 418 of 2017
_SPACED = bounded(
    r"(?<![\w/.@+-])[A-ZΑ-ΩА-Я]{1,5}(?:[-/][A-Z]{1,3})? (?:\d{2,6}(?:[-/][0-9A-Z]{1,6}){1,4}|\d{5,9}|(?!(?:19|20)\d\d\b)\d{4}(?: [A-Z](?![\w']))?|\d{3,4} [A-Z](?![\w'])"
    r"|\d{1,5} of (?:19|20)\d\d)(?![\w%/]|[-.]\w|,\d)"
)
_RANGE = re.compile(r"\d{2,3}[-/]\d{1,3}|(?:19|20)\d\d[-/](?:19|20)?\d\d")
_DATED = re.compile(  # CT 03/05/2021
    r"(?:0?[1-9]|[12]\d|3[01])(?:/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)?\d\d|-(?:0?[1-9]|[12]\d|3[01])-(?:19|20)\d\d)"
)
_SOLID = bounded(
    r"(?<![\w/.@+-])(?:[A-Z]{1,4}\d{5,12}[A-Z]?|\d{5,10}[A-Z]{1,3}|[A-Z]\d{3,}[A-Z]\d+|[A-Z]{3}\d{4})(?![\w%/-])"
)
_GROUPS = bounded(
    r"(?<![\w/.@+-])(?:[A-Z]{1,4}\d{0,4}(?: \d{3,6}){2,5}|[A-Z]{1,3}\d{3,4} \d{4,6}|[A-Z]\d{4} \d\d \d{3} \d{3})(?: \d{1,2})?(?: [A-Z](?![\w']))?(?![\w%/-]|[.,]\d)"
)  # G101 622 400 118
_LOWER = bounded(
    r"(?<![\w/.@+:-])[a-z]{1,4}(?:[-/][a-z]{1,3})?[-/]\d{2,8}(?:[-/][a-z0-9]{1,8}){0,4}(?![\w%]|[-/:]\w)",
    opens=r"[-/]\d\d",
    back=3,
)  # ir-2291-07
_NUMBERED = bounded(  # roll no 18CS045, trace number KR 2290 11
    r"\b(?:no|nr|number|num)\b\.?(?: was| is| said| reads?)?[ :#\"'“]*(?P<it>(?-i:[A-Z]{1,4}[ -])?(?=[A-Z0-9/.-]{0,24}\d)[A-Z0-9]{1,20}(?:[-/][A-Z0-9]{1,12}){0,4}"
    r"(?: \d{2,5}){0,3})(?![\w%]|[.,]\d)",
    re.I,
)
_DIGITS = bounded(
    r"\b(?:bib|badge|tag|locker|wristband|bracelet|case|file|folder|chart|record|card|ticket|docket|claim|inmate|prisoner|plate)"
    r"(?: no\.?| number| nr\.?)? (?P<it>\d{4,12})(?![\w%]|[.,/-]\d)"
    r"|\b(?:badge|locker|docket|inmate|prisoner|offender|bib|wristband|participant|respondent|specimen|plate) (?P<three>\d{3})(?![\w%]|[.,/:-]\d)"
    r"|\b(?:client|patient|pt|unit|pump|engine|rig|trolley|ambulance|vehicle|participant|subject|respondent|lot|case) [\"'“]?(?P<four>\d{4})(?![\w%]|[.,/:-]\d)"
    r"|\b(?:account|card|number|policy|phone)\b[^.\n]{0,14}\b(?:ending|ends|ended)(?: in| with)? (?P<end>\d{3,6})(?!\w)",
    re.I,
)
_SAID = bounded(
    r"\b(?:says|said|reads?|marked|written|labelled|labeled|stamped|printed)[ :\"'“]+(?P<it>\d{2,6}[-/]\d{2,6}"
    r"|(?-i:[A-Z]{1,3})[-/ ]?\d+(?:[-/]\d+)+)(?![\w%]|[-/.]\w)",
    re.I,
)
_KNOWN = bounded(  # IBAN, the British insurance number, courts' files in Germany and the United States, MR#00482913
    r"(?<![\w-])(?:[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?|[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]"
    r"|\d{1,3} (?!BP )[A-Z]{1,2} \d{1,5}/\d{2,4}|\d{5}-\d{7}-\d|\d{6}-\d\d-\d{4}|(?<=#)\d{5,12}|\d\d-\d\d-\d\d,? \d{8}|[12] \d\d \d\d \d\d \d{3} \d{3}(?: \d\d)?|\d{4,7}(?:[-.]\d{1,4}){4,6}|(?!(?:19|20)\d\d|0)\d{4,6}-\d\d|\d:\d\d-[A-Za-z]{2}-\d{3,6}(?:-[A-Za-z]{2,4}){0,2})(?![\w-])"
)
_YEARLY = bounded(  # 2019/4471, 447/2019
    r"(?<![\w/.,-])(?<!EU )(?<!\) )(?<!Act )(?<!irective )(?<!egulation )(?:(?:19|20)\d\d/(?!(?:19|20)\d\d\b)\d{3,6}|(?!(?:19|20)\d\d/)\d{3,6}/(?:19|20)\d\d)(?![\w%/-])"
)
_JOINED = bounded(r"(?<![\w@#/.-])[A-Za-z]{1,6}_\d{3,12}(?![\w@.-]\w)")  # p_00481
_SSN = bounded(r"(?<![\w-])\d{3}[- ]\d{2}[- ]\d{4}(?![\w-])")
_NHS = bounded(r"(?<![\w-])\d{3} \d{3} \d{4}(?![\w-])")
_LONG = bounded(r"(?<![\w./,$£€¥#+-])\d{7,20}(?![\w%]|[.,/-]\d)")
_CARD = bounded(r"(?<![\w-])\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?![\w-])")
_PLATE = bounded(
    r"(?<![\w-])(?:[A-Z]{2}\d{2} ?[A-Z]{3}|(?!HR|BP|RR|I[VMQ]|PO|[AP]M|GC|CT|MG)[A-Z]{2} \d{2} (?!BPM|PRN|ICU|MCG|MIN)[A-Z]{3}|[A-Z]{1,3} (?!(?:IV|IM|PO|SC|HR|BP|RR|AM|PM|IQ|E|M|V|L|A|I) )[A-Z]{1,2} \d{1,4}|[A-Z]{2,3}-\d{3}-?[A-Z]{2}"
    r"|\d{1,3}-[A-Z]{1,2}-\d{3,5}|[A-Z]{2,3} ?\d{3}[A-Z]|[A-Z]{2} ?\d{1,2} ?[A-Z]{1,2} ?\d{4}|[A-Z]{3} ?\d[A-Z]\d{2}|[A-Z]{3} \d{3} ?[A-Z]{2}"
    r"|\d{1,2}-[A-Z]{3}-\d{1,2}|[A-Z]{1,2}-\d{3}-[A-Z]|\d[A-Z]{3}\d{3}|[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{2,4})(?![\w-])"
)
_PLATE_RODE = bounded(  # the jeepney TVK 448, a taxi, CA 41877
    r"\b(?:taxi|cab|matatu|jeepney|tricycle|boda(?: boda)?|okada|keke|danfo|rickshaw|minibus|minivan|van|car|ute|bakkie|lorry|pick-?up|scooter|motorbike"
    r"|motorcycle|tuk[ -]tuk),? (?P<it>[A-Z]{1,3}[ -]\d{3,5})(?![\w%/-]|[.,:]\d)"
)
_PLATE_CUE = bounded(
    r"\b(?:plates?|number ?plate|licen[cs]e plate|reg(?:istration)?(?: plate)?)\b(?: (?:is|was|were|in it"
    r"|number|no\.?|of|read|reading|said))*[ :,\"']*"
    r"(?P<it>[A-Z0-9]{1,4}[ -]?[A-Z0-9]{1,5}(?:[ -][A-Z0-9]{1,5})?)(?!\w)"
)
_PLATE_LOOSE = bounded(
    r"\b(?:reg|rego|regos|plates?|number ?plates?|registration|licen[cs]e plates?|tags?|numbers? (?:of|on) (?:our|my|his|her|their|the|a)"
    r" (?:car|van|taxi|bus|truck|lorry|bike|motorbike|ambulance))\b(?:'s)?(?: (?:is|was|were|like"
    r"|number|no\.?|of|reads?|reading|said|says|ending|ended|starting|began|begins|on|the|it|her|his|van|car))*[ :,\"'(-]*"
    r"(?P<it>(?-i:[A-Z0-9]{1,4}(?:[ -][A-Z0-9]{1,5}){1,2}|[A-Z]{1,4}[0-9]{1,5}[A-Z]{0,4}|[0-9]{1,4}[A-Z]{2,4}[0-9]{0,4}))(?!\w)"
    r"|\b(?:reg|rego|number ?plate|registration|licen[cs]e plate)(?: (?:is|was))?[ :,\"']*(?P<low>[a-z]{2}\d\d ?[a-z]{3})(?!\w)"
)
_STANDARDS = frozenset(
    "ISO EN DIN IEC CFR USC RCT PMID PMC DOI ISBN ISSN NICE DSM ICD BMJ JAMA PM AM I A USD GBP EUR NCT AUD CAD "
    "NZD INR KES ZAR NGN CHF SEK NOK DKK BP Y CPT HCPCS OPCS ED ER ICU ITU HDU NICU NG CG TA QS FORM ACT".split()
)
_MOST_REPEATED = 24
_CRASH = "2222"  # rung in British hospitals when a heart stops


def recognize(document):
    marks = list(_marks(document))
    yield from marks
    # A number that a word before it gave away is the same number further on.
    text = document.text
    told = {text[m.start : m.end] for m in marks if sum(c.isdigit() for c in text[m.start : m.end]) >= 4}
    for it in sorted(told)[:_MOST_REPEATED]:
        for m in re.finditer(rf"(?<![\w.,/-]){re.escape(it)}(?![\w%]|[.,/-]\d)", text):
            yield Mark(*m.span(), Category.ID, "numbers.again", NUMBER, "certain", "direct")


def _fits(words, digits=3):
    return sum(c.isdigit() for c in words) >= digits and (not _NOT.match(words) or bool(_NO_DATE.fullmatch(words)))


def _tells(text, m):
    """Whether what stands after a word that announces a number is one, and no amount."""
    it = m["it"]
    prefix = _PREFIX.match(it)
    if prefix and not prefix.group().isupper():
        word = prefix.group().lower()
        if word not in _LETTERS and is_english(word):
            return False
    digits = sum(c.isdigit() for c in it)
    if not _fits(it) or not re.search(r"\d\d", it):
        return bool(_CODE.fullmatch(it)) and not _NOT.match(it)
    if it.replace(" ", "").isdigit():
        strong = bool(re.fullmatch(_NAMED, m["cue"], re.I)) or bool(_STRONG_FILLER.search(m["filler"]))
        if _COUNTED.match(text, m.end()) or m["filler"].endswith("form ") or digits < (3 if strong else 5):
            return False
        if not strong and " " in it and digits < 7:
            return False
    return True


def _marks(document):
    text = document.text

    def mark(start, end, rule, certainty="certain"):
        if kind := _KIND.match(text, start, end):
            start = kind.end()
        # Numbers with letters of their own hold what looks like a telephone number inside.
        weight = CONTACT if any(c.isupper() for c in text[start:end]) else NUMBER
        return Mark(start, end, Category.ID, "numbers." + rule, weight, certainty, "direct")

    at = 0
    for place in document.index.where(_CUED.openings) if re.search(r"\d", text) else ():
        m = _CUED.match(text, place) if place >= at else None
        if not m:
            continue
        at = m.end("cue")
        if _tells(text, m):
            at = m.end()
            it = mark(*m.span("it"), "cue")
            surely = _NO_TELEPHONE.fullmatch(m["cue"]) and _STRONG_FILLER.search(m["filler"])
            yield it._replace(weight=CONTACT + 1) if surely or m["cue"].lower() in ("chi", "mrn", "ssn") else it
    for m in _SPELLED.over(document):
        if not COUNTED.search(m["it"]):
            yield mark(*m.span("it"), "cue")
    for m in _PLATE_LOOSE.over(document):
        group = "it" if m["it"] else "low"
        it = m[group]
        if any(c.isdigit() for c in it) and any(c.isalpha() for c in it) and not _NOT.match(it):
            yield mark(*m.span(group), "plate")
    for m in _NUMBERED.over(document):
        it = m["it"]
        digits = sum(c.isdigit() for c in it)
        mixed = any(c.isalpha() for c in it) or any(c in "-/" for c in it)
        enough = digits >= 5 and not _COUNTED.match(text, m.end()) or digits >= 3 and mixed
        if enough and (not _NOT.match(it) or re.fullmatch(r"\d{3,4}/\d\d", it)):
            yield mark(*m.span("it"), "cue")
    for m in _DIGITS.over(document):
        group = m.lastgroup
        if group == "end" or not _NOT.match(m[group]) and not _COUNTED.match(text, m.end()):
            yield mark(*m.span(group), "cue")
    for m in _SAID.over(document):
        if _fits(m["it"]):
            yield mark(*m.span("it"), "cue")
    for m in _AFTER_AS.over(document):
        it = m["it"]
        if (
            it != _CRASH
            and _fits(it, 4 if it.isdigit() else 3)
            and not _COUNTED.match(text, m.end())
            or _CODE.fullmatch(it)
        ):
            yield mark(*m.span("it"), "cue")
    for m in _HASH.over(document):
        if _fits(m["it"]):
            yield mark(*m.span("it"), "hash")
    for m in _SHAPE.over(document):
        upper = sum(c.isupper() for c in m.group())
        lawful = m.group().endswith(("/EC", "/EU", "/EEC"))
        if _fits(m.group(), 4) and upper and upper == sum(c.isalpha() for c in m.group()) and not lawful:
            yield mark(*m.span(), "shape")
    for m in _LOWER.over(document):
        if _fits(m.group(), 4) and not any(is_english(word) for word in re.findall("[a-z]{3,}", m.group())):
            yield mark(*m.span(), "shape")
    for m in _SPACED.over(document):
        prefix, _, number = m.group().partition(" ")
        amount = _RANGE.fullmatch(number) and not re.search("[-/]", prefix)
        if (
            prefix not in _STANDARDS
            and not amount
            and not _DATED.fullmatch(number)
            and not (len(prefix) > 2 and number.isdigit() and is_common(prefix.lower()))
        ):
            yield mark(*m.span(), "shape")
    for m in _GROUPS.over(document):
        if m.group().split()[0] not in _STANDARDS - {"A"} and sum(c.isdigit() for c in m.group()) >= 7:
            yield mark(*m.span(), "shape")
    for m in _SOLID.over(document):
        yield mark(*m.span(), "shape")
    for pattern, rule in (
        (_SSN, "social_security"),
        (_NHS, "health_number"),
        (_CARD, "card"),
        (_PLATE, "plate"),
        (_KNOWN, "shape"),
        (_YEARLY, "shape"),
    ):
        for m in pattern.over(document):
            yield mark(*m.span(), rule)
    if "_" in text:
        for m in _JOINED.over(document):
            yield mark(*m.span(), "joined")
    for m in _PLATE_CUE.over(document):
        if _fits(m["it"], 1) and any(c.isalpha() for c in m["it"]):
            yield mark(*m.span("it"), "plate")
    for m in _PLATE_RODE.over(document):
        if m["it"][:2] not in ("HR", "BP", "RR"):
            yield mark(*m.span("it"), "plate")
    for m in _LONG.over(document):
        if m.group() in "01234567890123456789" or m.group() in "9876543210":
            continue  # counting aloud
        yield mark(*m.span(), "long")
