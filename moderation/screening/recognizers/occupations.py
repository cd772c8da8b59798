"""Work and roles rare enough to narrow a person down. Clinicians, students and clerks stay."""

import re
from functools import cache

from ..findings import Category
from ..lexicon import is_common, is_english, words
from . import FACT, Mark
from .patterns import bounded
from .told_facts import PLACE_TAIL, is_plain

_W = r"[A-Za-z][\w'-]*"
_UNIQUE = bounded(
    rf"\b(?P<it>(?:only|sole|first|youngest|oldest|last|lone|longest-serving|first-ever|one remaining)(?: "
    rf"(?:female|male|woman|black|blind|deaf|trans|openly gay|certified|registered|qualified|full-time"
    rf"|resident|remaining|licensed|bilingual|{_W}-speaking))*"
    rf"(?: {_W}){{0,4}}? (?:psych|psychologist|psychiatrist|therapist|counsell?or|doctor|gp|nurse|midwife"
    rf"|dentist|vet|pharmacist|physio|physiotherapist|surgeon|paediatrician|pediatrician|social worker"
    rf"|chaplain|interpreter|translator|teacher|officer|driver|pilot|priest|pastor|shop|baker|butcher"
    rf"|undertaker|lawyer|solicitor|engineer|judge|farmer|mechanic|electrician|clinician|dietitian"
    rf"|anaesthetist|anesthesiologist|obstetrician|speech therapist|optician|referee|conductor|firefighter"
    rf"|captain|instructor|player|athlete|singer|professor|minister|mayor|analyst)"
    rf"(?: (?:for|in|on|within|at|of|to|who)(?: {_W}| \d+){{1,6}}?(?=[.,;:!?\")\n]|$| and | but | who | "
    rf"that | so )|\b))",
    re.I,
)
_TOWNS = bounded(
    r"\b(?P<it>(?:town|village|county|island|valley|city|country|region|district|parish|state|province"
    r"|nation|area|community)'s (?:only|first|last|youngest|oldest|longest-serving|best-known|most famous"
    r"|biggest) (?:[\w'-]+ ){0,2}?[\w'-]+)(?=[.,;:!?\")\n]|$| (?:and|but|who|that|so|for|in|when|since"
    r"|until)\b)"
)
_RANK = bounded(
    r"\b(?P<it>(?:(?:retired|former|serving|ex-)\s?)?(?:three|four|two|five|second|third|fourth|fifth|sixth|seventh|eighth)[ -]generation"
    r"(?: [\w'-]+){0,4}? [\w'-]*(?:er|or|ist|ian|man|woman|smith|wright|monger|kiln|farm|business|family|foundry|mill|bakery|circus|forge|vineyard|shop))(?![\w-])",
    re.I,
)
_ELITE = bounded(
    r"\b(?P<it>(?:(?:former|retired|ex-|current|aspiring) ?)?(?:Olympic|Paralympic|national|world"
    r"|international|professional|premier league|county|all-ireland|commonwealth|championship"
    r"|semi-professional|pro|state|celebrity|famous|prima|principal|lead|chief|head|royal|court|town"
    r"|village|parish|cathedral|city|palace|prison|island|lighthouse|harbou?r|temple|mountain|deep-sea"
    r"|offshore|arctic|antarctic|opera|circus|ballet|tv|television|radio|film|folk|stunt)[ -](?:[\w'-]+ "
    r"){0,3}?(?:HEADS))(?![\w-])(?P<tail>(?: (?:of|for|to|at|with) (?:the )?(?:[\w'-]+ "
    r"?){1,4}?)?(?=[.,;:!?\")\n]|$| and | but | who | that | when | had | was | in | she | he | they | i "
    r"))?",
    re.I,
)
_MEMBER = bounded(
    r"\b(?P<it>(?:face|voice|owner|founder|captain|mascot|president|chair|head|editor|conductor|leader"
    r"|keeper|director|manager|chairman|secretary|treasurer|principal|dean|lead singer|drummer|guitarist"
    r"|star|presenter|host|author|patriarch|chief|king|queen) of (?:a|the|an|his|her|their|our)? "
    r"?(?:(?:local|national|town|village|county|state|regional|city|only|largest|oldest|biggest|district"
    r"|island|small) )*(?:[\w'-]+ ){0,4}?(?:campaign|advert|ad|band|orchestra|choir|team|squad|union"
    r"|council|association|party|gang|museum|festival|newspaper|paper|station|brewery|club|church|parish"
    r"|mosque|temple|tribe|nation|clan|guild|school|college|company|theatre|circus|zoo|harbou?r|airport"
    r"|fire brigade|rescue team|board|chamber|bank|parade|carnival|farm|mine|show|podcast|programme"
    r"|diocese|village|town|island|regiment|ship|ferry|trawler|shop|bakery|pub|restaurant|society))(?!\w)",
    re.I,
)
_BUSINESS = bounded(
    r"\b(?:runs?|ran|owns?|owned|running|inherited) (?:the |a |an |his |her |their |our )(?P<it>(?:(?:only"
    r"|last|family|small|local|oldest|town's|village) )*(?:[\w'-]+ ){0,4}?(?:kiln|foundry|forge|lighthouse"
    r"|circus|vineyard|brewery|distillery|smokehouse|sawmill|watermill|windmill|ferry|shipyard|boatyard"
    r"|zoo|funeral home|crematorium|fairground|carousel|bookshop|bakery|stables|apiary|oyster farm|salmon "
    r"farm|alpaca farm|ostrich farm|mink farm|tannery|quarry|mine|radio station|newspaper|orchard|puppet "
    r"theatre|cinema|casino|tattoo parlou?r|taxidermy \w+|junkyard|scrapyard|pawn ?shop))(?!\w)",
    re.I,
)
_SPECIFIC = bounded(
    r"\b(?P<it>(?:(?:retired|former|trainee|apprentice|part-time|freelance|local|self-employed|ex-"
    r"|professional|amateur|young|senior) ?)*(?:loan officer|ballet dancer|ballet teacher|opera singer"
    r"|jazz (?:singer|pianist|drummer|musician)|air traffic controller|tree surgeon|train driver|tram "
    r"driver|crane driver|flight attendant|cabin crew|air hostess|customs officer|immigration officer"
    r"|parole officer|court (?:reporter|clerk|usher|interpreter|stenographer)|crime (?:reporter|writer"
    r"|novelist)|weather presenter|news reader|radio (?:host|presenter|dj|producer)|tv (?:presenter"
    r"|producer|chef|host)|wedding (?:singer|planner|photographer)|war (?:correspondent|photographer)"
    r"|cattle (?:farmer|breeder|dealer)|dairy farmer|sheep (?:farmer|shearer)|pig farmer|fish(?:ing)? "
    r"(?:captain|boat captain|trawler captain|farmer)|tug(?:boat)? captain|oil[- ]rig (?:worker|diver"
    r"|engineer)|bomb disposal \w+|fighter pilot|helicopter pilot|airline pilot|glider pilot|ship'?s? "
    r"(?:engineer|captain|cook|pilot)|mine (?:engineer|captain|foreman)|forensic (?:accountant|artist"
    r"|entomologist|anthropologist)|patent (?:attorney|lawyer|examiner)|tax inspector|immigration judge"
    r"|high court judge|county (?:judge|sheriff|commissioner|clerk)|town clerk|parish (?:clerk|priest"
    r"|organist)|school board (?:member|president)|church organist|cathedral (?:organist|chorister|mason)"
    r"|master (?:mason|brewer|distiller|carpenter|builder|weaver|glassblower|baker)|sign language "
    r"interpreter|chess (?:champion|player|master)|darts (?:player|champion)|rugby (?:player|captain"
    r"|international)|professional (?:footballer|wrestler|boxer|dancer|gambler|cyclist|golfer|athlete"
    r"|clown|poker player)|figure skater|speed skater|ski (?:jumper|instructor|patroller)|rally driver"
    r"|marathon runner|triathlete|decathlete|fencer|stunt \w+|circus \w+|drag queen|stage (?:magician"
    r"|hypnotist|manager)|voice (?:actor|coach)|soap (?:actor|star|actress)|child (?:actor|actress|star"
    r"|model)|cruise ship \w+|lobster (?:fisherman|catcher)|tea (?:taster|planter)|coffee (?:roaster"
    r"|grower)|cheese ?maker|candle ?maker|instrument maker|watch ?maker|shoe ?maker|boat ?builder|bell "
    r"?ringer|bee ?keeper|grave ?digger|dog (?:breeder|trainer|handler|groomer|musher)|horse (?:trainer"
    r"|breeder|whisperer)|police (?:diver|dog handler|chief|inspector|commissioner)|fire (?:chief|officer"
    r"|marshal)|prison (?:officer|chaplain|governor|warden)|army (?:chaplain|major|captain|colonel|sniper"
    r"|bugler)|navy (?:diver|captain|chaplain)|nuclear \w+ ?(?:engineer|operator|inspector|scientist)?"
    r"|wind turbine \w+(?: \w+)?|lighthouse \w+|ferry (?:captain|pilot|master)|harbou?r (?:pilot|master)"
    r"|river (?:pilot|guide)|mountain (?:guide|rescuer|rescue \w+)|safari guide|park ranger|game (?:warden"
    r"|ranger)|sheep ?dog \w+|stone ?(?:mason|carver|cutter)|wood ?carver|sword ?\w+|saw doctor))(?![\w-])",
    re.I,
)
_CLINICIAN = bounded(
    r"\b(?:nurse|doctor|therapist|psycholog\w+|psychiatr\w+|counsell?or|midwife|supervisor|student"
    r"|colleague|clinician|worker|physician|paramedic|pharmacist|registrar|consultant|trainee|manager|lead"
    r"|leader|receptionist|administrator|secretary|chaplain|physio\w*|dietitian|intern|resident|locum)$",
    re.I,
)
_TAIL = bounded(
    r" (?:of|to|for|at|aboard|with)(?: (?:the|a|an|her|his|our))?(?: [\w'-]+){1,5}?(?=[.,;:!?\")\n]|$| "
    r"(?:and|but|who|that|when|where|which|had|was|is|she|he|they|i|whom|in|so|from|before|after|until"
    r"|because|since|for)\b)",
    re.I,
)
_STOP = frozenset(
    "the a an my her his our their your another other this that these those each every any some no of to "
    "in on for with and or at from by not i me we us he she they him them it was is were are be been being "
    "had has have who whom which when then than but if because about into "
    "out up down over after before again just still too also even more less much really quite rather so as "
    "like said told asked saw met called one where while what how why though although until since very "
    "don't didn't wasn't couldn't wouldn't i'm i'd i've he'd she'd he's she's they'd we'd it's that's "
    "became become becomes remained works worked trained used named married lost found new good old young "
    "bad big great kind lovely same own first second next last best better whole wonderful excellent "
    "certain few many most".split()
)
_COMMON_BEFORE = frozenset(
    "clinical medical mental health nurse nursing psychiatric psych child adult family school ward unit "
    "community hospital clinic staff duty night day shift care case social support peer group practice "
    "office project programme program team line senior general risk safety safeguarding information "
    "governance patient complaints quality bed site service services training research placement course "
    "union private public local police probation security customer sales shop store bank human resources "
    "hr it business marketing account primary secondary high university college law taxi bus truck lorry "
    "delivery warehouse factory construction football personal life art music drama dance yoga fitness "
    "swimming driving english maths math science history special education needs substitute supply "
    "certified licensed registered occupational physical speech language emergency intensive addiction "
    "addictions outpatient inpatient "
    "on-call off-duty out-of-hours agency locum long-term day-to-day non-clinical cross-cover same-sex third-party follow-up drop-in "
    "couples marriage family-based regional district area consultant attending resident insurance technical software web data payroll "
    "finance financial legal board assistant deputy newly qualified experienced trainee student junior "
    "chief head lead former retired male female real federation role only shop floor grief sleep book "
    "guest film play soccer basketball volleyball tennis gym records record record's key estate travel "
    "letting funeral post postal church "
    "lithium reporter's cab primary-school secondary-school full-time part-time street web-based crisis "
    "suicide incident case-management ".split()
)
_VAGUE_HEADS = frozenset(
    "model guide host operator manager chief agent conductor fighter minister striker player owner officer "
    "candidate keeper handler trainer maker expert representative volunteer importer dealer principal "
    "coach crew judge setter driver writer guard chair runner scout rider designer director coordinator "
    "producer inspector critic analyst president engineer builder captain reporter soldier".split()
)


