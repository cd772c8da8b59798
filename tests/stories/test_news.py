"""News on the desk: what changed in my threads since I last looked, worked out when the desk is opened."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.members.models import Member
from moderation import gate, talking
from moderation.states import Move
from stories import changing, news, writing
from tests.conftest import send
from tests.stories.test_letters import NEEDED, lend

pytestmark = pytest.mark.django_db


def desk(person):
    """(its title, what is new on it) as its owner sees it now."""
    told = person.client.get("/desk/").content.decode()
    section = re.search(r'<section class="panel" aria-labelledby="news">.*?</section>', told, re.S)
    return re.search("<title>(.*?)</title>", told)[1], section[0] if section else ""


def see(person):
    """Press the button below what is new."""
    marks = re.findall(r'name="seen" value="([^"]+)"', desk(person)[1])
    assert person.client.post("/desk/seen/", {"seen": marks}).status_code == 302


def test_a_reply_to_my_story_is_news_until_i_have_seen_it(new_story, new_comment):
    story = new_story()
    story.by.sign_in()
    see(story.by)
    assert desk(story.by) == ("My desk · Fallible", "")
    new_comment(story), new_comment(story)
    title, told = desk(story.by)
    assert title == "(new) My desk · Fallible"
    assert "New replies" in told and f"/stories/{story.ref}/?after=0#replies" in told
    assert "2" not in re.sub(r"<[^>]*>", "", told)  # nobody is counted
    assert desk(story.by)[0].startswith("(new)")  # reading alone changes nothing
    see(story.by)
    assert desk(story.by)[1] == ""
    new_comment(story)
    assert f"/stories/{story.ref}/?after=2#replies" in desk(story.by)[1]


def test_an_answer_to_my_reply_is_news_and_an_answer_to_anothers_is_not(new_story, new_comment, new_letter):
    story = new_story()
    mine, others = new_comment(story), new_comment(story)
    mine.by.sign_in()
    see(mine.by)
    new_comment(story, to=others.number)
    assert desk(mine.by)[1] == ""
    new_comment(story, to=mine.number)
    told = desk(mine.by)[1]
    assert "Your reply was answered" in told and f"?after=0#reply-{mine.number}" in told
    letter = new_letter(by=mine.by)
    see(mine.by)
    new_comment(letter, reply_type="thank")
    assert f"/letters/{letter.ref}/?after=0#replies" in desk(mine.by)[1]


def test_what_i_say_myself_is_no_news(new_story, new_comment):
    story = new_story()
    story.by.sign_in()
    see(story.by)
    new_comment(story, by=story.by)
    assert "New replies" not in desk(story.by)[1]


def test_a_decision_is_news_once_and_the_next_one_again(new_member, moderators, no_hold):
    writer, label = new_member(), moderators[0].member.label
    writer.sign_in()
    sent = send(writer)
    assert desk(writer)[1] == ""
    for turn in range(2):
        wording = sent.wordings.order_by("-number").first()
        gate.take(wording, label)
        assert desk(writer)[1] == ""
        gate.decide(wording, Move.RETURN, wording.digest, label=label, reason="QL-1", words="Please say more.")
        assert "Returned to you" in desk(writer)[1]
        see(writer)
        assert desk(writer)[1] == ""
        row = changing.edit_again(writer.keyring, sent)
        if turn == 0:
            writing.send(writer.keyring, row, writing.find_draft(writer.keyring, row.pk)[1])


def test_a_text_that_was_hidden_and_a_moderators_word_are_news(new_story):
    story = new_story()
    story.by.sign_in()
    see(story.by)
    gate.flag(story, "me")
    assert "Hidden for now." in desk(story.by)[1]
    see(story.by)
    talking.answer(story, "We will look at it today.")
    assert "A moderator wrote to you." in desk(story.by)[1]
    see(story.by)
    assert desk(story.by)[1] == ""


def test_what_came_after_the_desk_was_opened_stays_new(new_story, new_comment):
    story = new_story()
    story.by.sign_in()
    new_comment(story)
    marks = re.findall(r'name="seen" value="([^"]+)"', desk(story.by)[1])
    new_comment(story)
    story.by.client.post("/desk/seen/", {"seen": marks})
    assert "?after=1#replies" in desk(story.by)[1]


def test_what_nobody_may_read_is_no_news(new_story, new_comment, new_member):
    story = new_story()
    story.by.sign_in()
    see(story.by)
    send(new_member(), "comment", page=story.ref, text="Me too.", reply_type="me_too", speaks_as="care")
    assert desk(story.by)[1] == ""
    hidden = new_comment(story)
    gate.flag(hidden, "me")
    assert desk(story.by)[1] == ""


def test_neither_posting_nor_opening_the_desk_writes_the_members_row_and_no_mark_is_readable(new_story, new_comment):
    story = new_story()
    story.by.sign_in()

    def row():
        return Member.objects.filter(pk=story.by.member.pk).values().get()

    def box():
        return bytes(Member.objects.filter(pk=story.by.member.pk).values_list("box", flat=True).get())

    before = row(), box()
    new_comment(story)
    desk(story.by)
    lend_nothing = story.by.client.get("/desk/")
    assert (row(), box()) == before and lend_nothing.status_code == 200
    see(story.by)
    assert box() != before[1] and len(box()) == len(before[1]) and story.ref[:5].encode() not in box()


def test_marks_that_are_made_up_are_passed_over(new_story, new_member):
    story, other = new_story(), new_member()
    other.sign_in()
    made = [f"{story.ref}:9.9use.p.9", "x", "a" * 9000, f"{story.ref}:../..", "abcdefghjk:1.1use.p.1"]
    assert other.client.post("/desk/seen/", {"seen": made}).status_code == 302
    assert other.keyring.open_box(member_box(other), str(other.member.pk)).get("seen") == {}


def member_box(person):
    return bytes(Member.objects.filter(pk=person.member.pk).values_list("box", flat=True).get())


def test_a_box_that_is_full_keeps_the_newest_marks(rf, new_member, monkeypatch):
    person = new_member()
    request = rf.get("/")
    request.user, request.keyring = person.member, person.keyring
    letters = "abcdefghjkmnpqrstuvwxyz"
    refs = [f"{one}{two}{three}aaaaaaa" for one in letters[:10] for two in letters[:10] for three in letters[:4]]
    news.look(request, [f"{ref}:1234.12use.p.12" for ref in refs], set(refs))
    seen = person.keyring.open_box(member_box(person), str(person.member.pk))["seen"]
    assert len(seen) == news.MOST and refs[-1][:5] in seen and refs[0][:5] not in seen


def test_the_desk_asks_the_same_number_of_queries_for_many_texts_as_for_one(new_story, new_comment, new_member):
    person = new_member()
    client = person.sign_in()

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get("/desk/")
        return len(queries)

    story = new_story(by=person)
    new_comment(story)
    one = asked()
    for _ in range(3):
        new_comment(new_story(by=person))
    assert asked() == one


def test_lending_a_line_is_no_news(new_letter):
    letter = new_letter()
    letter.by.sign_in()
    see(letter.by)
    lend(letter, NEEDED)
    assert desk(letter.by)[1] == ""
