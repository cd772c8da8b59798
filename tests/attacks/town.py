"""A town that uses the real site over HTTP: accounts, stories, replies, flags, decisions, take-backs, leavings, nights.

What its people did is kept in memory alone: ``truth`` says whose each text is, and the attackers are judged by it.
"""

import http.client
import random
import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.core.management import call_command

from forum.members import words
from forum.members.models import Member, new_label
from forum.models import House
from moderation import nights
from moderation.models import Submission
from stories import prompts
from tests.conftest import cleared

_NEUTRAL = """
    session silence room hour question answer moment mistake letter worry feeling thought pause word story apology
    doubt hope plan note chair window door voice tone habit choice change effort trust anger shame relief sorrow
    patience honesty courage distance closeness memory reason wish step sign limit promise kindness repair listening
""".split()
_TURNS = """
    wondered noticed forgot remembered missed avoided repeated softened hurried delayed explained ignored welcomed
    questioned answered regretted understood mistook followed changed lost found kept dropped
""".split()


def prose(rng, sentences):
    """Sentences that name nobody, all from one generator, so that style tells nothing."""
    told = []
    for _turn in range(sentences):
        first, second, third = rng.sample(_NEUTRAL, 3)
        told.append(f"I {rng.choice(_TURNS)} the {first} and {rng.choice(_TURNS)} the {second}, then the {third}.")
    return " ".join(told)


