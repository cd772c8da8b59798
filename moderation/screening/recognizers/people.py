"""Signs that a word stands for a person: who stands before it, and what it does after it."""

import re

from ..lexicon import words
from .patterns import bounded

KIN = frozenset(
    "wife husband son daughter sister brother mother father mum mom mam dad aunt auntie uncle niece nephew "
    "cousin grandmother grandfather grandma grandpa nan nana gran granny "
    "grandson granddaughter partner girlfriend boyfriend fiance fiancee stepfather stepmother stepson "
    "stepdaughter stepbrother stepsister twin baby godmother godfather widow widower ex bestie "
    "client patient colleague supervisor supervisee trainee student intern boss friend neighbour neighbor "
    "roommate flatmate housemate analyst therapist counsellor counselor psychologist psychiatrist nurse "
    "midwife doctor gp "
    "registrar manager receptionist lead leader director chaplain teacher coach lad lass kid girl boy man "
    "woman guy lady caseworker mentor tutor resident locum pharmacist physio assistant volunteer carer "
    "keyworker "
    "secretary clinician paramedic consultant social-worker worker mam kaiawhina mate bloke fella couple "
    "dog cat".split()
)
OWNERS = frozenset(
    "my her his their our your a the this that whose another one client's patient's mother's father's "
    "sister's brother's wife's husband's new old young dear late eldest youngest older younger little ex "
    "former poor wee favourite best first second elder only".split()
)
# Titles that are nothing but a way to address somebody, so whatever stands after them is a name.
ADDRESSED = frozenset(
    "mr mrs ms mx miss frau herr senor senora senorita dona monsieur madame mme mlle signor signora signorina "
    "mevrouw meneer pani sensei haji hajji hajja babu auntie aunty uncle nana abuela abuelo oma opa tante tia "
    "tio rabbi imam ustad ustaz encik puan nonna nonno babcia yiayia mormor farmor granny grandma grandpa "
    "grandad granddad gran nan lola lolo schwester pfleger hermana hermano soeur frere zuster broeder enfermera "
    "paciente tante onkel sayyid sayed syed chacha chachi mausi masi bhabhi akka oga pastora sr sra srta".split()
)
SPEECH = frozenset(
    "said says asked asks told tells replied answered wrote writes called calls rang rings phoned texted "
    "emailed came comes went goes left cried wept laughed smiled nodded shrugged looked sat stood walked "
    "ran got gets was is has had did does "
    "took takes gave gives made makes kept keeps wanted wants knew knows thought thinks felt feels stayed "
    "died lives lived works worked runs drove explained insisted whispered shouted screamed stopped "
    "started began brought returned arrived agreed refused apologised apologized thanked hugged forgave "
    "relapsed recovered attended missed "
    "would will could can may might must never always still just now who whose didn't wasn't isn't hadn't "
    "couldn't wouldn't doesn't won't put sent showed spoke speaks moved married played pulled turned "
    "opened closed held met saw heard lost won found needed needs let waited watched admitted promised "
    "visited graduated disclosed self-harmed".split()
)
NEVER = frozenset(
    "the a an and but or so if when while then that this these those he she they we you it his her their "
    "our my your in on at to for from with by as of no not yes after before since because although though "
    "once what who how why where "
    "is was are were did do does had has have can could would should will may might must let there here "
    "some any all both each every just one two three four five six seven eight nine ten i'm i'd i've i'll he's "
    "she's it's that's don't didn't wasn't".split()
) - {"will", "may"}
CONTRACTED = bounded(r"'(?:d|re|ve|ll|t|m)$")
PARTICLE = frozenset(
    "de da do dos das del della di van von der den ten ter la le du el al bin binti ibn ap y e af av zu st".split()
)
_ALSO_THINGS = frozenset(
    "is was has had did does will would can could may might must never always still just now came comes "
    "takes gives gave made makes keeps kept needs needed put works worked lives lived died stayed started "
    "began brought "
    "returned arrived left moved opened closed lost won turned held goes went isn't wasn't doesn't won't "
    "would gets got feels felt looked saw found let sat".split()
)
_ASKED = bounded(
    r"\b(?:told|asked|called|phoned|rang|saw|met|with|for|to|about|and|from|of|by|against|than|like|love"
    r"|loved|miss|missed|knew|know|thank|thanks|emailed|texted|hugged|helped|married|let|hi|hello|dear|hey"
    r"|poor|visited|visiting|treated|seeing|at|sorry|when|if|that|because|but|as|where|while|until|before"
    r"|after|what|how|said|says|into|whether|thought|so|then|behind|beside|between|had|was|is|see"
    r"|remember|gave|give|sent|be|been|being|become|became|[a-z]{2,}ed|heard|ring|tell|ask|call)[,:]? (?:\"|')?\Z",
    re.I,
)


