"""Names that are told as such: nicknames, pet names and signatures, also where the name is a common word; initials."""

import re

from ..lexicon import is_common, is_english, words
from .citations import ABBREVIATIONS, in_series, sort_before
from .patterns import bounded
from .people import BESIDES, KIN, NEVER, SPEECH, is_surname, is_title, person_after, person_surely

_WHO = r"(?:him|her|them|me|himself|herself|themselves|one another|each other)"
_ALL = (
    r"(?:every(?:body|one)|people|friends|family|folks?|(?:the |her |his |their |my |our )?(?:kids|children"
    r"|grandchildren|nurses|staff|whole \w+|others|neighbours|neighbors|lads|girls|boys|team|ward|family"
    r"|friends|colleagues|mother|father|sister|brother|mum|mom|dad|gran|nan|village|class)|we|they|i|who)"
)
# After these the next word is a name, whatever word it is.
_SURE = (
    r"\b(?:nick-?named|nick-?name (?:is|was)|pet name (?:is|was|for \w+)?|goes by(?: the name(?: of)?)?"
    r"|went by(?: the name(?: of)?)?|going by|go by|known (?:to \w+(?: \w+)? |all \w+ |simply |only |just "
    r"|affectionately |locally |always )?as|knows? (?:him|her|them|me) (?:only |just |simply )?as|knew (?:him"
    r"|her|them|me) (?:only |just |simply )?as|(?:who|baby|child|boy|girl|son|daughter|twin|dog|cat|horse)"
    r",? (?:is |was |were |be |been )?(?:named|christened|baptised|baptized)|named (?:him|her|them)|christened "
    r"(?:him|her|them)|signs? (?:himself|herself|themselves|off as|everything)|signed (?:himself|herself"
    r"|themselves|off as|off)|signs off(?: as)?|dubbed (?:him|her|them)|answers to|answered to|introduced "
    r"(?:himself|herself|themselves) as|(?:someone|somebody|one|whom|who|that|lad|lass|boy|girl|man|woman|kid|child|client|patient|pt|colleague|nurse)"
    r",? (?:i|we|they|people|everybody|everyone|all)(?:'ll| will| shall|'d| would|'m going to|ll| all| only)? calls?|likes to be called|prefers to be called|wants to be called|calls "
    r"(?:himself|herself|themselves)|called (?:himself|herself|themselves)|what you're called is|short for)"
)
_CALLED_BY = rf"\b{_ALL} (?:all |always |just |only |still |used to |both |simply )?(?:called|calls?) {_WHO}"
_WORD = r"[A-Za-z][\w'-]*"
_TELLS = bounded(
    rf"(?:(?i:{_SURE})|(?P<by>(?i:{_CALLED_BY})))[,:]? (?:(?P<q>[\"'])(?P<quoted>{_WORD}(?: {_WORD}){{0,3}})[,.]?(?P=q)"
    rf"|(?P<big>[A-Z][\w'-]*(?: (?:of |the |de |von |van )?[A-Z][\w'-]*){{0,3}})"
    rf"|(?P<small>[a-z][a-z'-]+)(?= *(?:[.,;:!?)\n]|$| - | (?:and|but|because|since|after|for|when|on|at|in"
    rf"|though|if|so|from|by|now|too|ever|who|he|she|they|i|we|is|was)\b)))"
)
# "the baby, hope," and "my principal, mrs …": somebody close, then the name between commas.
_CLOSE = (
    r"baby|son|daughter|sister|brother|mother|father|mum|mom|dad|grandma|grandpa|gran|nan|granny|grandmother"
    r"|grandfather|grandad|aunt|auntie|uncle|cousin|niece|nephew|wife|husband|partner|fiancee?|boyfriend|girlfriend"
    r"|ex|twin|friend|neighbour|neighbor|principal|head|headteacher|headmaster|headmistress|landlord|landlady|boss"
    r"|manager|supervisor|preceptor|mentor|director|dean|chair|tutor|professor|client|patient|colleague|trainee"
    r"|intern|secretary|receptionist|matron|foster mother|foster father|stepmother|stepfather|stepson|stepdaughter"
    r"|grandson|granddaughter|carer|nurse|midwife|chaplain|imam|rabbi|priest|pastor|vicar|coach|teacher|roommate"
    r"|flatmate|housemate|godson|goddaughter|godmother|godfather|dog|cat|horse|parrot|pony|puppy|kitten|budgie|rabbit|hamster|mare|donkey"
)
_APPOSED = bounded(
    rf"\b(?:(?i:my|her|his|their|our|the)|\w+'s) (?:\w+[ -]){{0,2}}?(?:{_CLOSE}), (?P<it>(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)"
    rf"{{0,2}}|[a-z][a-z'-]+(?: [a-z][a-z'-]+)?))(?=[,.;)]|$)",
    opens=rf"\b(?:{_CLOSE}), ",
    back=8,
)
# "chidi n. okeke" with or without capitals
_MIDDLE = bounded(r"(?<![\w.])(?P<it>[A-Za-z][a-z'-]+ [A-Za-z]\. ?[A-Za-z][a-z'-]+)(?![\w-])")
_THINGS = frozenset(
    "lazy crazy stupid difficult mad bad good names out back up in on over off again today yesterday once twice "
    "later tomorrow fat ugly weak strong weird strange mum mom mam dad sir madam ma'am doctor nurse boss dude mate "
    "love dear honey sweetheart darling brave selfish cold mean rude noisy quiet slow quick smart clever bright wild "
    "here there home first last next daily weekly collect heroes hero liar thief fool idiot failure loser coward "
    "monster angel saint burden friends friend family sister brother mother father daughter son auntie uncle aunt "
    "black white gay queer trans they them he she it that this what who which such some any everything nothing "
    "something anything someone anyone everyone everybody nobody because and but or so if when while by both "
    "either neither instead someday anytime myself yourself names things late early soon often always never "
    "sometimes himself herself themselves experts mine yours hers ours theirs non-compliant noncompliant "
    "manipulative borderline resistant unwell sick ill well fine okay ok right wrong name names stuff hope "
    "the a an my your our his her their its to of as".split()
) - {"hope"}
_FAMILIAR = frozenset("nana nan gran granny grandma grandpa oma opa abuela abuelo auntie aunty uncle tante".split())
_NOT_NICK = re.compile(r"(?:ful|ic|ive|ous|ing|ed|ly|able|ible|less|ant|ent|al|ary|ness|ment|tion|ism|ist|est|ogy)$")

