"""Exact ages, in figures and in words. "In her thirties" and "in her sixties" are vague and stay."""

import re

from ..findings import Category
from ..lexicon import is_english, places, words
from . import AGE, Mark
from .patterns import bounded
from .told_ages import ADULT, HALF, NOT_COUNT, NUMBER, group_of_ages, is_code, of_a_thing, told_ages

_SPAN = r"(?:years?|yrs?|months?|mths?|mos?|weeks?|wks?|days?|hours?|[ymwd])"
# After these a bare number is no age: "he was 20 minutes late", "she is 5 of 8".
_ENDS = (
    r"(?=\s*(?:[.,;:!?)\n\"/]|$|-\s|(?:and|when|at (?:the time|most|least)|back then|now|but|then|with|who|that|or so|she|he|they|i|we|for"
    r"|before|after|so|because|if|as|by (?:then|the|now)|though|although|while|last|this|next|today|years? old|on (?:his|her|my|their|the "
    r"(?:day|night|morning))|in (?:19|20)\d\d|the"
    r"|[a-z]+(?:ing|ed))\b))"
)
_OLD = bounded(
    rf"(?:(?<![\w.-])|(?<=then-)|(?<=now-)|(?<=most-)|(?<=early-))(?:\d{{1,2}}\.\d|{NUMBER}){HALF}"
    rf"(?: \(\d{{1,3}}\))?[- ]{{0,2}}{_SPAN}[- ]{{1,2}}(?:of age|olds?|young)\b"
    rf"|\b{NUMBER}[- ]?(?:y/o|y\.o\.?|yos?\b|yrs? old|yr-old)|\b\d{{1,3}}\s?y\.?o\.?\b"
    # 4/12 old: months in a British note; a seven years boy: how many learn to say it
    rf"|\b\d{{1,2}}/(?:12|52|7)[- ](?:old|of age)\b"
    rf"|\b{NUMBER}[- ]?(?:years?|yrs?)(?=[- ](?:boy|girl|lad|man|woman|lady|gentleman|male|female|child)\b)",
    re.I,
)
_AGED_SURE = bounded(
    rf"\b(?:aged|age|age of|age:|at the age of|turned|turning|turns|just turned|about to turn|will be "
    rf"turning) (?:just )?(?P<it>{NUMBER}{HALF})\b(?![-/:]?\d|\.\d|%| ?(?:mg|ml|minutes|hours|weeks|days|sessions"
    rf"|times|pages|degrees|(?:and|or) (?:over|above|older|under|up|below|upwards)|plus|onwards)|\+"
    r"| of (?:them|us|my|our|the|these|those|his|her|their)\b"
    r"| (?!(?:was|is|has|as|lives|looks|sits|this|always|years)\b)[a-z]+s\b)",
    re.I,
)
_SEX = bounded(
    r"(?<![\w.-])(?P<it>[1-9]\d)[ /]?(?:[MF]|NB)(?![\w/]| ?(?:catheter|foley|sheath|tube|drain|chest))"
    r"|\b[MF](?P<it2>[1-9]\d)\b(?!\.\d)|(?:\A|(?<=[\n(,] )|(?<=\n)|(?<=[( ]a )|(?<=\())[1-9]\d[fm](?=[\s,.;)])"
)
_PERSON = bounded(
    rf"\b(?P<who>[a-z]{{3,}}) of (?P<it>{NUMBER})\b{NOT_COUNT}(?!-|\s+(?!(?:was|is|has|as|does|lives|looks|sits)\b)(?:[a-z]+ )?[a-z]+s\b"
    r"|\s+(?:them|these|those|us|which|children|whom|years?)\b)",
    re.I,
    opens=rf"\bof {NUMBER}",
    back=1,
)
_COPULA = bounded(
    rf"(?P<who>\)|\b[a-z]+)(?:'s|'(?:d|ve|ll|d have) been|'m|'re|'d be|'ll be|,? (?:is|was|am|are|were|be|being|isn't|wasn't)(?: not)?"
    rf"| (?:had|has|have|would have|must have|will have|could have|can't have|couldn't have) been| (?:would|will|must|might) be| (?:is |was )?(?:about|going) to be)(?:,? (?:i think|i believe|at the time|by then"
    rf"|of course|after all|what),?)?"
    rf"(?: (?:only|just|about|now|nearly|almost|already|barely|then|still|maybe|probably|like|even|not yet|all of|around"
    rf"|over|at least|exactly|both|perhaps|(?:just |not )?turning|just gone|rising|nearing)){{0,2}} (?P<it>(?:{NUMBER}{HALF}|(?:a|one) hundred(?: and {NUMBER})?)(?: or {NUMBER})?)\b{NOT_COUNT}{_ENDS}",
    re.I,
    opens=r"'(?:d|ve|ll|m|re|s)|\b(?:is|was|am|are|were|be|being|isn|wasn|had|has|have|would|must|will|could|can't|couldn't|might|about|going)\b",
    back=2,
)
_COMMAS = bounded(
    rf"(?<=[a-z.]), (?:(?:aged?|also|now|then|only|just|barely|nearly|almost|about|still|not yet|perhaps|maybe|probably"
    rf"|possibly|say) )?(?P<it>{NUMBER})(?!\.\d)(?=\s*[,;.)(\n]|$| - |\s+and\s+(?:living|married"
    rf"|single|retired)|, )",
    re.I,
)
_PAREN = bounded(
    r"(?<=[a-z]) \((?:(?:aged?|also|now|then|only|just|about|nearly) )?(?P<it>[1-9]\d?|1[01]\d)(?: ?(?:yrs?|years?|y|yo|[mf]))?(?=[),;])",
    re.I,
)
_AT = bounded(
    rf"(?<!\d )\b(?:died|married|pregnant|widowed|left school|left home|sectioned|orphaned|retired"
    rf"|diagnosed|started|began|back|even|still|first|since|and|that|her|him|it(?= at {ADULT})|care|school|advert|home"
    rf"|divorced|qualified"
    rf"|graduated|emigrated|enlisted|ordained|moved out|ran away|came out|blind|deaf|sober|clean|stroke|cancer|menopause"
    rf"|surgery|operation|attack|breakdown|episode|overdose|diagnosis|transplant|hysterectomy|baby|child|orphan|widow|widower"
    rf"|death|suicide|arrest|retirement|wedding|pregnancy|mother|father|grandmother|grandfather|bride) "
    rf"at (?P<it>{NUMBER})\b(?=\s*[.,;!?)\n]|$)(?!\.\d)",
    re.I,
)
_HIMSELF = bounded(r"\b(?:himself|herself|themselves|myself|already|aged|barely) (?P<it>[1-9]\d)(?=\s*[,;.)])")
_AT_PRONOUN = bounded(rf"\b[Aa]t (?:(?:just|only|barely|age|about) )?(?P<it>{ADULT}),? (?=(?:he|she|they|I) )")
_AT_OF = bounded(
    r"\b(?:she|he|him|her|mother|father|widow\w*|child|person|life|one|old|mum|dad|them) at "
    r"(?P<it>[1-9]\d)\b(?=\s*[,;!?)\n]|\.\s|\.$|$)",
    re.I,
)
_BEGINS = bounded(r"(?<=[a-z][.!?] )(?P<it>[1-9]\d), (?!and|or|then|not|maybe|but|i )[a-z]")
_DIED = bounded(r"\bdied (?:[a-z]+ ){1,3}at (?P<it>[1-9]\d)(?=\s*[.,;!?)\n]|$)")
_WHEN = bounded(
    rf"\b(?:since|until|till|from|when|before|after) (?:he|she|they|i|we) (?:was|were|am|is|turned) (?P<it>{NUMBER}{HALF})\b(?!\s?(?:%|mg"
    rf"|minutes|hours|weeks|days|months|of\b|in\b))",
    re.I,
)


