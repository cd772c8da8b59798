"""A text typed without capitals, with those put back that codes and streets have: "kx19 zqr", "on corporation street".

Some rules know a number or a street by its capitals. Where nothing has any they read this twin of the text, which has
the same letters at the same places. Names and towns have rules of their own for small letters.
"""

import re
from copy import copy

from .lexicon import is_common, is_english, words
from .recognizers.lowercase import SHORTHAND
from .recognizers.places import NATION

# A word with a figure in it, and what hangs together with it by strokes and hyphens: "h0093318", "r01-mh-118204".
_CODE = re.compile(
    r"(?<![\w@.'/:-])(?=[a-z/:-]{0,12}\d)[a-z0-9]{1,20}(?:[-/:][a-z0-9]{1,12}){0,6}(?![\w@%'.])(?!\.\w)|(?<![\w@.'/:-])(?=[a-z/:-]{0,12}\d)[a-z0-9]{1,20}(?:[-/:][a-z0-9]{1,12}){0,6}(?=\.(?:\s|\Z))"
)
_AMOUNT = re.compile(
    r"\d[\d.,:/-]*(?:st|nd|rd|th|s|mg|mcg|ml|l|kg|g|cm|mm|m|km|am|pm|h|hrs?|mins?|x|k|yo|y|f|w|d|ft|in|lbs?|wks?|mths?|yrs?)?\Z"
    r"|[a-z]{1,5}-?\d{1,2}\Z|(?:19|20)\d\d\w?\Z"
)
_PLATE = re.compile(r"(?<![\w@.'/-])[a-z]{2}\d\d ?([a-z]{3})(?![\w@/-])")
_TOWN = re.compile(r", (?P<it>[a-z][\w'-]{2,20}),? (?=[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?!\w))")  # before a postcode
_BESIDE = re.compile(r"(?<![\w@.'/-])([b-hj-z]|[a-z]{2,4}) (?=\d)|(?<=\d )([b-hj-z]|[a-z]{2,4})(?![\w'@/-])")
_UNITS = frozenset(
    "mg mcg ml kg cm mm km am pm hrs hr min mins yo yrs yr wks wk mths bpm mmhg kcal lbs lb ft st nd rd th gcs phq gad bp hr rr "
    "spo abx obs pts pt mri ct ecg iv im po sc prn bd tds qds od nocte stat tab tabs iu mmol sats temp dsm icd bmi hba aged abt approx "
    "circa ca vs etc no nr nos hmm um er x v k s d m".split()
)
_STREET = re.compile(
    r"(?<![\w'-])(?P<name>(?:(?:st|old|new|upper|lower|great|north|south|east|west) )?[a-z][a-z'-]{2,20}) (?P<end>(?P<sure>street|road|avenue|lane|crescent|terrace"
    r"|boulevard|gardens|grove|mews)|drive|close|court|hill|way|place|square|parade|row|walk|rise|park|quay|wharf|bridge|"
    r"embankment|villas|cottages?|mansions|towers?|flats|buildings|yard|gate)(?![\w'-])"
)
# What stands before "road" and "hill" without naming one.
_NO_NAME = frozenset(
    "the this that main long busy other same quiet back open next front whole wrong right left dark narrow side our my his her "
    "their your its which what each every any some one two three into onto off down along up through across over under near "
    "from with and but for not own high country dirt gravel private public dead ring slip toll steep small little big old new "
    "cobbled leafy empty wet icy muddy bumpy rocky tarmac paved coastal rural town city village middle memory fast slow bus cycle".split()
)
_NATION = re.compile(rf"(?<![\w'-]){NATION}(?![\w'-])", re.IGNORECASE)
_HEADS = frozenset(
    "house unit ward clinic hospital school academy college centre center hospice lodge surgery practice home trust primary".split()
)
_ABROAD = re.compile(
    r"(?<![\w'-])(?:rue|calle|rua|via|viale|avenida|piazza|strada|jalan)(?: (?:de|da|do|del|della|la|le|du|des))* (?P<it>[a-z][\w'-]{2,20}(?:-[a-z]+)*)"
)


def recased(document):
    """The document with capitals where codes and streets have them."""
    text = _letters(document.text, document)
    twin = copy(document)
    twin.__dict__.pop("index", None)
    twin.text = text
    twin.words = [text[a:b] for a, b in zip(document.starts, document.ends, strict=True)]
    return twin


def _letters(text, document):
    out = list(text)

    def raise_(start, end, whole):
        for at in range(start, end):
            if whole or at == start or not text[at - 1].isalpha() and text[at - 1] != "'":
                out[at] = text[at].upper() if len(text[at].upper()) == 1 else text[at]

    for m in _CODE.finditer(text):
        parts = re.findall(r"[a-z]+", m.group())
        if parts and not _AMOUNT.match(m.group()) and not any(len(p) > 2 and is_english(p) for p in parts):
            raise_(*m.span(), True)
    strange = False
    for low, start, end in zip(document.low, document.starts, document.ends, strict=True):
        head = strange and low in _HEADS and text[start - 1] == " "
        strange = low not in SHORTHAND and (
            low in words("regions") or len(low) > 2 and not all(map(is_english, low.split("-")))
        )
        if strange or head:
            raise_(start, end, False)
    for m in _NATION.finditer(text):
        raise_(*m.span(), False)
    for m in _PLATE.finditer(text):
        if not is_english(m[1]):
            raise_(*m.span(), True)
    for m in _TOWN.finditer(text):
        raise_(*m.span("it"), False)
    for m in _BESIDE.finditer(text):
        word = m[1] or m[2]
        if word not in _UNITS and not (len(word) > 1 and is_english(word)) and word not in words("given"):
            raise_(*m.span(m.lastindex), True)
    for m in _STREET.finditer(text):
        name = m["name"].split()[-1]
        if name in _NO_NAME or name in words("notnames"):
            continue
        numbered = re.search(r"\d[a-z]? \Z", text[max(0, m.start() - 4) : m.start()])
        if m["sure"] or numbered or not is_common(name):
            raise_(*m.span(), False)
    for m in _ABROAD.finditer(text):
        if not is_english(m["it"]):
            raise_(*m.span("it"), False)
    return "".join(out)
