"""Words that cannot be taken are given back: after a session's end, a stale token, another tab."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from forum.members import words
from forum.members.models import Draft
from moderation import gate
from moderation.states import Move
from tests.conftest import STORY, cleared
from tests.stories.test_bad_input import LONG, TEXT_FIELD, _filled, again_in, shown, token_in
from tests.stories.test_road import posted, read_in, revision_in

pytestmark = pytest.mark.django_db

# A session that ended


@pytest.mark.parametrize("where", ["tell", "reply", "draft", "update"])
def test_a_session_that_ended_in_the_middle_of_a_long_text_asks_for_the_words_beside_it(house, where):
    drafts, text = Draft.objects.count(), LONG[:7_999] if where in ("reply", "update") else LONG
    values = _filled(house, where, text)
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        response = house.client.post(house.addresses[where], {**values, "save": ""})
        assert response.status_code == 422
        assert text.strip() in shown(response)
        assert 'name="words"' in shown(response)
        assert Draft.objects.count() == drafts
        saved = house.client.post(house.addresses[where], {**values, "words": house.words, "save": ""})
        assert saved.status_code == 302, shown(saved)
        assert text.strip() in shown(house.client.get(saved.url))
    assert Draft.objects.count() == drafts + (where != "draft")


def test_wrong_words_beside_a_long_text_leave_the_text_in_the_form(house):
    stranger = Client(HTTP_HOST="localhost:8000")
    for typed in ("abacus", "nosuch words at all here now", words.generate(), "", "a\0b", "x" * 5000):
        response = stranger.post("/tell/", cleared(**posted(STORY) | {"happened": LONG, "words": typed}))
        assert response.status_code == 422
        assert LONG.strip() in shown(response)


@pytest.mark.parametrize("where", ["check", "review", "owner page"])
def test_a_session_that_ended_before_other_writing_gives_it_back_to_be_sent_again(house, where):
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        text = "So I told her the truth."
        response = house.client.post(house.addresses[where], _filled(house, where, text))
        assert response.status_code == 403
        address, values = again_in(response)
        assert address == house.addresses[where]
        assert values[TEXT_FIELD[where]] == [text]
        house.sign_in()
        again = house.client.post(address, values)
        if where == "review":  # which button it was is not given back: it is asked for
            assert again.status_code == 422
            assert text in shown(again)
            again = house.client.post(address, {**values, "return": ""})
        assert again.status_code == 302, shown(again)


def test_signing_in_elsewhere_in_between_never_loses_the_text(house, strict):
    """Signing in changes every token: the page in the other tab may be refused once more, with the text in it."""
    address, text = house.addresses["owner page"], "So I told her the truth."
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        token = token_in(strict.get("/sign-in/"))
        response = strict.post(address, {"text": text, "csrfmiddlewaretoken": token})
        assert response.status_code == 403
        old, values = again_in(response)[1].copy(), again_in(response)[1]
        values["csrfmiddlewaretoken"] = token_in(response)
        signed_in = strict.post("/sign-in/", {"words": house.words, "csrfmiddlewaretoken": token_in(response)})
        assert signed_in.status_code == 302
        response = strict.post(address, values)
        if response.status_code == 403:
            assert {name: told for name, told in again_in(response)[1].items() if name != "csrfmiddlewaretoken"} == {
                name: told for name, told in old.items() if name != "csrfmiddlewaretoken"
            }
            response = strict.post(address, again_in(response)[1] | {"csrfmiddlewaretoken": token_in(response)})
        assert response.status_code == 302, shown(response)
        assert text in shown(strict.get(response.url))


@pytest.mark.parametrize("size", [10, 10_000_000])
@pytest.mark.parametrize("where", ["tell", "draft", "review", "owner page", "join", "sign in"])
def test_a_file_is_refused_before_a_byte_of_it_reaches_a_disk(house, strict, where, size, monkeypatch):
    strict.get("/join/")
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", None)
    file = SimpleUploadedFile("notes.txt", b"a" * size)
    assert strict.post(house.addresses[where], {"title": "With a file", "notes": file}).status_code == 413


# Forms from elsewhere, and forms that are too old


@pytest.mark.parametrize("where", sorted(set(TEXT_FIELD) - {"settle"}))
def test_a_form_without_its_token_is_given_back_with_a_fresh_one_that_works(house, strict, where):
    text = LONG if where in ("tell", "draft", "owner page") else "So I told her the truth."
    response = strict.post(house.addresses[where], _filled(house, where, text))
    assert response.status_code == 403
    address, values = again_in(response)
    assert address == house.addresses[where]
    assert [told.strip() for told in values[TEXT_FIELD[where]]] == [text.strip()]
    again = strict.post(address, {**values, **({"return": ""} if where == "review" else {})})
    assert again.status_code == 302, shown(again)


def test_a_strangers_long_text_without_its_token_is_given_back_too(db):
    stranger = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")
    response = stranger.post("/tell/", cleared(**posted(STORY) | {"happened": LONG}))
    assert response.status_code == 403
    address, values = again_in(response)
    response = stranger.post(address, values)
    assert response.status_code == 422
    assert LONG.strip() in shown(response)
    assert 'name="words"' in shown(response)


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "http://localhost:8000.evil.example", "http://"])
@pytest.mark.parametrize("where", sorted(TEXT_FIELD))
def test_a_form_from_elsewhere_is_refused_and_offers_no_way_to_send_it_on(house, strict, where, origin):
    token = token_in(strict.get("/join/"))
    values = _filled(house, where, "Sent from elsewhere.") | {"csrfmiddlewaretoken": token}
    response = strict.post(house.addresses[where], values, HTTP_ORIGIN=origin)
    assert response.status_code == 403
    assert again_in(response) is None
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_a_token_refused_at_sign_in_or_joining_shows_no_words(db):
    stranger, secret = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000"), words.generate()
    for address in ("/sign-in/", "/join/"):
        response = stranger.post(address, {"words": secret, "offered": words.offer(secret), "saved": ""})
        assert response.status_code == 403
        assert secret not in shown(response)


# Two tabs, two moderators


def test_a_second_tabs_later_save_is_a_409_with_both_texts(house):
    address = house.addresses["draft"]
    read = revision_in(house.client.get(address))
    first = {**posted(STORY), "happened": "What the first tab says.", "revision": read}
    second = {**posted(STORY), "happened": LONG, "revision": read}
    assert house.client.post(address, first).status_code == 302
    response = house.client.post(address, second)
    assert response.status_code == 409
    assert "What the first tab says." in shown(response)
    assert LONG.strip() in shown(response)
    kept = house.client.post(address, {**second, "revision": revision_in(response)})
    assert kept.status_code == 302
    assert LONG.strip() in shown(house.client.get(address))


def test_a_stale_digest_in_a_decision_is_a_409_with_the_moderators_words(house, moderators):
    said = "Please leave the name of the street out."
    page = house.client.get(house.addresses["review"] + "?read")
    decision = {"read": read_in(page), "words": said, "reason": "ID-1", "return": ""}
    stale = house.client.post(house.addresses["review"], decision | {"read": "0" * 64})
    assert stale.status_code == 409
    assert said in shown(stale)
    assert not house.wording.notes.exists()
    gate.release(house.wording, house.member.label)
    other = moderators[0].member.label
    gate.take(house.wording, other)
    gate.decide(house.wording, Move.APPROVE, house.wording.digest, label=other, harm="some")
    late = house.client.post(house.addresses["review"], decision)
    assert late.status_code == 409
    assert said in shown(late)
    assert house.client.post(house.addresses["review"], {"read": "\0", "words": said}).status_code == 409


@pytest.mark.parametrize("read", ["\0", "", "x" * 5000, "\U0010ffff"])
def test_junk_for_a_digest_never_decides(house, read):
    decision = {"read": read, "words": "Kept words", "reason": "ID-1", "return": ""}
    response = house.client.post(house.addresses["review"], decision)
    assert response.status_code in (409, 422)
    assert "Kept words" in shown(response)
    house.wording.refresh_from_db()
    assert house.wording.state == "reading"