# What only a name can follow, so that letters after it stand for one.
_WHOSE = (
    r"(?:clients?|patients?|pts?|cl|colleagues?|supervis(?:or|ee)|trainee|student|friend|mr|mrs|ms|miss|mx|dr|prof|sister|nurse"
    r"|re|(?:call|calls|called|named?|say|with|told|asked?|tell|texted|phoned|rang|saw|met|initials?|(?:my|her|his|their|our) "
    r"(?:\w+ )?(?:" + "|".join(sorted(KIN)) + r"))(?: (?:her|him|them|is|was|were))?)[.:,]?"
)
_DOTTED = bounded(
    r"(?<![\w.'&/@-])(?P<it>[A-Z]\.(?: ?[A-Z]\.){1,2}|[A-Z]\.[A-Z](?:\.[A-Z])?(?![\w.])|[A-Z]\.)(?![\w@])"
    r"(?=(?P<after>(?:'s)?(?:[,;:?!)\"]| (?:[a-z]+ed|and I|FOLLOW)\b| ?$|'s\b|\n))?)".replace(
        "FOLLOW",
        "about after again as at because before but by during for from in into is never of off on once over still the "
        "then through to today under until when while who whose with yesterday".replace(" ", "|")
        + "|"
        + "|".join(sorted(w for w in SPEECH if "'" not in w)),
    )
)
_BARE = bounded(
    rf"(?:\b(?i:(?P<cue>{_WHOSE})) )?(?<![\w.'&/@#+-])(?P<it>[A-Z]{{1,3}})(?![\w&/@+-]|\.\w|'(?!s\b)| ?(?:&|\+) ?[A-Z]\b)"
)
_CUE = bounded(rf"\b(?i:{_WHOSE}|for|to|and|of|couple|friend) \Z")
_SMALL = bounded(
    r"\b(?:client|patient|pt|mr|mrs|ms|miss|dr|call(?:ed)? (?:her|him|them)) (?P<it>[b-hj-rt-wyz]\.?|[a-z]{2})(?![\w'/-]|\.\w)"
)
_TITLED = frozenset("mr mrs ms miss mx".split())
_WEAK = frozenset("re with told asked ask tell texted phoned rang saw met say".split())


