"""Before the first prompt: five questions, kind stops, and a token that opens the form and says nothing else."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from forum.members.models import Draft
from forum.models import Page
from stories import preflight, writing
from tests.conftest import STORY, cleared
from tests.stories.test_held import dump
from tests.stories.test_road import posted

pytestmark = pytest.mark.django_db

NO = dict.fromkeys(preflight.QUESTIONS, "no")
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
STOPS = [name for name, (leads_to, *_) in preflight.QUESTIONS.items() if leads_to == preflight.STOP]
ADVICE = [name for name, (leads_to, *_) in preflight.QUESTIONS.items() if leads_to == preflight.ADVICE]
TEXT = "I had read the wrong file before the hour."


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000", headers=FROM_HERE)


def shown(response):
    return html.unescape(response.content.decode())


def token_in(response):
    found = re.search(r'name="clear" value="([^"]+)"', shown(response))
    return found and found[1]


def later(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=True)


# The questions


def test_nothing_is_chosen_beforehand_and_each_question_needs_an_answer(stranger):
    page = shown(stranger.get("/before/"))
    assert page.count('type="radio"') == 10 and "checked" not in page
    missing = stranger.post("/before/", {**NO, "machine": ""})
    assert missing.status_code == 422
    assert shown(missing).count("Please choose yes or no.") == 2 and shown(missing).count("checked") == 4
    assert stranger.post("/before/", {**NO, "claim": "perhaps"}).status_code == 422


@pytest.mark.parametrize("stop", STOPS)
def test_a_yes_that_means_not_yet_leads_to_three_places_and_to_no_form(stranger, stop):
    page = shown(stranger.post("/before/", {**NO, stop: "yes"}))
    for slug in ("law", "help", "elsewhere"):
        assert f'href="/pages/{slug}/"' in page.partition("<main")[2].partition("</main")[0]
    assert not re.search(r'<form|name="clear"|href="/tell/"', page)


@pytest.mark.parametrize("advice", ADVICE)
def test_a_yes_that_needs_care_is_answered_with_advice_and_the_form_behind_it(stranger, advice):
    page = stranger.post("/before/", {**NO, advice: "yes"})
    assert f'id="{advice}"' in shown(page) and token_in(page)
    assert 'class="notice' not in shown(stranger.post("/before/", NO)).partition("<main")[2]


def test_what_we_cannot_protect_against_stands_before_the_first_prompt(stranger):
    page = shown(stranger.post("/before/", NO))
    for told in ("Your computer and your network", "The way you write", "A client who reads", "A court"):
        assert told in page
    assert len(re.sub(r"<[^>]+>", " ", page.partition("<article")[2].partition("</article")[0]).split()) < 330


def test_no_answer_leaves_a_row_a_cookie_an_address_or_a_stored_page(stranger, new_member):
    """Whoever answers, signed in or not: nothing differs afterwards, wherever it could be looked up."""
    member = new_member()
    member.sign_in()
    before = dump()
    for client in (stranger, member.client):
        for name in preflight.QUESTIONS:
            response = client.post("/before/", {**NO, name: "yes"}, headers=FROM_HERE)
            assert response.status_code == 200 and response["Cache-Control"] == "no-store, private"
            set_by_the_form_behind = {"form"} if name in ADVICE else set()
            assert set(response.cookies) - {"keyring"} == set_by_the_form_behind  # that one is renewed on every page
            assert "<title>Before you write · Fallible</title>" in shown(response)
    assert dump() == before


def test_answers_from_elsewhere_are_refused_and_not_given_back():
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        response = Client(HTTP_HOST="localhost:8000").post("/before/", {**NO, "claim": "yes"}, headers=headers)
        assert response.status_code == 403 and "textarea" not in shown(response)


# The token


def test_the_form_opens_to_nobody_who_types_its_address(stranger, new_member):
    for client in (stranger, new_member().sign_in()):
        for address in ("/tell/", f"/tell/?clear={preflight.clear()}", "/tell/?begin"):
            response = client.get(address)
            assert response.status_code == 302 and response.url == "/before/"
        for junk in ("", "clear", "clear:1:2", "\0", "é", preflight.clear()[:-1] + "-", "x" * 5000):
            response = client.post("/tell/", {"clear": junk, "begin": ""})
            assert response.status_code == 302 and response.url == "/before/", junk


def test_the_token_opens_the_form_for_two_hours_and_says_only_that_all_was_clear(stranger):
    token = token_in(stranger.post("/before/", NO))
    advised = token_in(stranger.post("/before/", NO | {"machine": "yes"}))
    assert token.split(":")[0] == advised.split(":")[0] == "clear"
    form = stranger.post("/tell/", {"clear": token, "begin": ""})
    assert form.status_code == 200 and token_in(form) == token
    assert 'role="alert"' not in shown(form)
    with later(hours=2, seconds=5):
        assert stranger.post("/tell/", {"clear": token, "begin": ""}).url == "/before/"


def test_a_token_of_another_form_is_none(stranger):
    offered = re.search(r'name="offered" value="([^"]+)"', shown(stranger.get("/join/")))[1]
    assert stranger.post("/tell/", {"clear": offered, "begin": ""}).url == "/before/"


def test_what_took_a_day_to_write_is_saved(new_member):
    person = new_member()
    token = preflight.clear()
    with later(hours=23):
        person.sign_in()
        saved = person.client.post("/tell/", {"happened": TEXT, "clear": token})
        assert saved.status_code == 302 and TEXT in shown(person.client.get(saved.url))
    with later(hours=23, minutes=10):
        fresh = Client(HTTP_HOST="localhost:8000")
        saved = fresh.post("/tell/", {"happened": TEXT, "clear": token, "words": person.words})
        assert saved.status_code == 302 and TEXT in shown(fresh.get(saved.url))


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("token", ["", "forged", "old"])
def test_a_text_without_a_token_is_given_back_with_the_questions_and_then_saved(new_member, signed_in, token):
    person = new_member()
    token = preflight.clear() if token == "old" else token
    with later(hours=25):
        client = person.sign_in() if signed_in else person.client
        values = {**posted(STORY), "happened": TEXT, "clear": token}
        back = client.post("/tell/", values)
        assert back.status_code == 422 and TEXT in shown(back)
        assert all(f'name="{name}"' in shown(back) for name in preflight.QUESTIONS)
        assert not Draft.objects.exists() and token_in(back) is None
        back = client.post("/tell/", values | {"claim": "no"})  # the others are asked for again
        assert back.status_code == 422 and TEXT in shown(back) and "Please choose yes or no." in shown(back)
        words = {} if signed_in else {"words": person.words}
        saved = client.post("/tell/", values | NO | words)
        assert saved.status_code == 302 and TEXT in shown(client.get(saved.url))


def test_the_words_that_were_offered_stay_the_same_while_the_questions_are_asked(stranger):
    first = stranger.post("/tell/", cleared(happened=TEXT))
    offered = re.search(r'name="offered" value="([^"]+)"', shown(first))[1]
    made = re.search(r'class="door__made">([^<]+)', shown(first))[1]
    asked = stranger.post("/tell/", {"happened": TEXT, "offered": offered, "words": made})
    assert made in shown(asked) and TEXT in shown(asked)
    offered = re.search(r'name="offered" value="([^"]+)"', shown(asked))[1]
    saved = stranger.post("/tell/", {"happened": TEXT, "offered": offered, "words": made, **NO})
    assert saved.status_code == 302 and TEXT in shown(stranger.get(saved.url))


@pytest.mark.parametrize("stop", STOPS)
def test_a_text_that_may_not_be_told_yet_is_not_saved_and_not_lost(new_member, stop):
    client = new_member().sign_in()
    response = client.post("/tell/", {**posted(STORY), "happened": TEXT, **NO, stop: "yes"})
    assert response.status_code == 422
    assert TEXT in shown(response) and "Your words are still here" in shown(response)
    assert f">{stop.capitalize()}</label>" not in shown(response)  # an answer is no word of the story
    assert not Draft.objects.exists() and token_in(response) is None


def test_a_text_that_needs_care_waits_in_the_form_until_the_advice_was_read(new_member):
    client = new_member().sign_in()
    advised = client.post("/tell/", {**posted(STORY), "happened": TEXT, **NO, "machine": "yes"})
    assert advised.status_code == 422 and 'id="machine"' in shown(advised) and TEXT in shown(advised)
    assert not Draft.objects.exists()
    assert client.post("/tell/", {"happened": TEXT, "clear": token_in(advised)}).status_code == 302


def test_a_form_that_a_browser_held_too_long_comes_back_with_its_token(stranger):
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")
    back = strict.post("/tell/", cleared(happened=TEXT))
    assert back.status_code == 403 and TEXT in shown(back) and preflight.may_save(token_in(back))


def test_a_draft_on_the_desk_goes_on_without_a_token(new_member):
    person = new_member()
    draft = writing.new_draft(person.keyring, {"kind": "story", "values": posted(STORY), "kept": []})
    address = f"/desk/draft/{draft.pk}/"
    page = person.sign_in().get(address)
    assert page.status_code == 200 and "machine" not in re.findall(r'name="(\w+)"', shown(page))
    saved = person.client.post(address, {"happened": TEXT, "revision": writing.revision(draft), "kind": "story"})
    assert saved.status_code == 302 and TEXT in shown(person.client.get(address))


# Where a stop leads


@pytest.mark.parametrize("slug", sorted(Page.SOURCED))
def test_a_page_of_laws_or_helpers_says_so_when_the_owner_has_not_filled_it_in(stranger, slug):
    for text in ("", "Call 555 0100."):  # the second has no day: it is not shown
        Page.objects.update_or_create(pk=slug, defaults={"text": text})
        page = shown(stranger.get(f"/pages/{slug}/"))
        assert "The owner of this site has not filled in this page yet." in page and "555" not in page


def test_an_old_check_is_shown_as_old(stranger):
    today = timezone.localdate()
    Page.objects.create(slug="law", text="Saying sorry, https://law.example/1.", checked_on=today)
    page = shown(stranger.get("/pages/law/"))
    assert f'<time datetime="{today}">' in page and "https://law.example/1" in page
    assert "more than a year ago" not in page and "not filled in" not in page
    Page.objects.update(checked_on=today - timedelta(days=366))
    assert "more than a year ago. Please look for something newer." in shown(stranger.get("/pages/law/"))


def test_the_owner_is_asked_for_source_and_day_of_a_law(new_member):
    client, today = new_member(is_owner=True).sign_in(), timezone.localdate()
    text = "Saying sorry, https://law.example/1."
    for wrong in (
        {"text": text, "checked_on": ""},
        {"text": "Saying sorry.", "checked_on": today},
        {"text": text, "checked_on": today + timedelta(days=1)},
    ):
        back = client.post("/owner/law/", wrong)
        assert back.status_code == 422 and wrong["text"] in shown(back)
    assert client.post("/owner/law/", {"text": text, "checked_on": today}).status_code == 302
    assert client.post("/owner/law/", {"text": "", "checked_on": ""}).status_code == 302
    assert client.post("/owner/rules/", {"text": "Be kind.", "checked_on": ""}).status_code == 302
