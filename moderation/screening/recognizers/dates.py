"""Dates more exact than a year: with a day (direct); month, season or holiday and year."""

import re

from ..findings import Category
from . import DATE, Mark
from .patterns import bounded

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
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
_YEAR = r"(?:(?:19|20)\d\d|'\d\d)(?!\d)"
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth"
    r"|eighteenth|nineteenth|twentieth|twenty-(?:first|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth)|thirtieth|thirty-first)"
)
_DAY = rf"(?:(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%])|{_ORDINAL})"
_PAIR = r"\s*(?:-|and|to|or|&|/|,|until|through)\s*(?:the\s+)?"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_HOLIDAY = (
    r"(?:(?:new year(?:'s)?(?: (?:day|eve))?|hogmanay|epiphany|candlemas|australia day|waitangi day|anzac "
    r"day|valentine'?s(?: day)?|pancake day"
    r"|shrove tuesday|ash wednesday|mardi gras|carnival|st\.? patrick'?s day|mother'?s day|father'?s day"
    r"|palm sunday|good friday|holy week|easter"
    r"(?: (?:sunday|monday|weekend))?|passover|pesach|ramadan|eid(?: al-(?:fitr|adha))?|vaisakhi|holi"
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
    r"|oktoberfest|heritage day|freedom day|golden week|obon|mid-autumn festival|spring bank holiday"
    r"|august bank holiday)\b)"
)
_WHEN = (
    r"(?:(?:early|mid|late)[- ]|the (?:beginning|end|middle) of |(?:the )?(?:[1-5](?:st|nd|rd|th)"
    r"|first|second|third|fourth|last) (?:week|weekend|half|days?) (?:of|in) )"
)

_WITH_DAY = [
    # 14 March 2023 · the 27th of August · Tuesday 14 and Wednesday 15 March · 7 to 11 March '22
    rf"(?:{_DAYS},?\s+)?(?:the\s+)?{_DAY}(?:{_PAIR}(?:{_DAYS},?\s+)?{_DAY}){{0,2}}\.?\s*(?:of\s+)?{_MONTH}("
    rf"?:,?\s*(?:of\s+)?{_YEAR})?",
    # March 14th, 2023 · Jan 9th '23 · October 9 · between March 7 and 11
    rf"(?:{_DAYS},?\s+)?{_MONTH}\s+(?:the\s+)?{_DAY}(?![:/]?\d|\s*(?:mg|ml|%|pm|am|people|patients|clients"
    rf"|years|months|weeks|days|hours|minutes|sessions)\b)(?:{_PAIR}{_DAY}(?!\w"
    rf"|:\d))?(?:,?\s*(?:of\s+)?{_YEAR})?",
    rf"\d{{1,2}}\.?\s+(?:de\s+|di\s+)?{_ABROAD}(?:\s+(?:de\s+|del\s+)?{_YEAR})?",
]
_NUMERIC = [
    r"(?<![\w/.-])(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|1[0-2]|[12]\d|3[01])\1(?:19|20)?\d\d(?![\w/-]"
    r"|\.\d)",
    r"(?<![\w/.-])(?:19|20)\d\d([/.-])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\w/-]|\.\d)",
]
_SHORT_NUMERIC = bounded(
    r"\b(?:on|dated?|dob|d\.o\.b\.?|born|since|until|from|by|before|after)(?: on)?:? "
    r"(?!24/7)(?P<it>(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2]|[12]\d|3[01]))(?![\w/%]|\.\d)(?! (?:mg|of"
    r"|out|scale))",
    re.I,
)
_MONTH_YEAR = [
    rf"(?:{_WHEN})?{_MONTH},?\s+(?:of\s+)?(?:(?:19|20)\d\d|'\d\d)(?!\d)",
    rf"(?:{_WHEN}){_MONTH}(?:\s+{_YEAR})",
    rf"{_ABROAD}\s+(?:de\s+|del\s+)?(?:19|20)\d\d(?!\d)",
    r"(?<![\w/.-])(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/])",
    rf"(?:{_WHEN})?{_SEASON}(?:\s+(?:term|break|semester))?,?\s+(?:of\s+)?{_YEAR}(?:/\d\d)?",
]
_HOLIDAY_YEAR = [
    rf"{_HOLIDAY},?\s*(?:of\s+|in\s+)?{_YEAR}",
    rf"(?:19|20)\d\d\s+{_HOLIDAY}",
    # Latvia Day 2016, Founders' Day in 2009
    rf"(?-i:[A-Z])[\w'-]+ (?-i:Day|Eve|Night|Weekend|Festival|Week|Sunday|Monday|Friday),?\s+(?:of\s+|in\s+)?{_YEAR}",
]


def _any(patterns, named=True):
    return [bounded(rf"(?<![\w/-]){p}(?!\w)" if named else p, re.I) for p in patterns]


_DIRECT = _any(_WITH_DAY) + _any(_NUMERIC, named=False)
_QUASI = _any(_MONTH_YEAR[:3]) + _any(_MONTH_YEAR[3:4], named=False) + _any(_MONTH_YEAR[4:] + _HOLIDAY_YEAR)
_MAY = bounded(r"\b(?:may|mar|sun|sat)\b\s*\d{1,2}(?!\s*,?\s*\d|st|nd|rd|th)|\d{1,2} (?:may|mar|sat|sun|dec)\b(?! *\d)")
_GLANCE = bounded(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|mei|avril|abril|enero|juil|spring|summer"
    r"|autumn|fall|winter"
    r"|\b[a-z]{3,12} ?(?:'s)?,? ?(?:of |in )?(?:(?:19|20)\d\d|'\d\d)|\d[/.-]\d|stycznia|lutego|marca|kwietnia|maja|czerwca"
    r"|lipca|sierpnia|wrzes|pazdz|listop|grudnia|maggio|giugno|luglio|aout)",
    re.I,
)


def recognize(document):
    text = document.text
    if not _GLANCE.search(text):
        return
    for pattern in _DIRECT:
        for m in pattern.finditer(text):
            start, end = m.span()
            words = m.group()
            if words[:4].lower() == "the ":
                start += 4
            # "may 20", "12 may": the verb, unless the month is written with a capital or a year or ordinal follows.
            if _MAY.fullmatch(words) and not (words[0] == "M" or " M" in words):
                continue
            # "May second that", "March first": a written ordinal needs "the" or a year
            yield Mark(start, end - words.endswith("."), Category.DATE, "dates.day", DATE, "certain", "direct")
    for m in _SHORT_NUMERIC.finditer(text):
        yield Mark(*m.span("it"), Category.DATE, "dates.short", DATE, "possible", "direct")
    for pattern in _QUASI:
        for m in pattern.finditer(text):
            start, end = m.span()
            if m.group()[:4].lower() == "the ":
                start += 4
            yield Mark(start, end, Category.DATE, "dates.month_or_holiday", DATE, "possible", "quasi")