@cache
def _heads():
    joined = "|".join(sorted((re.escape(w) for w in words("jobs")), key=len, reverse=True))
    rare = "|".join(sorted((re.escape(w) for w in words("rare_jobs")), key=len, reverse=True))
    return (
        bounded(rf"(?<![\w-])(?:{joined})(?![\w-])", re.I),
        bounded(rf"(?<![\w-])(?:{rare})(?![\w-])", re.I),
        bounded(_ELITE.pattern.replace("HEADS", joined + "|" + rare), re.I),
    )


_AGED = re.compile(r"(?:(?:\d{1,3}|[a-z]{3,9})?-?years?[- ]old )?", re.I)


def recognize(document):
    text = document.text

    def mark(start, end, rule):
        start += len(_AGED.match(text[start:end])[0])  # the age before a job is an age
        return Mark(start, end, Category.OCCUPATION, "occupations." + rule, FACT, "possible", "quasi")

    heads, rare, elite = _heads()
    for pattern, rule in (
        (_UNIQUE, "only"),
        (_TOWNS, "only"),
        (_MEMBER, "head_of"),
        (_BUSINESS, "business"),
        (_SPECIFIC, "specific"),
    ):
        for m in pattern.over(document):
            if "\n" not in m["it"] and not _mine_alone(m):
                yield mark(m.start("it"), _placed(text, m.end("it")), rule)
    for m in elite.over(document):
        if not _CLINICIAN.search(m["it"]) and not _ORDINARY_PAIR.match(m["it"]):
            yield mark(m.start("it"), _placed(text, m.end("it")), "elite")
    for m in _RANK.over(document):
        if "\n" not in m["it"]:
            yield mark(*m.span("it"), "generation")
    for m in _STRANGE.over(document):
        word = m["it"]
        if not is_english(word) and not is_english(word.removesuffix("s")) and "-" not in word:
            yield mark(*m.span("it"), "strange")
        elif not is_common(word) and _AGENT.search(word) and word not in _CHARACTERS and not _CLINICIAN.search(word):
            yield mark(*m.span("it"), "agent")
    for pattern, rule in ((rare, "rare"), (heads, "modified")):
        for m in pattern.over(document):
            yield from _phrase(document, m, rule, mark)