def _initials(document, accept):
    """Letters that stand for a name: with dots wherever a name may stand, without them after a cue or before what people do."""
    text = document.text
    for m in _DOTTED.over(document):
        letters = re.sub(r"[. ]", "", m["it"])
        before = text[max(0, m.start() - 24) : m.start()]
        cue = bool(_CUE.search(before))
        if len(letters) > 1 and letters.lower() in ABBREVIATIONS and not cue:
            continue
        if len(letters) == 1 and not m["after"] and not cue:
            continue
        if len(letters) == 1 and (sort_before(before) or in_series(text, m.start("it")) or m["it"] in ("I.", "X.")):
            continue
        if m["it"] == "A." and not cue and m["after"][:1] not in ",'":
            continue
        accept(*m.span("it"), "initial", "possible" if len(letters) == 1 else "certain")
    for m in _BARE.over(document):
        letters, cue = m["it"], (m["cue"] or "").lower().rstrip(".:,")
        start, end = m.span("it")
        after = text[end : end + 40]
        thing = letters.lower() in ABBREVIATIONS or letters.lower() in words("notnames")
        if letters in ("I", "X") or thing and not (cue in _TITLED or cue and cue not in _WEAK and person_after(after)):
            continue
        if len(letters) == 1:
            if not cue or cue in _WEAK or letters == "A" or re.match(r" (?:and|or) [A-Z]\b", after):
                continue
            if in_series(text, m.start("it")):
                continue
        elif len(letters) == 3 and (not cue or cue in _WEAK) or not cue and not person_surely(after):
            continue
        dot = len(letters) == 1 and after[:2] in (".,", ". ") and after[2:3].islower() | (after[:2] == ".,")
        accept(start, end + dot, "initial")
    for m in _SMALL.over(document):
        letters = m["it"].rstrip(".")
        if letters in ABBREVIATIONS or is_common(letters) and len(letters) > 1 or is_title(letters):
            continue
        dot = m["it"].endswith(".") and re.match(r",| [a-z]", text[m.end() : m.end() + 2])
        accept(m.start("it"), m.start("it") + len(letters) + bool(dot), "initial")


# "Klein was her surname"
_NAME_IS = bounded(
    r"(?<![\w'-])(?P<it>[A-Za-z][a-z'-]+)\"? (?:is|was|being|isn't|wasn't) (?:not )?(?:his|her|their|my|the (?:client|patient|boy|girl|baby)'s) "
    r"(?:real |actual |first |own |birth |given |middle |maiden |married |old |dead)?(?:name|surname|nickname)\b"
)


