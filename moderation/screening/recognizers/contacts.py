"""Telephone, e-mail (also spelled out), addresses on the net, handles, numbered streets, postcodes."""

import re

from ..findings import Category
from ..lexicon import is_english
from . import CONTACT, Mark
from .patterns import bounded

_AT = r"(?:@|\s@\s|\s?[\[({<]\s?at\s?[\])}>]\s?|\s+at\s+)"
_DOT = r"(?:\.|\s?[\[({<]\s?dot\s?[\])}>]\s?|\s+dot\s+)"
# "name at host dot tld" counts only with at least one "dot" or a plain @ and dot, so "at work." does not.
_EMAIL = bounded(rf"(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{2,63}}){{1,4}}(?![\w-])", re.I)
_SPELLED = bounded(r"\s(?:at|dot)\s|[\[({<]\s?(?:at|dot)", re.I)
_TLD = (
    r"com|org|net|edu|gov|info|io|co|uk|de|fr|es|it|nl|be|ch|at|se|no|dk|fi|pt|br|in|jp|au|nz|ca|us|ie|za"
    r"|ng|ke|eu|me|app|dev"
    r"|health|clinic|care|blog|test|example|invalid|local|pl|cz|gr|tr|mx|ar|cl|sg|hk|my|ph|kr|ru|ua|link"
    r"|ly|tv|xyz|online|site"
)
_URL = bounded(
    rf"(?:https?://|www\.)[^\s<>\"']{{2,300}}[^\s<>\"'.,;:!?)\]]"
    rf"|(?<![\w@.-])(?:[a-z0-9-]{{2,63}}\.){{1,4}}(?:{_TLD})(?:/[^\s<>\"']{{0,200}}[^\s<>\"'.,;:!?)\]])?(?!"
    rf"[\w-]|\.\w)",
    re.I,
)
_HANDLE = bounded(r"(?<![\w@.])@[A-Za-z][\w.]{1,40}\w(?!\w)|(?<![\w/])/?u/[\w-]{3,30}")
_USER = bounded(r"(?<![\w@#/.-])(?=[A-Za-z0-9_.]{0,40}[A-Za-z])[A-Za-z0-9]{2,30}(?:_[A-Za-z0-9]{1,30}){1,4}(?![\w@])")
_LOGIN = bounded(
    r"\b(?:log-?in|user ?name|user|handle|skype|telegram|insta(?:gram)?|snap(?:chat)?|discord|twitter"
    r"|tiktok|nickname|screen name|facebook|fb|wechat|weibo|viber|line|twitch|youtube|tumblr|mastodon|linkedin|kakao(?:talk)?"
    r"|gamer ?tag|channel|blog|profile|account|alias|under the name|known online as|"
    r"goes by|posts as|writes as|printed by|uploaded by|logged in as|signed in as|saved by|posted by"
    r"|created by)"
    r"(?:\s+(?:name|id|handle|account|channel|profile|page))?(?:\s+(?:is|was|called"
    r"|as|under|by))?\s*[:=,]?\s*[\"']?(?P<it>[A-Za-z][\w.-]{1,30}[\w])",
    re.I,
)
_TAGGED = bounded(r"(?<![\w@#/.-])[A-Za-z][\w.]{2,31}#\d{4}(?!\w)")  # nettle#4417
_IP = bounded(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]?\d)"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}(?![\w:])",
    re.I,
)
_PHONE = bounded(
    r"(?<![\w/.\-+#$£€¥₦%])(?:\+|00)\d{1,3}[ .\-/]?(?:\(\d{1,4}\)[ .\-/]?)?\d{1,5}(?:[ "
    r".\-/]?\d{2,5}){1,4}(?![\w%]|[.,/-]\d)"
    r"|(?<![\w/.\-+#$£€¥%])\(0?\d{2,5}\)[ .-]?\d{2,4}(?:[ .-]?\d{2,5}){1,3}(?![\w%]|[.,/-]\d)"
    r"|(?<![\w/.\-+#$£€¥%])0\d{1,4}(?:[ .\-/]?\d{2,5}){2,4}(?![\w%]|[.,/-]\d)"
    r"|(?<![\w/.\-+#$£€¥%])(?:1[ .-])?\d{3}[ .-]\d{3}[ .-]\d{4}(?![\w%]|[.,/-]\d)"
    r"|(?<![\w/.\-+#$£€¥%])\d{3}-(?!(?:19|20)\d\d\b)\d{4}(?![\w%]|[.,/-]\d)"
)
_CUED_PHONE = bounded(
    r"\b(?:phone|telephone|tel|mobile|cell|landline|pager|bleep|fax|whats ?app|call(?:ed)?|rang|ring"
    r"|text(?:ed)?|dial(?:led|ed)?|reach(?:ed)?"
    r"|number)(?:\s+(?:me|her|him|them|us|is|was|at|on|number|no\.?))*\s*[:=,.]?\s*(?P<it>\+?\(?\d[\d "
    r"().\-]{5,18}\d)(?!\w)",
    re.I,
)
_EXTENSION = bounded(
    r"\b(?:phone|line|call|dial|desk|office|ward)\W{0,2}(?:\w+ )?x(?P<short>\d{3,5})\b"
    r"|\b(?:ext(?:ension|n)?|bleep|pager|x)\b\.?\s*(?:no\.?|number)?\s*[:#-]?\s?(?P<it>\d{1,4}(?:[ -]\d{2,4}){1,2}|\d{2,6})\b(?!\s?(?:mg|%|years))",
    re.I,
)
_DIGIT = r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_SPOKEN = bounded(rf"\b{_DIGIT}(?:[ ,\-]+{_DIGIT}){{6,14}}\b", re.I)

