"""Attacks on what everybody sees: how alike answers are, what dates, orders and limits tell, what accounts can do."""

import itertools
import json
import re
import secrets
import time
from collections import Counter
from functools import partial
from math import sqrt

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum import middleware
from forum.members import words
from forum.members.keyring import mac
from forum.members.models import Member
from forum.models import House
from moderation import flagging, gate, nights
from moderation.models import Flag, Submission, Wording
from moderation.states import Standing
from stories import changing, leaving, writing
from stories.models import Story
from tests.conftest import approve, send
from tests.forum.test_headers import crawl
from tests.moderation.test_races import at_once
from tests.stories.test_held import dump

pytestmark = pytest.mark.django_db

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
FORMS_FOR_STRANGERS = ("/join/", "/sign-in/", "/sign-in/phrase/", "/stories/REF/reply/")


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000")


# How alike the answers are


def bare(response):
    """A page without what differs on every page: tokens, and words that are offered."""
    return re.sub(r'value="[^"]{20,}"|class="door__made">[^<]*', "", response.content.decode())


def asked(client, address, method="get"):
    with CaptureQueriesContext(connection) as queries:
        response = getattr(client, method)(address, headers=FROM_HERE)
    return response.status_code, len(bare(response)), len(queries)


@pytest.fixture
def unseen(new_member, new_story):
    """Refs of texts that nobody may know of, and of one that never was."""
    hidden = new_story()
    Submission.objects.filter(pk=hidden.pk).update(standing=Standing.HIDDEN)
    never = send(new_member())
    gate.withdraw(never)
    return [hidden.ref, send(new_member()).ref, never.ref, "nosuchrefs"]


@pytest.mark.parametrize("beyond", ["", "reply/", "flag/", "feed/", "from/1/", "reply/1/", "flag/1/"])
def test_a_text_that_is_not_to_be_seen_is_a_text_that_never_was(stranger, new_member, unseen, beyond):
    for reader in (stranger, new_member().sign_in()):
        answers = {asked(reader, f"/stories/{ref}/{beyond}") for ref in unseen}
        assert len(answers) == 1 and answers.pop()[0] == 404


# Whose story an update belongs to is asked when it is sent: a form that is posted is kept as a draft.
_OWN = [("", "get"), ("take-back/", "get"), ("update/", "get"), ("feed/", "get"), ("take-back/", "post")]
_OWN += [("feed/", "post"), ("edit/", "post"), ("receipt/", "post")]


@pytest.mark.parametrize(("beyond", "method"), _OWN)
def test_anothers_text_is_a_text_that_never_was_by_its_answer_and_by_its_queries(
    new_member, new_story, unseen, beyond, method
):
    other, reader = new_story(), new_member()
    new_story(by=reader)
    reader.sign_in()
    answers = {asked(reader.client, f"/desk/text/{ref}/{beyond}", method) for ref in [*unseen, other.ref]}
    assert len(answers) == 1 and answers.pop()[0] == 404


def test_a_flag_is_thanked_for_whatever_it_names(stranger, new_story, unseen):
    refs = [new_story().ref, *unseen]
    said = {
        (stranger.post(f"/stories/{ref}/flag/", {"reason": "recognise"}, headers=FROM_HERE).headers["Location"])
        for ref in refs
    }
    assert said == {"/flagged/"}
    for typed in ({"reason": ""}, {"reason": "me", "note": "x" * 400}):
        wrong = {asked_with(stranger, f"/stories/{ref}/flag/", typed) for ref in unseen}
        assert len(wrong) == 1 and wrong.pop()[0] == 422


def asked_with(client, address, typed):
    cache.clear()
    response = client.post(address, typed, headers=FROM_HERE)
    return response.status_code, len(bare(response))


def test_words_that_open_nothing_and_words_that_open_anothers_are_alike(new_member):
    person, other = new_member(), new_member()
    person.sign_in()
    theirs = person.client.post("/sign-in/again/", {"password": other.words})
    nobodys = person.client.post("/sign-in/again/", {"password": "acorn acorn acorn acorn acorn acorn"})
    typed = [len(bare(r).replace(w, "")) for r, w in ((theirs, other.words), (nobodys, "acorn " * 5 + "acorn"))]
    assert theirs.status_code == nobodys.status_code == 200 and typed[0] == typed[1]


def test_a_writer_whose_reply_was_flagged_is_not_told_that_the_story_is_gone(new_story, new_comment):
    reply = new_comment(new_story())
    gate.flag(reply, "recognise")
    told = reply.by.sign_in().get(f"/desk/text/{reply.ref}/").content.decode()
    assert "Hidden for now." in told and "is gone" not in told


