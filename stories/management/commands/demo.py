"""``manage.py demo``: invented stories and people, through the same code as a person's, then a server."""

import json
import os
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from forum import progress
from forum.members import words
from forum.members.models import Member, new_label
from forum.models import House
from moderation import gate
from moderation.models import Submission, Wording
from moderation.states import Move, State
from stories import letters, prompts, writing
from stories.forms import LetterForm, ReplyForm, StoryForm, UpdateForm
from stories.models import Pressed, Story

STORIES = Path(__file__).resolve().parents[2] / "demo.json"
SHOWN = ("author", "peer", "host", "moderator", "second moderator", "owner")
PEERS = 11  # voices besides those shown


class Person:
    """A member of the demo with an open keyring."""

    def __init__(self, return_words):
        stretched = words.stretch(return_words)
        self.member = Member.objects.join(stretched)
        self.keyring = stretched.open(self.member.wrapped, str(self.member.pk))


class Command(BaseCommand):
    help = "Fill the embedded database with the demo site and serve it. Runs again without harm."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="prepare the database and stop")

    def handle(self, host, port, no_serve, **options):
        if settings.TLS:
            raise CommandError("The demo prints return words: it does not start where FALLIBLE_ORIGIN is https.")
        begun = time.monotonic()
        self.progress = progress.shown(self, options["verbosity"])
        self.progress("the database")
        call_command("migrate", verbosity=0)
        return_words = self._return_words()
        people = self._people(return_words)
        House.objects.update_or_create(pk=1, defaults={"hold_days": 0})
        self._load(people)
        self._tell(f"Ready after {time.monotonic() - begun:.0f} s: {Story.objects.in_library().count()} stories.")
        self._tell("\nReturn words of the demo's people (also in the state folder, people.json):")
        for name in SHOWN:
            self._tell(f"  {name:17} {return_words[name]}")
        shown = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host
        self._tell(f"\n  http://{shown}:{port}/\n")
        if not no_serve:
            server = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", f"{host}:{port}"]
            os.chdir(settings.BASE_DIR)
            os.execv(sys.executable, [sys.executable, *server, "--log-level", "warning"])

    def _tell(self, line):
        self.stdout.write(line)
        self.stdout.flush()

    def _return_words(self):
        """New words for this machine, made once and kept in the state folder for its owner alone."""
        path = settings.STATE_DIR / "people.json"
        if not path.exists():
            names = [*SHOWN, *(f"voice {number}" for number in range(1, PEERS + 1))]
            with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
                json.dump({name: words.generate() for name in names}, file, indent=1)
        return json.loads(path.read_text())

    def _people(self, return_words):
        people = {}
        for number, (name, own_words) in enumerate(return_words.items(), 1):
            people[name] = Person(own_words)
            self.progress("people", number, len(return_words))
        roles = {
            "moderator": "is_moderator",
            "second moderator": "is_moderator",
            "host": "is_host",
            "owner": "is_owner",
        }
        for name, role in roles.items():
            member = people[name].member
            setattr(member, role, True)
            member.staff_name, member.label = name.capitalize(), member.label or new_label()
            member.has_practised = member.is_moderator
            member.save(update_fields=[role, "has_practised", "staff_name", "label"])
        return people

    def _load(self, people):
        content = json.loads(STORIES.read_text())
        told = set(Submission.objects.filter(kind="story").values_list("public_title", flat=True))
        waiting = {
            wording.passages[0][2] for wording in Wording.objects.filter(submission__kind="story") if wording.passages
        }
        for number, story in enumerate(content["stories"], 1):
            if story["title"] not in told:
                with transaction.atomic():
                    self._story(story, number, people)
            self.progress("stories", number, len(content["stories"]))
        for number, story in enumerate(content["waiting"], 1):
            if story["title"] not in waiting | told:
                self._send(people[f"voice {number}"], "story", StoryForm(_as_typed(story)))
            self.progress("waiting stories", number, len(content["waiting"]))

        written = set(Submission.objects.filter(kind="letter").values_list("public_title", flat=True))
        for number, letter in enumerate(content["letters"], 1):
            if letter["title"] not in written:
                with transaction.atomic():
                    self._letter(letter, number, people)
            self.progress("letters", number, len(content["letters"]))

    def _letter(self, letter, number, people):
        """A former client's letter with its replies, and the lines of it that authors may see."""
        names = [name for name in people if name.startswith("voice")]
        writer, others = names[-number], names[:-number]
        typed = {"title": letter["title"], "topics": letter["topics"], "attest": "on", **letter["passages"]}
        sent = self._send(people[writer], "letter", LetterForm(typed))
        self._decide(sent, people, letter["harm"])
        page = Story.objects.get(pk=sent.pk)
        for voice, comment in enumerate(letter["comments"]):
            type_ = comment["type"]
            who = {"author": writer, "welcome": "host"}.get(type_) or others[voice + number]
            types = prompts.offered((), is_author=type_ == "author", is_host=type_ == "welcome", letter=True)
            typed = {"text": comment["text"], "reply_type": type_, "speaks_as": comment["speaks_as"]}
            self._decide(self._send(people[who], "comment", ReplyForm(typed, types=types), page=page.ref), people, "")
        letters.lend(page, [code for code, line in letters.lines(page) if line in letter["lent"]])

    def _story(self, story, number, people):
        """One story with its thread: everything is sent, read and decided."""
        names = [name for name in people if name.startswith("voice") or name == "peer"]
        author = "author" if number in (1, 9) else names[number % len(names)]
        others = [name for name in names if name != author]
        sent = self._send(people[author], "story", StoryForm(_as_typed(story)))
        self._decide(sent, people, story["harm"])
        page = Story.objects.get(pk=sent.pk)
        if word := [None, *prompts.TOO][number % 4]:
            Pressed.objects.create(story=page, whole=prompts.TOO[word][1])
            Story.objects.filter(pk=page.pk).update(too=word)
        refs = []
        for comment in story["comments"]:
            type_ = comment["type"]
            voice = int(comment["voice"][1:]) if comment["voice"] != "author" else 0
            who = {"author": author, "welcome": "host"}.get(type_) or others[(voice + number) % len(others)]
            types = prompts.offered(page.wishes, is_author=type_ == "author", is_host=type_ == "welcome")
            typed = {"text": comment["text"], "reply_type": type_, "speaks_as": comment["speaks_as"]}
            typed["newcomer"] = comment.get("newcomer", "")
            to = refs[comment["parent"]] if comment["parent"] is not None else None
            form = ReplyForm(typed, types=types)
            answer = self._send(people[who], "comment", form, page=page.ref, to=to)
            self._decide(answer, people, "")
            refs.append(Submission.objects.get(pk=answer.pk).number)
        if story["update"]:
            update = self._send(people[author], "update", UpdateForm(story["update"]), page=page.ref)
            self._decide(update, people, "")

    def _send(self, person, kind, form, **about):
        if not form.is_valid() or form.missing():
            raise CommandError(f"the demo's data cannot be sent: {form.errors} {form.missing()}")
        content = {"kind": kind, "values": form.cleaned_data, "kept": [], **about}
        row = writing.new_draft(person.keyring, content)
        return writing.send(person.keyring, row, content)

    def _decide(self, submission, people, harm):
        """Read by one moderator, and by the other where the rules ask for two."""
        for name in ("moderator", "second moderator"):
            wording = submission.wordings.get()
            if wording.state == State.USED:
                break
            label = people[name].member.label
            if wording.state == State.HELD:  # the screening had only just been started
                gate.screen_held(wording, settings.RESCREEN_PATIENCE)
            gate.take(wording, label)
            certain = wording.findings.filter(certainty="certain").values_list("pk", flat=True)
            about = {"harm": harm, "allowed": [str(pk) for pk in certain], "asked_for": True}
            gate.decide(wording, Move.APPROVE, wording.digest, label=label, **about)


def _as_typed(story):
    """A story of the demo's data as a browser would post it."""
    return {
        **{name: story.get(name, "") for name in ("title", "profession", "setting", "recency", "harm", "disguise")},
        "event": story["kind"],
        "second_event": story.get("second_kind", ""),
        "wishes": story["wishes"],
        "newcomer": story.get("newcomer", ""),
        "topics": story.get("topics", []),
        "door": "open",
        "attest": "on",
        **story["passages"],
    }
