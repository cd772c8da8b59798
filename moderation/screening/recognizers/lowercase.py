"""Names typed without a capital."""

import re

from ..lexicon import is_common, is_english, words
from .citations import GIVEN_FIRST, OF_THEORISTS, WORK_AFTER, famous, of_a_thing, renowned
from .drugs import is_drug
from .patterns import bounded
from .people import (
    BESIDES,
    CONTRACTED,
    KIN,
    NEVER,
    PARTICLE,
    SPEECH,
    is_surname,
    named_so,
    person_after,
    person_follows,
    person_surely,
    told_before,
)

_LOWER_CUE = bounded(
    r"\b(?:(?:my|her|his|their|our|the|your|a) (?:[a-z]+ ){0,1}?(?:KIN),? |(?:dr|mr|mrs|ms|miss|sgt"
    r"|prof)\. |(?:dr|mr|mrs|ms|miss|auntie|aunty|uncle|nurse|sister|pastor|coach|prof|frau|herr|granny"
    r"|nana|senora|senor|monsieur|madame|signora|signor|sheikh|haji|hajji|babu|abuela|abuelo|baba|oma|opa"
    r"|tante|rabbi|imam|father|sensei|ustad|pani|tia|tio|grandma|grandpa|whaea|matua|koro|kuia|gogo|mang|aling|kuya|tita|tito|alhaji|alhaja|mzee|madam|nani|dadi|didi|bhai|constable|sergeant|inspector|garda|rev|fr) |(?:named|called|name is|name was|real name|i'm|im) |(?:hi|hello|hey|dear|thanks|thank you"
    r"|love|cheers|sincerely|regards|yours),? (?=[a-z]+\s*(?:[,.!\n]|$)))(?P<it>[a-z][a-z'-]+)(?P<more> "
    r"[a-z][a-z'-]+)?".replace("KIN", "|".join(sorted(KIN, key=len, reverse=True)))
)
SHORTHAND = frozenset(
    "whos hes shes theyre youre urs wifes husbands mums moms dads clients patients sisters brothers tod "
    "wasnt didnt dont isnt im ive id ill cant couldnt wouldnt havent hadnt doesnt whats thats theres abt "
    "bc cos pls thx ppl msg txt tho thru gonna wanna gotta shoulda coulda woulda musta kinda sorta ok lol omg idk tbh imo btw phq gad "
    "dbt cbt emdr etc rousable unrousable arousable afebrile normotensive dob trc tel mob ph pt nok hcp appt appts ref refd dx ddx hx abx meds obs bloods cxr ecg ekg sob gtn ivs pls asap mane nocte stat prn bd tds tid bid od qds qid ax fx sx wt ht bmi pmh pmhx fhx shx nkda ooh mdt cpn amhp cmht camhs hb wcc plt crp egfr inr spo2 gcs avpu fbc uandes u&es rx hx dx tx fu hrs min mins yrs ha bcs bc xray wks mths sec pts resp resps".split()
)


# "his mum mere told me": what stands between somebody close and what only people do.
_CLOSE_ONE = bounded(
    r"\b(?:my|her|his|their|our|the (?:client|patient|boy|girl|child|baby|lad)'?s) (?:KIN) (?P<it>[a-z][a-z'-]{2,}) (?:told|asked|said|says|rang|phoned|texted"
    r"|emailed|wept|cried|laughed|smiled|nodded|whispered|answered|replied)\b".replace(
        "KIN",
        "wife|husband|son|daughter|sister|brother|mother|father|mum|mom|mam|dad|auntie|aunt|uncle|niece|nephew|cousin|gran|nan|nana"
        "|granny|grandma|grandpa|grandmother|grandfather|partner|girlfriend|boyfriend|stepmother|stepfather|twin",
    )
)
_HOW = frozenset(
    "also just then once later first never always often still even who has had have did does only finally simply both all each actually would will must can could "
    "may might should soon twice again now too himself herself themselves eventually since already almost quickly quietly softly".split()
)


def _told_before(text, start):
    return bool(
        re.search(
            r"\b(?:told|asked|talk to|talked to|spoke to|called|texted|phoned|rang|emailed|saw|with|from"
            r"|visit) \Z",
            text[max(0, start - 14) : start],
        )
    )


def _besides(document, i):
    start, end = document.starts[i], document.ends[i]
    text, word = document.text, document.low[i]
    if word in BESIDES and _surname_after(document, i):
        return True
    return word in BESIDES and named_so(word, text[max(0, start - 24) : start], text[end : end + 24])


# Surnames that are words, of which a given name before them makes names; and those that may be words there too.
_SURNAME_WORDS = frozenset(
    "smith johnson brown jones miller white young wright hill green baker cooper parker reed cox wood woods price bird rice hall "
    "ward turner walker mason potter fisher hunter shepherd stone black gray grey rivers brooks banks fields marsh bell fox "
    "wolf lamb swan knight bishop pope page farmer gardner gardener taylor tailor weaver archer barber butler chandler fletcher "
    "sawyer slater tyler field ford burns chambers church cross drake frost holmes horn lake lane mills moon payne parks pike "
    "poole powers sharp snow steel steele summers waters wells winters wolfe carter clark clay cole collins day hardy harper "
    "hood hughes hull jackson jordan kerr kidd lawson lord moss nash newton penny perry piper porter pratt roberts robin sanders "
    "savage singer sparks spencer spicer street stuart sutton swift thorne underwood wade webb webster west wilder wilson yates".split()
)
_MAYBE_SURNAMES = frozenset(
    "rose long love hope little low may will cook king park bush dean duke english french flowers foster gold grant hay house hunt "
    "joy law noble north rich short small spring winter wise gates dale dove finch grace guy hart head heath hay key "
    "land lock lowe mark max peck pen pitt post read roach root rush sage self shaw shore silver speed still story strong such "
    "swain tell town trust wall ward warren way wing woody".split()
)
_AFTER_A_NAME = re.compile(
    r"'s\b|[.,;:!?)]|\s*$|\n| (?:was|is|had|has|said|says|came|who|and|never|just|in|for|on|at|sat|rang|looked|told|asked|wanted|died|left)\b"
)


