"""Two milder wordings for every finding, fitting where it stands and keeping what matters clinically."""

import re

from .findings import Category
from .lexicon import places

_SEASON = {
    **dict.fromkeys(("dec", "jan", "feb"), "winter"),
    **dict.fromkeys(("mar", "apr", "may"), "spring"),
    **dict.fromkeys(("jun", "jul", "aug"), "summer"),
    **dict.fromkeys(("sep", "oct", "nov"), "autumn"),
}
_NUMBERS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    w: n
    for n, w in zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
_DECADES = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy", 8: "eighty"}
_COLLEAGUES = frozenset(
    "colleague supervisor supervisee trainee manager director lead leader nurse doctor dr registrar "
    "midwife prof professor psychologist psychiatrist teacher boss chaplain analyst matron".split()
)
_RELATIVES = (
    "son daughter sister brother mother father mum mom mam dad aunt auntie uncle niece nephew cousin "
    "husband wife partner "
    "grandmother grandfather grandson granddaughter girlfriend boyfriend stepfather stepmother friend "
    "neighbour neighbor"
).split()
_FIXED = {
    Category.ID: ("[number removed]", "a record number"),
    Category.RECORD: ("In my own words:", "What I remember:"),
}


def milder(document, mark, people):
    """Two wordings to put in the place of a mark, the closer one first.

    ``people`` is a dict kept for one text: the wordings that the first mention of each name led to.
    """
    text = document.text
    words = text[mark.start : mark.end]
    before = text[max(0, mark.start - 60) : mark.start]
    make = _MAKERS.get(mark.category)
    pair = _told_with_a_verb(mark.category, words, before)
    if pair is None and mark.rule == "numbers.plate":
        pair = ("[plate removed]", "[number removed]")
    if pair is None:
        pair = make(words, before, text[mark.end : mark.end + 30]) if make else _FIXED[mark.category]
    if mark.category is Category.NAME:
        part = words.lower().split()[0]
        if pair == _UNKNOWN:
            pair = people.get(part, pair)
        people.setdefault(part, _LATER if pair == _UNNAMED else pair)
    if re.search(r"(?:[.!?]['\")]*\s|\n|\A)[\s\"'(*>-]*\Z", before) and mark.start - len(before) <= mark.start:
        pair = tuple(p[0].upper() + p[1:] for p in pair)
    return _after_article(pair, before, mark.category)


def _after_article(pair, before, category):
    """ "the" or "a" already stands before the finding: do not say it twice, and let "a" and "an" be right."""
    last = re.search(r"\b(a|an|the|my|her|his|their|our|this|that|every|each|another)\s\Z", before, re.I)
    if not last:
        return pair
    bare = tuple(re.sub(r"^(?:a|an|the|my|her|his|their|our|this|that) ", "", p, flags=re.I) for p in pair)
    article = last[1].lower()
    return tuple(_agreeing(p, article, category) for p in bare) if article in ("a", "an") else bare


def _agreeing(wording, article, category):
    """The wording after "a" or "an", with a word between that goes with it where it does not."""
    vowel = wording[:1].lower() in "aeiou" and not re.match(r"un[ai]|us|eu|one", wording, re.I)
    if not wording[:1].isalpha() or wording == "X" or vowel == (article == "an"):
        return wording
    if wording in _OTHERWISE:
        return _OTHERWISE[wording]
    if article == "a":
        return ("rather " if category is Category.AGE else "certain ") + wording
    named = category in (Category.NAME, Category.PLACE, Category.ORG)
    return ("unnamed " if named else "elderly or " if wording == "very old" else "unusual ") + wording


_OTHERWISE = {
    "skilled worker": "experienced worker",
    "unusual appearance": "striking appearance",
    "unusual family": "complicated family",
    "very old": "elderly",
    "middle-aged": "adult",
    "young": "inexperienced",
    "elderly": "very old",
    "older": "retired",
    "immigrant": "foreign-born",
    "rare condition": "uncommon condition",
    "rare diagnosis": "uncommon diagnosis",
    "distinctive feature": "unusual feature",
    "public event": "event that many heard of",
}