class Browser:
    """One visit: its own cookies, no script, the headers that a browser sends with a form. ``line`` is the town's."""

    def __init__(self, line):
        self.line, self.cookies = line, {"form": secrets.token_hex(16)}

    def ask(self, method, path, data=None):
        headers = {"Sec-Fetch-Site": "same-origin"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if data is not None:
            body = urlencode(data, doseq=True)
            origin = f"http://{self.line.host}:{self.line.port}"
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
        self.line.request(method, path, body, headers)
        response = self.line.getresponse()
        page = response.read().decode(errors="replace")
        for header, value in response.getheaders():
            if header.lower() == "set-cookie":
                name, _, rest = value.partition("=")
                held = rest.partition(";")[0].strip('"')
                self.cookies.pop(name, None)
                if held:
                    self.cookies[name] = held
        return Answer(response.status, page, response.getheader("Location") or "")

    def get(self, path):
        return self.ask("GET", path)

    def fill(self, path, data):
        """Post a form with its token: the cookie's own value, which is what a form's token stands for."""
        return self.ask("POST", path, {**data, "csrfmiddlewaretoken": self.cookies["form"]})


@dataclass
class Answer:
    status: int
    page: str
    location: str

    def field(self, name):
        found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', self.page)
        return found and found[1]


@dataclass(eq=False)
class Neighbour:
    """Somebody with an account; ``pk`` is the member's, known to the experimenter alone."""

    words: str
    pk: str
    told: int = 0  # stories
    waiting: str = ""  # ref of a story that is not public yet
    refs: list = field(default_factory=list)
    flagged: set = field(default_factory=set)  # stories under which they do not reply any more
    answered: set = field(default_factory=set)  # stories under which they have replied
    gone: bool = False


class Town:
    """``accounts`` people and about ``stories`` stories in ``days`` days; the seed fixes who does what."""

    def __init__(
        self, origin, clock, *, accounts, stories, days=7, readers=0.3, at_once=0.4, seed=20261125, night=True
    ):
        place = urlsplit(origin)
        self.line = http.client.HTTPConnection(place.hostname, place.port, timeout=60)
        self.clock, self.rng = clock, random.Random(seed)
        self.accounts, self.stories, self.days = accounts, stories, days
        self.readers, self.at_once, self.night = readers, at_once, night
        self.people, self.moderators = [], []
        self.truth = {}  # {ref: Neighbour}
        self.came_by = []  # per day: who opened a keyring
        self.acting = None
        self.on_dusk = lambda town, day: None
        House.objects.update_or_create(pk=1, defaults={"hold_days": 2, "batch_of": 5})

    # one visit

    def join(self):
        browser = Browser(self.line)
        page = browser.get("/join/")
        made = re.search(r'<ol class="words">(.*?)</ol>', page.page, re.S)[1]
        made = " ".join(re.findall(r"<li>([a-z]+)</li>", made))
        page = browser.fill("/join/", {"offered": page.field("offered"), "saved": "1"})
        typed = browser.fill("/join/", {"offered": page.field("offered"), "words": made})
        assert typed.status == 302, typed.page
        pk = Member.objects.values_list("pk", flat=True).get(username=words.stretch(made).lookup)
        person = Neighbour(made, pk.hex)
        self.people.append(person)
        self.came_by[-1].add(person)
        return person, browser

    def sign_in(self, person):
        browser = Browser(self.line)
        answer = browser.fill("/sign-in/", {"words": person.words})
        assert answer.status == 302, (answer.status, answer.page)
        self.came_by[-1].add(person)
        return browser

    def _send(self, person, browser, path, values):
        self.acting = person
        saved = browser.fill(path, {**values, "check": "1"})
        assert saved.status == 302, (path, saved.status, saved.page)
        page, _hash, told = saved.location.partition("#")
        if told:  # once, that this may be what nobody asked for: they mean it
            revision = browser.get(page).field("revision")
            saved = browser.fill(page, {**values, "revision": revision, "check": "1"})
            assert saved.status == 302 and "#" not in saved.location, (page, saved.status, saved.page)
        draft = browser.get(saved.location.removesuffix("check/"))
        sent = browser.fill(saved.location, {"revision": draft.field("revision"), "send": "1"})
        assert sent.status == 302 and "/desk/text/" in sent.location, (sent.status, sent.page)
        ref = sent.location.rstrip("/").rpartition("/")[2]
        self.truth[ref] = person
        person.refs.append(ref)
        return ref

    def tell(self, person, browser):
        rng = self.rng
        values = {
            "title": " ".join(rng.sample(_NEUTRAL, 3)).capitalize(),
            "happened": prose(rng, rng.randint(3, 12)),
            "learned": prose(rng, rng.randint(1, 4)),
            "want": "Tell me if you have been there.",
            "profession": rng.choice(list(prompts.PROFESSIONS)),
            "event": rng.choice(list(prompts.EVENTS)),
            "recency": rng.choice(list(prompts.RECENCY)),
            "harm": "none",
            "disguise": rng.choice(list(prompts.DISGUISES)),
            "wishes": rng.sample([wish for wish in prompts.WISHES if wish != "just_listen"], rng.randint(1, 2)),
            "door": "open",
            "when_quiet": "publish",
            "attest": "on",
        }
        person.waiting = self._send(person, browser, "/tell/", cleared(**values))
        person.told += 1

    def reply(self, person, browser):
        ref = self._public_story(person)
        if ref:
            text = prose(self.rng, self.rng.randint(1, 3))
            values = {"text": text, "reply_type": "me_too", "speaks_as": "care"}
            self._send(person, browser, f"/stories/{ref}/reply/", values)
            person.answered.add(ref)
            self._read_to_here(browser, ref)

    def read(self, person, browser):
        ref = self._public_story(person)
        if ref:
            self._read_to_here(browser, ref)

    def _read_to_here(self, browser, ref):
        answer = browser.fill(f"/stories/{ref}/read/", {"number": "0"})
        assert answer.status == 302, answer.page

    def flag(self, person, browser):
        ref = self._public_story(person)
        if ref:
            answer = browser.fill(f"/stories/{ref}/flag/", {"reason": "unkind", "note": ""})
            assert answer.status in (200, 302), answer.page
            person.flagged.add(ref)

    def take_back(self, person, browser):
        mine = [ref for ref in person.refs if ref != person.waiting]
        if mine:
            ref = self.rng.choice(mine)
            answer = browser.fill(f"/desk/text/{ref}/take-back/", {})
            assert answer.status == 302, answer.page
            person.refs.remove(ref)
            del self.truth[ref]  # nothing of it may be left to attack; the promises' tests look for that

    def leave(self, person, browser):
        answer = browser.fill("/desk/leave/", {"password": person.words, "all_stay": "1"})
        assert answer.status in (200, 302), answer.page
        assert not Member.objects.filter(pk=person.pk).exists()
        person.gone = True
        for ref in person.refs:
            self.truth.pop(ref, None)

    def _public_story(self, person):
        told = Submission.objects.filter(kind="story", standing="public").order_by("id").values_list("ref", flat=True)
        told = [ref for ref in told if ref not in {*person.refs, *person.flagged, *person.answered}]
        return self.rng.choice(told) if told else None

    # the staff

    def appoint(self):
        for name in ("Ash", "Birch", "Cedar"):
            person, _browser = self.join()
            held = {"is_moderator": True, "has_practised": True}
            Member.objects.filter(pk=person.pk).update(**held, label=new_label(), staff_name=name)
            self.people.remove(person)
            self.moderators.append(person)

    def moderate(self, *, leave=0):
        """Two moderators read what waits, until ``leave`` texts are left."""
        for person in self.rng.sample(self.moderators, 2):
            browser = self.sign_in(person)
            queue = re.findall(r"/moderation/([0-9a-f-]{36})/take/", browser.get("/moderation/").page)
            for pk in queue[: max(0, len(queue) - leave)]:
                self.clock.shift(timedelta(seconds=self.rng.randint(20, 60)))
                browser.fill(f"/moderation/{pk}/take/", {})
                page = browser.get(f"/moderation/{pk}/?read")
                ticks = re.findall(r'name="allowed" value="([^"]+)"', page.page)
                data = {"read": page.field("read"), "harm": "none", "allowed": ticks, "approve": "1"}
                answer = browser.fill(f"/moderation/{pk}/", data)
                assert answer.status == 302, answer.page
            browser.fill("/sign-out/", {})

    # days

    def live(self):
        """All the days, each with its night; ``on_dusk`` is called after each night."""
        self.came_by.append(set())
        self.appoint()
        for day in range(self.days):
            self._day(day)
            self.clock.shift(timedelta(hours=8))
            if self.night:
                call_command("night", stdout=_Nowhere())
            else:
                self.night_without_rewriting()
            for person in self.people:
                if person.waiting and Submission.objects.filter(ref=person.waiting, standing="public").exists():
                    person.waiting = ""
            self.on_dusk(self, day)
            self.clock.shift(timedelta(hours=4))
            self.came_by.append(set())

    def night_without_rewriting(self):

        nights.publish_ready()

    def _day(self, day):
        rng = self.rng
        newcomers = self.accounts // self.days + (day < self.accounts % self.days)
        to_tell = self.stories // self.days + (day < self.stories % self.days)
        visits = ["join"] * newcomers
        visits += ["tell"] * max(0, to_tell - newcomers // 2)
        visits += ["reply"] * (to_tell // 4 if day > 1 else 0) + ["flag"] * (3 if day > 1 else 0)
        visits += ["read"] * int(self.accounts * self.readers) + ["take_back"] * (1 if day > 2 else 0)
        visits += ["leave"] * (1 if day == self.days - 2 else 0)
        rng.shuffle(visits)
        told, last = 0, day == self.days - 1
        for turn, visit in enumerate(visits):
            self.clock.shift(timedelta(seconds=rng.randint(30, 400)))
            if visit == "join":
                person, browser = self.join()
                if rng.random() < self.at_once:
                    self.tell(person, browser)
                    told += 1
            else:
                person = self._someone(visit)
                if not person:
                    continue
                browser = self.sign_in(person)
                self.clock.shift(timedelta(seconds=rng.randint(60, 600)))
                getattr(self, visit)(person, browser)
            if rng.random() < 0.2 and not person.gone:
                browser.fill("/sign-out/", {})
            if turn % 8 == 7:
                self.moderate()
        self.moderate(leave=15 if last else 0)

    def _someone(self, visit):
        here = [person for person in self.people if not person.gone]
        if visit == "tell":
            here = [person for person in here if not person.waiting and person.told < 5]
        if visit == "take_back":
            here = [person for person in here if person.refs and not person.waiting]
        return self.rng.choice(here) if here else None


class _Nowhere:
    def write(self, _text):
        pass
