"""Feeds tell public words, months, and what has been taken back; a secret one belongs to one voice."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from moderation import gate
from moderation.states import Move
from stories import writing
from stories.models import Voice
from tests.conftest import approve, send
from tests.forum.test_headers import is_guarded
from tests.stories.test_held import dump

pytestmark = pytest.mark.django_db

ATOM, TOMBSTONE = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
CANARY = "\"'><&]]> canary"


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000")


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    is_guarded(response)
    return ElementTree.fromstring(response.content)


def titles(feed):
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


def test_the_newest_stories_stand_in_a_feed_and_what_is_not_public_does_not(
    stranger, new_story, new_member, moderators
):
    shown, hidden = new_story(title="Shown"), new_story(title="Hidden")
    send(new_member(), title="Waiting")
    gate.settle_flags(hidden, Move.HIDE, label=moderators[0].member.label)
    feed = read(stranger, "/feed/")
    assert titles(feed) == ["Shown"]
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == f"http://localhost:8000/stories/{shown.ref}/"
    assert "A client told me something important" in entry.findtext(f"{ATOM}summary")
    assert "I now read my notes" not in entry.findtext(f"{ATOM}summary")  # the first section only
    assert hidden.ref not in stranger.get("/feed/").content.decode()
    assert stranger.get(f"/stories/{hidden.ref}/feed/").status_code == 404
    assert stranger.get("/feed/")["Cache-Control"] == "no-cache"


def test_no_feed_tells_a_day_and_an_empty_one_not_even_that_it_is_read_now(stranger, new_story, new_comment):
    assert b"2000-01-01T00:00:00+00:00" in stranger.get("/feed/").content
    story = new_story()
    new_comment(story)
    this_month = f"{timezone.localdate():%Y-%m}-01T00:00:00+00:00"
    for address in ("/feed/", f"/stories/{story.ref}/feed/"):
        told = stranger.get(address).content.decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:.]+\S*?(?=<|\")", told)) == {this_month}
        assert "Last-Modified" not in stranger.get(address).headers


def test_a_thread_has_its_public_replies_and_updates(stranger, new_story, new_comment, new_member, moderators):
    story = new_story()
    reply = new_comment(story, text="I wept *too*.")
    send(new_member(), "comment", page=story.ref, text="This waits.", reply_type="me_too", speaks_as="care")
    approve(send(story.by, "update", page=story.ref, text="I wrote to her."), moderators)
    feed = read(stranger, f"/stories/{story.ref}/feed/")
    assert sorted(titles(feed)) == [
        f"Reply 1 by {reply.voice.pen_name}",
        f"What happened next, {timezone.localdate():%B %Y}",
    ]
    said = {entry.findtext(f"{ATOM}summary") for entry in feed.iter(f"{ATOM}entry")}
    assert said == {"<p>I wept <em>too</em>.</p>\n", "<p>I wrote to her.</p>\n"}
    ids = [ident.text for ident in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) and all(ident.startswith("urn:uuid:") for ident in ids)
    assert ids == [ident.text for ident in read(stranger, f"/stories/{story.ref}/feed/").iter(f"{ATOM}id")]
    assert not any(text.ref in ident or str(text.pk) in ident for text in (story, reply) for ident in ids)


def test_what_was_taken_back_leaves_a_tombstone_with_the_same_name(stranger, new_story, new_comment):
    kept, story = new_story(title="Kept"), new_story(title="Gone")
    reply = new_comment(kept)
    ids = {e.findtext(f"{ATOM}title"): e.findtext(f"{ATOM}id") for e in read(stranger, "/feed/").iter(f"{ATOM}entry")}
    writing.take_back(story.by.keyring, story)
    writing.take_back(reply.by.keyring, reply)
    feed = read(stranger, "/feed/")
    [tombstone] = feed.iter(TOMBSTONE)
    assert titles(feed) == ["Kept"] and tombstone.get("ref") == ids["Gone"]
    assert tombstone.get("when") == f"{timezone.localdate():%Y-%m}-01T00:00:00+00:00"
    thread = read(stranger, f"/stories/{kept.ref}/feed/")
    assert not titles(thread) and len(list(thread.iter(TOMBSTONE))) == 1
    gone = read(stranger, f"/stories/{story.ref}/feed/", 410)
    assert not titles(gone) and "Gone" not in ElementTree.tostring(gone).decode()


def test_a_text_that_nobody_saw_leaves_no_tombstone(stranger, new_member):
    story = send(new_member())
    gate.withdraw(story)
    assert not list(read(stranger, "/feed/").iter(TOMBSTONE))
    assert stranger.get(f"/stories/{story.ref}/feed/").status_code == 404


def test_signs_that_mean_something_to_xml_are_only_signs(stranger, new_story, new_comment):
    story = new_story(title=CANARY, happened=CANARY)
    new_comment(story, text=CANARY)
    assert titles(read(stranger, "/feed/")) == [CANARY]
    feed = read(stranger, f"/stories/{story.ref}/feed/")
    assert feed.findtext(f"{ATOM}title") == CANARY
    assert "&gt;&lt;&amp;" in feed.find(f"{ATOM}entry").findtext(f"{ATOM}summary")


@pytest.fixture
def secret(new_story, new_comment):
    """A story whose author made a secret feed: ``story.feed`` is its address."""
    story = new_story()
    new_comment(story)
    story.by.sign_in()
    story.feed = make(story)
    return story


def make(story):
    response = story.by.client.post(f"/desk/text/{story.ref}/feed/", {"make": ""})
    assert response.status_code == 200 and response["Cache-Control"] == "no-store, private"
    return re.search(r"http://localhost:8000(/feed/voice/[\w-]{32}/)", response.content.decode())[1]


def test_a_secret_feed_is_shown_once_and_only_a_code_of_it_is_kept(stranger, secret):
    assert len(titles(read(stranger, secret.feed))) == 1
    assert stranger.get(secret.feed)["Cache-Control"] == "no-store, private"
    token = secret.feed.split("/")[-2]
    assert not [row for row in dump().values() if token in str(row)]
    assert token not in secret.by.client.get(f"/desk/text/{secret.ref}/feed/").content.decode()


def test_a_new_address_ends_the_one_before_and_both_kinds_of_unknown_are_alike(stranger, secret):
    newer = make(secret)
    assert read(stranger, newer) is not None
    ended, unknown = stranger.get(secret.feed), stranger.get(f"/feed/voice/{'x' * 32}/")
    assert ended.status_code == unknown.status_code == 404 and len(ended.content) == len(unknown.content)
    secret.by.client.post(f"/desk/text/{secret.ref}/feed/", {"end": ""})
    assert stranger.get(newer).status_code == 404


def test_making_one_writes_the_voices_row_and_no_other(secret):
    before = dump()
    make(secret)
    after = dump()
    voice = Voice.objects.get(story=secret, is_author=True)
    assert {place for place in after if before[place] != after[place]} == {("stories_voice", str(voice.pk))}


def test_a_secret_feed_belongs_to_its_own_voice(new_member, secret):
    other = new_member().sign_in()
    assert other.get(f"/desk/text/{secret.ref}/feed/").status_code == 404
    assert other.post(f"/desk/text/{secret.ref}/feed/", {"make": ""}).status_code == 404


def test_the_secret_feed_of_a_story_that_is_gone_says_only_that(stranger, secret, moderators):
    writing.take_back(secret.by.keyring, secret)
    gone = read(stranger, secret.feed, 410)
    assert not titles(gone) and len(list(gone.iter(TOMBSTONE))) == 1


def test_the_map_of_the_site_names_fixed_pages_only(stranger, new_story):
    ref = new_story().ref
    told = stranger.get("/sitemap.xml").content.decode()
    assert "/pages/privacy/" in told and "/what-we-hold/" in told
    assert ref not in told and "lastmod" not in told
    for address in re.findall(r"<loc>http://localhost:8000(.*?)</loc>", told):
        assert stranger.get(address).status_code == 200
    assert "/sitemap.xml" in stranger.get("/robots.txt").content.decode()


@pytest.mark.parametrize("address", ["/", "/stories/"])
def test_readers_find_the_feed(stranger, address):
    assert 'type="application/atom+xml"' in stranger.get(address).content.decode()
