"""Streets and buildings, which tell where somebody is by themselves."""

import re

from ..findings import Category
from ..lexicon import words
from . import STREET, Mark
from .patterns import bounded

_STREETS = (
    r"(?:Street|Road|Avenue|Lane|Drive|Crescent|Terrace|Square|Boulevard|Gardens|Grove|Mews|Parade"
    r"|Highway|Parkway|Quay|Wharf|Alley|Estate|Towers?|Flats|Mansions|Apartments|Villas|Cottages?"
    r"|Junction|Roundabout|Rd|Ave|Cres|Blvd|Tce|Pde|Hwy)"
)
_WHERE = (
    r"(?:(?:(?:the )?(?:top|bottom|end|corner|far end|north end|south end)|\w+ floor(?: flat)?|flat"
    r"|house|cottage|bungalow|bedsit|apartment|basement)(?: (?:of|in|at|on|above)(?: (?:a|the) "
    r"(?:house|flat|block|building|terrace|shop))?(?: (?:in|on|of|at))?)? )?"
)
_STREET = bounded(
    rf"(?<![\w-])(?P<where>{_WHERE})(?P<it>(?:[A-Z][\w'-]+ ){{1,3}}{_STREETS})(?![\w-]| [A-Z])(?P<and> and "
    rf"(?:[A-Z][\w'-]+ ?){{1,2}}(?:{_STREETS})?)?",
    opens=rf"\b{_STREETS}",
    back=20,
)
_WAY = re.compile(
    r"(?:strasse|straat|gatan|gade|veien|vagen|gasse|platz|allee|plein|gracht|katu|utca|damm|ufer|steig|laan)\b|\b(?:ulic"
    r"|ul\.|[Rr]u[ae]|[Cc]alle|[Vv]ia|[Aa]ven|[Pp]iazza|[Pp]laza|[Pp]raca|[Cc]arrer|[Ll]argo|[Jj]alan|[Tt]ravess|[Cc]orso"
    r"|[Ss]trada|[Pp]aseo|[Pp]ont)"
)
_ABROAD = bounded(
    rf"(?<![\w-])(?P<where>{_WHERE})(?P<it>(?:ulica|ulicy|ul\.|[Rr]ua|[Rr]ue|[Cc]alle|[Vv]ia|[Vv]iale"
    rf"|[Aa]venida|[Aa]venue|[Pp]iazza|[Pp]laza|[Pp]raca|[Cc]arrer|[Ll]argo|[Jj]alan|[Tt]ravessa|[Cc]orso"
    rf"|[Ss]trada|[Pp]aseo|[Pp]ont)(?: (?:de|da|do|dos|del|della|la|le|du|des|los|las|di))*(?: "
    rf"[A-Z][\w'-]+){{1,3}}"
    rf"|[A-Z][\w-]*(?:strasse|straat|gatan|gade|veien|vagen|gasse|platz|allee|plein|gracht|katu|utca|damm"
    rf"|ufer|steig|laan)(?<!Brigade))(?!\w)"
)
_WAY_AFTER = bounded(  # Tartu maantee 61, Brīvības iela, Bağdat Caddesi 4
    r"(?<![\w-])(?P<it>(?:[A-Z][\w'-]+ ){1,3}(?:maantee|t[aä]nav|puiestee|iela|gatv[eė]|[Pp]rospekt[ai]?s?|bulv[aā]ris|[Ss]oka[kğ]ı?|[Cc]add?esi|[Mm]ahallesi|[úu]t|t[ée]r|k[öo]r[úu]t)"
    r"(?: \d{1,4}[a-zA-Z]?(?:[-/]\d{1,4})?)?)(?!\w)",
    opens=r"\b(?:maan|tana|täna|puie|iela|gatv|[Pp]ros|bulv|[Ss]oka|[Cc]add|[Cc]ade|[Mm]aha|út|ut|ter|tér|koru|körú)",
    back=4,
)
_ROADS = re.compile(r" (?:Street|Road|Avenue|Lane|Crescent|Rd|Ave|Cres|Hwy|Highway)\Z")
_NOBLE = frozenset("dame lord lady bishop abbot captain admiral commander general dean canon deacon nana chief".split())
# A noun before "house on Elmfield Road" makes another house of it: "the crisis house".
_COMPOUND = re.compile(
    r"\b(?!(?:the|her|his|our|their|into|from|outside|near|this|that|and|for|old|new|small|left|rented|had|was)\b)[a-z]{3,} \Z"
)
_CORNER = bounded(
    r"\b(?:[Cc]orner|[Jj]unction|[Ii]ntersection) of (?P<it>(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)?|\d{1,3}(?:st|nd|rd|th)) (?:and|&) (?:[A-Z][\w'-]+"
    r"|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w'-]+)?)"
)
_SHORT_STREET = bounded(
    r"\b(?:on|in|at|off|down|up|along|near|from|to|of|behind|opposite|overlook(?:s|ed|ing)) (?P<it>(?!Dr |Mrs? |Crown|Supreme|High |Family"
    r"|County|Juvenile|Drug|Magistrates|Federal|District|Civil|Health|Mental|Work|First|The |My |Second|Third|Block)"
    r"(?:[A-Z][\w'-]+ ){1,2}(?:St|Ln|Cl|Close|Court|Way|Row|Walk|Place|Hill|Rise|Park|Bridge|Yard|Wynd|Brae|Plaza|Block|Building"
    r"|Point|Buildings|Embankment|Promenade|Esplanade|Circus|Gate|Circle|Trail|Station))(?![\w-]| [A-Z])"
)
_AND_ANOTHER = re.compile(r" (?:and|&) (?:[A-Z][\w'-]|\d)")
_LIVED = bounded(  # lives at 61 the avenue, lived at 31 Sandgate
    r"\b(?:(?:live[sd]?|living|resid(?:es|ed|ing)) at|address(?: is| was|:)) (?P<it>\d{1,4}[a-z]?,? (?:[Tt]he (?:[Aa]venue|[Cc]rescent|[Cc]lose|[Gg]reen|[Gg]rove|[Ll]ane"
    r"|[Pp]arade|[Ss]quare|[Tt]errace|[Ss]treet|[Mm]ews|[Mm]altings|[Oo]rchard|[Hh]eights|[Rr]ise|[Vv]iew)|[A-Z][a-z'-]{3,20}(?: [A-Z][a-z'-]{3,20})?))(?![\w-]| [A-Z])"
)
_NTH_STREET = bounded(
    r"\b(?:on|at|off|down|up|along|near|from|to) (?P<it>\d{1,3}(?:st|nd|rd|th) (?:Street|Avenue|Ave|Road|Lane|Drive|Cross|Main|Terrace)"
    r"(?: (?:East|West|North|South|NE|NW|SE|SW))?)(?![\w-]| of )"
)
# room 8 of Kestrel Lodge; flats alone may have a comma and a house without one of these words
_ROOM = bounded(
    r"\b(?P<it>(?:[Rr]oom|[Ff]lat|[Aa]partment|[Aa]pt|[Cc]ell|[Uu]nit|[Ss]uite) (?:\d{1,4}[a-zA-Z]?|[A-Z]\d{0,3})(?:,? (?:of|at|in))?,? (?:the )?(?:[A-Z][\w'-]+ ){1,2}"
    r"(?:House|Lodge|Court|Tower|Towers|Mansions?|Manor|Hostel|Hotel|Building|Hall|Heights|Flats|Apartments)"
    r"|Tower [A-Z0-9]{1,2},? (?:[Ff]lat|[Uu]nit|[Aa]pt|[Aa]partment) \d{1,4}[A-Z]?)(?![\w-]| [A-Z])"
)
_NUMBER = re.compile(r"(?<![\w.,:/-])(?:[Nn]o\.? ?)?\d{1,4}[a-zA-Z]?,? \Z")
_NO_STREET = frozenset("the a my her his our their this main long busy other same quiet one back open".split())
_LOWER_STREET = bounded(
    r"\b(?:on|in|at|to|down|off|of|along|near|behind) (?P<it>(?:\d{1,4}[a-z]?,? )?(?:(?:[a-z][\w']{2,} ){1,2}(?:street|road|rd|avenue|ave|lane"
    r"|crescent|cres|terrace|boulevard|blvd)|(?:[a-z][\w']{2,} )?[a-z][\w']{3,} drive|(?:via|rue|calle|rua|ulica|ul\.|piazza|plaza|avenida|jalan) "
    r"(?:de |del |della |du |la |las |los |da |do )?[a-z][\w'-]{3,}|\d{1,4}[a-z]? the (?:avenue|crescent|close|grove|lane|parade|square|terrace|mews)))(?! (?:from|to|away|down|trip|map|side|test|accident|name"
    r"|again))(?!\w)"
)