# What a day tells

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
A_DAY = re.compile(
    rf"\b\d{{4}}-\d\d-(?!01T00:00:00)\d\d(?!\d)|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})\b"
    rf"|\b(?:{MONTHS}) \d{{1,2}}\b(?!\d)"
)
AN_HOUR = re.compile(r"\b(?!00:00)[0-2]?\d:[0-5]\d\b")


@pytest.fixture
def lived(new_member, new_story, new_comment, moderators):
    """A story with an update, a reply, a reply that was taken back, and an edit that waits; its author is signed in."""
    author = new_member()
    story = new_story(by=author)
    reply, _other = new_comment(story), new_comment(story)
    writing.take_back(reply.by.keyring, reply)
    approve(send(author, "update", page=story.ref, text="I wrote to her."), moderators)
    row = changing.edit_again(author.keyring, story)
    writing.send(author.keyring, row, writing.find_draft(author.keyring, row.pk)[1])
    author.sign_in()
    return story


def test_no_public_page_feed_map_or_header_tells_a_day_or_sets_a_cookie(stranger, lived):
    starts = [
        "/",
        "/feed/",
        "/sitemap.xml",
        "/robots.txt",
        f"/stories/{lived.ref}/feed/",
        f"/stories/{lived.ref}/from/2/",
    ]
    pages = crawl(stranger, *starts)
    assert len(pages) > 20
    for address, response in pages.items():
        told = response.content.decode()
        assert not A_DAY.findall(told) and not AN_HOUR.findall(told.replace("T00:00:00+00:00", "")), address
        assert "Last-Modified" not in response.headers, address
        assert re.fullmatch(r'"[0-9a-f]{32}"', response.headers.get("ETag", f'"{"0" * 32}"')), address  # no time in it
        plain = re.sub(r"/stories/[a-z]{10}/", "/stories/REF/", address.partition("?")[0])
        if plain not in FORMS_FOR_STRANGERS and not plain.startswith("/stories/REF/reply/"):
            stranger.cookies.clear()
            assert "Set-Cookie" not in stranger.get(address).headers, address
            assert not response.cookies or set(response.cookies) == {"form"}


def test_the_dates_that_are_looked_for_are_found():
    for told in ("2026-03-09", "9 March 2026", "9th March", "March 9, 2026", "2026-03-09T10:11:12"):
        assert A_DAY.search(told), told
    for told in ("March 2026", "2026-03-01T00:00:00+00:00", "2026"):
        assert not A_DAY.search(told), told
    assert AN_HOUR.search("at 9:41") and AN_HOUR.search("23:59:00")


def test_no_page_and_no_file_of_a_members_own_tells_an_hour(lived):
    wording = Wording.objects.get(submission=lived.pk, state="waiting")
    gate.take(wording, "a label")
    author = lived.by.client
    pages = crawl(author, "/desk/", "/desk/held/", "/desk/leave/")
    assert f"/desk/text/{lived.ref}/" in pages
    for address, response in pages.items():
        assert not AN_HOUR.findall(response.content.decode()), address
    mine = author.post("/desk/export/").content.decode()
    assert not AN_HOUR.findall(mine) and lived.ref in json.dumps(json.loads(mine))
    assert set(re.findall(r"\d{4}-\d\d-\d\d(?!T)", mine)) == {timezone.localdate().isoformat()}
    assert not re.search(r"\d{4}-\d\d-\d\dT", mine)


def test_nothing_of_ours_stores_anything_in_a_browser():
    for path in (settings.BASE_DIR / "static").rglob("*.js"):
        told = path.read_text()
        assert not re.search(
            r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|serviceWorker|sendBeacon", told
        )


# In which order it appears


def tau(order, sent):
    """Kendall's tau of two orders of the same things, and how far chance leads in 99.999 of 100 trials."""
    place, n = {thing: at for at, thing in enumerate(sent)}, len(sent)
    pairs = list(itertools.combinations([place[thing] for thing in order], 2))
    chance = 4.42 * sqrt(2 * (2 * n + 5) / (9 * n * (n - 1)))
    return sum(1 if a < b else -1 for a, b in pairs) / len(pairs), chance


