"""Rare diagnoses, unusual marks of the body, and membership of very small groups."""

import re
from functools import cache

from ..findings import Category
from ..lexicon import is_english, words
from . import FACT, Mark
from .cues import cue, sentences_with
from .patterns import bounded
from .relations import CLAUSE_END

_NAMED = bounded(
    r"\b(?P<it>(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)*(?:'s)?(?: and [A-Z][a-z]+)?)(?: "
    r"[A-Z][a-z]+(?:'s)?)?(?:-type)? (?:syndrome|disease|dystrophy|ataxia|anomaly|malformation"
    r"|encephalopathy|encephalitis|lymphoma|sarcoma|dementia|palsy|disorder|phenomenon|tumou?r)(?:, \w+ type| type [\dIVX]+[A-Ca-c]?)?)\b"
)
_LOWER = bounded(r"\b(?P<it>[a-z]+-[a-z]+(?:'s)? (?:syndrome|disease))\b")
# Diagnoses by their last letters, where no dictionary of English has the word.
_LATIN = tuple(
    "omatosis dystrophy oxaluria cystinuria aciduria acidaemia acidemia lipidosis blastoma odysplasia sarcoma onychia trichia odactyly "
    "cheilia ophthalmia phakia gyria xanthomatosis calcinosis cystinosis mannosidosis saccharidosis myotonia atresia melia petrosis "
    "fibrodysplasia ichthyosis porphyria encephaly ectrodactyly telangiectasia".split()
)
_BEFORE_LATIN = frozenset(
    "hereditary congenital familial primary autoimmune idiopathic juvenile acute infantile acquired necrotising necrotizing isolated "
    "severe fatal generalised generalized sporadic".split()
)
_RARE_KIND = bounded(
    r"\b(?P<it>22q11(?:\.2)? deletion|(?:(?:hereditary|congenital|familial|autoimmune|inherited|juvenile|infantile|necroti[sz]ing|primary|idiopathic|paroxysmal|periodic|fatal) )"
    r"(?:[a-z-]+ ){0,3}?(?:intolerance|deficiency|myopathy|neuropathy|encephalitis|encephalopathy|paralysis|dystrophy|ataxia|angioedema|analgesia|insensitivity to pain"
    r"|haemoglobinuria|hemoglobinuria|anhidrosis|hypoventilation|blindness|leukaemia syndrome|pancreatitis|amyloidosis|fibrosis|dyskinesia|insomnia|polyposis|lymphohistiocytosis))\b",
    re.I,
)
_NOT_RARE = bounded(
    r"(?:familial|inherited|hereditary) (?:breast|high)|primary (?:biliary|immun)|autoimmune (?:hepatitis|thyroid)|congenital (?:heart)|(?:[\w ]+ )?(?:iron|vitamin|b12|folate|lactose|zinc|iodine)"
    r"|idiopathic pulmonary|autoimmune deficiency|microcephaly|hydrocephaly|encephaly",
    re.I,
)
_MORE = rf"(?:(?: [\w'-]+){{1,8}}?{CLAUSE_END}|(?: [\w'-]+){{3}})"
_WORD = r"[\w'-]+"
_BODY = (
    r"(?:arm|arms|forearms?|hand|hands|face|neck|throat|eyelids?|cheeks?|chest|back|forehead|wrist|wrists|leg|legs"
    r"|shoulders?|fingers?|knuckles|scalp|ear|ears|lips?|chin|temple|skull|head|thighs?|foot|feet|ankles?|palms?"
    r"|eyebrows?|jaw|nose|collarbone|ribs|stomach|belly|hip|calf|calves|thumb|toes?|mouth|brow|hairline|cheekbone|knees?|eyes?|torso|body|spine|gums|tongue)"
)
_SEEN = r"(?:face|neck|throat|eyelids?|cheeks?|forehead|scalp|knuckles|lips?|chin|temple|skull|head|eyebrow|jaw|nose|mouth|brow|hairline|cheekbone|eyes?|tongue|ears?|whole \w+)"
_OVER = r"(?:on|across|over|behind|around|down|under|along|above|below|round|up|inside|beneath|from|covering|between|through)"
_WHOSE = r"(?:(?:her|his|their|each|one|both|the|my|a|either|all|half(?: of)?) ){0,2}"
_PLAIN = (  # what stands before a tattoo and says nothing of it
    r"(?:an?|the|new|small|old|little|big|large|faded|fresh|tiny|first|second|same|his|her|my|their|no|of|and|with|has|had|have|got|getting|gets|another|that|this|one"
    r"|two|three|any|some|about|prison|many|more|he|she|they|who|i|we|whose|is|was|were|lad|man|woman|girl|boy|client|patient|chap|bloke|several|lots|both|of|for|in|on)"
)
_TO = rf"(?: to (?:{_WHOSE})(?:{_WORD} ){{0,2}}?{_BODY})?"
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a dozen|a hundred|hundred|\d{1,3})"
_GROUP = (
    r"(?:speakers?|members?|people|persons|families|women|men|children|households|practitioners|descendants|believers|worshippers|cases|patients"
    r"|carriers|survivors|players|families|students|pupils|officers|girls|boys|adults)"
)
_SMALL = (
    r"(?:village|town|valley|island|islands|school|county|parish|district|regiment|congregation|league|department|company|force|squad|team|street|estate|province"
    r"|hospital|ward|faculty|region|country|state|city|class|year|club|choir|church|mosque|convent|union|council|world|fire brigade|parliament|army|navy|orchestra)"
)
_USUAL = r"(?:of|sessions?|times?|weeks?|days?|options?|things?|reasons?|beds?|referrals?|messages?|calls?|new|other|tablets?|questions?|staff|nurses|midwives|doctors|therapists)"
_PEOPLE = (
    r"(?:(?:openly |visibly )?(?:trans|transgender|gay|lesbian|bisexual|non-?binary|intersex|deaf|blind|black|white|asian|muslim|jewish|hindu|buddhist|catholic|protestant"
    r"|indigenous|aboriginal|m[aā]ori|roma|gypsy|sikh|traveller|female|male|one-armed|one-legged|albino|hijab-wearing|turbaned|wheelchair-using))"
)
# Each kind with what a sentence must hold to be looked at.
_MARKS = [  # ink, scars and other marks
    rf"(?:(?!{_PLAIN}\b){_WORD} ){{1,4}}tattooed {_OVER} {_WHOSE}(?:{_WORD} ){{0,3}}?{_BODY}{_TO}",
    rf"tattoos? of (?:an? |the |his |her |their )?(?:{_WORD} ){{0,5}}?{_OVER} {_WHOSE}(?:{_WORD} ){{0,2}}?{_BODY}",
    rf"tattoos? of (?:an? |the |his |her |their )?{_WORD}(?: (?:and|with|in|holding|of) (?:{_WORD} ){{0,2}}{_WORD})?",
    rf"(?:(?!{_PLAIN}\b){_WORD} )?(?!{_PLAIN}\b){_WORD}[ -]tattoos?(?: {_OVER} (?:{_WHOSE})(?:{_WORD} ){{0,2}}?{_BODY}{_TO})?",
    rf"tattooed (?:{_SEEN}|eyeballs?|from head to (?:foot|toe)|all over)|(?:tattoos?|tattooed|ink) {_OVER} {_WHOSE}(?:{_WORD} ){{0,2}}?{_SEEN}|(?:tattooed|tattoos) from (?:head|neck)(?: to \w+)?",
    rf"(?:name|number|words?|date|face|portrait|map|flag|crest|logo|lyrics|{_WORD} [\w'-]+) (?:of (?:{_WORD} ){{1,3}})?(?:tattooed|branded|inked|carved|burned|burnt) (?:on|onto|into|across|over|in) {_WHOSE}(?:{_WORD} ){{0,2}}?{_BODY}",
    rf"(?:branded|carved|etched) (?:on|onto|into|across) {_WHOSE}(?:{_WORD} ){{0,2}}?{_BODY}",
    rf"(?:(?:port[- ]wine|strawberry|heart-shaped|large|dark|red|purple|{_WORD}-shaped) )+(?:birthmark|port-wine stain|mole|stain|scar)(?: {_OVER} {_WHOSE}(?:{_WORD} ){{0,2}}?{_BODY})?|port[- ]wine (?:stain|birthmark|mark)"
    rf"(?: {_OVER}{_MORE})?",
    rf"birthmark (?:shaped|in the shape|like|covering|that covers|that covered|across|down|over){_MORE}|birthmark (?:on|over|across|down) {_WHOSE}(?:{_WORD} ){{0,2}}?{_SEEN}",
    rf"(?:(?:long|thick|deep|jagged|white|pale|old|raised|curved|livid|{_WORD}-shaped|burn|knife|bullet|rope|acid) )*(?:scars?|burns?|burn marks?|brand|slash) (?:(?:that |which )?"
    rf"(?:ran|runs|running|shaped|covering|covered|stretching|stretched|split|splitting|like|in the shape of)|across|down|from|all over|round|around|along|through)(?: {_WORD}){{0,4}}? {_BODY}{_TO}",
    rf"(?:scars?|burns?|burn marks?|mole|brand) (?:on|over|under|above|below|between) {_WHOSE}(?:{_WORD} ){{0,2}}?{_SEEN}",
    rf"(?:scar|burn|brand) (?:shaped like|in the shape of){_MORE}",
    rf"(?:silver|metal|steel|titanium|gold|diamond|platinum) (?:plate|tooth|teeth|front teeth|caps?|hand|jaw|nose|fangs|grill)(?: (?:where|in|under|over|across|for|on|set){_MORE})?",
    rf"(?:split|forked|pierced) tongue|(?:filed|blackened|sharpened) teeth|teeth (?:are |were |had been |have been )+(?:filed|sharpened|blackened)(?: to points)?|vitiligo(?: {_WORD}){{1,8}}? {_SEEN}|(?:bolt|spike|bone|ring|stud|plate) through (?:her|his|their|the) (?:{_WORD} )?(?:{_SEEN})(?: and a (?:split|forked) tongue)?",
    r"(?:white|grey|silver|red|blue|green|purple) (?:forelock|streak)(?: (?:in (?:her|his) hair|from birth|since birth))?",
    rf"(?:{_WORD} )?(?:hair|dreadlocks|beard|plaits?|braids?)(?: that (?:reached|came|fell))?(?: down)? to (?:her|his|their|the) (?:{_WORD} )?(?:knees?|ankles?|waist|feet|thighs?|heels|floor|belt|navel)",
    r"(?:(?:hair|beard) (?:went|turned|gone|had gone) (?:white|grey)|full beard and a|bearded (?:woman|lady|girl))(?: (?:overnight|in one night|in a night|at \w+))?",
]
_LIMBS = [  # limbs, eyes, fingers
    rf"only (?:the|one|a|her|his) (?:{_WORD} )?(?:thumb|finger|fingers|eye|ear|leg|arm|hand|foot|toe|lung)(?: left)?(?: (?:on|of) (?:the|one|each|his|her) (?:{_WORD} )?{_BODY})?",
    r"(?:(?:one|two|three|four|five|six|seven|eight|no|extra|only \w+|webbed|missing|fused) )+(?:fingers?|thumbs?|toes?|fingertips)(?: (?:on|missing|joined)(?: (?:to|from|her|his|their|the|each|one|both))*(?: \w+){0,1}? (?:hand|foot|hands|feet))?",
    rf"(?!no (?:arm|forearm|hands?|leg|foot|feet|eyes?|ears?|nose|finger|jaw|thumb)\b)(?:missing|lost|without|no|lacks|lacking) (?:(?:her|his|their|the|an?|one|both|all|two|three|four|most of (?:her|his|their|the)|part of (?:her|his|their|the)) )?"
    rf"(?:(?:left|right|lower|upper|other|index|middle|ring|little|front) )*(?:arm|forearm|hand|leg|foot|eye|ear|nose|thumb|finger|fingers|toes|jaw|arms|legs|hands|feet|eyes|ears|eyebrows|eyelashes)"
    rf"(?: (?:below|above) the \w+)?(?={CLAUSE_END}| (?:in|at|to|from|as|when)\b)(?! and a leg)",
    rf"(?:glass|prosthetic|false|artificial|wooden|carbon-fibre|bionic|robotic) (?:eye|leg|arm|hand|ear|nose|foot|legs|arms|hands|feet|blades?|fingers?)(?: (?:below|above|from|on){_MORE})?",
    rf"(?:a )?hook (?:for|instead of|in place of) (?:a|his|her) (?:{_WORD} )?hand|(?:(?:below|above|through)-(?:the-)?(?:knee|elbow) )(?:prosthesis|amputee)|(?:double|triple|quadruple|bilateral) (?:leg |arm |hand )?amputee",
    r"one[- ](?:armed|eyed|legged|handed|eared)|(?:(?:left|right) (?:arm|leg|hand|foot|eye|ear)|nose|ears?|thumb|finger) (?:was |is |had been |were )*(?:missing|gone|made of glass|glass|(?:bitten|cut|torn|shot|blown|ripped|chopped|sliced) off)"
    r"|(?<=(?:has|had|ith) )one (?:arm|leg|eye|ear|lung)(?! (?:on|in|around|over|under|to|is|was)\b)"
    r"|(?:blind in (?:one|her|his|the) (?:\w+ )?eye)(?: and deaf in (?:one|her|his|the) (?:\w+ )?ear)?|eye[- ]?patch",
    r"(?:one (?:blue|brown|green|grey|hazel) eye,? (?:and )?one (?:blue|brown|green|grey|hazel)(?: eye)?|(?:one|each) eye (?:a different colou?r|blue|brown|green)(?: and (?:one|the other) \w+)?"
    r"|eyes (?:of|are|were|in) (?:two |different )+colou?rs?|(?:two )?different[- ]colou?red eyes|odd(?:ly)?-coloured eyes|eyes (?:that )?(?:don't|didn't|do not) match|third nipple|extra nipple|a tail|cleft (?:hand|foot|hands|feet))",
    rf"born (?:without (?:an? |any |his |her |their )?(?:{_WORD} ){{0,2}}?(?:{_BODY}|eyes|nails|skin|womb|uterus|vagina|tongue|limbs|fingerprints|hair|jaw)|with (?:no|one|six|seven|two|three|four|half|webbed|both) (?:{_WORD} ){{0,2}}?"
    rf"(?:{_BODY}|thumbs|hearts?|limbs|kidneys|organs?|sexes|tongues?|uteruses|wombs|chambers?))(?: (?:on|outside|below){_MORE})?|born with (?:his|her|their) (?:{_WORD} )?(?:outside|on the)(?: {_WORD}){{0,3}}?{CLAUSE_END}",
]
_SIZES = [  # size
    r"(?:nearly |almost |over )?(?:six|seven|eight|6|7|8)(?:[- ]?(?:foot|feet|ft)|')[- ]?(?:\d{1,2}(?:\"|in|ins)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven)(?: tall)?(?! (?:long|wide|away|by|deep|apart|high))",
    r"(?:nearly |almost |over )?(?:seven|eight|7) ?(?:foot|feet|ft)(?: tall)?(?! (?:long|wide|away|by|deep|apart|high|of|from|above|below))",
    r"(?:under |barely |not quite )?(?:three|four|3|4)(?:[- ]?(?:foot|feet|ft)|')(?:[- ]?(?:\d{1,2}\"?|one|two|three|four|five|six|seven|eight|nine|ten|eleven))?(?: tall| in (?:her|his) (?:shoes|socks|heels))",
    r"(?:2[.,]\d{1,2} ?m(?:etres|eters)?|2 ?m ?\d{1,2}|(?:19[5-9]|2[0-3]\d|1[0-3]\d) ?(?:cm|centimetres|centimeters)|1[.,][0-3]\d ?m|(?:over )?two (?:metres|meters))(?: tall)(?! (?:long|wide|away|by))|(?:2[.,]\d\d ?m|2[0-3]\d ?cm)(?=[.,;) ])(?! (?:long|wide|away|by))",
    r"(?:weigh\w*|at|was|is) (?P<it>(?:over |nearly |almost )?(?:[2-5]\d\d ?(?:kg|kilos?|kilograms?)|[3-9]\d stone|(?:thirty|forty|fifty|sixty)(?:-\w+)? stone|[4-9]\d\d ?(?:lbs?|pounds)|(?:two|three|four|five) hundred (?:and \w+ )?(?:kg|kilos?)))",
]
_FEW = [  # one of few
    rf"one of (?:the |about |maybe |just )*(?:only|last|fewer than|less than|under|barely) (?:about |the )?(?:known |living |surviving |remaining |registered )*{_NUMBER}(?: (?:known|living|surviving"
    rf"|remaining|native|fluent|registered|deaf|female|black))* (?!{_USUAL}\b){_WORD}(?: (?:in|with|of|left|who|on|to|still|outside|alive|the|that|anywhere)(?: {_WORD}){{0,7}}?)?{CLAUSE_END}",
    rf"one of (?:the |about |maybe |some |around )*{_NUMBER} (?:known |living |surviving )*(?!{_USUAL}\b){_WORD} (?:in the (?:world|country|state|county|region|province|nation|whole)|left|alive|worldwide|on earth|with (?:her|his|their|that|this|the same)"
    rf"|known to|who (?:survived|speak|still|ever|have it|has it))(?: {_WORD}){{0,7}}?{CLAUSE_END}",
    rf"one of the last (?!few\b|{_USUAL}\b|patients\b|clients\b|people\b|ones?\b|to\b|appointments\b|visits\b|letters\b|in\b|on\b)(?:{_WORD} )?[\w'-]+(?:s|men|women|people|folk)\b(?: (?:of|in|left|with|who|still)(?: {_WORD}){{1,7}}?)?{CLAUSE_END}",
    rf"one of (?:the |only |maybe |some )*(?:last|few) (?:known |living |surviving |remaining |native |fluent |registered |deaf |female |black |male |child )*(?:{_GROUP})\b(?: (?:in|with|of|left|who|on|to|still|anywhere)(?: {_WORD}){{1,7}}?)?{CLAUSE_END}",
    rf"(?:last|only|few) (?:known |living |surviving |native |fluent |registered |remaining )+(?:{_GROUP})\b(?: (?:of|in|left|with|who){_MORE})?",
    rf"(?:last|only) (?:{_NUMBER} )?(?:speakers?|believers?|worshippers?|practitioners?|descendants?)(?: (?:of|in|left|with|who){_MORE})?",
    rf"(?:fewer|less) than (?:{_NUMBER}(?: hundred| thousand)?) (?:{_GROUP})(?: (?:in the world|in the country|alive|worldwide|on earth|known|ever))?",
    rf"(?:{_PEOPLE} )(?:{_WORD}), the (?:first|only){_MORE}",
    rf"(?:first|only|sole|one) (?:{_PEOPLE}|(?-i:[A-Z])[a-z]+(?:ish|ian|ese|i|an|ic|on|ikh|ew|im|ist|ite|elander)?)(?: (?:person|man|woman|family|girl|boy|child|kid|student|pupil|officer|couple|{_WORD}))? (?:in|at|on|of) (?:the|our|her|his|their|a|that|this) (?:whole )?(?:{_WORD} ){{0,2}}?{_SMALL}\b",
    rf"(?:first|only) (?:openly )?{_PEOPLE} (?!client|patient|therapist|supervisor|nurse|doctor|friend|colleague|counsell?or|clinician|relative|partner){_WORD}(?: (?:in|at|on|of|to){_MORE})",
    rf"(?:trans|transgender|gay|lesbian|non-?binary|muslim|jewish|black|deaf|blind|intersex) (?:woman|man|person|girl|boy|lad|teenager|couple|family) in (?:a|the|our) (?:tiny |small |fishing |mining |farming )*(?:town|village|island|hamlet|valley)(?: of (?:{_WORD}(?: {_WORD})?)(?: people)?{CLAUSE_END})?",
    r"conscientious objector|deaf-?blind|hermaphrodite|intersex|synaesthe\w+|synesthe\w+|eidetic memory|perfect pitch|(?:face|hand|heart-lung|uterus|womb|double (?:hand|lung|arm)) transplant(?:s)?"
    r"|kidney from (?:her|his)(?: \w+){1,3}|siamese twin|feral child|savant|transgender priest|polyglot|hyperthymesia|tetrachromat\w*",
    r"(?:Old Order )?(?:Amish|Hutterite|Doukhobor|Zoroastrian|Parsi|Parsee|Yazidi|Yezidi|Mandaean|Samaritan|Druze|Karaite"
    r"|Sami|Ainu|Roma|Sinti|Romani|Hasidic|Haredi|Satmar|Old Believer|Old Order Mennonite|Mennonite|Moravian|Shaker|Plymouth Brethren|Exclusive Brethren|Bruderhof|Raelian"
    r"|Scientologist|Rastafarian|Falun Gong|Unification Church|Traveller family|Irish Traveller|Alawite|Alevi|Ahmadi|Bahai|Baha'i|Coptic|Jain|Druid|Wiccan|Quaker elder|Christadelphian"
    r"|Swedenborgian|Lubavitch|Chabad|Molokan|Cham|Bedouin|Inuit|Inuk|Hadza|Maasai|Torres Strait Islander)(?: (?:community|family|woman|man|elder|household|colony|descent|herder|speaker|faith|couple|boy|girl|church|sect))?",
    r"(?:\w+ )?(?:enzyme deficiency|lysosomal storage \w+|storage disorder|mitochondrial (?:disease|disorder|myopathy|\w+ syndrome)|leukodystrophy|chromosomal deletion|microdeletion|trisomy \d+|ring chromosome \d+)",
    r"(?:cardiac |synovial |ewing'?s? |clear[- ]cell )?(?:angio|lipo|osteo|chondro|leiomyo|rhabdomyo|fibro|synovial |ewing'?s? )sarcoma|(?:uveal |ocular )melanoma",
]
_ANY = [
    (cue(needed), [bounded(rf"(?<!\w)(?:{p})(?!\w)", re.I) for p in patterns])
    for needed, patterns in (
        (
            r"tattoo|\bink|birthmark|port-?\s?wine|forelock|streak|\bmoles?\b|stain|scar|burn|brand|slash|plate|tooth|teeth|\bcaps?\b|jaw|nose|fangs|grill|tongue|through|hair|dreadlocks|beard|plait|braid|carved|etched|metal|titanium",
            _MARKS,
        ),
        (
            r"finger|thumb|\btoes?\b|\beyes?\b|\beyebrows|eyelash|\bears?\b|-ear|\barms?\b|forearm|\blegs?\b|\bhands?\b|\bfoot\b|\bfeet\b|\bnose\b|\bjaw\b|prosthe|amput|hook|blades?|\bborn\b|nipple|\btail\b|eye|armed|legged|handed|eared",
            _LIMBS,
        ),
        (
            r"foot|feet|\dft|\d'\d|\bft\b|met(?:re|er)s|\bcm\b|\dcm|\dm\b|\bm\b|kilo|kg\b|stone|pounds|\dlbs?\b|\blbs?\b",
            _SIZES,
        ),
        (
            r"\blast\b|\bonly\b|\bfirst\b|\bsole\b|\bone\b|\bfew|\bless\b|trans|gay|lesbian|binary|muslim|jewish|black|deaf|blind|intersex|objector|hermaphrodite|synaes|synes|memory|pitch|kidney|siamese|feral|savant|polyglot|hyperthym|tetrachrom|amish|hutter|doukhob|zoroas|pars[ie]|yazidi|yezidi|mandae|samaritan|druze|karaite|\bsami\b|ainu|\broma\b|sinti|romani|hasid|haredi|satmar|believer|mennonite|moravian|shaker|brethren|bruderhof|raelian|scientolog|rastafari|falun|unification|traveller|alawite|alevi|ahmadi|bahai|baha'i|coptic|\bjain|druid|wiccan|quaker|christadel|swedenb|lubavitch|chabad|molokan|\bcham\b|bedouin|inui?[tk]|hadza|maasai|torres|deficien|storage|mitochond|leukodys|deletion|trisomy|chromosome|sarcoma|melanoma",
            _FEW,
        ),
    )
]
_SKIP_HEAD = bounded(
    r"(?:has|had|have|having|with|the|a|an|that|who|and|is|was|got|of|his|her|their|my|on|in|it|he|she|wears?|wore"
    r"|they|to|which|i|saw|still|also|there|man|woman|boy|girl|patient|client|now|because|its|by|at|from|weigh\w*|are|were|be|been) ",
    re.I,
)
_PLAIN_MARK = bounded(
    r"(?:tattoos?|tattooed|(?:one|two|three|four|five|a) (?:fingers?|toes?|thumbs?)|scars?|burns?|birthmark|only (?:women|men|people|members)|roma)$",
    re.I,
)
_PLAIN_EPONYM = frozenset("the his her he she was is this a my our their your no any some i".split())


