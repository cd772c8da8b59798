"""Whom clinicians cite: theorists, authors and their works, instruments, eponyms. None is in the story."""

import re

from ..lexicon import words
from .patterns import bounded

_CITE_BEFORE = bounded(
    r"\b(?:read|reread|re-read|reading|quote[ds]?|quoting|cite[ds]?|citing|by|per|according to|after|from"
    r"|of|in|as|like|and|recommend(?:ed)?|pages? of|reminded me of|think(?:ing)? of|thought of|what|book "
    r"by|paper by|essay by|poem by|song by|painting by|see|cf\.?|teaching|love|loved|listening to|line "
    r"(?:from|of)|bit of|than|via|through|with|a) (?:the |dear |old |[A-Z][\w-]+ )?\Z",
    re.I,
)
WORK_AFTER = bounded(
    r"\A(?:,? (?:19|20)\d\d|'s? (?:[A-Z][\w'-]+ |[a-z]+ )?(?:[A-Z]|book|books|paper|papers|idea|ideas"
    r"|theory|model|work|stuff|concept|notion|line|phrase|term|chapter|essay|lecture|lectures|writing"
    r"|writings|poem|novel|memoir|study|studies|hierarchy|stages|questions|cycle|scale|law|principle"
    r"|technique|method|view|words|definition|remark|advice on|swiss|eight|four|five|three|core|window"
    r"|tasks|attachment|textbook|podcast|talk|manual|framework|music|painting|requiem|cheese|dictum"
    r"|account|case|discussion|description|distinction|paradox|term|good)"
    r"| et al| and (?:[A-Z][\w-]+|colleagues)(?:'s?)?(?: \(|,? (?:19|20)\d\d| call|'s| write| say| wrote| "
    r"describe)?| \((?:19|20)\d\d| (?:writes|wrote|writing|argues|argued|describes|described|calls|called"
    r"|might (?:say|have called|call)|would (?:say|have|call)|taught us|says somewhere|quotes?|reflex"
    r"|stance|scale|inventory|test|index|criteria|sign|method|model|syndrome|position|manual|principle"
    r"|puts it|warned|pointed out|observed|has a|is right|was right|has it|knew|had a word|famously"
    r"|himself (?:wrote|said)|says that|said that))",
)
# The same, where it would be less than a sign if the name is one that many people bear.
_WRITTEN = bounded(
    r"\A(?:,? \(?(?:19|20)\d\d|'s? (?:[a-z]+ )?(?:books?|papers?|ideas?|theory|model|work on|stuff|concept|notion|chapter|essay"
    r"|lectures?|writings?|poems?|novels?|memoir|study|studies|hierarchy|stages|cycle|scale|law|principle|technique|method"
    r"|textbook|podcast|manual|framework|music|paintings?|requiem|dictum|distinction|paradox|term|questions|window|tasks|motivational interviewing)\b"
    r"| et al| and colleagues| (?:writes|argues|argued|puts it|famously|reflex|stance|scale|inventory|test|index|criteria"
    r"|sign|method|model|syndrome|position|manual|principle)\b| (?:might|would) (?:say|have called|call)\b)"
)
# What is called after somebody; with an 's it is called so only after those who are cited, or it is no client's own.
_THING = bounded(
    r"\A(?P<own>'s?)?[ -](?:(?P<never>law|reflex|criteria|phenomenon|principle|theorem|razor|triad|matrices)|(?P<strict>syndrome|disease|sign|manoeuvre|maneuver|palsy|ataxia|chorea"
    r"|contracture|aphasia|encephalopathy|stain|fracture|hernia|lymphoma|sarcoma|tumou?r"
    r"|gait|[Ii]nventory|[Ss]cale|scales|position)|[Ii]ndex|[Tt]est|tests|[Qq]uestionnaire|[Ii]nterview|schedule"
    r"|checklist|disorder|method|model|theory|technique|score|battery|assessment|profile|figure|protocol|act|rule|catheter"
    r"|effect|trial|study|report|inquiry|certificate|family (?:therap|medic|practi|cent)[a-z]*|street|road|avenue|day|cycle"
    r"|grid|window|stages?|blot|cards?|box|board|stance|drift|area|psychosis|dementia|tremor|form|questions|guidelines?|manual"
    r"|[Dd]epression|[Aa]nxiety|[Aa]daptive|[Cc]ognitive|developmental|[Mm]emory|intelligence|[Ss]leepiness|[Cc]oma|personality"
    r"|[Hh]opelessness|[Rr]ating|speculum|forceps|retractor|scissors|needle|tube|drain|splint|collar|frame|boot|bandage"
    r"|cannula|blade|clamp|trocar|nails?|plate|wire|incision|approach|exercises?|nodes?|lobe|duct|gland|pouch|procedure"
    r"|classification|staging|rounds?|lift|chart|system|software|airway|mask|valve|line|hook)\b"
)


