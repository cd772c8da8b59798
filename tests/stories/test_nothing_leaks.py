"""The corpus over HTTP: a text is readable to its author and the moderators alone until it is decided."""

import html
import re
from collections import Counter
from functools import lru_cache
from itertools import batched, chain, count

import pytest
from django.test import Client

from forum.models import Page
from moderation import gate
from moderation.models import Submission
from stories import letters, prompts
from tests.conftest import LETTER, STORY, cleared
from tests.stories.test_road import decide, posted, revision_in

pytestmark = pytest.mark.django_db

RUN = 8  # words: as many in a row are taken for a quotation
FILTERS = [f"event={key}" for key in prompts.EVENTS] + [f"profession={key}" for key in prompts.PROFESSIONS]
FIXED = [f"/pages/{slug}/" for slug in Page.SLUGS]


def spoken(text):
    return re.findall(r"\w+", text.lower())


def runs(words):
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def on_page(response):
    return html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode()))


@lru_cache(maxsize=512)
def said(content):
    """(runs, all words in a row) of a page; most answers are the same page as before."""
    words = spoken(html.unescape(re.sub(r"<[^>]*>", " ", content.decode())))
    return frozenset(runs(words)), " ".join(words)


class Watch:
    """A stranger and another member, who ask every address and must not find a word of what is not decided."""

    def __init__(self, member, common=frozenset()):
        """``common`` are runs that two of the texts share: they tell nothing."""
        self.common = common
        self.stranger, self.member = Client(HTTP_HOST="localhost:8000"), member.sign_in()
        self.secret, self.asked, self.closed = {}, count(), set()

    def keeps(self, number, title, text):
        """From now on the runs of this text, and its title, are nobody's to read."""
        self.secret[number] = (" ".join(spoken(title)), runs(spoken(text)) - self.common)

    def lets_go(self, number):
        del self.secret[number]

    def finds_nothing(self, *addresses):
        forbidden = set().union(*(told for _title, told in self.secret.values()))
        for address in addresses:
            for reader in (self.stranger, self.member):
                if reader is self.stranger and address in self.closed:
                    continue  # whatever is behind this door, a stranger is sent to sign in before it is looked at
                response = reader.get(address)
                next(self.asked)
                if reader is self.stranger and response.status_code == 302 and response.url.startswith("/sign-in/"):
                    self.closed.add(address)
                assert response.status_code in (200, 302, 403, 404), (address, response.status_code)
                found, whole = said(response.content)
                assert not found & forbidden, (address, found & forbidden)
                assert not [title for title, _told in self.secret.values() if title in whole], address


def around(story):
    """The addresses of one story, whatever its state."""
    if not story.ref:
        return []
    ref = story.ref
    return [f"/stories/{ref}/", f"/stories/{ref}/from/1/", f"/stories/{ref}/reply/", f"/letters/{ref}/"] + [
        f"/letters/{ref}/from/1/",
        f"/stories/{ref}/flag/",
        f"/desk/text/{ref}/",
        f"/desk/text/{ref}/take-back/",
        f"/desk/text/{ref}/update/",
    ]


def every_list():
    return [
        "/",
        "/stories/",
        "/desk/",
        "/moderation/",
        "/before/",
        "/letters/",
        "/letters/before/",
        "/letters/feed/",
        *(f"/stories/?{chosen}" for chosen in FILTERS),
        *FIXED,
    ]