def recognize(document):
    text = document.text

    def mark(start, end, rule):
        return Mark(start, end, Category.TRAIT, "traits." + rule, FACT, "possible", "quasi")

    common = words("common_eponyms")
    for m in _NAMED.over(document):
        start, end = m.span("it")
        first = m["it"].split()[0].lower()
        opens = document.initial[document.word_at(start)]
        if opens and len(m["it"].split()) > 2 and first in _PLAIN_EPONYM:
            start += len(first) + 1
            first = text[start:end].split()[0].lower()
        elif opens and (is_english(first) or re.search(r"(?:ing|al|ic|ive|ous|ary|oid)$", first)):
            continue  # a plain word, large as the first of its sentence
        last = re.split(r"[ ,]", text[start:end])[-1]
        if last in ("disorder", "phenomenon", "tumor", "tumour") and is_english(first.removesuffix("'s")):
            continue
        if first not in common and first.rstrip("'s") not in common:
            yield mark(start, end, "eponym")
    for m in _LOWER.over(document):
        if m["it"].split()[0] not in common and re.match(r"[a-z]{4,}-[a-z]{4,}", m["it"]) and document.lowercase:
            yield mark(*m.span("it"), "eponym")
    opening, diagnoses = _diagnoses()
    for i, low in enumerate(document.low):
        if low in opening and (m := diagnoses.match(text, document.starts[i])):
            yield mark(*m.span(), "diagnosis")
        elif low.endswith(_LATIN) and not is_english(low) and not _NOT_RARE.match(low):
            before = document.low[i - 1] in _BEFORE_LATIN and document.gap(i - 1) == " " if i else False
            yield mark(document.starts[i - before], document.ends[i], "diagnosis")
    for m in _RARE_KIND.over(document):
        if not _NOT_RARE.match(m["it"]):
            yield mark(*m.span("it"), "diagnosis")
    for needed, patterns in _ANY:
        sentences = sentences_with(needed, document)
        for m in (m for pattern in patterns for m in pattern.over(document, sentences)):
            start, end = m.span("it") if "it" in m.re.groupindex else m.span()
            while head := _SKIP_HEAD.match(text, start, end):
                start = head.end()
            if start < end and not _PLAIN_MARK.match(text[start:end]):
                yield mark(start, end, "mark")


@cache
def _diagnoses():
    """The words that listed diagnoses open with, and one pattern for them all, longest first."""
    names = sorted(words("rare_diagnoses"), key=len, reverse=True)
    joined = "|".join(re.escape(n) for n in names)
    return frozenset(name.split()[0].removesuffix("'s") for name in names), bounded(
        rf"(?<![\w-])(?:{joined})(?:'s)?(?: (?:syndrome|disease|delusion|disorder|type "
        rf"\w+))?(?:, (?:vascular|classical|infantile|juvenile|late-onset) type)?(?![\w-])",
        re.I,
    )
