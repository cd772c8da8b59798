"""Towns, streets, buildings, and the country a client comes from. The author's own country stays."""

import re

from ..findings import Category
from ..lexicon import is_common, is_english, places, words
from . import PLACE, STREET, Mark
from .patterns import bounded

_CAP = r"[A-Z][\w']*[a-z]"
_RUN = (
    rf"{_CAP}(?:(?: (?:de|da|do|del|la|le|du|upon|on|under|of|the|an|am|sur|en|al|el|y|in den|aan "
    rf"den))?[ -]{_CAP}|-[a-z]+-{_CAP}){{0,3}}"
)
_AFTER = bounded(
    rf"\b(?P<how>in|near|from|outside|around|to|of|at|on|between|across|via|left|leaving|visited|visiting"
    rf"|reached|through|towards?|into|for|back in|beyond|above|off|over in|up in|down in|moved to|based in"
    rf"|out of|area|town of|village of|city of|island of"
    rf"|county|isle of|suburb of)(?: (?:the town of|the village of|the city of|central|downtown|rural"
    rf"|suburban|inner|greater|east|west|north|south|eastern|western|northern|southern|nearby|little|old"
    rf"|the))? (?P<it>{_RUN})"
)
_STATE = (
    r"(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]"
    r"|T[NX]|UT|V[TA]|W[AVIY]|NSW|QLD|VIC|WA|SA|TAS|ON|BC|AB|QC|NS|MB|SK)"
)
_CITY_STATE = bounded(rf"(?P<it>{_RUN}), (?:{_STATE}\b|(?P<state>{_CAP}(?: {_CAP})?))")
_AND = bounded(rf"(?:\s*,\s*|\s+(?:and|or|to)\s+)(?P<it>{_RUN})")
_STREETS = (
    r"(?:Street|Road|Avenue|Lane|Drive|Crescent|Terrace|Square|Boulevard|Gardens|Grove|Mews|Parade"
    r"|Highway|Parkway|Quay|Wharf|Alley|Estate|Towers?|Flats|Mansions|Apartments|Villas|Cottages?"
    r"|Junction|Roundabout)"
)
_WHERE = (
    r"(?:(?:(?:the )?(?:top|bottom|end|corner|far end|north end|south end)|\w+ floor(?: flat)?|flat"
    r"|house|cottage|bungalow|bedsit|apartment|basement)(?: (?:of|in|at|on|above)(?: (?:a|the) "
    r"(?:house|flat|block|building|terrace|shop))?(?: (?:in|on|of|at))?)? )?"
)
_STREET = bounded(
    rf"(?<![\w-])(?P<where>{_WHERE})(?P<it>(?:[A-Z][\w'-]+ ){{1,3}}{_STREETS})(?![\w-]| [A-Z])(?P<and> and "
    rf"(?:[A-Z][\w'-]+ ?){{1,2}}(?:{_STREETS})?)?"
)
_ABROAD = bounded(
    rf"(?<![\w-])(?P<where>{_WHERE})(?P<it>(?:ulica|ulicy|ul\.|[Rr]ua|[Rr]ue|[Cc]alle|[Vv]ia|[Vv]iale"
    rf"|[Aa]venida|[Aa]venue|[Pp]iazza|[Pp]laza|[Pp]raca|[Cc]arrer|[Ll]argo|[Jj]alan|[Tt]ravessa|[Cc]orso"
    rf"|[Ss]trada|[Pp]aseo|[Pp]ont)(?: (?:de|da|do|dos|del|della|la|le|du|des|los|las|di))*(?: "
    rf"[A-Z][\w'-]+){{1,3}}"
    rf"|[A-Z][\w-]*(?:strasse|straat|gatan|gade|veien|vagen|gasse|platz|allee|plein|gracht|katu|utca|damm"
    rf"|ufer|steig|laan))(?!\w)"
)
_LOWER_STREET = bounded(
    r"\b(?:on|in|at|to|down|off|of) (?P<it>(?:[a-z][\w']{2,} ){1,2}(?:street|road|rd|avenue|ave|lane"
    r"|crescent|cres|terrace|boulevard|blvd))(?! (?:from|to|away|down|trip|map|side|test|accident|name"
    r"|again))(?!\w)"
)
_PEOPLE = (
    r"(?:man|woman|boy|girl|lad|client|patient|couple|family|refugee|mother|father|mum|mom|teenager"
    r"|student|widow|widower|gentleman|lady|grandmother|grandfather|wife|husband|asylum seeker|migrant"
    r"|immigrant|child|kid|youth|brothers?|sisters?|parents"
    r"|woman's|man's|worker|au pair|boyfriend|girlfriend|partner|descent|origin|background|parentage"
    r"|heritage|guy|mothers?|sailor|soldier|monk|nun|priest)"
)
NATION = (
    r"(?:Afghan|Albanian|Algerian|Angolan|Argentin(?:ian|e)|Armenian|Azerbaijani"
    r"|Azeri|Bangladeshi|Belarusian|Belgian|Bolivian|Bosnian|Brazilian|Bulgarian|Burmese|Burundian"
    r"|Cambodian|Cameroonian|Cape Verdean|Chadian|Chechen|Chilean"
    r"|Chinese|Colombian|Congolese|Croatian|Cuban|Cypriot|Czech|Danish|Dominican|Dutch|Ecuador(?:ian|ean)"
    r"|Egyptian|Eritrean|Estonian|Ethiopian|Fijian|Filipin[oa]|Finnish|Gambian|Georgian|Ghanaian|Greek"
    r"|Guatemalan|Guinean|Guyanese|Haitian|Honduran|Hungarian"
    r"|Icelandic|Indonesian|Iranian|Iraqi|Israeli|Ivorian|Jamaican|Japanese|Jordanian|Kazakh|Kenyan|Korean"
    r"|Kosovan|Kurdish|Kurd|Kyrgyz|Lao|Laotian|Latvian|Lebanese|Liberian|Libyan|Lithuanian|Macedonian"
    r"|Malawian|Malaysian|Malian|Maltese|Mauritian|Mexican|Moldovan|Mongolian"
    r"|Moroccan|Mozambican|Namibian|Nepali|Nepalese|Nicaraguan|Nigerian|Norwegian|Pakistani|Palestinian"
    r"|Panamanian|Paraguayan|Peruvian|Polish|Portuguese|Romanian|Rohingya|Russian|Rwandan|Salvadoran"
    r"|Samoan|Saudi|Senegalese|Serbian|Sierra Leonean|Singaporean|Slovak|Slovenian"
    r"|Somali|South African|Sudanese|Surinamese|Swedish|Swiss|Syrian|Taiwanese|Tajik|Tamil|Tanzanian|Thai"
    r"|Tibetan|Togolese|Tongan|Trinidadian|Tunisian|Turkish|Turkmen|Ugandan|Ukrainian|Uruguayan|Uyghur"
    r"|Uzbek|Venezuelan|Vietnamese|Welsh|Yemeni|Zambian|Zimbabwean)"
)
_NATIONAL = bounded(
    rf"\b(?P<it>(?:[A-Z][a-z]+-)?{NATION})"
    rf" (?:[a-z-]+ ){{0,2}}?{_PEOPLE}\b"
)
_ORIGIN = bounded(
    r"\b(?:from|fled|born in|grew up in|raised in|back in|arrived from|left|escaped|home in|deported to"
    r"|family in|back to|came over from|emigrated from|refugee from|village in) (?:the )?\Z"
)
_MINE = re.compile(
    r"\b(?:I|I'm|I've|we|We|my|My|our|here|clinician|therapist|nurse|doctor|psychologist|counsell?or"
    r"|psychiatrist|midwife)\b[^.;!?]*\Z"
)
_THEIRS = bounded(rf"\b(?:{_PEOPLE}|he|she|they|who|him|her|them|couple)\b[^.;!?\n]{{0,30}}\Z")
_COUNTY = bounded(
    r"(?<![\w-])(?P<it>(?:[A-Z][\w'-]+ ){1,2}(?:County|Parish|Township|Borough|Island|Islands|Valley|Bay"
    r"|Harbour|Harbor|Beach|Falls|Springs|Creek|Peninsula|Reservation|Shire|Village|Heights))(?![\w-]| "
    r"[A-Z])"
)
_MODIFIER = bounded(
    rf"\b(?:our|the|my|his|her|their|a|this|that|its) (?P<it>{_RUN}) (?P<noun>office|clinic|branch|site"
    rf"|team|hospital|school|campus|practice|flat|house|court|police|news|paper|group|service|ward|unit"
    rf"|accent|area|suburb|suburbs|hills|coast|waterfront|docks|harbour|market|bypass|ring road|ferry|bus"
    rf"|train|line)\b"
)
_TO_VERB = frozenset("to of for on at left leaving visited visiting".split())


