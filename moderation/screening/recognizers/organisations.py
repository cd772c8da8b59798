"""Named employers, schools, clinics, wards, churches and charities. Public bodies and unnamed places stay."""

import re

from ..findings import Category
from ..lexicon import is_english, places, words
from . import ORGANISATION, Mark
from .patterns import bounded
from .places import ALSO_WORDS

_HEADS = (
    "hospital|hospitals|clinic|clinics|centre|center|surgery|house|school|college|church|trust|"
    "university|ward|unit|service|services|practice|foundation|charity|hospice|academy|institute|primary|"
    "secondary|high|collegiate|elementary|kindergarten|nursery|gymnasium|rehab|rehabilitation|recovery|"
    "clubhouse|lodge|hall|home|homes|manor|infirmary|pharmacy|group|ltd|limited|inc|llc|gmbh|plc|sons|"
    "bank|library|fc|united|rovers|athletic|city fc|club|cafe|canteen|bakery|mosque|temple|synagogue|"
    "chapel|parish|abbey|priory|cathedral|convent|monastery|theatre|theater|orchestra|choir|philharmonic|"
    "insurance|assurance|timber|foods|logistics|mill|mills|farm|farms|brewery|marine|motors|airlines|"
    "airways|railway|prison|barracks|studio|studios|network|project|programme|program|partnership|"
    "partners|associates|counselling|counseling|therapy|psychology|psychiatry|wellness|wellbeing|health|"
    "healthcare|medical|society|association|fellowship|mission|ministries|shelter|refuge|sanctuary|"
    "outreach|hub|collective|cooperative|co-op|garage|hotel|inn|arms|press|gazette|herald|times|post|"
    "daily|news|museum|gallery|workshop|works|factory|shipyard|laboratories|labs|systems|solutions|"
    "consulting|construction|builders|plumbing|electrical|engineering|freight|haulage|dairy|creamery|"
    "orchard|orchards|vineyard|winery|stables|kennels|vets|veterinary|restaurant|bistro|tavern|pub|diner|"
    "supermarket|bookshop|butchers|bakers|florists|solicitors|gym|hostel|advertiser|argus|chronicle|"
    "courier|echo|examiner|mercury|observer|tribune|radio|council|court|constabulary|polyclinic|"
    "policlinic|dispensary|maternity|birth centre|birth center|health post|school district|hospitality|"
    "dental|optical|salon|daycare|preschool|playgroup|camp|retreat|ashram|gurdwara|mandir|seminary|team|"
    "ziekenhuis|kliniek|klinik|klinikum|krankenhaus|praxis|schule|rusklinikk|sykehus|sjukhus|sairaala|"
    "szpital|hopital|clinique|clinica|spital|scuola|ospedale|escola|colegio|instituto|lycee|ecole|"
    "university hospital|general|memorial|royal infirmary|international|correctional|suite|office|campus|"
    "depot|correctional facility|day centre|children's home|nursing home|care home|friendship centre|"
    "health centre|community centre|medical centre|health board|crisis line|helpline|hotline|fund|alliance|"
    "coalition|league|guild|union|facility|band|brass band|law|hardware|living|behavioral|behavioural|"
    "pediatrics|paediatrics|dermatology|dentistry|orthodontics|physio|physiotherapy|midwives|midwifery|"
    "transport|books|care|rescue|ambulance|brigade|players|scouts|baptist|lutheran|methodist|presbyterian|"
    "tabernacle|montessori|prep|polytechnic|seniors|stores|coaches|middle school|hostels"
)
# No name has these: a sentence in capitals throughout is no run.
_SENTENCE = frozenset(
    "i my his her their he she they me him them was is are were had has did saw said told who".split()
)
_NEITHER = ("notnames", "regions")
_TAIL_WORDS = frozenset(w for w in _HEADS.split("|") if " " not in w) - set(
    "times post news daily secondary arms works".split()
)
_LEADS = frozenset(
    """hospital clinica clinique klinik klinikum haus huis centro zentrum centrum centre center stift heim residencia
    pizzeria trattoria ballet teatro panaderia sanatorio maternidade caritas diakonie stichting escola colegio
    collegio rettungswache universitat universidad universidade universite lycee maison casa hopital instituto
    fundacion fundacao verein praxis hmp hms pastelaria seguradora seguros hospice ecole scuola ospedale gymnasium
    schule krankenhaus pflegeheim kita ziekenhuis zorggroep kliniek ysbyty consultorio ambulatorio policlinico
    hospitalet obra mutua sykehuset kommune szpital fundacja szkola przychodnia sjukhuset associacao asociacion ong
    banco padaria restaurante farmacia cafe camp fc ac sc tsv royal st st. saint sant san santa sainte our-lady team
    masjid mosquee iglesia paroquia paroisse kirche eglise grundschule realschule""".split()
)
_LADY = ["our", "lady"], ["our", "lady's"]
_OF = frozenset("church school college university institute temple sisters house order friends home hospital".split())
# Together these name nobody: "the community mental health team", "the day centre".
_GENERIC = frozenset(
    """community local day outpatient inpatient mental health private public general district primary secondary high
    middle elementary county city state national regional rural urban family child children's children women's men's
    adult adolescent youth student university crisis acute emergency intensive care medical surgical psychiatric
    forensic recovery my our his her their your the a an old new big small little busy nearby same other another first
    second third whole training teaching outreach home treatment team early intervention addiction addictions
    substance drug alcohol eating disorder disorders specialist counselling counseling therapy psychology
    psychotherapy trauma group school college clinic hospital ward unit service services centre center practice
    nursing residential assisted living respite free walk-in this that each every any some no one all both next last
    safe open locked secure medium low good bad real long short half art music occupational physical social work human
    resources legal aid complaints memory stroke cardiac cancer oncology maternity postnatal antenatal neonatal
    paediatric pediatric geriatric dementia palliative hospice pain sleep perinatal surgery church mosque temple book
    choir support peer village town night shift mothers parents staff waiting consulting doctor's doctors gp gp's nhs
    va veterans affairs military army serious incident safety quality improvement infection control rapid response
    safeguarding patient patients liaison access risk governance audit ethics clinical assessment learning disability
    disabilities autism assertive complex needs infusion pharmacy parish crown magistrates protective supreme appeal
    disciplinary tribunal cognitive dialectical behavioral behavioural behaviour behavior rational emotive acceptance
    commitment solution focused narrative schema person-centred psychodynamic attachment compassion exposure internal
    eye ear heart burns renal dialysis foot hand spinal fertility breast travel vaccination baby drop-in out-of-hours
    weekend evening morning urgent after-hours fracture therapeutic standard kangaroo duty spiritual pastoral
    continuing professional regulatory supervision consultation reflective parents' carers bereavement anger sexual
    domestic violence employee assistance wellbeing wellness staffroom reading writing running walking breakfast
    after-school boarding grammar comprehensive law business graduate dental veterinary programme program department
    partial hospitalization hospitalisation detox rehab rehabilitation foster group's in-patient out-patient full-time
    two three four five six few many most from for to and or of in at with on by as was is were community-based
    insurance health-care healthcare animal women men youth's sober halfway tertiary""".split()
)
_PART = r"[A-Z][\w'-]*\w"
_JOIN = (
    r"(?: (?:of|for|and|&|de|da|do|dos|das|di|la|le|les|del|du|des|van|von|der|den|e|y|zum|zur|am"
    r"|im|vom|fur|für|an der|in der|auf der|sur|sous|ao|no|na|en)(?: (?:the|la|los|las|der|den))?)?"
)
_RUN = bounded(
    rf"(?<![\w@./-])(?:St\. )?{_PART}(?:{_JOIN} &? ?(?!I\b|I'|Dr\b|Mrs?\b|Ms\b)(?:St\. |St )?[A-Z0-9][\w'-]*){{0,7}}(?: "
    rf"(?:(?:day|primary|secondary|high|nursing|community|friendship|health|medical|retirement|care"
    rf"|children's|elementary|district|general|recovery|counselling|counseling|boarding) "
    rf"){{0,2}}(?:{_HEADS}))?(?![\w@])"
)
_AT = bounded(
    r"(?:\b(?:at|with|by|for|joined|left|runs?|ran|owns|owned|attends|attended|of|from|to|in|on|called|outside|near|behind"
    r"|inside|leaving|via|through|into|against|under|than|off|coaches|coached|manages|managed|founded|started|opened)"
    r"(?: (?:the|an?|our|my|her|his|their))?|\b(?:the|our|my|her|his|their|insurer|employer|clinic|charity|school|company|firm"
    r"|agency|church|hospital|practice|business|shop|service|hostel|shelter|group|ward|unit|hospice|newspaper|paper),?"
    r"(?: called| named)?) \Z",
    re.I,
)
_EMPLOYED = bounded(
    r"\b(?:at|work(?:s|ing)? (?:at|for)|worked (?:at|for|with)|employed (?:at|by)|admitted to|discharged from|job with"
    r"|placement with|volunteer(?:s|ed)? with|transferred (?:to|from)|referred to|seconded to|sectioned to|insurer|employer"
    r"|(?:colleague|nurse|doctor|people|staff|manager|friends?|lecturer|teacher|psychologist|midwife|registrar|consultant"
    r"|trainee|intern|pharmacist|lead|director|team|bed|post|locum|residency|rotation|internship|nights) with"
    r"|(?:chaplain|matron|porter|principal|headteacher|head|director|warden|prior|abbess) of|(?:fired|suspended|expelled"
    r"|graduated) from|hired by|trained with|joined|tak(?:en|es) on by|(?:sent|moved) (?:him|her|them) to|(?:placements?|posts?"
    r"|jobs?|shifts?|rotations?|sessions?|elective|internship|residency) (?:was|is|were|had been) (?:with|in))(?: the)? \Z",
    re.I,
)
_LOWER = bounded(
    rf"\b(?:at|from|for|to|into|in|with|near|outside|behind|of|on|called|joined|left|runs?|owns?) (?:the |(?P<any>(?:an?|another|our"
    rf"|my|her|his|their) ))?(?P<it>(?:st\.? )?(?:[a-z][\w'.-]* (?:(?:&|and|of) )?(?:the )?){{1,4}}?(?:{_HEADS})"
    rf"(?: (?:{_HEADS})){{0,2}})(?![\w-])"
)
_SAID = _LEADS - set("team st st. san camp royal cafe hospital centre center order ac sc fc".split())
_LOWER_LEAD = bounded(
    rf"\b(?P<it>(?:{'|'.join(sorted(_SAID))})(?: (?!(?:and|but|for|in|on|open|where|with|when|at|which|so)\b)[a-z][\w'-]+){{1,2}}"
    r"|(?<=(?:at|to|in) )st\.? [a-z]+(?:'s|s))(?!\w)"
)
_FIRM = bounded(
    r"(?<![\w])(?P<it>[A-Z][\w'-]+(?:, [A-Z][\w'-]+)*(?: [A-Z][\w'-]+)? (?:&|and) (?:Sons?|Daughters?"
    r"|Co\b\.?|Partners|Associates|Company|Brothers|Bros\.?|Family)(?: [A-Z][\w'-]+)?"
    r"|[A-Z][\w'-]+ & [A-Z][\w'-]+(?: [A-Z][\w'-]+)?|[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3},? (?:Ltd|Limited"
    r"|Inc|LLC|LLP|GmbH|AG|AB|AS|BV|NV|Pty|plc|PLC|SA|SL|SpA|Oy)\b\.?)"
)
_KIND = (
    r"(?:hospital|clinic|ward|unit|hospice|practice|surgery|charity|shelter|refuge|hostel|home|care home|nursing home|school"
    r"|college|nursery|academy|church|mosque|temple|parish|company|firm|agency|business|employer|insurer|newspaper|paper"
    r"|service|centre|center|project|programme|group home|pharmacy|cafe|shop|bakery|pub|restaurant|club|choir|team|camp"
    r"|rehab|foundation|NGO|trust|chain|start-up|startup|co-op|cooperative|network|studio|theatre|farm)"
)
_NAMED = rf"(?:The )?{_PART}(?:(?: (?:of|the|and|&|for|de|la|do|da|dos|das))?[ -](?:{_PART}|\d{{1,2}}\b(?! \w))){{0,4}}"
# "a charity called Tides", "our practice is called The Elms", "the ward, Churchill 2, was short"
_TOLD = bounded(
    rf"\b{_KIND}(?:(?: (?:was|is|that was|which was|which is|that is))?,? (?:called|named|known as)(?: the)?"
    rf" (?P<it>{_NAMED})|, (?:the )?(?P<apposed>{_NAMED})(?=[,.;)]))"
)
# "Tides, a charity in the next street"
_THEN = bounded(
    rf"(?<![\w.@-])(?P<it>{_NAMED}),? (?:a|an|the|our|my|her|his|their|another) (?:[\w'-]+ ){{0,3}}?{_KIND}"
    r"(?=[.,;:)]| (?:in|for|on|of|that|which|near|where|with|at|run|outside|whose)\b)"
)
_THE = bounded(r"\b(?:at|from|left|joined|run|runs|to|for|called) (?P<it>The [A-Z][\w'-]+(?: [A-Z][\w'-]+)?)(?! [A-Z])")
_LOWER_FIRM = bounded(
    r"\b(?:at|for|from|with|by|joined|left|runs|ran) (?:the )?(?P<it>[a-z][\w'-]{2,} (?:[a-z][\w'-]{2,} )?(?:&|and) "
    r"(?:sons|co|[a-z][\w'-]{2,})(?: (?:ltd|law|llp))?)(?!\w)"
)
_BODIES = bounded(
    r"^(?:the )?(?:national health service|world health|american (?:psych|counsel|medical|art|nurs)"
    r"|british (?:psych|assoc|medical)|royal college|general medical|nursing and midwifery|health and care "
    r"prof|care quality|department of|ministry of|office (?:of|for)"
    r"|food and drug|centers for|alcoholics|narcotics|al-anon|gamblers|red cross|salvation army|supreme "
    r"court|high court|house of (?:commons|lords|representatives)|european|united nations|united states"
    r"|united kingdom|child protective|social services|social security"
    r"|veterans affairs|(?:state )?board of|pharmacy council|medical (?:council|board)|nursing council"
    r"|information commissioner|police|crown court|family court|coroner|mental health (?:act|review"
    r"|tribunal)|duty of candour|health department|health service executive"
    r"|google|microsoft|apple|zoom|royal society|big pharma|al anon|emergency department|accident and"
    r"|intensive care|human resources|star wars|cultural formulation|general practice|open university"
    r"|community mental health|home treatment|early intervention|cochrane|citizens advice)",
    re.I,
)
# A body of a whole country or profession, a journal, or a place of research that is only cited.
_PROFESSION = bounded(
    r"^(?:the )?(?:(?:american|british|royal|national|irish|canadian|australian|indian|nigerian|german|european"
    r"|international|world|(?:south )?african|philippine|new zealand) (?:[a-z']+ (?:of |and |for |& )?){0,5}?"
    r"(?:association|society|college|council|institute for|organi[sz]ation|federation|board|register|journal|formulary)\b"
    r"|(?:\w+ )?(?:journal|annals|archives|review|handbook) of\b|(?:nursing|pharmacy|dental|medical|psychology|midwifery"
    r"|health professions|social work|licensing)(?: and \w+)? (?:council|board|association|society|service)\b"
    r"|(?:department|ministry|office|bureau) (?:of|for)\b|(?:child|adult) protecti|poison|home office|local government"
    r"|(?:green|blue|red|white|yellow|quiet|family|waiting|interview|staff|seminar|treatment|group|tea) room\b)",
    re.I,
)
_CITED = bounded(
    r"\b(?:(?:study|studies|papers?|research|article|trials?|guidance|guidelines?|researchers|webinar|podcast|website)"
    r" (?:by|from|at|of|done at)|according to|published by|fans? of|support(?:s|ed|er of)|loved|watch(?:es|ed|ing))"
    r" (?:the )?\Z",
    re.I,
)
_INSTRUMENT = bounded(
    r"\b(?:inventory|scale|index|test|questionnaire|interview|schedule|checklist|model|theory|syndrome|disease|act|code|method"
    r"|approach|manual|protocol|criteria|guideline|technique|study|trial|series|award|prize|day|list|plan|battery"
    r"|examination|screen|assessment|formulation|disorder|therapies|reprocessing|rounds?|meeting|conference|review|training"
    r"|rules|pathway|family therapy|systems therapy|life support|yellow card)$",
    re.I,
)


