"""Coming in, staying, leaving, and taking on a role, over HTTP."""

import fcntl
import html
import re
import threading
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from forum.members import words
from forum.members.models import Appointment, Member
from forum.members.sessions import SessionStore
from tests.conftest import cleared

pytestmark = pytest.mark.django_db

AFTER_SIGN_IN = {
    "_auth_user_id",
    "_auth_user_backend",
    "_auth_user_hash",
    "keyring",
    "account_authentication_methods",
    "account_authentication_methods_user",  # the member's key once more
    "_session_expiry",  # 0: with the browser
}
NOON = datetime(2026, 7, 14, 12, 34, 56, tzinfo=UTC)


def shown(response):
    return html.unescape(response.content.decode())


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000")


def offered_in(response):
    return re.search(r'name="offered" value="([^"]+)"', shown(response))[1]


def words_in(response):
    return re.findall(r"<li>(\w+)</li>", re.search(r'<ol class="words">(.*?)</ol>', shown(response), re.S)[1])


# Joining


def test_joining_shows_six_words_and_asks_for_them_once(stranger):
    page = stranger.get("/join/")
    made, offered = words_in(page), offered_in(page)
    assert len(made) == 6 and set(made) <= set(words.word_list())
    assert page["Cache-Control"] == "no-store, private"
    back = stranger.post("/join/", {"offered": offered, "saved": "", "next": "/desk/"})
    assert "Type your words once" in shown(back)
    assert " ".join(made) not in shown(back)
    assert not Member.objects.exists()
    done = stranger.post("/join/", {"offered": offered_in(back), "words": " ".join(made).upper(), "next": "/desk/"})
    assert done.status_code == 302 and done.url == "/desk/"
    member = Member.objects.get()
    assert " ".join(made) not in f"{member.username} {member.password}"
    assert stranger.get("/desk/").status_code == 200


def test_the_file_of_words_names_neither_the_site_nor_its_purpose(stranger):
    page = stranger.get("/join/")
    file = stranger.post("/join/notes.txt", {"offered": offered_in(page)})
    assert file.content.decode().split() == words_in(page)
    assert file["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert file["Cache-Control"] == "no-store, private"
    assert stranger.get("/join/notes.txt").status_code == 405


def test_words_can_be_shown_again_until_twenty_minutes_have_passed(stranger):
    with time_machine.travel(NOON, tick=False) as clock:
        page = stranger.get("/join/")
        offered, made = offered_in(page), words_in(page)
        clock.shift(timedelta(minutes=19))
        assert words_in(stranger.post("/join/", {"offered": offered})) == made
        clock.shift(timedelta(minutes=2))
        late = stranger.post("/join/", {"offered": offered, "words": " ".join(made)})
        assert "more than 20 minutes" in shown(late)
        assert words_in(late) != made
    assert not Member.objects.exists()


def test_wrong_words_do_not_join(stranger):
    offered = offered_in(stranger.get("/join/"))
    answer = stranger.post("/join/", {"offered": offered, "words": words.generate()})
    assert answer.status_code == 422
    assert "No keyring opens with these words." in shown(answer)
    assert not Member.objects.exists()


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_joining_and_signing_in_lead_to_no_other_host(stranger, new_member, target):
    page = stranger.get("/join/", {"next": target})
    assert target not in shown(page)
    secret = {"offered": offered_in(page), "words": " ".join(words_in(page)), "next": target}
    assert stranger.post("/join/", secret).url == "/desk/"
    person = new_member()
    assert person.client.post("/sign-in/", {"words": person.words, "next": target}).url == "/desk/"


# Signing in


def test_words_are_taken_as_they_were_meant(new_member):
    person = new_member()
    typed = "  1. " + ", ".join(person.words.title().split()) + ".\n"
    assert person.client.post("/sign-in/", {"words": typed}).status_code == 302
    assert person.client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda six: [*six[:5], "zzxyx"], "“zzxyx” is not one of our words. Is it a slip of the pen?"),
        (lambda six: six[:5], "Return words are six words."),
        (lambda six: [*six, six[0]], "Return words are six words."),
        (lambda six: [*six[:5], "abacus" if six[5] != "abacus" else "abdomen"], "No keyring opens with these words."),
        (lambda six: [], "Please type your six return words."),
    ],
    ids=["slip", "five", "seven", "wrong", "none"],
)
def test_what_is_wrong_with_the_words_is_said(new_member, change, said):
    person = new_member()
    answer = person.client.post("/sign-in/", {"words": " ".join(change(person.words.split()))})
    assert answer.status_code == 200
    assert said in shown(answer)
    assert "keyring" not in person.client.cookies
    assert person.client.get("/desk/").status_code == 302


