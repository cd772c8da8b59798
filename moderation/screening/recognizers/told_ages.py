"""Ages told without "years old": "he was 61", "at fifty-eight", "by then seven", "her 97th birthday", "34F"."""

import re

from .patterns import bounded

_UNIT = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_WORDS = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]{_UNIT})?|ten|eleven|twelve|thirteen"
    rf"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|{_UNIT})"
)
NUMBER = rf"(?:1[01]\d|[1-9]\d?|{_WORDS})"
ADULT = rf"(?:1[01]\d|[1-9]\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]{_UNIT})?|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
HALF = r"(?: ?[13]\u2044[24]| ?1/2|[- ]and[- ]a[- ]half)?"
NOT_COUNT = (
    r"(?![-/:]?\d|[.,]\d|\s?%|\s?(?:mg|ml|mcg|kg|lbs?|pounds?|minutes?|mins?|hours?|hrs?|weeks?|days?|months?|sessions?"
    r"|times?|pages?|degrees?|points?|miles?|km|metres?|meters?|feet|foot|people|patients?|clients?|others?|cases?"
    r"|percent|per cent|out of|of\b(?! age)|am\b|pm\b|o'clock|past\b|stone\b|years?['\u2019]|seconds?"
    r"|blocks?|steps?|drinks?|pills?|tablets?|doses?|units?|beds?|grand|pounds|dollars|euros|years? (?!old|of age)))"
)
NOT_UNIT = NOT_COUNT + r"(?!\s?(?:to|in|under|over)\b)"
_STOP = r"(?=\s*(?:[.,;:!?)\n\"]|$|-\s|and\b|when\b|at the time|now\b|but\b|then\b|with\b|who\b|that\b|the\b|last\b|this\b|next\b|or so))"
_TENS = r"(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)"
_NTH_UNIT = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
_ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?(?:first|second"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
    r"|seventeenth|eighteenth|nineteenth)|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth)"
)
_PATTERNS = [
    rf"(?:aged|age|ages|just turned|turned|turning|turns|nearly|almost|barely|not yet|pushing|rising) (?P<it>{ADULT}){NOT_UNIT}{_STOP}",
    rf"aged (?:just |only |about |around )?(?P<it>{NUMBER}(?:(?:, {NUMBER}){{0,4}},? (?:and|to|or) {NUMBER})?(?: (?:months|weeks|days|years)\b)?)\b(?! ?%|\.\d)",
    rf"(?:turned|turning|turns) (?:just )?(?P<it>{NUMBER}){NOT_UNIT}{_STOP}",
    rf"(?:\b(?:he|she|they|i|who|baby|son|daughter|mum|dad)(?:'ll| will|'d| would| should|'s going to| (?:is|was|were|had been) (?:about|due|going|meant) to)|yet to|about to|before)"
    rf"(?: have)? (?:turn(?:ed)?|be) (?:just )?(?P<it>{NUMBER}){NOT_COUNT}(?=\s*(?:[.,;:!?)\n\"]|$)| (?:in|on|and|next|this|soon|that|the|when|before|by|at)\b)",
    rf"(?:by then|by now|then only|then just|was then|were then|now only|still only) (?P<it>{NUMBER}){NOT_UNIT}{_STOP}",
    rf"(?P<it>{NUMBER} years of age|{ADULT} years young|{ADULT} (?:years )?and (?:a half|counting))",
    # as other languages say it: she had 6 years, with his fifty years, he made 12 in June
    rf"(?:he|she|who|client|patient|boy|girl|child|baby|son|daughter|man|woman|lady|brother|sister|mother|father|husband|wife) (?:has|had) (?:only |just |already )?"
    rf"(?P<it>{NUMBER} years)(?= (?:when|and (?:he|she|two|three|a|no|was|is|had|has)|at the|old)\b|[.;!?)]|, (?!of))",
    rf"with (?:his|her|my|their) (?P<it>{NUMBER} years)(?= (?:he|she|i|they)\b|[,.;])",
    rf"(?:he|she|they|i|who|boy|girl|son|daughter) (?:made|completed|reached|is|was|will be|'ll be|would be) (?P<it>{NUMBER}) in (?:january|february|march|april|may|june|july|august|september|october|november|december|the (?:spring|summer|autumn|fall|winter)|a (?:week|month))",
    rf"\((?:then|now|aged|just|only|nearly|almost) (?P<it>{_WORDS})\)",
    rf"(?:(?<=\n)|\A|(?<=[.!?:] ))(?P<it>{ADULT})(?=,? and (?:still|never|not yet|already|pregnant|alone|widowed|single|retired|a grandmother|a grandfather|terrified|tired)\b)",
    rf"(?:woman|man|girl|boy|lady|lad|lass|kid|client|patient|mother|father|son|daughter), (?P<it>{ADULT}) (?=(?:maybe|perhaps|or so|i think|i'd say|at most|at the time|back then)[,.;])",
    r"(?:celebrat\w+|turned|for|on|before|after|was|until|to) (?:his|her|their|my|mum's|dad's) (?P<it>[3-9]0th|(?:thirt|fort|fift|sixt|sevent|eight|ninet)ieth)(?=[.,;!?)]|$| (?:on|in|at|that|with|and|last|this|party|when)\b)",
    rf"(?P<it>{_ORDINAL} birthday)",
    rf"(?:the )?(?:day|week|year|month|night|morning|summer|winter) (?:she|he|they|i|[A-Z][a-z]+) turned (?P<it>{NUMBER}){NOT_UNIT}",
    rf"at (?P<it>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]{_UNIT}|(?:fifteen|sixteen|seventeen"
    rf"|eighteen|nineteen)|forty|fifty|sixty|seventy|eighty|ninety){NOT_UNIT}(?=[.,;!?)\n]|$| (?:he|she|they|and|but"
    rf"|with|after|from|when|because|had|was)\b)",
    r"(?:rang|phoned|called|wrote to|left|married|told|asked|pregnant|came back|moved out|started|was|had been)(?: (?:me|us|him|her|them|home|school))? at (?P<it>(?:thir|four|fif|six|seven|eigh|nine)teen)"
    r"(?=[.,;!?)]|$| (?:to|and|with)\b)",
    rf"the (?:one|other|elder|younger) (?:is|was) (?P<it>{ADULT})(?=[.,;)]|$)",
    rf"(?:one|first|elder) (?:is|was) {ADULT},? (?:and )?the (?:other|second|younger)(?: (?:is|was|one))? (?P<it>{ADULT})(?=[.,;)]|$)",
    rf"(?:(?<=\n)|\A|(?<=[.!?:] ))(?:male|female|man|woman|lady|gentleman|boy|girl),? (?P<it>{ADULT})"
    r"(?= (?:with|who|came|comes|fell|c/o|presents|presented|brought|admitted|from|seen|known|s/p|referred)\b)",
    rf"\((?P<it>{ADULT})(?:,? ?(?:F|M|NB|female|male|woman|man|f|m|she/her|he/him|they/them))?\)",
    rf"\((?:F|M|NB|female|male|woman|man|f|m),? ?(?P<it>{ADULT})\)",
    r"(?P<it>[1-9]\d ?(?:y|yrs?|yo|y/o)[ /]?(?-i:[MF]))(?![\w%/-]|\.\d)",
    rf"in (?:his|her|their|my) (?:early |mid[- ]?|late )?(?:{_TENS}ies|[2-9]0'?s),? (?:maybe |perhaps |say |i think "
    rf"|about )?(?P<it>{ADULT}){NOT_UNIT}(?=[.,;!?)]|$| (?:i think|maybe|perhaps|or so|if)\b)",
    r"(?P<it>[1-9]\d ?(?:yo|y/o|y\.o\.)(?: ?[mf])?|[1-9]\d ?(?-i:[FM])|(?-i:[FM])/?[1-9]\d)"
    r"(?![\w%/-]|\.\d| (?:catheter|foley|sheath|tube|drain|chest|pump|needle|cannula|line|model|stent|size|battery"
    r"|scope)\b)",
    rf"(?:a|the|this|that|my|our) (?:male|female|man|woman|client|patient|lady|gentleman) (?:of|aged) (?P<it>{ADULT}){NOT_UNIT}",
    rf"(?:ages|aged|ages of) (?P<it>{NUMBER} (?:and|to) {NUMBER})(?= years|[,.;]| at the time)",
    rf"(?:died|dead|gone|killed|passed|passed away|came(?= (?:to|here|in) )|sent(?= (?:to|here|in|away) )|referred|brought|adopted|fostered|abandoned|arrived(?= (?:here|in) )|emigrated"
    rf"|orphaned|widowed)(?: to (?:me|us|him|her|them|care)| here| in| away)? at (?P<it>{NUMBER})(?![-/:]?\d|[.,]\d|\s?(?:%|am\b|pm\b|o'clock|past\b|to\b|in the\b))",
    rf"lost (?:his|her|their|my|a|both|the) (?:[\w'-]+ ){{1,3}}at (?P<it>{NUMBER}){NOT_UNIT}",
    rf"(?:boy|girl|baby|child|son|daughter|youngest|eldest|oldest|middle one|twins?|he|she|grandson|granddaughter|niece|nephew)"
    r" (?:was|is|were|are) (?:only |just |about |barely |nearly |not yet )?(?!(?:1[3-9]|[234]\d) weeks)"
    rf"(?P<it>{NUMBER} (?:months?|weeks?|days?))(?=[.,;!?)]|$| when| then| at the time)",
    rf"(?P<it>{NUMBER} ?(?:y|yr|yrs|year|years|m|mo|mths?|w|wks?|d)[ -]olds?)",
    rf"(?P<it>{NUMBER} (?:years?|months?),?(?: and)? {NUMBER} (?:months?|weeks?|days?) old)",
    rf"(?:going on|coming up (?:to|for|on)|approaching|(?:shy|short) of|(?:a|one|two|three) (?:day|week|month)s? off) (?P<it>{ADULT}){NOT_UNIT}{_STOP}",
    rf"(?:shes|hes|whos|im|theyre|mums|dads|nans|grans|shed be|hed be) (?:only |just |about |like |now )?(?P<it>{ADULT}){NOT_UNIT}{_STOP}",
    rf"(?:child|baby|infant|toddler|kid|son|daughter) of (?P<it>{NUMBER} (?:years|months|weeks|days))",
    rf"(?:eldest|oldest|youngest|(?:middle|other|little|big) one|(?:younger|older|elder|eldest|oldest|youngest) (?:of the \w+|boy|girl|son|daughter|brother|sister|child|one))(?:,| is| was|'s)? (?P<it>{NUMBER}){NOT_UNIT}(?=[,.;)]| and| when|$)",
    r"age(?: (?:at|on) [a-z]+(?: [a-z]+)?)?(?: was| is)? ?[:=(] ?(?P<it>\d{1,3})(?=[),.;]|$| )",
    r"(?:her|his|my|their) (?P<it>(?:[2-9]0th|100th|[6-9]5th|18th|21st))(?=[.,;!)]| last| this| party|$)",
    r"on (?:her|his|my|their) (?P<it>(?:[2-9]0th|100th|[6-9]5th|18th|21st))(?= (?:she|he|i|we|they|in|at|with|and)\b)",
    rf"(?:her|his|my|their) (?:first|second|third|fourth|last|youngest|eldest) at (?P<it>{ADULT}){NOT_UNIT}(?=[,.;)]|$"
    rf"| and)",
    rf"(?:someone|somebody|wife|husband|partner|guy|bloke|chap|mum|dad|mom|brother|sister|aunt|uncle|friend|neighbour) of (?P<it>{ADULT}){NOT_UNIT}",
    rf"(?:she|he|who) (?:is|was|'s) (?P<it>{ADULT} years)(?=[.,;)]|$| now)",
    rf"(?:mr|mrs|ms|miss|mx)\.? [a-z]+, (?P<it>{ADULT})(?=[,;.)])",
    rf"(?P<it>{ADULT})(?=,? (?:male|female)\b)",
    r"(?P<it>\d{1,2}1\u20442[- ]year[- ]olds?)",
    rf"both (?:of them )?(?:aged )?(?P<it>{ADULT}){NOT_UNIT}(?=[,.;)]| and| when)",
    rf"(?P<it>{NUMBER}-?(?:,| and| or) (?:an? )?{NUMBER}[- ]year[- ]olds?)",
    rf"(?:kids|children|patients|clients|men|women|sons|daughters|boys|girls|grandchildren|siblings|brothers|sisters|grandkids)(?: were| are|,|:| of)? \(?(?:aged |ages )?"
    rf"(?P<it>{NUMBER}(?:(?:, {NUMBER}){{0,4}},? (?:and|&) {NUMBER}|(?:, {NUMBER}){{1,4}}\b(?! \w))){NOT_UNIT}(?=[,.;)]"
    rf"| |$)",
    rf"(?:they|we|who) (?:are|were) (?:only |just |aged |both )?(?P<it>{ADULT} and {ADULT}){NOT_UNIT}(?=[,.;)]|$| "
    rf"(?:when|at the time|and)\b)",
    rf"(?:died|dead|gone|buried|passed|passed away), (?:only |just |still |at )?(?P<it>{ADULT})(?=[,.;)])",
    rf"(?P<it>{ADULT})(?:,)? (?:at the time|back then)",
    rf"(?:nearly|almost|rising) (?P<it>{NUMBER})(?=[.,;!?)])",
    rf"(?:boy|girl|baby|infant|son|daughter|toddler|child|newborn),? \(?(?P<it>{NUMBER} (?:months?|weeks?|days?)(?: old)?)(?=[),.;])",
    r"(?:lived|alive for|on this earth) (?P<it>(?:[89]\d|1[01]\d) years)",
    rf"(?:girl|boy|man|woman|lad|kid|child|patient|client|teenager) (?:of )?(?:about|around|maybe|perhaps) (?P<it>{NUMBER}){NOT_UNIT}(?=[,.;)]| who| with| and|$)",
    rf"born (?P<it>{NUMBER} years ago)",
    r"in (?:his|her|their) (?P<it>(?:1[3-9]th|[23]\d(?:st|nd|rd|th)|(?:thir|four|fif|six|seven|eigh|nine)teenth|"
    r"(?:twent|thirt)ieth"
    rf"|(?:twenty|thirty)[- ]{_NTH_UNIT}) year)(?=[.,;!?)]|$| (?:when|and (?:he|she|they|i)|but|now|then"
    rf"|at the time)\b)",
    rf"(?:she|mum|mom|mam|mother|who)(?:'d| had)? had (?:me|him|her|them|us|(?:her|my|his|their) (?:first|son|daughter"
    rf"|baby|eldest)(?: \w+)?) at (?P<it>{ADULT}){NOT_UNIT}(?=[.,;!?)]|$| (?:and|with|when|but|to)\b)",
    rf"(?:he|she|who|boy|girl|child|patient|client|pt|baby) (?:is|was|at)(?: \w+)? (?P<it>{NUMBER} (?:years?|yrs?|y),?"
    rf"(?: and)? {NUMBER} (?:months?|mths?|mos?|m|weeks?|wks?|days?))(?=[.,;!?)]|$| (?:when|at (?:the time|admission"
    rf"|intake)|then|now|old)\b)",
    r"(?:his|her|my|their) (?P<it>(?:(?:[4-9]\d|1[01]\d)(?:st|nd|rd|th)|(?:forty|fifty|sixty|seventy|eighty|ninety)-\w+(?:st|nd|rd|th)) year)",
    rf"(?:man|woman|lady|gentleman|boy|girl|widow|widower|lad|lass|chap|fellow|bloke|youth|male|female|youngster"
    rf"|teenager)"
    rf" of (?P<it>{NUMBER} (?:years|yrs|months|weeks))",
    rf"(?:lived|live|made it|make it|making it) to (?:be |see )?(?P<it>{ADULT}){NOT_UNIT}(?=[.,;!?)\n]|$| (?:and|with|without|on|in|but|before|after)\b)",
    rf"(?:she|he|i|they) (?:hit|reached) (?P<it>{ADULT})(?=[.,;!?)]|$)",
    rf"(?:he|she|i|just|now|who|had) (?:just )?clocked (?P<it>{ADULT}){NOT_UNIT}(?=[.,;!?)]|$| (?:last|this|in)\b)",
    rf"young[,:-]? (?:only |just )?(?P<it>{ADULT})(?=[.,;!?)]|$)",
    rf"(?:my|her|his|their) (?:own )?age, (?P<it>{ADULT})(?=[.,;!?)]|$)",
    rf"(?:he|she),? (?P<it>{ADULT})(?=[,.;)]| and (?:he|she|his|her|my|the)\b)",
    rf"(?:now|then|only|just|still|barely|already),? (?P<it>{NUMBER})(?=, (?:he|she|they|i)\b)",
    rf"(?:wasn't|was not|isn't|is not|hadn't|not) (?:even|yet) (?:turned )?(?P<it>{ADULT}){NOT_UNIT}{_STOP}",
    rf"(?:man|woman|patient|client|boy|girl|lady|gentleman) (?:in|on|from|with|at|next|beside|opposite|i|we|who) (?:[\w'-]+ ){{1,5}}"
    rf"(?:is|was) (?P<it>{ADULT})(?=[.,;!?)]| and (?:he|she|i|had|was|lived)\b)",
    rf"(?:i|he|she) (?:[\w',]+ ){{1,8}}and (?:was|is|am) (?:only |just |still )?(?P<it>{ADULT}){NOT_UNIT}{_STOP}",
    rf"(?:youngest|eldest|oldest)(?: [\w']+){{1,4}} (?:is|was) (?P<it>{NUMBER}){NOT_UNIT}{_STOP}",
    rf"(?:pt|patient|client|male|female|man|woman|boy|girl),? (?P<it>{NUMBER} ?(?:y|yrs?|years))(?=[,.;]|$)",
    rf"(?:she|he|who|i|man|woman|boy|girl|patient|client|pt|lady|gentleman) (?:is|was|am) (?:only |just |about |now )?"
    rf"(?P<it>{ADULT} ?(?:years|yrs?|y))(?=[,.;)]|$| now| and)",
    rf"(?:me|myself) at (?!1[0-2]\b)(?P<it>{ADULT})(?=[,.;!?]|$)",
    rf"(?:he|she|i|who)(?:'s|'m| is| was| am) an? (?:very |really )?(?:young|fit|frail|big|small|spry|healthy|tall|tiny|sprightly|strong|old"
    rf"|mature|tough|lively|sharp|shy|lonely|hard-lived) (?P<it>{ADULT})(?=[,.;!?]|$| and\b)",
    rf"age (?:was|is) (?P<it>{NUMBER}){NOT_UNIT}{_STOP}",
    rf"(?:mother|father|mum|mom|dad|parent|grandmother|grandfather) of \w+, (?P<it>{ADULT})(?=[,.;)])",
    rf"by (?P<it>{ADULT})(?=,? (?:he|she|i) had\b)",
    rf"(?:mother|father|mum|mom|dad|son|daughter|brother|sister|wife|husband|client|pt|patient|partner|eldest|youngest"
    rf"|oldest|nephew|niece|grandson|granddaughter|nan|gran|grandmother|grandfather|twins?)[:,]? \(?(?P<it>{ADULT}){NOT_UNIT}(?=[,.;)\n]|$)",
    rf"(?:between|from)(?: the)?(?: ages? of)? (?P<it>{NUMBER} (?:and|to) {NUMBER})(?= (?:he|she|they|i|years old)\b)",
    rf"ages of (?P<it>{NUMBER} (?:and|to) {NUMBER})",
    rf"(?:was|is|were|at age|age) (?P<it>{NUMBER}) at (?:intake|diagnosis|referral|admission|death|first|presentation|onset|assessment|discharge)\b",
    rf"(?:age|aged|ages)[:=] ?(?P<it>{NUMBER})\b",
    r"(?:man|woman|boy|girl|lady|gentleman|widow|widower|patient|client)(?: [a-z'-]+){1,3}(?: \d{1,2})?, (?P<it>[1-9]\d)(?=[,;)])",
]
_BESIDE = [
    bounded(
        rf"(?:\A|\n|[.!?][\"']? )[\"']?(?P<it>{ADULT})(?=(?:,| and [a-z-]+(?: [a-z-]+)?,) (?:he|she|i|his|her|my)\b)",
        re.I,
    ),
    bounded(
        rf"\bhow old (?:[\w']+ ){{0,4}}[\w']+\?['\"\s]+(?:i'm |she's |he's )?(?P<it>{NUMBER})\b(?=[.,;!?'\"]|$)", re.I
    ),
    bounded(rf", at (?P<it>{ADULT}),", re.I),
    bounded(
        rf"(?:\A|\n|[.!?] )(?:[-*•] ?)?(?P<it>{ADULT})(?=, (?:divorced|married|single|widowed|retired|separated|unmarried|childless|living"
        r"|lives|alone|an? |mother|father|works|working|white|black|male|female|from|presenting|presented|referred|unemployed)"
        r"|, (?:one|two|three|no) (?:kids|children|patients|clients|men|women|sons|daughters))",
        re.I,
    ),
    bounded(rf", (?P<it>{NUMBER} and a half)(?=[,;)])", re.I),
    # I misjudged her: nineteen, pregnant, polite; her son is six and her daughter three
    bounded(
        rf"\b(?:her|him|them|he|she|client|patient|woman|man|girl|boy|student): (?P<it>{ADULT})(?=, (?!{NUMBER}\b)[a-z]+(?: [a-z]+)?[,.])",
        re.I,
    ),
    bounded(
        rf"\band (?:her|his|their|my|the) (?:son|daughter|brother|sister|boy|girl|baby|youngest|eldest|oldest|other) (?P<it>{NUMBER})(?=[.;)]|, |$)",
        re.I,
    ),
    bounded(
        rf"(?:\A|[.;,:(—–-] ?)(?:just|only|barely|still|all of|not quite|not yet|now|already|nearly|almost) "
        rf"(?P<it>{ADULT})"
        r"(?=[,;)]| and (?:on|in|already|alone|with|still|never|no|pregnant|newly|so)\b)",
        re.I,
    ),
    bounded(r"(?:\A|[,(;:] ?)(?-i:[fFmM]),? ?(?P<it>[1-9]\d)(?=[,;)])"),
]
_ANY = [bounded(rf"(?<![\w.%/-])(?:{p})(?!\w)", re.I) for p in _PATTERNS]
_LISTED = bounded(rf"(?<![\w.])(?P<name>[A-Za-z][\w'-]+),? \(?(?P<it>{ADULT})(?=[,;)])")
_NOT_PEOPLE = bounded(
    r"\b(?:score[ds]?|phq|gad|bdi|bmi|moca|mmse|level|rate|dose|result|total|count|average|mean|bp|pulse"
    r"|temperature|session|sessions|number|page|chapter|room|bed|ward|grade|step|item|question|version|section|line|row"
    r"|class|percentile|it|that|there)[ '\w]{0,8}\Z",
    re.I,
)
_SOMEBODY = re.compile(
    r"(?:girl|boy|man|woman|lady|gentleman|lad|kid|child|baby|patient|client|teenager|mother)\b", re.I
)
_GLANCE = bounded(
    r"\d|teen\b|ty\b|ty-|birthday|aged|turned|turning|then|years of|ten\b|eleven|twelve|(?:three|four|five|six|seven|eight|nine|two)\b",
    re.I,
)