@pytest.fixture
def a_night(new_member, moderators, monkeypatch):
    """Send ``number`` stories one after another, publish them in one batch; {how they are ordered: (tau, chance)}."""

    def run(number):
        House.objects.update_or_create(pk=1, defaults={"hold_days": 1, "batch_of": 5, "came_by": 4})
        sent = [approve(send(new_member()), moderators).pk for _ in range(number)]
        Wording.objects.filter(submission__in=sent).update(hold_until=timezone.localdate())
        assert nights.publish_ready() == 0 and not Story.objects.in_library().exists()
        House.objects.update(came_by=5)
        published, publish = [], gate.publish
        monkeypatch.setattr(
            gate, "publish", lambda wording: (publish(wording), published.append(wording.submission_id))
        )
        assert nights.publish_ready() == number
        rows = list(Story.objects.in_library())
        orders = {"library": [row.pk for row in rows], "at night": published}
        for name in ("version", "ref"):
            orders[name] = [row.pk for row in sorted(rows, key=lambda row: getattr(row, name))]
        return {name: tau(order, sent) for name, order in orders.items()}

    return run


def test_what_a_night_publishes_stands_in_no_order_of_its_sending(a_night):
    assert {name for name, (found, chance) in a_night(40).items() if abs(found) > chance} == set()


def test_the_same_look_sees_keys_that_rise_and_a_night_that_goes_in_order(a_night, monkeypatch):
    """Two builds that are broken: names of rows that hold their time, and a night that does not shuffle."""
    rising = itertools.count(2**100)
    key = Submission._meta.get_field("id")
    monkeypatch.setattr(key, "_get_default", lambda: key.to_python(f"{next(rising):032x}"))
    monkeypatch.setattr(Wording._meta.get_field("id"), "_get_default", key._get_default)
    monkeypatch.setattr(secrets.SystemRandom, "shuffle", lambda self, rows: rows.sort(key=lambda row: row.pk))
    found = a_night(12)
    assert {name for name, (seen, chance) in found.items() if abs(seen) > chance} >= {"library", "at night"}


# What a rate limit remembers


def kept_in_memory():
    return {*cache._cache, *map(str, cache._expire_info)}


def test_rate_limits_keep_nothing_that_leads_back_to_an_address(stranger, new_member, settings):
    here, typed = "203.0.113.7", "acorn " * 6
    with time_machine.travel("2026-03-09 12:10", tick=False) as clock:
        stranger.post("/sign-in/", {"words": typed}, REMOTE_ADDR=here)
        stranger.post("/sign-in/phrase/", {"words": typed + "acorn " * 4}, REMOTE_ADDR=here)
        counted = {key for key in kept_in_memory() if re.search(r"[0-9a-f]{64}", key)}
        assert counted and max(cache._expire_info.values()) <= time.time() + 3600
        assert middleware._rate_key(here) in str(counted), "whoever has the key of the hour finds it"
        assert not any(key in str(counted) for key in guesses(settings))
        before = middleware._rate_key(here)
        clock.shift(3600)
        assert middleware._rate_key(here) != before
        assert middleware._hourly["key"].hex() not in str(counted)
    rows = str(dump())
    assert before not in rows and here not in rows
    for path in settings.STATE_DIR.rglob("*"):
        if path.is_file():
            assert not any(
                word in path.read_bytes() for word in (before.encode(), bytes.fromhex(before), here.encode())
            )


def guesses(settings):
    """What somebody with every secret of the site could compute for each network of 203.0.0.0/16 and each address."""
    keys = (settings.PEPPER, settings.PEPPER.hex().encode(), settings.SECRET_KEY.encode(), b"")
    for third in range(256):
        for told in (f"203.0.{third}.0/24", f"203.0.{third}.7", f"203.0.{third}.0"):
            for key in keys:
                yield middleware.hmac.digest(key, told.encode(), "sha256").hex()
                yield mac(key, told).hex()


def test_all_of_ipv4_is_not_one_neighbour_on_a_server_that_listens_to_both():
    assert middleware._rate_key("::ffff:203.0.113.7") == middleware._rate_key("203.0.113.99")
    assert middleware._rate_key("::ffff:203.0.113.7") != middleware._rate_key("::ffff:198.51.100.7")


def test_nobody_chooses_what_they_are_counted_by(stranger, settings):
    settings.ACCOUNT_RATE_LIMITS = {"words": "3/m/ip"}
    said = Counter()
    for number in range(9):
        answer = stranger.post(
            "/sign-in/",
            {"words": "acorn acorn acorn acorn acorn acorn"},
            headers={"X-Forwarded-For": f"198.51.{number}.1", "X-Real-IP": f"198.51.{number}.1"},
        )
        said["Too many tries" in answer.content.decode()] += 1
    assert said == {True: 6, False: 3}


