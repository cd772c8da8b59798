"""Dates more exact than a year: with a day (direct); month, season or holiday and year."""

import re

from ..findings import Category
from . import CONTACT, DATE, Mark
from .patterns import bounded

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|janurary|januray|janaury|febuary|feburary|februrary|apirl|agust|septmber|setember|septembre|ocotber|octobre"
    r"|novemeber|novemebr|decmber|decemeber)\b\.?"
)
_SHORT = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
_ABROAD = (
    r"(?:januar|jaenner|februar|marz|maerz|mai|juni|juli|oktober|dezember|janvier|fevrier|mars|avril|juin"
    r"|juillet|aout|septembre|octobre|novembre"
    r"|decembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|janeiro|fevereiro|marco|maio|junho|julho"
    r"|setembro|outubro|novembro|dezembro|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre"
    r"|dicembre|januari|februari|maart|mei"
    r"|augustus|desember|oktober|desember|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia"
    r"|wrzesnia|pazdziernika|listopada|grudnia)\b"
)
_HIJRI = (
    r"(?:muharram|safar|rab[iī]'? (?:al|ul|us)-\w+|rabi'? i{1,2}|jumada (?:al|ul|us)-\w+|jumada i{1,2}|rajab|sha'?ban"
    r"|rama[dz]an|shawwal|(?:dhu|zul|zil)[- ]?(?:al-|ul-)?(?:qi'?dah?|hijjah?))"
)
_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_SAID = (  # twenty nineteen, two thousand and seven, nineteen ninety-eight
    rf"(?:twenty[- ](?:oh[- ]{_UNITS}|{_TEENS}|twenty(?:[- ]{_UNITS})?)|two thousand(?:(?: and)? (?:{_UNITS}|{_TEENS}))?"
    rf"|nineteen[- ](?:fifty|sixty|seventy|eighty|ninety)(?:[- ]{_UNITS})?)\b"
)
_YEAR = rf"(?:(?:(?:19|20)\d\d|'\d\d)(?!\d)|{_SAID})"
_DAYS = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth"
    r"|eighteenth|nineteenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth)|thirtieth|thirty[- ]first)"
)
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th)\b)?(?![\d%])|{_ORDINAL})"
_PAIR = r"\s*(?:,\s*(?:and|or|then)\b|-|and|to|or|&|/|,|until|till|through|then|into|going into)\s*(?:the\s+)?"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_HOLIDAY = (
    r"(?:(?:new year(?:'s)?(?: (?:day|eve))?|hogmanay|epiphany|candlemas|australia day|waitangi day|anzac "
    r"day|valentine'?s(?: day)?|pancake day"
    r"|shrove tuesday|ash wednesday|mardi gras|carnival|st\.? patrick'?s day|mother'?s day|father'?s day"
    r"|palm sunday|good friday|holy (?:week|wednesday|thursday|saturday)|easter"
    r"(?: (?:thursday|friday|saturday|sunday|monday|tuesday|weekend))?|passover|pesach|ramadan|eid(?: al-(?:fitr"
    r"|adha))?|vaisakhi|holi"
    r"|diwali|navratri|onam|pongal|dussehra|nowruz"
    r"|may day|memorial day|juneteenth|canada day|independence day|fourth of july|4th of july|july 4th"
    r"|bastille day|labou?r day|rosh hashanah"
    r"|yom kippur|sukkot|purim|hanukkah|chanukah|halloween|all saints'?(?: day)?|all souls'?(?: day)?|guy "
    r"fawkes(?: night)?|bonfire night"
    r"|remembrance (?:day|sunday)|veterans'? day|thanksgiving(?: day)?|black friday|st\.? nicholas(?: "
    r"day)?|santa lucia|lucia|christmas(?: (?:day|eve))?|xmas"
    r"|boxing day|pentecost|whitsun|corpus christi|ascension day|midsummer|koningsdag|king'?s day|kwanzaa"
    r"|lunar new year|chinese new year|tet|songkran"
    r"|advent(?: sunday)?|lent|maundy thursday|easter eve|whit (?:sunday|monday)|trinity sunday|michaelmas|lammas"
    r"|martinmas|twelfth night|three kings(?: day)?|carnaval|fasching|karneval|eid[ -](?:ul|al|ul-)[ -]?\w+|muharram"
    r"|ashura|mawlid|milad|laylat al-qadr|shab-e-barat|deepavali|raksha bandhan|janmashtami|ganesh chaturthi|durga puja"
    r"|baisakhi|lohri|sankranti|ugadi|vesak|wesak|tisha b'av|shavuot|simchat torah|lag b'omer|tu bishvat|sukkos"
    r"|yalda|norooz|nawruz|newroz|losar|seollal|chuseok|qingming|tomb[ -]sweeping(?: day)?|dragon boat(?: festival)?"
    r"|spring festival|mid-?summer(?:'s)?(?: (?:eve|day))?|midwinter|sankt hans|walpurgis(?: night)?|st\.? john'?s(?: "
    r"(?:eve|day))?|imbolc|beltane|samhain|yule|saturnalia|burns night|groundhog day|super bowl(?: sunday)?|cyber monday"
    r"|columbus day|presidents'? day|labou?r weekend|mlk day|martin luther king(?: jr\.?)? day|cinco de mayo"
    r"|day of the dead|dia de los muertos|mothering sunday|armistice day|ve day|vj day|d-day|bank holiday"
    r"(?: (?:weekend|monday))?|(?:early |late )?(?:may|spring|summer|easter|august) bank holiday(?: (?:weekend|monday))?"
    r"|half[- ]term|fiesta|feria|syttende mai|sinterklaas|santa lucia|st\.? lucy'?s(?: day)?|st\.? \w+'s(?: (?:day|eve))"
    r"|feast of (?:the )?[\w']+(?: [\w']+)?|(?:republic|victory|national|constitution|unity|liberation|revolution|flag"
    r"|women's|men's|children's|teachers'?|nurses'?|workers'?|youth|pride|election|polling|census|tax|armed forces|family"
    r"|president's|king's|queen's|emancipation|reconciliation|africa|europe|world \w+(?: \w+)?) day|pride(?: week| month)?"
    r"|olympics|world cup(?: final)?|cup final|grand final|derby day|melbourne cup(?: day)?|glastonbury|eurovision"
    r"|oktoberfest|dashain|tihar|bihu|(?:maha )?shivaratri|mahashivratri|gurpurab|gurupurab|hari raya(?: \w+)?"
    r"|thaipusam|vishu"
    r"|sham el-nessim|meskel|timkat|enkutatash|crop over|undas|sinulog|matariki|ferragosto|jouvert|j'ouvert"
    r"|heritage day|freedom day|golden week|obon|mid-autumn festival|spring bank holiday"
    r"|august bank holiday)\b)"
)
_WHEN = (
    r"(?:(?:very )?(?:early|mid|late)(?:[- ]|[- ]to[- ](?:mid|late)[- ])|(?:the )?(?:beginning|start|end|middle|week|weekend"
    r"|eve) of |(?:the )?(?:[1-5](?:st|nd|rd|th)|first|second|third|fourth|last) "
    rf"(?:week(?:end)?|half|days?|night|{_DAYS}) (?:of|in|after) |(?:the )?(?:day|night|morning|eve|week|weekend|{_DAYS}) "
    r"(?:of|before|after|following) (?:the )?)"
)
_NTH_WORD = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_PART = r"(?: (?:weekend|week|eve|day|night|morning|break|holidays?|period|time|season|term|sunday|monday))?"

