"""A house with one of everything that can be written to, and a browser that checks its tokens."""

import pytest
from django.test import Client

from moderation import gate
from stories import writing
from tests.conftest import STORY, send
from tests.stories.test_road import posted


@pytest.fixture
def house(new_member, new_story, moderators):
    """One who is author, moderator and owner at once, and every address that takes writing."""
    person = new_member(is_moderator=True, is_owner=True)
    story = new_story(by=person)
    waiting = send(new_member(), happened="I sent the letter to the wrong house.")
    wording = waiting.wordings.get()
    gate.take(wording, person.member.label)
    client = person.sign_in()
    person.draft = writing.new_draft(person.keyring, {"kind": "story", "values": posted(STORY), "kept": []})
    person.addresses = {
        "tell": "/tell/",
        "reply": f"/stories/{story.ref}/reply/",
        "draft": f"/desk/draft/{person.draft.pk}/",
        "check": f"/desk/draft/{person.draft.pk}/check/",
        "update": f"/desk/text/{story.ref}/update/",
        "edit": f"/desk/text/{story.ref}/edit/",
        "review": f"/moderation/{wording.pk}/",
        "owner": "/owner/",
        "owner page": "/owner/rules/",
        "settle": "/desk/settle/",
        "join": "/join/",
        "sign in": "/sign-in/",
        "again": "/sign-in/again/",
    }
    person.wording, person.story, person.client = wording, story, client
    return person


@pytest.fixture
def strict(house):
    """The same browser, with the protection against forms from elsewhere that tests are usually spared."""
    client = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")
    client.cookies = house.client.cookies
    return client
