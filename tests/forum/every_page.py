"""Every page that the site can answer with: each function walks through a part of it, for a shelf that keeps them."""

import json
import re

from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from fido2.cose import CoseKey
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from forum.models import House, Page
from moderation import gate, talking
from moderation.models import Note, Submission
from moderation.practising import ITEMS
from moderation.states import Move
from stories import changing, letters, preflight, writing
from tests.attacks.test_access import FROM_HERE, every_address
from tests.conftest import STORY, approve, cleared, send
from tests.forum.test_recovery import asked_again, offered_in, with_a_phrase
from tests.forum.test_second_factor import totp
from tests.moderation.test_answers import flag, say
from tests.stories.test_letters import lend
from tests.stories.test_road import posted, revision_in


class Shelf:
    """Every page that any browser of a test was answered with, each kind of page once."""

    def __init__(self, monkeypatch):
        self.pages, self.templates = {}, set()
        ask = Client.request

        def request(client, **about):
            response = ask(client, **about)
            self.keep(response, about)
            return response

        monkeypatch.setattr(Client, "request", request)

    def keep(self, response, about):
        if "html" in response.get("Content-Type", "") and response.content:
            self.templates |= {template.name for template in getattr(response, "templates", None) or []}
            alike = re.sub(rb"\w{12,}|\d+|<mark.*?</mark>", b"", response.content)
            self.pages.setdefault(alike, (f"{about['REQUEST_METHOD']} {about['PATH_INFO']}", response.content))


def everywhere(town):
    """What is answered at each address, to reading and to an empty form, to whom it is for."""
    for address in every_address(town.places).values():
        roles = (
            ["stranger", "author"] + ["moderator"] * ("/moderation/" in address) + ["owner"] * ("/owner/" in address)
        )
        roles += ["owner"] * address.endswith("/house/")
        for role in roles + ["barred"] * ("/reply/" in address):
            client = Client(HTTP_HOST="localhost:8000", headers=FROM_HERE)
            if role in town.people:
                cookies = town.people[role].client.cookies.items()
                client.cookies.load({name: morsel.value for name, morsel in cookies})
            for method in ("GET", "POST"):
                cache.clear()
                with transaction.atomic():
                    client.generic(method, address)
                    transaction.set_rollback(True)


def saying_no(stranger, monkeypatch):
    """400, 403, 404, 413, 429 and 500; 409, 410 and 422 come about elsewhere."""
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")
    strict.get("/join/")
    told = {
        400: strict.post("/tell/", "&".join(["a=1"] * 10_000), content_type="application/x-www-form-urlencoded"),
        403: Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000").post("/tell/", STORY),
        404: stranger.get("/nothing/here/"),
        413: strict.post("/tell/", {"title": "a" * 3_000_000}),
    }
    with monkeypatch.context() as broken:
        broken.delattr("stories.reading.library")
        told[500] = stranger.get("/stories/")
    assert {status: response.status_code for status, response in told.items()} == {status: status for status in told}
    assert 429 in [stranger.post("/sign-in/", {"words": "a b c d e f"}).status_code for _try in range(60)]
    cache.clear()


def reading(stranger, story, new_comment, other, moderators):
    """A thread with all that it can hold, the library with and without finds, every fixed page, what is gone."""
    story.by.sign_in()
    new_comment(story, text="> I now read my notes\n\n1. *So* do I.\n2. **Always**.", to=1)
    approve(send(story.by, "update", page=story.ref, text="I wrote to her."), moderators)
    for gone in (new_comment(story, text="I took this back."), other):
        writing.take_back(gone.by.keyring, gone)
    stranger.get(other.get_absolute_url())
    here = story.get_absolute_url()
    for address in (here, f"{here}?after=1", f"{here}from/1/", "/stories/?q=notes", "/stories/?q=nothingofthekind"):
        stranger.get(address)
        story.by.client.get(address)
    stranger.get("/stories/?event=records&topic=boundaries&mute=loss&harm=some&q=notes")
    for slug in Page.SLUGS:
        stranger.get(f"/pages/{slug}/")
        Page.objects.update_or_create(slug=slug, defaults={"text": "# Ours\n\n- one\n- two https://example.org"})
        stranger.get(f"/pages/{slug}/")
    Page.objects.all().delete()
    for answer in ("yes", "no"):
        stranger.post("/before/", dict.fromkeys(preflight.QUESTIONS, answer))
    stranger.post("/before/", dict.fromkeys(preflight.QUESTIONS, "no") | {"machine": "yes", "rule": "yes"})