def unnamed(run, before):
    """Whether a run is a public body, a profession's, an instrument or a diagnosis, or is only cited."""
    if _INSTRUMENT.search(run) or _CITED.search(before):
        return True
    body = _BODIES.match(run) or _PROFESSION.match(run)
    # "Early Intervention Wexford": the body's house has a name of its own.
    return bool(body) and not any(
        w[0].isupper() and len(w) > 3 and not is_english(w.lower()) and w.lower() not in words("regions")
        for w in re.findall(r"[\w-]+", run[body.end() :])
    )


def recognize(document):
    text = document.text
    heads = _TAIL_WORDS

    def mark(start, end, rule):
        return Mark(start, end, Category.ORG, "organisations." + rule, ORGANISATION, "possible", "quasi")

    for m in _RUN.over(document):
        start, end = m.span()
        run = m.group()
        if unnamed(run, ""):
            continue
        parts = run.split()
        i = document.word_at(start)
        low = [p.lower().strip(".,'") for p in parts]
        # The first word of a sentence has its capital anyway.
        while len(parts) > 1 and (
            low[0] in _GENERIC
            and low[:2] not in _LADY
            and (document.initial[i] or low[0] in ("the", "our", "my", "i", "a"))
            or low[0] in words("titles")
            and low[1:2] != ["of"]
        ):
            start += len(parts[0]) + 1
            parts, low, i = parts[1:], low[1:], i + 1
            while len(low) > 1 and low[0] in ("of", "and", "for"):
                start += len(parts[0]) + 1
                parts, low, i = parts[1:], low[1:], i + 1
        run = text[start:end]
        if not run[0].isalpha():
            continue
        before = text[max(0, start - 40) : start]
        if unnamed(run, before) or not _SENTENCE.isdisjoint(low[1:]):
            continue
        named = [w for w in low if w not in _GENERIC and w not in heads and w not in ("of", "and", "the", "for", "&")]
        if len(parts) > 1 and low[-1] in heads and (named or low[0] in ("royal", "st")):
            if (
                len(parts) == 2
                and low[-1] in "high general home team fund health therapy society group unit".split()
                and document.initial[i]
                and is_english(low[0])
            ):
                continue
            if low[-1] in _SOFT and (not _AT.search(before) or parts[-1].islower() and low[-1] != "practice"):
                continue
            if re.search(r"'s [A-Z].* (?:and|of) ", run):
                continue
            if parts[-1].islower() and (
                document.initial[i] and is_english(low[0].removesuffix("'s")) or low[0] in words("given")
            ):
                continue
            if low[-2:] == ["white", "house"] or named and _names_none(parts, named):
                continue
            joined = re.match(
                r" at (?:the )?(?:St\.? )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,4}(?:'s)?", text[end : end + 60]
            )
            yield mark(start, end + (joined.end() if joined else 0), "head")
        elif (
            len(parts) > 1
            and (low[0] in _LEADS or low[:2] in _LADY)
            and (low[0] not in ("san", "santa", "sant", "saint", "st", "sainte") or _saint(run, before))
        ):
            yield mark(start, end, "lead")
        elif low[0] in _OF and low[1:2] == ["of"] and named and low[-1] not in words("regions") and _AT.search(before):
            yield mark(start, end, "of")
        elif _EMPLOYED.search(before) and not document.initial[i]:
            word = low[0].removesuffix("'s")
            if run.isupper() and len(run) < 6 or any(w in words(n) for w in (word, run.lower()) for n in _NEITHER):
                continue
            if word in words("theorists") or word in words("given") and (len(parts) == 1 or not is_english(low[-1])):
                continue
            if run.lower() in places() and not re.search(
                r"\b(?:works?|worked|working|employed|admitted|discharged|job|shift|student|treated|nobody|insurer"
                r"|employer)\b[\w ]*\Z",
                before,
            ):
                continue
            if is_english(word) and len(parts) == 1 and not re.search(r"at \Z", before):
                continue
            yield mark(start, end, "employed")
    for pattern, group in ((_TOLD, "it"), (_TOLD, "apposed"), (_THEN, "it"), (_THE, "it")):
        for m in pattern.over(document):
            if m[group] and _told(document, *m.span(group), pattern):
                yield mark(*m.span(group), "told")
    for m in _FIRM.over(document):
        first = document.low[document.word_at(m.start("it"))]
        if re.fullmatch(r"[A-Z0-9]{1,6} (?:&|and) [A-Z0-9]{1,6}", m["it"]):
            continue  # "HTN & DM"
        if first not in words("theorists") and not _INSTRUMENT.search(m["it"]):
            yield mark(*m.span("it"), "firm")
    for m in _LOWER.over(document):
        start, end = m.span("it")
        low = m["it"].split()
        named = [w for w in low[:-1] if w.strip("'.") not in _GENERIC and w not in heads]
        strange = [w for w in named if not is_english(w.strip(".")) or w in ("st", "st.")]
        if not named or low[-1] not in heads and " ".join(low[-2:]) not in _HEADS:
            continue
        if (
            strange
            and (low[-1] not in _SOFT | _BROAD or _EMPLOYED.search(text[max(0, start - 40) : start]))
            and not any(w in _STOPS for w in low)
            or document.lowercase
            and not m["any"]
            and _all_plain(low)
        ):
            yield mark(start, end, "lower")
    for m in _LOWER_FIRM.over(document):
        low = m["it"].split()
        if "&" in low and document.lowercase or any(w in words("surnames") and not is_english(w) for w in low):
            if not any(w in _STOPS for w in low):
                yield mark(*m.span("it"), "firm")
    if document.lowercase:
        for m in _LOWER_LEAD.over(document):
            yield mark(*m.span("it"), "lead")


