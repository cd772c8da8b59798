"""Who may go where: every address of the site, every role, every method, and forms that come from elsewhere."""

import re
import tomllib
from functools import partial
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from forum.members import words
from moderation import answering, gate, talking
from moderation.states import Move
from stories import feeds, writing
from stories.models import Voice
from tests.conftest import STORY, send
from tests.forum.test_headers import is_guarded
from tests.stories.test_held import dump

pytestmark = pytest.mark.django_db

ACCESS = Path(__file__).with_name("access.toml")
ROLES = ("stranger", "member", "author", "peer", "barred", "moderator", "second", "host", "owner")
METHODS = ("GET", "POST", "PUT", "DELETE")
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


def browser(person=None, **more):
    client = Client(HTTP_HOST="localhost:8000", **more)
    if person:
        client.cookies = person.client.cookies
    return client


@pytest.fixture
def stranger():
    return browser()


@pytest.fixture
def town(new_member, new_story, new_letter, new_comment, moderators):
    """One of every role, signed in, and one of everything that an address can name: ``places`` {name: arguments}."""
    author, peer, barred = new_member(), new_member(), new_member()
    people = {"author": author, "peer": peer, "barred": barred, "member": new_member()}
    people |= {"moderator": moderators[0], "second": moderators[1]}
    people |= {"host": new_member(is_host=True), "owner": new_member(is_owner=True)}
    story = new_story(by=author)
    new_story(by=peer)
    new_comment(story, by=peer), new_comment(story, by=barred)
    Voice.objects.filter(once=barred.keyring.once(str(story.pk))).update(barred=True)
    draft = writing.new_draft(author.keyring, {"kind": "story", "values": STORY, "kept": []})
    waiting = send(new_member(), happened="I sent the letter to the wrong house.").wordings.get()
    leased = send(new_member(), happened="I spoke when I should have listened.").wordings.get()
    once = send(new_member(), happened="I was late on the day when she died.").wordings.get()
    for text in (leased, once):
        gate.take(text, moderators[0].member.label)
    gate.decide(once, Move.APPROVE, once.digest, label=moderators[0].member.label, harm="death")
    letter = new_letter(by=author)
    new_comment(letter, reply_type="thank")
    flagged = new_story()
    gate.flag(flagged, "unkind")
    talking.write(flagged, "May I ask something?")
    answering.receive(flagged, "unlawful", "", words.generate())
    for person in people.values():
        person.sign_in()
    ref, draft = {"ref": story.ref}, {"pk": draft.pk}
    secret = feeds.new_secret(story.claim_hash)
    places = {name: ref for name in "story reply flag too text say cancel agree edit update receipt".split()}
    places |= {name: ref for name in "ask reminders account take_back text_feed thread_feed read helped".split()}
    places = {f"stories:{name}": arguments for name, arguments in places.items()}
    places |= {"stories:branch": {**ref, "number": 1}, "stories:reply_to": {**ref, "to": 1}}
    places |= {"stories:flag_reply": {**ref, "number": 1}, "stories:settle_flags": {"ref": flagged.ref}}
    places |= {"stories:letter": {"ref": letter.ref}, "stories:lend": {"ref": letter.ref}}
    places |= {"stories:letter_branch": {"ref": letter.ref, "number": 1}}
    places |= {"stories:draft": draft, "stories:check": draft, "stories:delete_draft": draft}
    places |= {"stories:draft_account": draft, "stories:let_appear": {**ref, **draft}}
    places |= {"stories:voice_feed": {"token": secret}, "mfa_remove_webauthn": {"pk": 1}}
    places |= {"forum:page": {"slug": "about"}, "forum:owner_page": {"slug": "rules"}}
    places |= {"forum:end_role": {"pk": people["host"].member.pk, "role": "host"}}
    places |= {"moderation:review": {"pk": leased.pk}, "moderation:hand_on": {"pk": leased.pk}}
    places |= {"moderation:take": {"pk": waiting.pk}, "moderation:talk": {"ref": flagged.ref}}
    places |= {"stories:answer_flag": {"pk": flagged.answers.get().pk}}
    places |= {"moderation:practice_item": {"number": 1}}
    places |= {f"moderation:{name}, approved once": {"pk": once.pk} for name in ("review", "take", "hand_on")}
    story.people, story.places = people, places
    return story