# "Children aged 5 to 11", "anyone aged 65 or over": whom a service is for.
_GROUP = bounded(
    r"\b(?:people|persons|patients|children|clients|adults|anyone|everyone|those|boys|girls|men|women|students|pupils"
    r"|teenagers|adolescents|youngsters|infants|babies|kids|mothers|residents|somebody|anybody) (?:between )?(?:the )?\Z",
    re.I,
)
_EXAM = re.compile(r"\b(?:exams?|tests?|finals|boards?|module|paper|percent)\b", re.I)
_OPEN = re.compile(r"\s?(?:\+|plus\b|(?:and|or) (?:over|above|older|under|up|upwards|below|younger)\b)", re.I)
_UP_TO = re.compile(r"(?:\s?(?:to|-|through)\s?)(?:\d|[a-z]+(?:een|ve|ty|en|ne|ht|ix)\b)", re.I)


# The M25 is a road and F43 a diagnosis; alone, either could be somebody's sex and age.
_CODED = bounded(
    r"\b(?:the|icd(?:-1[01])?|codes?|coded|diagnos[ie]s|of|dx|on|off|as|is|was|to|from|via|room|bay|bed|ward|forms?"
    r"|models?|types?|sections?"
    r"|route|junction|exit|platform|gate|batch),?:? (?:an? )?\Z",
    re.I,
)


