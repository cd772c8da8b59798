"""What stands in the slots of the passages: names of many cultures, names that no list holds, made-up places and houses."""

from collections import defaultdict

from ..lexicon import is_common, is_english, places, words

ALSO_WORDS = (
    "Grace Hope Will Mark Faith Joy Dawn May June April Rose Lily Daisy Iris Violet Heather Ivy Hazel Olive Amber Ruby "
    "Pearl Jade Crystal Ginger Summer Autumn Winter Sunny Sky River Brook Forrest Heath Cliff Glen Dale Reed Ash Rowan "
    "Basil Sage Robin Jay Martin Wren Merlin Bill Bob Pat Rob Nick Jack Frank Ernest Grant Chase Hunter Mason Cooper "
    "Carter Parker Taylor Drew Art Gene Rich Josh Miles Max Rusty Sandy Misty Stormy Star Angel Destiny Harmony Melody "
    "Carol Eve Norm Skip Chip Guy Don Dean Earl Duke Prince King Noble Bishop Pope Abbott Page Price Young Long Short "
    "Small Little Black White Brown Green Gray Wood Stone Field Hill Banks Ford Bridges Church Day Knight Baker Cook "
    "Fisher Farmer Shepherd Gardener Weaver Potter Fox Wolf Bear Bird Swan Crow Lamb Bull Rain Snow Frost Storm Gale "
    "Love Power Strong Best Moody Sharp Wise Savage Goodman Case Bond Cash Sterling Marsh Lake Pond Moore West North "
    "Constance Prudence Patience Charity Mercy Felicity Verity Honor Clement Christian Victor Jasmine Poppy Bliss Mercy "
    "Blessing Precious Favour Gift Happy Comfort Promise Fortune Sunday Monday Friday Tuesday Lucky Innocent Wisdom Joyce"
).split()
PETS = (
    "Bear Sparrow Pip Smiley Boots Tiny Lefty Red Bug Peanut Button Duke Mouse Spud Ziggy Jojo Bibi Nono Tata Gigi Koko "
    "Moose Duck Bunny Birdie Goose Kitten Pickle Biscuit Sunshine Captain Doc Shorty Slim Ace Buddy Chip Dodo Fifi Lolo "
    "Mimi Nini Pepper Rocky Scout Tank Trigger Whizz Bam Cricket Dizzy Flash Ghost Hopper Junior Kiwi Lucky Midge Noodle "
    "Oz Patch Quill Rooster Squirrel Tuppence Uno Vee Wizard Yo-Yo Zippy"
).split()
_HOUSES = (
    "Hospital|General Hospital|District Hospital|Children's Hospital|Clinic|Family Clinic|Medical Centre|Health Centre|"
    "Medical Center|Counselling Service|Counseling Center|Psychology|Therapy Centre|Recovery House|House|Lodge|Ward|Unit|"
    "Primary School|High School|Academy|College|University|Nursery|Church|Baptist Church|Mosque|Parish|Community Centre|"
    "Rovers|United|Football Club|Rugby Club|Care Home|Nursing Home|Hospice|Surgery|Practice|Dental|Pharmacy|Foundation|"
    "Trust|Infirmary|Behavioral Health|Youth Project|Women's Refuge|Wellness|Associates|Partners|& Sons|Motors|Foods|"
    "Timber|Bakery|Brewery|Engineering|Logistics|Legal|Insurance|Mutual|Rehab|Addiction Services|Crisis Centre|Day Centre"
).split("|")
_SAINTS = "St Anne's|St. Jude|St Brendan's|Saint Luke's|Holy Family|Our Lady of Lourdes|Sacred Heart|Mount Carmel|St Mungo's".split(
    "|"
)
_FANCY = "Willow|Cedar|Harbour|Lakeside|Riverbend|Northgate|Oakfield|Maple|Sunrise|Horizon|Beacon|Ashdown|Meadow|Pine|Elm".split(
    "|"
)
_FANCY_END = " Tree| Grove| View| Park|side|wood|field|brook| Heights| Lane|gate| Court|".split("|")
_ROADS = "Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Way|Court|Gardens|Row|Place".split("|")
_RARE = (
    "only|first female|youngest|last|third-generation|retired|former|award-winning|Olympic|national-team|championship|"
    "travelling|deep-sea|prison|cathedral|offshore|Arctic|freelance|ex-army|chief|part-time"
).split("|")
_KIND = (
    "violin|harp|organ|falcon|reindeer|oyster|lace|puppet|kite|globe|saddle|drone|submarine|glacier|volcano|opera|circus|"
    "ferry|tug|helicopter|crane|tram|coffee|tea|honey|cheese|whisky|saffron|salmon|eel|truffle|bell|clock|stained-glass|"
    "tapestry|thatch|stone|rope|sword|mosaic|neon|tattoo|wedding|funeral|polar|desert|rainforest|radio|film|chess|darts|"
    "sumo|fencing|rowing|luge|bobsleigh|speedway|rally|stunt|fire|mine|quarry|wind-turbine|nuclear|satellite|weather"
).split("|")
_DOER = (
    "maker|tuner|trainer|breeder|restorer|repairer|keeper|grower|farmer|carver|captain|pilot|engineer|inspector|judge|"
    "champion|player|singer|dancer|driver|diver|guide|photographer|presenter|commentator|designer|dealer|importer|taster|"
    "roaster|conductor|technician|instructor|operator|smith|climber|jumper|artist|researcher|translator|rigger|welder"
).split("|")


