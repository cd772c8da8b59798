"""Work told of somebody: "she was a kabuki costume maker", "my client, an honorary consul", "a cook at the embassy"."""

import re

from ..findings import Category
from ..lexicon import is_common, words
from . import FACT, Mark
from .patterns import bounded
from .relations import CLAUSE_END

_W = r"[A-Za-z][\w'-]*"
_WHO = (
    r"(?:she|he|who|they|i|client|patient|pt|lady|gentleman|man|woman|boy|girl|mother|father|mum|mom|mam|dad|husband|wife|partner|son|daughter|brother"
    r"|sister|uncle|aunt|cousin|grandfather|grandmother|grandad|granddad|nan|gran|neighbour|neighbor|friend|fiance|girlfriend|boyfriend|parents|widow|bloke|guy"
    r"|stepfather|stepmother|lad|fellow|chap)"
)
_WAS = r"(?:'s|'d been| (?:(?:was|is|had been|has been|became|used to be|'d been|had become|is now)(?: (?:also|once|still|now|both|originally|apparently|actually|really))?))"
_SLOT = bounded(
    rf"(?:\b{_WHO}{_WAS}|\b(?:works?|worked|working|job|career|trained|training|life|years|decades|living|employed|known|moonlights?|moonlighted|retired|qualified)(?: \w+)? as"
    rf"|(?:'d|\b(?:had|has|have)) been|\b{_WHO},|, (?:now|once|formerly))"
    rf" (?:(?:once|still|now|also|formerly) )?(?P<article>an?|the|our|my|her|his) (?=[a-z])",
    re.I,
)
_DOES = re.compile(
    r"(?:er|or|ist|ian|man|woman|ess|smith|wright|monger|eer|attendant|merchant|sergeant|clown|queen|king|artist|cook|chef|monk|nun|pilot|champion|judge|consul|medium"
    r"|star|double|model|mermaid|witch|priest|chief|captain|guide|ranger|warden|coach|dj|host|mascot|page|envoy|diplomat|chaplain|elder|scribe|busker|bard|marshal|scout)$"
)
# These end as workers do and are none, or are so for everybody.
_NO_WORKER = frozenset(
    "other another former number matter letter paper disorder trigger order whether never ever after under over character killer helper sleeper "
    "dreamer planner worrier pleaser starter beginner joker liar bachelor senior junior minor victor visitor doctor error factor donor neighbour "
    "neighbor person human man woman gentleman german christian asian indian australian canadian italian russian brazilian nigerian ukrainian "
    "guardian mother father brother sister daughter partner member user survivor believer lover sufferer abuser offender "
    "teenager youngster newcomer outsider stranger loner leader listener drinker smoker eater learner talker carer caregiver later rather either "
    "better together remember consider however stickler fighter winner loser quitter riser owner holder bearer founder sinner martyr terror mirror "
    "hour tumour tumor cancer fever liver finger shoulder bladder ulcer heater computer phone-answerer danger anger manner corner border center centre "
    "burner folder reminder thriller disaster chapter semester quarter summer winter dinner supper water power tower flower answer offer "
    "therapist psychologist psychiatrist counsellor counselor nurse doctor midwife physiotherapist physio pharmacist dentist dietitian dietician "
    "paediatrician pediatrician clinician physician technician practitioner registrar supervisor manager trainer worker teacher tutor lecturer professor "
    "professional researcher trainee volunteer student assistant coordinator administrator receptionist secretary optometrist optician hygienist audiologist "
    "podiatrist surgeon anaesthetist anesthetist cardiologist neurologist oncologist dermatologist radiologist obstetrician gynaecologist gynecologist "
    "geriatrician internist specialist generalist consultant locum sonographer radiographer phlebotomist paramedic responder "
    "perfectionist optimist pessimist realist feminist racist narcissist idealist catastrophist minimalist atheist humanist activist buddhist "
    "vegetarian librarian-in-waiting civilian historian slower faster older younger bigger smaller harder easier longer shorter quieter louder "
    "driver officer engineer farmer builder cleaner labourer laborer plumber electrician carpenter mechanic painter plasterer decorator hairdresser "
    "barber waiter waitress caterer baker butcher cashier accountant lawyer solicitor barrister soldier sailor designer writer author editor "
    "developer programmer gardener photographer musician singer dancer actor actress artist reporter journalist player runner swimmer footballer "
    "postman policeman fireman foreman salesman businessman businesswoman chairman policewoman saleswoman fisherman handyman workman cook chef king queen "
    "star model guide host monk page coach scout judge champion elder medium director governor inspector operator planner trader dealer caretaker "
    "gamer streamer blogger influencer minister laughter slaughter master monster keeper maker helper sender walker "
    "hunter miner double conductor".split()
)
# Before a worker these say nothing rare. Adjectives are known by their last letters.
_PLAIN_BEFORE = frozenset(
    "good bad great nice kind poor rich hard heavy light slow fast quick strong weak keen avid real true big small little old young new best worst "
    "late early long short tall quiet loud shy proud lone sole only first last second third fellow fine close dear own brave wise calm cold warm sad "
    "deep dark bright clean clear free full half late main major minor mere mild plain pure quite rare rough sharp smart sweet thin tough vague whole "
    "regular ordinary normal typical former retired ex trainee apprentice student junior senior assistant deputy part-time full-time freelance casual "
    "self-employed newly qualified registered licensed chartered certified trained experienced local young single married divorced black white "
    "indian polish irish english scottish welsh british american german french italian spanish chinese african asian european muslim christian jewish "
    "hospital clinic ward school college university office factory warehouse shop store supermarket building construction care home day night agency bank "
    "support social mental health community family child children's adult youth peer group team project case shift staff general medical clinical dental "
    "primary secondary high nursery reception classroom special education teaching kitchen restaurant hotel bar pub cafe delivery van lorry truck bus taxi cab "
    "uber courier postal mail call customer service sales marketing account accounts human resources payroll finance software web it data systems computer "
    "civil public private government council local police prison security army navy military ex-army ex-military personal fitness yoga gym football music art "
    "drama dance maths english science history language swimming driving farm dairy estate property insurance mortgage financial business legal court trainee "
    "chain cigarette cannabis drug alcohol problem binge social-media internet mobile phone text message blood pressure heart "
    "cancer trauma abuse stroke rape suicide war holocaust domestic violence incest childhood brain covid long-term short-term "
    "people risk rule story team board panel founding active frequent repeat returning first-time previous difficult "
    "foster adoptive grand step birth single-parent stay-at-home house home live-in next-door dog cat pet horse night-shift night-time heavy-duty "
    "morning natural born reluctant willing light control over fast-talking motor street life-long lifelong poor-me deep-sleep "
    "research training practice district area regional national senior lead head chief principal managing executive associate interim acting "
    "plant machine forklift crane hgv train tram railway rail car garage bike petrol gas heating electrical mechanical structural "
    "chemical design graphic interior fashion hair beauty nail make-up content film photo book newspaper magazine freelance-writer".split()
)
_ADJECTIVE = re.compile(r"(?:ly|ful|less|ous|ive|able|ible|ish|ed|est|ic|ical|al|ary|ant|ent|(?<![rmcgd])y)$")