def telling(new_member, story, moderators):
    """Drafts with findings, in two tabs, with faults, as a part; texts that wait, are returned, are declined."""
    author, telling = new_member(), "In May my client Bettina Kroll rang 07700 900123 from Salford about the dose."
    author.sign_in()
    kinds = {"/tell/": posted(STORY | {"happened": telling, "topics": ["boundaries"]})}
    kinds[f"/stories/{story.ref}/reply/"] = {"text": telling, "reply_type": "me_too", "speaks_as": "care"}
    kinds[f"/desk/text/{story.ref}/update/"] = {"text": telling}
    for address, values in kinds.items():
        client = (story.by if "update" in address else author).client
        here = client.post(address, cleared(**values, save="")).url
        page = client.get(here)
        client.post(here, {**values, "kind": "story", "revision": "0" * 32, "save": ""})
        for headers in ({"Part": "saved"}, {}):
            client.post(here, {**values, "revision": "0" * 32}, headers=headers)
            client.post(here, {**values, "title": "x" * 999, "text": ""}, headers=headers)
        client.post(here, {**values, "revision": revision_in(page)}, headers={"Part": "saved"})
        client.post("/desk/look/", {"kind": "story", **values})
        check = client.get(f"{here}check/")
        spot = dict(re.findall(r'name="(passage|start|end|number)" value="(\w+)"', check.content.decode()))
        client.post(f"{here}check/", {**spot, "reason": "They agreed.", "keep": "", "revision": revision_in(check)})
        check = client.get(f"{here}check/")
        client.post(f"{here}check/", {"send": "", "revision": revision_in(check)})
    Client(HTTP_HOST="localhost:8000").post("/tell/", cleared(happened="", save=""))
    for move, wish in ((Move.RETURN, "edit"), (Move.DECLINE, "say"), (None, "cancel")):
        author = new_member()
        author.sign_in()
        text = send(author, happened="I rang her mother in Salford by mistake, and I told nobody about it.")
        wording, label = text.wordings.get(), moderators[0].member.label
        if move:
            gate.take(wording, label)
            pin = Note(passage=1, start=2, end=6, reason="ID-2", instead="phoned", words="Please.")
            pins = [pin] if move == Move.RETURN else []
            gate.decide(wording, move, wording.digest, label=label, reason="TN-3", words="Please.", pins=pins)
        here = f"/desk/text/{text.ref}/"
        author.client.get(here)
        if wish == "edit":
            edited = author.client.post(f"{here}edit/")
            author.client.get(edited.url), author.client.get(f"{edited.url}check/")
        author.client.post(f"{here}{wish}/", {"words": "May I ask?", "text": "May I ask?"})
        author.client.get(here)
    for address in ("/desk/", "/desk/held/", "/desk/leave/", f"/desk/text/{story.ref}/"):
        author.client.get(address), story.by.client.get(address)
    story.by.client.post(f"/desk/text/{story.ref}/feed/", {"make": ""})
    story.by.client.post(f"/desk/text/{story.ref}/receipt/", {"show": ""})


def answering(stranger, town, new_letter, new_member):
    """Private pages of flags, letters and their lines, hosts, replies that nobody asked for, the staff's samples."""
    for reason in ("me", "unlawful"):
        _page, six = flag(stranger, town, reason)
        for move in ({"wish": "hide"}, {"message": "Please change the month."}, {"message": ""}):
            say(stranger, six, status=None, **move)
    stranger.get("/answer/"), stranger.post("/answer/", {"six": "a b c d e f"})
    moderator = town.people["second"].client
    for answer in town.answers.all():
        for told in ({"message": ""}, {"message": "We look at it today."}):
            moderator.post(f"/moderation/answers/{answer.pk}/", told)
        moderator.get(f"/moderation/answers/{answer.pk}/")
    moderator.get(f"/moderation/flags/{town.ref}/")
    letter = new_letter()
    lend(letter, *[line for _code, line in letters.lines(letter)][:2])
    for part in ("", f"{letter.ref}/", "before/"):
        stranger.get(f"/letters/{part}")
    for near in ("no", "yes"):
        stranger.post("/letters/before/", {"danger": "no", "claim": "no", "near": near})
    stranger.post("/letters/write/", cleared("letter", begin="")), stranger.post("/tell/", cleared(begin=""))
    letter.by.client.get(f"/desk/text/{letter.ref}/")
    host, peer = new_member(is_host=True).sign_in(), new_member().sign_in()
    for address in ("/hosts/", "/hosts/guide/", f"{letter.get_absolute_url().replace('letters', 'stories')}reply/"):
        host.get(address)
    told = {"text": "You should tell your supervisor today.", "reply_type": "support", "speaks_as": "care"}
    here = peer.post(f"/stories/{town.ref}/reply/", {**told, "check": ""})
    peer.get(here.url) if here.status_code == 302 else None
    peer.post(f"/stories/{town.ref}/too/"), peer.get(f"/stories/{town.ref}/too/")
    for person in town.people.values():
        person.client.get("/style/")


