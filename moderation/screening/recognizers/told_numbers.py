"""Numbers told in passing: cut short, spelled out, in lower case, or after a word that only now and then precedes one."""

import re

from ..findings import Category
from . import CONTACT, DATE, NUMBER, STREET, Mark
from .contacts import PUBLIC_LINES
from .numbers import COUNTED
from .patterns import bounded

_DIGIT = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}"
_NUMBERS = [
    r"(?:sample|specimen|slide|chip|respondent|participant|subject|trial|accession|vial|tray|lab slip)(?: (?:number|no|nr|code|id|was|is|the)){0,3}"
    r"[ :#\"'(]{1,3}(?P<it>[a-z]{1,3}-?\d{1,5})(?![\w%]|[./]\d| ?(?:mg|ml))",
    r"(?:number|code|serial) [^.\n\d]{0,30}\b(?:was|is|said|reads?|says) (?P<it>\d{2,4}[-/]\d{3,6}|[a-z]{1,3}-?\d{3,8}|\d{5,12})(?![\w%]|[.,/-]\d| (?:a|an|per|[a-z]{2,}s|people)\b)",
    r"(?:last|first) (?:two|three|four|five|six)(?: digits| numbers)?[^.\n\d]{0,30}(?P<it>\d{2,6})(?![\w%]|[./-]\d)",
    r"(?:mrn|ssn|passport|licen[cs]e|number|account|card|record|chart|file|plate|phone|mobile|ref|reference|policy|id)\b[^.\n\d]{0,14}\b(?:ends|ended|ending|starts|"
    r"started|starting)(?: in| with)? -?(?P<it>[a-z]{0,2}\d{2,6}[a-z]{0,2})(?![\w%])",
    r"(?:plate|plates|reg|rego|number ?plate|registration)(?: (?:is|was|read|reads|said|number|of|it))*[ :,\"'(-]{1,3}(?P<it>[a-z]{1,3}\d{1,4} ?[a-z]{2,3})(?!\w)",
    rf"(?P<it>{_DIGIT}(?:[ ,-]{{1,2}}{_DIGIT}){{4,14}})(?!\w)",
    r"(?P<it>(?!(?:19|20)\d\d-\d\d-\d\d\b|\d\d-\d\d-(?:19|20)\d\d\b)(?=(?:\d-?){7}|00)\d{2,5}(?:-\d{2,5}){2,4})(?![\w-])",
    r"(?:nr|no|number)\b\.?:? ?(?P<it>\d{2,4}\.\d{3,4}|[a-z]?\d{1,4} of (?:19|20)\d\d)(?![\w%])",
    r"(?:case|file|docket|matter) (?P<it>\d{2,4} of (?:19|20)\d\d)(?!\w)",
    r"(?P<it>[a-z]{2} \d{4} \d{4} \d (?-i:[A-Z]{2}))(?!\w)",
    r"(?:it|that|which) (?:ends|ended) (?:in|with) (?P<it>(?!(?:19|20)\d\d)\d{3,6})(?![\w%]|[.,/-]\d| [a-z-]+s\b)",
]
_CONTACTS = [
    r"(?:call|called|ring|rang|phone|phoned|text|texted|voicemail|number|mobile|cell|landline|tel|direct line|line is|line was|whatsapp|reach me|reached me)\b[^.\n\d]{0,25}"
    r"(?P<it>\d{3,5}[ -]\d{3,6}(?:[ -]\d{2,4})?|(?=(?:[ .-]?\d){7})(?!(?:19|20)\d\d[ -]|\d{1,2}[.-]\d{1,2}[.-])\d{2,5}(?:[ .-]\d{2,5}){1,4})(?![\w%-])",
    r"(?P<it>[a-z0-9][\w.+-]* ?[(\[{<] ?at ?[)\]}>] ?[a-z0-9][\w-]*(?: ?[.(\[] ?(?:dot)? ?[)\]]? ?[a-z0-9-]+){1,3})",
]
_DATES = [
    rf"(?P<it>\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?)(?!\w)",
    r"(?P<it>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? \d{1,2}(?:st|nd|rd|th))(?!\w)",
    r"(?P<it>(?:mon|tues|wednes|thurs|fri|satur|sun)day,? the (?:\d{1,2}(?:st|nd|rd|th)|(?:twenty-|thirty-)?(?:first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth)))(?!\w)",
]
_STREETS = [
    r"(?P<it>(?:apartment|apt|flat) (?:\d{1,4}[a-z]?|[a-z]\d{1,3}))(?!\w| (?:hours|days|weeks|months|years|times)\b)",
    r"(?:the )?(?:number|no\.?) (?P<it>\d{1,3}[a-z]? (?:bus|tram|streetcar|trolleybus|matatu|jeepney|tro-?tro))(?!\w)",
]
_ALL = [
    (bounded(rf"(?<![\w@./-]){pattern}", re.I), category, weight, rule)
    for patterns, category, weight, rule in (
        (_NUMBERS, Category.ID, NUMBER, "numbers.told"),
        (_CONTACTS, Category.CONTACT, CONTACT, "contacts.told"),
        (_DATES, Category.DATE, DATE, "dates.told"),
        (_STREETS, Category.PLACE, STREET, "places.told"),
    )
    for pattern in patterns
]


def recognize(document):
    for pattern, category, weight, rule in _ALL:
        for m in pattern.over(document):
            it = m["it"]
            few = category is Category.ID and sum(c.isdigit() for c in it) < 3 and not any(c.isalpha() for c in it)
            public = re.sub(r"\D", "", it) in PUBLIC_LINES
            if not few and not public and not COUNTED.search(it) and "\n" not in it:
                start, end = m.span("it")
                yield Mark(start, end, category, rule, weight, "possible", "direct")
