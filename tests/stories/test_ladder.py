"""What happened next: steps that an author ticks, each with a line, dated by month; every one passes the gate."""

import datetime
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from forum.models import House
from moderation import gate
from moderation.models import Submission
from moderation.states import Move
from stories import changing, feeds, prompts, reading, writing
from stories.models import Story
from tests.conftest import approve, send
from tests.stories.test_road import revision_in, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    """The words of a public address, as anybody reads them."""
    stranger = Client(HTTP_HOST="localhost:8000")
    return lambda address: stranger.get(address).content.decode()


def tell(story, **values):
    return send(story.by, "update", page=story.ref, **values)


def test_a_tick_alone_waits_for_a_moderator_and_then_is_a_sentence_with_its_month(new_story, moderators, shown):
    story = new_story()
    client = story.by.sign_in()
    address, page = write(client, {"did_told": "on"}, f"/desk/text/{story.ref}/update/")
    sent = client.post(address, {"send": "", "revision": revision_in(page)})
    assert sent.status_code == 302, sent.content.decode()
    here = f"/stories/{story.ref}/"
    assert "Told the client" not in shown(here) + shown(f"{here}feed/") + shown("/stories/?repair=told")
    update = Submission.objects.get(kind="update")
    assert not update.is_public and update.rungs is None
    approve(update, moderators)
    page = shown(here)
    assert f'What happened next <span class="update__month">{timezone.localdate():%B %Y}</span>' in page
    assert "<strong>Told the client.</strong>" in page
    assert page.index("Told the client.") < page.index("A client told me something important")


def test_a_line_stands_behind_its_step_and_free_words_after_all_of_them(new_story, moderators, shown):
    story = new_story()
    line = "She was *angry*, then glad. 1. And [more](javascript:x) <b>of</b> it"
    approve(tell(story, did_told=True, line_told=line, did_changed=True, text="I sleep better."), moderators)
    body = re.search(r'<div class="update__body">(.*?)</div>', shown(f"/stories/{story.ref}/"), re.S)[1]
    paragraphs = [found.strip() for found in re.findall(r"<p>(.*?)</p>", body, re.S)]
    assert paragraphs[0].startswith("<strong>Told the client.</strong> She was <em>angry</em>, then glad. 1. And")
    assert "<a" not in body and "<b>" not in body and "<ol" not in body
    assert paragraphs[1:] == ["<strong>Changed how I work.</strong>", "I sleep better."]


def test_the_newest_stands_first_whatever_the_order_of_decisions(new_story, moderators, shown):
    story = new_story()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=40), tick=True):
        approve(tell(story, did_talked=True), moderators)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=400), tick=True):
        later = approve(tell(story, did_repaired=True), moderators)
        page = shown(f"/stories/{story.ref}/")
        months = re.findall(r'update__month">([^<]+)<', page)
    assert months == [f"{later.published_on:%B %Y}", months[1]] and len(set(months)) == 2
    assert page.index("Apologised or repaired.") < page.index("Talked it through")
    assert str(later.published_on.day) not in months[0].split() and f"{later.published_on}" not in page


def test_not_telling_is_a_whole_answer_but_nobody_did_both(new_story, moderators, shown):
    story = new_story()
    client = story.by.sign_in()
    both = {"did_told": "on", "did_withheld": "on", "line_withheld": "She has moved on.", "save": ""}
    page = client.post(f"/desk/text/{story.ref}/update/", both)
    assert page.status_code == 422 and "She has moved on." in page.content.decode()
    _address, page = write(client, {"line_withheld": "She has moved on."}, f"/desk/text/{story.ref}/update/")
    assert "Before this can be sent" not in page.content.decode()
    approve(tell(story, did_withheld=True, line_withheld="She has moved on."), moderators)
    assert "<strong>Chose not to tell the client.</strong> She has moved on." in shown(f"/stories/{story.ref}/")