def _told(document, start, end, pattern):
    """Whether a run that stands beside "clinic" or "charity" names it, and is no person, town or title."""
    run, i = document.text[start:end], document.word_at(start)
    low = [w.lower().removesuffix("'s") for w in run.split()]
    first = low[1] if low[0] == "the" and len(low) > 1 else low[0]
    if unnamed(run, "") or first in words("titles") or first in words("notnames") or run.lower() in words("regions"):
        return False
    if run.lower() in places() and pattern is not _TOLD:
        return False
    if pattern is _THE:
        return first not in _PAPERS and not re.match(r" (?:scale|study|book|film|model)", document.text[end : end + 8])
    if first in words("given") and (len(low) == 1 or not is_english(low[-1]) and not low[-1].isdigit()):
        return False
    if document.initial[i] and (pattern is not _THEN or is_english(first) and len(low) < 2):
        return False
    return not all(w in _GENERIC for w in low)


_PAPERS = frozenset(
    """guardian times lancet bmj sun mirror economist independent telegraph body gift new hague gambia netherlands usa uk
    us beatles bahamas philippines wire simpsons crown who""".split()
)


def _names_none(parts, named):
    """ "The NMC helpline", "the Leeds team": a body or a town before an ordinary word says no name of its own."""
    if not parts[-1].islower():
        return False
    if all(w in words("notnames") for w in named):
        return True
    town = " ".join(p for p in parts if not p.islower()).lower()
    return town in words("regions") or town in ALSO_WORDS or places().get(town, 0) > 2 * is_english(town)


