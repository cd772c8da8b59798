"""A story's way with a server that is killed between every two steps: nothing that was acknowledged is lost."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.conf import settings
from django.db import connection

from forum.members.models import Member, new_label
from forum.models import House
from moderation.models import Submission, Wording
from moderation.states import State
from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

TITLE = "I read the wrong card aloud"
HAPPENED = "My client Oluwaseun sat down, and I read the wrong card aloud. I did not say sorry that day."


class Server:
    """The real server in a process of its own, on the test's database."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.log = open(folder / "server.log", "ab")
        self.process = None

    def start(self):
        name = str(connection.settings_dict["NAME"])
        database = f"sqlite:///{name}"
        if connection.vendor == "postgresql":
            place = connection.settings_dict
            database = f"postgresql://{place['USER']}@{place['HOST']}:{place['PORT']}/{name}"
        environment = os.environ | {
            "FALLIBLE_DATABASE": database,
            "FALLIBLE_STATE": str(settings.STATE_DIR),
            "FALLIBLE_ORIGIN": self.url,
        }
        arguments = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--workers", "1"]
        arguments += ["--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
            start_new_session=True,
            stdout=self.log,
            stderr=self.log,
        )
        for _try in range(600):
            try:
                urllib.request.urlopen(f"{self.url}/health/", timeout=2).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server does not start")

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def server(transactional_db, tmp_path):
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()
    server.log.close()


@pytest.fixture
def somebody(chromium, server, looked_at):
    """People at browsers, who see this server."""
    people = []

    def make():
        people.append(Visitor(chromium, server.url, False, looked_at))
        return people[-1]

    yield make
    for person in people:
        person.context.close()


@pytest.fixture
def between(server, monkeypatch):
    """From now on the server is killed and started again before everything that anybody presses."""
    press, kills = Visitor.press, []

    def after_a_kill(self, *arguments, **options):
        server.kill()
        server.start()
        if self.page.locator("[name=shown]").count():
            time.sleep(3)  # nobody types six words in less, and a form that comes back sooner is asked for again
        kills.append(arguments)
        return press(self, *arguments, **options)

    monkeypatch.setattr(Visitor, "press", after_a_kill)
    return kills


def look_until(author, seen, address=None):
    """A server that has only just been started may not screen at first; looking again is enough."""
    for _look in range(10):
        if author.page.get_by_text(seen).count():
            break
        author.go((address or author.page.url).partition("#")[0])
    author.sees(seen)


def test_a_story_comes_through_a_server_that_is_killed_between_every_two_steps(somebody, between, tmp_path):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 0})
    author, moderator = somebody(), somebody()
    author.go("/")
    author.join(tmp_path)
    author.tell(TITLE, {"happened": HAPPENED, "want": "Tell me if you have been there."})
    assert HAPPENED in author.page.locator(".marked").inner_text().replace("1", "")
    look_until(author, "What was found")
    milder = author.page.locator("button[name=milder]").first.get_attribute("value")
    author.press(milder, exact=True)
    author.press("Send it to the moderators")
    status = author.page.url.partition("#")[0]
    look_until(author, "Waiting for a reader.", status)
    wording = Wording.objects.get(state=State.WAITING)
    assert "Oluwaseun" not in str(wording.passages)

    known = set(Member.objects.values_list("pk", flat=True))
    moderator.go("/")
    moderator.join(tmp_path)
    staff = {"is_moderator": True, "has_practised": True, "staff_name": "Sam", "label": new_label()}
    Member.objects.exclude(pk__in=known).update(**staff)
    moderator.go("/moderation/")
    moderator.press("Take ")
    moderator.press("Read the text")
    moderator.choose(moderator.page.get_by_label("Reason", exact=True), "QL-1")
    moderator.fill("Words to the writer", "Please say what you did next.")
    moderator.press("Return with reasons")

    author.go(status)
    author.sees("Please say what you did next.")
    author.press("Open it to change it")
    author.fill(author.page.locator("#id_next"), "I said sorry a week later.")
    author.press("Check my text")
    author.press("Send it to the moderators")
    look_until(author, "Waiting for a reader.", status)

    moderator.go("/moderation/")
    moderator.press("Take ")
    moderator.press("Read the text")
    moderator.choose("Harm", "some")
    moderator.press("Approve")
    story = Submission.objects.get()
    if story.is_public:
        author.go(f"/stories/{story.ref}/")
        author.sees("I said sorry a week later.")
    else:
        assert story.wordings.filter(state=State.SECOND).exists()
    assert len(between) > 15