# What a fact becomes that is told with its verb: after "he" or "who" now, then; after "had"; after "was".
_VERBAL = {
    Category.RELATION: (
        ("has an unusual family", "has a complicated family"),
        ("had an unusual family", "had a complicated family"),
        ("been through a great deal at home", "had an unusual family"),
        ("from an unusual family", "part of a complicated family"),
    ),
    Category.EVENT: (
        ("is known for something", "has been talked about"),
        ("had been through something that many heard of", "had been talked about"),
        ("been through something that many heard of", "been talked about"),
        ("caught up in something that many heard of", "talked about for a while"),
    ),
    Category.TRAIT: (
        ("has a rare feature", "is unlike most people in one way"),
        ("had a rare feature", "was unlike most people in one way"),
        ("been unlike most people in one way", "lived with something rare"),
        ("unlike most people in one way", "living with something rare"),
    ),
    Category.OCCUPATION: (
        ("has an unusual line of work", "works in an unusual field"),
        ("had an unusual line of work", "worked in an unusual field"),
        ("worked in an unusual field", "done unusual work"),
        ("working in an unusual field", "doing unusual work"),
    ),
}
_SUBJECT = re.compile(r"\b(?:he|she|they|who|i|we|it|and|also|still|never|once)\s\Z", re.I)
_PERSON = re.compile(
    r"\b(?:client|patient|pt|man|woman|boy|girl|lad|lady|mother|father|mum|mom|dad|brother|sister|son|daughter|husband|wife"
    r"|partner|uncle|aunt|friend|colleague|supervisor|supervisee|trainee)\s\Z",
    re.I,
)
# What is said of them without a verb between: "a man raised by his sister".
_AFTER_PERSON = re.compile(r"(?:raised|born|adopted|known|brought|found|held|lost|given|shot|taken|from|with)\b", re.I)
_PRESENT = re.compile(r"(?:has|is|are|have|does|lives|runs|keeps|(?!was\b)[a-z]{2,}(?<!s)s)\s", re.I)
_PAST = re.compile(
    r"(?:had|was|were|did|ran|kept|made|sang|swam|won|wrote|drove|taught|sat|held|lost|met|got|came|went|gave|fell|found"
    r"|took|told|built|led|sold|grew|flew|rode|spoke|shot|died|lay|saw|bred|fought|[a-z]{2,}ed)\b",
    re.I,
)
_PARTICIPLE = re.compile(r"(?:been|won|lost|found|held|given|taken|born|shot|sold|raised|[a-z]{2,}ed)\b", re.I)


def _told_with_a_verb(category, words, before):
    """Wordings for a fact that begins with its verb, or None where it is a noun."""
    frames = _VERBAL.get(category)
    if not frames or " " not in words:
        return None
    if _SUBJECT.search(before) or _PERSON.search(before) and not _AFTER_PERSON.match(words):
        return frames[0] if _PRESENT.match(words) else frames[1] if _PAST.match(words) else None
    if _LATER_MAKERS.match(words) or not _PARTICIPLE.match(words):
        return None
    if re.search(r"\b(?:had|has|have|having)(?: (?:also|just|once|never))?\s\Z", before, re.I):
        return frames[2]
    return frames[3] if re.search(r"\b(?:was|is|were|are|been|being)\s\Z", before, re.I) else None


# These the makers below have words of their own for.
_LATER_MAKERS = re.compile(r"(?:lost|buried|survived|married|adopted|raised|given|been|won|orphaned|widowed)\b", re.I)

_REACHED = re.compile(
    r"\b(?:rang|rings?|called|calls?|phoned?|texted|texts?|e-?mailed|e-?mails?|messaged|dialled|contacted)\s\Z", re.I
)


def _contact(words, before, after):
    if _REACHED.search(before):
        return ("them", "[contact removed]")
    if re.search(r"\b(?:on|at|to|from|is|was|number|email|address|as)[:,]?\s\Z", before, re.I):
        return ("[contact removed]", "[removed]")
    return ("their contact details", "[contact removed]")