def recognize(document):
    text = document.text

    def mark(start, end, rule, certainty="possible", kind="quasi", weight=PLACE):
        return Mark(start, end, Category.PLACE, "places." + rule, weight, certainty, kind)

    for pattern in (_STREET, _ABROAD):
        for m in pattern.finditer(text):
            start, end = m.span("it")
            i = document.word_at(start)
            low = document.low[i]
            if document.initial[i] and low in (
                "the",
                "a",
                "her",
                "his",
                "our",
                "in",
                "on",
                "at",
                "my",
                "this",
            ):
                continue
            if low in words("titles") or low in words("theorists") and "Street" not in m["it"]:
                continue
            if m["where"]:
                start = m.start("where") + (4 if m["where"].startswith("the ") else 0)
            yield mark(start, end, "street", "certain", "direct", STREET)
    if document.lowercase:
        for m in _LOWER_STREET.finditer(text):
            if m["it"].split()[0] not in (
                "the",
                "a",
                "my",
                "her",
                "his",
                "our",
                "their",
                "this",
                "main",
                "long",
                "busy",
                "other",
                "same",
                "quiet",
                "one",
                "back",
                "open",
            ):
                yield mark(*m.span("it"), "street", "certain", "direct", STREET)
    for m in _AFTER.finditer(text):
        yield from _after(document, m, mark)
        # "between Hexham and Corbridge"
        for more in _AND.finditer(text, m.end(), min(len(text), m.end() + 40)):
            if more.start() == m.end() and more["it"].lower() in places() and more["it"].lower() not in words("given"):
                yield from _judged(document, *more.span("it"), "in", mark)
    for m in _CITY_STATE.finditer(text):
        if m["state"] and m["state"].lower() not in words("regions"):
            continue
        low = m["it"].lower()
        if low in places() or not m["state"]:
            i = document.word_at(m.start("it"))
            if not is_common(document.low[i]) or not document.initial[i]:
                yield mark(*m.span("it"), "city_state")
    for m in _COUNTY.finditer(text):
        i = document.word_at(m.start("it"))
        if not document.initial[i] or not is_common(document.low[i]):
            yield mark(*m.span("it"), "county")
    for m in _NATIONAL.finditer(text):
        yield mark(*m.span("it"), "origin")
    for m in _MODIFIER.finditer(text):
        low = m["it"].lower()
        if (
            places().get(low, 0) >= 2
            and low not in words("given")
            and low not in words("notnames")
            and low not in words("regions")
        ):
            yield mark(*m.span("it"), "modifier")
    if document.lowercase:
        yield from _lower(document, mark)
    yield from _bare(document, mark)


