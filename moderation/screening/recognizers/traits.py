"""Rare diagnoses, unusual marks of the body, and membership of very small groups."""

import re

from ..findings import Category
from ..lexicon import words
from . import FACT, Mark
from .patterns import bounded

_NAMED = bounded(
    r"\b(?P<it>(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)*(?:'s)?(?: and [A-Z][a-z]+)?)(?: "
    r"[A-Z][a-z]+(?:'s)?)?(?:-type)? (?:syndrome|disease|dystrophy|ataxia|anomaly|malformation"
    r"|encephalopathy|encephalitis|lymphoma|sarcoma|dementia|palsy))\b"
)
_LOWER = bounded(r"\b(?P<it>[a-z]+-[a-z]+(?:'s)? (?:syndrome|disease))\b")
_WORD = r"[\w'-]+"
_BODY = (
    r"(?:arm|arms|hand|hands|face|neck|throat|eyelids?|cheek|chest|back|forehead|wrist|wrists|leg|legs"
    r"|shoulder|fingers?|knuckles|scalp|ear|ears|lip|chin|temple|skull|head|thigh|foot|feet|ankle|palm"
    r"|eyebrow|jaw|nose|collarbone|ribs|stomach|belly|hip|calf|thumb|toes?)"
)
_PATTERNS = [
    rf"(?:{_WORD} ){{1,4}}tattooed (?:on|across|over|behind|around|down|under|along|above|below|round|up"
    rf"|inside) (?:(?:her|his|their|each|one|both|the|my|a|either|all) )?(?:{_WORD} ){{0,3}}?{_BODY}",
    rf"tattoo of (?:an? |the )?(?:{_WORD} ){{0,5}}?(?:on|across|over|behind|around|down|under|along) "
    rf"(?:(?:her|his|their|each|one|both|the) )?(?:{_WORD} ){{0,2}}?{_BODY}",
    rf"tattoo of (?:an? |the )?(?:{_WORD})(?: (?:and|with|in|holding) (?:{_WORD} ){{0,2}}{_WORD})?",
    rf"(?:{_WORD} )?(?:tattooed|tattoos?) (?:(?:on|across|over|covering|behind) (?:her|his|their|each|both"
    rf"|one) (?:{_WORD} ){{0,2}}?{_BODY})",
    rf"(?:(?:port[- ]wine|strawberry|heart-shaped|large|dark|red|purple|star-shaped|{_WORD}-shaped) "
    rf")*(?:birthmark|port-wine stain)(?: (?:across|on|over|shaped|covering|in the shape of|down|like)(?: "
    rf"{_WORD}){{1,6}}?(?= and| but| who| that|[.,;:!?)\n\"]|$))?",
    rf"(?:silver|metal|steel|titanium|gold) (?:plate|tooth|teeth|hand|jaw|nose)(?: (?:where|in|under|over"
    rf"|across|for)(?: {_WORD}){{1,8}}?(?=[.,;:!?)\n\"]|$| and | but | that ))?",
    rf"only (?:the|one|a|her|his) (?:{_WORD} )?(?:thumb|finger|fingers|eye|ear|leg|arm|hand|foot|toe"
    rf"|kidney|lung)(?: left)?(?: (?:on|of) (?:the|one|each|his|her) (?:{_WORD} )?{_BODY})?",
    rf"(?:five|six|seven|three|four|two|extra|webbed|missing|fused) (?:fingers|toes|thumbs)(?: (?:on"
    rf"|missing)(?: (?:{_WORD})){{1,3}})?",
    r"(?:one (?:blue|brown|green|grey|hazel) eye,? (?:and )?one (?:blue|brown|green|grey|hazel)(?: eye)?)",
    r"(?:(?:\w+ )?(?:angio|lipo|osteo|chondro|leiomyo|rhabdomyo|fibro|synovial |ewing'?s? )sarcoma"
    r"|(?:uveal |ocular )melanoma|mesothelioma|chordoma|ph?a?eochromocytoma|insulinoma|retinoblastoma"
    r"|neuroblastoma|hepatoblastoma|craniopharyngioma|thymoma|cholangiocarcinoma|medulloblastoma"
    r"|glioblastoma)",
    rf"one of (?:the |only |about |fewer than |maybe |some )*(?:(?:last|only|few)(?: {_WORD}){{1,6}}?"
    rf"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|\d{{1,3}}) "
    rf"(?:people|persons|cases|women|men|children|families|speakers|patients|members|survivors|households"
    rf"|descendants)(?: {_WORD}){{0,8}}?)(?=[.,;:!?)\n\"]|$| and | but | so | because )",
    rf"(?:openly )?(?:trans|transgender|gay|lesbian|non-?binary|intersex|deaf|blind|black|muslim|jewish"
    rf"|female|male|woman) (?:woman|man|person|girl|boy|{_WORD}), the (?:first|only)(?: "
    rf"{_WORD}){{1,5}}?(?=[.,;:!?)\n\"]|$)",
    rf"(?:the )?(?:first|only) (?:openly )?(?:trans|transgender|gay|lesbian|non-?binary|deaf|blind|black"
    rf"|muslim|jewish|female|male)(?: {_WORD}){{1,6}}?(?=[.,;:!?)\n\"]|$| and | but | so )",
    r"(?:\w+ )?(?:enzyme deficiency|lysosomal storage \w+|storage disorder|mitochondrial \w+"
    r"|leukodystrophy|chromosomal deletion|microdeletion|trisomy \d+|ring chromosome \d+)",
    r"(?:white|grey|silver) (?:forelock|streak)(?: (?:in (?:her|his) hair|from birth|since birth))?",
    r"(?:one|two|three|four|six|seven|eight|missing|no|extra|only \w+|webbed) (?:fingers?|thumbs?"
    r"|toes?)(?: (?:on|missing)(?: (?:her|his|their|the|each|one))?(?: \w+){0,2}?(?:hand|foot|hands|feet))?",
    rf"(?:missing|lost|without) (?:(?:her|his|their|an?|one|both|the|two|three|four) )?(?:{_WORD} )?(?:eye"
    rf"|ear|nose|fingers|finger|thumb|toes|arm|leg|hand|foot|legs|arms|hands)(?= (?:and|from|since|in|to"
    rf"|at|after|below)|[.,;:!?)\n]|$)",
    r"(?:glass|prosthetic|false|artificial) (?:eye|leg|arm|hand|ear|nose|foot)",
    r"(?:one (?:blue|brown|green|grey|hazel) eye and one (?:blue|brown|green|grey|hazel)(?: eye)?|(?:one"
    r"|each) eye (?:a different colou?r|blue|brown|green)(?: and (?:one|the other) \w+)?|eyes of (?:two "
    r"|different )colou?rs?|(?:two )?different[- ]colou?red eyes|odd-coloured eyes)",
    rf"(?:scar|burn|burns|brand)(?: (?:shaped like|in the shape of|across (?:her|his|their)|down (?:her"
    rf"|his|their)|from (?:ear|her|his|the|a)|running)(?: {_WORD}){{1,5}}?(?=[.,;:!?)\n\"]|$| and | but | "
    rf"that | who ))",
    r"(?:(?:one of (?:the |only |about |fewer than |some )*(?:last |few |only )?(?:two|three|four|five|six"
    r"|seven|eight|nine|ten|a dozen|twelve|twenty|thirty|forty|fifty|sixty|hundred|\d{1,3}|last|few)|last "
    r"(?:native |living |fluent |remaining )?|only (?:known |living )?)\s?(?:native |living |fluent "
    r"|remaining |known |registered )?(?:speakers?|members?|people|families|women|men|practitioners"
    r"|descendants|believers|worshippers|cases|patients|carriers|survivors)(?: (?:of|in|left|with|who)(?: "
    r"[\w'-]+){1,7}?(?=[.,;:!?)\n\"]|$| and | but ))?)",
    r"(?:seven|six|7|6) ?(?:foot|feet|ft)(?:[- ](?:\w+)(?: tall)?)?(?: tall)?|(?:three|four|3|4) ?(?:foot"
    r"|feet|ft)[- ](?:\w+)(?: tall)|(?:2[.,][0-2]\d ?m|2\d\d cm|1[.,][01234]\d ?m) tall|two metres tall"
    r"|two meters tall",
    r"(?:born without|born with (?:no|one|six|two|three|her|his|a)) (?:[\w'-]+ ?){1,5}?(?=[.,;:!?)\n\"]|$| "
    r"and | but | who )",
    r"(?:conscientious objector|deaf-?blind|deafblind|hermaphrodite|intersex|synaesthesia|synesthesia"
    r"|synaesthete|eidetic memory|perfect pitch|kidney from (?:her|his)(?: \w+){1,3}|face transplant"
    r"|heart-lung transplant|hand transplant|double (?:amputee|hand transplant|lung transplant)|triple "
    r"amputee|quadruple amputee|bearded woman|siamese twin)",
    r"(?:Amish|Hutterite|Doukhobor|Zoroastrian|Parsi|Parsee|Yazidi|Yezidi|Mandaean|Samaritan|Druze|Karaite"
    r"|Sami|Ainu|Roma|Sinti|Romani|Manx speaker|Cornish speaker|Hasidic|Haredi|Satmar|Old Believer|Old "
    r"Order Mennonite|Mennonite|Moravian|Shaker|Plymouth Brethren|Exclusive Brethren|Bruderhof|Raelian"
    r"|Scientologist|Rastafarian|Falun Gong|Unification Church|Traveller family|Irish Traveller|Alawite"
    r"|Alevi|Ahmadi|Bahai|Baha'i|Copt|Coptic)(?: (?:community|family|woman|man|elder|household|colony"
    r"|descent|herder|speaker|faith|couple|boy|girl|church))?",
]
_ANY = [bounded(rf"(?<!\w)(?:{p})(?!\w)", re.I) for p in _PATTERNS]
_SKIP_HEAD = bounded(
    r"(?:has|had|have|having|with|the|a|an|that|who|and|is|was|got|of|his|her|their|my|on|in|it|he|she"
    r"|they|to|which|i|saw|still|also|there|man|woman|boy|girl|patient|client|now|because|its) ",
    re.I,
)
_PLAIN_MARK = bounded(
    r"(?:tattoos?|tattooed|(?:two|three|one|four) (?:fingers?|toes?|thumbs?)|scar|burns?|birthmark)$", re.I
)


