"""Distinctive family facts. "Her husband" and "two sisters" are everybody's and stay."""

import re

from ..findings import Category
from . import FACT, Mark
from .cues import cue, sentences_with
from .patterns import bounded

_W = r"[A-Za-z][\w'-]*"
_TEENS = r"eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
_N = rf"(?:two|three|four|five|six|seven|eight|nine|ten|{_TEENS}|\d{{1,2}})"
_SOME = rf"(?:three|four|five|six|seven|eight|nine|ten|{_TEENS}|\d{{1,2}})"
_MANY = rf"(?:four|five|six|seven|eight|nine|ten|{_TEENS}|[4-9]|1\d)"
_ORD = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    r"|sixteenth|youngest|eldest|oldest|middle|last|only|\d{1,2}(?:st|nd|rd|th))"
)
_CHILD = (
    r"(?:children|kids|siblings|brothers|sisters|sons|daughters|boys|girls|babies|grandchildren|grandsons|granddaughters"
    r"|foster children|stepchildren|grandkids|wains|weans)"
)
_KIN = (
    r"(?:(?:great-|half-|step-?|foster |birth |twin |god|ex-)*(?:brother|sister|mother|father|mum|mom|mam|dad|parent|son"
    r"|daughter|child|husband|wife|uncle|aunt|auntie|cousin|grandfather|grandmother|grandad|granddad|gran|nan|nana|grandson"
    r"|granddaughter|nephew|niece|fiancee?|widow|widower|twin)(?:-in-law)?)"
)
_KINS = (
    r"(?:(?:great-|half-|step-?|foster )*(?:brothers|sisters|parents|sons|daughters|uncles|aunts|cousins|grandparents"
    r"|grandfathers|grandmothers|grandchildren|grandsons|granddaughters|nephews|nieces|wives|husbands|siblings|children|kids"
    r"|twins|in-laws|spouses)(?:-in-law)?)"
)
_OWN = r"(?:her|his|their|my|our|your|the)"
_OFFICE = (
    r"(?:mayor|bishop|judge|governor|senator|minister|president|chief|king|queen|prince|imam|rabbi|vicar|pastor|priest|canon"
    r"|headmaster|headmistress|headteacher|sheriff|coroner|ambassador|mp|councillor|magistrate|chairman|founder|coach|conductor"
    r"|choreographer|dean|surgeon|actor|actress|footballer|singer|warlord|dictator|general|archbishop|laird|hangman|murderer)"
)
# Where a fact that goes on comes to its end.
_AND = (
    r"and (?:he|she|they|i|we|it|that|this|you|then|now|the|my|our|nobody|no|never|not|so|was|had|is|has|did|could|would"
    r"|told|asked|wrote|said|put|got|went|came|kept|made|one)"
)
CLAUSE_END = (
    rf"(?=\s*(?:[.,;:!?)\n\"]|$)|'(?!\w)| [-–—] | (?:{_AND}|but|so|because|when|while|which|he|she|they|i|we|as though|as if|as an?|does"
    r"|did|sat|came|rang|told|asked|said)\b)"
)
# Up to nine words more, to the next stop; of a clause that is longer, its first words.
_ON = rf"(?:(?: {_W}| \d+){{1,9}}?{CLAUSE_END}|(?: {_W}){{3}})"
_OF = (  # what only goes on after a preposition
    rf"(?:,? (?:in|on|by|before|after|from|with|within|under|to|at|of whom|for|born|all|both|who|whose|across|inside|aged)"
    rf"(?: {_W}){{1,8}}?{CLAUSE_END})"
)
_VIOLENT = (
    r"(?:shot|stabbed|strangled|murdered|hanged|beheaded|drowned|kidnapped|abducted|executed|poisoned|disappeared|vanished"
    r"|struck by lightning|imprisoned|jailed|deported|assassinated|buried alive|set on fire|(?<=been )killed|(?<=was )killed|(?<=were )killed|killed (?:by|in|on|at|when|her|his|their)\b)"
)
_PRISON = r"(?:in prison|in jail|serving (?:life|a sentence|\w+ years)|doing (?:life|time)|on death row)"
_PATTERNS = [
    # the fourteenth of sixteen children; the only boy of seven sisters
    rf"{_ORD}(?:[- ]born)?(?: surviving| living)?(?: (?:girl|boy|child|son|daughter|one|sister|brother|triplet))?"
    rf" (?:of|among|in|after|to) (?:the |a family of )?(?:{_N}|a dozen)(?: (?:\w+ )?{_CHILD}(?:, all [\w' ]{{3,40}})?|{CLAUSE_END}|(?= (?:in|from|with|to|at|by|on|after|born|all|across|raised|whose|since|now|too|living|and)\b))",
    rf"{_ORD} of (?:the )?(?:triplets|quadruplets|quads|quins|quintuplets|sextuplets)",
    rf"(?:seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth) (?:child|son|daughter|grandchild|baby)"
    rf"(?: of (?:a |an )?{_W}(?: (?:son|daughter|child|{_CHILD}))?{CLAUSE_END})?",
    rf"(?:youngest|eldest|oldest|last|first|third|fourth|fifth) of (?:{_N}) generations?{_ON}?",
    rf"(?:third|fourth|fifth|sixth|seventh|2nd|3rd|\d{{1,2}}th) (?:sister|brother|generation|daughter|son|wife|husband|cousin|member"
    rf"|child|person|woman|man)s? (?:in|of|from) {_OWN} (?:own )?(?:family|house|line|clan){_ON}?",
    rf"(?:last|sole|only) (?:surviving |living |remaining )?(?:member|survivor|heir|child|male|sibling|son|daughter|brother"
    rf"|sister)(?: left)? (?:of|in|from|born|left){_ON}",
    # mother of five; grandmother raising eight grandchildren
    rf"(?:father|dad|daddy|mother|mum|mom|mam|parent|grandfather|grandmother|gran|nan|grandad|granddad|stepmother|stepfather"
    rf"|guardian|widow|widower) (?:of|to) (?:{_SOME}|a dozen)(?: {_CHILD})?(?:,? (?:all |aged |all aged )?(?:under|below) {_W}| (?:by|from|with) {_N} {_W})?"
    rf"(?! (?:patients?|clients?|years|months|times|the|minutes))(?![\w-])",
    r"(?:mother|mum|mom|father|dad|parent)s? (?:of|to) (?:two|three|both|twin|a) (?:sets? of )?(?:twins|triplets|quads)",
    rf"all (?:boys|girls|sons|daughters)(?:,? (?:all )?(?:under|aged)(?: {_W}){{1,2}})?",
    rf"(?:buried|outlived|lost|survived|divorced|nursed|raised|raising|bringing up|brought up|fostered|fostering|adopted"
    rf"|adopting|birthed|bore|borne|had had|given|gave|delivered|married|widowed)"
    rf" (?:all |both |her |his |their |my |of |the |another |other |over |more than |nearly |almost )*"
    rf"(?:{_N}|a dozen|a hundred|\d+)(?: of (?:her|his|their|the))? (?:{_W} )?(?:{_CHILD}|{_KINS}|partners|babies)\b{_OF}?",
    rf"{_MANY} (?:older |younger |half-|step|other )*(?:brothers|sisters|siblings|sons|daughters|wives|husbands|uncles|aunts)"
    rf"(?: and (?:{_N}|no|one) (?:sisters|brothers|daughters|sons|siblings))?(?:, all [\w' ]{{3,40}}|{_OF})?",
    rf"{_MANY} (?!other |the |my |her |his |of the |of my ){_W}(?: {_W})? (?:brothers|sisters|daughters|sons|cousins|uncles|aunts|siblings){_OF}?",
    rf"three (?:\w+ )?(?:brothers|sisters|sons|daughters|uncles)(?:, all [\w' -]{{3,40}}| who (?:all|had|are|were|died)\b{_ON})",
    rf"(?:{_SOME}|a dozen) (?:children|kids|sons|daughters) (?:by|from|with|to) (?:{_N}) (?:different )?(?:men|fathers|women|mothers"
    rf"|husbands|wives|marriages|partners)",
    rf"family of (?:{_TEENS}|nine|ten|1\d)",
    rf"{_SOME} (?:foster|adopted|step)[- ]?(?:children|kids|sons|daughters|siblings)",
    rf"(?:{_MANY}|a dozen) (?:children|kids|grandchildren)(?:,? (?:all )?(?:under|aged under|below) {_W})",
    # twins and more
    rf"(?:surviving |other |younger |older )*(?:half|one) of (?:a |the )?(?:pair of |set of )?(?:\w+ )?"
    rf"(?:twins?|triplets|quads|quadruplets|quins|quintuplets|sextuplets){_OF}?",
    r"(?:identical |surviving |only |one of )*(?:triplets?|quadruplets?|quintuplets?|sextuplets?|(?<=the )quads|quins)",
    r"(?:identical|conjoined|mirror|surviving|only surviving) twins?(?! (?:beds?|studies))",
    r"(?:two|three|four|second|third|fourth|fifth|both) sets? of (?:\w+ )?twins|twins (?:again|twice)",
    rf"conjoined(?:,? and separated(?: {_W}){{0,5}}?{CLAUSE_END})?",
    rf"twin(?: (?:brother|sister))?,?(?: who)? (?:had |was |is |has |had been |works )?(?:died|drowned|stillborn|dead|killed|lost|lives"
    rf"|worked|works|shot|murdered|missing|absorbed){_ON}?",
    r"twin (?:brother|sister)s?|twin (?:girls|boys|sons|daughters|babies|grandsons|granddaughters)",
    # kin of kin
    rf"{_KIN}'s (?:(?:own|former|late|first|second|third|ex|dead|estranged|birth|foster|only|older|younger|twin|identical|prison|best) )+\w+"
    rf"(?: (?:guard|teacher|employer|lawyer|officer|partner|brother|sister|wife|husband|killer))?(?:,? who{_ON})?",
    rf"(?!(?:child|son|daughter|husband|wife|partner|mother|father|mum|mom|dad|parent)'s (?:brother|sister|cousin|mother|father|mum|mom|dad|parent|uncle|aunt|husband|wife|partner|son|daughter)\b(?!,? who| and (?:her|his|later|also|now)| (?:had|was also|is also|whom)\b)){_KIN}'s (?:killer|abuser|murderer|mistress|{_KIN})\b"
    rf"(?:,? who{_ON})?",
    rf"{_KIN}(?:,? who)? (?:is |was |had been |became |had become |turned out to be |later became )(?:also |both |once |really |in fact |now )*"
    rf"(?:(?:her|his|their|my|our) (?:own )?(?:\w+ )?(?:supervisor|head of \w+|clinical lead|matron|receptionist|director|teacher|boss|landlord|manager|consultant|therapist|{_OFFICE}"
    rf"|{_KIN}s?)\b(?:'s (?:\w+ )?\w+)?{_OF}?|the (?:\w+ )?{_KIN} of {_W}(?: {_W}){{0,8}}?{CLAUSE_END})",
    rf"{_KIN}, who (?:was|is|were|had been) (?:also|both|once|in fact){_ON}",
    rf"(?:birth|biological|real|natural) (?:mother|father|parents) (?:was|is|turned out|had been|who|were){_ON}",
    rf"{_KIN}s? had been (?:her|his|their) (?:own )?(?:surrogate|donor|surrogate mother)",
    rf"{_KIN} (?:and|or) {_KIN} (?:(?:had |were |was |had both |both )*(?:born|died|married|drowned|diagnosed|killed|buried|widowed"
    rf"|pregnant|shot)){_ON}",
    rf"{_KIN}(?:, (?:his|her) \w+)? and (?:both |all |{_N} )+{_KINS} (?:had |were )?(?:died|killed|drowned|murdered|burned){_ON}?",
    rf"(?:lost|buried|outlived) both (?:of )?(?:(?:her|his|their) )?{_KINS}{_OF}|(?:lost|buried|outlived) both (?:of )?(?:(?:her|his|their) )?(?:{_W} )?"
    r"(?:sons|daughters|brothers|sisters|husbands|children|twins)",
    rf"(?:eloped|ran (?:away|off)) with (?:her|his|the){_ON}",
    rf"(?:first|second|third|late|dead) (?:wife|husband) and (?:her|his|their)(?: {_W}){{1,4}}?{CLAUSE_END}",
    rf"(?:son|daughter|child|widow|widower|wife|husband|brother|sister|niece|nephew|grandson|granddaughter|grandchild|stepson"
    rf"|stepdaughter|twin|heir|fiancee?|mistress|ex-wife|ex-husband|cousin) (?:of|to) (?:the|a|our|one of)"
    rf" (?:(?!my\b){_W} ){{0,3}}?{_OFFICE}\b(?:,? (?:of|who|in|at){_ON})?",
    rf"{_OFFICE}'s (?:(?:own|youngest|eldest|oldest|only|estranged|illegitimate|adopted|secret|second|third|first|younger|older"
    rf"|middle|late) )*(?:son|daughter|child|wife|husband|widow|brother|sister|niece|nephew|grandson|granddaughter|mistress|twin)",
    # who married whom
    r"(?:gone on to marry|going to marry|married|remarried|wed|engaged|eloped|ran away|living with|in love with|pregnant by"
    r"|sleeping with|affair with)(?: to| with)? (?:(?:a pair of|two|three|her|his|their|the) )(?:(?:late |dead |former |own |first |second |twin )*"
    r"(?:husband|wife|sister|brother|ex-husband|ex-wife|ex|stepmother|mother|father|best friend)'s )?(?:\w+ )?"
    r"(?:brothers?|sisters?|cousins?|uncle|aunt|niece|nephew|stepbrother|stepsister|half-brother|half-sister|mother|father"
    r"|wife|husband|widow|widower|stepfather|stepmother|stepson|mother-in-law|brother-in-law|sister-in-law)(?:, one after the other)?",
    rf"(?:{_N} )?{_KINS} (?:had |both )*married (?:the same|each other|a pair|two)(?: {_W}){{0,2}}?{CLAUSE_END}|parents (?:are|were) (?:first cousins|cousins|half-siblings|siblings|brother and sister|uncle and niece)",
    rf"{_KINS} had married(?: {_W}){{1,4}}?{CLAUSE_END}|{_KIN} and {_KIN} had married(?: {_W}){{1,4}}?{CLAUSE_END}",
    rf"(?:married|wed|remarried) (?:to )?(?:the same (?:man|woman)|each other again|{_SOME} times)(?: {_W}){{0,4}}?{CLAUSE_END}",
    r"(?:first |second )?cousins (?:who |had )*(?:married|are married)(?: to)?(?: each other)?",
    rf"(?:widowed|orphaned|adopted|divorced) (?:\w+ )?(?:twice|three times|four times|five times|before (?:she|he) (?:was|turned) \w+){_OF}?|widowed (?:by|at|in the){_ON}",
    # childhoods
    rf"(?:raised|brought up|reared) by (?:an? |the |her |his |their |two |three |four )*(?:{_W} ){{0,2}}?(?:great-\w+|nuns|monks|aunts|uncles"
    rf"|circus|foster families|priests?|sisters|brothers?|sister|siblings|godmother|godfather|neighbours?|neighbors?|stepfather"
    rf"|stepmother|cousins?|housekeeper|wolves|missionar\w+){_OF}?",
    rf"raised (?:him|her|them) and (?:his|her|their)(?: {_W}){{1,4}}?{CLAUSE_END}",
    rf"(?:left|abandoned|found|dumped|discovered) as a (?:newborn|baby|infant)(?: (?:on|in|at|outside|by){_ON})?",
    rf"(?:left|abandoned|found) (?:in|on|at|outside) (?:a |the )(?:{_W} ){{0,3}}?(?:doorstep|church steps|phone box|carrier bag|orphanage|steps)"
    rf"(?: as| when)? (?:a )?(?:newborn|baby|infant)",
    r"(?:found|left|abandoned|dumped|discovered) in an? (?:carrier bag|cardboard box|shoe ?box|basket|phone box|toilet|skip|suitcase|bin bag|manger)(?: (?:in|on|at|outside|behind)(?: [\w'-]+){1,4}?"
    rf"{CLAUSE_END})?",
    rf"(?:{_KIN} )?(?:had |who )?(?:killed|murdered|shot|stabbed|strangled|poisoned|raped|kidnapped) (?:her|his|their|our|my) (?:own )?(?:{_KIN}|parents|children|family)s?\b",
    rf"(?:donated|gave|given) (?:an? |his |her |part of (?:his|her) )(?:kidney|liver|lung|bone marrow|womb|uterus|eggs?) to (?:his|her|their) (?:\w+ )?(?:{_KIN})",
    rf"{_KIN} and {_KIN} (?:were )?(?:both )?(?:in labour|in labor|pregnant|on the ward|in prison|in hospital|giving birth)(?: {_W}){{0,2}}? (?:on|at|in) the same (?:\w+)",
    rf"{_KIN} (?:had )?(?:left|leaving) (?:him|her|me) for (?:his|her|my) (?:own )?{_KIN}",
    r"(?:swapped|switched|given away|sold|conjoined|separated) at birth|foundling",
    rf"(?:sold|bought|given away|traded|married off) (?:at \w+ )?(?:by|to) {_OWN} (?:own )?(?:{_KIN}|family|parents){_ON}?",
    rf"(?:sold|traded|given|given away|married off) by {_OWN} {_KIN}{_ON}?",
    rf"taken into care on the same day|(?:one of )?{_SOME} (?:children|siblings) taken into care{_ON}?",
    r"(?:his|her|their) (?:sister|mother|aunt|brother|father|uncle) was (?:really |actually |in fact )?(?:his|her|their) (?:mother|father|sister|aunt|birth mother)",
    # what befell the kin
    rf"{_KIN}s? (?:had |was |were |is |has |have |had been |have been |has been )*(?:also )?(?:{_VIOLENT}|{_PRISON}){_ON}?",
    rf"(?:both |all )(?:of )?{_OWN} (?:{_N} )?{_KINS} (?:\w+ )?(?:drowned|died|were|killed|murdered|are|vanished|disappeared|served|became|had)\b{_ON}",
    rf"(?:whose )(?:{_N} )?{_KINS} (?:are|were|had|all|died|drowned|served|became){_ON}",
    rf"(?:who|man|woman|men|boy|driver) (?:shot|killed|murdered|stabbed|raped) (?:her|his|their) {_KIN}",
    rf"{_KIN} (?:had |who )*(?:founded|built|invented|assassinated|ruled|colonised|designed) (?:the|our|this|a){_ON}",
    rf"{_KIN}s?,? (?:who |had |also |both )*(?:works?|worked|nurses?|nursed) (?:on|at|in|for) (?:our|my) (?:ward|unit|hospital|clinic|team|practice"
    rf"|surgery|department|service)",
    rf"{_KIN} (?:on|within) (?:the same day|a (?:day|week|month|year) of){_ON}",
    # lines and origins
    rf"half-(?:sister|brother|sibling)s?(?: (?:born|who|from|she|he|by|in|on){_ON})?",
    rf"no (?:family|relatives?|kin) (?:but|except|apart from) (?:a |an |her |his ){_KIN}(?: (?:born|who|from|in|on){_ON})?",
    rf"step(?:brother|sister|siblings?) (?:she|he|they) (?:had )?(?:never|only|first|later){_ON}",
    rf"(?:descendant|descended|great-?(?:grand)+(?:son|daughter|child)|great-(?:niece|nephew)|direct line) (?:of|from)(?: (?:the|a))?{_ON}",
    rf"great-great-?{_W}",
    rf"(?:surrogate(?: (?:for|mother|pregnancy|twins))?|donor-conceived|sperm donor|egg donor)(?: (?:to|by|of|for))?(?: {_W}){{0,4}}?{CLAUSE_END}",
    rf"(?:{_KIN} )?(?:turned out to be|found out (?:he|she) was|discovered (?:at \w+ )?(?:that )?(?:he|she) was) (?:her|his|their|a) (?:own )?"
    rf"(?:half-)?(?:{_KIN}|donor)",
]
_ANY = [bounded(rf"\b(?:{p})(?!\w)", re.I) for p in _PATTERNS]
_CUE = cue(
    r"(?:brother|sister|mother|father|\bmum|\bmom|\bmam\b|\bdad|parent|\bsons?\b|daughter|child|\bkids|husband|\bwife|\bwives"
    r"|uncle|aunt|cousin|\bgran|\bnan|nephew|niece|fianc|widow|twin|triplet|quad|quin|sextupl|sibling|spouse|grand|in-law|family"
    r"|conjoined|\bborn|birth|cousin|descend|descent|adopted|orphan|raised|reared|brought up|donor|surrogate|foundling|infant|baby|babies"
    r"|heir|mistress|generation|married|marry|\bsold\b|youngest|eldest|oldest|middle|prison|^third\b|fourth\b|fifth\b|sixth\b|enth\b|eighth\b|ninth\b|elfth\b|\dth\b|\bgirls|\bboys|father|nuns)",
)
_CUT = bounded(
    r" (?:and|but|so|because|when|while|which|who|that|then|after|before|she|he|they|i|to|of|the|a|an|in"
    r"|on|at|by|for|from|with|as|was|were|is|are|had|has|her|his|their)$",
    re.I,
)
_OPENS = bounded(r"(?:her|his|their|my|our|your|the|a|an|was|were|had|who) ", re.I)


# What goes on to tell the fact: "… in the same week", "… from four marriages", "… all under five".
_GOES_ON = bounded(
    r",? (?:in the same|on the same|within a|by different|from (?:{N})|before (?:she|he) was|all|both|of whom)(?: [\w'-]+){1,6}?"
    rf"{CLAUSE_END}".replace("{N}", _N),
    re.I,
)


def told_on(text, end):
    """Where the fact ends that is told so far up to ``end``."""
    more = _GOES_ON.match(text, end, min(len(text), end + 90))
    return more.end() if more else end


def recognize(document):
    text = document.text
    sentences = sentences_with(_CUE, document)
    for pattern in _ANY:
        for m in pattern.over(document, sentences):
            start, end = m.span()
            while opening := _OPENS.match(text, start, end):
                start = opening.end()
            while cut := _CUT.search(text, start, end):
                end = cut.start()
            if start < end and " " in text[start:end] or text[start:end].lower() not in _KIN_ALONE:
                end = told_on(text, end)
                yield Mark(start, end, Category.RELATION, "relations.distinctive", FACT, "possible", "quasi")


_KIN_ALONE = frozenset("twin brother sister mother father son daughter cousin".split())