# What many accounts can do


def test_fifty_new_accounts_hide_no_more_than_one_stranger(new_member, new_story):
    stories = [new_story() for _ in range(10)]
    House.objects.update(flags_an_hour=3, flags_a_day=50)
    for number in range(50):
        text = Submission.objects.get(pk=stories[number % 10].pk)
        flagging.receive(text, "recognise", keyring=new_member().keyring)
    assert Submission.objects.filter(standing=Standing.HIDDEN).count() == 3
    assert Flag.objects.filter(urgent=True, nullifier__isnull=False).count() == 50


def test_taking_back_what_the_site_itself_says_beside_replies_leaves_the_replies_whole(new_story, new_comment):
    story = new_story()
    attacker = new_comment(story, text="I was cared for, or loves someone who was.")
    other = new_comment(story, speaks_as="client", text="It was so for me.")
    before = other.public_html
    assert "cared for, or loves someone who was" in before
    writing.take_back(attacker.by.keyring, attacker)
    other.refresh_from_db()
    assert other.public_html == before


# Words in two tabs


def test_new_words_from_a_tab_that_was_slower_are_refused_and_said_so(new_member, monkeypatch):
    person = new_member()
    client = person.sign_in()
    client.post("/sign-in/again/", {"password": person.words})
    page = client.post("/desk/settle/words/").content.decode()
    offered = re.search(r'name="offered" value="([^"]+)"', page)[1]
    made = words.offered(offered, words.NEW_WORDS)
    change = type(person.member).objects.change_words
    monkeypatch.setattr(type(person.member).objects, "change_words", lambda *told, **more: False)
    slower = client.post("/desk/settle/words/", {"offered": offered, "words": made})
    assert slower.status_code == 422 and "changed in another tab" in slower.content.decode()
    monkeypatch.setattr(type(person.member).objects, "change_words", change)
    assert client.post("/desk/settle/words/", {"offered": offered, "words": made}).status_code == 302
    person.words = made
    assert person.sign_in()


def test_behind_the_door_no_header_tells_who_is_asking(rf):
    """Proxies and browsers have many names for an address and for what a browser is; none of them comes through."""
    seen = []
    telling = {"CF-Connecting-IP", "True-Client-IP", "X-Client-IP", "X-Cluster-Client-IP", "Fastly-Client-IP", "Via"}
    telling |= {"X-Real-IP", "X-Forwarded-For", "Forwarded", "User-Agent", "Sec-CH-UA", "X-Request-ID", "Cookie"}
    telling |= {"Accept-Language", "DNT", "X-Original-Forwarded-For", "Traceparent", "X-Amzn-Trace-Id"}
    request = rf.get("/", headers=dict.fromkeys(telling, "canary=1"), REMOTE_ADDR="203.0.113.7", REMOTE_HOST="canary")
    middleware.ScrubClient(lambda request: seen.append(request))(request)
    assert "canary" not in str(seen[0].META) and "203.0.113.7" not in str(seen[0].META)
    assert "canary" not in str(seen[0].headers) and seen[0].COOKIES == {"canary": "1"}


# Two who leave at once


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_owners_who_leave_at_once_one_stays_with_every_text(new_member, new_story):
    for _ in range(5):
        owners = [new_member(is_owner=True), new_member(is_owner=True)]
        told = [new_story(by=owner) for owner in owners]
        acts = [
            partial(leaving.leave, who.keyring, who.member, {text.ref}) for who, text in zip(owners, told, strict=True)
        ]
        results = at_once(*acts)
        assert sorted(map(str, map(type, results))) == sorted(map(str, (type(None), leaving.LastOwner))), results
        left = results.index(None)
        assert Member.objects.get(is_owner=True).pk == owners[1 - left].member.pk
        standings = [Submission.objects.get(pk=text.pk).standing for text in told]
        assert standings[left] == Standing.WITHDRAWN and standings[1 - left] == Standing.PUBLIC
        Member.objects.filter(is_owner=True).delete()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_flags_from_outside_that_meet_hide_no_more_than_may_be_hidden(new_story):
    stories = [Submission.objects.get(pk=new_story().pk) for _ in range(6)]
    House.objects.update(flags_an_hour=9, flags_a_day=34)
    at_once(*(partial(flagging.receive, story, "recognise") for story in stories))
    assert Submission.objects.filter(standing=Standing.HIDDEN).count() <= 2
    assert Flag.objects.count() == 6