# "a luchadora", "a cheesemonger": a word for somebody that is no plain English, or a rare one for a doer.
_STRANGE = bounded(
    r"\b(?:was|is|been|becoming|became|as|'s|\d\d,) (?:once |still |now |also |originally )?(?:a|an) "
    r"(?:retired |former |trainee |trained |part-time )?(?P<it>[a-z][a-z-]{4,24})(?= (?:who|and|in|at|for"
    r"|from|by|with|of|until|before)\b|[.,;:)\n])"
)
_AGENT = re.compile(
    r"(?:ist|wright|monger|smith|keeper|eer|ier|maker|herder|grapher|ologist|player|cutter|dresser|master)$"
)
_CHARACTERS = frozenset(
    "worrier warrior perfectionist pessimist optimist realist narcissist catastrophist idealist feminist "
    "atheist humanist "
    "pacifist masochist sadist egotist fantasist activist survivalist existentialist behaviourist "
    "behaviorist "
    "generalist specialist hygienist internist analyst psychoanalyst therapist dentist barrier carrier "
    "frontier courtier soldier outlier glacier easier happier volunteer career peer pioneer hedonist "
    "materialist "
    "caretaker troublemaker peacemaker matchmaker moneymaker lawmaker decision-maker housekeeper "
    "bookkeeper goalkeeper timekeeper gatekeeper minimalist nationalist racist sexist extremist loyalist "
    "purist stylist "
    "receptionist cyclist pharmacist chemist journalist tourist typist artist novelist pianist physicist "
    "economist scientist machinist motorist masterpiece schoolmaster paymaster headmaster anaesthetist "
    "anesthetist oncologist "
    "cardiologist neurologist urologist radiologist gynaecologist dermatologist pathologist immunologist "
    "rheumatologist nephrologist neonatologist haematologist hematologist gastroenterologist audiologist "
    "geriatrist podiatrist optometrist".split()
)
_ORDINARY_PAIR = bounded(
    r"(?:head (?:teacher|coach|chef)|lead (?:researcher|administrator|coordinator)|state (?:secretary"
    r"|officer|minister)|village (?:chief|priest)|chief (?:executive|officer|resident)|principal "
    r"(?:investigator|officer|social)|prison (?:guard|officer)|international (?:researcher|coordinator)"
    r"|(?:film|tv|television|radio) (?:director|actor|producer)|national (?:guard|coordinator|secretary"
    r"|guide|minister|representative|expert)|professional (?:manager|expert|coach|writer|model|guide"
    r"|adviser))\b",
    re.I,
)