_WITH_DAY = [
    # 14 March 2023 · the 27th of August · Tuesday 14 and Wednesday 15 March · 7 to 11 March '22
    rf"(?:{_DAYS},?\s+)?(?:the\s+)?{_DAY}(?:{_PAIR}(?:{_DAYS},?\s+)?{_DAY}){{0,5}}\.?(?:\s+day)?\s*(?:of\s+)?{_MONTH}("
    rf"?:,?\s*(?:of\s+)?{_YEAR})?",
    # March 14th, 2023 · Jan 9th '23 · October 9 · between March 7 and 11
    rf"(?:{_DAYS},?\s+)?{_MONTH}\s+(?:the\s+)?{_DAY}(?![:/]?\d|\s*(?:mg|ml|%|pm|am|people|patients|clients"
    rf"|years|months|weeks|days|hours|minutes|sessions)\b)(?:{_PAIR}{_DAY}(?!\w"
    rf"|[:/]\d| (?:am|pm)\b)){{0,5}}(?:,?\s*(?:of\s+)?{_YEAR})?",
    rf"\d{{1,2}}(?:\.|er|º|°)?\s+(?:de\s+|di\s+)?{_ABROAD}(?! bars?\b)(?:\s+(?:de\s+|del\s+)?{_YEAR})?",
    rf"{_DAY}\s+(?:of\s+)?{_HIJRI}(?:,?\s+1[34]\d\d(?!\d))?",
    # 14-Mar-2023 · 14Mar23 · the 3rd of the 11th
    rf"(?:0?[1-9]|[12]\d|3[01])[-./ ]?{_SHORT}[-./ ]?(?:(?:19|20)\d\d|\d\d)",
    r"\d{1,2}(?:st|nd|rd|th) of the \d{1,2}(?:st|nd|rd|th)",
]
_NUMERIC = [
    r"(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01])\. (?:0?[1-9]|1[0-2])\. (?:19|20)\d\d(?![\w/-]|\.\d)",
    r"(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|1[0-2]|[12]\d|3[01])\1(?:19|20)?\d\d(?![\w/-]"
    r"|\.\d)",
    r"(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01]) ([/-]) (?:0?[1-9]|[12]\d|3[01]) \1 (?:19|20)\d\d(?![\w/-]|\.\d)",
    r"(?<![\w/.-])(?:19|20)\d\d([/.-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?:(?=T\d)|(?![\w/-]|\.\d))",
]
# 14/3 needs a word or a weekday before it, and so does a list of them; 9/11 is an event.
_DM = r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]|[12]\d|3[01])(?![\w/%]|\.\d)"
_MORE_DM = rf"(?:(?:,| and|, and| &| to| or) {_DM}|-{_DM}){{0,6}}"
_SHORT_NUMERIC = bounded(
    rf"\b(?:(?:(?:on|dated?|dob|d\.o\.b\.?|born|since|until|from|by|before|after|due|seen|saw|met|rang"
    r"|visited|reviewed|admitted|discharged)(?: on| the| date| her| him| them)?:?"
    rf") (?!24/7|9/11)(?P<it>{_DM}{_MORE_DM})|{_DAYS},? (?!24/7|9/11)(?P<on>{_DM}{_MORE_DM}))(?! (?:mg|of|out|scale"
    rf"|pain|an?|tablets?|pills?|doses?|units?|power"
    r"|off|times|shifts|days|nights|visits|sessions|occasions|patients|clients|beds|ago|later|trial|course|supply|review"
    r"|hx|history|f/u|follow[- ]?up|post|prior|abx|antibiotics|strength|full|empty|chance)\b)",
    re.I,
)
_MONTH_YEAR = [
    rf"(?:{_WHEN})?(?:{_MONTH}{_PAIR})?{_MONTH},?\s*(?:of\s+)?{_YEAR}",
    rf"{_ABROAD}\s+(?:de\s+|del\s+)?(?:19|20)\d\d(?!\d)",
    rf"(?:{_WHEN})?(?:{_SEASON}{_PAIR})?{_SEASON}(?:\s+(?:term|break|semester|holidays?|rotation))?,?\s+"
    rf"(?:(?:of\s+|in\s+)?{_YEAR}(?:[/-]\d\d(?!\d))?|of\s+[012]\d(?![\d:%]))",
    rf"(?:19|20)\d\d,? (?:{_MONTH}|spring|summer|autumn|winter)",
    rf"{_SHORT}[-/](?:(?:19|20)\d\d|\d\d)(?![\d/-])",
    rf"(?:{_WHEN})?{_HOLIDAY}{_PART},?\s*(?:of\s+|in\s+)?{_YEAR}",
    rf"(?:19|20)\d\d\s+{_HOLIDAY}",
    rf"{_MONTH} half[- ]term,?\s*(?:of\s+|in\s+)?{_YEAR}",
    # Q3 2021, the third quarter of 2018, H1 '22, 2019 Q4, the second half of 2020
    rf"(?:Q[1-4]|H[12])(?:\s*[-/,]\s*|\s+(?:of\s+|in\s+)?)(?:FY\s?)?{_YEAR}",
    rf"(?:{_NTH_WORD}|last|final) (?:quarter|half|trimester|semester|term) of (?:the year )?{_YEAR}",
    r"(?:19|20)\d\d\s?[-/]?\s?Q[1-4]",
    # reading week 2018, flu season 2019, the monsoon of 2016
    rf"(?:[a-z'-]+ (?:season|weeks?|weekend|term|break|holidays?)|monsoon|harmattan|harvest|rains),?\s+(?:of\s+)?{_YEAR}",
    # Latvia Day 2016, Founders' Day in 2009, Michaelmas term 2018
    r"(?-i:[A-Z])[\w'-]+ (?-i:Day|Eve|Night|Weekend|Festival|Week|Sunday|Monday|Friday|[Tt]erm),?\s+(?:of\s+|in\s+)?"
    rf"{_YEAR}",
]
_MONTH_NUMBER = r"(?<![\w/.-])(?:(?:0?[1-9]|1[0-2])/|(?:0[1-9]|1[0-2])[.-])(?:19|20)\d\d(?![\w/-]|\.\d)"
# What a date may follow without a space, with the month or the day of another: 28 Feb/1 March, Feb 28-Mar 2.
_OTHER_DATE = bounded(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|uary|march|april|june|july|august|ember|ober|\d)[/-]\Z",
    re.I,
)


