"""Telephone, e-mail (also spelled out), addresses on the net, handles, numbered streets, postcodes.

Lines that stand open to everyone (988, 116 123, Lifeline) are nobody's, and so are the bare pages of public bodies.
"""

import re

from ..findings import Category
from ..lexicon import is_english
from . import CONTACT, Mark
from .numbers import COUNTED
from .patterns import bounded

_AT_WORD = r"(?:at|arroba|chez|ät|klammeraffe|apenstaart|malpa|små-a)"
_DOT_WORD = r"(?:dot|punkt|punt|punto|ponto|kropka|prikk|piste)"
_AT = rf"(?:@|\s@\s|\s?[\[({{<]\s?(?:{_AT_WORD}|@)\s?[\])}}>]\s?|\s+{_AT_WORD}\s+|[-_]at[-_])"
_DOT = rf"(?:\.|\s\.\s|\s?[\[({{<]\s?(?:{_DOT_WORD}|\.)\s?[\])}}>]\s?|\s+{_DOT_WORD}\s+|[-_]dot[-_])"
_DISGUISED = bounded(rf"@|\b{_DOT_WORD}\b|[-_]dot[-_]|[\[({{<]\s?at\b", re.I)
# "name at host dot tld" counts only with at least one "dot" or a plain @ and dot, so "at work." does not.
_EMAIL = bounded(rf"(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{2,63}}){{1,4}}(?![\w-])", re.I)
_SPELLED = bounded(rf"[\s_-](?:{_AT_WORD}|{_DOT_WORD})[\s_-]|[\[({{<]\s?(?:{_AT_WORD}|{_DOT_WORD}|[.@])", re.I)
_TLD = (
    r"com|org|net|edu|gov|info|io|co|uk|de|fr|es|it|nl|be|ch|at|se|no|dk|fi|pt|br|in|jp|au|nz|ca|us|ie|za"
    r"|ng|ke|eu|me|app|dev"
    r"|health|clinic|care|blog|test|example|invalid|local|pl|cz|gr|tr|mx|ar|cl|sg|hk|my|ph|kr|ru|ua|link"
    r"|ly|tv|xyz|online|site|social|school|church|community|support|family|foundation|center|london|wales|scot|gh|pk|lk|bd|vn|th|ae|il|cn|tw|ro|hu|bg|rs|hr|sk|lt|lv|ee|lu|mt|gg"
)
_URL_SIGNS = re.compile(r"[\w-]\.\w|://")
_URL = bounded(
    rf"(?:https?://|www\.)[^\s<>\"']{{2,300}}[^\s<>\"'.,;:!?)\]]"
    rf"|(?<![\w@.-])(?:[a-z0-9-]{{2,63}}\.){{1,4}}(?:{_TLD})(?:/[^\s<>\"']{{0,200}}[^\s<>\"'.,;:!?)\]])?(?!"
    rf"[\w-]|\.\w)",
    re.I,
)
_WORDS_TOO = frozenset(
    "it no at be me in us my care link online site health local app support family community church school center".split()
)
_PUBLIC_SITE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:[\w-]+\.){0,3}(?:nhs|nice\.org|gov|gmc-uk|nmc\.org|hcpc-uk|who|cdc|nih|fda|samhsa|apa|bacp|youtube|wikipedia|google|facebook"
    r"|instagram|amazon|pubmed|uptodate|beyondblue\.org|lifeline\.org|samaritans|mind\.org)(?:\.(?:com|org|co|gov|int|uk|ie|au|nz|ca|net)){1,2}/?",
    re.I,
)
_SPOT = bounded(
    r"///[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}|(?<![\w.])-?\d{1,2}\.\d{3,8}[,;] ?-?\d{1,3}\.\d{3,8}(?![\w.])"
)  # on the map
_HANDLE = bounded(r"(?<![\w@.])@[A-Za-z_][\w.]{1,40}\w(?!\w)|(?<![\w/])/?u/[\w-]{3,30}")
_USER = bounded(
    r"(?<![\w@#/.-])(?=[A-Za-z0-9_.]{0,40}[A-Za-z])[A-Za-z0-9]{2,30}(?:_[A-Za-z0-9]{1,30}){1,4}(?![\w@])(?:\.(?:pdf|docx?|xlsx?|jpe?g|png|mp[34]|wav|m4a|mov|txt|csv|zip)\b)?"
)
_LOGIN = bounded(
    r"\b(?:log-?in|user ?name|user|handle|skype|telegram|insta(?:gram)?|snap(?:chat)?|discord|twitter"
    r"|gmail|hotmail|e-?mail(?: address)?|signal|reddit|whatsapp|steam|xbox|psn|ig|bluesky|threads|substack|patreon|tiktok|nickname|screen name|facebook|fb|wechat|weibo|viber|line|twitch|youtube|tumblr|mastodon|linkedin|kakao(?:talk)?"
    r"|gamer ?tag|channel|blog|profile|account|alias|under the name|known online as|"
    r"goes by|printed by|uploaded by|saved by|posted by|created by|typed by|entered by|authorised by|user id|"
    r"(?:posts?|posted|posting|writes?|wrote|comments?|commented|reviewed|tweets?|tweeted|streams?|plays?|logged (?:in|on)|signed (?:in|on)|registered|log in|sign in)"
    r" (?:there |online |here |too )?(?:as|under|with))\b"
    r"(?:\s+(?:name|id|handle|account|channel|profile|page|tag))?(?:\s+(?:s?he|they|I|you) (?:chose|used|uses|has|had|picked))?"
    r"(?:\s+(?:is|was|called|as|under|by))?\s*[:=,]?\s*[\"'(\[]?(?P<it>[A-Za-z][\w.-]{1,30}[\w])",
    re.I,
)
_NUMBERED = re.compile(r"[A-Za-z]\d\d")
_NUMBERED_NAME = bounded(r"(?<![\w@#/.-])(?P<word>[A-Za-z]{5,24})\d{2,4}(?![\w@]|[.-]\w)")  # nightnurse88
_ON = bounded(
    r"(?<![\w@#/.-])(?P<it>[A-Za-z][\w.-]{2,30}) on (?:insta(?:gram)?|ig|twitter|x|reddit|tiktok|facebook|fb|snap(?:chat)?|discord|telegram|signal|bluesky|youtube|threads)\b",
    re.I,
    opens=r"\bon (?:insta|ig\b|twit|x\b|redd|tikt|face|fb\b|snap|disc|tele|sign|blue|yout|thre)",
    back=10,
)
_TAGGED = bounded(r"(?<![\w@#/.-])[A-Za-z][\w.]{2,31}#\d{4}(?!\w)", opens=r"#\d{3}", back=12)  # nettle#4417
_IP_SIGNS = re.compile(r"\.\d{1,3}\.\d|:[0-9A-Fa-f]{0,4}:")
_IP = bounded(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]?\d)"
    r"|(?<![\w:])(?=[0-9a-f:]{0,40}::|(?:[0-9a-f]{1,4}:){4})[0-9a-f]{1,4}(?::{1,2}[0-9a-f]{1,4}){2,7}(?![\w:])",
    re.I,
)
_BEFORE = r"(?<![\w/.\-+#$£€¥₦%])(?<!\d[ .-])(?!0?\d[/.-]\d{1,2}[/.-](?:19|20)?\d\d(?!\d))"
_PHONE = bounded(
    r"(?:(?<![\w/.\-+#$£€¥₦%])(?<!\d )(?:\+|00)\d{1,3}[ .\-/]?(?:\(\d{1,4}\)[ .\-/]?)?\d{1,5}(?:[ .\-/]?\d{2,5}){1,4}(?!(?!x\d)[\w%]|[.,/-]\d)"
    r"|(?<![\w/.\-+#$£€¥%])(?:1[ .-]?)?\(0?\d{2,5}\)[ .-]?\d{2,4}(?:[ .-]?\d{2,5}){1,3}(?!(?!x\d)[\w%]|[.,/-]\d)"
    rf"|{_BEFORE}0\d{{1,4}}(?:[ .\-/]?\d{{1,5}}){{2,4}}(?!(?!x\d)[\w%]|[.,/-]\d)"
    rf"|{_BEFORE}(?:1[ .-])?\d{{3}}[ ./-]\d{{3}}[ .-]\d{{4}}(?!(?!x\d)[\w%]|[.,/-]\d)"
    rf"|{_BEFORE}(?:1[389]00[ -]?\d{{3}}[ -]?\d{{3}}|[6-9]\d{{4}}[ -]\d{{5}})(?!(?!x\d)[\w%]|[.,/-]\d)"
    rf"|{_BEFORE}\d{{3}}-(?!(?:19|20)\d\d\b)\d{{4}}(?!(?!x\d)[\w%]|[.,/-]\d))"
    r"(?:,? ?(?:ext|extension|x)\.? ?\d{1,5}\b)?"
)
# Crisis lines: Samaritans, Childline, 988, Lifeline, Beyond Blue, Kids Helpline, 1800RESPECT, Pieta, Trevor, NZ Lifeline …
PUBLIC_LINES = frozenset(
    "116123 08001111 18002738255 18007997233 18664887386 131114 1300224636 1800551800 1800737732 1800247247 0800543354 0508828865 08082000247 "
    "0845790909 08457909090 03003045000 18006564673 18006624357 1300659467 0800567567 08001110111 08001110222 18334564566 18006686868 08000684141".split()
)
_CUED_PHONE = bounded(
    r"\b(?:phone|telephone|tel|mobile|cell|landline|pager|bleep|fax|whats ?app|call(?:ed)?|rang|ring"
    r"|text(?:s|ed)?|dial(?:led|ed)?|reach(?:ed)?|answer(?:s|ed|ing)?|messages?|messaged|missed calls?|voicemails?"
    r"|number)(?:\s+(?:me|her|him|them|us|is|was|at|on|to|from|number|no\.?))*\s*[:=,.]?\s*(?P<it>\+?\(?\d[\d "
    r"().\-]{5,18}\d)(?!\w)",
    re.I,
)
_EXTENSION = bounded(
    r"\b(?:phone|line|call|dial|desk|office|ward)\W{0,2}(?:\w+ )?(?P<short>x\d{3,5})\b"
    r"|\b(?:dial|internal|switchboard on|dect|beeper|voicemail box|mailbox)(?: (?:number|no\.?|is|was))?[ :]{1,2}(?P<it>(?!000|100|10[1238]|11[0-9]|911|988|999)\d{3,6}(?:-\d{2,4})?)\b"
    r"|\b(?:(?:ext(?:ension|n)?|bleep|pager)\b\.?\s*(?:no\.?|number|was|is)?\s*[:#-]?\s?(?:\d{1,4}(?:[ -]\d{2,4}){1,2}|\d{2,6})|(?<!\d )x ?\d{4})"
    r"\b(?!\s?(?:mg|%|years|minutes|degrees|days|weeks|months|hours|cm|times|°))",
    re.I,
)
_DIGIT = (
    r"(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|hundred|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
)
_SPOKEN = bounded(rf"\b(?:plus |area code )?{_DIGIT}(?:[ ,.\-]{{1,3}}(?:then |and )?{_DIGIT}){{6,14}}\b", re.I)