# "p underscore novak at post dot example", "ana plus work at …"
_WORDY = bounded(
    r"(?<![\w.+-])[\w.+-]{1,40}(?:(?: |[ -]?[\[({<] ?)(?:dot|underscore|plus|dash|hyphen|point|minus)(?: |[\])}>] ?)"
    r"[\w.+-]{1,40}){0,5}(?: at | ?[\[({<] ?at ?[\])}>] ?|@)[\w-]{1,40}(?:(?: |[ -]?[\[({<] ?)(?:dot|dash|hyphen|point)(?: "
    r"|[\])}>] ?)[\w-]{1,40}|\.[\w-]{2,40}){1,4}(?![\w-])",
    re.I,
)
_WORDY_SIGN = bounded(r"\b(?:underscore|plus|dash|hyphen|dot)\b", re.I)
_STREET_END = (
    r"(?:street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|court|ct|crescent|cres|close|way|place|pl"
    r"|terrace|tce|square|sq|boulevard|blvd"
    r"|gardens|grove|mews|row|hill|parade|walk|highway|hwy|parkway|pkwy|circle|cir|quay|wharf|strasse|str"
    r"|weg|platz|gasse|allee|straat|gade"
    r"|prospekt|prospect|bulvar|bulevardi|ulitsa|sokak|sokagi|caddesi|cad|marg|nagar|chowk|bagh|jalan|lorong|straede|kade|singel|dijk|damm|ufer|steig|ring|hof|katu|tie|polku|tee|iela|gatve|korut|ter|koz|namesti|trida|ulice|trg|cesta"
    r"|wynd|brae|loan|croft|rise|vale|drove|broadway|turnpike|pike|trail|loop|bend|esplanade|promenade|causeway|bypass"
    r"|embankment|approach|gate|yard|passage|boreen|concession|sideroad|range road|gata|gatan|vei|veien|vagen|ulica|utca|laan|plein|gracht)"
)
_CITY = r"(?:,?\s+(?!and\b|but\b|or\b|the\b)[A-Za-z][\w'-]{2,25}(?: [A-Z][\w'-]{2,25}){0,2})"
_POSTCODE = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?0XX|[A-Z]\d[A-Z] ?\d[A-Z]\d"
    r"|[A-Z]{2},? \d{5}(?:-\d{4})?|\d{4} ?[A-Z]{2}|\d{5})"
)
_ADDRESS = bounded(
    rf"(?<![\w.,/-])(?:(?:flat|apt\.?|apartment|unit|suite|no\.?) ?\d{{1,4}}[a-z]?,? "
    rf")?\d{{1,5}}[a-z]?(?:-\d{{1,4}})?,?(?: [A-Za-z][\w'.-]{{1,20}}){{1,3}}? {_STREET_END}\b\.?"
    rf"(?:,? (?:flat|apt|apartment|unit|suite|#) ?\d{{1,4}}[a-z]?)?(?:(?-i:,? (?:[A-Z][\w'-]{{2,25}},? "
    rf"?){{0,3}}{_POSTCODE}\b)|(?-i:, [A-Z][\w'-]{{2,25}}(?=[.,;)\n]|$)))?",
    re.I,
)
_FOREIGN = bounded(
    r"(?<![\w])(?:(?:rue|via|vicolo|corso|travessa|alameda|rambla|passeig|paseo|quai|allee|cours|route|place|jalan|lorong|jl\.|bulevar|boulevard|carrera|cra\.?|prospekt|ulitsa|ul|calle|rua|avenida|avenue|ulica|ul\.|viale|piazza|plaza|praca|largo|carrer"
    r"|strada|impasse|chemin)(?: (?:de|da|do|dos|das|del|della|la|le|du|des|los|las)){0,2}"
    r"(?: [A-Za-z][\w'-]{2,20}){1,3}),? (?:n[o.]*\s?)?\d{1,4}[a-z]?\b(?:,? (?:[A-Z]{1,2}-)?\d{2,5}[ -]?\d{0,3} (?-i:[A-Z])[a-z-]+(?: (?-i:[A-Z])[a-z-]+)?)?"
    r"|(?<!\w)[A-Z][a-z-]{2,25}(?:strasse|str\.|straat|weg|gasse|platz|allee|laan|gatan|gata|veien|vagen"
    r"|gade|straede|katu|utca) \d{1,4}(?: ?[a-z]\b)?(?!\w)(?:, \d{1,2}\. ?(?:tv|th|mf|sal|etage|stock"
    r"|og)\b)?(?:,? (?:[A-Z]{1,2}-)?\d{3,5} ?\d{0,2} [A-Z][a-z-]+)?"
    r"|\b(?:block|blk|flat|unit|villa|plot|house|apartment|apt|suite) \d{1,4}[a-z]?,? "
    r"(?-i:[A-Z][\w'-]+)(?: (?-i:[A-Z])[\w'-]+){0,3}",
    re.I,
)
_NOT_STREET = bounded(
    r"\d+\w?,? (?:(?:dr|seen|who|for|with|by|near|from|but|he|she|we|i|it|they|my|his|her|our|this|as|so"
    r"|then|when|after|before|of|to|in|on|at|out|per|times?|people|minutes?|hours?|days?|weeks?|months?"
    r"|years?|mg|ml|sessions?|patients?|clients?|and|or|that|the|a|is|was|were|more|miles?|km|metres?"
    r"|yards?) ?)",
    re.I,
)
_POST_ALONE = bounded(r"(?<![\w-])(?:[A-Z]{1,2}\d[A-Z\d]? (?:\d[A-Z]{2}|0XX)|[A-Z]\d[A-Z] \d[A-Z]\d)(?![\w-])")
_BOX = bounded(r"\bP\.?\s?O\.? Box \d{1,6}\b", re.I)