def title(name):
    """A folded name with its capitals."""
    return "-".join(part[:1].upper() + part[1:] for part in name.split("-"))


class Fillings:
    """Makes one filling after the other from a source of chance."""

    def __init__(self, chance):
        self.chance = chance
        self.given = sorted(w for w in words("given") if len(w) > 2 and not is_common(w))
        self.surnames = sorted(w for w in words("surnames") if len(w) > 2 and not is_common(w))
        self.places = sorted(p for p in places() if len(p) > 3 and not any(is_english(w) for w in p.split()))
        self.regions = sorted(words("regions"))
        self.jobs = sorted(words("rare_jobs"))
        self.chains = {"given": _chain(self.given), "surnames": _chain(self.surnames), "places": _chain(self.places)}

    def fill(self, slot):
        """Words for a slot."""
        return getattr(self, "_" + slot)()

    def _made(self, kind):
        """A name that sounds like those of a list and is not in it."""
        chain, pick = self.chains[kind], self.chance.choice
        for _ in range(20):
            name = pick(chain["^"])
            while len(name) < 12:
                letter = pick(chain.get(name[-3:], "$"))
                if letter == "$":
                    break
                name += letter
            if 3 < len(name) and name not in words("given") and not is_english(name):
                break
        return title(name)

    def _g(self):
        kind = self.chance.random()
        if kind < 0.12:
            return self._w()
        return title(self.chance.choice(self.given)) if kind < 0.6 else self._made("given")

    def _s(self):
        kind = self.chance.random()
        if kind < 0.12:
            return self._w()
        name = title(self.chance.choice(self.surnames)) if kind < 0.6 else self._made("surnames")
        if self.chance.random() < 0.06:
            name += "-" + title(self.chance.choice(self.surnames))
        return (
            self.chance.choice(("O'", "Mc", "van ", "de ", "al-", "Ben ")) + name
            if self.chance.random() < 0.06
            else name
        )

    def _f(self):
        middle = self.chance.choice(("", "", "", "", "", f" {self._i()[0]}."))
        return f"{self._g()}{middle} {self._s()}"

    def _w(self):
        return self.chance.choice(ALSO_WORDS)

    def _n(self):
        kind = self.chance.random()
        if kind < 0.4:
            return self.chance.choice(PETS)
        short = title(self.chance.choice(self.given)[:3])
        return short + self.chance.choice(("y", "ie", "o", "s", "a", "")) if kind < 0.8 else self._w()

    def _i(self):
        first, second = self.chance.choice("ABCDEFGHJKLMNOPRSTVWXYZ"), self.chance.choice("BCDFGHJKLMNPRSTVWZ")
        return self.chance.choice((first, f"{first}.", f"{first}.", f"{first}.{second}.", f"{first}{second}"))

    def _p(self):
        kind = self.chance.random()
        if kind < 0.7:
            return " ".join(map(title, self.chance.choice(self.places).split()))
        if kind < 0.85:
            return self._made("places")
        return self.chance.choice(_FANCY) + self.chance.choice(
            (" Bay", "ton", " Falls", "ham", " Creek", "burgh", " Springs")
        )

    def _r(self):
        return " ".join(map(title, self.chance.choice(self.regions).split()))

    def _street(self):
        return f"{self.chance.randint(1, 240)} {self._s()} {self.chance.choice(_ROADS)}"

    def _org(self):
        pick = self.chance.choice
        owner = pick((self._p, self._s, self._s, lambda: pick(_SAINTS), lambda: pick(_FANCY) + pick(_FANCY_END)))()
        return owner if owner in _SAINTS and self.chance.random() < 0.4 else f"{owner} {pick(_HOUSES)}"

    def _job(self):
        pick, kind = self.chance.choice, self.chance.random()
        if kind < 0.35:
            return pick(self.jobs)
        made = f"{pick(_KIND)} {pick(_DOER)}"
        return made if kind < 0.75 else f"{pick(_RARE)} {pick(self.jobs) if kind < 0.87 else made}"

    def _num(self):
        return str(self.chance.randint(2, 9999))


def _chain(names):
    """Which letters follow three letters in a list of names."""
    follow = defaultdict(list)
    for name in names[::5]:
        if name.isalpha() and len(name) > 3:
            follow["^"].append(name[:3])
            for at in range(3, len(name) + 1):
                follow[name[at - 3 : at]].append(name[at : at + 1] or "$")
    return follow