def gives_name(word):
    """Whether things are called after those who bear a folded surname: Beck's inventory, Bell's palsy."""
    return word in words("theorists") or word in words("common_eponyms") or word + "'s" in words("common_eponyms")


def of_a_thing(word, after):
    """Whether a folded word is but the name of an instrument, a disease or a rule: "Beck inventory", "Bell's palsy"."""
    thing = _THING.match(after)
    if not thing or not thing["own"]:
        return bool(thing)
    if thing["never"] or gives_name(word):
        return True
    return bool(thing["strict"]) and word not in words("given")


# Surnames of theorists that so many people bear that one of them alone, or after a given name, is no sign of a citation.
EVERYDAY = frozenset(
    "allen alvarez andersen anderson armstrong aronson atwood baldwin banks barlow barnett bateman berg bloom bratton "
    "britton brown burnham butler carroll carter case chow clark clarke coates cochrane cohen cooper corey crenshaw davis "
    "dawes dekker dickey dickinson duncan edmondson egan elliott ellis engel estes fisch fisher fowler fox frances frank "
    "frith gardner gaskin gifford gil gilbert gilligan goodman goodwin gould green grove guy halpern hamilton "
    "hawkins hayes healy heath hill hillman hirschhorn hoffman holloway hooks hopper hughes ivey jackson jamison jobes "
    "johns johnson joseph kay kessler khan kramer lahey lambert lang lerner levine lewis little ludwig macintyre maitland "
    "mann mannix marsh may mccullough mcgoldrick mckenzie mcwilliams menzies miller milner mitchell montgomery moreno "
    "morrison moseley munro murdoch neighbour nightingale nylund o'brien o'hanlon o'sullivan oliver osmond page papp "
    "parkes parsons pearlman peck pedersen perry phillips pope proctor raven read rey robbins roper rosenfeld rubin "
    "rutter sacks saunders schneider segal sexton shapiro siegel singh smith solomon stahl stanley "
    "steiner stern sullivan summers taylor thaler thorne vasquez vincent wall waller watson weber wheeler whitaker white "
    "williams wilson wing woodman young".split()
)
# Given names of those whom clinicians cite: before a theorist's surname any other is somebody else's.
OF_THEORISTS = frozenset(
    "aaron abraham alan albert alexander alfred alice ann anna anthony arthur atul barbara bessel bill brene bruno burrhus "
    "carl carol charles christopher clara d daniel david deborah dennis diana donald edna edward elizabeth emmy eric erich "
    "erik ernest esther francine frank frieda fritz gabor george gregory hans harold harriet heinz helene henry herbert "
    "hilde howard ignacio insoo irvin isca ivan jacques james janina jay jean jeffrey jerome jessica joan john jon joseph "
    "judith julia juliet karen karl kay kenneth kristin laura lawrence leslie leston lev lewis luce lynn mara margaret "
    "marie marion marsha martin mary melanie michael michel milton monica morton murray nancy nina nossrat oliver otto "
    "patricia patrick paul paulo peter philip r richard robert rollo ronald rosemary russ s salvador sandor sandra scott "
    "sigmund silvan simon stephen steve steven sue susan sylvia theodor thomas tom ursula victor viktor virginia wilfred "
    "wilhelm william windy".split()
)
# Theorists' surnames that stand alone for somebody called so far more often than for what somebody wrote.
GIVEN_FIRST = frozenset(
    "allen benjamin carter clark cooper duncan dylan elliott frances frank galen gil gilbert guy haley jackson janet joseph kay "
    "levi lewis milton mitchell oliver perry raven solomon stanley sue taylor teri vincent".split()
)
_READ_BEFORE = re.compile(
    r"\b(?:[Rr]ead|[Rr]ereading|[Rr]eading|[Qq]uot\w+|[Cc]it\w+|[Aa]ccording to|[Pp]ace|[Cc]f\.?|[Ss]ee|[Pp]er|[Tt]eaching|[Bb]y|[Aa]s|[Ll]ike|[Ww]hat|and|or|[Ll]ove) \Z"
)
_QUOTED = re.compile(
    r"\b(?:[Rr]ead|[Rr]eread|[Rr]ereading|[Rr]eading|[Qq]uot\w+|[Cc]it(?:ed?|ing)|[Aa]ccording to|[Pp]ace|[Cc]f\.?|[Tt]eaching"
    r"|(?:book|books|paper|chapter|poem|song|essay|novel|lecture|words|work|idea|line|phrase) (?:by|of|from)) \Z"
)