def recognize(document):
    text = document.text
    lower = text.lower()

    def mark(start, end, rule, certainty="certain"):
        return Mark(start, end, Category.CONTACT, "contacts." + rule, CONTACT, certainty, "direct")

    if "@" in text or " dot " in lower or "dot]" in lower or "dot)" in lower or "[at" in lower or "(at" in lower:
        at = 0
        while m := _EMAIL.search(text, at):
            at = m.end()
            if re.search(r" at (?:the|an?|my|his|her|our|this|that) ", m.group()):
                continue
            if "@" in m.group() or len(_SPELLED.findall(m.group())) >= 2:
                yield mark(*m.span(), "email")
            else:  # "I am at h.lindgren [at] …": the address may begin later
                at = m.start() + len(re.match(r"[\w.+-]+", m.group()).group())
    if " at " in lower or "@" in text or "at]" in lower or "at)" in lower:
        for m in _WORDY.finditer(text):
            if len(_WORDY_SIGN.findall(m.group())) >= 2 or "@" in m.group() and _WORDY_SIGN.search(m.group()):
                yield mark(*m.span(), "email")
    if "@" in text or "u/" in text:
        for m in _HANDLE.finditer(text):
            yield mark(*m.span(), "handle")
    if "_" in text:
        for m in _USER.finditer(text):
            if m.group().islower() and all(is_english(part) or part.isdigit() for part in m.group().split("_")):
                continue  # snake_case
            yield mark(*m.span(), "user_name")
    for m in _LOGIN.finditer(text):
        it = m["it"]
        if re.search(r"\d|_|[a-z][A-Z]|\w\.\w", it) or len(it) > 4 and it.islower() and not is_english(it):
            yield mark(*m.span("it"), "user_name")
    if "." in text:
        for m in _URL.finditer(text):
            yield mark(*m.span(), "url")
    for m in _TAGGED.finditer(text):
        yield mark(*m.span(), "handle")
    for m in _IP.finditer(text):
        yield mark(*m.span(), "ip")
    for m in _PHONE.finditer(text):
        digits = sum(c.isdigit() for c in m.group())
        if 7 <= digits <= 15:
            yield mark(*m.span(), "telephone")
    for m in _CUED_PHONE.finditer(text):
        if 7 <= sum(c.isdigit() for c in m["it"]) <= 15:
            yield mark(*m.span("it"), "telephone")
    for m in _EXTENSION.finditer(text):
        yield mark(*m.span(), "extension")
    for m in _SPOKEN.finditer(text):
        yield mark(*m.span(), "spoken_number")
    for pattern in (_ADDRESS, _FOREIGN):
        for m in pattern.finditer(text):
            if not _NOT_STREET.match(m.group()):
                yield mark(*m.span(), "street")
    for m in _POST_ALONE.finditer(text):
        yield mark(*m.span(), "postcode")
    for m in _BOX.finditer(text):
        yield mark(*m.span(), "postbox")