def recognize(document):
    text = document.text

    def mark(start, end, rule, certainty="possible"):
        years = re.match(r"\d+", text[start:end])
        over = years and int(years.group()) > 89
        return Mark(start, end, Category.AGE, "ages." + rule, AGE, "certain" if over else certainty, "quasi")

    for m in _OLD.over(document):
        if not of_a_thing(text, m.start(), m.end()):
            yield mark(*m.span(), "old")
    for m in _AGED_SURE.over(document):
        if not group_of_ages(text, m.start(), m.end()):
            yield mark(*m.span("it"), "aged")
    for pattern, rule in (
        (_WHEN, "when"),
        (_BEGINS, "begins"),
        (_DIED, "at"),
        (_AT, "at"),
        (_AT_OF, "at"),
        (_HIMSELF, "himself"),
        (_AT_PRONOUN, "at"),
    ):
        for m in pattern.over(document):
            if not (rule == "at" and _o_clock(m)):
                yield mark(*m.span("it"), rule)
    for m in _PERSON.over(document):
        if _bearer(document, m) and (_is_adult(m["it"]) or m["who"].lower() not in _CHILDBEARING):
            yield mark(*m.span("it"), "person_of")
    for m in _COPULA.over(document):
        if _counted(m) or not _subject(document, m) or _AS_IF.search(text[max(0, m.start() - 8) : m.start()]):
            continue
        yield mark(*m.span("it"), "was")
    for pattern in (_COMMAS, _PAREN):
        for m in pattern.over(document):
            # "Wiremu, 71," - a name, a relative, a client or a role before the comma
            i = document.word_at(m.start()) - 1
            if i >= 0 and document.low[i] not in _MONTHS and _nameable(document, i, _is_adult(m["it"])):
                yield mark(*m.span("it"), "after_name")
    for start, end, rule in told_ages(document):
        yield mark(start, end, rule)
    for m in _SEX.over(document):
        if not is_code(text, m.start()):
            yield mark(*m.span(), "sex")


def _o_clock(m):
    """ "I saw him at 10", "the round began at nine": an hour, where nothing says a life."""
    return bool(_HOUR.fullmatch(m["it"]) and _AT_HOUR.match(m.group()))


def _is_adult(number):
    return bool(_ADULT.fullmatch(number.strip()))