class Told:
    """A corpus story on its way."""

    def __init__(self, number, record, author):
        words = record["text"].split()
        self.number, self.text, self.author, self.ref, self.draft = number, record["text"], author, "", ""
        self.title = " ".join(words[len(words) // 2 :][:6])[:90].strip()
        keys = list(prompts.EVENTS)
        self.event = keys[number % len(keys)]

    def write(self):
        values = posted(STORY | {"title": self.title, "happened": self.text, "event": self.event})
        response = self.author.client.post("/tell/", cleared(**values, check=""))
        assert response.status_code == 302, on_page(response)
        self.draft = response.url
        return self.draft

    def send(self):
        """From the check page: what cannot stay is made milder first, as the page offers."""
        client = self.author.client
        while True:
            page = client.get(self.draft)
            form = next(
                (f for f in re.findall(r"<form.*?</form>", page.content.decode(), re.S) if "cannot be kept" in f), ""
            )
            if not form:
                break
            spot = dict(re.findall(r'name="(passage|start|end|revision)" value="(\w+)"', form))
            milder = re.search(r'name="milder" value="([^"]*)"', form)
            changed = client.post(self.draft, {**spot, "milder": html.unescape(milder[1]) if milder else "a contact"})
            assert changed.status_code == 302
        sent = client.post(self.draft, {"send": "", "revision": revision_in(page)})
        assert sent.status_code == 302, on_page(sent)
        self.ref = sent.url.split("/")[-2]

    @property
    def submission(self):
        return Submission.objects.get(ref=self.ref)

    @property
    def wording(self):
        return self.submission.wordings.order_by("-number").first()

    def take(self, moderator):
        assert moderator.client.post(f"/moderation/{self.wording.pk}/take/").status_code == 302


def test_no_corpus_story_is_readable_before_its_decision(new_member, moderators, no_hold, corpus, monkeypatch):
    monkeypatch.setattr("stories.quotas.may_send", lambda keyring, content: None)  # more than a person may send
    stories = [record for record in corpus if record["type"] == "story"]
    assert len(stories) == 45
    authors = [new_member() for _ in range(3)]
    for person in (*authors, *moderators):
        person.sign_in()
    seen = Counter(run for record in stories for run in runs(spoken(record["text"])))
    watch = Watch(new_member(), {run for run, times in seen.items() if times > 1})
    told = [Told(number, record, authors[number % 3]) for number, record in enumerate(stories)]

    def sending(story):
        """Each step, then the addresses that this step is asked at beyond the story's own."""
        watch.keeps(story.number, story.title, story.text)
        check = story.write()
        pages = [check, check.removesuffix("check/")]
        yield pages
        assert story.author.client.get(check).status_code == 200
        yield pages
        story.send()
        yield [*pages, f"/moderation/{story.wording.pk}/"]

    def deciding(story):
        first, second = moderators if story.number % 2 else moderators[::-1]
        story.take(first)
        yield [f"/moderation/{story.wording.pk}/"]
        if story.number % 4 == 0:
            response = decide(first.client, story.submission, **{"return": "", "reason": "QL-1"})
            assert response.status_code == 302
            yield []
            again = story.author.client.post(f"/desk/text/{story.ref}/edit/")
            story.draft = f"{again.url}check/"
            yield [again.url, story.draft]
            story.send()
            yield [f"/moderation/{story.wording.pk}/"]
            story.take(first)
            yield []
        if story.number % 9 == 8:  # declined: nobody's to read for good
            assert decide(first.client, story.submission, decline="", reason="SC-1").status_code == 302
            yield []
            return
        assert decide(first.client, story.submission, approve="", harm="some").status_code == 302
        if story.submission.standing != "public":
            assert story.wording.state == "second"
            yield [f"/moderation/{story.wording.pk}/"]
            assert decide(second.client, story.submission, approve="", harm="some").status_code == 302
        assert story.submission.standing == "public"
        watch.lets_go(story.number)
        yield []
        page = on_page(watch.stranger.get(f"/stories/{story.ref}/"))
        assert story.title.split()[0] in page and len(page) > len(story.text) / 2

    def go(way):
        """Five stories side by side; after each step of theirs everything is asked."""
        for group in batched(told, 5):
            walks = [(story, way(story)) for story in group]
            while walks:
                stepped = [(story, walk, next(walk, None)) for story, walk in walks]
                walks = [(story, walk) for story, walk, more in stepped if more is not None]
                lists = {"/", "/stories/", "/desk/", *(f"/stories/?event={story.event}" for story, _walk in walks)}
                own = [[*around(story), *more] for story, _walk, more in stepped if more is not None]
                watch.finds_nothing(*lists, *chain.from_iterable(own))

    go(sending)
    watch.finds_nothing(*every_list())
    go(deciding)
    pages, address = [], "/stories/"
    while address:
        pages.append(address)
        older = re.search(r'rel="next" href="([^"]+)"', watch.stranger.get(address).content.decode())
        address = older and f"/stories/{html.unescape(older[1])}"
    assert len(pages) == 2, "40 stories, 20 a page"
    watch.finds_nothing(*pages, *every_list())
    assert watch.secret and next(watch.asked) > 2_500


def test_no_letter_is_readable_before_its_decision_and_no_line_of_it_is_lent(new_member, moderators, no_hold):
    """Not sent, sent, approved by one of two; and hidden after it was public and had lent a line."""
    writer, watch = new_member(), Watch(new_member())
    text = "Nobody in that corridor told me that the man behind the glass had already gone home for the day."
    title = "The man behind the glass"
    watch.keeps(0, title, text)
    values = posted(LETTER | {"title": title, "was_done": text})
    check = writer.sign_in().post("/letters/write/", cleared("letter", **values, check="")).url
    watch.finds_nothing(*every_list(), check, check.removesuffix("check/"))
    sent = writer.client.post(check, {"send": "", "revision": revision_in(writer.client.get(check))})
    letter = Submission.objects.get(ref=sent.url.split("/")[-2])
    watch.finds_nothing(*around(letter), *every_list(), check)
    first = decide(moderators[0].sign_in(), letter, approve="", harm="moderate")
    assert first.status_code == 302
    watch.finds_nothing(*around(letter), *every_list())
    assert decide(moderators[1].sign_in(), letter, approve="", harm="moderate").status_code == 302
    assert text in on_page(watch.stranger.get(f"/letters/{letter.ref}/"))
    letter.refresh_from_db()
    letters.lend(letter, [code for code, line in letters.lines(letter) if line == text])
    assert text in on_page(watch.stranger.post("/tell/", cleared(begin="")))
    gate.flag(letter, "me")
    watch.finds_nothing(*around(letter), *every_list())
    for reader in (watch.stranger, watch.member):
        assert text not in on_page(reader.post("/tell/", cleared(begin="")))


def test_an_edit_of_a_public_story_is_not_readable_before_its_decision(new_member, new_story, moderators):
    author = new_member()
    story = new_story(by=author)
    author.sign_in()
    new = "Only later did I see that the silence in the room had been mine and not hers at all."
    watch = Watch(new_member())
    watch.keeps(0, "What I heard too late in that room", new)
    draft = author.client.post(f"/desk/text/{story.ref}/edit/").url
    values = {**posted(STORY), "title": "What I heard too late in that room", "happened": new}
    page = author.client.get(draft)
    response = author.client.post(draft, {**values, "revision": revision_in(page), "check": ""})
    watch.finds_nothing(*around(story), *every_list(), draft, response.url)
    sent = author.client.post(response.url, {"send": "", "revision": revision_in(author.client.get(response.url))})
    assert sent.status_code == 302
    watch.finds_nothing(*around(story), *every_list())
    assert STORY["title"] in on_page(watch.stranger.get(f"/stories/{story.ref}/"))
    decided = decide(moderators[0].sign_in(), Submission.objects.get(pk=story.pk), approve="", harm="some")
    assert decided.status_code == 302
    assert new in on_page(watch.stranger.get(f"/stories/{story.ref}/"))


def test_a_reply_is_not_readable_before_its_decision(new_member, new_story, moderators):
    story, peer = new_story(), new_member()
    text = "It took me eleven months to say sorry for the letter that I should never have sent."
    watch = Watch(new_member())
    watch.keeps(0, "say sorry for the letter", text)
    reply = {"text": text, "reply_type": "me_too", "speaks_as": "care", "check": ""}
    check = peer.sign_in().post(f"/stories/{story.ref}/reply/", reply).url
    watch.finds_nothing(*around(story), *every_list(), check)
    peer.client.post(check, {"send": "", "revision": revision_in(peer.client.get(check))})
    sent = Submission.objects.get(kind="comment")
    watch.finds_nothing(*around(story), *around(sent), *every_list())
    assert decide(moderators[0].sign_in(), sent, approve="").status_code == 302
    assert text in on_page(watch.stranger.get(f"/stories/{story.ref}/"))


@pytest.mark.parametrize("standing", ["unseen", "hidden", "aside"])
def test_a_form_made_up_by_hand_tells_no_more_of_a_story_than_of_one_that_never_was(
    new_member, new_story, moderators, standing
):
    story = new_story(wishes=["just_listen"])
    Submission.objects.filter(pk=story.pk).update(standing=standing)
    watch = Watch(new_member())
    for reader in (watch.stranger, watch.member):
        answers = []
        for ref in (story.ref, "nosuchrefs"):
            about = {"kind": "comment", "page": ref, "text": "x" * 9_000}
            response = reader.post("/desk/draft/00000000-0000-0000-0000-000000000000/", about)
            assert response.status_code == 422
            page = re.sub(r'value="[^"]{20,}"|class="door__made">[^<]*', "", response.content.decode())
            answers.append(page.replace(ref, "REF"))
        assert STORY["title"] not in answers[0]
        assert answers[0] == answers[1]
