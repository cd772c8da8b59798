"""Ages told without "years old": "he was 61", "at fifty-eight", "by then seven", "her 97th birthday", "34F"."""

import re

from .patterns import bounded

_UNIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_WORDS = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]{_UNIT})?|ten|eleven|twelve|thirteen"
    rf"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|{_UNIT})"
)
_N = rf"(?:1[01]\d|[1-9]\d?|{_WORDS})"
_BIG = (
    rf"(?:1[01]\d|[1-9]\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]{_UNIT})?|eighteen|nineteen)"
)
_NOT_UNIT = (
    r"(?![-/:]?\d|[.,]\d|\s?%|\s?(?:mg|ml|mcg|kg|lbs?|pounds?|minutes?|mins?|hours?|hrs?|weeks?|days?|months?|sessions?"
    r"|times?|pages?|degrees?|points?|miles?|km|metres?|meters?|feet|foot|people|patients?|clients?|others?|cases?"
    r"|percent|per cent|out of|of\b(?! age)|am\b|pm\b|o'clock|past\b|to\b|in\b|under\b|over\b|stone\b|seconds?"
    r"|blocks?|steps?|drinks?|pills?|tablets?|doses?|units?|beds?|grand|pounds|dollars|euros|years? (?!old|of age)))"
)
_STOP = r"(?=\s*(?:[.,;:!?)\n\"]|$|-\s|and\b|when\b|at the time|now\b|but\b|then\b|with\b|who\b|that\b|the\b|last\b|this\b|next\b|or so))"
_ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?(?:first|second"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
    r"|seventeenth|eighteenth|nineteenth)|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth)"
)
_PATTERNS = [
    rf"(?:aged|age|ages|just turned|turned|turning|turns|nearly|almost|barely|not yet|pushing|rising) (?P<it>{_BIG}){_NOT_UNIT}{_STOP}",
    rf"aged (?:just |only |about |around )?(?P<it>{_N}(?: (?:and|to|or) {_N})?)\b(?! ?%|\.\d)",
    rf"(?:turned|turning|turns) (?:just )?(?P<it>{_N}){_NOT_UNIT}{_STOP}",
    rf"(?:by then|by now|then only|then just|was then|were then|now only|still only) (?P<it>{_N}){_NOT_UNIT}{_STOP}",
    rf"(?P<it>{_N} years of age|{_BIG} years young|{_BIG} (?:years )?and (?:a half|counting))",
    rf"(?P<it>{_ORDINAL} birthday)",
    rf"(?:the )?(?:day|week|year|month|night|morning|summer|winter) (?:she|he|they|i|[A-Z][a-z]+) turned (?P<it>{_N}){_NOT_UNIT}",
    rf"at (?P<it>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]{_UNIT}|(?:fifteen|sixteen|seventeen"
    rf"|eighteen|nineteen)|forty|fifty|sixty|seventy|eighty|ninety){_NOT_UNIT}(?=[.,;!?)\n]|$| (?:he|she|they|and|but"
    rf"|with|after|from|when|because|had|was)\b)",
    rf"(?:she|he|who|[a-z]+'s) (?:is|was|would be|would have been|will be|must be|must have been|looked|'s|'d be|could"
    rf"n't have been(?: more than)?) (?:only |just |about |now |nearly |almost |already |barely |then |still |maybe "
    rf"|probably |around |over |at least )?(?P<it>{_BIG}){_NOT_UNIT}{_STOP}",
    rf"\((?P<it>{_BIG})(?:,? ?(?:F|M|NB|female|male|woman|man|f|m|she/her|he/him|they/them))?\)",
    rf"\((?:F|M|NB|female|male|woman|man|f|m),? ?(?P<it>{_BIG})\)",
    r"(?P<it>[1-9]\d ?(?:yo|y/o|y\.o\.)(?: ?[mf])?|[1-9]\d ?(?-i:[FM])|(?-i:[FM])/?[1-9]\d)(?![\w%/-]|\.\d)",
    rf"(?:a|the|this|that|my|our) (?:male|female|man|woman|client|patient|lady|gentleman) (?:of|aged) (?P<it>{_BIG}){_NOT_UNIT}",
    rf"(?:ages|aged|ages of) (?P<it>{_N} (?:and|to) {_N})(?= years|[,.;]| at the time)",
]
_ANY = [bounded(rf"(?<![\w.%/-])(?:{p})(?!\w)", re.I) for p in _PATTERNS]
_LISTED = bounded(rf"(?<![\w.])(?P<name>[A-Za-z][\w'-]+),? \(?(?P<it>{_BIG})(?=[,;)])")
_NOT_PEOPLE = bounded(
    r"\b(?:score[ds]?|phq|gad|bdi|bmi|moca|mmse|level|rate|dose|result|total|count|average|mean|bp|pulse"
    r"|temperature|session|sessions|number|page|chapter|room|bed|ward|grade|step|item|question|version|section|line|row"
    r"|class|percentile|it|that|there)[ '\w]{0,8}\Z",
    re.I,
)
_GLANCE = bounded(r"\d|teen\b|ty\b|ty-|birthday|aged|turned|turning|then|years of|ten\b|eleven|twelve", re.I)


def told_ages(document):
    """Stretches that are ages, with the name of the rule."""
    text = document.text
    if not _GLANCE.search(text):
        return
    for pattern in _ANY:
        for m in pattern.finditer(text):
            it = m["it"].lower()
            if _NOT_PEOPLE.search(text[max(0, m.start() - 14) : m.start()]) or it in ("one", "first birthday"):
                continue
            if m.group()[0] == "(" and not _of_somebody(document, m.start()):
                continue
            yield (*m.span("it"), "told")


def _of_somebody(document, position):
    """ "(34)" is an age after a name or a person, and a citation, score or count after anything else."""
    i = document.word_at(position) - 1
    if re.search(r"[a-zA-Z]", document.text[position : position + 12].split(")")[0]):
        return True
    return i >= 0 and document.is_capital(i) and not document.words[i].isupper() and not document.initial[i]