def _named(arguments, word):
    return str(arguments.get(word[1], "?"))


def every_address(places=None):
    """{name: address} of the resolver, each with the town's own arguments; "name, on what" is the same elsewhere."""
    found, places = {}, places or {}

    def walk(patterns, before="", space=""):
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, route, f"{pattern.namespace}:" if pattern.namespace else space)
                continue
            name = space + pattern.name
            for place in [name, *(place for place in places if place.startswith(f"{name}, "))]:
                found[place] = "/" + re.sub(r"<\w+:(\w+)>", partial(_named, places.get(place, {})), route)

    walk(get_resolver().url_patterns)
    return found


# The table


def told(cell):
    """{role: answer} of a cell: what everybody is answered, then who is answered otherwise."""
    everybody, *others = cell.split(", ")
    answers = dict.fromkeys(ROLES, everybody)
    for other in others:
        *roles, answer = other.split()
        assert roles and set(roles) <= set(ROLES), other
        answers |= dict.fromkeys(roles, answer)
    return answers


def cell(answers):
    """The other way round: the commonest answer first."""
    everybody = max(answers.values(), key=list(answers.values()).count)
    rest = {answer: None for answer in answers.values() if answer != everybody}
    return ", ".join([everybody, *(" ".join([role for role in ROLES if answers[role] == a] + [a]) for a in rest)])


def table():
    """{name: {method: {role: answer}}} of ``access.toml``, with what stands there for every address."""
    rows = tomllib.loads(ACCESS.read_text())
    same = rows.pop("*")
    return {name: {m: told(answers) for m, answers in (same | row).items()} for name, row in rows.items()}


def line(name, row):
    """A line of ``access.toml``, to be pasted."""
    cells = [f'{method} = "{cell(row[method])}"' for method in METHODS if set(row[method].values()) != {"405"}]
    return f'"{name}" = {{{", ".join(cells)}}}'


# Who may go where


def outcome(response):
    """A status; "in" for whoever is sent to sign in, "again" for whoever has to show once more that it is they."""
    if response.status_code == 302 and response.url.startswith("/sign-in/again/"):
        return "again"
    return "in" if response.status_code == 302 and response.url.startswith("/sign-in/?") else str(response.status_code)


def knock(person, address, method):
    """What comes of one request, with nothing left of it afterwards."""
    cache.clear()
    client = Client(HTTP_HOST="localhost:8000", headers=FROM_HERE, raise_request_exception=False)
    if person:
        client.cookies.load({name: morsel.value for name, morsel in person.client.cookies.items()})
    with transaction.atomic():
        response = client.generic(method, address)
        transaction.set_rollback(True)
    return outcome(response)


def measured(town):
    """{name: {method: {role: answer}}} of the site as it is."""
    return {
        name: {method: {role: knock(town.people.get(role), address, method) for role in ROLES} for method in METHODS}
        for name, address in every_address(town.places).items()
    }


def test_everybody_can_go_where_the_table_says_and_nowhere_else(town):
    """``access.toml``: what each role is answered, for each address of the site, with an empty form."""
    assert not [a for a in every_address(town.places).values() if "?" in a], "say what this address names, in town()"
    found = measured(town)
    rows = table()
    assert found.keys() == rows.keys()
    assert [line(name, row) for name, row in found.items() if row != rows[name]] == []


def test_a_head_is_told_what_a_get_is_and_no_more(town):
    for name, address in every_address(town.places).items():
        for role in ("stranger", "author", "moderator"):
            person = town.people.get(role)
            assert knock(person, address, "HEAD") == knock(person, address, "GET"), (name, role)
    headers = browser().head("/stories/").headers
    assert dict(headers) == dict(browser().get("/stories/").headers) and headers["ETag"]