# A two-week-old wound, a ten-year-old guideline
_THINGS = (
    r"(?:building|house|car|van|hospital|scars?|letters?|stud(?:y|ies)|papers?|notes?|wounds?|injur(?:y|ies)"
    r"|bruis(?:e|es|ing)|burns?|fractures?|debts?|guidelines?|protocols?|machines?|errors?|mistakes?|secrets?|memor(?:y"
    r"|ies)"
    r"|grudges?|arguments?|tradition|practices?|clinics?|schools?|trees?|films?|songs?|computers?|systems?|leaflets?"
    r"|marriage"
    r"|relationship|dressings?|stitch(?:es)?|bloods?|results?|prescriptions?|referrals?|complaints?|sandwich|bread|milk"
    r"|x-rays?"
    r"|scans?|ulcers?|grief|wine|whisky|dog|cat|horse|textbooks?|books?|copy|edition"
    r"|maps?|forms?|files?|charts?|polic(?:y|ies)|rules?|laws?|habits?|jokes?|photos?|pictures?|laptop|phones?|program"
    r"(?:me)?"
    r"|business|company|device|pump|monitor|ventilator|ambulance|bike|boat|carpet|sofa|chair|shoes?|catheter|cannula"
    r"|line"
    r"|drain|implant|stent|pacemaker|tattoo|abscess|infection|rash|cough|headache|promise|feud|quarrel|rift|e-?mails?"
    r"|message"
    r"|scanners?|monitors|software|equipment|incubator|mattress|fridge|kettle|lease|contract|audit|vaccines?|sample"
    r"|specimen|swab|ecg|mri|ct|data|figures|advice|pain|lesion|sore|bite|graft|flat|wards?|wing)\b"
)
_A_THING = bounded(rf"\s+(?:[a-z]+ )?{_THINGS}", re.I)
_THING_IS = bounded(rf"\b{_THINGS},? (?:that |which )?(?:is|was|are|were)(?: [a-z]+)?(?: [a-z]+)? \Z", re.I)


