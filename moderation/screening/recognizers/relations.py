"""Distinctive family facts. "Her husband" and "two sisters" are everybody's and stay."""

import re

from ..findings import Category
from . import FACT, Mark
from .patterns import bounded

_N = r"(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|\d{1,2})"
_MANY = r"(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|[4-9]|1\d)"
_ORD = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|last)"
_CHILD = r"(?:children|kids|siblings|brothers|sisters|sons|daughters|boys|girls)"
# A clause that goes on to say what is distinctive: up to eight words, to the next stop.
_TAIL = r"(?: [\w'-]+){1,9}"
_KIN = (
    r"(?:brother|sister|mother|father|mum|mom|dad|parents|son|daughter|husband|wife|twin|uncle|aunt|cousin"
    r"|grandfather|grandmother|stepfather|stepmother"
    r"|sons|daughters|brothers|sisters|in-laws|fiance|partner|nephew|niece|widow|widower|half-brother"
    r"|half-sister|stepbrother|stepsister)"
)
_OFFICE = (
    r"(?:mayor|bishop|judge|governor|senator|minister|president|chief|king|queen|prince|princess|imam"
    r"|rabbi|vicar|pastor|priest|headmaster|headmistress|principal|sheriff"
    r"|coroner|ambassador|mp|councillor|magistrate|chairman|founder|owner|coach|captain|conductor"
    r"|choreographer|dean|surgeon|actor|actress|footballer|singer)"
)
_PATTERNS = [
    rf"(?:(?:her|his|their|the|my) )?(?:own )?(?:[\w-]+ )?(?:foster |half-|step|twin |birth "
    rf"|great-)?{_KIN}(?:-in-law)?'s (?:(?:own|former|late|first|second|ex|ex-|identical|dead|estranged"
    rf"|birth|foster|only|older|younger|twin|prison|best) ?)+(?:[\w-]+)(?: [\w-]*(?:guard|wife|husband"
    rf"|partner|father|mother|brother|sister|teacher|lawyer|nurse|friend|killer|abuser))?",
    rf"(?:(?:her|his|their) )?(?:own )?{_KIN}'s {_KIN}(?:,? who(?: [\w'-]+){{1,10}})?",
    rf"(?:(?:her|his|their) )?(?:[\w-]+ )?{_KIN}, who (?:was|is|were|had been) (?:also|both|once|in "
    rf"fact)(?: [\w'-]+){{1,10}}?(?=[.,;:!?)\n\"]|$)",
    r"(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|[4-9]|1\d)(?: [\w-]+){0,2} "
    r"(?:brothers|sisters|daughters|sons|cousins|uncles|aunts|siblings|wives|husbands)(?:,? (?:across"
    r"|from|in|all|who|on)(?: [\w'-]+){1,6}?(?=[.,;:!?)\n\"]|$| and | but | appear| had | were ))?",
    r"(?:her|his|their) (?:first|second|third|late|dead) (?:wife|husband) and (?:her|his|their)(?: "
    r"[\w'-]+){1,4}?(?=[.,;:!?)\n\"]|$| after | who | in | at )",
    r"(?:no (?:family|relatives?|kin) (?:but|except|apart from) (?:a |an |her |his )?)?half-(?:sister"
    r"|brother)s?(?: (?:born|who|from|she|he|by|in|on)(?: [\w'-]+){1,9}?(?=[.,;:!?)\n\"]|$| and | but "
    r"))?",
    r"raised (?:him|her|them) and (?:his|her|their)(?: [\w'-]+){1,4}",
    rf"(?:youngest|eldest|oldest|last|first|third|fourth|fifth) of (?:{_N} )generations?(?:(?: "
    rf"[\w'-]+){{1,7}}?(?=[.,;:!?)\n\"]|$| and | but | who | which ))?",
    r"(?:surviving |other |younger |older )*(?:half|one) of (?:a |the )?(?:pair of )?(?:\w+ "
    r")?twins?(?:(?: [\w'-]+){1,7}?(?=[.,;:!?)\n\"]|$| and | but ))?",
    r"conjoined(?:,? and separated(?: [\w'-]+){0,5})?",
    rf"(?:youngest|eldest|oldest|middle|only|{_ORD}|\d{{1,2}}(?:st|nd|rd|th))(?:[- ]born)?(?: (?:girl|boy"
    rf"|child|son|daughter|one|sister|brother))? of (?:the )?{_N}(?: (?:\w+ )?{_CHILD})?(?:, all [\w' "
    rf"]{{3,40}})?",
    rf"(?:father|dad|mother|mum|mom|mam|parent|grandfather|grandmother|gran|nan|grandad|granddad"
    rf"|stepmother|stepfather) (?:of|to) (?:{_N})(?: (?:under \w+|boys|girls|sons|daughters|children"
    rf"|kids))?",
    r"one of (?:the |a set of )?(?:conjoined |identical |four |five |three )?(?:twins|triplets|quads"
    r"|quadruplets|quintuplets|quins|sextuplets)",
    r"(?:identical|conjoined|mirror|surviving|only surviving) twins?(?: (?:of|to|brother|sister)\b(?: "
    r"[\w'-]+){0,5})?|twin (?:brother|sister|of)(?: (?:who|which|had|was|died|drowned|of)\b(?: "
    r"[\w'-]+){1,6})?",
    r"(?:triplets?|quadruplets?|quintuplets?)|(?:two|three|second|third|both) sets? of (?:\w+ )?twins"
    r"|twins? (?:again|twice)|a set of triplets",
    rf"(?:lost|buried|outlived|survived|given|gave|raised|adopted|fostered|married|divorced|widowed) "
    rf"(?:all |both |her |his |their |my )?(?:{_N}|both|two|twice|three times|four times) (?:\w+ "
    rf")?{_KIN}{_TAIL}",
    rf"(?:lost|buried|outlived|survived|adopted|fostered|raised) (?:all )?(?:(?:of )?(?:her|his|their) "
    rf")?{_N} (?:\w+ )?(?:{_CHILD}|{_KIN}|babies|husbands|wives|foster children)",
    r"(?:adopted|orphaned|widowed|divorced) (?:twice|three times|four times)(?:,? (?:by|before|in|to"
    r"|from)\b(?: [\w'-]+){1,6})?",
    rf"both (?:her|his|their|of (?:her|his|their)) parents (?:\w+ )?(?:drowned|died|were|killed|murdered"
    rf"|are|vanished|disappeared){_TAIL}|both (?:her|his) parents (?:drowned|murdered|vanished)",
    r"married (?:two|three|her|his|the) (?:(?:late |dead |former |own |first |twin |husband's |wife's "
    r"|sister's |brother's |ex-husband's |stepmother's )+)?(?:brothers|sisters|cousins?|brother|sister"
    r"|uncle|niece|nephew|stepbrother|stepsister|half-brother)(?:, [\w ]{3,30})?",
    rf"(?:{_ORD}|\d{{1,2}}(?:st|nd|rd|th)) (?:sister|brother|generation|daughter|son|wife|husband|cousin"
    rf"|member|child|person|woman|man)s? (?:in|of|from) (?:her|his|their|the) (?:own )?(?:family|house"
    rf"|line|clan){_TAIL}",
    rf"(?:son|daughter|child|widow|widower|wife|husband|brother|sister|niece|nephew|grandson|granddaughter"
    rf"|grandchild|stepson|stepdaughter|twin|heir|fiancee?|mistress|ex-wife|ex-husband) (?:of|to) (?:the|a"
    rf"|our|one of) (?:[\w'-]+ ){{0,3}}{_OFFICE}\b(?: (?:of|who|in|at)(?: [\w'-]+){{1,5}})?",
    rf"(?:her|his|their) (?:\w+ )?{_KIN} (?:is|was|had been) (?:also )?(?:her|his|my|the) (?:own )?(?:\w+ "
    rf")?(?:supervisor|teacher|boss|{_OFFICE}|{_KIN})\b(?:(?: too| as well|'s \w+))?",
    rf"(?:all |whose )(?:{_N} )?(?:of )?(?:her |his |their )?(?:{_N} )?(?:brothers|sisters|sons|daughters"
    rf"|uncles|aunts) (?:are|were|had|all|died|drowned|served|became){_TAIL}",
    rf"{_MANY} (?:older |younger |half-|step)?(?:brothers|sisters|siblings|sons|daughters)(?: and {_N} "
    rf"(?:sisters|brothers|daughters|sons))?(?:, all [\w' ]{{3,40}})?",
    r"(?:three|four|five) (?:\w+ )?(?:brothers|sisters|sons|daughters|uncles)(?:, all [\w' -]{3,40}| "
    r"who (?:all|had|are|were|died)\b(?: [\w'-]+){1,7})",
    r"(?:raised|brought up) by (?:her|his|their|two|three|four|a|the) (?:[\w'-]+ ){0,3}(?:great-(?:aunt"
    r"|uncle|grand\w+)|nuns|monks|aunts|uncles|circus|wolves|foster families|priests|sisters|brothers"
    r"|godmother|godfather)(?: (?:who|in|on|at|above)(?: [\w'-]+){1,6})?",
    r"(?:her|his|their) (?:father|mother|brother|sister|husband|wife|son|daughter|uncle|aunt|cousin"
    r"|grandfather|grandmother)(?:'s)? (?:had |was |were |has )?(?:shot|stabbed|murdered|killed|hanged"
    r"|drowned|kidnapped|executed|disappeared|vanished|struck by lightning|imprisoned|jailed)(?: (?:in|on"
    r"|by|at|during|when|for|her|his)\b(?: [\w'-]+){1,7})?",
    r"(?:half-|step)(?:brother|sister|siblings?) (?:she|he|they) (?:had )?(?:never|only|first|later)(?: "
    r"[\w'-]+){1,7}",
    r"(?:descendant|descended|great-?(?:grand)+(?:son|daughter|child|niece|nephew)|direct line) (?:of"
    r"|from)(?: (?:the|a))?(?: [\w'-]+){1,5}",
    r"(?:last|sole|only) (?:surviving |living |remaining )?(?:member|survivor|heir|child|male|sibling|son"
    r"|daughter|brother|sister) (?:of|in|from|born|left)(?: [\w'-]+){1,7}",
    r"(?:eloped|ran away) with (?:her|his|the)(?: [\w'-]+){1,5}",
    r"(?:her|his|their) (?:own )?(?:surrogate|sperm donor|donor|birth mother|birth father|biological "
    r"(?:mother|father))(?: (?:was|is|turned out|who|had)\b(?: [\w'-]+){1,7})",
    r"(?:surrogate|donor-conceived|sperm donor)(?: (?:for|to|by|of)(?: [\w'-]+){1,5})?",
    r"(?:had |has )?(?:three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:foster|adopted|step)[- "
    r"]?(?:children|kids|sons|daughters|siblings)",
    r"(?:married|wed|remarried) (?:to )?(?:the same|each other|three|four|five)(?: [\w'-]+){1,5}",
]
_ANY = [bounded(rf"\b(?:{p})(?!\w)", re.I) for p in _PATTERNS]
_CUT = bounded(
    r" (?:and|but|so|because|when|while|which|who|that|then|after|before|she|he|they|i|to|of|the|a|an|in"
    r"|on|at|by|for|from|with|as|was|were|is|are|had|has|her|his|their)$",
    re.I,
)


# What goes on to tell the fact: "… in the same week", "… from four marriages", "… all under five".
_GOES_ON = bounded(
    r",? (?:in|on|by|before|after|from|with|within|under|to|at|of whom|for|born|all|both|who|whose)(?: [\w'-]+){1,8}?"
    r"(?=[.,;:!?)\n\"]|$| - | (?:and (?:he|she|they|i|we|was|then|had|never|has)|but|so|because|he|she|they|i|we|when|while)\b)",
    re.I,
)


def told_on(text, end):
    """Where the fact ends that is told so far up to ``end``."""
    more = _GOES_ON.match(text, end, min(len(text), end + 90))
    return more.end() if more else end


def recognize(document):
    text = document.text
    for pattern in _ANY:
        for m in pattern.finditer(text):
            start, end = m.span()
            while cut := _CUT.search(text, start, end):
                end = cut.start()
            if "\n" not in text[start:end]:
                end = told_on(text, end)
                yield Mark(start, end, Category.RELATION, "relations.distinctive", FACT, "possible", "quasi")