def _mine_alone(m):
    """ "My only therapist", "the only nurse on the ward" and "the first doctor to see her" are no roles of a town."""
    it = m["it"].lower()
    return (
        bool(re.match(r"(?:first|last|only|youngest|oldest)(?: \w+)?$", it))
        or it.startswith(("last ", "first "))
        and not re.search(r" (?:for|in|of|on|within) |female|male|woman|black|blind|deaf|trans", it)
        or bool(_HERE.search(it))
    )


_HERE = bounded(
    r" (?:on|in|at|for|of) (?:the |that |our |my |a |this |her |his )?(?:\w+ )?(?:ward|shift|night|nights|day|duty|call|team|room|unit|floor|building|site|clinic|office"
    r"|group|evening|weekend|rota|time|case|desk|list|bay|corridor|meeting|table|department|practice|hospital|service)$"
)


def _phrase(document, m, rule, mark):
    """The noun phrase before a head: taken when the head is rare or something unusual stands before it."""
    text = document.text
    h = document.word_at(m.start())
    if h >= len(document.words) or document.starts[h] != m.start() and rule == "modified":
        return
    if rule == "rare" and (
        document.is_capital(h) and not document.initial[h] or _LIKE.search(text, max(0, m.start() - 24), m.start())
    ):
        return
    i = h
    while (
        i > 0
        and h - i < 5
        and document.gap(i - 1) == " "
        and document.low[i - 1] not in _STOP
        and not document.low[i - 1].endswith("ly")
        and not document.initial[i]
    ):
        if document.low[i - 1] in words("titles"):
            break
        i -= 1
    before = document.low[i:h]
    previous = document.low[i - 1] if i else ""
    starts = (
        previous
        in (
            "a",
            "an",
            "the",
            "as",
            "my",
            "her",
            "his",
            "their",
            "our",
            "only",
            "town's",
            "was",
            "is",
            "who",
            "retired",
            "former",
            "one",
            "this",
        )
        or i == 0
        or document.gap(i - 1) != " "
    )
    unusual = [w for w in before if w not in _COMMON_BEFORE and not is_plain(w)]
    head = m.group().lower()
    if rule == "modified":
        of = text[m.end() : m.end() + 4] == " of " and head in _MAKERS and previous in ("a", "an", "the", "last")
        if of:
            before, unusual = [""], ["", ""]
        if (
            not unusual
            or not starts
            or head in _VAGUE_HEADS
            and len(before) < 2
            and "-" not in before[0]
            and not (head in _TRADES and previous in ("a", "an", "as"))
        ):
            return
        if previous in ("the", "my", "our", "her", "his", "their") and len(unusual) < 2 and "-" not in "".join(before):
            return
        if any(w in words("given") and document.is_capital(i + n) for n, w in enumerate(before)):
            return
    elif (
        not before
        and previous == "the"
        and m.group().lower() not in _COMMON_RARE
        and (tail := _TAIL.match(text, m.end(), min(len(text), m.end() + 80)))
    ):
        yield mark(m.start(), tail.end(), rule)
        return
    elif (
        not before
        and " " not in head
        and not (
            previous in ("a", "an", "as", "the", "retired", "former", "was", "is", "town")
            and (previous != "the" or head in ("mayor", "bishop", "coxswain", "carillonneur", "sheriff", "vicar"))
        )
    ):
        return
    elif head in _COMMON_RARE and not unusual:
        return
    start, end = document.starts[i], m.end()
    if tail := _TAIL.match(text, end, min(len(text), end + 80)):
        if (
            tail.group().split()[0] in ("of", "to", "for")
            and (rule == "rare" or unusual)
            and not re.search(r"\b(?:me|us|him|them|her|it|my|you)$", tail.group())
        ):
            end = tail.end()
    yield mark(start, _placed(text, end), rule)


def _placed(text, end):
    """Where the work ends that is told up to ``end``, with the place where it is done."""
    tail = PLACE_TAIL.match(text, end, min(len(text), end + 70))
    return tail.end() if tail else end


# Vague by themselves, work of its own kind with one rare word before them: "a greyhound trainer".
_TRADES = frozenset(
    "trainer maker keeper handler dealer importer captain reporter inspector engineer builder breeder judge".split()
)
_LIKE = bounded(r"\b(?:like|no|such|than|quite|i'm not|not) (?:an? |some |the )?$", re.I)  # "like a tightrope walker"
_MAKERS = frozenset(
    "restorer builder carver keeper tuner breeder grower dyer curator founder mender repairer gilder "
    "engraver weaver painter collector forager".split()
)
_COMMON_RARE = frozenset(
    "skipper champion pilot judge pilot hunter miner champion presenter ranger mp conductor firefighter "
    "politician weaver cooper canon imam rabbi vicar nun monk footballer magistrate coroner lighthouse "
    "kiln governor councillor tenor carver".split()
)