# Capitals that stand for a thing and not for a person: what charts, rotas and referrals abbreviate.
ABBREVIATIONS = frozenset(
    "aa abc abg abi abx acp adl adls adp af afb aki ald alf als ama ami amu anc anp anz aom ap app arb ards arf asap "
    "asd aso ast ats avm avpu ba babcp bbc bbv bd bds bic bid bls bm bma bmi bmj bmt bno bp bpm bsc bse bst bt cab "
    "cabg cad cam cat cbd cc ccc ccg ccu cd cdh cf cfs chd chf ci cic ckd cka cll cmo cmp cmv cna cnn cns co copd cpap "
    "cpd cpn cpr cps cqi crb crna crp cs csa csf csm csu ct ctg ctpa ctsd cv cva cvc cvp cxr dbs dc dclinpsy dds dhs dic "
    "did dka dm dmd dna dnacpr dnar dnp dnr do doa dob dob dols dp dpt dre ds dt dv dvla dvt dx eap ebp ec eca ecmo ecog "
    "ect ed edd edi ems emt enp ent eob eol eot epr er ercp erp esl esr etco etoh ett eupd ew ews fasd fbc fbi fdr fgm "
    "fhr fiv fm fmla fnp fob fte fu fy fyi ga gad gbh gbs gca gcs gerd gi gmb gn gnc gord gpst gsw gtn gu gum gyn hb hba "
    "hca hcg hcp hdu hep hfa hit hiv hmo hmp hod hpc hpv hrt hs hsct hsv hta hv hx ibd ibs ica icb icp icp icsi icu id "
    "idd idu ig im imca imi in ing inr iol ip iq ir irb isp ist it itu iu iucd iud iui iv ivf jd jp jvp k kfc kg kpi la "
    "lac lcsw ld lft lgbt llc lmft lmp loc lp lpc lpn lsd lsw lvn ma mau mba mbbs mc mca mch mcq md mdr med mha mhfa mi "
    "mmr mmse mnd mo moca mod mot mp mph mri ms msa msc msk msu msw mt mtg mvp na nai nb nbm ncd nd nda ne news nfa nfr "
    "ng ngo nhl nicu nj nmh nnt nok np npo nqn nr nrt ns nsaid nstemi nt nv nvq nw ny nz obgyn od odd odp ofsted oh oic om "
    "oob ood opd opg or os ot otc otp pa pac pacu pad pals pb pc pca pcn pcp pcr pd pda pdf pdr pe peg pep pet pg pgd ph "
    "phd pho phq pi picc picu pid pip pm pmh pms pnd po pod pop pp pph ppe ppi pr prn pro ps psa psi pt pta ptca ptsd pvd "
    "pw qa qds qi qid qof ra rbc rcn rcog rct rda rdi rem rf rfa rgn rh rhd rip rmn rmo rn rnli rom ros rotem rr rsi rsv "
    "rta rtc rtw rv rx sa sab sad sah sald sbar sbp sc scbu scd se sen senco shn si sids sle slt sn snf snp so soap soc sop "
    "sos spc spd spo spr sro ss ssri st std stemi sti stp sud suds sui surg sv svd svt sw sx ta taf tb tbi tca tca tcm tds "
    "tens tep tf tfa tft thr tia tid tka tkr tlc tms toe tpa tpn tpr trt tsh ttas tto ttos tv twoc tx uc ucl uk un us usa "
    "usb uss uti va vac vat vbac vc vf vp vr vre vs vt vte wa wbc wc wnl wpm wpw wr xr ya yob yrs pa pb ii iii vi vii viii "
    "ix xi xii gb mb eu uae pov asap diy faq ceo cfo cto hq pr ai ok tv cv id lol omg wtf btw fwiw imho imo iirc tldr tbh "
    "afaik op tw cw eta".split()
)
# "plan B", "vitamin K", "bay C": a letter that tells things apart.
_SORT = bounded(
    r"\b(?:plans?|rooms?|bays?|beds?|wards?|types?|vitamins?|hepatitis|hep|groups?|parts?|sections?|steps?|stages?|options?"
    r"|forms?|appendix|schedules?|grades?|classe?s?|levels?|bands?|blocks?|units?|lines?|exhibits?|clusters?|theatres?"
    r"|teams?|arms?|questions?|points?|items?|versions?|phases?|zones?|gates?|floors?|blood|factors?|proteins?|drugs?|drawers?"
    r"|pods?|cohorts?|modules?|shifts?|tiers?|tables?|figures?|fig|columns?|rows?|box|boxes|keys?|letters?|scenarios?|side"
    r"|axis|category|categories|criterion|criteria|cells?|lead|valves?|size|cup|strep|influenza|flu|immunoglobulin"
    r"|an?|capital|big|nurses? [AX] (?:and|or)|patients? [AX] (?:and|or)) \Z",
    re.I,
)
# Whom everybody knows: characters and the famous, in figures of speech.
_FAMOUS = frozenset(
    "basil fawlty,florence nightingale,sherlock holmes,mother teresa,mary poppins,john wayne,marie curie,mary seacole,"
    "james bond,doctor who,darth vader,luke skywalker,peter pan,robin hood,tony soprano,don draper,walter white,"
    "hannibal lecter,norman bates,nurse ratched,miss marple,hercule poirot,jane eyre,elizabeth bennet,mr darcy,"
    "ebenezer scrooge,oliver twist,david copperfield,miss havisham,don quixote,sancho panza,lady macbeth,king lear,"
    "anna karenina,madame bovary,jean valjean,atticus finch,holden caulfield,jay gatsby,willy wonka,mr bean,homer simpson,"
    "bart simpson,ned flanders,bugs bunny,mickey mouse,donald duck,winnie the,forrest gump,rain man,captain kirk,mr spock,"
    "michael jackson,britney spears,taylor swift,princess diana,elvis presley,john lennon,bob dylan,david bowie,"
    "freddie mercury,mick jagger,amy winehouse,kurt cobain,robin williams,tom hanks,tom cruise,brad pitt,george clooney,"
    "hugh laurie,gregory house,meredith grey,derek shepherd,patch adams,doogie howser,oprah winfrey,dr phil,"
    "gordon ramsay,david attenborough,stephen fry,nelson mandela,desmond tutu,martin luther,mahatma gandhi,abraham lincoln,"
    "winston churchill,donald trump,joe biden,barack obama,hillary clinton,boris johnson,vladimir putin,adolf hitler,"
    "joseph stalin,pol pot,genghis khan,napoleon bonaparte,julius caesar,marie antoinette,joan of,king canute,"
    "albert einstein,isaac newton,stephen hawking,charles darwin,louis pasteur,alexander fleming,edward jenner,"
    "ignaz semmelweis,joseph lister,john snow,harold shipman,beverley allitt,lucy letby,jack kevorkian,josef mengele,"
    "harry potter,albus dumbledore,hermione granger,severus snape,frodo baggins,bilbo baggins,edgar allan,edgar allen,"
    "stephen king,agatha christie,arthur conan,conan doyle,mary shelley,bram stoker,dr frankenstein,doctor frankenstein,"
    "dr jekyll,mr hyde,jekyll and,johnny cash,leonard cohen,joni mitchell,nina simone,billie holiday,louis armstrong,"
    "muhammad ali,usain bolt,serena williams,lionel messi,cristiano ronaldo,michael jordan,tiger woods,simone biles,"
    "jimmy savile,jerry springer,jeremy kyle,judge judy,bob ross,fred rogers,mr rogers,mister rogers,ted lasso,"
    "dolly parton,johnny depp,kim kardashian,elon musk,bill gates,steve jobs,walt disney,saint francis,st francis,"
    "virgin mary,holy mary,mary magdalene,pontius pilate,john the,father christmas,santa claus,old nick,jack frost,joe bloggs,"
    "john doe,jane doe,joe public,jane bloggs,uncle sam,big brother,hail mary,bloody mary,uncle tom,walter mitty,"
    "florence nightingales,pooh,tigger,scrooge,dracula,frankenstein,yoda,lassie,columbo,poirot,sherlock,godot,"
    "pollyanna,sisyphus,narcissus,pandora,eros,thanatos,icarus,midas,"
    "solomon's,noah's,job's,zeus,othello,gandalf,dumbledore,voldemort,houdini,rambo,"
    "insha'allah,inshallah,mashallah,ma'sha'allah,alhamdulillah,wallahi,siri,rumpelstiltskin,rapunzel,goldilocks,bambi,dumbo".split(
        ","
    )
)
# Names of positions, tubes, scores and signs; those of diseases are in the lists.
_EPONYMS = frozenset(
    "trendelenburg schwartz balint schilling bristol guedel magill yankauer ryles ryle's ryle murphy murphy's chvostek "
    "trousseau trousseau's kernig kernig's brudzinski romberg romberg's rinne weber weber's tinel's phalen's lachman "
    "mcmurray mcroberts leopold leopold's bishop bishop's braden waterlow norton apgar ranson wells aldrete mallampati "
    "cormack rockall glasgow-blatchford framingham rankin barthel katz braak hoehn yahr ashworth fugl-meyer berg tinetti "
    "fitzpatrick gleason dukes tanner bruce robson robson's pfannenstiel lanz kocher-langenbeck hartmann's whipple "
    "whipple's billroth nissen roux ivor kehr's grey-turner cullen's hegar's chadwick's braxton wernicke's broca's mcgill "
    "likert cronbach kaplan-meier cox bonferroni fowler's sims simms cusco bartholin's eustachian fallopian achilles "
    "colles bennett's baker's dupuytren's hallpike epley semont brandt-daroff bell's hoover hoover's waddell patrick's "
    "faber steri kirschner thomas denis schanz hoffa salter-harris garden weber's danis ottawa nexus canadian".split()
) - {
    "bruce",
    "thomas",
    "norton",
    "wells",
    "berg",
    "katz",
    "cox",
    "garden",
    "murphy",
    "bishop",
    "leopold",
    "denis",
    "tanner",
    "robson",
    "patrick",
    "rankin",
    "weber",
    "fitzpatrick",
    "brandt",
    "hoover",
    "simms",
    "sims",
    "ivor",
    "faber",
}


