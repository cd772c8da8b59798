"""After a text was taken back, no eight words of it in a row are on any page, in any feed, in any row."""

import html
import re

import pytest
from django.core.management import call_command
from django.test import Client

from forum.members.models import Draft
from moderation import gate
from moderation.models import Flag, Note
from moderation.states import Move
from stories import changing, writing
from tests.conftest import STORY, approve, database_files, only_on_sqlite, send
from tests.forum.test_headers import crawl
from tests.promises.test_four_promises import every_value

RUN = 8
SAID = (
    "The boy's grandmother waited in the corridor with a blue suitcase, and I walked past her twice. "
    "I called it a busy morning, and I never asked her whom the suitcase was for."
)
QUOTING = f"You wrote:\n\n> {SAID}\n\nI know that corridor."


def words(text):
    return re.findall(r"[^\W_]+", html.unescape(re.sub(r"<[^>]*>", " ", text)).lower())


SECRET = {" ".join(words(SAID)[at : at + RUN]) for at in range(len(words(SAID)) - RUN + 1)}


def shows(text):
    whole = f" {' '.join(words(text))} "
    return any(run in whole for run in SECRET)


def every_page(*people):
    """(whose browser, address) of each page that shows the words: a stranger's, then each person's."""
    browsers = {"a stranger": Client(HTTP_HOST="localhost:8000")}
    browsers |= {f"person {number}": person.sign_in() for number, person in enumerate(people)}
    starts = ["/", "/stories/", "/feed/", "/sitemap.xml", "/what-we-hold/"]
    for who, client in browsers.items():
        private = [] if who == "a stranger" else ["/desk/", "/desk/held/", "/desk/leave/", "/moderation/"]
        for address, response in crawl(client, *starts, *private).items():
            if shows(response.content.decode()):
                yield who, address
        if private and shows(client.post("/desk/export/").content.decode().replace("\\n", " ")):
            yield who, "/desk/export/"


def every_row():
    """Each column that shows the words, sealed ones opened by nobody."""
    return [(table, column) for table, column, value in every_value() if shows(value.replace("\\n", " "))]


@pytest.fixture
def thread(new_member, new_story, new_comment, moderators):
    """A thread in which the text of each kind is quoted in public, at the gate, in a note and in a flag."""

    def quote(story, said, to=None):
        public = new_comment(story, text=QUOTING, to=to)
        waiting = send(new_member(), "comment", page=story.ref, text=QUOTING, reply_type="me_too", speaks_as="care")
        returned = send(new_member(), "comment", page=story.ref, text=QUOTING, reply_type="me_too", speaks_as="care")
        wording, label = returned.wordings.get(), moderators[0].member.label
        gate.take(wording, label)
        gate.decide(wording, Move.RETURN, wording.digest, label=label, reason="TN-3", words=f"You quote: {SAID}")
        gate.flag(public, "unkind", note=SAID)
        edited = changing.edit_again(said.by.keyring, said)
        story.people = [public.by, said.by, moderators[1]]
        return public, waiting, returned, edited

    return quote


@pytest.fixture(params=["story", "comment", "update"])
def taken(request, new_story, new_comment, moderators, thread):
    """A text of each kind, quoted all over its thread: (text, page)."""
    if request.param == "story":
        said = page = new_story(happened=SAID)
        thread(page, said)
    elif request.param == "comment":
        page = new_story()
        said = new_comment(page, text=SAID)
        thread(page, said, to=1)
    else:
        page = new_story()
        said = approve(send(page.by, "update", page=page.ref, text=SAID), moderators)
        said.by = page.by
        thread(page, said)
    return said, page


@pytest.mark.django_db
def test_eight_words_of_it_are_nowhere(taken):
    said, page = taken
    assert len(list(every_page(*page.people))) > 3 and {"moderation_note", "moderation_flag"} <= {
        table for table, _column in every_row()
    }
    writing.take_back(said.by.keyring, said)
    Draft.objects.all().delete()  # sealed: nobody but their writer opens them
    assert not list(every_page(*page.people))
    assert not every_row()
    assert Note.objects.get().words == "You quote: [taken back]." and Flag.objects.get().note == "[taken back]."


@pytest.mark.django_db
def test_the_rest_of_a_thread_reads_as_before(new_story, new_comment):
    story = new_story(happened=STORY["happened"])
    said = new_comment(story, text=SAID)
    quoting = new_comment(story, text=QUOTING, to=1)
    writing.take_back(said.by.keyring, said)
    page = Client(HTTP_HOST="localhost:8000").get(story.get_absolute_url()).content.decode()
    assert STORY["happened"] in html.unescape(page) and "I know that corridor." in page
    assert page.count("[taken back]") == 1 and f'id="reply-{quoting.number}"' in page


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_after_the_next_night_the_database_file_does_not_hold_it_either(new_story, new_comment):
    only_on_sqlite("it reads the database's file")
    story = new_story()
    said = new_comment(story, text=SAID)
    new_comment(story, text=QUOTING, to=1)
    writing.take_back(said.by.keyring, said)
    call_command("night")
    for name, data in database_files():
        assert b"blue suitcase" not in data and b"corridor with" not in data, name
