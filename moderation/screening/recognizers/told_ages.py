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
    rf"n't have been(?: more than)?) (?:only |just |about |now |nearly |almost |already |barely |then |still |maybe |all of "
    rf"|probably |around |over |at least )?(?P<it>{_BIG}){_NOT_UNIT}{_STOP}",
    rf"\((?P<it>{_BIG})(?:,? ?(?:F|M|NB|female|male|woman|man|f|m|she/her|he/him|they/them))?\)",
    rf"\((?:F|M|NB|female|male|woman|man|f|m),? ?(?P<it>{_BIG})\)",
    r"(?P<it>[1-9]\d ?(?:yo|y/o|y\.o\.)(?: ?[mf])?|[1-9]\d ?(?-i:[FM])|(?-i:[FM])/?[1-9]\d)(?![\w%/-]|\.\d)",
    rf"(?:a|the|this|that|my|our) (?:male|female|man|woman|client|patient|lady|gentleman) (?:of|aged) (?P<it>{_BIG}){_NOT_UNIT}",
    rf"(?:ages|aged|ages of) (?P<it>{_N} (?:and|to) {_N})(?= years|[,.;]| at the time)",
    rf"(?:died|dead|gone|killed|passed|passed away|came(?= (?:to|here|in) )|sent(?= (?:to|here|in|away) )|referred|brought|adopted|fostered|abandoned|arrived(?= (?:here|in) )|emigrated"
    rf"|orphaned|widowed)(?: to (?:me|us|him|her|them|care)| here| in| away)? at (?P<it>{_N})(?![-/:]?\d|[.,]\d|\s?(?:%|am\b|pm\b|o'clock|past\b|to\b|in the\b))",
    rf"lost (?:his|her|their|my|a|both|the) (?:[\w'-]+ ){{1,3}}at (?P<it>{_N}){_NOT_UNIT}",
    rf"(?:is|are|was|were|'s) (?P<it>{_N} and a half)(?=[,.;!?)]| when| at the time)",
    rf"(?:boy|girl|baby|child|son|daughter|youngest|eldest|oldest|middle one|twins?|he|she|grandson|granddaughter|niece|nephew)"
    rf" (?:was|is|were|are) (?:only |just |about |barely |nearly |not yet )?(?P<it>{_N} (?:months?|weeks?|days?))(?=[.,;!?)]|$| when| then| at the time)",
    rf"(?P<it>{_N} ?(?:y|yr|yrs|year|years|m|mo|mths?|w|wks?|d)[ -]olds?)",
    rf"(?P<it>{_N} (?:years?|months?),?(?: and)? {_N} (?:months?|weeks?|days?) old)",
    rf"(?:going on|coming up (?:to|for|on)|approaching|just shy of|a week off|a month off) (?P<it>{_BIG}){_NOT_UNIT}{_STOP}",
    rf"(?:have|'ve) been (?:only |about |just )?(?P<it>{_N}){_NOT_UNIT}(?=[.,;)]| this| now| next| by then| today)",
    rf"(?:shes|hes|whos|im|theyre|mums|dads|nans|grans|shed be|hed be) (?:only |just |about |like |now )?(?P<it>{_BIG}){_NOT_UNIT}{_STOP}",
    rf"(?:is|was|were|are|'s|'m) like (?P<it>{_BIG}){_NOT_UNIT}",
    rf"(?:child|baby|infant|toddler|kid|son|daughter) of (?P<it>{_N} (?:years|months|weeks|days))",
    rf"(?:eldest|oldest|youngest|middle one|other one)(?:,| is| was|'s)? (?P<it>{_N}){_NOT_UNIT}(?=[,.;)]| and| when|$)",
    r"age(?: (?:at|on) [a-z]+(?: [a-z]+)?)?(?: was| is)? ?[:=(] ?(?P<it>\d{1,3})(?=[),.;]|$| )",
    r"(?:her|his|my|their) (?P<it>(?:[2-9]0th|100th|[6-9]5th|18th|21st))(?=[.,;!)]| last| this| party|$)",
    rf"(?:someone|somebody|wife|husband|partner|guy|bloke|chap|mum|dad|mom|brother|sister|aunt|uncle|friend|neighbour) of (?P<it>{_BIG}){_NOT_UNIT}",
    rf"(?:would|will|'d|'ll) (?:have been|be) (?P<it>{_BIG})(?=[.,;)]| in (?:january|february|march|april|may|june|july|august|september"
    rf"|october|november|december|spring|summer|autumn|winter|the)| this| next| on (?:her|his|my|their)| now|$)",
    rf"(?:she|he|who) (?:is|was|'s) (?P<it>{_BIG} years)(?=[.,;)]|$| now)",
    rf"(?:mr|mrs|ms|miss|mx)\.? [a-z]+, (?P<it>{_BIG})(?=[,;.)])",
    rf"(?P<it>{_BIG}),? (?=(?:male|female)\b)",
    r"(?P<it>\d{1,2}½[- ]year[- ]olds?)",
    rf"both (?:of them )?(?:aged )?(?P<it>{_BIG}){_NOT_UNIT}(?=[,.;)]| and| when)",
    rf"(?P<it>{_N}-?(?:,| and| or) (?:an? )?{_N}[- ]year[- ]olds?)",
    rf"(?:kids|children|sons|daughters|boys|girls|grandchildren|siblings|brothers|sisters|grandkids)(?: were| are|,|:)? (?:aged )?"
    rf"(?P<it>{_N}(?:, {_N}){{0,4}},? and {_N}){_NOT_UNIT}(?=[,.;)]| )",
    rf"(?P<it>{_BIG})(?:,)? (?:at the time|back then)",
    rf"(?:she|he) (?:is|was|'s) (?P<it>(?!one\b){_N})(?=[.!?]|$|, (?:nearly|almost|going|the (?:age|eldest|youngest|oldest)))",
    rf"(?:nearly|almost|rising) (?P<it>{_N})(?=[.,;!?)])",
    rf"(?:boy|girl|baby|infant|son|daughter|toddler|child|newborn),? \(?(?P<it>{_N} (?:months?|weeks?|days?)(?: old)?)(?=[),.;])",
    r"(?:lived|alive for|on this earth) (?P<it>(?:[89]\d|1[01]\d) years)",
    rf"(?:girl|boy|man|woman|lad|kid|child|patient|client|teenager) (?:of )?(?:about|around|maybe|perhaps) (?P<it>{_N}){_NOT_UNIT}(?=[,.;)]| who| with| and|$)",
    rf"born (?P<it>{_N} years ago)",
    r"(?:his|her|my|their) (?P<it>(?:(?:[4-9]\d|1[01]\d)(?:st|nd|rd|th)|(?:forty|fifty|sixty|seventy|eighty|ninety)-\w+(?:st|nd|rd|th)) year)",
    rf"(?:man|woman|lady|gentleman|boy|girl|widow|widower|patient|client) of (?P<it>{_N} (?:years|months|weeks))",
    rf"(?:mother|father|mum|mom|dad|son|daughter|brother|sister|wife|husband|client|pt|patient|partner|eldest|youngest"
    rf"|oldest|nephew|niece|grandson|granddaughter|nan|gran|grandmother|grandfather|twins?)[:,]? \(?(?P<it>{_BIG}){_NOT_UNIT}(?=[,.;)\n]|$)",
    rf"(?:between|from)(?: the)?(?: ages? of)? (?P<it>{_N} (?:and|to) {_N})(?= (?:he|she|they|i|years old)\b)",
    rf"ages of (?P<it>{_N} (?:and|to) {_N})",
    rf"(?:was|is|were|at age|age) (?P<it>{_N}) at (?:intake|diagnosis|referral|admission|death|first|presentation|onset|assessment|discharge)\b",
    rf"(?:age|aged|ages)[:=] ?(?P<it>{_N})\b",
    r"(?:man|woman|boy|girl|lady|gentleman|widow|widower|patient|client)(?: [a-z'-]+){1,3}(?: \d{1,2})?, (?P<it>[1-9]\d)(?=[,;)])",
]
_BESIDE = [
    bounded(rf", at (?P<it>{_BIG}),", re.I),
    bounded(
        rf"(?:\A|[.!?\n] ?)(?P<it>{_BIG})(?=, (?:divorced|married|single|widowed|retired|separated|unmarried|childless|living"
        r"|lives|alone|an? |mother|father|works|working|white|black|male|female|from|presenting|presented|referred|unemployed)"
        r"|, (?:one|two|three|no) (?:kids|children|sons|daughters))",
        re.I,
    ),
    bounded(rf", (?P<it>{_N} and a half)(?=[,;)])", re.I),
    bounded(rf"(?:\A|[.;,:(—–-] ?)(?:just|only|barely|still|all of|not quite|not yet) (?P<it>{_BIG})(?=[,;)])", re.I),
    bounded(r"(?:\A|[,(;:] ?)(?-i:[fFmM]),? ?(?P<it>[1-9]\d)(?=[,;)])"),
]
_ANY = [bounded(rf"(?<![\w.%/-])(?:{p})(?!\w)", re.I) for p in _PATTERNS]
_LISTED = bounded(rf"(?<![\w.])(?P<name>[A-Za-z][\w'-]+),? \(?(?P<it>{_BIG})(?=[,;)])")
_NOT_PEOPLE = bounded(
    r"\b(?:score[ds]?|phq|gad|bdi|bmi|moca|mmse|level|rate|dose|result|total|count|average|mean|bp|pulse"
    r"|temperature|session|sessions|number|page|chapter|room|bed|ward|grade|step|item|question|version|section|line|row"
    r"|class|percentile|it|that|there)[ '\w]{0,8}\Z",
    re.I,
)
_GLANCE = bounded(
    r"\d|teen\b|ty\b|ty-|birthday|aged|turned|turning|then|years of|ten\b|eleven|twelve|(?:three|four|five|six|seven|eight|nine|two)\b",
    re.I,
)


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
    for pattern in _BESIDE:
        for m in pattern.finditer(text):
            yield (*m.span("it"), "told")


def _of_somebody(document, position):
    """ "(34)" is an age after a name or a person, and a citation, score or count after anything else."""
    i = document.word_at(position) - 1
    if re.search(r"[a-zA-Z]", document.text[position : position + 12].split(")")[0]):
        return True
    return i >= 0 and document.is_capital(i) and not document.words[i].isupper() and not document.initial[i]