def test_no_other_method_does_anything(town):
    """Refused for everybody, everywhere, before anybody is looked at, and with every guard; nor can a form name one."""
    before = dump()
    for address in [*every_address(town.places).values(), "/nothing/here/", "/static/nothing.css"]:
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "LINK"):
            response = town.people["author"].client.generic(method, address, "x")
            assert response.status_code == 405 and response["Allow"] == "GET, HEAD, POST", (method, address)
            assert not response.content and not response.cookies
            is_guarded(response)
    author = browser(town.people["author"])
    for disguised in ({"_method": "DELETE"}, {"_method": "PUT"}):
        named = {f"HTTP_X_{word}": "POST" for word in ("HTTP_METHOD_OVERRIDE", "METHOD_OVERRIDE", "HTTP_METHOD")}
        assert author.get(f"/desk/text/{town.ref}/take-back/", disguised, **named).status_code == 200
        assert author.get(f"/desk/text/{town.ref}/edit/", disguised, **named).status_code == 405
    assert dump() == before


def test_nobody_changes_what_is_anothers(town):
    """Another member, with every button of every form pressed: the rows that were there stay as they were."""
    own = ("moderation_submission", "moderation_wording", "stories_", "members_draft", "mfa_", "forum_house")
    before = {place: row for place, row in dump().items() if place[0].startswith(own)}
    buttons = "send check delete make end show milder keep saved approve decline return hide retract restore all_back"
    typed = {name: "" for name in buttons.split()} | {
        "words": "x",
        "text": "Mine.",
        "happened": "Mine.",
        "title": "Mine",
    }
    for address in every_address(town.places).values():
        for role in ("peer", "barred", "host"):
            cache.clear()
            browser(town.people[role], headers=FROM_HERE, raise_request_exception=False).post(address, typed)
            town.people[role].sign_in()
    after = dump()
    assert {place for place, row in before.items() if after.get(place) != row} == set()


def test_no_form_from_elsewhere_is_taken_anywhere(town):
    """With everybody's own cookies and a token that is right: another origin, no origin that can be told, no token."""
    for name, address in every_address(town.places).items():
        for role in (None, "author", "moderator"):
            client = browser(town.people.get(role), enforce_csrf_checks=True)
            client.get("/join/")
            token = {"csrfmiddlewaretoken": client.cookies["form"].value}
            for form, headers in (
                ({}, {}),
                (token, {"Origin": "https://evil.example"}),
                (token, {"Origin": "null"}),
                (token, {"Origin": "https://localhost:8000.evil.example", "Sec-Fetch-Site": "cross-site"}),
            ):
                answer = client.post(address, form, headers=headers)
                assert answer.status_code == 403, (name, role, headers)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:8000@evil.example"])
def test_another_host_is_refused_and_never_named(stranger, town, host):
    refused = stranger.get(f"/stories/{town.ref}/", headers={"Host": host})
    assert refused.status_code == 400 and b"evil.example" not in refused.content
    before = stranger.get("/stories/").content
    poison = {f"X-{name}": "evil.example" for name in "Forwarded-Host Host Original-URL Rewrite-URL".split()}
    poison |= {"X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/evil", "Forwarded": "host=evil.example"}
    assert stranger.get("/stories/", headers=poison).content == before
    made = town.people["author"].client.post(f"/desk/text/{town.ref}/feed/", {"make": ""}, headers=poison)
    assert b"http://localhost:8000/feed/voice/" in made.content and b"evil.example" not in made.content


@pytest.mark.parametrize("there", ["//evil.example/", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_no_way_in_or_out_leads_elsewhere(new_member, there):
    person = new_member()
    sent = [browser().post("/sign-in/", {"words": person.words, "next": there})]
    sent += [browser().post(f"/sign-in/?next={there}", {"words": person.words})]
    client = person.sign_in()
    sent += [client.post(f"/sign-in/again/?next={there}", {"password": person.words, "next": there})]
    sent += [client.get(f"/sign-in/?next={there}"), client.post("/sign-out/", {"next": there})]
    for response in sent:
        assert response.status_code == 302 and re.match(r"/(?![/\\])", response.url), response.url