_KIN = "|".join(sorted(KIN))
# What people do and hope, grace and joy do not, besides what ``SPEECH`` has.
_PERSONAL = frozenset(
    "loved loves hated hates begged trusted trusts blamed blames hoped wondered sighed grinned frowned blinked winced yelled "
    "swore sobbed giggled joked paused hesitated collapsed vomited fainted fell slept woke ate eats drank drinks bled choked "
    "coughed snored limped shook checked signed phones texts likes liked sings sang drew read reads rode hid "
    "hurt dressed undressed knelt leant leaned hummed swallowed woken bought sold taught teaches stole broke hung "
    "caught chose forgot slipped tripped charted handed covered swears prayed prays".split()
)
DEEDS = "|".join(sorted(w for w in (SPEECH - _ALSO_THINGS) | _PERSONAL if "'" not in w))
# What a person does to somebody or with something of their own, who is theirs, and where they lie.
_DOES = bounded(
    rf"(?: (?:never|always|still|just|then|had|has|finally|later|once))? (?:[a-z]+ed|{DEEDS}) (?:his|her|their|my|me|him"
    rf"|us) [a-z]|'s (?:[a-z]+ )?(?:{_KIN})\b| and (?:I (?:had|were|both|have|would)|(?:her|his|their) (?:[a-z]+ )?(?:{_KIN}))"
    r"\b| (?:in|from) (?:bed|bay|room) | (?:had|has|was|wasn't|hadn't|didn't|did|would|wouldn't|could|couldn't)"
    rf"(?: (?:not|never|just|only|already|always|have|been|always))* (?:{DEEDS}|crying|breathing|sitting|waiting|asking"
    r"|smiling|sleeping|asleep|walking|screaming|shouting|bleeding|vomiting|dying|complain|complained|known|breathe|breathless"
    r"|on my|in my|my|seen|told|asked|heard|given|sent|offered|admitted|discharged|allowed|warned|invited|come|turn up|show up|answer|reply|speak|talk|sleep|eat|cry|smile|attend|arrive|return|know|want|like)\b"
    rf"|, (?:the|my|our|her|his|a|an) (?:[a-z]+ ){{0,2}}(?:{_KIN}|clerk|sister|cleaner|porter|patient)[,.]"
    r"| (?:was|is|turned) (?:only |just |nearly )?(?:[a-z]+teen|[a-z]+ty(?:-[a-z]+)?|twelve|\d{1,2})\b(?!:| ?(?:%|per|m|min|hours?|days?|weeks?|years? (?!old)|of))| (?:on|at|from|in|was (?:in|on|at|from)) (?:the |our |my |her "
    r"|his )?(?:desk|reception|ward|nights|days|bed|bay|room|triage|switchboard|kitchen|pharmacy|theatre|lab|labs|caseload|waiting)\b"
    r"| had (?:a|an|two|three) |'s (?!an? |the |not |been |so |too |very |no |what |how |[a-z]+ing\b)[a-z]+"
)
# Names that are words too, yet seldom stand as words at the start of a sentence.
_FIRST = frozenset(
    "ali amber ana ann april basil bea ben bill billy blessing bob bobby bonnie buddy candy carol carter cat "
    "celeste charlie chase cherry chuck clay clementine cliff colin colleen constance coral crystal daisy dale dan "
    "dean dee dick dolly don drew earl ed ernest eve fay felicity fern flora frances frank gail gale gene georgia "
    "ginger ginny glen grant gus guy hank harry hazel heather herb holly hunter ian ira iris ivy jack jade jan "
    "jasmine jay jean jerry jess jewel jim jimmy jo joe john josh joyce jude june juno kay kelly ken kim kit lance "
    "lark laurel lee levi lily lou lu mac mack maria marina mark martin mason matt max melody mike miles mo myrtle "
    "nan nick norm nova olive opal otto paddy paisley pam pat paul pearl peg penny peter phil pierce piper poppy "
    "precious prince princess prudence randy raven ray reed rex rob robin rod ron rory rose rosemary rowan roy ruby "
    "russ rusty sable saffron sal sam sandra sandy scarlet shelly sid skye sonny stella sterling stew sue sylvan "
    "tad ted tiffany tim tina toby tom tony trish val van verity vi vic victor viola violet wade wally warren will "
    "willow woody zoe".split()
)
_FIRST_AFTER = bounded(
    r"'s\b|, (?:the|my|our|her|his|a|who|aged|\d)|:| and (?:his|her|I|my|the|[A-Z])| (?:"
    + "|".join(sorted(SPEECH))
    + r")\b|[,.]?\s*$"
)