def is_plain(word):
    """Whether a word before a worker says nothing rare of the work."""
    return word in _PLAIN_BEFORE or bool(_ADJECTIVE.search(word)) and not word.endswith(("graphy", "opathy", "dary"))


_PLACED = (
    r"(?:airport|harbou?r|docks?|cathedral|zoo|museum|abbey|castle|racecourse|observatory|power (?:station|plant)|refinery|shipyard|steelworks|colliery|mines?|quarry"
    r"|lighthouse|crematorium|cemetery|town hall|city hall|stadium|theatre|theater|opera house|opera|aquarium|embassy|consulate|barracks|naval base|air base|airbase|prison|ferry terminal|brewery"
    r"|distillery|sawmill|abattoir|slaughterhouse|fish market|cannery|circus|casino|mint|dam|waterworks|nuclear plant|space centre|space agency|palace|parliament(?: building)?|courthouse|monastery"
    r"|convent|channel|rigs?|oil rig|ship|ships|liner|ferry|ferries|cruise ship|submarines?|trawler|lifeboat|station|orchestra|ballet|film set|national park|reserve|game reserve|vineyard|estate|stud"
    r"|stables|racetrack|track|planetarium|archive|archives|mortuary|morgue|funeral home|high court|supreme court|royal family|royal household|president|premier|prime minister|bishop"
    r"|un|united nations|secret service|bbc|navy|orphanage|mosque|synagogue|temple|shrine|island|islands|tv station|radio station|mission|antarctic base|weather station|bakery|fairground)"
)
_HEAD = (
    r"(?:officer|inspector|controller|engineer|mechanic|technician|guard|ranger|keeper|driver|operator|clerk|curator|conductor|organist|porter|loader|welder|cook|chef|manager|handler"
    r"|trainer|pilot|attendant|foreman|captain|carpenter|restorer|diver|steward|stewardess|machinist|fitter|groom|vet|groundsman|gardener|cleaner|announcer|usher|gilder|warden|caretaker"
    r"|electrician|plumber|musician|dresser|seamstress|tailor|designer|painter|brewer|baker|butler|maid|nanny|chauffeur|bodyguard|interpreter|translator|speechwriter|spokesman|spokeswoman"
    r"|archivist|librarian|waiter|waitress|barman|purser|stoker|deckhand|tour guide|guide|postman|midwife|medic|doctor|nurse|surgeon|chaplain|matron|dentist|photographer|singer|violinist|cellist)"
)
PLACE_TAIL = bounded(
    rf" (?:at|in|on|with|aboard|to|for|of|from) (?:(?:the|a|an|our|her|his|their|one of the) )?(?:(?!(?:and|but|who|that|with|because|when)\b){_W} ){{0,4}}?(?:{_PLACED}|(?-i:[A-Z])[a-z]{{2,}})\b",
    re.I,
)
_RARE_PLACES = bounded(
    rf"(?<![\w-])(?P<it>(?:{_W} )?{_HEAD} (?:at|in|for|on|of|aboard|to) (?:the|a|an|our|her|his) (?:{_W} ){{0,2}}?{_PLACED})(?!\w)(?!'s)",
    re.I,
    opens=rf"\b{_HEAD}",
    back=6,
)
_OTHERS = [
    rf"(?:only|sole|last|nearest) (?:(?!one\b){_W} ){{0,2}}?[\w-]*(?:ist|er|or|ian|man|woman|smith|wright|nurse|gp|vet|midwife|physio) (?:for|in|on|within|between|north of|south of|east of|west of) (?:(?:the|our|her|his|a|this|that|whole) )*"
    rf"(?:(?:{_W}|\d+) ){{0,2}}?(?:counties|county|miles|kilomet(?:re|er)s|km|islands?|peninsula|valley|district|region|province|state|country|territory|coast|town|village|parish|archipelago|reserve|continent|prefecture|city|strait|mainland)",
    # the county's only blacksmith; the voice of the speaking clock
    rf"(?:(?:county|town|village|island|valley|city|country|region|district|parish|state|province|nation|coast|area)'s "
    rf"(?:only|first|last|sole|youngest|oldest) (?:female |male |woman |black |deaf |blind )?{_W}(?: {_W}){{0,2}}?{CLAUSE_END})",
    rf"first (?:female|woman|black|deaf|blind|trans|openly gay|indigenous|asian|muslim|m[aā]ori|aboriginal) (?!client|patient|supervisor|therapist|friend|doctor i|person){_W}(?: {_W}){{0,1}}?"
    rf"(?: (?:in|of|at|for|on|to)(?: {_W}){{1,5}}?)?{CLAUSE_END}",
    r"(?:family|dynasty|line|generations?) of (?!\w+ (?:origin|care|people)\b)[a-z-]*(?:wrights|smiths|makers|keepers|herders|fishers"
    r"|fishermen|weavers|miners|divers|pilots|shepherds|beekeepers|undertakers|clockmakers|bakers|farriers|acrobats|puppeteers|boatbuilders)",
    rf"(?:voice|face) of the (?!(?:client|patient|family|child|person|group|team|law|facts?|matter|service|parent|mother|father|man|woman|other|room|community)s?\b){_W} (?:{_W} ){{0,3}}?"
    r"(?:clock|forecast|tannoy|campaign|advert\w*|brand|channel|news|station|radio|show|team|revolution|movement|underground|lottery)",
    rf"keeper of (?:the|a) (?!(?:secrets?|peace|flame|keys?|memory|house|notes?|time)\b){_W}(?: {_W}){{0,2}}?{CLAUSE_END}",
    r"(?:town|city|royal|court|village|palace|papal) (?:crier|herald|jester|piper|bard|falconer|astronomer|armourer|gardener|photographer|nanny|chef|equerry|food taster)",
    r"(?:honorary|former|deputy|acting) (?:consul|mayor|ambassador|governor|high commissioner|attorney general|minister|mp|senator|lord mayor|provost|state senator|councillor)(?: (?:of|for) (?-i:[A-Z])\w+)?",
    r"(?:ex-|former |retired |undercover |double |secret )(?:spy|mp|agent|detective|narcotics \w+|nun|monk|priest|footballer|jockey|boxer|wrestler|diplomat|judge|astronaut|gangster|bank robber|hitman|mercenary"
    r"|politician|minister|bullfighter|ballerina|gymnast|olympian|sniper|commando|paratrooper|legionnaire|test pilot|police officer)s?",
]
_ANY = [
    (_RARE_PLACES, "placed"),
    *((bounded(rf"(?<![\w-])(?P<it>{p})(?!\w)", re.I), "told") for p in _OTHERS),
]
_CUT = bounded(
    r" (?:and|but|so|because|when|while|which|who|that|then|of|the|a|an|in|on|at|by|for|from|with|as|was|to|had|her|his)$",
    re.I,
)
_ENDS_NP = frozenset(
    "the a an and or but with who that which of in on at for from by to as so because when while where if is was were had has have said told did does do "
    "until before after since whose whom she he they i we it her his my our their this these those not never at into during than came went rang sat "
    "asked wrote took got gave left made turned kept put died".split()
)


