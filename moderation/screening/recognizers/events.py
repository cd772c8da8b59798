"""Newsworthy or unique events: a disaster, crime or feat that is told with the word that singles it out."""

import re

from ..findings import Category
from . import FACT, Mark
from .patterns import bounded

_HAPPENING = (
    r"(?:fires?|blaze|crash|collision|derailment|capsize|capsizing|sinking|ditching|wreck|shipwreck|flood"
    r"|floods|flooding|landslide|mudslide|avalanche|earthquake|tsunami|hurricane|tornado|cyclone"
    r"|explosion|blast|bombings?|shootings?|massacre|stabbings?|murders?|killings?|kidnapping|abduction"
    r"|hijacking|hostage[- ]taking|siege|riots?|raid|heist|robbery|arson|poisoning|collapse|disaster"
    r"|tragedy|attack|accident|rescue|evacuation|outbreak|inquest|inquiry|trial|court case|lawsuit|scandal"
    r"|strike|lock-?in|protest|uprising|mutiny|stampede|crush|drowning|drownings|eruption|cave-?in|meltdown"
    r"|spill|leak|recall|ambush|escape|standoff|manhunt|disappearance|pile-?up|fall|jump|dive|final"
    r"|marathon|relay|swim|crossing|ascent|expedition|pageant|lottery win|record|exorcism|apparition"
    r"|wedding|closure)"
)
# Disasters that tell a story even after "a": the rest need "the" and something that singles them out.
_GRAVE = (
    r"(?:fire|blaze|crash|derailment|capsize|sinking|ditching|shipwreck|flood|landslide|avalanche"
    r"|earthquake|tsunami|explosion|blast|bombing|shooting|massacre|stabbing|kidnapping|abduction"
    r"|hijacking|siege|riot"
    r"|heist|collapse|disaster|poisoning|outbreak|inquest|inquiry|rescue|stampede|crush|drowning|eruption"
    r"|cave-?in|pile-?up|spill|ambush|standoff|manhunt|scandal|protest)"
)
_W = r"[A-Za-z][\w'-]*"
_NOT_FIRST = (
    r"(?!(?:same|first|last|next|whole|other|only|recent|old|new|big|little|house|car|heart|panic"
    r"|fire|in|of|and|a|an|the|that|this|no|my|her|his|their|our|your|on|at|or|was|is|to|with|for"
    r"|from|had|good|great|bad|final|smoke|spring|school|family|sibling|real|second|third|fourth"
    r"|verbal|road|traffic|clinical|drug|randomi[sz]ed|pilot|free|down|asthma|anxiety|terrible"
    r"|tragic|nearby|long|short)\b)"
)
_PLACE = (
    rf"(?: (?:at|on|in|off|of|across|under|near|aboard|over|outside|into) (?:the |a |an )?(?:{_W}(?: "
    rf"(?:of|and|the) )?[ -]?){{1,5}}?(?=[.,;:!?\"')\n]|$| (?:and|but|that|who|which|when|where|he"
    rf"|she|they|i|was|were|is|had|has|so|because|in|on|at|for|with|after|before|as|from|since|fifty"
    rf"|years?|then|while|to|into|came|made|took|left|happened)\b))"
)
_PATTERNS = [
    # the Kattegat excursion-boat fire; the tanker fire at the motor park
    (rf"\bthe (?P<it>(?:{_NOT_FIRST}{_W} ){{1,4}}?{_GRAVE}\b{_PLACE}?)", "modified"),
    (
        rf"\b(?:in|of|on|from|since|after|during|survived|survivor of|about|for|the|that|into|reported|to) "
        rf"(?:the )?(?P<it>(?:(?-i:[A-Z])[\w'-]+ ){{1,3}}(?:(?-i:[a-z])[\w'-]+ "
        rf"){{0,3}}(?-i:{_HAPPENING})\b)",
        "named",
    ),
    (rf"\bthe (?P<it>(?:{_NOT_FIRST}{_W} ){{0,2}}?{_GRAVE}\b{_PLACE})", "placed"),
    (
        rf"\bthe (?P<it>{_HAPPENING} (?:at|on|in|off|of|aboard|across) (?:the )?(?-i:[A-Z]|national|town"
        rf"|village|city|county|school|church|cathedral|festival|carnival|fair|championships?|olympics?"
        rf"|world|european|regional|state|airport|bridge|mine|quarry|harbou?r|ferry|pier|stadium|square"
        rf"|market|prison|palace|museum|zoo|circus|trials|finals?|race|match|parade|derby"
        rf"|regatta)(?:{_W})?(?: {_W}){{0,4}}?(?=[.,;:!?\"')\n]|$| (?:and|but|that|who|which|when|where|he"
        rf"|she|they|i|was|were|is|had|has|so|because|after|before|since|to)\b))",
        "placed",
    ),
    (
        rf"\b(?:an?|her|his|their) (?P<it>(?:{_NOT_FIRST}{_W} ){{0,3}}?{_GRAVE} (?:that|which|everyone|at"
        rf"|on|in|off|of|aboard) (?:(?:made|was|had been|has been) (?:all over |in |on |across )?(?:the "
        rf")?(?:{_W} ){{0,3}}(?:news|papers?|television|tv|headlines|radio|front page)|(?:the |a "
        rf")?(?-i:[A-Z])[\w'-]+(?: [A-Z][\w'-]+){{0,2}}))",
        "news",
    ),
    # the church camp van case; the Harrow Weir bridge shout
    (
        rf"\b(?:the|that) (?P<it>(?:(?-i:[A-Z])[\w'-]+ (?:{_W} ){{0,3}}?|(?:{_NOT_FIRST}{_W} "
        rf"){{2,3}}?)(?:case|incident|affair|shout|hoax|cover-up|verdict|ruling|walkout|lockdown|blackout"
        rf"|turbine failure|evacuation|job))(?= |[.,;:!?\")])",
        "case",
    ),
    (
        r"\b(?:the )?(?P<it>(?:night|day|morning|afternoon|evening|winter|week|summer) (?:the|that|when "
        r"the|they) (?:[\w'-]+ ){1,6}?(?:went down|sank|burn(?:ed|t)(?: down)?|collapsed|crashed|exploded"
        r"|flooded|broke|fell|capsized|derailed|blew up|caught fire|was (?:bombed|shot|attacked|raided"
        r"|hijacked|stabbed|killed)|were (?:shot|killed|bombed)|closed|struck|hit|came down|ran aground"
        r"|gave way))\b",
        "night",
    ),
    (
        rf"\b(?:died|killed|lost|injured|hurt|trapped|burned|shot|blown up|wounded|caught|plate|fell"
        rf"|rescued|survived|evacuated|stranded|hostage|there) (?:at|in|on|off|from|by|aboard) the "
        rf"(?P<it>(?-i:[A-Z])[\w'-]+(?: {_W}){{1,3}}?)(?=[.,;:!?\")\n]|$| (?:and|but|that|who|which|when"
        rf"|where|he|she|they|with|was|were|had|in|on|after|before|because|so)\b)",
        "died_at",
    ),
    # her uncle died in custody
    (
        rf"\b(?P<it>(?:(?:{_W} )?(?:died|deaths?|killed|shot|beaten|hanged) (?:in|by) (?:police "
        rf")?(?:custody|police|detention|prison)))",
        "custody",
    ),
    # feats: the first woman to …, the youngest … ever, the only survivor of
    (
        rf"\b(?:the |was |became |one of the )(?P<it>(?:first|youngest|oldest|only|last|fastest)(?: "
        rf"{_W}){{1,3}} (?:to|ever to|in the (?:country|world|state|county|history|region|nation|province"
        rf"|district|town|city|village)|on record|across|who (?:ever )?(?:survived|swam|climbed|crossed"
        rf"|won|ran|walked|flew|sailed))(?: (?!see |say |tell |ask |know |notice |call |come |go |speak "
        rf"|admit |get |be |hear |help |leave |arrive |find |do |make |use |offer |listen |apologi"
        rf"|understand |read |write |sign |give |have |take |put |talk |visit |believe |treat |suggest "
        rf"|mention |my |me |us ){_W}){{1,6}}?(?=[.,;:!?\"')\n]|$| (?:and|but|that|who|which|when|where|he"
        rf"|she|they|so|because|after|before|since)\b))",
        "feat",
    ),
    (
        rf"\b(?P<it>(?:sole|lone|only|last) (?:surviv\w+)(?: (?:of|from|in) (?:the |a |an )?(?:{_W} "
        rf"?){{1,6}}?)?)(?=[.,;:!?\"')\n]|$| (?:and|but|that|who|which|when|where|he|she|they|so|because"
        rf"|was|were)\b)",
        "feat",
    ),
    (
        r"\b(?P<it>(?:made|hit|was (?:all over|in|on)|were (?:all over|in|on)|been (?:all over|in|on)|it "
        r"was in|was on|all over|appeared (?:in|on)|featured (?:in|on)|ended up (?:in|on)|interviewed "
        r"(?:by|on|in)|reported (?:in|on)) (?:the )?(?:(?:local|national|evening|international|regional"
        r"|daily|front page of the|six o'clock) )*(?:news|newspapers?|papers|headlines|front pages?"
        r"|television|tv|radio|tabloids|press))\b",
        "news",
    ),
    (
        rf"\b(?:who |she |he |had |they |having |and )(?P<it>(?:won|broke|holds?|held|set) (?:the |a |an "
        rf")?(?:(?:national|world|olympic|european|commonwealth|state|regional|lottery|county|land speed"
        rf"|local)\b ?)+(?:{_W} ?){{0,5}}?)(?=[.,;:!?\"')\n]|$| (?:and|but|that|who|which|when|where|he"
        rf"|she|they|so|because|after|before|since|in)\b)",
        "feat",
    ),
    (
        rf"\b(?P<it>(?:won the lottery|struck by lightning|survived (?:a|the) (?:plane|helicopter|shark"
        rf"|bear|lightning|avalanche|train|shipwreck|bombing|shooting|massacre|tsunami|earthquake"
        rf"|crocodile|landslide|mine)\b(?: {_W}){{0,2}}|(?:shark|bear|crocodile|lion|elephant|tiger|hippo) "
        rf"attack|(?:helicopter|plane|ferry|train|coach|bus|tram|cable[- ]car|glider|lifeboat|trawler"
        rf"|balloon|boat) (?:crash|disaster|accident|ditching|sinking|derailment|fire|wreck"
        rf"|capsize)(?:{_PLACE})?))",
        "rare",
    ),
]
_ANY = [(bounded(p, re.I), rule) for p, rule in _PATTERNS]
_CUT = bounded(
    r" (?:and|but|so|because|when|while|which|who|that|then|the|a|an|of|at|on|in|by|for|to|with|as|was"
    r"|were|had|has|her|his|their)$",
    re.I,
)


def recognize(document):
    text = document.text
    for pattern, rule in _ANY:
        for m in pattern.finditer(text):
            start, end = m.span("it")
            while cut := _CUT.search(text, start, end):
                end = cut.start()
            if "\n" not in text[start:end]:
                yield Mark(start, end, Category.EVENT, "events." + rule, FACT, "possible", "quasi")