# What stands before a hyphen in words that are no names: Pre-op, Post-natal, Co-worker.
PREFIXES = frozenset(
    "pre post non co re ex self anti peri intra inter over under semi sub multi mid well half bi uni trans de pro".split()
)


def part_of_a_code(document, i):
    """Whether a word goes on in figures or strokes, or is letters with hyphens: HbA1c, G2P1, O/E, A-to-E."""
    start, end = document.starts[i], document.ends[i]
    before, after = document.text[max(0, start - 1) : start], document.text[end : end + 1]
    letter = end - start == 1
    return before.isdigit() or after.isdigit() or letter and "/" in (before, after) or "-to-" in document.low[i]


# Months that people are called.
MONTHS = frozenset("april may june august".split())
_TOLD = bounded(
    r"\b(?:told|asked|saw|met|rang|phoned|texted|emailed|thanked|hugged|called|with|tell|ask|call|to|and) \Z", re.I
)


_TOLD_ONE = re.compile(
    r"\b(?:told|asked|rang|phoned|texted|emailed|messaged|thanked|hugged|tell|ask|reassured|warned|answered) \Z", re.I
)


def told_before(before, strict=False):
    """Whether what comes before is done to people only, so that a month would not follow, nor a country if strict."""
    if strict:
        return bool(_TOLD_ONE.search(before))
    return bool(_TOLD.search(before)) and not re.search(
        r"\b(?:from|between|due|up|back) (?:\w+ )?(?:to|and) \Z", before
    )


# Regions, a faith and a month that people are called at least as often.
BESIDES = frozenset(
    "jan christian victoria virginia georgia jordan chad india israel alberta brittany devon kent holland dakota".split()
)
_NOT_SO = {
    "shona": re.compile(
        r"(?:^|\b(?:in|of|the|a|our|my|her|his|their|and|or|from|speak\w*|spoke|some|into|between|with|is|was)) \Z",
        re.I,
    ),
    "jan": re.compile(
        r"(?:\d|\b(?:in|since|of|by|from|until|till|last|next|mid|early|late|this|every|to|and))[ -]\Z", re.I
    ),
    "christian": re.compile(
        r"(?:^|[.!?:]|\b(?:a|an|the|is|was|are|were|be|been|being|very|became|my|your|our|their|as|and|or|of|in|good|devout|old|new"
        r"|more|how|not|so|about)) \Z",
        re.I,
    ),
}
_WHERE = re.compile(
    r"(?:\b(?:in|from|to|of|near|across|around|outside|through|into|at|over|via|back|for|rural|upstate|southern|northern|eastern"
    r"|western|central|west|east|north|south|the|visit|visited|visiting|left|leave|leaving|and|or|all|between|than|like)|[\w.],"
    r"|[a-z]:|[A-Z][\w'-]+) \Z"
)
_GOES_WITH = re.compile(
    r" [A-Z]| (?:state|university|county|station|street|road|line|sponge|plum)\b|'s (?:[A-Z]|coast|capital)"
)