def recognize(document):
    text = document.text
    lower = text.lower()

    def mark(start, end, rule):
        return Mark(start, end, Category.TRAIT, "traits." + rule, FACT, "possible", "quasi")

    common = words("common_eponyms")
    for m in _NAMED.finditer(text):
        start, end = m.span("it")
        first = m["it"].split()[0].lower()
        if (
            document.initial[document.word_at(start)]
            and len(m["it"].split()) > 2
            and first in ("the", "his", "her", "he", "she", "was", "is", "this", "a")
        ):
            start += len(first) + 1
            first = text[start:end].split()[0].lower()
        if first not in common and first.rstrip("'s") not in common:
            yield mark(start, end, "eponym")
    for m in _LOWER.finditer(text):
        if m["it"].split()[0] not in common and re.match(r"[a-z]{4,}-[a-z]{4,}", m["it"]) and document.lowercase:
            yield mark(*m.span("it"), "eponym")
    for m in _diagnoses().finditer(lower):
        yield mark(*m.span(), "diagnosis")
    if not re.search(
        r"tattoo|birthmark|port-wine|forelock|streak|finger|thumb|toe|missing|lost|without|glass"
        r"|prosthetic|false|artificial|eye|scar|burn|brand|speaker|member|one of|last|only|foot|feet|ft"
        r"|tall|born|[A-Z]|deaf|transplant|amput|perfect|memory",
        text,
    ):
        return
    for pattern in _ANY:
        for m in pattern.finditer(text):
            start, end = m.span()
            while head := _SKIP_HEAD.match(text, start, end):
                start = head.end()
            if start < end and not _PLAIN_MARK.match(text[start:end]) and "\n" not in text[start:end]:
                yield mark(start, end, "mark")


_compiled = []


def _diagnoses():
    """One pattern for all listed diagnoses, longest first, made when it is first needed."""
    if not _compiled:
        names = sorted(words("rare_diagnoses"), key=len, reverse=True)
        joined = "|".join(re.escape(n) for n in names)
        _compiled.append(
            bounded(
                rf"(?<![\w-])(?:{joined})(?:'s)?(?: (?:syndrome|disease|delusion|disorder|type "
                rf"\w+))?(?![\w-])"
            )
        )
    return _compiled[0]
