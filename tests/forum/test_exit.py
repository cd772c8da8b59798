"""The way out: it stands on every page, needs no script, and nothing comes back behind it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.conftest import cleared
from tests.forum.test_headers import crawl
from tests.forum.test_members import shown

pytestmark = pytest.mark.django_db

LINK = 'class="exit__link" href="/exit/"'


def test_the_way_out_stands_on_every_page(new_member, new_story, new_comment):
    person = new_member(is_moderator=True, is_host=True, is_owner=True)
    new_comment(new_story(by=person))
    stranger = Client(HTTP_HOST="localhost:8000", headers={"Sec-Fetch-Site": "same-origin"})
    pages = crawl(stranger, "/", "/nothing/here/") | {f"{a} ": r for a, r in crawl(person.sign_in(), "/desk/").items()}
    pages["stop"] = stranger.post("/before/", dict.fromkeys(("danger", "claim", "duty", "rule", "machine"), "yes"))
    pages["clear"] = stranger.post("/before/", dict.fromkeys(("danger", "claim", "duty", "rule", "machine"), "no"))
    pages["form"] = stranger.post("/tell/", cleared(begin=""))
    seen = {
        address: response
        for address, response in pages.items()
        if "text/html" in response.get("Content-Type", "") and response.content
    }
    assert len(seen) > 40
    assert [address for address, response in seen.items() if LINK not in shown(response)] == []


def test_behind_the_way_out_every_page_is_empty_until_somebody_is_back():
    client = Client(HTTP_HOST="localhost:8000")
    empty = client.get("/exit/").content
    cookie = client.cookies["left"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["max-age"] and not cookie["expires"]
    for address in ("/", "/before/", "/pages/law/", "/desk/", "/nothing/here/"):
        response = client.get(address)
        assert response.content == empty and response["Cache-Control"] == "no-store, private", address
    assert client.get("/exit/?start").url == "/"
    assert b"Fallible" in client.get("/").content and not client.cookies["left"].value


def test_after_half_an_hour_the_site_is_there_again():
    client = Client(HTTP_HOST="localhost:8000")
    client.get("/exit/")
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=True):
        assert b"Fallible" in client.get("/").content and not client.cookies["left"].value


def test_a_text_that_is_sent_from_another_tab_after_the_way_out_is_not_lost(new_member):
    person = new_member()
    client = person.sign_in()
    client.get("/exit/")
    saved = client.post("/tell/", cleared(happened="Still here.", words=person.words))
    assert saved.status_code == 302 and not client.cookies["left"].value
    assert "Still here." in shown(client.get(saved.url))


def test_a_made_up_cookie_hides_nothing():
    client = Client(HTTP_HOST="localhost:8000")
    for junk in ("", "x", "x:y:z", ":" * 500):
        client.cookies["left"] = junk
        assert b"Fallible" in client.get("/").content
