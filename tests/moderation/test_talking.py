"""The private word between a writer and the moderators; appeals; care first; how long it takes."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from forum.models import Tally
from moderation import gate, talking, waits
from moderation.models import Decision, Message, Wording
from moderation.states import Move, State
from stories import changing, writing
from tests.conftest import send

pytestmark = pytest.mark.django_db

WORDS = "Would it help if I left the school out of it?"


def say(person, ref, words=WORDS, **more):
    return person.client.post(f"/desk/text/{ref}/say/", {"message": words, **more})


def test_a_writer_and_a_moderator_talk_in_private_and_both_see_it(new_member, new_story, moderators, client):
    writer, other = new_member(), new_member()
    writer.sign_in(), other.sign_in(), moderators[0].sign_in()
    story = new_story(by=writer)
    assert say(writer, story.ref).status_code == 302
    assert WORDS in moderators[0].client.get(f"/moderation/talk/{story.ref}/").content.decode()
    assert "waits for an answer" in moderators[0].client.get("/moderation/").content.decode()
    moderators[0].client.post(f"/moderation/talk/{story.ref}/", {"message": "It would, thank you."})
    assert "It would, thank you." in writer.client.get(f"/desk/text/{story.ref}/").content.decode()
    assert "A moderator wrote to you" in writer.client.get("/desk/").content.decode()
    for stranger in (client, other.client):
        for address in (f"/desk/text/{story.ref}/", f"/moderation/talk/{story.ref}/", f"/stories/{story.ref}/", "/"):
            assert WORDS not in stranger.get(address, headers={"host": "localhost:8000"}).content.decode()


def test_a_moderator_does_not_answer_in_a_talk_about_their_own_text(new_story, moderators):
    story = new_story(by=moderators[0])
    moderators[0].sign_in()
    say(moderators[0], story.ref)
    assert moderators[0].client.get(f"/moderation/talk/{story.ref}/").status_code == 404
    assert story.ref not in moderators[0].client.get("/moderation/").content.decode()


def test_what_was_typed_is_given_back_when_the_session_has_ended(new_member, new_story):
    writer = new_member()
    story = new_story(by=writer)
    response = say(writer, story.ref)
    assert response.status_code == 403
    assert WORDS in response.content.decode()
    assert not Message.objects.exists()


def test_a_long_talk_has_a_way_to_its_newest_word(new_member, new_story, moderators):
    writer = new_member()
    writer.sign_in(), moderators[0].sign_in()
    story = new_story(by=writer)
    for number in range(9):
        Message.objects.say(story, f"Word {number}.", from_writer=number % 2 == 0)
        for page in (
            moderators[0].client.get(f"/moderation/talk/{story.ref}/"),
            writer.client.get(f"/desk/text/{story.ref}/"),
        ):
            html = page.content.decode()
            assert html.count('href="#newest-word"') == (number >= 6)
            assert f"Word {number}." in html[html.index('id="newest-word"') :]


def test_nobody_floods_the_moderators(new_member, new_story):
    writer = new_member()
    writer.sign_in()
    story = new_story(by=writer)
    for _turn in range(talking.IN_A_ROW):
        assert say(writer, story.ref).status_code == 302
    response = say(writer, story.ref, "Once more.")
    assert response.status_code == 422
    assert "Once more." in response.content.decode()
    talking.answer(story, "We are here.")
    assert say(writer, story.ref).status_code == 302


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_talk_goes_with_its_text_and_30_days_after_it_was_closed(new_member, new_story, time_machine):
    writer = new_member()
    kept, gone = new_story(by=writer), new_story()
    talking.write(kept, WORDS), talking.write(gone, WORDS)
    gate.withdraw(gone)
    assert Message.objects.get().submission_id == kept.pk
    talking.close(kept)
    talking.erase_closed()
    assert Message.objects.exists()
    time_machine.move_to(timezone.now() + timedelta(days=30))
    call_command("night")
    assert not Message.objects.exists()
    with pytest.raises(talking.Gone):
        talking.write(gone, WORDS)


def test_an_appeal_is_read_by_somebody_else_and_there_is_one(new_member, moderators):
    writer = new_member()
    writer.sign_in()
    text = send(writer)
    first, second = (moderator.member.label for moderator in moderators)
    wording = text.wordings.get()
    gate.take(wording, first)
    gate.decide(wording, Move.DECLINE, wording.digest, label=first, reason="SC-1", words="This is not yours.")
    assert say(writer, text.ref, "It was mine.", appeal="").status_code == 302
    wording.refresh_from_db()
    assert (wording.state, wording.erase_on) == (State.WAITING, None)
    with pytest.raises(gate.ForbiddenMove):
        gate.take(wording, first)
    moderators[0].sign_in(), moderators[1].sign_in()
    assert str(wording.pk) not in moderators[0].client.get("/moderation/").content.decode()
    assert "appeal" in moderators[1].client.get("/moderation/").content.decode()
    gate.take(wording, second)
    assert "It was mine." in moderators[1].client.get(f"/moderation/{wording.pk}/?read").content.decode()
    gate.decide(wording, Move.DECLINE, wording.digest, label=second, reason="SC-1", words="We agree.")
    response = say(writer, text.ref, "Please.", appeal="")
    assert response.status_code == 422
    assert "Please." in response.content.decode()
    assert Wording.objects.get().state == State.DECLINED


def test_care_comes_first_and_nothing_is_approved_meanwhile(new_member, moderators, no_hold):
    writer = new_member()
    text = send(writer)
    wording = text.wordings.get()
    label = moderators[0].member.label
    moderators[0].sign_in()
    gate.take(wording, label)
    address, data = f"/moderation/{wording.pk}/", {"read": wording.digest, "harm": "none"}
    assert moderators[0].client.post(address, {**data, "care": ""}).status_code == 422
    moderators[0].client.post(address, {**data, "care": "", "words": "Are you all right tonight?"})
    assert "Are you all right tonight?" in writer.sign_in().get(f"/desk/text/{text.ref}/").content.decode()
    assert Decision.objects.get().move == Move.CARE
    wording.refresh_from_db()
    gate.take(wording, label)
    refused = moderators[0].client.post(address, {**data, "approve": ""})
    assert refused.status_code == 422
    assert "Care first" in refused.content.decode()
    text.refresh_from_db()
    assert not text.is_public
    talking.close(text)
    assert moderators[0].client.post(address, {**data, "approve": ""}).status_code == 302
    text.refresh_from_db()
    assert text.is_public


def test_a_new_version_is_cared_for_too(new_member, moderators):
    writer = new_member()
    text = send(writer)
    wording = text.wordings.get()
    gate.take(wording, moderators[0].member.label)
    talking.care_first(wording, moderators[0].member.label, "How are you?")
    draft = changing.edit_again(writer.keyring, text)
    _row, content = writing.find_draft(writer.keyring, draft.pk)
    writing.send(writer.keyring, draft, content)
    assert text.wordings.get(state=State.WAITING).care


def test_waits_are_told_in_hours_and_only_of_many_texts(new_member, moderators, time_machine):
    now = timezone.now().replace(minute=30)
    time_machine.move_to(now)
    label = moderators[0].member.label
    wordings = [send(new_member()).wordings.get() for _turn in range(waits.FEWEST)]
    for hours, wording in enumerate(wordings, 1):
        assert waits.within() is None
        time_machine.move_to(now + timedelta(hours=hours))
        gate.take(wording, label)
        gate.decide(wording, Move.RETURN, wording.digest, label=label, reason="ID-1", words="Please.")
    assert waits.within() == 4
    assert waits.within(0.95) == 8
    assert {row.name for row in Tally.objects.filter(name__startswith="waited")} == {
        "waited 002",
        "waited 004",
        "waited 008",
    }
    assert waits.in_words(1) == "an hour"
    assert waits.in_words(48) == "2 days"
    writer = new_member()
    text = send(writer)
    assert "within 4 hours lately" in writer.sign_in().get(f"/desk/text/{text.ref}/").content.decode()


def test_what_waits_can_be_taken_back_to_the_desk(new_member, new_story, moderators):
    writer = new_member()
    client = writer.sign_in()
    text = send(writer, topics=["boundaries"])
    client.post(f"/desk/text/{text.ref}/cancel/")
    text.refresh_from_db()
    assert text.standing == "withdrawn"
    [(draft, content)] = writing.drafts(writer.keyring)
    assert content["values"]["happened"].startswith("A client told me")
    again = writing.send(writer.keyring, draft, content)
    assert again.wordings.get().state == State.WAITING
    story = new_story(by=new_member())
    edit = changing.edit_again(story.by.keyring, story)
    _row, content = writing.find_draft(story.by.keyring, edit.pk)
    content["values"]["learned"] = "I read my notes twice."
    writing.send(story.by.keyring, edit, content)
    row = changing.cancel(story.by.keyring, story)
    story.refresh_from_db()
    assert story.is_public
    assert writing.find_draft(story.by.keyring, row.pk)[1]["values"]["learned"] == "I read my notes twice."
    with pytest.raises(gate.ForbiddenMove):
        changing.cancel(story.by.keyring, story)
