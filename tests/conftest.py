"""The makers that everything uses: members with open keyrings, texts at and through the gate."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client

from forum.members import words
from forum.members.models import Member, new_label
from forum.models import House
from moderation import gate
from moderation.screener import screener
from moderation.states import Move
from stories import preflight, reading, writing
from stories.models import Comment, Story

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # else Playwright's loop beside the test makes Django refuse

if worker := os.environ.get("PYTEST_XDIST_WORKER"):  # which has locks of its own, for its child processes too
    secrets = django_settings.STATE_DIR / "secrets.json"
    django_settings.STATE_DIR /= worker
    django_settings.STATE_DIR.mkdir(parents=True, exist_ok=True)
    if secrets.exists():
        shutil.copy(secrets, django_settings.STATE_DIR)
    os.environ["FALLIBLE_STATE"] = str(django_settings.STATE_DIR)

CORPUS = Path(__file__).with_name("corpus.jsonl")

STORY = {
    "title": "I forgot what she had told me",
    "happened": "A client told me something important, and a week later I asked about it as if I had never heard it.",
    "learned": "I now read my notes before each session.",
    "want": "Tell me if you have been there.",
    "profession": "counsellor",
    "setting": "",
    "recency": "years",
    "event": "misattunement",
    "second_event": "",
    "harm": "some",
    "disguise": "changed",
    "wishes": ["been_there"],
    "door": "open",
    "topics": [],
    "attest": True,
}


LETTER = {
    "title": "He answered the phone while I cried",
    "i_needed": "I needed him to look up once.",
    "was_done": "My therapist took a call. He talked about a dinner, and I waited with my hands in my lap.",
    "would_help": "One sentence would have been enough.",
    "to_know": "",
    "door": "open",
    "topics": [],
    "attest": True,
}


@pytest.fixture(autouse=True)
def _quick_and_whole(settings, django_db_serialized_rollback):
    """Stretching costs little in tests; the topics that a migration made outlive tests that empty the tables."""
    settings.STRETCH_COST = (64, 1)
    settings.FORM_AGE = 0  # tests fill in forms faster than anybody; those who test the wait say so
    settings.SCREENER_PATIENCE = 60.0  # a busy machine is no reason to hold a text; those who test holding say so
    cache.clear()  # rate limits begin anew
    caches["pages"].clear()
    reading.topics.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _no_screener_left():
    yield
    screener.stop()


class Person:
    """A member, their words, their open keyring, and a browser without script."""

    def __init__(self, **roles):
        self.words = words.generate()
        stretched = words.stretch(self.words)
        self.member = Member.objects.join(stretched)
        self.keyring = stretched.open(self.member.wrapped, str(self.member.pk))
        if roles.get("is_moderator"):
            roles = {"has_practised": True, **roles}
        if roles:
            for role, held in roles.items():
                setattr(self.member, role, held)
            self.member.label, self.member.staff_name = new_label(), "Sam"
            self.member.save(update_fields=[*roles, "label", "staff_name"])
        self.client = Client(HTTP_HOST="localhost:8000")

    def sign_in(self):
        response = self.client.post("/sign-in/", {"words": self.words})
        assert response.status_code == 302, response.content.decode()
        return self.client


@pytest.fixture
def new_member(db):
    return Person


@pytest.fixture
def moderators(new_member):
    return [new_member(is_moderator=True), new_member(is_moderator=True)]


def cleared(kind="story", **values):
    """What is posted to a story's form, or a letter's, by whoever comes from the all-clear page."""
    return {"clear": preflight.clear(kind), **values}


def send(person, kind="story", **values):
    """Write and send through the same code as the pages do; ``page`` and ``to`` say what it answers."""
    about = {name: values.pop(name) for name in ("page", "to", "kept") if name in values}
    values = {"story": STORY, "letter": LETTER}.get(kind, {}) | values
    content = {"kind": kind, "values": values, "kept": [], **about}
    return writing.send(person.keyring, writing.new_draft(person.keyring, content), content)


def approve(submission, moderators):
    """Have it read until it appears (House.hold_days must be 0) or waits for its hold."""
    for moderator in moderators:
        wording = submission.wordings.order_by("-number").first()
        label = moderator.member.label
        gate.take(wording, label)
        ticks = [str(finding.pk) for finding in wording.findings.all()]
        if gate.decide(wording, Move.APPROVE, wording.digest, label=label, harm="some", allowed=ticks) == Move.APPROVE:
            break
    submission.refresh_from_db()
    return submission


@pytest.fixture
def no_hold(db):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 0})


@pytest.fixture
def new_story(new_member, moderators, no_hold):
    """A story in the library; its author is ``story.by``."""

    def make(by=None, **values):
        by = by or new_member()
        story = Story.objects.get(pk=approve(send(by, **values), moderators).pk)
        story.by = by
        return story

    return make


@pytest.fixture
def new_letter(new_member, moderators, no_hold):
    """A public letter of a former client; its writer is ``letter.by``."""

    def make(by=None, **values):
        by = by or new_member()
        letter = Story.objects.get(pk=approve(send(by, "letter", **values), moderators).pk)
        letter.by = by
        return letter

    return make


@pytest.fixture
def new_comment(new_member, moderators, no_hold):
    """A published reply; its writer is ``comment.by``."""

    def make(story, by=None, text="I have been there too.", to=None, **values):
        by = by or new_member()
        values = {"text": text, "reply_type": "me_too", "speaks_as": "care", **values}
        sent = send(by, "comment", page=story.ref, to=to, **values)
        comment = Comment.objects.get(pk=approve(sent, moderators).pk)
        comment.by = by
        return comment

    return make


@pytest.fixture(scope="session")
def corpus():
    """The development corpus: [{id, type, text, spans}]."""
    return [json.loads(line) for line in CORPUS.read_text().splitlines()]


@pytest.fixture
def on_postgres():
    if django_settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        pytest.skip("needs PostgreSQL: set FALLIBLE_DATABASE")


def only_on_sqlite(why):
    if django_settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        pytest.skip(f"SQLite only: {why}")


def database_files():
    """Yield the name and the bytes of SQLite's file and of the logs beside it.

    Another program reads them: a process that opens and closes the file itself gives up its own connections' locks,
    and the next process to leave then deletes the log that they still write.
    """
    file = Path(connection.settings_dict["NAME"])
    for path in sorted(file.parent.glob(f"{file.name}*")):
        read = subprocess.run(["cat", path], stdout=subprocess.PIPE, check=path == file)  # a log may be gone by now
        yield path.name, read.stdout