def renowned(surname):
    """Whether a folded surname is a theorist's that few others bear."""
    return surname in words("theorists") and surname not in EVERYDAY


def sort_before(before):
    """Whether a letter that comes next tells things apart and names nobody."""
    return bool(_SORT.search(before))


def in_series(text, start):
    """Whether the letter at a position is one of "patient A", "patient B": told apart, not named."""
    return text[start] in "ABCDE" and bool(_SERIES.search(text[max(0, start - 400) : start + 200]))


_SERIES = re.compile(
    r"\b(?i:patients?|clients?|nurses?|doctors?|persons?|colleagues?|famil(?:y|ies)|mother|case|child) A\b(?!\.\w)"
)


def famous(low):
    """Whether folded words are, or begin with, the name of somebody whom everybody knows."""
    return low[0] in _FAMOUS if len(low) == 1 else " ".join(low[:2]) in _FAMOUS


def eponym(word, before):
    """ "The Guedel", "a Schwartz round": a thing that has somebody's name, unless it stands as a person does."""
    return word in _EPONYMS and bool(
        re.search(
            r"(?:^|[.!?:] |\n|\b(?i:a|an|the|his|her|their|my|our|no|of|and|with|modified|positive|negative) )\Z",
            before,
        )
    )


def cited(document, first, last, before, after):
    """Whether a run is a theorist, or an author because of what is said of their work."""
    low = document.low
    final = low[last].removesuffix("'s")
    whole = " ".join(low[first : last + 1])
    known = final in words("theorists") or whole in words("theorists")
    if re.match(r"'s [A-Z][\w'-]+(?: (?:[A-Z][\w'-]+|of|the|and|in)){0,5}", after) and (
        known or re.search(r"\b(?:read|reread|re-read|reading|quot\w+|in|from|of|by) \Z", before)
    ):
        return True
    if re.match(
        r"(?:, [A-Z][\w'-]+)*,? (?:and|&) [A-Z][\w'-]+ (?:wrote|write|have|call|describe|argue|say|put"
        r"|has)\b",
        after,
    ) and not re.search(r"\b(?:my|her|his|client|told|asked) \Z", before):
        return True
    if re.search(r"[A-Z][\w'-]+,? (?:and|&) \Z", before) and re.match(
        r" (?:wrote|write|have a|call|describe|argue|put it)\b|'s? (?:book|textbook|paper)", after
    ):
        return True
    if first < last and re.match(r"'s? [A-Z][a-z'-]+ (?:[A-Z]|[a-z']+ (?:[a-z]+ )?[A-Z])", after):
        return True  # "Harriet Lerner's Why Won't You Apologize"
    pair = re.search(r"([A-Z][\w'-]+),? (?:and|&) \Z", before)
    if pair and pair[1].lower() in words("theorists"):
        return True
    if not re.search(
        r"\b(?:seen|treated|supervised|written|reviewed|signed|called|accompanied|referred) by \Z", before
    ):
        if re.search(
            r"(?:[,)] by|\b[Ss]econding|\bedited by|\bcf\.?|\bsee|\b[Qq]uoting) (?:[A-Z][\w'-]+ "
            r")?(?:[A-Z][\w'-]+ (?:and|&) )?\Z",
            before,
        ) and (re.match(r",? (?:and|&) [A-Z]", after) or re.search(r"(?:and|&) \Z", before)):
            return True
    if re.match(r",? \(?(?:19|20)\d\d\)| et al| \((?:19|20)\d\d", after):
        return True
    if re.search(
        r"\b(?:book|paper|essay|poem|song|novel|memoir|painting|article|chapter|lecture|podcast|work|works"
        r"|textbook|ideas|writings|quoting|quoted|citing|reread|re-read|rereading)(?: by| of| from)? \Z",
        before,
    ):
        return True
    if known and not _person_strong(document, first, last, after):
        if final in EVERYDAY:
            return _read(before, after)
        if WORK_AFTER.match(after):
            return True
        if first == last and final in GIVEN_FIRST:
            return bool(_READ_BEFORE.search(before)) or bool(re.match(r"'s? [A-Z]", after))
        if first == last or low[first] not in words("given"):
            return True
        return bool(_CITE_BEFORE.search(before)) if low[first] in OF_THEORISTS else _read(before, after)
    return bool(
        re.match(
            r" (?:writes|argues|puts it|might have called|would have called) |'s (?:textbook|hierarchy"
            r"|theory|stages|(?:\w+ )?questions|(?:\w+ )?stuff|paper on|book)",
            after,
        )
    )


def _read(before, after):
    """Whether a name that many people bear is that of somebody who is read: by what is said of reading and of works."""
    if _WRITTEN.match(after) or _QUOTED.search(before):
        return True
    beside = re.match(r",? (?:and|&) ([A-Z][\w'-]+)", after)
    return bool(beside) and renowned(beside[1].lower().removesuffix("'s"))


def _person_strong(document, first, last, after):
    """Signs that a theorist's name here is somebody else: an age, or what only a person in the room does."""
    return bool(
        re.match(
            r", \d|,? (?:aged|came|cried|rang|phoned|texted|wept|nodded|sat|left|stood|died|relapsed)\b",
            after,
        )
    )