def test_a_busy_door_asks_for_a_few_seconds_and_loses_nothing(new_member, settings, monkeypatch):
    person = new_member()
    monkeypatch.setattr(words, "_PATIENCE", 0.1)
    held, done = threading.Event(), threading.Event()

    def hold():
        with open(settings.STATE_DIR / "stretching.lock", "w") as door:
            fcntl.flock(door, fcntl.LOCK_EX)
            held.set()
            done.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert held.wait(10)
        answer = person.client.post("/sign-in/", {"words": person.words})
        assert "Please wait a few seconds and try again; nothing was lost." in shown(answer)
        text = "She never came back after that hour."
        told = Client(HTTP_HOST="localhost:8000").post("/tell/", cleared(happened=text, words=person.words))
        assert told.status_code == 422
        assert text in shown(told)
        assert "Please wait a few seconds" in shown(told)
    finally:
        done.set()
        holder.join()
    assert person.client.post("/sign-in/", {"words": person.words}).status_code == 302


def test_after_many_tries_from_one_network_it_says_wait(new_member):
    cache.clear()
    person = new_member()
    said = [shown(person.client.post("/sign-in/", {"words": words.generate()})) for _ in range(25)]
    assert any("many tries" in page.lower() for page in said)
    told = person.client.post("/tell/", cleared(happened="Still here", words=person.words))
    assert told.status_code == 422
    assert "Still here" in shown(told)
    cache.clear()


# Staying