def told_names(document, accept):
    """Names after a cue that says so. ``accept`` as for the other names."""
    _initials(document, accept)
    for m in _NAME_IS.over(document):
        low = m["it"].lower()
        if m["it"][0].islower() and not (document.lowercase and (low in words("given") or not is_english(low))):
            continue
        if low not in NEVER | {"what", "neither", "such", "mine", "so", "sex", "hers", "ours"}:
            accept(*m.span("it"), "called")
    for m in _TELLS.over(document):
        group = "quoted" if m["quoted"] else "big" if m["big"] else "small"
        name, start = m[group], m.start(group)
        low = name.lower().split()
        cue = m.group()[: start - m.start()].lower().strip(" \"'")
        if group == "quoted" and low[0] in ("the", "little", "big", "old") and len(low) > 1:
            low = low[1:]
        if low[0] in _THINGS or low[0] in NEVER - {"hope"} and group != "quoted":
            continue
        if group == "big":
            if name.isupper() and len(name) > 1 or cue.endswith("as") and " " not in name and _title_case(name, cue):
                continue
            if _definition(document, m.start(), cue) or any(
                w in words("notnames") and is_english(w) and not (m["by"] and is_title(w)) for w in low
            ):
                continue
        elif group == "quoted":
            if len(low) == 1 and _NOT_NICK.search(low[0]) and not m["by"]:
                continue
            if not m["by"] and _definition(document, m.start(), cue) or len(low) > 1 and low[-1] in _THINGS:
                continue
        elif not _small(document, low[0], m["by"], cue, start):
            continue
        accept(start, start + len(name.removesuffix("'s").rstrip("'-")), "called")
    for m in _APPOSED.over(document):
        name = m["it"]
        low = name.lower().split()
        start = m.start("it")
        if len(low) == 2 and low[0] in words("titles") and low[1] not in NEVER | _THINGS:
            accept(start + len(low[0]) + 1 if low[0] not in _FAMILIAR else start, m.end("it"), "called")
            continue
        if any(w in NEVER or w in _THINGS or w in words("notnames") or w in words("regions") for w in low):
            continue
        if name[0].islower():
            if (
                document.lowercase
                and (low[0] in words("given") or low[0] in words("namewords"))
                and low[0] not in SPEECH
                and len(low) < 3
            ):
                if len(low) == 1 or is_surname(low[1]):
                    accept(start, m.end("it"), "called")
        elif not (name.isupper() and len(name) > 2) and low[0] not in words("theorists"):
            accept(start, m.end("it"), "called")
    for m in _MIDDLE.over(document):
        first, _, last = (
            m["it"].lower().replace(".", ". ").split(" ", 1)[0],
            "",
            re.split(r"[ .]+", m["it"].lower())[-1],
        )
        if first in words("given") and first not in NEVER and not is_common(first):
            if (is_surname(last) or not is_english(last)) and not is_common(last) and last not in words("theorists"):
                accept(*m.span("it"), "called")


def _title_case(name, cue):
    """ "Known as Asperger's", "known as Medicare": a thing, unless somebody is known so."""
    return not re.search(r"(?:him|her|them|me|himself|herself|themselves|by) \w*$|as$", cue) or name.endswith("'s")


def _definition(document, start, cue):
    """ "CBT is short for …", "a state known as …": said of a thing and not of a person."""
    before = document.text[max(0, start - 40) : start].lower()
    if not cue.startswith(("short for", "known", "nicknamed", "dubbed")):
        return False
    if re.search(r"\b[A-Z][a-z]+ (?:is|was) $", document.text[max(0, start - 40) : start]):
        return False
    return bool(_OF_A_THING.search(before)) and not _OF_SOMEBODY.search(before)


_OF_A_THING = re.compile(
    r"\b(?:is|was|are|it|it's|this|that|thing|condition|therapy|technique|[a-z]{1,20}ion|drug)[, ]{0,4}$"
)
_OF_SOMEBODY = re.compile(
    r"\b(?:he|she|who|they|i|client|patient|man|woman|boy|girl) (?:is|was|are|were|[a-z']{1,20})[, ]{0,4}$"
)


def _small(document, word, by, cue, start):
    """Whether a word without a capital may be the name that was announced."""
    word = word.removesuffix("'s")
    if len(word) < 3 or word in SPEECH or word in words("notnames") and not document.lowercase:
        return False
    if not is_english(word):
        return True
    if by or cue.endswith(("calls himself", "calls herself", "called himself", "called herself")):
        if word in words("given"):
            return document.lowercase or not is_common(word)
        return document.lowercase and not _NOT_NICK.search(word) and not is_common(word)
    if not re.search(
        r"nick|goes by|went by|going by|\b(?:him|her|them|me) (?:\w+ )?as$|sign|answer|named|prefers|likes", cue
    ):
        return word in words("given") and not is_common(word)
    return not _NOT_NICK.search(word) or word in words("given")