def test_an_update_without_a_step_or_a_word_is_not_sent(new_story):
    story = new_story()
    client = story.by.sign_in()
    address, page = write(client, {"text": " "}, f"/desk/text/{story.ref}/update/")
    assert "The update is empty." in page.content.decode()
    assert client.post(address, {"send": "", "revision": revision_in(page)}).status_code == 422


def test_a_line_is_screened_like_every_text_and_milder_words_go_into_it(new_story):
    story = new_story()
    client = story.by.sign_in()
    typed = {"line_told": "I told her on a Tuesday in Reigate.", "did_noticed": "on"}
    address, page = write(client, typed, f"/desk/text/{story.ref}/update/")
    assert ">Reigate<" in page.content.decode()
    entry = re.search(
        r'<li class="findings__item"[^>]*>(?:(?!</li>).)*?>Reigate<.*?</li>', page.content.decode(), re.S
    )[0]
    spot = dict(re.findall(r'name="(passage|start|end)" value="(\d+)"', entry))
    milder = re.search(r'name="milder" value="([^"]+)"', entry)[1]
    client.post(address, {**spot, "milder": milder, "revision": revision_in(page)})
    [(_row, content)] = writing.drafts(story.by.keyring)
    assert content["values"]["line_told"] == f"I told her on a Tuesday in {milder}."
    assert writing.passages(content)[0] == ["update.noticed", "Noticed it", ""]


def test_a_moderator_reads_ticks_too_and_sees_which_are_new(new_story, moderators):
    story = new_story()
    update = approve(tell(story, did_noticed=True, did_told=True, line_told="She was angry."), moderators)
    row = changing.edit_again(story.by.keyring, update)
    content = writing.find_draft(story.by.keyring, row.pk)[1]
    assert content["values"] == {
        "did_noticed": True,
        "line_noticed": "",
        "did_told": True,
        "line_told": "She was angry.",
    }
    content["values"] |= {"did_noticed": False, "did_changed": True}
    writing.send(story.by.keyring, row, content)
    client = moderators[0].sign_in()
    wording = update.wordings.order_by("-number").first()
    assert client.post(f"/moderation/{wording.pk}/take/").status_code == 302
    page = client.get(f"/moderation/{wording.pk}/?read").content.decode()
    told = re.findall(r"<(del|ins)[^>]*><span[^>]*>[^<]*</span>([^<]*)</", page)
    assert sorted(told) == [("del", "Noticed it"), ("ins", "Changed how I work")]


def test_an_edited_update_replaces_the_old_one_only_when_it_was_read(new_story, moderators, shown):
    story = new_story()
    update = approve(tell(story, did_repaired=True), moderators)
    row = changing.edit_again(story.by.keyring, update)
    content = {"kind": "update", "ref": update.ref, "values": {"did_changed": True}, "kept": []}
    writing.save_draft(story.by.keyring, row, content, writing.revision(row))
    writing.send(story.by.keyring, row, content)
    assert "Apologised or repaired." in shown(f"/stories/{story.ref}/")
    assert "Changed how I work." not in shown(f"/stories/{story.ref}/")
    approve(update, moderators)
    page = shown(f"/stories/{story.ref}/")
    assert "Changed how I work." in page and "Apologised or repaired." not in page
    update.refresh_from_db()
    assert update.rungs == "changed"


def test_what_waits_and_is_taken_back_to_the_desk_keeps_its_ticks(new_story):
    story = new_story()
    sent = tell(story, did_talked=True, line_talked="Twice.", text="More soon.")
    row = changing.cancel(story.by.keyring, sent)
    values = writing.find_draft(story.by.keyring, row.pk)[1]["values"]
    assert values == {"did_talked": True, "line_talked": "Twice.", "text": "More soon."}


def test_a_story_may_tell_of_steps_from_the_start_and_keeps_them_when_it_is_edited(new_story, moderators, shown):
    story = new_story(next="", did_talked=True, did_told=True, line_told="The same week.")
    page = shown(f"/stories/{story.ref}/")
    assert "<h2>What I did next</h2><p><strong>Talked it through in supervision or consultation.</strong></p>" in page
    assert "<strong>Told the client.</strong> The same week." in page
    assert story.rungs == "talked told"
    client = story.by.sign_in()
    address = client.post(f"/desk/text/{story.ref}/edit/").url
    form = client.get(address).content.decode()
    assert re.search(r'<input[^>]*name="did_told"[^>]* checked', form) and 'value="The same week."' in form
    assert not re.search(r'<input[^>]*name="did_repaired"[^>]* checked', form)