# "samokoro47 at gmail", "sam_okoro at kliniek.example", "samokoro47@gmail": no dot, or one that is not spelled out
_HALF = bounded(
    rf"(?<![\w.+-])(?P<local>[A-Za-z0-9][\w.+-]{{1,40}})(?:@[A-Za-z][\w-]{{1,40}}(?:\. ?(?:com|net|org|co\.(?:uk|za|ke|nz|in))\b)?| at (?:(?:gmail|googlemail|hotmail|yahoo|outlook|protonmail|proton|icloud|gmx|aol"
    rf"|btinternet|rediffmail|yandex|me\.com)\b|(?:[a-z0-9-]{{2,40}}\.){{1,3}}(?:{_TLD})))(?![\w@-]|\.\w)",
    re.I,
)
# "p underscore novak at post dot example", "ana plus work at …"
_WORDY = bounded(
    rf"(?<![\w.+-])[\w.+-]{{1,40}}(?:(?: |[ -]?[\[({{<] ?)(?:{_DOT_WORD}|underscore|plus|dash|hyphen|point|minus)(?: |[\])}}>] ?)"
    rf"[\w.+-]{{1,40}}){{0,5}}(?: \d{{1,4}})?(?: {_AT_WORD} | ?[\[({{<] ?at ?[\])}}>] ?|@)[\w-]{{1,40}}(?:(?: |[ -]?[\[({{<] ?)(?:{_DOT_WORD}|dash|hyphen|point)(?: "
    r"|[\])}>] ?)[\w-]{1,40}|\.[\w-]{2,40}){1,4}(?![\w-])",
    re.I,
)
_WORDY_SIGN = bounded(rf"\b(?:underscore|plus|dash|hyphen|{_DOT_WORD})\b", re.I)
_STREET_END = (
    r"(?:street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|court|ct|crescent|cres|close|way|place|pl"
    r"|terrace|tce|square|sq|boulevard|blvd"
    r"|gardens|grove|mews|row|hill|parade|walk|highway|hwy|parkway|pkwy|circle|cir|quay|wharf|strasse|str"
    r"|cl|weg|platz|gasse|allee|straat|gade"
    r"|prospekt|prospect|bulvar|bulevardi|ulitsa|sokak|sokagi|caddesi|cad|marg|nagar|chowk|bagh|jalan|lorong|straede|kade|singel|dijk|damm|ufer|steig|ring|hof|katu|tie|polku|tee|iela|gatve|korut|ter|koz|namesti|trida|ulice|trg|cesta"
    r"|villas|end|buildings|cottages|mansions|heights|estate|park|green|meadows?|orchard|wood|fields|fold|strand|bank|view|wynd|brae|loan|croft|rise|vale|drove|broadway|turnpike|pike|trail|loop|bend|esplanade|promenade|causeway|bypass"
    r"|embankment|approach|gate|yard|passage|boreen|concession|sideroad|range road|gata|gatan|vei|veien|vagen|ulica|utca|laan|plein|gracht)"
)
_POSTCODE = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?0XX|[A-Z]\d[A-Z] ?\d[A-Z]\d"
    r"|[A-Z]{2},? \d{5}(?:-\d{4})?|[A-Z]{2,3} \d{4}|[A-Z]\d[0-9W] ?[A-Z0-9]{4}|\d{4} ?[A-Z]{2}|\d{6}|\d{3} \d{3}|\d{5})"
)
_ADDRESS = bounded(
    rf"(?<![\w.,/-])(?:(?:flat|apt\.?|apartment|unit|suite|no\.?|room) ?(?:[a-z]?\d{{1,4}}(?:/\d{{1,2}})?[a-z]?|(?-i:[A-Z])),? (?:(?-i:[A-Z][\w']+ (?:House|Court|Lodge|Building|Tower|Block|Heights|Point)),? )?"
    rf"|\d{{1,4}}[a-z]?/|unit \d{{1,4}}/|(?:room|blk|block) )?\d{{1,5}}[a-z]?(?:-\d{{1,4}})?,?(?: (?:[A-Za-z][\w'.-]{{0,20}}|\d{{1,3}}(?:st|nd|rd|th))){{1,3}}? {_STREET_END}\b(?! (?:street|st|road|rd|avenue|ave|lane|drive|close|terrace|crescent|way|court|place)\b)\.?"
    rf"(?-i: (?:[NS][EW]?|[EW]|North|South|East|West)\b)?(?:,? (?:flat|apt\.?|apartment|unit|suite|#) ?\d{{1,4}}[a-z]?(?:-\d{{1,4}})?)?(?:(?-i:,? (?:[A-Z][\w'-]{{2,25}},? "
    rf"?){{0,3}}{_POSTCODE}\b)|(?-i:, [A-Z][\w'-]{{2,25}} \d{{4}}\b)|(?-i:, [A-Z][\w'-]{{2,25}}(?=[.,;)\n]|$)))?",
    re.I,
)
_WAY = (
    r"(?:rue|via|vicolo|corso|travessa|alameda|rambla|passeig|paseo|quai|allee|cours|route|place|jalan|lorong|jl\.|bulevar|boulevard|carrera|cra\.?|prospekt|ulitsa|ul\.?"
    r"|calle|rua|avenida|avenue|av\.|ulica|viale|piazza|plaza|praca|largo|carrer|strada|impasse|chemin)(?: (?:de|da|do|dos|das|del|della|la|le|du|des|los|las)){0,2}"
)
_FOREIGN = bounded(
    rf"(?<![\w]){_WAY}(?: [A-Za-z][\w'-]{{2,20}}){{1,3}},? (?:n[o.º°]*\s?)?\d{{1,4}}[a-z]?(?:[-/]\d{{1,4}})?\b(?:, \d{{1,2}}[ºª°oa] ?[A-Z]?\b|,? (?:piso|apto\.?|bloco|apt\.?) \d{{1,4}}[a-z]?)?"
    r"(?:,? (?:[A-Z]{1,2}-)?\d{2,5}[ -]?\d{0,3} (?-i:[A-Z])[a-z-]+(?: (?-i:[A-Z])[a-z-]+)?)?"
    rf"|(?<![\w.,/-])\d{{1,4}}(?: ?(?:bis|ter))?[a-z]?,? {_WAY} (?-i:(?:[A-Z]|d'|l')[\w'-]{{1,20}}(?:(?: (?:de|du|des|la|le|et))? [A-Z][\w'-]{{2,20}}){{0,2}})(?: \d{{1,2}}/\d{{1,3}}[a-z]?\b)?"
    r"(?:,? \d{5} (?-i:[A-Z])[a-z-]+)?"
    r"|\b(?:(?:house|door|plot|flat|h|d)\.? ?no\.? ?|#)\d{1,4}(?:[/-]\w{1,4}){0,2}(?:,? (?:\d{1,3}(?:st|nd|rd|th)|(?-i:[A-Z])[\w'-]{2,20})(?: (?-i:[A-Z])[\w'-]{2,20}){0,2}){1,4}"
    r"|\b(?:block|blk)\.? ?\d{1,3}[a-z]?,? lots? ?\d{1,3}[a-z]?\b(?:,? (?:phase|ph)\.? ?\d{1,2}[a-z]?\b)?(?:(?-i:,? (?:[A-Z][\w'-]{1,20} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave"
    r"|Lane|Drive|Subdivision|Village|Homes|Heights|Estates?)\b))?"
    r"|\bsector \d{1,3}[a-z]?,? (?:house|plot|flat|h\.? ?no\.?) \d{1,4}\b"
    r"|(?<![\w/-])(?-i:[A-Z])[- ]?\d{1,4}(?:/\d{1,4})?,? (?-i:(?:[A-Z][\w'-]+ ){1,2}(?:Nagar|Colony|Vihar|Enclave|Layout|Society|Kunj|Puram|Bagh))\b"
    r"|\b(?:stand|erf|lot|plot) (?:no\.? ?)?\d{1,6}[a-z]?,? ext(?:ension|\.)? \d{1,3}\b"
    r"|\b(?:block|blk|flat|unit|villa|plot|house|apartment|apt|suite|lot|erf) \d{1,4}[a-z]?,? "
    r"(?-i:[A-Z][\w'-]+)(?: (?-i:[A-Z])[\w'-]+){0,3}(?:,? (?:(?-i:Road|Sector|Block|Street|Phase|Lane|Level|Floor|Cross|Main) )?\d{1,3}(?-i:[A-Z])?\b(?! ?[A-Za-z])){0,4}(?-i:(?<=\d), [A-Z][a-z'-]{2,20}(?=[.,;)\n]|$| (?:was|is)\b))?"
    r"|(?<=\b(?-i:at|to|is|of) )\d{1,3}[a-z]?,? (?-i:The [A-Z][a-z]{3,15}s?)\b",
    re.I,
)
_NOT_STREET = bounded(
    r"\d+\w?,? (?:dr|seen|who|for|with|by|near|from|but|he|she|we|i|it|they|my|his|her|our|this|as|so|then|when|after|before|of|to|in|on|at|out|per|times?|people"
    r"|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|mg(?! road\b)|ml|sessions?|patients?|clients?|and|or|that|the|a|is|was|were|more|miles?|km|metres?|meters?|yards?|doors?"
    r"|blocks?|steps?|streets?|roads?|stops?|floors?|cars?|beds?|rooms?|rows?|women|men|children|kids|boys|girls|staff|others?|stars?|point|degrees?|am|pm)\b",
    re.I,
)
_JOINS = bounded(
    r"\s(?:the|down|up|on|from|by|at|my|our|his|her|their|your|this|that|a|an|and|or|in|to|into|of|off|is|was|were|with|for|no|any|every|each)\s"
)
# Endings that are as often words of their own; in lower case they count only after a word that leads to an address.
_LEADS = bounded(
    r"(?:\b(?:at|to|from|outside|address|live[sd]?|living|of|is|was|near|and|drove|walked|number|no)|[:(\"'-])\s{0,2}\Z",
    re.I,
)
_LOOSE = bounded(
    r"(?:way|cl|place|drive|hill|rise|row|walk|ring|gate|yard|close|trail|loop|bend|approach|passage|court|parade|square|circle|vale|croft|hof|pike|loan|tie|ter|villas|end|buildings|cottages|mansions|heights|estate|park|green|meadows?|orchard|wood|fields|bank|view)\.?\Z"
)
_ABBREVIATED = re.compile(
    r"\b(?:st|rd|ave?|dr|ln|cres|ct|cl|pl|sq|blvd|hwy|tce|pde|str|pkwy|cir)\.\Z", re.I
)  # "14 Sallow Rd.", not "14 Sallow Lane."
_ONE_WORD = bounded(
    r"(?<!\w)[A-Z][a-z-]{2,25}(?:strasse|str\.|straat|weg|gasse|platz|allee|laan|gatan|gata|veien|vagen"
    r"|gade|straede|katu|utca) \d{1,4}(?:[-/]\d{1,4})?(?: ?[a-z]\b)?(?!\w)(?:, \d{1,2}\. ?(?:tv|th|mf|sal|etage|stock"
    r"|og)\b)?(?:,? (?:[A-Z]{1,2}-)?\d{3,5} ?\d{0,2} [A-Z][a-z-]+)?",
    re.I,
    opens=r"\b\d",
    back=4,
)
_POST_ALONE = bounded(
    r"(?<![\w-])(?:[A-Z]{1,2}\d[A-Z\d]? (?:\d[A-Z]{2}|0XX)|[A-Z]\d[A-Z] \d[A-Z]\d|[AC-FHKNPRTV-Y]\d[0-9W] (?=[A-Z]{0,3}\d)[A-Z0-9]{4})(?![\w-])"
    r"|\b(?i:post ?code|postal code|zip(?: code)?|eircode|plz|cep|pin ?code)\b(?: (?:is|was|of|the|number))*[ :,(]{1,2}"
    r"(?P<it>(?=[A-Za-z0-9 -]{0,9}\d)[A-Za-z0-9]{2,5}(?:[ -]?[A-Za-z]*\d[A-Za-z0-9]{0,3})?)(?![\w-])"
)
_BOX = bounded(r"\bP\.?\s?O\.? Box \d{1,6}(?:-\d{5})?\b", re.I)


