"""Drugs and devices: by how generic names end, and the brand names that look like somebody's.

The endings are the stems of the WHO's list of nonproprietary names; the brands are those of hospital and general
practice formularies (United Kingdom, United States, Australia, Europe).
"""

import re

from .patterns import bounded

_DRUG = re.compile(
    r"(?:pril|mab|tinib|statin|azole|oxacin|cillin|mycin|apine|idone|azine|olol|sartan|gliptin|flozin"
    r"|triptan|pram|etine|azepam|zolam|barbital|tidine|afil|oxaban|parin|formin|ovir|caine|codone|phylline"
    r"|setron|glutide|amide|azone|trigine|vudine|zepine|done|oxone|olone|sone|triptyline|ipramine|traline"
    r"|faxine|tropium|terol|lukast|dronate|fibrate|dipine|adryl|profen|coxib|fenac|morphine|orphan"
    r"|thiazide|semide|actone|thyroxine|tocin|oprost|floxacin|cycline|sulfa|nidazole|conazole|terbine|butamol"
    r"|promazine|rphone|orolac|peridol|giline|stigmine|curonium|flurane|relbine|platin|rubicin|taxel|trexate|prine|limus)$"
)
_BRANDS = frozenset(
    "clexane fragmin lovenox heparin atrovent combivent seebri incruse trelegy relvar fostair salbutamol bricanyl "
    "mirena kyleena jaydess nexplanon implanon essure cerazette microgynon nuvaring clomid syntocinon "
    "syntometrine carboprost hemabate rhogam pitocin cervidil propess prostin alaris graseby "
    "omnicell pyxis zoll lifepak corpuls laerdal guedel yankauer bougie "
    "omeron omron accu-chek freestyle dexcom medtronic lantus levemir tresiba toujeo "
    "novorapid apidra humulin actrapid insulatard fiasp novomix byetta bydureon ozempic mounjaro rybelsus forxiga "
    "glucophage diamicron lasix aldactone bumex zestril norvasc tenormin bisoprolol cardicor lopressor coreg "
    "xarelto pradaxa lixiana savaysa brilinta brilique efient digoxin lanoxin cordarone tambocor adenocor "
    "isordil nitrolingual nitrostat suscard augmentin tazocin zosyn rocephin flagyl bactrim septrin cipro "
    "keflex zithromax vancocin zovirax tamiflu paxlovid diflucan canesten daktacort eumovate dermovate "
    "fucidin bactroban hydrocortone solu-medrol depo-medrol depo-provera kenalog decadron "
    "maxolon stemetil zofran buscopan colofac motilium movicol laxido dulcolax senokot lactulose fybogel "
    "omeprazole pepcid protonix prilosec solpadol co-codamol oxynorm longtec mst sevredol durogesic "
    "butrans temgesic nubain demerol dilaudid toradol voltarol voltaren celebrex arcoxia ponstan entonox penthrox "
    "ketalar diprivan versed hypnovel ativan temesta xyrem circadin melatonin sinemet madopar stalevo requip "
    "mirapex neupro aricept exelon ebixa namenda dilantin epanutin tegretol trileptal keppra vimpat zonegran "
    "sabril frisium buccolam diamox imigran maxalt botox copaxone tysabri ocrevus gilenya baclofen lioresal "
    "risperidone haldol modecate piportil fluanxol xeplion trevicta abilify maintena latuda rexulti vraylar "
    "saphris solian serdolect clozaril zaponex denzapine anafranil tofranil nardil parnate edronax prothiaden "
    "trazodone desyrel molipaxin vivactil spravato brintellix trintellix pristiq efexor vensir lustral faverin "
    "luvox cymbalta yentreve concerta equasym medikinet intuniv vyvanse adderall focalin antabuse selincro vivitrol "
    "sublocade buvidal espranor physeptone lofexidine nyxoid prenoxad nicorette champix chantix zyban "
    "roaccutane accutane dovobet protopic elidel humira enbrel remicade stelara cosentyx arava plaquenil imuran "
    "prograf neoral cellcept tamoxifen arimidex femara herceptin zoladex casodex prostap fosamax actonel prolia "
    "calcichew adcal fultium ferinject venofer fersamal cosmofer eprex aranesp neupogen fortisip  "
    "jevity nutrison osmolite pediasure nutramigen neocate aptamil similac enfamil infacol gripe ferrograd "
    "hibiclens duoderm kaltostat allevyn mepore biatain actico coban profore jelonet opsite primapore cavilon "
    "conotrane metanium sudocrem e45 diprobase cetraben dermol epaderm oilatum aveeno eucerin listerine corsodyl "
    "fluoxetine difflam bonjela strepsils lemsip sudafed piriton piriteze zirtek clarityn telfast phenergan "
    "tylex anadin solpadeine nytol kalms novocain xylocaine septocaine citanest emla ametop marcain "
    "naropin chirocaine suxamethonium anectine esmeron bridion robinul ephedrine metaraminol aramine levophed "
    "dextrose hartmanns ringers plasmalyte gelofusine voluven oramorph sevoflurane datscan "
    "invisalign fluoride duraphat colgate sensodyne cerec biodentine dycal ledermix".split()
)
# What only a drug, a pump or a dressing is, has or has done to it.
_AFTER = bounded(
    r" (?:pump|pumps|tablets?|capsules?|patch|patches|inhaler|drip|infusion|injections?|syringe|syrup|cream"
    r"|ointment|drops|spray|doses?|dosing|mg|mcg|micrograms|depot|pens?|cannula|levels?|prescriptions?|scripts?"
    r"|dressings?|coil|implant|mask|airway|blade|catheter|drain|tube|cuff|monitor|machine|(?:was|were|is|are|had been"
    r"|has been|got|been) (?:\w+ )?(?:charted|titrated|withheld|infused"
    r"|dispensed|administered|crushed|diluted|drawn up|plugged in|calibrated))\b"
)


def is_drug(word):
    return word in _BRANDS or bool(_DRUG.search(word))


def drug_after(after):
    """Whether what follows is said of drugs and devices only."""
    return bool(_AFTER.match(after))
