"""Numbers told in passing: cut short, spelled out, in lower case, or after a word that only now and then precedes one."""

import re

from ..findings import Category
from . import CONTACT, DATE, NUMBER, STREET, Mark
from .patterns import bounded

_DIGIT = r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}"
_OTHER = r"(?: (?:number|no|nr|code|id|was|is|read|reads|said|says|the|on|of|his|her|their|bag|it|under|as|form))"
_NUMBERS = [
    rf"(?:sample|specimen|lab|laboratory|study|participant|subject|tracking|tag|slide|chip|parcel|respondent|trial|file|ticket"
    rf"|accession){_OTHER}{{0,4}}[ :#\"'(]{{1,3}}(?P<it>(?=[a-z0-9./-]{{0,20}}\d\d)[a-z]{{0,3}}\d[a-z0-9]*(?:[./-][a-z0-9]+){{0,3}}(?: \d{{2,5}}){{0,3}}"
    rf"|[a-z]{{1,3}}-\d{{1,5}})(?![\w%]|[./]\d| ?(?:mg|ml|years|days|weeks|months|hours|minutes|patients|people|of))",
    r"(?:last|first) (?:two|three|four|five|six)(?: digits| numbers)?[^.\n\d]{0,30}(?P<it>\d{2,6})(?![\w%]|[./-]\d)",
    r"(?:mrn|ssn|number|account|card|record|chart|file|plate|phone|mobile|ref|reference|policy|id)\b[^.\n\d]{0,14}\b(?:ends|ended|ending|starts|"
    r"started|starting)(?: in| with)? -?(?P<it>[a-z]{0,2}\d{2,6}[a-z]{0,2})(?![\w%])",
    r"(?:plate|plates|reg|rego|number ?plate|registration)(?: (?:is|was|read|reads|said|number|of|it))*[ :,\"'(-]{1,3}(?P<it>[a-z]{1,3}\d{1,4} ?[a-z]{2,3})(?!\w)",
    rf"(?P<it>{_DIGIT}(?:[ ,-]{{1,2}}{_DIGIT}){{4,14}})(?!\w)",
    r"(?P<it>\d{2,5}(?:-\d{2,5}){2,4})(?![\w-])",
    r"(?:nr|no|number)\b\.?:? ?(?P<it>\d{2,4}\.\d{3,4}|\d{1,4} of (?:19|20)\d\d)(?![\w%])",
    r"(?:case|file|docket|matter) (?P<it>\d{1,4} of (?:19|20)\d\d)(?!\w)",
    r"(?P<it>[a-z]{2} \d{4} \d{4} \d (?-i:[A-Z]{2}))(?!\w)",
]
_CONTACTS = [
    r"(?:call|called|ring|rang|phone|phoned|text|texted|voicemail|number|mobile|cell|landline|tel|whatsapp|reach me|reached me)\b[^.\n\d]{0,25}"
    r"(?P<it>\d{3,5}[ -]\d{3,6}(?:[ -]\d{2,4})?)(?![\w%-])",
    r"(?P<it>[a-z0-9][\w.+-]* ?[(\[{<] ?at ?[)\]}>] ?[a-z0-9][\w-]*(?: ?[.(\[] ?(?:dot)? ?[)\]]? ?[a-z0-9-]+){1,3})",
]
_DATES = [
    rf"(?P<it>\d{{1,2}}-{_MONTH}(?:-\d{{2,4}})?)(?!\w)",
    r"(?P<it>(?:mon|tues|wednes|thurs|fri|satur|sun)day,? the (?:\d{1,2}(?:st|nd|rd|th)|(?:twenty-|thirty-)?(?:first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth)))(?!\w)",
]
_STREETS = [
    r"(?P<it>\d{1,4}[a-z]?,? (?=(?:rue|calle|via|rua|ulica|avenida|avenue|boulevard|plaza|place|quai|largo|piazza) ))",
    r"(?P<it>(?:apartment|apt|flat) (?:\d{1,4}[a-z]?|[a-z]\d{1,3}))(?!\w)",
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
_COUNTED = re.compile(r"(?:one[ ,-]+two[ ,-]+three|five[ ,-]+four[ ,-]+three|four[ ,-]+three[ ,-]+two)", re.I)


def recognize(document):
    text = document.text
    for pattern, category, weight, rule in _ALL:
        for m in pattern.finditer(text):
            it = m["it"]
            few = category is Category.ID and sum(c.isdigit() for c in it) < 3 and not any(c.isalpha() for c in it)
            if not few and not _COUNTED.search(it) and "\n" not in it:
                start, end = m.span("it")
                yield Mark(start, end, category, rule, weight, "possible", "direct")