def test_half_an_hour_of_silence_ends_it_and_every_page_before_that_begins_it_anew(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        client = new_member().sign_in()
        for _ in range(3):
            clock.shift(timedelta(minutes=29))
            assert client.get("/desk/").status_code == 200
        clock.shift(timedelta(minutes=31))
        response = client.get("/desk/")
        assert response.status_code == 302 and response.url.startswith("/sign-in/")
        assert client.cookies["keyring"].value == ""


def test_twelve_hours_end_it_whatever_is_done(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        client = new_member().sign_in()
        for _ in range(35):
            clock.shift(timedelta(minutes=20))
            assert client.get("/desk/").status_code == 200
        clock.shift(timedelta(minutes=21))
        assert client.get("/desk/").status_code == 302


def test_the_session_row_is_written_once_and_tells_no_hour(new_member, new_story):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member()
        client = person.sign_in()
        row = Session.objects.get()
        assert row.expire_date == datetime(2026, 7, 16, tzinfo=UTC)
        kept = SessionStore().decode(row.session_data)
        assert set(kept) == AFTER_SIGN_IN
        [method] = kept["account_authentication_methods"]
        assert set(method) <= {"method", "at", "reauthenticated"}
        assert method["at"] % 3600 == 0
        assert person.words not in str(kept) and person.member.username not in str(kept)
        clock.shift(timedelta(minutes=5))
        draft = client.post("/tell/", cleared(title="One more")).url
        for address in ("/", "/desk/", "/desk/settle/", "/before/", draft, f"{draft}check/", "/stories/"):
            assert client.get(address).status_code == 200
        after = Session.objects.get()
        assert (after.session_key, after.session_data, after.expire_date) == (
            row.session_key,
            row.session_data,
            row.expire_date,
        )


def test_no_cookie_outlives_the_browser(new_member):
    client = new_member().sign_in()
    client.post("/tell/", cleared(begin=""))
    assert {"session", "keyring", "form"} == set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["expires"] == "" and cookie["max-age"] == ""
        assert cookie["httponly"] and cookie["samesite"] == "Strict"
        assert cookie["path"] == "/" and cookie["domain"] == ""


def test_a_session_without_its_keyring_cookie_is_nobody(new_member):
    client = new_member().sign_in()
    del client.cookies["keyring"]
    assert client.get("/desk/").status_code == 302
    assert client.get("/").status_code == 200


def test_another_members_keyring_cookie_opens_nothing(new_member):
    one, other = new_member().sign_in(), new_member().sign_in()
    one.cookies["keyring"] = other.cookies["keyring"].value
    assert one.get("/desk/").status_code == 302


def test_signing_out_ends_it_and_clears_the_browser(new_member):
    client = new_member().sign_in()
    before = {name: cookie.value for name, cookie in client.cookies.items()}
    response = client.post("/sign-out/")
    assert response.status_code == 302 and response.url == "/"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert client.cookies["keyring"].value == "" and client.cookies["session"].value == ""
    assert not Session.objects.exists()
    for name, value in before.items():
        client.cookies[name] = value
    assert client.get("/desk/").status_code == 302


def test_the_exit_ends_it_with_a_link(new_member):
    client = new_member().sign_in()
    response = client.get("/exit/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert "allible" not in shown(response)
    assert not Session.objects.exists()
    assert client.get("/desk/").content == response.content


# Roles


def appointed(role):
    out = StringIO()
    call_command("appoint", role, stdout=out)
    return out.getvalue().strip()


@pytest.mark.parametrize(
    ("role", "door"), [("moderator", "/moderation/practice/"), ("owner", "/owner/"), ("host", "/desk/settle/")]
)
def test_a_one_time_code_gives_a_role_once(new_member, role, door):
    person, late = new_member(), new_member()
    client = person.sign_in()
    assert client.get(door).status_code == (200 if role == "host" else 403)
    code = appointed(role)
    assert code not in str(list(Appointment.objects.values()))
    assert client.post("/desk/settle/", {"code": f" {code.upper()} ", "staff_name": "Noor"}).status_code == 302
    person.member.refresh_from_db()
    assert getattr(person.member, f"is_{role}") and person.member.staff_name == "Noor"
    assert len(person.member.label) == 16
    assert client.get(door).status_code == 200
    assert not Appointment.objects.exists()
    refused = late.sign_in().post("/desk/settle/", {"code": code, "staff_name": "Kim"})
    assert refused.status_code == 422
    assert "unknown, used or more than seven days old" in shown(refused)
    late.member.refresh_from_db()
    assert not late.member.is_staff_member and not late.member.label


def test_a_wrong_code_or_one_older_than_seven_days_gives_nothing(new_member):
    person = new_member()
    code = appointed("moderator")
    assert person.sign_in().post("/desk/settle/", {"code": "no-such-code", "staff_name": "Noor"}).status_code == 422
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert person.sign_in().post("/desk/settle/", {"code": code, "staff_name": "Noor"}).status_code == 422
    person.member.refresh_from_db()
    assert not person.member.is_staff_member


def test_staff_pages_are_closed_to_whoever_has_another_role(new_member):
    host, moderator, owner = new_member(is_host=True), new_member(is_moderator=True), new_member(is_owner=True)
    for person, opens in ((host, ()), (moderator, ("/moderation/",)), (owner, ("/owner/",))):
        client = person.sign_in()
        for door in ("/moderation/", "/owner/", "/owner/about/"):
            assert client.get(door).status_code == (200 if door.startswith(opens or ("none",)) else 403)


# Nothing else


@pytest.mark.parametrize(
    "address",
    ["signup", "login", "logout", "email", "password/reset", "password/change", "password/set", "inactive"]
    + ["accounts/signup", "accounts/login", "confirm-email", "reauthenticate", "3rdparty", "social/signup"]
    + ["2fa", "mfa", "mfa/webauthn", "desk/second/webauthn", "sessions", "admin", "login/code/confirm"],
)
def test_only_the_addresses_in_use_exist(new_member, stranger, address):
    client = new_member().sign_in()
    for asked in (stranger, client):
        assert asked.get(f"/{address}/").status_code == 404
        assert asked.post(f"/{address}/").status_code == 404
