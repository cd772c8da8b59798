"""After sending: wishes and the door, days to come back on, a copy for supervision, and where help is."""

import datetime
import re

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum import rewriting
from forum.models import Page
from stories import asking, changing, takeaway, writing
from stories.models import Story
from tests.conftest import STORY, approve, send

pytestmark = pytest.mark.django_db

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.I)
NAMES_US = re.compile(r"fallible|https?:|localhost|therap|story|stories", re.I)


def days_on(number):
    return time_machine.travel(timezone.now() + datetime.timedelta(days=number), tick=True)


@pytest.fixture
def story(new_story):
    story = new_story()
    story.client = story.by.sign_in()
    return story


def test_wishes_change_at_once_and_every_cached_page_with_them(story):
    stranger = Client(HTTP_HOST="localhost:8000")
    before = stranger.get(f"/stories/{story.ref}/")
    answer = story.client.post(f"/desk/text/{story.ref}/asking/", {"wishes": ["repair", "challenge"], "door": "open"})
    assert answer.status_code == 302
    after = stranger.get(f"/stories/{story.ref}/")
    assert "welcomes hard questions" in after.content.decode() and before["ETag"] != after["ETag"]
    assert story.wordings.count() == 1  # nothing of it went to the gate


@pytest.mark.parametrize(
    "wishes, said",
    [
        (["just_listen", "repair"], "stands alone"),
        (["been_there", "repair", "challenge"], "one or two"),
        ([], "one or two"),
        (["praise"], "not one of the available"),
    ],
)
def test_just_listen_stands_alone_and_two_are_the_most(story, wishes, said):
    answer = story.client.post(f"/desk/text/{story.ref}/asking/", {"wishes": wishes, "door": "closed"})
    assert answer.status_code == 422 and said in answer.content.decode()
    unchanged = Story.objects.get(pk=story.pk)
    assert (unchanged.wishes, unchanged.door) == (["been_there"], "open")


def test_what_waits_can_change_its_wishes_too(new_member):
    person = new_member()
    sent = send(person)
    answer = person.sign_in().post(f"/desk/text/{sent.ref}/asking/", {"wishes": ["just_listen"], "door": "later"})
    assert answer.status_code == 302
    row = Story.objects.get(pk=sent.pk)
    assert (row.wishes, row.door, row.opens_on) == (["just_listen"], "later", None)


def test_a_story_taken_back_meanwhile_stays_empty(story):
    stale = Story.objects.get(pk=story.pk)
    writing.take_back(story.by.keyring, story)
    assert asking.choose(stale, ["repair"], "later") is False
    row = Story.objects.get(pk=story.pk)
    assert (row.wishes, row.door, row.opens_on) == ([], "closed", None)


def test_a_door_that_opens_later_opens_a_week_after_the_story_appeared(new_member, moderators, no_hold, monkeypatch):
    monkeypatch.setattr(rewriting, "rewrite_tables", lambda tell: (0, 0))  # which has tests of its own
    story = Story.objects.get(pk=approve(send(new_member(), door="later"), moderators).pk)
    stranger = Client(HTTP_HOST="localhost:8000")
    closed = stranger.get(f"/stories/{story.ref}/").content.decode()
    assert "asked for a few days" in closed and f"/stories/{story.ref}/reply/" not in closed
    assert stranger.get(f"/stories/{story.ref}/reply/").status_code == 404
    assert stranger.post(f"/stories/{story.ref}/reply/", {"text": "Early."}).status_code == 404
    for days, door in ((6, "later"), (7, "open")):
        with days_on(days):
            call_command("night", verbosity=0)
        assert Story.objects.get(pk=story.pk).door == door
    assert f"/stories/{story.ref}/reply/" in stranger.get(f"/stories/{story.ref}/").content.decode()


def test_a_door_put_off_afterwards_opens_a_week_after_that_and_the_day_is_forgotten(story):
    with days_on(100):
        asking.choose(story, ["repair"], "later")
        asking.choose(story, ["challenge"], "later")  # other wishes do not put it off again
        day = Story.objects.get(pk=story.pk).opens_on
        assert day == timezone.localdate() + datetime.timedelta(days=7)
        page = Client(HTTP_HOST="localhost:8000").get(f"/stories/{story.ref}/").content.decode()
        assert f"{day.day} {day:%B}" not in page and f"{day}" not in page
    with days_on(106):
        assert asking.open_doors() == 0
    with days_on(107):
        assert asking.open_doors() == 1
        assert asking.open_doors() == 0
    row = Story.objects.get(pk=story.pk)
    assert (row.door, row.opens_on, row.wishes) == ("open", None, ["challenge"])


def test_the_calendar_file_tells_nothing_but_a_title_of_ones_own(story):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = story.client.post(f"/desk/text/{story.ref}/reminders/", {"title": "Dentist"})
    assert not [query["sql"] for query in queries if WRITES.match(query["sql"])]
    assert answer["Content-Disposition"] == 'attachment; filename="reminder.ics"'
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and "no-store" in answer["Cache-Control"]
    file = answer.content.decode()
    assert not NAMES_US.search(file) and story.ref not in file and STORY["title"] not in file
    names = {re.split("[:;]", line)[0] for line in file.split("\r\n") if line}
    assert names == {"BEGIN", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "TRANSP", "END"}
    assert file.count("SUMMARY:Dentist\r\n") == 3
    days = [timezone.localdate() + datetime.timedelta(days=days) for days in (7, 91, 365)]
    assert re.findall(r"DTSTART;VALUE=DATE:(\d+)\r\n", file) == [f"{day:%Y%m%d}" for day in days]
    assert set(re.findall(r"DTSTAMP:\d{8}(\w+)", file)) == {"T000000Z"}