def recognize(document):
    text = document.text
    for pattern, rule in _ANY:
        for m in pattern.over(document):
            start, end = m.span("it")
            while cut := _CUT.search(text, start, end):
                end = cut.start()
            if "\n" not in text[start:end]:
                yield _mark(start, end, rule)
    for m in _SLOT.over(document):
        if span := _role(document, m):
            yield _mark(*span, "role")


def _mark(start, end, rule):
    return Mark(start, end, Category.OCCUPATION, "occupations." + rule, FACT, "possible", "quasi")


def _role(document, m):
    """The noun phrase that stands where work is told, if its last word is a doer and something rare is said of it."""
    first = i = document.word_at(m.end())
    while (
        i < len(document.words)
        and i - first < 6
        and document.low[i] not in _ENDS_NP
        and (i == first or document.gap(i - 1) == " ")
    ):
        i += 1
    heads = [n for n in range(first, i) if _DOES.search(document.low[n]) or document.low[n] in words("jobs")]
    if not heads:
        return None
    head = heads[-1]
    if document.is_capital(head):
        return None
    before, low = document.low[first:head], document.low[head]
    rare = [w for w in before if not is_plain(w)]
    if "professional" in before or "competitive" in before or "olympic" in before:
        rare = [*rare, low]
    alone = low not in _NO_WORKER and low not in words("jobs") and not is_common(low) and not _ADJECTIVE.search(low)
    start, end = document.starts[first], document.ends[head]
    tail = PLACE_TAIL.match(document.text, end, min(len(document.text), end + 70))
    if low in _NO_WORKER and low not in words("jobs") and low not in _MAY_BE_RARE or _KIN.search(low):
        return None
    if not rare and not alone:
        return None
    return start, tail.end() if tail else end


_KIN = re.compile(r"(?:daughter|mother|father|brother|sister|son|child|parent)$")
_MAY_BE_RARE = frozenset("maker keeper miner hunter conductor attendant double trainer foreman fisherman".split())