def recognize(document):
    text = document.text

    def mark(start, end, rule, certainty="certain"):
        return Mark(start, end, Category.CONTACT, "contacts." + rule, CONTACT, certainty, "direct")

    if _DISGUISED.search(text):
        at = 0
        while m := _EMAIL.search(text, at):
            at = m.end()
            if re.search(r" at (?:the|an?|my|his|her|our|this|that) ", m.group()):
                continue
            if "@" in m.group() or len(_SPELLED.findall(m.group())) >= 2:
                yield mark(*m.span(), "email")
            else:  # "I am at h.lindgren [at] …": the address may begin later
                at = m.start() + len(re.match(r"[\w.+-]+", m.group()).group())
    for m in _HALF.over(document):
        local = m["local"].lower()
        if "@" in m.group() or re.search(r"[\d._+]", local) or not is_english(local):
            yield mark(*m.span(), "email")
    if _WORDY_SIGN.search(text):
        for m in _WORDY.over(document):
            if len(_WORDY_SIGN.findall(m.group())) >= 2 or "@" in m.group() and _WORDY_SIGN.search(m.group()):
                yield mark(*m.span(), "email")
    if "@" in text or "u/" in text:
        for m in _HANDLE.over(document):
            yield mark(*m.span(), "handle")
    if "_" in text:
        for m in _USER.over(document):
            if m.group().islower() and all(is_english(part) or part.isdigit() for part in m.group().split("_")):
                continue  # snake_case
            yield mark(*m.span(), "user_name")
    for m in _LOGIN.over(document):
        it = m["it"]
        if re.search(r"\d|_|[a-z][A-Z]|\w\.\w", it) or len(it) > 4 and it.islower() and not is_english(it):
            yield mark(*m.span("it"), "user_name")
    if _URL_SIGNS.search(text):
        for m in _URL.over(document):
            label, _, end = m.group().lower().rpartition(".")
            if not (end in _WORDS_TOO and is_english(label) or _PUBLIC_SITE.fullmatch(m.group())):
                yield mark(*m.span(), "url")
        for m in _SPOT.over(document):
            yield mark(*m.span(), "spot")
    if _NUMBERED.search(text):
        for m in _NUMBERED_NAME.over(document):
            if not is_english(m["word"].lower()) and m["word"].lower() != "covid":
                yield mark(*m.span(), "user_name", "possible")
    for m in _ON.over(document):
        if re.search(r"\d|_|[a-z][A-Z]|\w\.\w", m["it"]):
            yield mark(*m.span("it"), "user_name")
    for m in _TAGGED.over(document):
        yield mark(*m.span(), "handle")
    if _IP_SIGNS.search(text):
        for m in _IP.over(document):
            yield mark(*m.span(), "ip")
    for m in _PHONE.over(document):
        digits = re.sub(r"\D", "", re.split("[ex]", m.group())[0])
        if 7 <= len(digits) <= 15 and digits not in PUBLIC_LINES:
            yield mark(*m.span(), "telephone")
    for m in _CUED_PHONE.over(document):
        digits = re.sub(r"\D", "", m["it"])
        if 7 <= len(digits) <= 15 and digits not in PUBLIC_LINES:
            yield mark(*m.span("it"), "telephone")
    for m in _EXTENSION.over(document):
        yield mark(*m.span("short" if m["short"] else "it" if m["it"] else 0), "extension")
    for m in _SPOKEN.over(document):
        tens = len(re.findall("ty|teen|ten|eleven|twelve|hundred", m.group().lower()))
        if not COUNTED.search(m.group()) and tens * 3 <= len(re.findall(r"\w+", m.group())):
            yield mark(*m.span(), "spoken_number")
    for pattern in (_ADDRESS, _FOREIGN, _ONE_WORD):
        for m in pattern.over(document):
            it = m.group()
            if _NOT_STREET.match(it) or _JOINS.search(it):
                continue
            if _LOOSE.search(it) and it.islower() and not _LEADS.search(text[max(0, m.start() - 16) : m.start()]):
                continue
            long = it.endswith(".") and not _ABBREVIATED.search(it)
            yield mark(m.start(), m.end() - long, "street")
    for m in _POST_ALONE.over(document):
        yield mark(*m.span("it" if m["it"] else 0), "postcode")
    for m in _BOX.over(document):
        yield mark(*m.span(), "postbox")
