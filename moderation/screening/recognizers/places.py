"""Towns, streets, buildings, and the country a client comes from. The author's own country stays."""

import re

from ..findings import Category
from ..lexicon import fold, is_common, is_english, places, words
from . import PLACE, Mark
from .patterns import bounded

_CAP = r"[A-Z][\w']*[a-z]"
_RUN = (
    rf"{_CAP}(?:(?: (?:de|da|do|del|la|le|du|upon|on|under|of|the|an|am|sur|en|al|el|y|in den|aan "
    rf"den))?[ -](?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day){_CAP}|-[a-z]+-{_CAP}){{0,3}}"
)
_AFTER = bounded(
    rf"\b(?P<how>in|near|from|outside|around|to|of|at|on|between|across|via|left|leaving|visited|visiting"
    rf"|reached|through|towards?|into|for|back in|beyond|above|off|over in|up in|down in|moved to|based in"
    rf"|out of|cover|covers|covered|covering|serving|area|town of|village of|city of|island of"
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
_PEOPLE = (
    r"(?:man|woman|boy|girl|lad|client|patient|couple|family|refugee|mother|father|mum|mom|teenager"
    r"|student|widow|widower|gentleman|lady|grandmother|grandfather|wife|husband|asylum seeker|migrant"
    r"|immigrant|child|kid|youth|brothers?|sisters?|parents"
    r"|woman's|man's|worker|au pair|boyfriend|girlfriend|partner|descent|origin|background|parentage"
    r"|heritage|guy|mothers?|sailor|soldier|monk|nun|priest|builder|driver|cleaner|farmer|fisherman|labourer|cook|chef|waiter|waitress"
    r"|shopkeeper|engineer|plumber|welder|seaman|nanny|picker|miner|pensioner|musician|trader|teenagers|twins|carpenter)"
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
_NATIONAL = bounded(rf"\b(?P<it>(?:[A-Z][a-z]+-)?{NATION}) (?:[a-z-]+ ){{0,2}}?{_PEOPLE}\b")
_LOWER_NATIONAL = bounded(
    rf"(?:\b(?:an?|the|this|my|our|young|old|her|his) |[,.;:(] ?|\n|^)(?P<it>(?:[a-z]+-)?{NATION}) (?:[a-z-]+ )?{_PEOPLE}\b",
    re.I,
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
    r"|Harbour|Harbor|Beach|Falls|Springs|Creek|Peninsula|Reservation|Shire|Village|Heights|Plains|Downs|Flats|Nation|Mesa|Wash|Butte|Bluffs?|Canyon|Prairie|Ridge|Hollow|Landing|Crossing|Corner)"
    r"|(?:Lake|Loch|Lough|Glen|Mount|Port|Fort|Isle of|Barangay|Barrio|Kampung|Bad|Ciudad|Puerto) [A-Z][\w'-]+)(?![\w-]| [A-Z])"
)
_MODIFIER = bounded(
    rf"\b(?:(?:[Oo]ur|[Tt]he|[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Aa]|[Tt]his|[Tt]hat|its|[Oo]ther|new|old|busy|small) )?"
    rf"(?P<it>{_RUN}) (?P<noun>office|clinic|clinics|branch|site"
    rf"|team|teams|patients|clients|boys|girls|families|people|surgery|prison|jail|courthouse|library|pharmacy|hostel"
    rf"|estate|pub|college|university|services?|ED|A&E|ER|hub|base|depot|station|road|crowd|hospital|school|campus|practice|flat|house|court|police|news|paper|group|service|ward|unit"
    rf"|accent|area|suburb|suburbs|hills|coast|waterfront|docks|harbour|market|bypass|ring road|ferry|bus"
    rf"|train|line)\b"
)
# "Bath is small", "Ullapool, a village of two streets"
_SMALL = bounded(
    rf"(?P<it>{_RUN})(?:,? (?:is|was|being)(?: (?:a|an|such|still|very|quite|just|not|too|so|only|really))*"
    r" (?:small|tiny|big|large|village|town|city|suburb|island|market town|mining town|college town|hamlet|hours?|miles|km)\b"
    r"|, (?:a|an|the|our|my) (?:[\w-]+ ){0,3}?(?:village|town|city|suburb|hamlet|island|port|resort|borough)\b)"
)
# "Leeds-born", "a Lagos-based firm"
_BORN = bounded(r"(?<![\w-])(?P<it>[A-Z][\w']*[a-z])-(?:born|based|bred|raised|trained|side|area|bound)\b")
# "a small place, Ullapool"
_APPOSED = bounded(
    rf"\b(?:village|town|city|suburb|hamlet|island|place|port|borough)(?: (?:here|where I (?:live|work))"
    rf"| (?:was|is))?(?:, | called | named )(?P<it>{_RUN})(?=[,.;:)]| (?:is|was|and|where|which|has|had)\b)"
)
# Towns and boroughs that the list leaves out, for they are words as well.
_NOT_OF = re.compile(
    r"\b(?:[Tt]ower|[Tt]reaty|[Dd]eclaration|[Ee]dict|[Bb]ishop|[Dd]uke|[Bb]attle|[Mm]erchant) of (?:the )?\Z"
)
ALSO_WORDS = frozenset(
    """aspen barking barrow bath boulder bury concord cork deal flint hackney harrow hove hull leek limerick mobile mysore
    providence pueblo rugby southwark stoke tooting wick tower hamlets""".replace("tower hamlets", "").split()
) | {"tower hamlets", "milton keynes"}
# "Vancouver rules", "Stockholm syndrome", "Liverpool Care Pathway": a town that names a thing.
_THING_AFTER = re.compile(
    r" (?:\w+ )?(?:risk|rules?|brace|classification|system|consensus|statement|guidelines?|guide|model|method|criterion"
    r"|criteria|agreement|bombings?|heart|study|scores?|syndrome|effect|trial|task|test|disease|scale|index|protocol"
    r"|convention|declaration|pathway|inventory)\b",
    re.I,
)
# A journey ends in a town, whatever else its name is.
_TRAVELS = re.compile(
    r"\b(?:mov(?:ed|ing|e)|relocated|emigrated|dr[io]ven?|driving|fl[eo]wn?|train|bus|coach|flight|ferry|plane|road|commut(?:ed?|es|ing)"
    r"|travel(?:s|l?ed|l?ing)?|airlifted|transferred) (?:(?:back|up|down|over|out|home|here) )?(?:to|from) \Z"
)
# After these a capital that is no word's own is a place, though it be a word or a given name too.
_DWELLS = bounded(
    r"\b(?:live[sd]?|living|born|grew up|raised|flat|house|home|bedsit|hostel|bed|based|work(?:s|ed|ing)?|practi[cs]e[sd]?"
    r"|practi[cs]ing|clinic|surgery|practice|office|GP|nurse|doctor|midwife|hospital|housed|moved|moving|staying|stayed"
    r"|school|church|shop|prison|police|team|housing|weekend|locum|post|job|placement|nights|shifts?) (?:back )?(?:up |down |over |out )?"
    r"(?:in|to|near|outside|from) (?:the |central |north |south |east |west |rural |inner |old )?\Z"
)


# What a place is, said after its name: "Larkhill estate", "Kibuye taxi park".
_SORT = re.compile(
    r" (?:(?:housing|council|industrial|trading|holiday|halting|retail|business|caravan|taxi|bus|fish|cattle|railway|train) )?(?:estate|park|car park|market|station"
    r"|bridge|beach|harbour|marina|pier|quay|valley|parish|monument|roundabout|allotments|cemetery|moor|reservoir)\b"
)


def recognize(document):
    text = document.text

    def mark(start, end, rule, certainty="possible", kind="quasi", weight=PLACE):
        if sort := _SORT.match(document.text, end):
            end = sort.end()
        return Mark(start, end, Category.PLACE, "places." + rule, weight, certainty, kind)

    for m in _AFTER.over(document):
        # "between Hexham and Corbridge"
        more = _AND.match(text, m.end())
        # "between Derry and Strabane": one that can be nothing but a town says what the other is.
        if m["how"] == "between" and more and m["it"].lower() in places() and _town(more["it"]):
            yield mark(*m.span("it"), "listed")
        else:
            yield from _judged(document, *m.span("it"), m["how"].split()[-1].lower(), mark)
        while more and more["it"].lower() in places() and more["it"].lower() not in words("given"):
            yield from _judged(document, *more.span("it"), "in", mark)
            more = _AND.match(text, more.end())
    for m in _CITY_STATE.over(document):
        if m["state"] and m["state"].lower() not in words("regions"):
            continue
        low = m["it"].lower()
        if low in places() or not m["state"]:
            i = document.word_at(m.start("it"))
            if not is_common(document.low[i]) or not document.initial[i]:
                yield mark(*m.span("it"), "city_state")
    for m in _COUNTY.over(document):
        i = document.word_at(m.start("it"))
        if m["it"].lower() in words("regions"):
            continue
        if not document.initial[i] or not is_common(document.low[i]):
            yield mark(*m.span("it"), "county")
    for m in (_LOWER_NATIONAL if document.lowercase else _NATIONAL).over(document):
        yield mark(*m.span("it"), "origin")
    for pattern in (_SMALL, _APPOSED, _BORN):
        for m in pattern.over(document):
            low = m["it"].lower()
            if low in words("regions") or low in words("notnames"):
                continue
            if low in ALSO_WORDS or low in places() and (low not in words("given") or places()[low] > 3):
                yield mark(*m.span("it"), "told")
    for m in _MODIFIER.over(document):
        low = m["it"].lower()
        if (
            (places().get(low, 0) >= 2 or low in ALSO_WORDS)
            and (not is_english(low) or not document.initial[document.word_at(m.start("it"))])
            and low not in words("given")
            and low not in words("notnames")
            and low not in words("regions")
        ):
            yield mark(*m.span("it"), "modifier")
    if document.lowercase:
        yield from _lower(document, mark)
    yield from _bare(document, mark)


def _town(name):
    low = fold(name)
    return low in places() and low not in words("given") and not is_english(low)


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
    if how == "of" and _NOT_OF.search(before):
        return
    dwells = _DWELLS.search(before)
    size = places().get(fold(low)) or 3 * (low in ALSO_WORDS)
    if not size and len(parts) > 1:
        # Keep as much of the run as the list knows: "Hexham General" is no place, "San Francisco Chinatown" is.
        size = 0 if first in words("given") or is_english(first) else places().get(first, 0)
    given = first in words("given")
    if size:
        if (
            given
            and not (_TRAVELS.search(before) and size > 1)
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
        if not _THING_AFTER.match(text, end):
            yield mark(start, end, "listed")
    elif len(parts) == 2 and dwells and not given and first not in words("theorists") and is_english(first):
        if parts[1] not in _ROOMS and not any(p in words("notnames") for p in parts):
            yield mark(start, end, "dwells")
    elif (
        how in ("in", "near", "outside", "from", "on", "around", "at")
        and not given
        and not is_english(first)
        and first not in words("theorists")
        and first not in words("notnames")
    ):
        if how in ("from", "at") and (first in words("surnames") or len(parts) > 1) or how == "on" and len(parts) > 2:
            return
        if len(parts) <= 3 and text[end : end + 2] != "'s" and not _THING_AFTER.match(text, end):
            yield mark(start, end, "unknown")


_LIVES = bounded(
    r"\b(?:live[sd]?|living|based|work(?:s|ed|ing)?|moved|cover(?:s|ed|ing)?|nights|clinic|nurse|gp|from) ?(?:in|to|near|outside)? ?\Z"
)
# What a capital after "work in" also is.
_ROOMS = frozenset(
    """care health services service medicine surgery unit ward room psychiatry psychology therapy nursing school practice
    trust team department resources education emergency office committee hall work safety line one two three four
    learning oncology admissions records development ages group childhood adulthood management""".split()
)
_LOWER_AFTER = bounded(
    r"\b(?:in|near|from|outside|to|around|via|based in|out of|of|left|cover|covers|covered|covering|serving)(?: the)? (?P<it>[a-z][\w'-]{2,}(?: "
    r"[a-z][\w'-]+){0,2})"
)


def _lower(document, mark):
    """Towns and countries typed without a capital, after a preposition."""
    for m in _LOWER_AFTER.over(document):
        parts = m["it"].split()
        for n in (3, 2, 1):
            low = " ".join(parts[:n])
            if n > len(parts):
                continue
            origin = low in words("regions") and document.text[m.start() : m.start() + 4] == "from"
            if low in places() or origin or low in ALSO_WORDS:
                if n == 1 and (
                    is_english(low)
                    and not (low in ALSO_WORDS and _LIVES.search(document.text[: m.start("it")][-40:]))
                    or low in words("notnames")
                    or low in words("regions")
                    and not origin
                ):
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


_SEVERAL = bounded(
    r"(?<![\w-])(?P<it>[A-Z][a-z'-]+(?: (?:[a-z]{1,3} )?[A-Z][a-z'-]+){1,2})(?! (?:[A-Z]|[Ss]tudy|[Ss]cale|[Rr]ules))"
)
_TOWN_OPENS = frozenset(
    "san los las el santa sao port fort mount saint st new ciudad puerto great north south east west".split()
)


def _bare(document, mark):
    """A town's name without a preposition: only large or plainly foreign ones, which are no surname or word."""
    for m in _SEVERAL.over(document):
        low = fold(m["it"])
        if places().get(low, 0) >= 2 and low not in words("regions"):
            i = document.word_at(m.start())
            if (
                document.low[i] in _TOWN_OPENS
                or document.low[i] not in words("given")
                and not is_english(document.low[i])
            ):
                yield mark(*m.span("it"), "large")
    for i, word in enumerate(document.low):
        word = fold(word)
        if (
            document.words[i][0].isupper()
            and places().get(word, 0) >= (4 if word == document.low[i] else 3)
            and word not in words("regions")
        ):
            if _THING_AFTER.match(document.text, document.ends[i]):
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
