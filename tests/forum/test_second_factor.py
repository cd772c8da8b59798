"""The second step when signing in: for whoever wants it, and for all staff under https."""

import hashlib
import hmac
import re
import struct
import time
from base64 import b32decode
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from forum.members import words
from forum.members.sessions import SessionStore
from tests.conftest import cleared
from tests.forum.test_members import AFTER_SIGN_IN, NOON, shown

pytestmark = pytest.mark.django_db


def totp(secret, at=None):
    """The six digits of an authenticator app (RFC 6238)."""
    digest = hmac.digest(b32decode(secret), struct.pack(">Q", int(at or time.time()) // 30), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def words_again(person, address):
    """allauth asks for the words once more before it lets anything about signing in be changed."""
    asked = person.client.get(address)
    assert asked.status_code == 302 and asked.url.startswith("/sign-in/again/")
    again = person.client.post("/sign-in/again/", {"password": person.words, "next": address})
    assert again.status_code == 302 and again.url == address


def with_an_app(person, clock):
    """Set up an authenticator app over HTTP; gives its secret, with the person signed out again."""
    client = person.sign_in()
    words_again(person, "/desk/second/app/")
    page = client.get("/desk/second/app/")
    secret = re.search(r'value="([A-Z2-7]{32})"', shown(page))[1]
    assert person.member.username not in shown(page)
    assert client.post("/desk/second/app/", {"code": "000000"}).status_code == 200
    done = client.post("/desk/second/app/", {"code": totp(secret)})
    assert done.status_code == 302, shown(done)
    assert secret not in str(list(Authenticator.objects.values()))
    client.post("/sign-out/")
    clock.shift(timedelta(minutes=2))
    return secret


def test_a_moderator_with_an_app_is_asked_for_its_code_at_sign_in(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member(is_moderator=True)
        secret, client = with_an_app(person, clock), person.client
        step = client.post("/sign-in/", {"words": person.words})
        assert step.status_code == 302 and step.url.startswith("/sign-in/second/")
        for address in ("/desk/", "/moderation/"):
            assert client.get(address).url.startswith("/sign-in/")
        assert client.get("/sign-in/second/").status_code == 200
        wrong = client.post("/sign-in/second/", {"code": "000000"})
        assert wrong.status_code == 200
        assert client.get("/desk/").status_code == 302
        clock.shift(timedelta(seconds=30))
        right = client.post("/sign-in/second/", {"code": totp(secret)})
        assert right.status_code == 302
        assert client.get("/desk/").status_code == 200
        assert client.get("/moderation/").status_code == 200
        kept = SessionStore().decode(Session.objects.get().session_data)
        assert set(kept) == AFTER_SIGN_IN
        assert {method["method"] for method in kept["account_authentication_methods"]} == {"password", "mfa"}
        assert all(method["at"] % 3600 == 0 for method in kept["account_authentication_methods"])


def test_a_text_written_before_the_second_step_is_saved_and_waits_behind_it(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member()
        secret, client = with_an_app(person, clock), Client(HTTP_HOST="localhost:8000")
        text = "I had read the wrong file before the hour."
        step = client.post("/tell/", cleared(happened=text, words=person.words))
        assert step.status_code == 302 and step.url.startswith("/sign-in/second/")
        assert client.get("/desk/").status_code == 302
        right = client.post("/sign-in/second/", {"code": totp(secret)})
        assert right.status_code == 302
        assert text in shown(client.get(right.url))


def test_under_https_staff_without_a_second_step_are_sent_to_set_it_up(new_member, settings):
    person = new_member(is_moderator=True, is_owner=True)
    client = person.sign_in()
    assert client.get("/moderation/").status_code == 200
    settings.TLS = True
    for door in ("/moderation/", "/owner/", "/owner/about/"):
        response = client.get(door)
        assert response.status_code == 302 and response.url == "/desk/second/"
    assert client.get("/desk/second/").status_code == 200
    assert client.get("/desk/").status_code == 200


def test_under_https_staff_with_a_second_step_come_in(new_member, settings):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member(is_moderator=True)
        secret, client = with_an_app(person, clock), person.client
        settings.TLS = True
        client.post("/sign-in/", {"words": person.words})
        assert client.post("/sign-in/second/", {"code": totp(secret)}).status_code == 302
        assert client.get("/moderation/").status_code == 200


def test_the_words_are_asked_for_again_before_the_second_step_is_removed(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member()
        secret, client = with_an_app(person, clock), person.client
        client.post("/sign-in/", {"words": person.words})
        client.post("/sign-in/second/", {"code": totp(secret)})
        again = client.get("/desk/second/app/remove/")
        assert again.status_code == 302 and again.url.startswith("/sign-in/again/")
        assert Authenticator.objects.filter(type="totp").exists()
        assert client.get(again.url).status_code == 200
        wrong = client.post("/sign-in/again/", {"password": words.generate()})
        assert "These are not the words of this keyring." in shown(wrong)
        words_again(person, "/desk/second/app/remove/")
        assert client.get("/desk/second/app/remove/").status_code == 200
        assert client.post("/desk/second/app/remove/").status_code == 302
        assert not Authenticator.objects.filter(type="totp").exists()


def test_a_code_is_good_once_whichever_worker_is_asked(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member()
        secret = with_an_app(person, clock)
        first, second = Client(HTTP_HOST="localhost:8000"), Client(HTTP_HOST="localhost:8000")
        for client in (first, second):
            client.post("/sign-in/", {"words": person.words})
        assert first.post("/sign-in/second/", {"code": totp(secret)}).status_code == 302
        cache.clear()  # another worker's memory knows nothing of it
        replayed = second.post("/sign-in/second/", {"code": totp(secret)})
        assert replayed.status_code == 200 and "This code was used already." in shown(replayed)
        assert second.get("/desk/").status_code == 302
        clock.shift(timedelta(seconds=30))
        assert second.post("/sign-in/second/", {"code": totp(secret)}).status_code == 302


def test_a_spare_code_is_good_once(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member()
        with_an_app(person, clock)
        code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
        answers = []
        for client in (Client(HTTP_HOST="localhost:8000"), Client(HTTP_HOST="localhost:8000")):
            client.post("/sign-in/", {"words": person.words})
            answers.append(client.post("/sign-in/second/", {"code": code}).status_code)
        assert answers == [302, 200]