def test_each_calendar_file_is_new_and_called_an_appointment_where_nothing_was_typed(story):
    files = [story.client.post(f"/desk/text/{story.ref}/reminders/", {"title": " "}).content.decode() for _ in "ab"]
    assert all(file.count("SUMMARY:Appointment\r\n") == 3 for file in files)
    uids = [uid for file in files for uid in re.findall(r"UID:([0-9a-f-]{36})\r\n", file)]
    assert len(set(uids)) == 6


@pytest.mark.parametrize("title", ["Eggs, milk; tea\\coffee", "A\r\nATTENDEE:mailto:x@example.org", "ö" * 60, "a" * 60])
def test_no_title_breaks_out_of_its_line_and_lines_are_short(title):
    file = takeaway.reminders(" ".join(title.split()))
    lines = file.split("\r\n")
    assert lines[-1] == "" and all(len(line.encode()) <= 75 and "\n" not in line for line in lines)
    assert not any(line.startswith("ATTENDEE") for line in lines)
    unfolded = file.replace("\r\n ", "")
    told = re.search(r"SUMMARY:(.*)\r\n", unfolded)[1]
    assert re.sub(r"\\(.)", r"\1", told) == " ".join(title.split())
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") == 3


def test_a_title_that_is_too_long_for_a_calendar_makes_no_file(story):
    assert story.client.post(f"/desk/text/{story.ref}/reminders/", {"title": "a" * 61}).status_code == 302


def test_the_account_has_what_was_told_and_what_happened_next_under_plain_headings(new_story, moderators):
    story = new_story(noticed="I read *my notes*.\n\nTwice.", did_talked=True, line_talked="In a group.")
    approve(send(story.by, "update", page=story.ref, text="We met again.", did_told=True), moderators)
    send(story.by, "update", page=story.ref, text="This waits still.")
    answer = story.by.sign_in().post(f"/desk/text/{story.ref}/account/")
    assert answer["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert answer["Content-Type"] == "text/plain; charset=utf-8" and "no-store" in answer["Cache-Control"]
    file = answer.content.decode()
    headings = re.findall(r"^(.+)\n[-=]{3,}$", file, re.M)
    month = f"{timezone.localdate():%B %Y}"
    assert headings == [
        STORY["title"],
        "What happened",
        "How I came to see it",
        "What I did next",
        "What I learned and changed",
        f"What happened next, {month}",
        "What happened next",
    ]
    assert "I read *my notes*.\n\nTwice.\n" in file
    assert "Talked it through in supervision or consultation. In a group.\n" in file
    assert "Told the client.\n\nWe met again.\n" in file and file.endswith("This waits still.\n")
    assert STORY["want"] not in file and "allible" not in file and "http" not in file and story.ref not in file


def test_a_newer_version_that_waits_is_what_its_author_takes_away(story):
    row = changing.edit_again(story.by.keyring, story)
    content = writing.find_draft(story.by.keyring, row.pk)[1]
    content["values"]["happened"] = "The second telling."
    writing.send(story.by.keyring, row, content)
    file = story.client.post(f"/desk/text/{story.ref}/account/").content.decode()
    assert "The second telling." in file and STORY["happened"] not in file


def test_a_draft_can_be_taken_away_by_whoever_can_open_it(new_member):
    person, other = new_member(), new_member()
    draft = writing.new_draft(person.keyring, {"kind": "story", "values": {"happened": "Half a tale."}, "kept": []})
    address = f"/desk/draft/{draft.pk}/account/"
    assert person.sign_in().post(address).content.decode() == "What happened\n-------------\nHalf a tale.\n"
    assert other.sign_in().post(address).status_code == 404


@pytest.mark.parametrize("what", ["asking", "reminders", "account"])
def test_what_is_not_ones_own_story_is_not_there(story, new_member, new_comment, what):
    comment = new_comment(story)
    assert new_member().sign_in().post(f"/desk/text/{story.ref}/{what}/").status_code == 404
    assert comment.by.sign_in().post(f"/desk/text/{comment.ref}/{what}/").status_code == 404
    assert story.client.get(f"/desk/text/{story.ref}/{what}/").status_code == 405
    page = comment.by.sign_in().get(f"/desk/text/{comment.ref}/").content.decode()
    assert f"/{what}/" not in page


def test_help_is_shown_after_sending_once_the_owner_filled_it_in(story):
    address = f"/desk/text/{story.ref}/"
    assert "Where you can find help" not in story.client.get(address).content.decode()
    Page.objects.update_or_create(slug="help", defaults={"text": "Somebody listens."})
    page = story.client.get(address).content.decode()
    assert '<a href="/pages/help/">Where you can find help</a>' in page
    assert story.client.get("/pages/help/").status_code == 200
