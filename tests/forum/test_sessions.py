"""What lies in a session, when its key changes, and which changes end all others."""

import base64
import json
from datetime import timedelta

import pytest
import time_machine
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from forum.members import words
from forum.members.keyring import BOX_BYTES
from forum.members.models import Member
from forum.members.sessions import KEPT, SessionStore
from forum.models import House
from tests.conftest import cleared
from tests.forum.test_members import AFTER_SIGN_IN, NOON, appointed, shown
from tests.forum.test_recovery import asked_again, browser, recovered, typed_back, with_a_phrase
from tests.forum.test_second_factor import totp, with_an_app, words_again

pytestmark = pytest.mark.django_db
# allauth says that an app was set up only when its transaction has ended.
committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def held():
    """{session key: what lies in it}"""
    return {row.session_key: SessionStore().decode(row.session_data) for row in Session.objects.all()}


def key_of(client):
    return client.cookies["session"].value


# What lies in it


def test_a_dump_shows_nothing_of_a_session(new_member):
    person = new_member()
    person.sign_in()
    words_again(person, "/desk/second/app/")
    person.client.get("/desk/second/app/")
    [row] = Session.objects.all()
    content = SessionStore().decode(row.session_data)
    raw = base64.b64decode(row.session_data)
    assert (len(raw) - 28) % 1024 == 0, "its length says what was going on"
    for secret in (str(person.member.pk), person.member.pk.hex, content["keyring"], content["mfa.totp.secret"], '"at"'):
        assert secret.encode() not in raw


@pytest.mark.parametrize("damage", ["", "x", "AAAA", "é", lambda data: data[:-4] + "AAAA", lambda data: data[8:]])
def test_a_session_that_was_tampered_with_is_an_empty_one(new_member, damage):
    client = new_member().sign_in()
    row = Session.objects.get()
    row.session_data = damage(row.session_data) if callable(damage) else damage
    row.save()
    assert SessionStore().decode(row.session_data) == {}
    assert client.get("/desk/").status_code == 302
    assert client.get("/").status_code == 200