def _mark(start, end):
    return Mark(start, end, Category.PLACE, "places.street", STREET, "certain", "direct")


def recognize(document):
    yield from capitals(document)
    if document.lowercase:
        for m in _LOWER_STREET.over(document):
            if m["it"].split()[0] not in _NO_STREET:
                yield _mark(*m.span("it"))


def capitals(document):
    """Streets and buildings, by the capitals of their names."""
    text = document.text
    for pattern in (_STREET, _ABROAD) if _WAY.search(text) else (_STREET,):
        for m in pattern.over(document):
            start, end = m.span("it")
            if "corner" in m["where"] and _AND_ANOTHER.match(text, end):
                continue  # _CORNER takes both streets
            i = document.word_at(start)
            low = document.low[i]
            if document.initial[i] and low in "the a her his our in on at my this".split():
                continue
            road = _ROADS.search(m["it"])
            if low in words("titles") and not (road and low in _NOBLE) or low in words("theorists") and not road:
                continue
            before = text[max(0, m.start() - 20) : m.start()]
            if m["where"] and (m["where"].startswith("the ") or not _COMPOUND.search(before)):
                start = m.start("where") + (4 if m["where"].startswith("the ") else 0)
            number = _NUMBER.search(text[max(0, start - 12) : start])
            yield _mark(start - len(number[0]) if number else start, end)
    for pattern in (_CORNER, _SHORT_STREET, _NTH_STREET, _LIVED, _ROOM, _WAY_AFTER):
        for m in pattern.over(document):
            yield _mark(*m.span("it"))