def _role(word):
    """A word for somebody by what they do: "driver", "receptionist", "postman"."""
    return bool(_ROLE.search(word)) and word not in _NO_ROLE


def _nameable(document, i, adult):
    """Whether an age may stand beside this word: a person, a name, or a role beside the age of an adult."""
    word = document.low[i]
    if word in PEOPLE or word in _PLURALS or _named(document, i) or adult and document.words[i] == word and _role(word):
        return True
    return document.is_capital(i) and (not document.words[i].isupper() or len(word) == 1)


def _bearer(document, m):
    who = m["who"].lower()
    return who in PEOPLE or _is_adult(m["it"]) and _role(who)


def _subject(document, m):
    """Whether what stands before "was 34" can have an age: "his saturation" and "the sats" cannot."""
    who = m["who"]
    word = who.lower()
    if who == ")" or word in _PRONOUNS or word in PEOPLE or word in _PLURALS:
        return True
    if word in _AGELESS or len(word) > 1 and who.isupper():
        return False
    if who[0].isupper() or _role(word):
        return True
    i = document.word_from(m.start("who"))
    return i > 0 and document.low[i - 1] not in _OWNERS and not _ABSTRACT.search(word)


def _counted(m):
    """ "They were two and I was alone", "she was one of them": a count, not an age."""
    number, who = m["it"].lower(), m["who"].lower()
    few = who in ("i", "they", "we") and number in ("two", "three", "four", "2", "3", "4")
    return number == "one" or (few or who == "we" and not _is_adult(number)) and not _THEN.match(m.string, m.end())


def _named(document, i):
    word = document.low[i]
    return (word in words("given") or word in places()) and not is_english(word)


_HOUR = re.compile(r"[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve", re.I)
_AT_HOUR = re.compile(
    r"(?:started|began|back|even|still|first|since|and|that|her|him|it|them|home|mother|father|mum|dad|one|he|she)\b",
    re.I,
)
_ADULT = bounded(ADULT, re.I)
_AS_IF = re.compile(r"\b(?:if|though) \Z", re.I)
_THEN = re.compile(r",? (?:when|at the time|then|years?)\b", re.I)
_ROLE = re.compile(
    r"(?:[^aeiou]er|[aeiou][^aeiou]er|eer|[ts]or|ist|ian|man|woman|strar|inee|oyee|geon|[lst]tant|stant|geant|nurse|midwife|physio|cook|clerk|chef|nun|monk|teen)\Z"
)
_NO_ROLE = frozenset(
    "number order matter error factor quarter power cluster counter corner computer monitor ever never after later however "
    "over under other another rather whether either neither together further former latter letter water paper shower "
    "summer winter october november december september human gist list mist fist wrist waist motor sensor door floor "
    "doctor's fever ulcer cancer liver bladder register folder planner timer marker meter barrier carrier drawer answer "
    "per offer maximum tumor tumour minister danger anger centre center temper transfer buffer finger shoulder newer "
    "older younger longer shorter fewer higher lower better greater bigger smaller slower faster nearer pester".split()
)
_PRONOUNS = frozenset("he she they i who we".split())
_PLURALS = frozenset(
    "twins girls boys children kids sons daughters both sisters brothers parents triplets siblings".split()
)
_CHILDBEARING = frozenset("mother father mum mom mam dad parent nurse friend colleague partner".split())
_OWNERS = frozenset("the his her my our their your its a an this that each every no whose".split())
_ABSTRACT = re.compile(r"(?:tion|sion|age|ness|ment|ity|ance|ence|ency|ing|ure|th|load|gap|[^s]s|off|rate)\Z")
# What is scored or counted, and what stands for a thing.
_AGELESS = frozenset(
    "apgar apgars s waterlow braden barthel glasgow beck hamilton rockall wells ranson norton morse it that this there which what "
    "here score scores level rate dose result total count average mean temp temperature pulse pressure sats saturation "
    "sugar glucose weight caseload list range today everything nothing answer time room ward bed page session class "
    "january february march april june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday number limit maximum minimum wait fee fare cost price bill target goal size interval tally peak median "
    "cap quota ratio grade speed volume titre ferritin egfr crp hb inr lactate urea max min reading value figure sum balance "
    "percent bmi moca mmse phq gad bdi hads gcs oxygen creatinine sodium potassium".split()
)
PEOPLE = frozenset(
    "man woman boy girl lad lass male female patient client teenager gentleman lady mother father son "
    "daughter sister brother husband wife "
    "widow widower child kid uncle aunt niece nephew cousin mum mom mam nan nana gran granny grandma "
    "grandpa dad partner grandson granddaughter friend grandmother "
    "grandfather stepson stepdaughter stepfather stepmother girlfriend boyfriend fiance fiancee neighbour "
    "neighbor colleague student law ex bride groom caller inmate prisoner refugee survivor victim boss guest priest vicar pastor imam rabbi toddler infant newborn grandparent teenager patient guy bloke chap person nurse doctor youngest eldest oldest twin baby toddler himself herself themselves pt resident".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec "
    "spring summer autumn winter page chapter vol session day week".split()
)