def named_so(word, before, after):
    """Whether one of ``BESIDES`` stands where only somebody can be meant."""
    if _GOES_WITH.match(after) or re.match(r" ?\d", after):
        return False
    if word == "christian" and not re.match(
        r"[.,;:?!)\"]|$|'s |,? (?:and|who|for|in|on|at|to|that|if|when|about|was|had|said|with|or|so|because)\b", after
    ):
        return False
    return not _NOT_SO.get(word, _WHERE).search(before)


def is_title(word):
    return word in words("titles") or word in ADDRESSED


def is_surname(word):
    return word in words("surnames") or "-" in word and any(p in words("surnames") for p in word.split("-"))


def kin_before(document, i):
    """Whether "my client", "her sister", "the director," stands right before word i."""
    if i == 0:
        return False
    gap = document.gap(i - 1)
    k = i - 1
    if gap not in (" ", ", ", ": ", " (") or document.low[k] not in KIN:
        return False
    if gap == " ":
        return True
    # "the director, Filomena": but not "the girl, Monday"
    return k > 0 and (
        document.low[k - 1] in OWNERS
        or document.low[k - 1].endswith("'s")
        or gap == ": "
        or k > 1
        and document.low[k - 2] in OWNERS
    )


def person_after(after):
    """Whether what follows is what people do, or an age."""
    m = re.match(r"(?:'s\b|,? (?P<w>[a-z']+)|, \d|, (?:who|aged|my|her|his|our|the|a|in)|[,;:?!)]|\.?\s*$)", after)
    return bool(m) and (m["w"] is None or m["w"] in SPEECH or m["w"] in ("aged", "my", "her", "his"))


def person_surely(after):
    """As ``person_after``, but nothing that hope, grace and joy do as well."""
    m = re.match(r"(?:, (?:who|aged)\b|, \d|,? (?P<w>[a-z']+))", after)
    if m and (m["w"] is None or m["w"] in (SPEECH | _PERSONAL) - _ALSO_THINGS):
        return True
    return bool(_DOES.match(after))


_ADDRESSED = re.compile(
    r"[?!][\"']|, (?:you|please|love|can you|could you|listen|sit)\b| and [A-Z][a-z]+\b|, [A-Z][a-z]+(?:,| and)"
)


def begins_sentence(word, after):
    """Whether a name that is a common word too is meant by it at the start of a sentence."""
    return (
        person_surely(after)
        or word in words("given")
        and (word in _FIRST and bool(_FIRST_AFTER.match(after)) or bool(_ADDRESSED.match(after)))
    )


def asked_before(before):
    return bool(_ASKED.search(before))


def person_follows(text, end):
    return bool(
        re.match(
            r"(?:'s\b|,|\.|!|\?|;|$|\s+(?:forgot|knew|[a-z]+ed|"
            + "|".join(sorted(w for w in SPEECH if "'" not in w))
            + r")\b)",
            text[end : end + 24],
        )
    )


# What begins a surname in small letters by itself, what does so after one of these, and what sets one of two apart.
_BEGINS = frozenset("de da das del della di von van bin binti ibn al el mac nic ní uí ó ap".split())
_GOES_ON = frozenset("la las le los der den het an am du".split())
_APART = frozenset("big little wee fat mad other".split())
_OWNED = frozenset("the a an my our your his her their this that each every".split())


def whole_name(document, start):
    """Where a name that is found from ``start`` on, begins: "de la Cruz", "van der Westhuizen", "Big Sandy"."""
    first = at = document.word_at(start)
    while at and document.gap(at - 1) == " ":
        at -= 1
        low, owned = document.low[at], at and document.low[at - 1] in _OWNED
        if low in _BEGINS and not (owned and low == "van"):
            first = at
        elif low in _APART and (document.is_capital(at) or document.lowercase and not owned):
            first = at
            break
        elif low not in _GOES_ON:
            break
    return start if first == document.word_at(start) else document.starts[first]
