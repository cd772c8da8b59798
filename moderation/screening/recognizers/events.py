"""Newsworthy or unique events: a disaster, crime or feat that is told with the word that singles it out."""

import re

from ..findings import Category
from . import FACT, Mark
from .cues import cue, sentences_with
from .patterns import bounded
from .relations import CLAUSE_END

# Happenings of which many hear: these tell a story with any word before or place after that singles them out.
_GRAVE = (
    r"(?:fires?|blaze|inferno|crash|collision|derailment|capsize|capsizing|sinking|ditching|wreck|shipwreck|floods?|landslide"
    r"|mudslide|avalanche|earthquake|tsunami|hurricane|tornado|cyclone|typhoon|explosion|blast|bombings?|shootings?|massacre"
    r"|stabbings?|murders?|killings?|kidnappings?|abduction|hijack|hijacking|siege|riots?|heist|collapse|disaster|poisonings?|outbreak"
    r"|inquest|inquiry|enquiry|rescue|stampede|crush|drownings?|eruption|cave-?in|pile-?up|spill|leak|ambush|standoff|manhunt"
    r"|scandal|protest|uprising|mutiny|attack|arson|raid|robbery|meltdown|tragedy|hoax|gunman|bomb|bomber|murderer|lynching|genocide"
    r"|crossbow|sniper|hit-and-run|arrest|verdict)"
)
# These only under a name of their own, or at a place that is told.
_HAPPENING = (
    rf"(?:{_GRAVE}|hostage[- ]taking|accident|evacuation|trial|court case|lawsuit|strike|lock-?in|recall|escape|disappearance|fall"
    r"|jump|dive|final|marathon|relay|swim|crossing|ascent|expedition|pageant|lottery win|record|exorcism|apparition|wedding"
    r"|closure|walkout|blackout|march|funeral|strike|race|derby)"
)
_W = r"[A-Za-z][\w'-]*"
_D = r"(?:[A-Za-z][\w'-]*|\d{4}|\d{1,2})"
# Before a happening these say nothing that singles it out.
_PLAIN = frozenset(
    "same first last next whole other only recent old new big little house car heart panic smoke spring school family sibling "
    "real second third fourth verbal road traffic clinical drug randomised randomized pilot free down asthma anxiety terrible "
    "tragic nearby long short minor major serious bad awful small asthmatic cyber personal physical sexual violent racist "
    "terrible domestic transient ischaemic ischemic kitchen bin chip log camp open forest wild bush security data cash price "
    "sugar financial sudden sheer safeguarding internal external public formal independent urgent statutory coroner's "
    "coroners norovirus covid flu scabies measles food water pipe kettle blood gas-bottle air csf bile anastomotic valve "
    "roof ceiling tap radiator medication bowel wound lung total complete economic stock market police dawn "
    "bicycle bike motorbike motorcycle moped work workplace rugby first-ever usual previous initial "
    "hospital ward team clinic mental motorway".split()
)
_NOT_FIRST = (
    r"(?!(?:same|first|last|next|whole|other|only|in|of|and|a|an|the|that|this|no|my|her|his|their|our|your|on|at|or|was|is|to|with|for|from|had|good|great|final|any"
    r"|every|each|some|one|by|i|he|she|they|we|it|who|when|still|just|not|then|until)\b)"
)
_THEN = r"(?:and|but|that|who|which|when|where|he|she|they|i|we|was|were|is|had|has|so|because|after|before|since|as|then|while|made|came|took|left|happened|to|years?|with|for|from|in|while|until|two|three|it|fifty|one|last|this|that)"
_END = rf"(?=\s*(?:[.,;:!?\"')\n]|$)| [-–—] | {_THEN}\b)"
_PLACE = rf"(?: (?:at|on|in|off|of|across|under|near|aboard|over|outside|inside|into|above|beneath|by) (?:the |a |an |our )?{_D}(?:(?: of | and | the |[ -]){_D}){{0,4}}?{_END})"
_MORE = rf"(?:(?: [\w'-]+){{1,8}}?{CLAUSE_END}|(?: [\w'-]+){{3}})"
_PUBLIC = (  # places where what happens is heard of
    r"(?:national|town|village|city|county|school|church|cathedral|festival|carnival|fair|championships?|olympics?|world|european"
    r"|regional|state|airport|bridge|mine|quarry|harbou?r|ferry|pier|stadium|square|market|prison|palace|museum|zoo|circus|trials"
    r"|finals?|race|match|parade|derby|regatta|station|courthouse|embassy|mosque|synagogue|temple|shopping|factory|mill|tunnel"
    r"|refinery|depot|plant|tower|ship|boat|island|reef|dam|parliament|nightclub|concert|border|camp)"
)
_CRAFT = (
    r"(?:(?:school |tour |night |cruise |fishing |passenger |ski |cable |cargo |commuter |light |express )*(?:bus|minibus|van|jeep|taxi|ferry|boat|ship|train|plane|coach"
    r"|tram|trawler|yacht|liner|lifeboat|helicopter|glider|balloon|cable[- ]car|ski lift|tanker|lorry|truck|dam|bridge|roof|stand|tower|mine"
    r"|nightclub|factory|hotel|cinema|theatre|church|mosque|rollercoaster|carousel|submarine|pier|convoy|junk|dinghy|raft|canoe|barge|tug))"
)
_BROKE = (
    r"(?:went down|sank|burn(?:ed|t)(?: down)?|collapsed|crashed|exploded|flooded|broke|burst|fell|capsized|derailed|blew up"
    r"|caught fire|(?:was|were|got) (?:bombed|shot|attacked|raided|hijacked|stabbed|killed|flooded|evacuated|burned|torpedoed|stormed)"
    r"|closed|struck|hit|came (?:down|off)|ran aground|gave way|overturned|rolled|went (?:into|off|over|under|up)|slid|tipped|plunged"
    r"|disappeared|vanished|stopped)"
)
_NOT_CLINIC = (  # what people do every day to each other, after "the first … to"
    r"(?! (?:see|say|tell|ask|know|notice|call|come|go|speak|admit|get|be|hear|help|leave|arrive|find|do|make|use|offer|listen|apologi[sz]e"
    r"|understand|read|write|sign|give|have|take|put|talk|visit|believe|treat|suggest|mention|my|me|us|realise|realize|respond|reply|raise"
    r"|suspect|diagnose|assess|answer|not|cry|laugh|look|attend|examine|send|check|try|reach|touch|hold|hug|pick|spot|stop|meet|report|lose|qualify"
    r"|thank|return|join|try|break|stand|think|blame|feel|smile|die|show|work|start|prescribe|question|suffer|move|sit|need|want)\b)"
)
_NEWS = (
    r"(?:(?:the )?(?:(?:local|national|evening|international|regional|daily|world|morning|front page of the|six o'clock|ten o'clock|late|live|breakfast|state) )*"
    r"(?:news|newspapers?|papers?|headlines|front[- ]pages?(?: of (?:the |a |every )?(?:\w+ )?(?:\w+))?|television|tv|telly|radio|tabloids?|press|bulletins?))"
)
_PATTERNS = [
    # the Kattegat excursion-boat fire; the tanker fire at the motor park
    (rf"\b(?:the|that) (?P<it>(?:\d{{4}} )?(?:{_NOT_FIRST}{_D} ){{1,4}}?{_GRAVE}\b{_PLACE}?)", "modified"),
    (
        rf"\b(?:in|of|on|from|since|after|during|survived|survivor of|about|for|the|that|into|reported|to) "
        rf"(?:the )?(?P<it>(?:(?-i:[A-Z])[\w'-]+ ){{1,3}}(?:(?:(?-i:[a-z])[\w'-]+|\d{{1,4}}) ){{0,3}}(?-i:{_HAPPENING})\b{_PLACE}?)",
        "named",
    ),
    (
        rf"\bthe (?P<it>(?!\w+ of\b)(?!(?:collapse|fall|leak|attack|spill|crush|raid|rescue|protest|blast) in\b){_GRAVE}\b{_PLACE})",
        "placed",
    ),
    (
        rf"\bthe (?P<it>(?:rescue|murders?|killings?|kidnapping|abduction|shooting|siege|sinking|poisoning|assassination|hijacking|bombing|drowning) of (?:the |a |an |two |three |four |five |six )*(?!creature|a )(?:{_W})(?: (?!who|that|and)[\w'-]+){{0,4}}?){_END}",
        "placed",
    ),
    (
        rf"\bthe (?P<it>{_HAPPENING} (?:at|on|in|off|of|aboard|across|outside|inside|near) (?:the )?(?:{_W} ){{0,2}}?(?:(?-i:[A-Z])[\w'-]+|{_PUBLIC}\b)"
        rf"(?: {_W}){{0,4}}?{_END})",
        "placed",
    ),
    (
        rf"\b(?:an?|her|his|their) (?P<it>(?:{_NOT_FIRST}{_W} ){{1,3}}?{_GRAVE} (?:(?:that|which|everyone|in|on|at) "
        rf"(?:(?:made|was|had been|has been|filled|hit) )?(?:all over |in |on |across )?{_NEWS}"
        rf"|(?:at|on|in|off|of|aboard) (?:the |a )?(?:(?-i:[A-Z])[\w'-]+|{_PUBLIC}\b)(?: [\w'-]+){{0,3}}?{_END}))",
        "news",
    ),
    # the church camp van case; the Harrow Weir bridge shout
    (
        rf"\b(?:the|that) (?P<it>(?:(?-i:[A-Z])[\w'-]+ (?:{_W} ){{0,3}}?|(?:{_NOT_FIRST}{_W} "
        rf"){{2,3}}?)(?:case|incident|affair|shout|hoax|cover-up|ruling|walkout|lockdown|blackout"
        rf"|turbine failure|evacuation|job))(?= |[.,;:!?\")])",
        "case",
    ),
    (
        rf"\b(?:the|that) (?P<it>(?:(?-i:[a-z])[\w'-]*-[\w'-]+|{_NOT_FIRST}{_W} {_NOT_FIRST}{_W}) (?:trial|inquiry|inquest|strike|hearing))\b",
        "case",
    ),
    # the night the ferry sank; the school bus that went into the river
    (
        rf"\b(?:the )?(?P<it>(?:night|day|morning|afternoon|evening|winter|week|summer) (?:that |when )?(?:the |they )(?:{_W} ){{0,3}}?(?:{_CRAFT}|(?-i:[A-Z])[\w'-]+|mill|school|market|bank|hospital|clinic|river"
        rf"|sea|wall|walls|volcano|mountain|hill|bomb|bombs|levee|storm|hurricane|cyclone|army|police|rebels|soldiers|gunmen|parliament|towers?|tanker|plant|pit|tents?|marquee|lake|ice|statue|circus|spire|chimney|silo|mosque)(?: [\w'-]+)? {_BROKE}(?: into [\w' ]{{3,20}})?)(?! (?:at|for) (?:the |lunch|the weekend|christmas))\b",
        "night",
    ),
    (rf"\b(?P<it>(?:ran aground|capsized|derailed|sank with)(?: (?!and\b)[\w'-]+){{1,6}}?){CLAUSE_END}", "craft"),
    (
        r"\b(?P<it>(?:gave birth|given birth|was born|been born|got married|was married|married|proposed) (?:on|in|aboard|at|during|under|up) (?:an? |the )(?:[\w'-]+ )?(?:lifeboat|plane|train|bus"
        r"|ferry|taxi|lift|motorway|prison|submarine|flight|supermarket|stadium|concert|field|tent|tree|snowstorm|blizzard|earthquake|siege|ship|shipwreck|mountain|tunnel|airport|raft))\b",
        "rare",
    ),
    (
        rf"\b(?P<it>(?:found|discovered|dug up|unearthed) (?:an? |the )(?:{_W} )?(?:hoard|treasure|meteorite|mammoth|dinosaur|shipwreck|tomb|unexploded bomb|comet|asteroid|skeleton)(?: (?:in|on|under){_MORE})?)(?=\W|$)",
        "rare",
    ),
    (
        rf"\b(?P<it>(?:lost|won|competed|swam|ran|fought|medalled|played|qualified|fell|carried the (?:torch|flag)|finished \w+|sang|came \w+) (?:{_W} ){{0,3}}?(?:at|in|for) the (?:olympics?|olympic games|paralympics"
        rf"|world cup|commonwealth games|asian games|all-africa games|world championships|eurovision(?: song contest)?|cup final|nationals|national finals?|national trials|winter olympics|tour de france)\b(?: (?:by|in|for|with|after){_MORE})?)",
        "feat",
    ),
    (
        rf"\b(?P<it>(?:{_D}(?: and a half)? (?:days?|hours|weeks|months|years) )?(?:trapped|stranded|adrift|buried|lost|held|stuck) (?:in|under|on|at|down|underground in|inside|beneath) (?:an? |the )(?:collapsed |flooded |disused |burning |deep )?(?:mine|caves?|rubble|well"
        rf"|sea|desert|mountain|tunnel|avalanche|wreck|wreckage|crevasse|pothole|jungle|ice|snow|raft|lifeboat|bunker|cellar|embassy|rainforest|silo|volcano|sewer)\b(?: for {_W} \w+)?)",
        "rare",
    ),
    (
        rf"\b(?P<it>(?:escaped|fled|rescued|released|freed) (?:from )?(?:an? |the )(?:{_W} )?(?:cult|sect|kidnappers?|death camp|prison camp|labour camp|siege|harem|compound|slave \w+)(?: (?:that|which|in|at|on|after){_MORE})?)(?=\W|$)",
        "rare",
    ),
    (
        rf"\b(?P<it>(?:pardoned by|exonerated|acquitted (?:after|at|of)|sentenced to death|spent \w+ years on death row)(?: {_W}){{0,8}}?){CLAUSE_END}",
        "rare",
    ),
    (rf"\b(?P<it>{_CRAFT} (?:that|which) (?:had )?{_BROKE}\b(?:{_MORE})?)", "craft"),
    (
        rf"\b(?P<it>{_CRAFT} (?:crash|disaster|accident|ditching|sinking|derailment|fire|wreck|capsize|collision|bombing|hijack\w*)(?:{_PLACE})?)",
        "craft",
    ),
    (
        rf"\b(?:the|one) (?P<it>(?:{_W} )?(?:toddler|baby|boy|girl|child|lad|teenager|man|woman|student|nun|priest|teacher|driver|nurse|pilot"
        rf"|climber|hiker|swimmer|dog|couple|brothers|sisters|twins|schoolgirl|schoolboy|pensioner|tourist)s? (?:who|that) (?:had |was |were |had been )*"
        rf"(?:fell (?:into|off|from|down|through)|swept|pulled|found (?:alive|dead|in)|trapped|rescued|lost (?:at|in|on)|mauled|bitten by|buried|taken hostage"
        rf"|survived|swallowed|drifted|jumped from|climbed|swam|washed up|disappeared (?:from|in|on)|vanished|stole|drove (?:into|off|over)|shot)"
        rf"(?:{_MORE})?)",
        "craft",
    ),
    (
        rf"\b(?P<it>(?:gas|oil|chemical|chlorine|radiation|sewage|toxic|ammonia) (?:leak|spill|cloud|explosion)(?: that [\w'-]+(?: [\w'-]+){{0,4}}?{CLAUSE_END})?)",
        "craft",
    ),
    (
        rf"\b(?:died|killed|lost|injured|hurt|trapped|burned|shot|blown up|wounded|caught|plate|fell"
        rf"|rescued|survived|evacuated|stranded|hostage|there) (?:at|in|on|off|from|by|aboard) the "
        rf"(?P<it>(?-i:[A-Z])[\w'-]+(?: {_W}){{1,3}}?)(?=[.,;:!?\")\n]|$| (?:and|but|that|who|which|when"
        rf"|where|he|she|they|with|was|were|had|in|on|after|before|because|so)\b)",
        "died_at",
    ),
    # her uncle died in custody
    (
        rf"\b(?P<it>(?:(?:{_W} )?(?:died|deaths?|killed|shot|beaten|hanged) (?:in|by) (?:police |immigration )?(?:custody|police|detention|prison)))",
        "custody",
    ),
    # feats: the first woman to …, the youngest … ever, the only survivor of
    (
        rf"\b(?:the |was |became |one of the )(?P<it>(?:first|youngest|oldest|only|last|fastest|heaviest|smallest)(?! (?:time|thing|day|one|two|three|step|session|words?|few)\b)(?: {_W}){{1,3}} "
        rf"(?:(?:ever )?to{_NOT_CLINIC}|ever (?:[a-z]+ed|born|swum|flown|won|sunk|shot)|in the (?:country|world|state|county|history|region|nation|province"
        rf"|district|town|city|village)\b|on record|across|who (?:ever )?(?:survived|swam|climbed|crossed|won|ran|walked|flew|sailed)\b"
        rf"|(?:born|pulled|rescued|recovered|brought out|executed|hanged|acquitted|ordained|baptised|buried|released|evacuated|carried|dug) (?:in|from|on|out|at|alive|off|up|there)\b)"
        rf"(?: (?!(?:my|me|us|our)\b){_W}){{0,6}}?){_END}",
        "feat",
    ),
    (
        rf"\b(?P<it>(?:sole|lone|only|last) (?:surviv(?:or|ors|ing \w+))(?: (?:of|from|in) (?:the |a |an )?(?:{_W} ?){{1,6}}?)?)(?=[.,;:!?\"')\n]"
        rf"|$| (?:and|but|that|who|which|when|where|he|she|they|so|because|was|were)\b)",
        "feat",
    ),
    (
        rf"\b(?:the )?(?P<it>first (?:ever )?(?:successful )?(?:heart|lung|face|hand|uterus|womb|double|triple|live|test[- ]tube|ivf|artificial) (?:{_W} ){{0,2}}?"
        rf"(?:transplant|baby|birth|donor|operation|surgery)(?: in (?:the |our )?{_W}(?: {_W})?{_END})?)",
        "feat",
    ),
    # in the papers, on the air
    (
        rf"\b(?P<it>(?:made|hit|was (?:all over|in|on)|were (?:all over|in|on)|been (?:all over|in|on|across)|it "
        rf"was (?:in|on)|all over|appeared (?:in|on)|appearing (?:in|on)|featured (?:in|on)|ended up (?:in|on)|interviewed (?:by|on|in)|reported (?:in|on)"
        rf"|filmed for|shown on|broadcast on|sold (?:her|his|their) story to|splashed across) {_NEWS}(?=\W|$))(?! (?:that|for (?:the|her|his) )?"
        rf"(?:diagnosis|results?|chart|form|record))",
        "news",
    ),
    (
        rf"\b(?P<it>on the front pages? of (?:the |a |every )?(?:{_W} ){{0,2}}?(?:papers?|newspapers?|{_W}))(?=\W|$)",
        "news",
    ),
    (
        rf"\b(?P<it>(?:(?:(?!(?:her|his|their|the)\b){_W} )?(?:trial|funeral|wedding|arrest|rescue|inquest|hearing|operation|birth) (?:was|were|had been) )?(?:televised|livestreamed|live-streamed|broadcast live))\b",
        "news",
    ),
    (
        r"\b(?P<it>(?:went|gone|going) viral|made (?:the |national |international |local |front-page )*headlines|(?<=, )on live (?:television|tv))\b",
        "news",
    ),
    (
        r"\b(?P<it>(?:(?:[a-z]+ed|sang|won|born) )?(?:on|in front of) (?:live |national |local |regional |breakfast |daytime |children's )+(?:television|tv|telly|radio))\b",
        "live",
    ),
    (
        rf"\b(?P<it>(?:appeared|competed|won|was|been|sang|contestant|finalist|runner-up) (?:on|in) (?:the |a )?(?:{_W} ){{0,2}}?(?:quiz|game|talent|reality|cooking|baking|dating|singing"
        rf"|talk|chat)[- ]?(?:show|contest|programme|competition)(?: and [\w'-]+(?: [\w'-]+){{0,2}}?{_END})?)",
        "show",
    ),
    # won, broke, swam, was crowned
    (
        rf"\b(?P<it>(?:won|broke|holds?|held|set) (?:the |a |an )?(?:(?:national|world|olympic|european|commonwealth|state|regional|lottery"
        rf"|county|land speed|pan-american|asian|african|all-ireland|guinness)\b ?)+(?:{_W} ?){{0,5}}?)"
        rf"(?=[.,;:!?\"')\n]|$| (?:and|but|that|who|which|when|where|he|she|they|so|because|after|before|since|in)\b)",
        "feat",
    ),
    (rf"\b(?P<it>set a (?:new )?record for(?: {_W}){{1,5}}?){_END}", "feat"),
    (
        rf"\b(?P<it>won (?:(?:{_W} ){{0,4}}?(?:on|in) the (?:lottery|lotto|pools|jackpot|sweepstake)|the (?:{_W} )?(?:lottery|lotto|jackpot|pools|sweepstake)"
        rf"|(?:a |an |the |two |three |her |his )?(?:{_W} ){{0,3}}?(?:gold medals?|silver medals?|bronze medals?|medals?|baking show|talent show|pageant|nobel prize"
        rf"|oscar|grammy|pulitzer|booker|eisteddfod|grand prix|derby|national|tour de \w+|world cup|cup final|championships?|titles?)(?: (?:at|in|for){_MORE})?))(?=\W|$)",
        "feat",
    ),
    (
        rf"\b(?P<it>crowned (?:(?:miss|mr|ms|king|queen)\b|(?:{_W} ){{1,3}}(?:champion|queen|king))(?: {_W}){{0,3}}?){_END}",
        "feat",
    ),
    (
        rf"\b(?P<it>(?:(?:swam|swum|rowed|sailed|kayaked) (?:(?:solo|alone|single-handed) )?(?:across|around|round|(?:the )?length of|the (?:english )?channel|the (?:{_W} )?strait)"
        rf"(?: (?:the |a |an )?(?:{_W} ?){{1,5}}?)?|(?:cycled|ran|walked|skied|hitchhiked|ridden|rode|flew|flown|crawled) (?:(?:solo|alone|single-handed|barefoot|blindfold) )?(?:across|around|round|(?:the )?length of"
        rf"|from (?:coast to|one end of)) (?:the |a |an )?(?:{_W} ){{0,2}}?(?:country|continent|world|globe|desert|island|ice cap|coast|strait|alps|himalayas|europe|africa|america|australia|antarctica|india|sahara|canada|gorge))"
        rf"(?: (?:alone|solo|barefoot))?){_END}",
        "swam",
    ),
    (
        rf"\b(?P<it>(?:climbed|summited|conquered) (?:everest|k2|(?:all )?(?:the )?(?:seven|fourteen|eight-thousand\w*) {_W}|the north face(?: of {_W}(?: {_W})?)?)"
        rf"|(?:represented|played for|swam for|ran for|fought for|captained) (?:her|his|their) country(?: (?:at|in)(?: {_W}){{1,4}}?{_END})?)",
        "swam",
    ),
    # what few live through
    (
        rf"\b(?P<it>(?:struck|hit) by lightning(?: (?:twice|three times))?|survived (?:a|the|two|an) (?:plane|helicopter|shark|bear|lightning|avalanche|train|shipwreck"
        rf"|bombing|shooting|massacre|tsunami|earthquake|crocodile|landslide|mine|gas|nuclear|death|air|firing|lynch|sinking|lion|hippo|snake|acid|terror\w*|suicide)\b(?: [\w'-]+){{0,2}}?"
        rf"(?: (?:crash|attack|strike|camp|squad|collapse|raid|explosion|bomb|bombing|leak|march|fall|bite))?(?:{_PLACE})?"
        rf"|(?:attacked|mauled|bitten|savaged|gored|trampled|dragged) by (?:an? |the )?(?:\w+ )?(?:shark|bear|crocodile|lion|lioness|elephant|tiger|hippo|bull|wolf|leopard|alligator|hyena|monkey|chimpanzee|moose|stingray|buffalo)"
        rf"|(?:fought|wrestled|beat|punched|fought) (?:off )?(?:an? |the )(?:\w+ )?(?:shark|bear|crocodile|lion|tiger|wolf|leopard|alligator|hyena)(?: (?:off|with|from)(?: {_W}){{1,3}}?{CLAUSE_END})?"
        rf"|(?:shark|bear|crocodile|lion|elephant|tiger|hippo|acid|knife|machete|arson|sarin|nerve agent|terror|terrorist|chemical) attack(?:{_PLACE})?)",
        "rare",
    ),
    (
        rf"\b(?P<it>(?:held|taken) (?:hostage|captive|prisoner of war)(?: (?:in|by|for|at|on)(?: {_W}){{1,7}}?{_END})?"
        rf"|(?<=(?:was|een|ere|ing) )(?:swept out to sea|buried alive|kidnapped (?:by|in|for|from|at)|hijacked|winched (?:off|from)|rescued (?:off|from) (?:the|an?) (?:roof|sea|river|flood|fire|sinking|burning|cliff|mine|cave|wreck|boat|ship|rubble)|airlifted (?:off|from|out of)"
        rf"|pulled (?:alive )?(?:from|out of) the (?:rubble|wreck|wreckage|sea|river|ruins|mud|snow|sewer|well|mine)|adrift (?:for|on|at|in)"
        rf"|trapped (?:underground|in the (?:rubble|mine|lift|tunnel|cave|wreck|wreckage)|under the)|stranded (?:on|in|at) (?:an?|the) {_W}|lost at sea"
        rf"|shot down|torpedoed|left for dead|wrongly (?:convicted|imprisoned|hanged|jailed)|falsely (?:convicted|imprisoned))(?: [\w'-]+){{0,8}}?{CLAUSE_END})",
        "rare",
    ),
    (
        rf"\b(?:an?|the|two|of) (?P<it>(?:{_W} ){{0,2}}?(?:documentary|film|movie|podcast|book|play|musical|song|ballad|mural|statue|plaque) (?:about|of) (?:her|him|them|his|their) (?:{_W} ){{0,2}}?(?:{_W})){_END}",
        "news",
    ),
]
_ANY = [(bounded(p, re.I), rule) for p, rule in _PATTERNS]
_CUE = cue(
    rf"\b(?:{_HAPPENING}|case|incident|affair|shout|cover-up|ruling|lockdown|job|hearing|night|day|morning|afternoon|evening|winter|week|summer|{_CRAFT}"
    rf"|swept|pulled|fell|aground|capsized|derailed|birth|married|proposed|found|discovered|dug|unearthed|olympics?|olympic|paralympics|games|championships|eurovision|nationals|escaped|fled|freed|released|pardoned|exonerated|acquitted|sentenced|stuck|lost|gas|oil|chemical|custody|detention|prison|police|first|youngest|oldest|only|last|fastest|heaviest|smallest|sole|lone|news\w*|papers?"
    rf"|front|television|tv|telly|radio|tabloids?|press|bulletins?|televised|livestreamed|broadcast|viral|headlines|show|contest|won|broke|holds?|held|set|crowned|sw[au]m|rowed"
    rf"|sailed|cycled|ran|walked|skied|rode|ridden|flew|crawled|kayaked|climbed|summited|represented|captained|country|lightning|survived|mauled|bitten|savaged|gored"
    rf"|trampled|hostage|captive|buried|kidnapped|winched|airlifted|adrift|trapped|stranded|sea|wrongly|falsely|documentary|film|podcast|book|mural|statue"
    rf"|died|deaths?|killed|injured|hurt|plate|wounded|caught|rescued|evacuated|shot)\b",
)
_CUT = bounded(
    r" (?:and|but|so|because|when|while|which|who|that|then|the|a|an|of|at|on|in|by|for|to|with|as|was"
    r"|were|had|has|her|his|their)$",
    re.I,
)
_BY_WORD = ("modified", "case")  # what these rules find is singled out by the words before it
_OPENS = bounded(r"(?:been|was|were|the|a|an|her|his|their) ", re.I)


def recognize(document):
    text = document.text
    sentences = sentences_with(_CUE, document)
    for pattern, rule in _ANY:
        for m in pattern.over(document, sentences):
            start, end = m.span("it")
            if opening := _OPENS.match(text, start, end):
                start = opening.end()
            while cut := _CUT.search(text, start, end):
                end = cut.start()
            if rule in _BY_WORD and _PLAIN.issuperset(text[start:end].lower().split()[:-1]):
                continue
            yield Mark(start, end, Category.EVENT, "events." + rule, FACT, "possible", "quasi")
