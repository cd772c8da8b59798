"""Named employers, schools, clinics, wards, churches and charities. Public bodies and unnamed places stay."""

import re

from ..findings import Category
from ..lexicon import is_english, places, words
from . import ORGANISATION, Mark
from .patterns import bounded

_HEADS = (
    "hospital|hospitals|clinic|clinics|centre|center|surgery|house|school|college|church|trust|university"
    "|ward|unit|service|services|practice|foundation|charity|hospice|academy|institute"
    "|primary|secondary|high|collegiate|elementary|kindergarten|nursery|gymnasium|rehab|rehabilitation"
    "|recovery|clubhouse|lodge|hall|home|homes|manor|infirmary|pharmacy|group|ltd|limited|inc|llc|gmbh|plc"
    "|sons"
    "|bank|library|fc|united|rovers|athletic|city fc|club|cafe|canteen|bakery|mosque|temple|synagogue"
    "|chapel|parish|abbey|priory|cathedral|convent|monastery|theatre|theater|orchestra|choir|philharmonic"
    "|insurance"
    "|assurance|timber|foods|logistics|mill|mills|farm|farms|brewery|marine|motors|airlines|airways"
    "|railway|prison|barracks|studio|studios|network|project|programme|program|partnership|partners"
    "|associates"
    "|counselling|counseling|therapy|psychology|psychiatry|wellness|wellbeing|health|healthcare|medical"
    "|society|association|fellowship|mission|ministries|shelter|refuge|sanctuary|outreach|hub|collective"
    "|cooperative|co-op"
    "|garage|hotel|inn|arms|press|gazette|herald|times|post|daily|news|museum|gallery|workshop|works"
    "|factory|shipyard|laboratories|labs|systems|solutions|consulting|construction|builders|plumbing"
    "|electrical|engineering"
    "|freight|haulage|dairy|creamery|orchard|orchards|vineyard|winery|stables|kennels|vets|veterinary"
    "|dental|optical|salon|daycare|preschool|playgroup|camp|retreat|ashram|gurdwara|mandir|seminary|team"
    "|ziekenhuis|kliniek|klinik|klinikum|krankenhaus|praxis|schule|rusklinikk|sykehus|sjukhus|sairaala"
    "|szpital|hopital|clinique|clinica|hospice|spital|scuola|ospedale|escola|colegio|instituto|lycee|ecole"
    "|university hospital|general|memorial|royal infirmary"
    "|international|correctional|suite|office|campus|depot|correctional facility|day centre|children's "
    "home|nursing home|care home|friendship centre|health centre|community centre|medical centre|health "
    "board|crisis line|helpline|hotline|fund|alliance|coalition|league|guild|union"
)
_TAIL_WORDS = frozenset(w for w in _HEADS.split("|") if " " not in w) - {
    "high",
    "general",
    "times",
    "post",
    "news",
    "daily",
    "secondary",
    "arms",
    "works",
} | {"general", "high"}
_LEADS = frozenset(
    "hospital clinica clinique klinik klinikum haus huis centro stichting escola colegio collegio "
    "rettungswache universitat universidad universidade universite "
    "lycee maison casa hopital instituto fundacion fundacao verein praxis hmp hms pastelaria seguradora "
    "seguros hospice ecole scuola ospedale gymnasium schule "
    "krankenhaus pflegeheim kita ziekenhuis zorggroep kliniek ysbyty consultorio ambulatorio policlinico "
    "hospitalet obra mutua sykehuset kommune szpital fundacja szkola przychodnia sjukhuset associacao "
    "asociacion ong banco padaria restaurante farmacia "
    "cafe camp fc ac sc tsv royal st st. saint sant san santa sainte our-lady".split()
)
# Together these name nobody: "the community mental health team", "the day centre".
_GENERIC = frozenset(
    "community local day outpatient inpatient mental health private public general district primary "
    "secondary high middle elementary county city state national regional rural urban "
    "family child children's children women's men's adult adolescent youth student university crisis acute "
    "emergency intensive care medical surgical psychiatric forensic recovery my our his her their your the "
    "a an "
    "old new big small little busy nearby same other another first second third whole training teaching "
    "outreach home treatment team early intervention addiction addictions substance drug alcohol eating "
    "disorder disorders "
    "specialist counselling counseling therapy psychology psychotherapy trauma group school college clinic "
    "hospital ward unit service services centre center practice nursing residential assisted living "
    "respite free walk-in "
    "this that each every any some no one all both next last safe open locked secure medium low good bad "
    "real long short half art music occupational physical social work human resources legal aid legal "
    "complaints "
    "memory stroke cardiac cancer oncology maternity postnatal antenatal neonatal paediatric pediatric "
    "geriatric dementia palliative hospice pain sleep perinatal surgery church mosque temple book choir "
    "support peer "
    "village town night shift mothers parents staff waiting consulting doctor's doctors gp gp's nhs va "
    "veterans affairs military army boarding grammar comprehensive law business graduate dental veterinary "
    "programme program department partial hospitalization hospitalisation detox rehab rehabilitation "
    "foster group's in-patient out-patient full-time two three four five six few many most from for to and "
    "or of in at with on by as was is were "
    "community-based insurance health-care healthcare animal women men youth's sober halfway tertiary".split()
)
_JOIN = (
    r"(?: (?:of|for|and|&|de|da|do|dos|das|di|la|le|les|del|du|des|van|von|der|den|e|y|zum|zur|am"
    r"|im)(?: (?:the|la|los|las|der|den))?)?"
)
_RUN = bounded(
    rf"(?<![\w@./-])(?:St\. )?[A-Z][\w'-]*\w(?:{_JOIN} &? ?(?:St\. |St )?[A-Z0-9][\w'-]*){{0,7}}(?: "
    rf"(?:(?:day|primary|secondary|high|nursing|community|friendship|health|medical|retirement|care"
    rf"|children's|elementary|district|general|recovery|counselling|counseling|boarding) "
    rf"){{0,2}}(?:{_HEADS}))?(?![\w@])"
)
_AT = bounded(
    (
        r"(?:\b(?:at|with|by|for|joined|left|run|runs|ran|owns|owned|attends|attended|of|from|to|in"
        r"|on|called|outside|near|behind|inside|leaving|via|through|into|against|under|than|off)(?: "
        r"the| a| an| our| my| her| his| their)?|\b(?:the|our|my|her|his|their|insurer|employer"
        r"|clinic|charity|school|company|firm|agency|church|hospital),?(?: called| named)?) \Z"
    ),
    re.I,
)
_EMPLOYED = bounded(
    r"\b(?:at|works? (?:at|for)|worked (?:at|for|with)|working (?:at|for)|employed (?:at|by)|admitted to"
    r"|discharged from|job (?:at|with)|shift at|student at|studied at|studies at|placement (?:at|with)"
    r"|treated at|interned at|volunteer(?:s|ed)? (?:at|with)|transferred (?:to|from)|referred to|seen at"
    r"|(?:nobody|everyone|everybody|colleague|someone|nurse|doctor|people|staff|manager|matron|friends?) "
    r"at|insurer|employer|fired from|hired by|suspended from) \Z",
    re.I,
)
_LOWER = bounded(
    rf"\b(?:at|from|for|to|in|with|near|outside|behind|of|on|called|joined|left) (?:the |a |an |our |my "
    rf"|his |her |their )?(?P<it>(?:st\.? )?(?:[a-z][\w'.-]* (?:(?:&|and|of) )?(?:the "
    rf")?){{1,4}}?(?:{_HEADS}))(?![\w-])"
)
_FIRM = bounded(
    r"(?<![\w])(?P<it>[A-Z][\w'-]+(?:, [A-Z][\w'-]+)*(?: [A-Z][\w'-]+)? (?:&|and) (?:Sons?|Daughters?"
    r"|Co\b\.?|Partners|Associates|Company|Brothers|Bros\.?|Family)(?: [A-Z][\w'-]+)?"
    r"|[A-Z][\w'-]+ & [A-Z][\w'-]+(?: [A-Z][\w'-]+)?|[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3},? (?:Ltd|Limited"
    r"|Inc|LLC|LLP|GmbH|AG|AB|AS|BV|NV|Pty|plc|PLC|SA|SL|SpA|Oy)\b\.?)"
)
_LOWER_FIRM = bounded(
    r"\b(?:at|for|from|with|by|joined|left|runs|ran) (?:the )?(?P<it>[a-z][\w'-]{2,} "
    r"(?:[a-z][\w'-]{2,} )?(?:&|and) (?:sons|co|[a-z][\w'-]{2,})(?: ltd| law| "
    r"llp)?)(?!\w)"
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
_INSTRUMENT = bounded(
    (
        r"\b(?:inventory|scale|index|test|questionnaire|interview|schedule|checklist|model"
        r"|theory|syndrome|disease|act|code|method|approach|manual|protocol|criteria"
        r"|guideline|technique|study|trial|series|award|prize|day|list|plan|battery"
        r"|examination|screen|assessment|formulation)$"
    ),
    re.I,
)


def recognize(document):
    text = document.text
    heads = _TAIL_WORDS

    def mark(start, end, rule):
        return Mark(start, end, Category.ORG, "organisations." + rule, ORGANISATION, "possible", "quasi")

    for m in _RUN.finditer(text):
        start, end = m.span()
        run = m.group()
        parts = run.split()
        i = document.word_at(start)
        low = [p.lower().strip(".,'") for p in parts]
        # The first word of a sentence has its capital anyway.
        while len(parts) > 1 and (
            low[0] in _GENERIC
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
        if _BODIES.match(run) or _INSTRUMENT.search(run):
            continue
        before = text[max(0, start - 40) : start]
        named = [w for w in low if w not in _GENERIC and w not in heads and w not in ("of", "and", "the", "for", "&")]
        if len(parts) > 1 and low[-1] in heads and (named or low[0] in ("royal", "st")):
            if (
                len(parts) == 2
                and low[-1]
                in (
                    "high",
                    "general",
                    "home",
                    "team",
                    "fund",
                    "health",
                    "therapy",
                    "society",
                    "group",
                    "unit",
                )
                and document.initial[i]
                and is_english(low[0])
            ):
                continue
            if low[-1] in _SOFT and not _AT.search(before) or re.search(r"'s [A-Z].* (?:and|of) ", run):
                continue
            if parts[-1].islower() and (
                document.initial[i] and is_english(low[0].removesuffix("'s")) or low[0] in words("given")
            ):
                continue
            if low[-1] in ("house",) and low[0] == "white":
                continue
            joined = re.match(
                r" at (?:the )?(?:St\.? )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,4}(?:'s)?", text[end : end + 60]
            )
            yield mark(start, end + (joined.end() if joined else 0), "head")
        elif (
            len(parts) > 1
            and low[0] in _LEADS
            and (low[0] not in ("san", "santa", "sant", "saint", "st", "sainte") or _saint(run, before))
        ):
            yield mark(start, end, "lead")
        elif _EMPLOYED.search(before) and not document.initial[i]:
            word = low[0].removesuffix("'s")
            if (
                run.isupper()
                and len(run) < 6
                or word in words("notnames")
                or word in words("regions")
                or run.lower() in words("regions")
            ):
                continue
            if word in words("given") or word in words("theorists"):
                continue
            if run.lower() in places() and not re.search(
                (
                    r"\b(?:works?|worked|working|employed|admitted"
                    r"|discharged|job|shift|student|treated|nobody"
                    r"|insurer|employer)\b[\w ]*\Z"
                ),
                before,
            ):
                continue
            if is_english(word) and len(parts) == 1 and not re.search(r"at \Z", before):
                continue
            yield mark(start, end, "employed")
    for m in _FIRM.finditer(text):
        first = document.low[document.word_at(m.start("it"))]
        if re.fullmatch(r"[A-Z0-9]{1,6} (?:&|and) [A-Z0-9]{1,6}", m["it"]):
            continue  # "HTN & DM"
        if first not in words("theorists") and not _INSTRUMENT.search(m["it"]):
            yield mark(*m.span("it"), "firm")
    for m in _LOWER.finditer(text):
        start, end = m.span("it")
        low = m["it"].split()
        named = [w for w in low[:-1] if w.strip("'.") not in _GENERIC and w not in heads]
        strange = [w for w in named if not is_english(w.strip(".")) or w in ("st", "st.")]
        if not named or low[-1] not in heads and " ".join(low[-2:]) not in _HEADS:
            continue
        if (
            strange
            and low[-1] not in _SOFT | _BROAD
            and not any(w in _STOPS for w in low)
            or document.lowercase
            and _all_plain(low)
        ):
            yield mark(start, end, "lower")
    for m in _LOWER_FIRM.finditer(text):
        low = m["it"].split()
        if "&" in low and document.lowercase or any(w in words("surnames") and not is_english(w) for w in low):
            if not any(w in _STOPS for w in low):
                yield mark(*m.span("it"), "firm")
    if document.lowercase:
        for m in re.finditer(
            r"\b(?P<it>(?:"
            + "|".join(sorted(_LEADS - {"st", "st.", "san", "camp", "royal", "cafe", "hospital", "ac", "sc", "fc"}))
            + (
                r")(?: (?!and\b|but\b|for\b|in\b|on\b|open\b"
                r"|where\b|with\b|when\b|at\b|which\b"
                r"|so\b)[a-z][\w'-]+){1,2})"
            ),
            text,
        ):
            yield mark(*m.span("it"), "lead")


_STOPS = frozenset(
    "i he she they we you it me him her us them was is are were be been had has have do did and but or so "
    "because when while which who that what then if than my our his their your a an the this these those "
    "to in "
    "at for from with as on not no very just about into out up down off over again go went came come get "
    "got see saw say said tell told ask asked call called work worked make made take took give gave run "
    "ran "
    "every day week month year time one two three four five six seven eight nine ten way back first last "
    "next job end start front hours staff sitting standing walking".replace(
        (" one two three four five six seven eight nine ten"), ""
    ).split()
)


# Also what a book, a treatment or a plan is called.
_SOFT = frozenset(
    "therapy recovery practice alliance psychology psychiatry counselling counseling health wellness "
    "wellbeing works work "
    "programme program society news press post".split()
)
# Without capitals these say even less.
_BROAD = frozenset(
    ("rehabilitation rehab surgery insurance service services unit home house team group project network").split()
)


def _all_plain(low):
    """Words that could be a name without capitals: none is a function word, and one is not generic."""
    return (
        not any(w in _STOPS for w in low)
        and low[-1]
        in (
            "hospital clinic centre center surgery school college collegiate church hospice academy clubhouse "
            "infirmary pharmacy lodge canteen bakery mosque brewery cafe timber marine creamery university ward"
        ).split()
    )


def _saint(run, before):
    """St Brendan's, St. Hedwig Collegiate: a saint at a clinic's door, not in an address or as a town."""
    if run.lower() in places() and not run.endswith("'s"):
        return False
    return run.endswith("s") or bool(_AT.search(before))