def _any(patterns, named=True):
    return [bounded(rf"(?<!\w){p}(?!\w)" if named else p, re.I) for p in patterns]


_DIRECT = _any(_WITH_DAY) + _any(_NUMERIC, named=False)
# "kadooment day 2019": the feasts of other places
_FEAST = bounded(
    r"(?<!\w)(?!(?:every|each|that|this|last|next|same|some|another|whole|rainy|sunny|single|first|second|third|final|work|working"
    r"|training|study|rest|sick|snow|school|clinic|market|payday) )[a-z][\w']{3,} day (?:19|20)\d\d(?!\w)",
    re.I,
    opens=r"\bday (?:19|20)\d\d",
    back=1,
)
_QUASI = [*_any(_MONTH_YEAR), *_any([_MONTH_NUMBER], named=False), _FEAST]
_MAY = bounded(r"\b(?:may|mar|sun|sat)\b\s*\d{1,2}(?!\s*,?\s*\d|st|nd|rd|th)|\d{1,2} may\b(?! *\d)")
_ON = bounded(
    rf"\b(?:on|since|until|till|from|dated|before|after|the|of|by|due|was|met|died|born|between|funeral|dob:?|{_DAYS}),?\s+\Z",
    re.I,
)
# "My second April" is a spring, "the second of April" a day.
_NTH_MONTH = bounded(rf"(?:the\s+)?{_ORDINAL}\s+{_MONTH}", re.I)
_CYCLE = bounded(r"\b(?:my|his|her|our|their|your|every|each|a|one|only|whole|very|that|this)\s+\Z", re.I)
# "march 10 steps", "in June 12 nurses left": a count follows the month.
_COUNT = bounded(rf"{_MONTH}\s+\d{{1,2}}", re.I)
_COUNTED = bounded(r"\s+(?!(?:was|is|has|this|his|its|as)\b)(?:\w+ )?[a-z]+s\b|\s+of (?:us|them|my|our|the)\b")
_OF_DAY = bounded(r"\d(?:st|nd|rd|th)?(?: of)? \Z")
_MONTH_FIRST = bounded(rf"{_MONTH}", re.I)
_VERSION = bounded(r"\b(?:version|v\.?|ver\.?|section|chapter|figure|table|update|release|protocol|ios)\s*\Z", re.I)
# Where a story has told a date, "on the 12th" is one too; "the 28th of that month" is by itself.
_NTH = bounded(
    r"\b(?i:on|by|since|until|till|from|before|after|and|to|for|between) (?:the )?(?P<it>(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?=[.,;:!?)\n]|$| (?:there|was"
    r"|he|she|I|i|we|they|it|at|in|and|but|when|as|my|her|his|with|a|an|that|nobody|because|before|after|about)\b)"
    r"|(?i:(?:twenty|thirty)-[a-z]+(?:st|nd|rd|th))(?=[.,;:!?)\n]|$))"
)
_NTH_OF_IT = bounded(
    rf"\b(?P<it>(?:\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL}) of (?:(?:that|this|the same|the following|the next) (?:month\b|{_MONTH})|last month\b|next month\b))",
    re.I,
)
_BIRTH = bounded(r"\b(?:d\.?o\.?b\.?|d/o/b|date of birth|birth ?date|born)[ :=#-]*(?:on |is |was )?\Z", re.I)
_GLANCE = bounded(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|muharram|safar|rabi|rajab|sha.?ban|shawwal|zul|dhu|month|api|agu|setem|\b[qh][1-4]\b|quarter|half of| 1[34]\d\d\b"
    r"|mai|mei|avril|abril|enero|juil|spring|summer"
    r"|autumn|fall|winter|season|term|break|harmattan|(?:st|nd|rd|th) of the \d"
    r"|\b[a-z]{3,12} ?(?:'s)?,? ?(?:of |in )?(?:(?:19|20)\d\d|'\d\d|twenty|nineteen|two thou)|\d ?[/.-] ?\d|stycznia"
    r"|lutego"
    r"|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzes|pazdz|listop|grudnia|maggio|giugno|luglio|aout)",
    re.I,
)


