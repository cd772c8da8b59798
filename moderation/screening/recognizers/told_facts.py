"""More of what singles a life out: family facts, work with its place, events told in lower case, marks of the body."""

import re

from ..findings import Category
from . import FACT, Mark
from .patterns import bounded
from .relations import told_on

_W = r"[A-Za-z][\w'-]*"
_END = r"(?=\s*(?:[.,;:!?)\n\"]|$)| - | (?:and|but|so|because|who|that|when|while|which|he|she|they|had|was|is|has|in her|in his)\b)"
_N = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|\d{1,2})"
_MANY = r"(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|\d{1,2})"
_CHILD = r"(?:children|kids|siblings|brothers|sisters|sons|daughters|boys|girls|babies|grandchildren|foster children|stepchildren)"
_KIN = (
    r"(?:brother|sister|mother|father|mum|mom|dad|son|daughter|husband|wife|twin|uncle|aunt|cousin|grandson"
    r"|granddaughter|grandfather|grandmother|nephew|niece|stepson|stepdaughter|stepfather|stepmother|fiancee?|partner)"
)
_RELATIONS = [
    rf"(?:mother|mum|mom|father|dad|parent|grandmother|grandfather|gran|guardian|widow|widower) (?:of|to) {_MANY}(?: {_CHILD})?"
    rf"(?: (?:under|all under|aged under|below|by|from|with|before)(?: {_W}){{1,5}}?)?{_END}",
    rf"(?:buried|outlived|lost|survived|divorced|nursed|raised|raising|bringing up|brought up|fostered|fostering|adopted"
    rf"|adopting|birthed|bore|borne|had had) (?:all |both |her |his |their |of |the )*{_N} (?:{_W} )?(?:{_CHILD}|husbands|wives"
    rf"|spouses|partners|twins)(?: (?:from|by|with|within|after|at|inside|of|in|before|to|under|alone|on)(?: {_W}){{0,6}}?)?{_END}",
    rf"(?:only|youngest|eldest|oldest|middle|first|last|sole)(?: surviving)? (?:boy|girl|son|daughter|child|brother|sister)"
    rf" (?:of|among|in|after|to|with) (?:a family of )?{_N}(?: {_W})?{_END}",
    rf"{_KIN} and {_KIN} (?:(?:were |was )?(?:both )?(?:born|died|married|drowned|diagnosed|killed|buried|widowed))"
    rf"(?: {_W}){{1,6}}?{_END}",
    rf"(?:married|remarried|engaged|wed|living with|in love with|pregnant by)(?: to)? (?:her|his|their) (?:late |dead |former |own "
    rf"|ex-|first |second |twin )*{_KIN}'s (?:{_W} )?{_KIN}",
    rf"(?:triplets|quadruplets|quintuplets|sextuplets)(?: (?:of|in|at|born|from|after|who)(?: {_W}){{1,5}}?{_END})?",
    rf"(?:twin|triplet) (?:girls|boys|sons|daughters|babies|brothers|sisters|grandsons)(?: (?:of|born|who|from)(?: {_W}){{1,5}}?{_END})?",
    rf"{_MANY} children (?:by|from|with) {_N} (?:different )?(?:men|fathers|women|mothers|husbands|wives|marriages|partners)",
    rf"widowed (?:\w+ )?(?:twice|three times|before|by|in)(?: {_W}){{0,4}}?{_END}",
    rf"(?:seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth) (?:child|son|daughter|grandchild|baby)(?: of {_W}(?: {_W})?{_END})?",
]
_BODY = (
    r"(?:arm|forearm|hand|face|neck|throat|cheek|chest|back|forehead|wrist|leg|shoulder|scalp|ear|lip|chin|temple|head"
    r"|skull|thigh|foot|ankle|palm|eyebrow|jaw|nose|knee|eye|eyelid|mouth|brow|hairline|cheekbone|collarbone)s?"
)
_TRAITS = [
    rf"(?:(?:below|above|through)-(?:the-)?(?:knee|elbow) )?(?:prosthesis|prosthetic(?: \w+)?|amputee|artificial limb|wooden leg|hook for a hand)"
    rf"(?: (?:below|above|at|on|from|where)(?: {_W}){{1,4}}?{_END})?",
    rf"(?:lost|missing|without|no) (?:her|his|their|the|a|an|one|both|most of (?:her|his|their|the)|part of (?:her|his|their|the)) "
    rf"(?:left |right |lower |upper |other |index |middle |ring |little )*(?:arm|forearm|hand|leg|foot|eye|ear|nose|thumb|finger"
    rf"|fingers|toes|jaw|arms|legs|hands|feet|eyes)(?: (?:to|in|at|below|above)(?: {_W}){{1,6}}?)?{_END}",
    r"one[- ](?:armed|eyed|legged|handed|eared)|(?:left|right) (?:arm|leg|hand|foot|eye|ear) (?:was |is |had been )?(?:missing|gone|amputated"
    r"|made of glass|glass)|blind in (?:one|her|his|the) (?:\w+ )?eye|eye ?patch|(?:albino|albinism|heterochromia|vitiligo|dwarfism|gigantism"
    r"|achondroplasia)",
    rf"(?:(?:long|thick|deep|jagged|white|pale|old|raised|curved|livid|{_W}-shaped|burn) )*(?:scars?|burn marks?|birthmark|brand|mole"
    rf"|stain|mark) (?:(?:that |which )?(?:ran|runs|running|shaped|covering|covered|stretching|stretched|split|splitting|like)"
    rf"|across|down|over|along|from|round|around|through|under|above|below|on)(?: {_W}){{0,4}}? {_BODY}(?: to (?:{_W} ){{0,2}}{_BODY})?",
    r"(?:six|seven|6|7)(?:[- ]?(?:foot|feet|ft)|')[- ]?(?:\d{1,2}\"?|one|two|three|four|five|six|seven|eight|nine|ten|eleven)(?: tall)?(?! (?:long|wide|away|by))",
    r"(?:three|four|3|4)(?:[- ]?(?:foot|feet|ft)|')[- ]?(?:\d{1,2}\"?|one|two|three|four|five|six|seven|eight|nine|ten|eleven)(?: tall| in (?:her|his)"
    r" (?:shoes|socks|heels))|(?:2\.\d{1,2} ?m(?:etres|eters)?|2 ?m ?\d{1,2}|(?:19[5-9]|2[0-3]\d|1[0-3]\d) ?(?:cm|centimetres|centimeters))(?: tall)?(?! (?:long|wide|away|by))",
]
_EVENTS = [
    rf"(?:the )?(?P<it>(?:(?!(?:the|a|an|of|and|in|at|my|her|his|their|our|that|this|same|first|last|house|whole|other)\b){_W} ){{1,3}}"
    rf"(?:fire|crash|strike|flood|siege|collapse|explosion|derailment|sinking|shooting|bombing|massacre|disaster|murders?|kidnapping|robbery)"
    rf" (?:at|in|on|off|near|of)(?: {_W}){{1,5}}?)(?=\s*(?:[.,;:!?)\n\"]|$)| (?:and|but|that|who|when|which|made|had|was|he|she|they|so|because)\b)",
    rf"(?:the|that) (?P<it>(?:(?!(?:the|a|of|and|in|at|same|first|last|whole|other)\b){_W} ){{1,4}}(?:fire|case|crash|strike|flood|siege|collapse"
    rf"|explosion|scandal|rescue|trial|murders?|hoax)(?= (?:that |which |had |has )*(?:made|hit|was in|was on|was all over|filled|reached|led) "
    rf"(?:the )?(?:(?:local|national|evening|international|six o'clock) )*(?:news|papers?|headlines|front pages?|tv|television|radio)\b))",
]
_PLACED = (
    r"(?:airport|harbou?r|docks?|cathedral|zoo|museum|abbey|castle|racecourse|observatory|power station|refinery|shipyard"
    r"|steelworks|colliery|mine|quarry|lighthouse|crematorium|cemetery|town hall|stadium|theatre|opera house|aquarium"
    r"|embassy|consulate|barracks|naval base|air base|prison|ferry terminal|brewery|distillery|sawmill|abattoir|slaughterhouse"
    r"|fish market|cannery|circus|casino|mint|dam|waterworks|nuclear plant|space centre|palace|parliament|courthouse)"
)
_HEAD = (
    r"(?:officer|inspector|controller|engineer|mechanic|technician|guard|ranger|keeper|driver|operator|clerk|curator"
    r"|conductor|organist|porter|loader|welder|cook|chef|manager|handler|trainer|pilot|worker|attendant|foreman|captain"
    r"|supervisor|carpenter|restorer|diver|steward|machinist|fitter|groom|vet|groundsman|gardener|cleaner|announcer)"
)
_OCCUPATIONS = [
    rf"(?:{_W}[ -])?{_HEAD} (?:at|in|for|on|of) (?:the|a|an|our|her|his) (?:{_W} ){{0,2}}?{_PLACED}",
    rf"(?:the )?(?:county|town|village|island|valley|city|country|region|district|parish|state|province|nation|coast|area)'s "
    rf"(?:only|first|last|sole|youngest|oldest) (?:female |male |woman |black |deaf |blind )?{_W}(?: {_W}){{0,2}}?{_END}",
    rf"first (?:female|woman|black|deaf|blind|trans|openly gay|indigenous|asian|muslim) {_W}(?: {_W}){{0,1}}?"
    rf"(?: (?:in|of|at|for|on|to)(?: {_W}){{1,5}}?)?{_END}",
    r"(?:family|dynasty|line|generations?) of (?!\w+ (?:origin|care|people)\b)[a-z-]*(?:wrights|smiths|makers|keepers|herders|fishers"
    r"|fishermen|weavers|miners|divers|pilots|shepherds|beekeepers|undertakers|clockmakers|bakers|farriers|acrobats|puppeteers|boatbuilders)",
]