def test_sessions_hold_only_what_is_listed_through_a_whole_drive(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person, seen = new_member(is_moderator=True), set()
        client = person.client

        def look():
            for content in held().values():
                seen.update(content)
                said = json.dumps(content)
                assert "canary" not in said and "REMOTE" not in said and "csrf" not in said
                assert set(content) <= KEPT
                for proof in content.get(AUTHENTICATION_METHODS_SESSION_KEY, []):
                    assert set(proof) <= {"method", "at", "reauthenticated", "type", "id"}
                    assert proof["at"] % 3600 == 0

        def do(method, address, **data):
            response = getattr(client, method)(address, data, HTTP_USER_AGENT="canary", HTTP_REFERER="canary")
            look()
            return response

        do("post", "/sign-in/", words=person.words, next="/desk/canary/")
        suspended = do("post", "/desk/second/app/", code="canary")
        assert suspended.status_code == 302 and suspended.url.startswith("/sign-in/again/")
        do("post", "/sign-in/again/", password="canary")
        do("post", "/sign-in/again/", password=person.words, next="/desk/second/app/")
        do("get", "/desk/second/app/")
        [content] = held().values()
        do("post", "/desk/second/app/", code=totp(content["mfa.totp.secret"]))
        do("get", "/desk/second/passkeys/add/")
        do("get", "/desk/settle/words/")
        do("post", "/desk/settle/words/", words="canary", offered="canary")
        do("post", "/tell/", **cleared(happened="canary"))
        do("post", "/sign-out/")
        clock.shift(timedelta(minutes=2))
        do("post", "/sign-in/", words=person.words)
        do("get", "/sign-in/second/")
        do("post", "/sign-in/second/", code="canary")
        assert do("post", "/sign-in/second/", code=totp(content["mfa.totp.secret"])).status_code == 302
        assert client.get("/desk/").status_code == 200
        assert seen == KEPT, "what is listed is in use"
        assert {frozenset(content) for content in held().values()} == {frozenset(AFTER_SIGN_IN)}


# Its key


@committed
def test_the_key_changes_at_sign_in_at_sign_out_and_with_every_change_and_the_old_one_is_dead(new_member):
    person = new_member()
    client, dead = person.client, []

    def changes(does):
        before = client.cookies.get("session")
        before = before and before.value
        does()
        assert key_of(client) != before
        if before:
            dead.append(before)
            assert not Session.objects.filter(session_key__in=dead).exists()
        if key_of(client):
            assert client.get("/desk/").status_code == 200, "this session goes on"

    client.get("/sign-in/passkey/", HTTP_ACCEPT="application/json")
    assert key_of(client), "there is a session before signing in"
    changes(person.sign_in)
    asked_again(person, "/desk/settle/phrase/")
    phrase, app = "/desk/settle/phrase/", []
    changes(lambda: typed_back(client, client.get(phrase), phrase))
    changes(lambda: client.post("/desk/settle/phrase/remove/"))
    changes(lambda: typed_back(client, client.get("/desk/settle/words/"), "/desk/settle/words/"))
    client.get("/desk/second/app/")
    [content] = held().values()
    app.append(content["mfa.totp.secret"])
    changes(lambda: client.post("/desk/second/app/", {"code": totp(app[0])}))
    changes(lambda: client.post("/desk/second/codes/new/"))
    changes(lambda: client.post("/desk/second/app/remove/"))
    changes(lambda: client.post("/desk/settle/", {"code": appointed("host"), "staff_name": "Noor"}))
    changes(lambda: client.post("/desk/settle/elsewhere/"))
    changes(lambda: client.post("/sign-out/"))
    assert not Session.objects.exists()


@committed
def test_every_change_of_what_opens_the_keyring_ends_all_other_sessions(new_member):
    person = new_member()
    client, bystander = person.sign_in(), new_member().sign_in()
    asked_again(person, "/desk/settle/phrase/")
    now = {"words": person.words}

    def ends(does):
        other = browser()
        answer = other.post("/sign-in/", now)
        if answer.url.startswith("/sign-in/second/"):
            code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
            assert other.post("/sign-in/second/", {"code": code}).status_code == 302
        assert other.get("/desk/").status_code == 200
        does()
        assert other.get("/desk/").status_code == 302
        assert "keyring" not in {name for name, cookie in other.cookies.items() if cookie.value}
        assert client.get("/desk/").status_code == bystander.get("/desk/").status_code == 200

    def new_words():
        _done, now["words"] = typed_back(client, client.get("/desk/settle/words/"), "/desk/settle/words/")

    ends(lambda: typed_back(client, client.get("/desk/settle/phrase/"), "/desk/settle/phrase/"))
    ends(lambda: client.post("/desk/settle/phrase/remove/"))
    ends(new_words)
    client.get("/desk/second/app/")
    [secret] = [content["mfa.totp.secret"] for content in held().values() if "mfa.totp.secret" in content]
    ends(lambda: client.post("/desk/second/app/", {"code": totp(secret)}))
    ends(lambda: client.post("/desk/second/codes/new/"))
    ends(lambda: client.post("/desk/second/app/remove/"))
    ends(lambda: client.post("/desk/settle/", {"code": appointed("host"), "staff_name": "Noor"}))
    ends(lambda: client.post("/desk/settle/elsewhere/"))


def test_what_is_left_of_an_older_session_does_not_disturb_the_next_sign_in(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        one, other = new_member(), new_member()
        client = one.sign_in()
        clock.shift(timedelta(minutes=31))
        assert client.post("/sign-in/", {"words": other.words}).status_code == 302
        assert client.get("/desk/").status_code == 200
        before = key_of(client)
        clock.shift(timedelta(minutes=31))
        assert client.post("/sign-in/", {"words": other.words}).status_code == 302
        assert client.get("/desk/").status_code == 200
        assert key_of(client) != before
        assert client.post("/join/", {"offered": words.offer(new := words.generate()), "words": new}).status_code == 302
        assert client.get("/desk/").status_code == 200
        assert Session.objects.count() == 1


def test_words_that_were_asked_for_again_do_not_count_in_the_next_session(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member()
        client = person.sign_in()
        assert asked_again(person, "/desk/settle/words/").status_code == 200
        clock.shift(timedelta(minutes=31))
        person.sign_in()
        assert client.get("/desk/settle/words/").url.startswith("/sign-in/again/")


# Leaving half-way


def test_leaving_between_the_words_and_the_second_step_leaves_nothing(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member()
        with_an_app(person, clock)
        client = browser()
        client.post("/sign-in/", {"words": person.words})
        left = client.post("/sign-out/")
        assert left.status_code == 302 and left.url == "/"
        assert left["Clear-Site-Data"] == '"cache", "storage"'
        assert not Session.objects.exists()
        assert client.cookies["keyring"].value == "" and client.cookies["session"].value == ""
        assert client.get("/sign-in/second/").status_code == 302


def passkey_shown(client, member, at=None):
    """A session as it is after a passkey was accepted: see tests/journeys/test_passkey.py for a real one."""
    client.get("/sign-in/passkey/", HTTP_ACCEPT="application/json")
    session = SessionStore(key_of(client))
    at = at or timezone.now().timestamp()
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "webauthn", "passwordless": True, "at": at}
    ]
    session["account_authentication_methods_user"] = str(member.pk)
    session.save()


def test_leaving_after_a_passkey_was_shown_clears_the_browser_too(new_member):
    person = new_member()
    client = browser()
    passkey_shown(client, person.member)
    assert "Your passkey is accepted. Now your return words" in shown(client.get("/sign-in/"))
    assert client.get("/desk/").status_code == 302, "a passkey alone opens no desk"
    left = client.post("/sign-out/")
    assert left["Clear-Site-Data"] == '"cache", "storage"'
    assert not Session.objects.exists()
    assert "Your passkey is accepted" not in shown(client.get("/sign-in/"))


def test_a_passkey_that_was_shown_counts_for_one_sign_in_of_its_own_member_and_not_for_long(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person, other = new_member(), new_member()
        with_an_app(person, clock)
        with_an_app(other, clock)

        def after_passkey(typed, at=None):
            client = browser()
            passkey_shown(client, person.member, at)
            return client, client.post("/sign-in/", {"words": typed}).url

        client, led_to = after_passkey(person.words)
        assert led_to == "/desk/" and client.get("/desk/").status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.post("/sign-in/", {"words": person.words}).url.startswith("/sign-in/second/")
        assert after_passkey(other.words)[1].startswith("/sign-in/second/")
        long_ago = timezone.now().timestamp() - 3 * 3600
        assert after_passkey(person.words, long_ago)[1].startswith("/sign-in/second/")


# Second factors in the table


def raw_authenticators():
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, data, created_at, last_used_at FROM mfa_authenticator")
        return cursor.fetchall()


def test_the_rows_of_second_factors_tell_no_hour(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member()
        secret = with_an_app(person, clock)
        browser().post("/sign-in/", {"words": person.words})
        again = browser()
        again.post("/sign-in/", {"words": person.words})
        assert again.post("/sign-in/second/", {"code": totp(secret)}).status_code == 302
        Authenticator.objects.update(created_at=timezone.now(), last_used_at=None)
    rows = raw_authenticators()
    assert {row[0] for row in rows} == {"totp", "recovery_codes"}
    assert {str(moment)[:19] for row in rows for moment in row[2:]} == {"2000-01-01 00:00:00"}


def test_what_a_passkey_consists_of_is_sealed_in_the_table(new_member):
    person = new_member()
    content = {"name": "My phone", "credential": {"id": "canary-id", "response": {"attestationObject": "canary-key"}}}
    row = Authenticator.objects.create(user=person.member, type="webauthn", data=content)
    [(_type, raw, *_times)] = raw_authenticators()
    assert "canary" not in raw and "phone" not in raw and "credential" not in raw
    row.refresh_from_db()
    assert row.data == content and row.wrap().name == "My phone"


def test_what_stands_in_the_column_from_before_it_was_sealed_can_be_read(new_member):
    row = Authenticator.objects.create(user=new_member().member, type="webauthn", data={})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mfa_authenticator SET data = %s", ['{"name": "Old one"}'])
    row.refresh_from_db()
    assert row.wrap().name == "Old one"


# The box, at each opening


def box_of(person):
    return bytes(Member.objects.values_list("box", flat=True).get(pk=person.member.pk))


def test_the_box_changes_at_every_opening_keeps_its_length_and_what_is_in_it(new_member):
    person, owner = new_member(), None
    owner = str(person.member.pk)
    Member.objects.filter(pk=owner).update(box=person.keyring.seal_box({"seen": {"a": 1}}, owner))
    boxes = [box_of(person)]
    for _ in range(3):
        browser().post("/sign-in/", {"words": person.words})
        boxes.append(box_of(person))
    browser().post("/tell/", cleared(happened="Once more.", words=person.words))
    boxes.append(box_of(person))
    assert len(set(boxes)) == 5 and {len(box) for box in boxes} == {BOX_BYTES}
    assert person.keyring.open_box(boxes[-1], owner) == {"seen": {"a": 1}, "batch": 0}


def test_pages_and_texts_leave_the_box_as_it_is(new_member):
    person = new_member()
    client = person.sign_in()
    before = Member.objects.filter(pk=person.member.pk).values().get()
    draft = client.post("/tell/", cleared(title="One more", happened="Once.")).url
    for address in ("/", "/desk/", draft, f"{draft}check/"):
        assert client.get(address).status_code == 200
    after = Member.objects.filter(pk=person.member.pk).values().get()
    assert {name: bytes(v) if isinstance(v, memoryview) else v for name, v in before.items()} == {
        name: bytes(v) if isinstance(v, memoryview) else v for name, v in after.items()
    }


def test_a_member_is_counted_once_a_batch(new_member):
    one, other = new_member(), new_member()
    for person in (one, one, other, one):
        browser().post("/sign-in/", {"words": person.words})
    assert House.settings().came_by == 2
    House.objects.filter(pk=1).update(batch=1, came_by=0)
    for person in (other, other):
        browser().post("/sign-in/", {"words": person.words})
    assert House.settings().came_by == 1
    phrase = with_a_phrase(one)
    assert House.settings().came_by == 2
    recovered(browser(), phrase)
    assert House.settings().came_by == 2


def test_a_wrong_word_counts_nobody(new_member):
    new_member().client.post("/sign-in/", {"words": words.generate()})
    assert House.settings().came_by == 0


def test_a_client_with_scripts_off_is_told_that_passkeys_need_them(new_member):
    person = new_member()
    person.sign_in()
    assert "Passkeys need a script" in shown(person.client.get("/desk/second/"))
    words_again(person, "/desk/second/passkeys/add/")
    page = shown(person.client.get("/desk/second/passkeys/add/"))
    assert "This needs a script" in page
    assert person.member.username not in page