def _after(document, m, mark):
    yield from _judged(document, *m.span("it"), m["how"].split()[-1].lower(), mark)


def _judged(document, start, end, how, mark):
    """A capital run after a preposition: a place by the list, or an unknown word that can be nothing else."""
    text = document.text
    run = text[start:end]
    low = run.lower()
    i = document.word_at(start)
    if document.initial[i]:
        return
    first = document.low[i]
    parts = low.replace("-", " ").split()
    before = text[max(0, start - 60) : start]
    if low in words("regions"):
        if _ORIGIN.search(before) and (_THEIRS.search(before) or not _MINE.search(before)):
            yield mark(start, end, "origin")
        return
    if low in words("notnames") or first in words("notnames") and low not in places() or first in words("titles"):
        return
    size = places().get(low)
    if size is None and len(parts) > 1:
        # Keep as much of the run as the list knows: "Hexham General" is no place, "San Francisco Chinatown" is.
        size = places().get(first)
        if size is None or first in words("given") or is_english(first):
            size = None
    given = first in words("given")
    if size:
        if (
            given
            and how in ("to", "of", "for", "from", "at", "on", "left", "between", "visited", "into", "around")
            and size < 5
        ):
            return
        if first in words("theorists") and how not in ("in", "near", "outside"):
            return
        if (
            how in ("of", "for", "at")
            and len(parts) == 1
            and (size < 2 and how != "at" or first in words("surnames") and size < 4)
        ):
            return
        if is_english(first) and len(parts) == 1 and how not in ("in", "near", "from", "outside"):
            return
        yield mark(start, end, "listed")
    elif (
        how in ("in", "near", "outside", "from", "on", "around", "at")
        and not given
        and not is_english(first)
        and first not in words("theorists")
        and first not in words("notnames")
    ):
        if how in ("from", "at") and (first in words("surnames") or len(parts) > 1) or how == "on" and len(parts) > 2:
            return
        if len(parts) <= 3 and not re.match(r"(?:'s|\s+(?:scale|inventory|test|index|criteria))", text[end : end + 12]):
            yield mark(start, end, "unknown")


