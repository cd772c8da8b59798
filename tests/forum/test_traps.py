"""Machines that fill in what nobody sees, or send a form the moment it was shown, are asked to press again."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forum.members import words
from forum.members.models import Draft, Member
from moderation.models import Flag
from stories import preflight
from tests.conftest import STORY, cleared

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}
CAUGHT = "Please wait a moment, then press the button again."
FILLED = "a field that has to stay empty was filled in"


@pytest.fixture
def stranger(settings, time_machine):
    settings.FORM_AGE = 3
    time_machine.move_to("2026-11-28T12:00:00+00:00", tick=False)
    return Client(HTTP_HOST="localhost:8000")


def hidden(answer, name="shown"):
    return re.search(rf'name="{name}" value="([^"]+)"', answer.content.decode())[1]


def later(time_machine, seconds):
    time_machine.move_to(timezone.now() + timedelta(seconds=seconds), tick=False)


# Joining


def type_back(client):
    made = words.generate()
    answer = client.post("/join/", {"offered": words.offer(made), "saved": ""})
    assert CAUGHT not in answer.content.decode()
    return {"offered": words.offer(made), "words": made, "shown": hidden(answer)}


def test_joining_in_a_blink_is_asked_once_more_and_the_words_stay(stranger, time_machine):
    typed = type_back(stranger)
    later(time_machine, 1)
    answer = stranger.post("/join/", typed)
    assert answer.status_code == 422
    assert CAUGHT in answer.content.decode()
    assert typed["words"] in answer.content.decode()
    assert not Member.objects.exists()
    assert hidden(answer) == typed["shown"]  # nobody waits twice
    later(time_machine, 2)
    assert stranger.post("/join/", typed).status_code == 302
    assert Member.objects.count() == 1


@pytest.mark.parametrize("token", [None, "", "forged", "old"])
def test_no_token_a_forged_one_and_an_old_one_are_answered_alike(stranger, time_machine, token):
    typed = type_back(stranger)
    if token == "old":
        later(time_machine, 24 * 3600 + 1)
        typed["offered"] = words.offer(typed["words"])
    elif token is None:
        del typed["shown"]
    else:
        typed["shown"] = token
    answer = stranger.post("/join/", typed)
    assert answer.status_code == 422
    assert CAUGHT in answer.content.decode()
    assert not Member.objects.exists()
    later(time_machine, 3)
    assert stranger.post("/join/", typed | {"shown": hidden(answer)}).status_code == 302


def test_whoever_fills_in_what_nobody_sees_has_not_joined(stranger, time_machine):
    typed = type_back(stranger)
    later(time_machine, 30)
    answer = stranger.post("/join/", typed | {"website": "https://pills.example"})
    assert answer.status_code == 422
    assert FILLED in answer.content.decode()
    assert "pills.example" not in answer.content.decode()
    assert not Member.objects.exists()


# Flags


def flag(client, story, **more):
    typed = {"reason": "unkind", "note": "It mocks a colleague.", **more}
    return client.post(f"/stories/{story.ref}/flag/", typed, headers=HERE)


def test_a_flag_in_a_blink_is_asked_once_more_and_what_was_chosen_stays(stranger, new_story, time_machine):
    story = new_story()
    shown = hidden(stranger.get(f"/stories/{story.ref}/flag/"))
    for caught, said in (({"shown": shown}, CAUGHT), ({"shown": shown, "website": "x"}, FILLED), ({}, CAUGHT)):
        answer = flag(stranger, story, **caught)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert "It mocks a colleague." in answer.content.decode()
        assert answer.content.decode().count(" checked") == 1
    assert not Flag.objects.exists()
    later(time_machine, 3)
    assert flag(stranger, story, shown=shown).status_code == 302
    assert Flag.objects.count() == 1
    assert not stranger.cookies


def test_a_member_flags_as_fast_as_they_like(stranger, new_story, new_member):
    story, client = new_story(), new_member().sign_in()
    assert "Leave this empty" not in client.get(f"/stories/{story.ref}/flag/").content.decode()
    assert flag(client, story).status_code == 302


# Writing


def test_a_text_with_new_words_in_a_blink_comes_back_whole_and_no_account_is_made(stranger, time_machine):
    page = stranger.post("/tell/", {"clear": preflight.clear(), "begin": ""})
    assert CAUGHT not in page.content.decode()
    made = words.generate()
    typed = {**STORY, "words": made, "offered": words.offer(made), "shown": hidden(page), "check": ""}
    for caught, said in (({}, CAUGHT), ({"website": "x"}, FILLED)):
        answer = stranger.post("/tell/", cleared(**typed | caught))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert said in page
        assert STORY["happened"] in page
        assert made in page
        assert not Member.objects.exists()
    later(time_machine, 3)
    assert stranger.post("/tell/", cleared(**typed)).status_code == 302
    assert Draft.objects.count() == 1


def test_without_words_the_page_asks_for_words_and_not_for_patience(stranger):
    answer = stranger.post("/tell/", cleared(**STORY))
    assert answer.status_code == 422
    assert "Please type your six return words." in answer.content.decode()
    assert CAUGHT not in answer.content.decode()


def test_a_member_writes_as_fast_as_they_like(stranger, new_member):
    assert new_member().sign_in().post("/tell/", cleared(**STORY)).status_code == 302


def test_the_field_is_told_to_nobody_who_reads_and_is_out_of_the_way_of_the_keyboard(stranger, new_story):
    page = stranger.get(f"/stories/{new_story().ref}/flag/").content.decode()
    box = page.split('class="trap"')[1].split("</div>")[0]
    assert box.startswith(' aria-hidden="true"')
    assert "Leave this empty" in box
    assert 'tabindex="-1"' in box
    assert 'autocomplete="off"' in box


def test_a_form_that_went_stale_carries_its_age_and_never_the_trap(stranger):
    strict = Client(HTTP_HOST="localhost:8000", enforce_csrf_checks=True)
    answer = strict.post("/tell/", {**STORY, "shown": "a token", "website": "https://pills.example"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert 'name="shown"' in page
    assert "pills.example" not in page
