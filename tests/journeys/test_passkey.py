"""A real passkey in a real Chromium: made, asked for after the words, shown before them, removed."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from playwright.sync_api import expect

from forum.members.adapter import SecondFactorAdapter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture(params=[True], ids=["scripts on"])
def scripts(request):
    """Passkeys need a script; that the pages say so without one is tested below."""
    return request.param


def device(visitor):
    """A virtual authenticator with a screen lock that says yes; gives what to send it."""
    line = visitor.context.new_cdp_session(visitor.page)
    line.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    key = line.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return lambda what, **said: line.send(f"WebAuthn.{what}", {"authenticatorId": key, **said})


def at_localhost(visitor):
    assert "//localhost:" in visitor.address, "a passkey needs a name, not a number"


def add_passkey(visitor, name, first=True):
    visitor.go("/desk/second/")
    visitor.press("Add a passkey")
    if "/sign-in/again/" in visitor.page.url:
        visitor.page.get_by_label("Your return words").fill(visitor.words)
        visitor.press("Go on")
    visitor.page.get_by_label("A name for it").fill(name)
    visitor.page.get_by_label("Let me show it first").set_checked(first)
    visitor.press("Make the passkey")
    visitor.page.wait_for_url(re.compile(r"/desk/second/(codes/)?$"))


def test_a_passkey_is_made_asked_for_shown_first_and_removed(somebody, new_member):
    visitor, person = somebody(), new_member()
    at_localhost(visitor)
    tell = device(visitor)
    visitor.words = person.words
    visitor.sign_in(person.words)
    add_passkey(visitor, "My phone")
    visitor.sees("Spare codes")
    visitor.go("/desk/second/")
    visitor.sees("My phone (can come first when you sign in)")

    # Nothing on the device tells who it is; nothing in the table tells which device.
    [credential] = tell("getCredentials")["credentials"]
    assert credential["rpId"] == "localhost" and credential["isResidentCredential"]
    assert credential.get("userName", "Fallible") == credential.get("userDisplayName", "Fallible") == "Fallible"
    assert person.member.username not in str(credential)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        raw = " ".join(row[0] for row in cursor.fetchall())
    assert "phone" not in raw and "credential" not in raw and credential["credentialId"][:20] not in raw

    # After the words.
    visitor.sign_out()
    visitor.go("/sign-in/")
    visitor.page.get_by_label("Your return words").fill(person.words)
    visitor.press("Open my desk")
    visitor.sees("Your words were right. Now your passkey.")
    visitor.press("Use my passkey")
    visitor.page.wait_for_url("**/desk/")
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()

    # Before the words: it opens nothing alone, and then nothing else is asked for.
    visitor.sign_out()
    visitor.go("/sign-in/?next=/desk/settle/")
    visitor.press("Use my passkey")
    visitor.page.wait_for_url("**/sign-in/?next=%2Fdesk%2Fsettle%2F")
    visitor.sees("Your passkey is accepted. Now your return words, which open the desk.")
    visitor.go("/sign-in/?next=/desk/settle/")
    visitor.page.get_by_label("Your return words").fill(person.words)
    visitor.press("Open my desk")
    assert visitor.page.url.endswith("/desk/settle/")

    # A device that says no.
    visitor.sign_out()
    visitor.go("/sign-in/")
    tell("setUserVerified", isUserVerified=False)
    visitor.page.get_by_role("button", name="Use my passkey").click()
    visitor.page.get_by_text("Your device gave no passkey.").wait_for()
    tell("setUserVerified", isUserVerified=True)

    # Removed, it is asked for no more, and the session of another device ends.
    other = somebody()
    other.go("/sign-in/")
    other.page.get_by_label("Your return words").fill(person.words)
    other.press("Open my desk")
    other.sees("Or a code")
    visitor.press("Use my passkey")
    visitor.page.get_by_label("Your return words").fill(person.words)
    visitor.press("Open my desk")
    visitor.go("/desk/second/")
    visitor.press("remove My phone")
    visitor.page.get_by_label("Your return words").fill(person.words)
    visitor.press("Go on")
    visitor.press("Remove it")
    visitor.page.wait_for_url("**/desk/second/")
    visitor.sees("You have none.")
    assert not Authenticator.objects.exists()
    visitor.sign_out()
    visitor.sign_in(person.words)
    assert visitor.page.url.endswith("/desk/")


def test_a_key_that_cannot_come_first_is_a_second_step_alone(somebody, new_member):
    visitor, person = somebody(), new_member()
    tell = device(visitor)
    visitor.words = person.words
    visitor.sign_in(person.words)
    add_passkey(visitor, "", first=False)
    visitor.go("/desk/second/")
    visitor.sees("Passkey: remove")
    assert not tell("getCredentials")["credentials"][0]["isResidentCredential"]
    visitor.sign_out()
    visitor.go("/sign-in/")
    visitor.page.get_by_role("button", name="Use my passkey").click()
    visitor.page.get_by_text("Your device gave no passkey.").wait_for()
    visitor.page.get_by_label("Your return words").fill(person.words)
    visitor.press("Open my desk")
    visitor.press("Use my passkey")
    visitor.page.wait_for_url("**/desk/")


def test_a_passkey_that_was_removed_here_is_refused_with_a_word(somebody, new_member):
    visitor, person = somebody(), new_member()
    device(visitor)
    visitor.words = person.words
    visitor.sign_in(person.words)
    add_passkey(visitor, "Lost")
    visitor.sign_out()
    Authenticator.objects.all().delete()
    visitor.go("/sign-in/")
    visitor.press("Use my passkey", status=422)
    visitor.sees("This passkey opens nothing here. Your words work without it.")
    visitor.sign_in(person.words)


def test_a_passkey_shown_at_another_origin_is_refused(somebody, new_member, settings, monkeypatch):
    visitor, person = somebody(), new_member()
    device(visitor)
    visitor.words = person.words
    visitor.sign_in(person.words)
    add_passkey(visitor, "Mine")
    visitor.sign_out()
    # The browser answered for localhost; what arrives is judged by a site of another name.
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    names = iter(["localhost", "fallible.example"])
    entity = lambda _adapter: {"id": next(names), "name": "Fallible"}  # noqa: E731
    monkeypatch.setattr(SecondFactorAdapter, "get_public_key_credential_rp_entity", entity)
    visitor.go("/sign-in/")
    visitor.press("Use my passkey", status=422)
    visitor.sees("This passkey opens nothing here.")
    visitor.go("/desk/")
    assert "/sign-in/" in visitor.page.url