_CALLED = bounded(
    r"\b(?:called|named|name is|name was|name's|names? were|real name|full name|nickname(?:d)?|known as"
    r"|goes by|went by|go by|i'?ll call (?:her|him|them|you|this \w+)|call (?:her|him|them) |i will call "
    r"(?:her|him|them)|called (?:her|him|them|himself|herself|me)|calls? (?:her|him)(?:self)?|christened"
    r"|baptised|dead ?name|maiden name|"
    r"surname|first name|i will say|let'?s say|answers to|signed(?: off)?(?: as)?|signed it|addressed to"
    r"|introduced (?:himself|herself|themselves) as|aka|a\.k\.a\.|née|nee|formerly|initial,?|initial "
    r"is)\b(?: (?:is|was|as))?[,:]? ?[\"']?(?<![\w'])(?P<it>[A-Za-z](?:\.(?!\w))?(?![\w'])"
    r"|[A-Za-z][\w'-]+(?: [A-Z][\w'-]+){0,3})"
)
_SOMEBODY_IS = re.compile(
    r"\b(?:she|he|who|baby|boy|girl|son|daughter|child) (?:was|is|'s|got)(?: only| always)? \Z", re.I
)


def called(document, accept):
    """Whom the text says is called, named or known as something."""
    for m in _CALLED.over(document):
        _called(document, m, accept)


def _called(document, m, accept):
    start, end = m.span("it")
    name = m["it"].rstrip(".'")
    low = name.lower().split()
    if low[0] in _NOT_CALLED or low[0] in words("notnames") and low[0] not in BESIDES:
        return
    capital = name[0].isupper()
    if capital:
        if (
            low[0] in NEVER
            or len(name) > 1
            and name.isupper()
            or is_common(low[0])
            and len(low) == 1
            and low[0] not in words("given")
            and not _SOMEBODY_IS.search(document.text[max(0, m.start() - 24) : m.start()])
            or is_title(low[0])
            and len(low) == 1
        ):
            return
        if (
            re.match(r"(?:called|named)$", m.group().split()[0].lower())
            and document.text[end : end + 2]
            and low[-1] in words("jobs")
        ):
            return
        accept(start, start + len(m["it"]) if re.fullmatch(r"[A-Z]\.", m["it"]) else start + len(name), "called")
    else:
        strict = re.match(
            r"(?:named|nicknamed|nickname|real name|known as|dead ?name|goes by|went by|maiden name"
            r"|surname|first name|name is|name was|name's|christened|née|nee|aka)",
            m.group(),
            re.I,
        )
        if (
            (low[0] in words("given") or is_surname(low[0]))
            and (not is_english(low[0]) or strict and not is_common(low[0]))
            or strict
            and not is_english(low[0])
        ):
            end = start + len(low[0])
            i = document.word_at(start)
            if (
                document.gap(i) == " "
                and i + 1 < len(document.words)
                and (is_surname(document.low[i + 1]) or not is_english(document.low[i + 1]))
                and not is_common(document.low[i + 1])
                or i + 1 < len(document.words)
                and document.gap(i) == " "
                and is_surname(document.low[i + 1])
                and strict
                and document.low[i + 1] not in NEVER
                and document.low[i + 1] not in SPEECH
                and document.lowercase
                and len(document.low[i + 1]) > 3
            ):
                end = document.ends[i + 1]
            accept(start, end, "called")


_NOT_CALLED = frozenset(
    "a an the it is was and but or in on at to for from me him her them us my his their our your this that "
    "these i he she they we you back out off up by with as so not no if when what who how why because "
    "again after before "
    "over round about into one two three four five several twice once names security police ambulance lazy "
    "stupid crazy mum mom dad sir madam everyone everybody someone nobody home help every each all same "
    "both of "
    "during until while since then than there here just only also too very more much most some any sick "
    "late early down".split()
)