_UNNAMED = ("X", "[name]")
_UNKNOWN = ("my client", "this person")
_BESIDE_A_NAME = frozenset(
    "client patient pt poor dear old little young sweet lovely darling wee big good brave late two three both dearest".split()
)
_LATER = ("this person", "someone close to the story")


def _name(words, before, after):
    near = re.findall(r"[a-z]+", before.lower())[-3:]
    if near and near[-1] in _RELATIVES or len(near) > 1 and near[-2] in _RELATIVES and before.rstrip().endswith(","):
        # "her sister Priya": the relation alone already says who is meant.
        return _UNNAMED
    if near and near[-1] in (
        "mr",
        "mrs",
        "ms",
        "dr",
        "miss",
        "prof",
        "professor",
        "frau",
        "herr",
        "coach",
        "sister",
        "pastor",
    ):
        return _UNNAMED
    if (
        near
        and near[-1] in _BESIDE_A_NAME
        or re.match(r"s?\s+(?:famil|sister|brother|twin|boys|girls|child|kids|house)", after)
    ):
        return _UNNAMED  # "my client Priya", "poor Priya", "the two Kroll sisters"
    if any(w in _COLLEAGUES for w in near):
        return ("a colleague", "someone on the team")
    return _UNKNOWN


def _age(words, before, after):
    years = _years(words)
    if years is None or re.search(r"month|week|day", words):
        return ("very young", "young")
    if years > 89:
        plain = ("very old", "over 89")
    elif years < 13:
        plain = ("a young child", "of school age") if years > 4 else ("very young", "a small child")
    elif years < 20:
        plain = ("in adolescence", "a teenager")
    else:
        part = "thirty" if years < 40 else ""
        owner = (
            "her"
            if re.search(r"\b(?:she|her|woman|mother|daughter|sister|wife)\b", before, re.I)
            else "his"
            if re.search(r"\b(?:he|his|man|father|son|brother|husband)\b", before, re.I)
            else "their"
        )
        decade = _DECADES.get(years // 10, "ninety")
        plain = (
            f"in {owner} {decade[:-1]}ies",
            "a young adult" if part and years < 30 else "middle-aged" if years < 60 else "an older adult",
        )
    if re.search(r"\b(?:a|an|the|my|this|another)\s(?:\w+\s)?\Z", before, re.I) and re.match(r"\s+\w", after):
        # Before a noun: "a 34-year-old man".
        if years > 69:
            return ("very old", "elderly")
        if years >= 60:
            return ("retirement-age", "older")
        if years >= 40:
            return ("middle-aged", _DECADES[years // 10] + "-something")
        if years >= 20:
            return (_DECADES[years // 10] + "-something", "youngish")
        return ("teenage", "young") if years > 12 else ("school-age", "young")
    if re.search(r"\baged?\s\Z", before, re.I):
        return (
            ("over sixty", "of retirement age")
            if years >= 60
            else ("under sixty", "of working age")
            if years > 19
            else ("under twenty", "of school age")
        )
    if re.search(r"\b(?:at|of|turned|turning|turns)\s\Z", before, re.I):
        return ("that age", "about that age")
    return plain


def _years(words):
    figure = re.search(r"\d+", words)
    if figure:
        return int(figure.group())
    total = [_NUMBERS[w] for w in re.findall(r"[a-z]+", words.lower()) if w in _NUMBERS]
    return sum(total) if total else None


def _date(words, before, after):
    month = re.search(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", words.lower())
    season = re.search(r"spring|summer|autumn|fall|winter", words.lower())
    name = season.group() if season else _SEASON[month.group()] if month else None
    if re.search(r"\b(?:on|in|since|until|by|from|before|after|during)\s\Z", before, re.I):
        if re.search(r"\bon\s\Z", before, re.I):
            return (f"one day that {name}" if name else "one day", "a day some time ago")
        return (f"that {name}" if name else "that year", "the year it happened")
    if re.search(r"\bthe\s\Z", before, re.I):
        return (name or "day in question", "time in question")
    return (f"one {name}" if name else "some time ago", "a while back")


def _place(words, before, after):
    size = places().get(words.lower(), 0)
    if re.search(r"street|road|avenue|lane|strasse|straat|rua|rue|ulica|calle|floor", words, re.I):
        return ("a nearby street", "their home")
    if size >= 5:
        return ("a large city", "a city")
    if size in (3, 4):
        return ("a town", "a mid-sized town")
    if re.match(r"\s+(?:man|woman|boy|girl|client|patient|couple|family)", after):
        return ("immigrant", "foreign-born")
    return ("a small town", "somewhere rural")


def _occupation(words, before, after):
    pair = ("in an unusual line of work", "in a public role")
    if re.search(r"\b(?:a|an|the|my|her|his|our)\s(?:[\w-]+\s)?\Z", before, re.I):
        return ("skilled worker", "person with a public role")
    if re.search(r"\bas\s\Z", before, re.I):
        return ("someone with a rare skill", "someone in a public role")
    return pair


def _organisation(words, before, after):
    for pattern, plain in _HOUSES:
        if re.search(pattern, words, re.I):
            return (f"a {plain}", f"a local {plain}")
    return ("a local service", "a place nearby")


_HOUSES = (
    (r"hospital|ziekenhuis|krankenhaus|klinik|hopital|infirmary|ward\b", "hospital"),
    (r"clinic|surgery|practice|praxis", "clinic"),
    (r"school|college|collegiate|academy|escola|colegio|university|gymnasium", "school"),
    (r"church|chapel|parish|mosque|temple|synagogue|cathedral", "congregation"),
    (r"timber|motors|marine|mill|works|sons|ltd|inc|cafe|canteen|bakery|bank|farm", "business"),
)


def _relation(words, before, after):
    if re.search(r"twin|triplet|quad|quin|conjoined", words, re.I):
        return ("one of several siblings", "one of the siblings")
    if re.match(
        (
            r"(?:lost|buried|outlived|survived|married|adopted|raised|given|gave|orphaned|widowed"
            r"|eloped|ran)"
        ),
        words,
        re.I,
    ):
        return ("lived through a great deal at home", "known changes in the family")
    if re.search(r"(?:father|dad|mother|mum|mom|mam|parent)s? (?:of|to)\b", words, re.I):
        return ("a parent", "a parent of several children")
    if re.search(r"\bof\b|siblings|brothers|sisters", words, re.I):
        return ("one of several siblings", "a member of a large family")
    if re.search(
        r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|both|all|other)\s\Z", before, re.I
    ):
        return ("relatives", "members of the family")
    return ("a relative", "a member of the family")


def _event(words, before, after):
    if re.match(r"(?:made|hit)\b", words, re.I):
        return ("drew attention", "became known locally")
    if re.match(r"(?:been|was|were|all over|it was|appeared|featured|ended up|interviewed|reported)\b", words, re.I):
        return ("been talked about", "been noticed locally")
    if re.match(r"(?:won|broke|holds?|held|set)\b", words, re.I):
        return ("had some success", "did well")
    if re.match(r"(?:survived|struck)\b", words, re.I):
        return ("lived through a bad accident", "been in serious danger")
    if re.match(r"(?:first|youngest|oldest|only|last|fastest|sole|lone)\b", words, re.I):
        return ("one who was noticed for it", "one of a few")
    return ("a public event", "something that many people heard of")


def _trait(words, before, after):
    if re.search(
        (
            r"syndrome|disease|dystrophy|ataxia|sarcoma|lymphoma|deficiency|disorder|itis\b|osis\b"
            r"|ism\b|oma\b"
        ),
        words,
        re.I,
    ):
        return ("a rare condition", "a rare diagnosis")
    if re.search(r"speaker|member|one of|only|people|families", words, re.I):
        return ("one of few", "part of a small group")
    return ("a distinctive feature", "an unusual appearance")


_MAKERS = {
    Category.NAME: _name,
    Category.CONTACT: _contact,
    Category.AGE: _age,
    Category.DATE: _date,
    Category.PLACE: _place,
    Category.OCCUPATION: _occupation,
    Category.ORG: _organisation,
    Category.RELATION: _relation,
    Category.EVENT: _event,
    Category.TRAIT: _trait,
}
