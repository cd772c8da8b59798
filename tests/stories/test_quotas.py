"""How much may wait at a time, counted from the open keyring and written nowhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forum.members.models import Draft
from moderation import gate
from moderation.states import Move
from stories import changing, quotas, writing
from stories.quotas import Refused
from tests.conftest import STORY, approve, send
from tests.promises.test_four_promises import every_value

pytestmark = pytest.mark.django_db


def reply(person, story, text="I have been there too."):
    return send(person, "comment", page=story.ref, text=text, reply_type="me_too", speaks_as="care")


def test_one_story_waits_at_a_time_and_the_second_stays_a_draft(new_member, moderators, no_hold):
    author = new_member()
    first = send(author)
    with pytest.raises(Refused, match="One story of yours waits"):
        send(author, happened="A second one, told the same evening.")
    assert Draft.objects.count() == 1
    approve(first, moderators)
    row, content = writing.drafts(author.keyring)[0]
    assert writing.send(author.keyring, row, content)


def test_the_check_page_says_why_and_the_draft_is_still_there(new_member):
    author = new_member()
    send(author)
    client = author.sign_in()
    content = writing.find_draft(author.keyring, writing.new_draft(author.keyring, _story()).pk)[1]
    row = writing.drafts(author.keyring)[0][0]
    answer = client.post(f"/desk/draft/{row.pk}/check/", {"send": "", "revision": writing.revision(row)})
    page = answer.content.decode()
    assert answer.status_code == 409 and "One story of yours waits" in page and content["values"]["happened"] in page
    assert Draft.objects.filter(pk=row.pk).exists()


def _story():
    values = {**STORY, "happened": "A second one, told the same evening."}
    return {"kind": "story", "values": values, "kept": []}


def test_three_texts_of_a_newcomer_wait_at_most(new_member, new_story, new_comment):
    story, newcomer, settled = new_story(), new_member(), new_member()
    for _ in range(3):
        reply(newcomer, story)
    with pytest.raises(Refused, match="new here"):
        reply(newcomer, story)
    for _ in range(3):
        new_comment(story, by=settled)
    for _ in range(4):
        reply(settled, story)


def test_a_new_version_is_not_counted_as_a_new_text(new_member, new_story):
    story, newcomer = new_story(), new_member()
    sent = [reply(newcomer, story) for _ in range(3)]
    row = changing.edit_again(newcomer.keyring, sent[0])
    assert writing.send(newcomer.keyring, row, writing.find_draft(newcomer.keyring, row.pk)[1]) == sent[0]


def test_twenty_replies_a_day_are_enough(new_member, new_story, new_comment, monkeypatch, time_machine):
    monkeypatch.setattr(quotas, "REPLIES_A_DAY", 4)
    story, peer = new_story(), new_member()
    for _ in range(3):
        new_comment(story, by=peer)
    reply(peer, story)
    with pytest.raises(Refused, match="tomorrow"):
        reply(peer, story)


def test_what_came_back_or_was_taken_back_no_longer_waits(new_member, new_story, moderators):
    story, author = new_story(), new_member()
    first = send(author)
    writing.take_back(author.keyring, first)
    second = send(author, happened="Another one.")
    wording, label = second.wordings.get(), moderators[0].member.label
    writing.gate.take(wording, label)
    writing.gate.decide(wording, Move.RETURN, wording.digest, label=label, reason="ID-2", words="Please.")
    assert send(author, happened="A third one.") and reply(author, story)


def test_counting_writes_nothing(new_member, new_story):
    story, author = new_story(), new_member()
    send(author)
    row = writing.new_draft(author.keyring, _story())
    before = sorted(map(str, every_value()))
    with pytest.raises(Refused):
        writing.send(author.keyring, row, _story())
    assert sorted(map(str, every_value())) == before and story.standing == "public"


# A thread that grew heated


def heated(story, *people, reason="unkind"):
    """Flags of these people on the story, each with a keyring or, for None, without."""
    for person in people:
        gate.flag(story, reason, nullifier=person and person.keyring.nullifier("flag", str(story.page_id)))


def test_two_people_who_find_a_thread_unkind_slow_the_many_and_never_the_author(new_member, new_story, new_comment):
    story, peer, other = new_story(), new_member(), new_member()
    new_comment(story, by=peer)
    heated(story, new_member())
    assert reply(peer, story)  # one is not enough
    heated(story, new_member())
    with pytest.raises(Refused, match="once a day"):
        reply(peer, story, "And another thing.")
    assert reply(other, story)  # the first of the day
    with pytest.raises(Refused, match="once a day"):
        reply(other, story)
    for _ in range(2):
        assert reply(story.by, story)
    elsewhere = new_story()
    assert reply(other, elsewhere) and Draft.objects.count() == 2


def test_the_sentence_stands_above_the_box_for_everybody_but_the_author(new_member, new_story):
    story, address = new_story(), "/stories/{}/reply/"
    stranger = Client(HTTP_HOST="localhost:8000")
    assert "once a day" not in stranger.get(address.format(story.ref)).content.decode()
    heated(story, new_member(), new_member())
    for client in (stranger, new_member().sign_in()):
        assert quotas.SLOWED in client.get(address.format(story.ref)).content.decode()
    assert "once a day" not in story.by.sign_in().get(address.format(story.ref)).content.decode()
    thread = stranger.get(f"/stories/{story.ref}/").content.decode()
    assert "once a day" not in thread and "kind" not in thread.partition("<h2")[0]  # no banner


def test_the_next_day_brings_the_next_reply(new_member, new_story, new_comment, time_machine):
    story, peer = new_story(), new_member()
    new_comment(story, by=peer)
    heated(story, new_member(), new_member())
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert reply(peer, story)


def test_an_answer_of_a_moderator_ends_it_and_so_does_hiding(new_member, new_story, new_comment, moderators):
    label, peer = moderators[0].member.label, new_member()
    for move in (Move.NO_ACTION, Move.HIDE):
        story = new_story()
        harsh = new_comment(story)
        new_comment(story, by=peer)
        heated(harsh, new_member(), new_member())
        with pytest.raises(Refused, match="once a day"):
            reply(peer, story)
        gate.settle_flags(harsh, move, label=label, reason="TN-2" if move == Move.HIDE else "")
        assert reply(peer, story)


def test_strangers_count_as_one_and_one_person_as_one(new_member, new_story, new_comment):
    story, flagger, peer = new_story(), new_member(), new_member()
    harsh = new_comment(story, by=peer)
    heated(story, None, None, None)
    heated(harsh, None)
    assert reply(peer, story)
    other = new_story()
    new_comment(other, by=peer)
    heated(other, flagger)
    heated(new_comment(other), flagger)
    assert reply(peer, other)
    heated(other, None)
    with pytest.raises(Refused, match="once a day"):
        reply(peer, other)


def test_flags_for_other_reasons_slow_nobody(new_member, new_story, new_comment):
    story, peer = new_story(), new_member()
    new_comment(story, by=peer)
    heated(story, new_member(), new_member(), reason="advice")
    assert reply(peer, story)


def test_what_waits_can_be_changed_in_a_slow_thread(new_member, new_story):
    story, peer = new_story(), new_member()
    sent = reply(peer, story)
    heated(story, new_member(), new_member())
    row = changing.edit_again(peer.keyring, sent)
    assert writing.send(peer.keyring, row, writing.find_draft(peer.keyring, row.pk)[1]) == sent
