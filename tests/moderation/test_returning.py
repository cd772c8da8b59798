"""What a moderator asks for at a stretch of the text, and what only the writer can put there."""

import sys

import pytest

from moderation import gate
from moderation.models import Decision, Note
from moderation.states import Move, State
from stories import changing, writing
from tests.conftest import approve, send

pytestmark = pytest.mark.django_db

TOLD = "I rang her mother in Salford by mistake. I rang Salford twice."


@pytest.fixture
def reading(new_member, moderators):
    """A text under a moderator's lease: (its writer, its wording, the moderator, the address of the page)."""
    writer = new_member()
    wording = send(writer, happened=TOLD).wordings.get()
    moderators[0].sign_in()
    gate.take(wording, moderators[0].member.label)
    return writer, wording, moderators[0], f"/moderation/{wording.pk}/"


def stretch(wording, told, **more):
    passage = next(n for n, (_p, _h, text) in enumerate(wording.passages) if told in text)
    start = wording.passages[passage][2].index(told)
    return Note(passage=passage, start=start, end=start + len(told), **more)


def test_a_moderator_asks_for_other_words_at_a_stretch_that_the_screening_did_not_find(reading):
    writer, wording, moderator, address = reading
    data = {"read": wording.digest, "place-1": "her mother", "why-place-1": "ID-2", "instead-place-1": "a relative"}
    assert moderator.client.post(address, {**data, "return": ""}).status_code == 302
    wording.refresh_from_db()
    assert wording.state == State.RETURNED
    note = wording.notes.get()
    assert (note.pinned_to, note.reason, note.instead) == ("her mother", "ID-2", "a relative")
    page = writer.sign_in().get(f"/desk/text/{wording.submission.ref}/").content.decode()
    assert "<q>her mother</q>" in page
    assert '<mark class="finding" id="mark-1" data-certainty="certain">her mother<' in page
    assert "<q>a relative</q>" in page
    assert Decision.objects.get(move=Move.RETURN).reason == "ID-2"


def test_words_that_do_not_stand_in_the_text_are_told_and_nothing_is_lost(reading):
    _writer, wording, moderator, address = reading
    data = {"read": wording.digest, "place-1": "his father", "why-place-1": "ID-2", "words": "Thank you for this."}
    response = moderator.client.post(address, {**data, "return": ""})
    assert response.status_code == 422
    assert "do not stand in the text" in response.content.decode()
    assert "Thank you for this." in response.content.decode()
    wording.refresh_from_db()
    assert wording.state == State.READING


def test_suggested_words_enter_the_text_only_when_its_writer_takes_them(reading, moderators, no_hold):
    writer, wording, moderator, _address = reading
    pins = [stretch(wording, "in Salford", reason="ID-1", words="Please.", instead="in a town")]
    pins += [stretch(wording, "her mother", instead="a relative")]
    gate.decide(wording, Move.RETURN, wording.digest, label=moderator.member.label, pins=pins)
    client = writer.sign_in()
    response = client.post(f"/desk/text/{wording.submission.ref}/edit/", follow=True)
    draft, content = writing.drafts(writer.keyring)[0]
    assert TOLD == content["values"]["happened"]
    page = response.content.decode()
    assert page.index("in a town") < page.index(TOLD), "what is asked for stands above the text"
    values = {**content["values"], "revision": writing.revision(draft), "take_over": "1"}  # in the order of the text
    client.post(f"/desk/draft/{draft.pk}/", {name: value for name, value in values.items() if value})
    draft, content = writing.drafts(writer.keyring)[0]
    assert content["values"]["happened"] == "I rang her mother in a town by mistake. I rang Salford twice."
    [left] = changing.asked(content)
    assert left[2:4] == ("her mother", "a relative")
    writing.send(writer.keyring, draft, content)
    approve(wording.submission, moderators)
    assert "her mother in a town" in wording.submission.public_html
    assert "a relative" not in wording.submission.public_html


def test_the_next_moderator_sees_what_changed_first(reading, moderators):
    writer, wording, moderator, _address = reading
    gate.decide(wording, Move.RETURN, wording.digest, label=moderator.member.label, reason="ID-2", words="Change it.")
    draft = changing.edit_again(writer.keyring, wording.submission)
    _row, content = writing.find_draft(writer.keyring, draft.pk)
    content["values"]["happened"] = TOLD.replace("her mother in Salford", "somebody")
    writing.send(writer.keyring, draft, content)
    newest = wording.submission.wordings.order_by("-number").first()
    gate.take(newest, moderator.member.label)
    page = moderator.client.get(f"/moderation/{newest.pk}/?read").content.decode()
    assert "What changed" in page
    assert page.index("<del") < page.index("The whole text")
    assert "her mother in Salford" in page


