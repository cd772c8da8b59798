"""Leaving: each text goes or stays as chosen, the account is gone with all that hangs on it, receipts go on."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.sessions.models import Session
from django.test import Client

from forum.members.keyring import claim_words
from forum.members.models import Draft, Member
from forum.members.unlocking import mine
from forum.members.words import word_list
from moderation import decisions
from moderation.models import Decision
from moderation.states import Standing
from stories import leaving, writing
from stories.models import Voice
from tests.conftest import STORY
from tests.promises.test_four_promises import every_value

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(new_member, new_story, new_comment):
    """One with two texts and a draft, signed in."""
    person = new_member()
    person.story = new_story(by=person)
    person.reply = new_comment(new_story(), by=person)
    writing.new_draft(person.keyring, {"kind": "story", "values": STORY, "kept": []})
    person.sign_in()
    return person


def leave(person, **data):
    return person.client.post("/desk/leave/", {"password": person.words, **data})


def standings(person):
    person.story.refresh_from_db()
    person.reply.refresh_from_db()
    return person.story.standing, person.reply.standing


def test_each_text_goes_or_stays_as_its_writer_chose(writer):
    page = writer.client.get("/desk/leave/").content.decode()
    assert STORY["title"] in page and "I have been there too." in page
    response = leave(writer, **{f"text-{writer.reply.ref}": "back", f"text-{writer.story.ref}": "stay", "chosen": ""})
    assert response.status_code == 302 and response.url == "/left/"
    assert standings(writer) == (Standing.PUBLIC, Standing.WITHDRAWN)
    assert STORY["title"] in Client(HTTP_HOST="localhost:8000").get(f"/stories/{writer.story.ref}/").content.decode()


@pytest.mark.parametrize(("button", "standing"), [("all_back", Standing.WITHDRAWN), ("all_stay", Standing.PUBLIC)])
def test_one_button_speaks_for_all_texts(writer, button, standing):
    opposite = "stay" if button == "all_back" else "back"
    leave(writer, **{f"text-{writer.reply.ref}": opposite, f"text-{writer.story.ref}": opposite, button: ""})
    assert standings(writer) == (standing, standing)


def test_nothing_of_the_account_is_left_anywhere(writer):
    elsewhere = Client(HTTP_HOST="localhost:8000")
    elsewhere.post("/sign-in/", {"words": writer.words})
    TOTP.activate(writer.member, generate_totp_secret())
    response = leave(writer, all_stay="")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert {name for name, morsel in response.cookies.items() if not morsel.value} >= {"session", "keyring"}
    assert not Draft.objects.exists() and not Authenticator.objects.exists() and not Session.objects.exists()
    assert not Member.objects.filter(pk=writer.member.pk).exists()
    gone = {writer.member.pk.hex, writer.member.username, bytes(writer.member.wrapped).hex()}
    assert not [place for *place, value in every_value() if any(token in value for token in gone)]
    for client in (writer.client, elsewhere):
        assert client.get("/desk/").status_code == 302
    assert elsewhere.post("/sign-in/", {"words": writer.words}).status_code == 200  # no keyring opens with them
    farewell = Client(HTTP_HOST="localhost:8000").get(response.url)
    assert farewell.status_code == 200 and not farewell.cookies


def test_a_receipt_goes_on_working_and_the_voice_stays_taken(writer):
    claim = writer.keyring.claim(mine(writer.keyring, Voice.objects)[writer.story.claim_hash])
    voices = Voice.objects.count()
    leave(writer, all_stay="")
    receipt = f"{writer.story.ref}\n{claim_words(claim, word_list())}"
    stranger = Client(HTTP_HOST="localhost:8000", headers={"sec-fetch-site": "same-origin"})
    assert stranger.post("/take-back/", {"receipt": receipt}).status_code == 302
    assert standings(writer) == (Standing.WITHDRAWN, Standing.PUBLIC)
    assert Voice.objects.count() == voices


def test_wrong_words_change_nothing_and_the_choice_is_kept(writer, new_member):
    other = new_member()
    response = leave(writer, password=other.words, **{f"text-{writer.reply.ref}": "back"}, chosen="")
    assert response.status_code == 422
    assert 'value="back" checked' in response.content.decode()
    assert standings(writer) == (Standing.PUBLIC, Standing.PUBLIC)
    assert Member.objects.filter(pk=writer.member.pk).exists() and Draft.objects.exists()


def test_the_last_owner_cannot_leave_and_is_told_so(new_member):
    owner = new_member(is_owner=True)
    owner.sign_in()
    assert "only owner" in owner.client.get("/desk/leave/").content.decode()
    response = leave(owner, all_back="")
    assert response.status_code == 422 and "only owner" in response.content.decode()
    assert Member.objects.filter(pk=owner.member.pk).exists()
    new_member(is_owner=True)
    assert leave(owner).status_code == 302
    assert not Member.objects.filter(pk=owner.member.pk).exists()


def test_a_moderators_decisions_keep_their_random_label(new_story, moderators):
    new_story()
    label = moderators[0].member.label
    moderators[0].sign_in()
    assert leave(moderators[0]).status_code == 302
    assert Decision.objects.filter(label=label).exists()
    assert decisions.verify()


def test_taking_back_and_leaving_are_not_one_transaction(writer, monkeypatch):
    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(Member, "delete", killed)
    with pytest.raises(KeyboardInterrupt):
        leaving.leave(writer.keyring, writer.member, {writer.reply.ref})
    assert standings(writer) == (Standing.PUBLIC, Standing.WITHDRAWN)
    assert not Draft.objects.exists() and Member.objects.filter(pk=writer.member.pk).exists()
    monkeypatch.undo()
    leaving.leave(writer.keyring, writer.member, {writer.reply.ref})
    assert not Member.objects.filter(pk=writer.member.pk).exists()