_STOPS = frozenset(
    """i he she they we you it me him her us them was is are were be been had has have do did and but or so because when
    while which who that what then if than my our his their your a an the this these those to in at for from with as
    on not no very just about into out up down off over again go went came come get got see saw say said tell told ask
    asked call called work worked make made take took give gave run ran every day week month year time way back first
    last next job end start front hours staff sitting standing walking""".split()
)
# Also what a book, a treatment or a plan is called.
_SOFT = frozenset(
    """therapy recovery practice alliance psychology psychiatry counselling counseling health wellness wellbeing works
    work programme program society news press post systems united rovers athletic radio network council court
    behavioral behavioural care living transport books rescue ambulance brigade players scouts midwifery prep law
    dentistry dermatology physiotherapy paediatrics pediatrics band""".split()
)
# Without capitals these say even less.
_BROAD = frozenset(
    "rehabilitation rehab surgery insurance service services unit home house team group project network".split()
)


_PLAIN_HEADS = frozenset(
    """hospital clinic centre center surgery practice lodge manor shelter restaurant school college collegiate church
    hospice academy clubhouse infirmary pharmacy home high court daycare preschool kindergarten elementary primary
    dental vets motors haulage logistics foods healthcare hostel tavern diner garage canteen bakery mosque brewery
    cafe timber marine creamery university ward""".split()
)


def _all_plain(low):
    """Words that could be a name without capitals: none is a function word, and the last is a house's."""
    return low[-1] in _PLAIN_HEADS and not any(w in _STOPS for w in low)


def _saint(run, before):
    """St Brendan's, St. Hedwig Collegiate: a saint at a clinic's door, not in an address or as a town."""
    if run.lower() in places() and not run.endswith("'s"):
        return False
    return run.endswith("s") or bool(_AT.search(before))