def of_a_thing(text, start, end):
    """Whether so many years or weeks are those of a wound, a machine or a guideline."""
    return bool(_A_THING.match(text, end) or _THING_IS.search(text[max(0, start - 50) : start]))


_SIZED = bounded(
    r"\b(?:models?|types?|sizes?|gauge|temp(?:erature)?s?|fever|degrees|it(?:'s| is| was)|outside|seats?|gates?|rooms?"
    r"|beds?|bays?|flats?"
    r"|chairs?|rows?|forms?|sections?|batch|pumps?|units?)(?: (?:of|at|was|is|to|in))?,?:? (?:an? |the )?\Z",
    re.I,
)


def is_code(text, start):
    if text[start : start + 1].isdigit():
        return bool(_SIZED.search(text[max(0, start - 24) : start]))
    return text[start : start + 1] in ("F", "M") and bool(_CODED.search(text[max(0, start - 16) : start]))


def group_of_ages(text, start, end):
    """Whether the ages that stand here bound a group instead of telling about somebody."""
    if _OPEN.match(text, end):
        return True
    return bool(_GROUP.search(text[max(0, start - 30) : start]) and _UP_TO.search(text, start, end + 10))


def told_ages(document):
    """Stretches that are ages, with the name of the rule."""
    text = document.text
    if not _GLANCE.search(text):
        return
    for pattern in _ANY:
        for m in pattern.over(document):
            it = m["it"].lower()
            scored = _NOT_PEOPLE.search(text[max(0, m.start() - 14) : m.start()])
            if scored and not _SOMEBODY.match(m.group()) or it in ("one", "first birthday"):
                continue
            if (
                it[:1].isdigit()
                and _EXAM.search(text[max(0, m.start() - 40) : m.start("it")])
                and "passed" in m.group()
            ):
                continue
            if it[0] in "fm" and is_code(text, m.start("it")):
                continue
            if it.endswith(("old", "olds")) and of_a_thing(text, m.start("it"), m.end("it")):
                continue
            if it[-1] in "fm" and it[0].isdigit() and is_code(text, m.start("it")):
                continue
            if group_of_ages(text, m.start(), m.end()) or _NOT_PEOPLE.search(text[m.start() : m.start("it")]):
                continue
            if m.group()[0] == "(" and not _of_somebody(document, m.start()):
                continue
            yield (*m.span("it"), "told")
    for pattern in _BESIDE:
        for m in pattern.over(document):
            yield (*m.span("it"), "told")


def _of_somebody(document, position):
    """ "(34)" is an age after a name or a person, and a citation, score or count after anything else."""
    i = document.word_at(position) - 1
    if re.search(r"[a-zA-Z]", document.text[position : position + 12].split(")")[0]):
        return True
    return i >= 0 and document.is_capital(i) and not document.words[i].isupper() and not document.initial[i]
