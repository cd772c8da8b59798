"""A story from its first word to its thread, over HTTP with no script."""

import re

import pytest

from moderation.models import Submission
from tests.conftest import STORY, cleared


def posted(values):
    return {name: value for name, value in values.items() if value is not True} | {"attest": "on"}


def revision_in(response):
    return re.search(r'name="revision" value="(\w+)"', response.content.decode())[1]


def read_in(response):
    return re.search(r'name="read" value="(\w+)"', response.content.decode())[1]


def write(client, values, address="/tell/"):
    """Write a text and go to its check page; gives the page's address and its response."""
    response = client.post(address, cleared(**values, check=""))
    assert response.status_code == 302, response.content.decode()
    return response.url, client.get(response.url)


def decide(client, submission, **decision):
    wording = submission.wordings.order_by("-number").first()
    assert client.post(f"/moderation/{wording.pk}/take/").status_code == 302
    page = client.get(f"/moderation/{wording.pk}/?read")
    ticks = re.findall(r'name="allowed" value="([^"]+)"', page.content.decode())
    return client.post(f"/moderation/{wording.pk}/", {"read": read_in(page), "allowed": ticks, **decision})


@pytest.mark.django_db
def test_a_story_is_told_checked_read_and_answered(new_member, moderators, no_hold):
    author, peer = new_member(), new_member()
    client = author.sign_in()
    address, page = write(client, posted(STORY | {"happened": "In May my client Bettina Kroll stopped speaking."}))
    assert ">Bettina Kroll<" in page.content.decode()
    milder = re.search(r'name="milder" value="([^"]+)"', page.content.decode())[1]
    spot = dict(re.findall(r'name="(passage|start|end)" value="(\d+)"', page.content.decode())[:3])
    client.post(address, {**spot, "milder": milder, "revision": revision_in(page)})
    page = client.get(address)
    assert "Bettina" not in page.content.decode()
    sent = client.post(address, {"send": "", "revision": revision_in(page)})
    assert sent.status_code == 302
    assert "Waiting for a reader" in client.get(sent.url).content.decode()
    story = Submission.objects.get(kind="story")
    assert peer.client.get(f"/stories/{story.ref}/").status_code == 404
    assert decide(moderators[0].sign_in(), story, approve="", harm="some").status_code == 302
    page = peer.client.get(f"/stories/{story.ref}/").content.decode()
    assert STORY["title"] in page and milder in page
    assert STORY["title"] in peer.client.get("/stories/").content.decode()

    reply = {"text": "I forgot a whole session once.", "reply_type": "me_too", "speaks_as": "care"}
    address, page = write(peer.sign_in(), reply, f"/stories/{story.ref}/reply/")
    peer.client.post(address, {"send": "", "revision": revision_in(page)})
    comment = Submission.objects.get(kind="comment")
    assert "whole session" not in client.get(f"/stories/{story.ref}/").content.decode()
    assert decide(moderators[1].sign_in(), comment, approve="").status_code == 302
    page = client.get(f"/stories/{story.ref}/").content.decode()
    assert "Reply 1, me too" in page and "whole session" in page