_LOWER_AFTER = bounded(
    r"\b(?:in|near|from|outside|to|around|via|based in|out of|of|left)(?: the)? (?P<it>[a-z][\w'-]{2,}(?: "
    r"[a-z][\w'-]+){0,2})"
)


def _lower(document, mark):
    """Towns and countries typed without a capital, after a preposition."""
    for m in _LOWER_AFTER.finditer(document.text):
        parts = m["it"].split()
        for n in (3, 2, 1):
            low = " ".join(parts[:n])
            if n > len(parts):
                continue
            origin = low in words("regions") and document.text[m.start() : m.start() + 4] == "from"
            if low in places() or origin:
                if n == 1 and (is_english(low) or low in words("notnames") or low in words("regions") and not origin):
                    continue
                if n > 1 and all(is_common(p) for p in parts[:n]):
                    continue
                if n == 1 and low in words("given") and places().get(low, 0) < 3:
                    continue
                yield mark(m.start("it"), m.start("it") + len(low), "lower")
                break
    for i, word in enumerate(document.low):
        if (
            places().get(word, 0) >= 4
            and not is_english(word)
            and word not in words("regions")
            and word not in words("notnames")
            and word not in words("given")
        ):
            yield mark(document.starts[i], document.ends[i], "lower")


def _bare(document, mark):
    """A town's name without a preposition: only large or plainly foreign ones, which are no surname or word."""
    for i, word in enumerate(document.low):
        if document.words[i][0].isupper() and places().get(word, 0) >= 4 and word not in words("regions"):
            if re.match(
                r" (?:\w+ )?(?:[Rr]isk|[Hh]eart|[Ss]tudy|[Ss]cores?|[Ss]cale|[Ii]ndex|[Cc]riteria"
                r"|[Pp]rotocol|[Cc]onvention|[Dd]eclaration)\b",
                document.text[document.ends[i] : document.ends[i] + 40],
            ):
                continue
            if (
                document.words[i].isupper()
                or is_english(word)
                or word in words("given")
                or word in words("surnames")
                or word in words("notnames")
                or word in words("theorists")
            ):
                continue
            yield mark(document.starts[i], document.ends[i], "large")