def _compile(patterns, category, rule):
    return [(bounded(rf"(?<![\w-])(?:{p})(?!\w)", re.I), category, rule) for p in patterns]


_ANY = [
    *_compile(_RELATIONS, Category.RELATION, "relations.told"),
    *_compile(_TRAITS, Category.TRAIT, "traits.told"),
    *_compile(_EVENTS, Category.EVENT, "events.told"),
    *_compile(_OCCUPATIONS, Category.OCCUPATION, "occupations.told"),
]
_CUT = bounded(
    r" (?:and|but|so|because|when|while|which|who|that|then|of|the|a|an|in|on|at|by|for|from|with|as|was|to|had|her|his)$",
    re.I,
)
_PLAIN_WORK = re.compile(
    r"first (?:female|male|woman|black|muslim|asian) (?:client|patient|supervisor|therapist|friend|doctor)\b", re.I
)


def recognize(document):
    text = document.text
    for pattern, category, rule in _ANY:
        for m in pattern.finditer(text):
            start, end = m.span("it") if "it" in m.re.groupindex else m.span()
            if text[start:end].lower().startswith("the "):
                start += 4
            while cut := _CUT.search(text, start, end):
                end = cut.start()
            if "\n" not in text[start:end] and not _PLAIN_WORK.match(text[start:end]):
                if category is Category.RELATION:
                    end = told_on(text, end)
                yield Mark(start, end, category, rule, FACT, "possible", "quasi")