def deciding(town, new_member, moderators):
    """Texts with findings, a new version, one that was cared for, an appeal; practice; enough for today; a pause."""
    one, other = (moderator.sign_in() for moderator in moderators)
    writer = new_member()
    told = "In May my client Bettina Kroll, who is the mayor of Salford, stopped speaking, and I was relieved."
    texts = [send(writer, happened=told), changing.edit_again(town.people["author"].keyring, town)]
    _row, content = writing.find_draft(town.people["author"].keyring, texts[1].pk)
    content["values"]["learned"] = "I now read my notes twice before each of my sessions."
    texts[1] = writing.send(town.people["author"].keyring, texts[1], content)
    for text in texts:
        wording = text.wordings.order_by("-number").first()
        here = f"/moderation/{wording.pk}/"
        one.post(f"{here}take/")
        one.get(here), one.get(f"{here}?read"), one.post(here, {"read": wording.digest, "approve": ""})
        one.post(here, {"read": "x", "approve": ""}), other.get(here)
        one.post(here, {"read": wording.digest, "harm": "severe", "care": "", "words": "Are you all right?"})
        other.get("/moderation/"), one.get(f"/moderation/talk/{text.ref}/"), one.get(here)
    talking.write(texts[0], "I am, thank you."), one.get(f"/moderation/talk/{texts[0].ref}/")
    House.objects.update_or_create(pk=1, defaults={"severe_a_day": 0, "publishing": False, "pause_message": "We rest."})
    gate.flag(texts[1], "unkind", note="Her *name* <b>."), one.get(f"/moderation/flags/{texts[1].ref}/")
    one.post(f"/moderation/{texts[0].wordings.get().pk}/hand-on/")
    Submission.objects.filter(pk=texts[0].pk).update(harm="severe")
    other.post(f"/moderation/{texts[0].wordings.get().pk}/take/"), other.get("/moderation/")
    town.people["author"].client.get("/desk/")
    for number in range(1, len(ITEMS) + 1):
        answer = {"decision": "decline", "reason": "QL-1"} if number % 2 else {"decision": "approve", "reason": ""}
        one.get(f"/moderation/practice/{number}/"), one.post(f"/moderation/practice/{number}/", answer)
        one.get(f"/moderation/practice/{number}/")
    one.get("/moderation/practice/")


def a_passkey():
    """As a browser would have made it, of a key that nobody has."""
    point = CoseKey.parse({1: 2, 3: -7, -1: 1, -2: bytes(32), -3: bytes(32)})
    made = AttestedCredentialData.create(bytes(16), b"id", point)
    data = AuthenticatorData.create(bytes(32), AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, made)
    about = {"type": "webauthn.create", "challenge": "AA", "origin": "http://localhost:8000"}
    response = {
        "clientDataJSON": websafe_encode(json.dumps(about).encode()),
        "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
    }
    told = {"id": websafe_encode(b"id"), "rawId": websafe_encode(b"id"), "type": "public-key", "response": response}
    return {"name": "My phone", "credential": told, "passwordless": False}


def keys(new_member):
    """Joining, words and a phrase, an app, spare codes, a passkey, roles that end."""
    stranger, person = Client(HTTP_HOST="localhost:8000"), new_member()
    offered = offered_in(stranger.post("/join/"))
    stranger.post("/join/", {"offered": offered, "saved": "1"})
    stranger.post("/join/", {"offered": offered, "words": "wrong words these are not them"})
    with_a_phrase(person)
    person.client.get("/desk/settle/")
    for address in ("/desk/settle/words/", "/desk/settle/phrase/", "/desk/settle/phrase/remove/"):
        person.client.get(address), person.client.post(address)
    person.client.get("/desk/second/app/")
    page = person.client.get("/desk/second/app/")
    secret = re.search(r'value="([A-Z2-7]{32})"', page.content.decode())[1]
    person.client.post("/desk/second/app/", {"code": "000000"})
    person.client.post("/desk/second/app/", {"code": totp(secret)})
    key = Authenticator.objects.create(user=person.member, type="webauthn", data=a_passkey())
    for more in ("", "codes/", "codes/new/", "app/", "app/remove/", "passkeys/add/", f"passkeys/{key.pk}/remove/"):
        person.client.get(f"/desk/second/{more}")
    for more in ("", "second/", "passkey/"):
        person.client.get(f"/sign-in/again/{more}"), person.client.post(f"/sign-in/again/{more}")
    again = Client(HTTP_HOST="localhost:8000")
    again.post("/sign-in/", {"words": person.words})
    again.get("/sign-in/second/"), again.post("/sign-in/second/", {"code": "000000"})
    owner, host = new_member(is_owner=True), new_member(is_host=True)
    owner.sign_in()
    asked_again(owner, f"/owner/roles/{host.member.pk}/host/")
    owner.client.get("/owner/"), owner.client.post("/owner/about/", {"text": "x" * 999_999})