def test_nothing_about_the_ladder_counts_or_grades(new_story, moderators, shown):
    story = new_story()
    form = story.by.sign_in().get(f"/desk/text/{story.ref}/update/").content.decode()
    ladder = re.search(r'<fieldset class="ladder">.*?</fieldset>', form, re.S)[0]
    words = re.sub(r"<[^>]*>", " ", ladder)
    assert not re.search(r"\d|score|progress|step \w+ of|complete", words, re.I)
    assert "not telling is a full answer" in words
    assert "A letter or a voicemail can itself break privacy" in words
    approve(tell(story, **{f"did_{key}": True for key in prompts.RUNGS if key != "withheld"}), moderators)
    body = re.search(r'<div class="update__body">(.*?)</div>', shown(f"/stories/{story.ref}/"), re.S)[1]
    assert not re.search(r"\d", body)


def test_the_library_finds_what_was_repaired_by_public_words_only(new_story, moderators):
    repaired, open_, waiting = new_story(), new_story(), new_story()
    told = approve(tell(repaired, did_repaired=True), moderators)
    tell(waiting, did_repaired=True)
    assert set(reading.narrowed(repair="told")) == {repaired}
    assert set(reading.narrowed(repair="open")) == {open_, waiting}
    gate.settle_flags(told, Move.HIDE, label=moderators[0].member.label)
    assert not reading.narrowed(repair="told").exists()
    for moderator in moderators:
        gate.settle_flags(told, Move.RESTORE, label=moderator.member.label)
    assert reading.narrowed(repair="told").exists()
    writing.take_back(repaired.by.keyring, told)
    assert not reading.narrowed(repair="told").exists()
    told.refresh_from_db()
    assert told.rungs is None


def test_a_story_that_tells_of_repair_itself_is_found_too(new_story, shown):
    story = new_story(did_repaired=True)
    assert f"/stories/{story.ref}/" in shown("/stories/?repair=told")
    assert f"/stories/{story.ref}/" not in shown("/stories/?repair=open")


def test_both_feeds_show_an_update_with_its_month_and_no_day(new_story, moderators, shown):
    story = new_story()
    token = feeds.new_secret(story.claim_hash)
    approve(tell(story, did_told=True, line_told="She was angry, then glad."), moderators)
    for address in (f"/stories/{story.ref}/feed/", f"/feed/voice/{token}/"):
        feed = shown(address)
        assert f"What happened next, {timezone.localdate():%B %Y}" in feed
        assert "She was angry, then glad." in feed and "Told the client." in feed
        assert set(re.findall(r"\d{4}-\d\d-(\d\dT[\d:]+)", feed)) == {"01T00:00:00"}


def test_who_comes_back_is_asked_two_short_questions_of_that_time(new_story):
    House.objects.update(hold_days=0)
    story = new_story()
    asked = []
    for days in (3, 8, 100, 900):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=days), tick=True):
            page = story.by.sign_in().get(f"/desk/text/{story.ref}/update/").content.decode()
        asked.append([words for _when, pair in prompts.MOMENTS.values() for words in pair if words in page])
    week, quarter, year = (list(pair) for _when, pair in prompts.MOMENTS.values())
    assert asked == [week, week, quarter, year]


def test_a_story_taken_back_takes_its_ladder_with_it(new_story, moderators, shown):
    story = new_story(did_talked=True, line_talked="Canary in the mine.")
    approve(tell(story, did_told=True, line_told="A second canary."), moderators)
    writing.take_back(story.by.keyring, story)
    row = Story.objects.get(pk=story.pk)
    assert row.rungs is None and "anary" not in shown(f"/stories/{story.ref}/") + shown(f"/stories/{story.ref}/feed/")