def test_a_note_beside_words_that_were_taken_back_moves_or_lets_go(new_story, new_comment, new_member, moderators):
    quoted = "It took me eleven months to say that aloud to anybody at all."
    story = new_story()
    comment = new_comment(story, text=quoted)
    reply = send(
        new_member(),
        "comment",
        page=story.ref,
        text=f"You said: {quoted} Me too, I think.",
        reply_type="me_too",
        speaks_as="care",
    )
    wording = reply.wordings.get()
    label = moderators[0].member.label
    gate.take(wording, label)
    pins = [
        stretch(wording, "eleven months", reason="ID-2"),
        stretch(wording, "Me too", reason="ID-2", instead="I too"),
    ]
    gate.decide(wording, Move.RETURN, wording.digest, label=label, pins=pins)
    writing.take_back(comment.by.keyring, comment)
    wording.refresh_from_db()
    pinned = {note.pinned_to for note in wording.notes.all()}
    assert pinned == {"", "Me too"}
    assert "eleven" not in str(wording.passages)


def agreed(reading, harm="none", **more):
    """The moderator approves the text with "a relative" and "a town" in it."""
    _writer, wording, moderator, address = reading
    data = {"read": wording.digest, "harm": harm, "place-1": "her mother", "instead-place-1": "a relative"}
    data |= {"place-2": "in Salford", "instead-place-2": "in a town", "place-3": "rang Salford", **more}
    return moderator.client.post(address, {**data, "agree": ""})


TAKEN = {"instead-place-3": "rang the town"}


def test_a_text_is_approved_once_its_writer_has_taken_the_suggested_words(reading, no_hold):
    writer, wording, moderator, _address = reading
    assert agreed(reading, **TAKEN).status_code == 302
    client, text = writer.sign_in(), f"/desk/text/{wording.submission.ref}/"
    assert "Take all these words and send it" in client.get(text).content.decode()
    assert client.post(f"{text}agree/").status_code == 302
    wording.submission.refresh_from_db()
    assert wording.submission.is_public
    assert "I rang a relative in a town by mistake. I rang the town twice." in wording.submission.public_html
    used = wording.submission.wordings.get(state=State.USED)
    both = Decision.objects.filter(about=wording.submission.ref).order_by("number")
    assert [(row.move, row.read, row.label) for row in both] == [
        (move, used.digest, moderator.member.label) for move in (Move.AGREE, Move.CONFIRM)
    ], "a person's decision stands on the very words that appear"
    assert client.post(f"{text}agree/").status_code == 302
    assert wording.submission.wordings.exclude(passages=[]).get().pk == used.pk


def test_a_text_that_was_changed_in_another_place_too_is_read_again(reading, no_hold):
    writer, wording, _moderator, _address = reading
    agreed(reading, **TAKEN)
    row = changing.edit_again(writer.keyring, wording.submission)
    _row, content = writing.find_draft(writer.keyring, row.pk)
    told = "I rang a relative in a town by mistake. I rang the town twice. She wept."
    content = {**content, "values": {**content["values"], "happened": told}}
    writing.send(writer.keyring, row, content)
    assert writing.newest(wording.submission).state == State.WAITING
    assert not Decision.objects.filter(move=Move.CONFIRM).exists()


def test_where_two_have_to_read_it_another_person_reads_what_the_first_agreed_to(reading, no_hold):
    writer, wording, moderator, _address = reading
    agreed(reading, harm="moderate", **TAKEN)
    writer.sign_in().post(f"/desk/text/{wording.submission.ref}/agree/")
    newest = writing.newest(wording.submission)
    assert (newest.state, newest.first_by) == (State.SECOND, moderator.member.label)
    with pytest.raises(gate.ForbiddenMove):
        gate.take(newest, moderator.member.label)


def test_words_agreed_to_while_the_screening_is_out_wait_for_it(reading, no_hold, settings):
    writer, wording, _moderator, _address = reading
    agreed(reading, **TAKEN)
    client, works = writer.sign_in(), settings.SCREENER
    settings.SCREENER = [sys.executable, "-c", "raise SystemExit(3)"]
    gate.screener.stop()
    client.post(f"/desk/text/{wording.submission.ref}/agree/")
    assert writing.newest(wording.submission).state == State.HELD
    settings.SCREENER = works
    gate.screener.stop()
    assert gate.screen_held(writing.newest(wording.submission))
    wording.submission.refresh_from_db()
    assert wording.submission.is_public


@pytest.mark.parametrize(
    "more, told",
    [
        ({}, "please write them at every place"),
        ({"place-3": "mother in", "instead-place-3": "aunt in"}, "Two of the places overlap"),
        ({"harm": "", **TAKEN}, "Please set the harm"),
    ],
)
def test_approving_with_other_words_needs_them_everywhere(reading, more, told):
    _writer, wording, _moderator, _address = reading
    response = agreed(reading, **more)
    assert response.status_code == 422 and told in response.content.decode()
    wording.refresh_from_db()
    assert wording.state == State.READING


def test_nothing_certain_stays_in_a_text_that_is_approved_with_other_words(new_member, moderators):
    wording = send(new_member(), happened="I rang her mother and spoke of Aarav.").wordings.get()
    moderators[0].sign_in()
    gate.take(wording, moderators[0].member.label)
    data = {"read": wording.digest, "harm": "none", "place-1": "her mother", "instead-place-1": "a relative"}
    response = moderators[0].client.post(f"/moderation/{wording.pk}/", {**data, "agree": ""})
    assert response.status_code == 422 and "“Aarav” would stay" in response.content.decode()