_INITIALS = bounded(r"(?<![\w.])(?:[a-z]\. ?){1,2}(?P<last>[a-z][\w'-]{2,})", opens=r"\b[a-z]\.")


def _surname_after(document, i):
    """The index of the surname that stands after a given name in small letters, if one does."""
    if i + 1 >= len(document.low) or document.gap(i) != " ":
        return None
    j = i + 1
    while j - i < 4 and document.low[j] in PARTICLE and j + 1 < len(document.low) and document.gap(j) == " ":
        j += 1
    if j > i + 1:
        return j if is_surname(document.low[j]) and document.low[j] not in NEVER else None
    low, after = document.low[i + 1], document.text[document.ends[i + 1] : document.ends[i + 1] + 24]
    if low in NEVER or low in SPEECH:
        return None
    if low in _MAYBE_SURNAMES:
        return i + 1 if _AFTER_A_NAME.match(after) else None
    return i + 1 if low in _SURNAME_WORDS or is_surname(low) and not is_common(low) else None


def in_lower_case(document, blocked, accept):
    """Names typed without a capital: after a cue, or in a text that uses no capitals if only a name can be meant."""
    text = document.text
    for m in _LOWER_CUE.over(document):
        start, end = m.span("it")
        word = m["it"].removesuffix("'s")
        if (
            start in blocked
            or CONTRACTED.search(word)
            or is_common(word)
            and not (word in words("given") and person_follows(text, start + len(word)))
        ):
            continue
        if is_common(word) and not (
            document.lowercase and re.match(r"(?:my|her|his|our|the)\b", m.group()) and word not in SPEECH
        ):
            continue
        if word in words("notnames") or word in SPEECH or word in words("jobs") or word in SHORTHAND:
            continue
        if word in words("given") or is_surname(word) or not is_english(word) and len(word) > 2:
            end = start + len(word)
            more = (m["more"] or "").strip().removesuffix("'s")
            if (
                more
                and m["it"] == word
                and more not in SHORTHAND | SPEECH
                and (is_surname(more) or not is_english(more))
                and not is_common(more)
            ):
                end = start + len(word) + 1 + len(more)
            accept(start, end, "kin")
    if not document.lowercase:
        return
    for m in _CLOSE_ONE.over(document):
        word = m["it"]
        if word not in _HOW | NEVER | SHORTHAND | KIN and not word.endswith(("ly", "ing", "ed")):
            accept(*m.span("it"), "kin", "possible" if is_common(word) else "certain")
    for m in _INITIALS.over(document):
        last = m["last"].removesuffix("'s")
        if is_surname(last) and not is_common(last) and last not in words("notnames") and m.start() not in blocked:
            accept(m.start(), m.start("last") + len(last), "initial")
    for i in range(len(document.low)):
        word = document.low[i]
        unlisted = len(word) > 2 and not is_english(word) and word not in SHORTHAND and word not in words("notnames")
        if unlisted and i and document.gap(i - 1) == " " and told_before(document.low[i - 1] + " ", strict=True):
            if word not in words("regions") and not is_drug(word) and document.starts[i] not in blocked:
                certainty = "certain" if word in words("given") else "possible"
                accept(document.starts[i], document.ends[i], "given", certainty)
        elif (
            document.initial[i] and is_common(word) and word in words("given") and word not in words("notnames") | NEVER
        ):
            # "mark wept": what only people do, as after a capital that the sentence gives
            start, end = document.starts[i], document.ends[i]
            if (
                start not in blocked
                and len(word) > 2
                and text[end : end + 1] == " "
                and person_surely(text[end : end + 40])
            ):
                accept(start, end, "given")
    for i, word in enumerate(document.low):
        if (
            word in words("given")
            and (
                not is_english(word)
                or not is_common(word)
                and len(word) > 3
                and (_told_before(text, document.starts[i]) or _surname_after(document, i) is not None)
            )
            and (word not in words("notnames") and word not in words("regions") or _besides(document, i))
            and len(word) > 2
            and document.starts[i] not in blocked
        ):
            if (
                word in SHORTHAND
                or i
                and (f"{document.low[i - 1]} {word}" in words("regions") or famous(document.low[i - 1 : i + 1]))
            ):
                continue
            if famous(document.low[i : i + 2]) or famous(document.low[i : i + 1]):
                continue
            start, end = document.starts[i], document.ends[i]
            after = text[end : end + 40]
            if word in words("theorists") and (
                WORK_AFTER.match(after) or word not in GIVEN_FIRST and not person_after(after)
            ):
                continue
            surname = _surname_after(document, i)
            if surname is None and (
                re.match(r"'s (?:stuff|book|work|model|idea|theory|paper|line)\b| treasure", after)
                or of_a_thing(word, after)
            ):
                continue
            if surname:
                if renowned(document.low[surname]) and word in OF_THEORISTS:
                    continue
                end = document.ends[surname]
            elif letter := re.match(r" [b-hj-z]\.(?!\w)", after):
                end += len(letter[0])
            accept(start, end, "given")