def recognize(document):
    text = document.text
    if not _GLANCE.search(text):
        return
    dated = False
    for pattern in _DIRECT:
        for m in pattern.over(document):
            if _no_day(document, m):
                continue
            dated = True
            start, end = _without_article(m)
            # what is said to be a date of birth is no number of a record, whatever its form
            weight = CONTACT + 1 if _BIRTH.search(text[max(0, start - 20) : start]) else DATE
            yield Mark(start, end - m.group().endswith("."), Category.DATE, "dates.day", weight, "certain", "direct")
    for m in _SHORT_NUMERIC.over(document):
        yield Mark(*m.span("it" if m["it"] else "on"), Category.DATE, "dates.short", DATE, "possible", "direct")
    for pattern in (_NTH_OF_IT, _NTH) if dated else (_NTH_OF_IT,):
        for m in pattern.over(document):
            kind = "direct" if pattern is _NTH_OF_IT else "quasi"
            yield Mark(*m.span("it"), Category.DATE, "dates.nth", DATE, "possible", kind)
    for pattern in _QUASI:
        for m in pattern.over(document):
            if _joined(text, m):
                continue
            yield Mark(*_without_article(m), Category.DATE, "dates.month_or_holiday", DATE, "possible", "quasi")


def _joined(text, m):
    """Whether it is the end of a longer number or word, such as "PHQ-9 May", and no second date."""
    joined = m.start() and text[m.start() - 1] in "/-"
    return joined and not _OTHER_DATE.search(text[max(0, m.start() - 8) : m.start()])


def _without_article(m):
    return m.start() + 4 * (m.group()[:4].lower() == "the "), m.end()


def _no_day(document, m):
    """Words that look like a day of a month and are a verb, a count, a cycle or a version."""
    words, before = m.group(), document.text[max(0, m.start() - 14) : m.start()]
    if _joined(document.text, m):
        return True
    if _OF_DAY.search(before) and _MONTH_FIRST.match(words):  # on 14 March 2 doctors left
        return True
    # "may 20", "12 may": the verb, unless the month is written with a capital or a year or ordinal follows.
    if _MAY.fullmatch(words) and not (words[0] == "M" or " M" in words or _ON.search(before)):
        return True
    if _NTH_MONTH.fullmatch(words) and (_CYCLE.search(before) or document.text.startswith(" of ", m.end())):
        return True
    if _COUNT.fullmatch(words) and (words[0].islower() or before.lower().endswith("in ")):
        return bool(_COUNTED.match(document.text, m.end()))
    return words[0].isdigit() and bool(_VERSION.search(before))
