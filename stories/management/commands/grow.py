"""``manage.py grow``: many invented public stories with their threads, to see how a large site behaves."""

import json
import random
import re
import time
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from string import Template
from types import SimpleNamespace

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape

from forum import progress
from moderation.models import Submission
from moderation.models.texts import REF_LETTERS
from moderation.states import Harm
from stories import prompts, threads
from stories.models import Comment, Story, StoryTopic, Topic, Voice
from stories.pennames import pen_name

DEMO = Path(__file__).resolve().parents[2] / "demo.json"
YEARS, AT_ONCE = 3, 2_000
RARE = 5_000  # made-up words, one a story
_REFS = len(REF_LETTERS) ** 10
_STEP = 7_368_787_231  # walks all refs before it meets one again


class Garden:
    """Makes rows: {model: [row, …]} in the order in which they must be written, columns as in ``COLUMNS``."""

    COLUMNS = {
        Submission: "id ref kind standing claim_hash page_id path number version public_title public_html published_on "
        "when_quiet restored_by event profession harm marks unanswered_since",
        Story: "submission_id setting second_event recency disguise wishes door lent",
        Voice: "id claim_hash once pen_name is_author barred story_id",
        Comment: "submission_id reply_type speaks_as voice_id",
        StoryTopic: "id content_object_id tag_id",
    }

    def __init__(self, seed=None):
        self.random = random.Random(seed)
        self.number = self.random.randrange(_REFS)
        demo = json.loads(DEMO.read_text())["stories"]
        told = [text for story in demo for text in story["passages"].values()]
        said = [comment["text"] for story in demo for comment in story["comments"]]
        self.told, self.said = ([escape(line) for line in _sentences(texts)] for texts in (told, said))
        self.titles = [story["title"].split() for story in demo]
        self.topics = [(pk.hex, slug) for pk, slug in Topic.objects.values_list("pk", "slug")]
        self.today = timezone.localdate()
        self.frames = {}

    def key(self):
        return f"{self.random.getrandbits(128):032x}"

    def secret(self):
        return f"{self.random.getrandbits(256):064x}"

    def ref(self):
        self.number = left = (self.number + _STEP) % _REFS
        letters = []
        for _ in range(10):
            left, letter = divmod(left, len(REF_LETTERS))
            letters.append(REF_LETTERS[letter])
        return "".join(letters)

    def one_of(self, table):
        """A key of a table of ``prompts``; the last of them is ten times rarer than the others."""
        keys = list(table)
        return self.random.choice(keys if self.random.random() < 0.1 else keys[:-1])

    def rare(self, number):
        """A made-up word."""
        syllables = ("ba", "ke", "di", "lo", "mu", "ra", "ve", "zi", "no", "tu")
        return "x" + "".join(syllables[int(digit)] for digit in f"{number:04d}")

    def prose(self, lines, many):
        return f"<p>{' '.join(self.random.choices(lines, k=many))}</p>"

    def grow(self, sizes):
        """Rows of a story with as many replies as each of ``sizes`` says."""
        rows = {model: [] for model in self.COLUMNS}
        for size in sizes:
            self._story(rows, size)
        return rows

    def _submission(
        self,
        rows,
        kind,
        page,
        claim,
        html,
        day,
        *,
        path="",
        number=None,
        title="",
        about=("", "", "", None),
        since=None,
    ):
        key = page if kind == "story" else self.key()
        ref = self.ref()
        shown = (f"{self.random.getrandbits(64):016x}", title, html, day, "publish", "", *about, since)
        rows[Submission].append((key, ref, kind, "public", claim, page, path, number, *shown))
        return key, ref

    def _story(self, rows, size):
        choose = self.random
        page, claim = self.key(), self.secret()
        day = self.today - timedelta(days=choose.randrange(YEARS * 365))
        title = " ".join(choose.choice(self.titles)[:5] + choose.choice(self.titles)[-4:])[:90]
        sections = [
            f"<section><h2>{prompts.PROMPTS[prompt][0]}</h2>{self.prose(self.told, many)}</section>"
            for prompt, many in (("happened", 9), ("effect", 5), ("learned", 4), ("want", 2))
        ]
        html = "".join(sections).replace("</p>", f" {self.rare(choose.randrange(RARE)).capitalize()}.</p>", 1)
        told = Story(event=self.one_of(prompts.EVENTS), profession=self.one_of(prompts.PROFESSIONS))
        second = self.one_of(prompts.EVENTS) if choose.random() < 0.3 else ""
        told.second_event = "" if second == told.event else second
        told.setting, told.wishes = self.one_of(prompts.SETTINGS), [self.one_of(prompts.WISHES)]
        topics = choose.sample(self.topics, min(len(self.topics), choose.randrange(4)))
        marks = told.marked(slug for _key, slug in topics)
        about = (told.event, told.profession, self.one_of(Harm.values), marks)
        since = None if size else f"{day} 00:00:00+00:00"  # nobody has answered
        _key, ref = self._submission(rows, "story", page, claim, html, day, title=title, about=about, since=since)
        chosen = (told.setting, told.second_event, self.one_of(prompts.RECENCY), self.one_of(prompts.DISGUISES))
        rows[Story].append((page, *chosen, json.dumps(told.wishes), "open", ""))
        for topic, _slug in topics:
            rows[StoryTopic].append((self.key(), page, topic))
        first = choose.randrange(10**6)
        voices = [(self.key(), claim, pen_name(first))]
        voices += [(self.key(), self.secret(), pen_name(first + turn * 7)) for turn in range(1, 1 + min(size, 11))]
        for turn, (key, hash_, name) in enumerate(voices):
            rows[Voice].append((key, hash_, self.secret(), name, turn == 0, False, page))
        self._thread(rows, page, ref, day, voices, size)

    def _thread(self, rows, page, ref, day, voices, size):
        choose, paths = self.random, [""]
        for number in range(1, size + 1):
            above = choose.choice(paths[-9:]) if choose.random() < 0.6 else ""
            path = f"{above}{number:05d}"
            if threads.depth(path) < threads.VISIBLE - 1:
                paths.append(path)
            key, hash_, name = choose.choice(voices)
            type_ = self.one_of(prompts.REPLY_TYPES)
            when = min(self.today, day + timedelta(days=number % 60))
            html = self._frame(type_, bool(above)).substitute(
                ref=ref,
                pen=name,
                to=above and int(above[-threads.STEP :]),
                number=number,
                month=f"{when:%B %Y}",
                body=self.prose(self.said, choose.choice((2, 3, 4, 5, 6))),
            )
            own, _ref = self._submission(rows, "comment", page, hash_, html, when, path=path, number=number)
            rows[Comment].append((own, type_, "author" if type_ == "author" else "care", key))

    def _frame(self, type_, answers):
        """The site's own frame of a reply, with places for what differs."""
        if (type_, answers) not in self.frames:
            comment = SimpleNamespace(reply_type=type_, speaks_as="author" if type_ == "author" else "care")
            story, voice = SimpleNamespace(ref="placeholder", door="open"), SimpleNamespace(pen_name="$pen")
            context = {"comment": comment, "voice": voice, "story": story, "to": "$to" if answers else None}
            frame = render_to_string("stories/reply_frame.html", context).replace("placeholder", "$ref")
            self.frames[type_, answers] = Template(frame)
        return self.frames[type_, answers]


def _sentences(texts):
    return [line for text in texts for line in re.split(r"(?<=[.?!])\s+", text) if 20 < len(line) < 200]


# Writing


def fill(sizes, seed=None, tell=lambda done: None):
    """Write a public story for each of ``sizes`` (its number of replies), all or none; ``tell`` hears how many."""
    garden, sizes, done = Garden(seed), iter(sizes), 0
    write = _copy if connection.vendor == "postgresql" else _insert
    with transaction.atomic(), _indexed_afterwards(), connection.cursor() as cursor:
        while here := list(islice(sizes, AT_ONCE)):
            for model, rows in garden.grow(here).items():
                write(cursor, model._meta.db_table, garden.COLUMNS[model].split(), rows)
            tell(done := done + len(here))
    with connection.cursor() as cursor:  # else the planner and the visibility map know nothing of them
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" and not _in_a_test() else "ANALYZE")


def _in_a_test():
    return connection.in_atomic_block


def _copy(cursor, table, columns, rows):
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _insert(cursor, table, columns, rows):
    rows = [[str(value) if isinstance(value, date) else value for value in row] for row in rows]
    cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})", rows)


class _indexed_afterwards:
    """PostgreSQL, when no text is there yet: an index that is built at the end costs a third of one that is kept up."""

    def __enter__(self):
        self.indexes = []
        if connection.vendor != "postgresql" or Submission.objects.exists():
            return
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)"
                " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
                [[model._meta.db_table for model in Garden.COLUMNS]],
            )
            self.indexes = cursor.fetchall()
            for name, _statement in self.indexes:
                cursor.execute(f'DROP INDEX "{name}"')

    def __exit__(self, error, *_about):
        if not error:
            with connection.cursor() as cursor:
                for _name, statement in self.indexes:
                    cursor.execute(statement)


class Command(BaseCommand):
    help = "Fill the database with invented public stories and replies, to measure with. Never on a site that is open."

    def add_arguments(self, parser):
        parser.add_argument("stories", type=int)
        parser.add_argument("--comments", type=int, default=0, help="in all, spread evenly")
        parser.add_argument("--seed", type=int, help="the same number gives the same stories")

    def handle(self, stories, comments, seed, **options):
        if settings.TLS:
            raise CommandError("grow invents stories: it does not start where FALLIBLE_ORIGIN is https.")
        if stories < 1 or comments < 0 or comments > stories * 50_000:
            raise CommandError("Please ask for one story or more, and for at most 50,000 replies to each.")
        begun, each = time.monotonic(), divmod(comments, stories)
        tell = progress.shown(self, options["verbosity"])
        tell("stories", 0, stories)
        fill(
            (each[0] + (number < each[1]) for number in range(stories)),
            seed,
            lambda done: tell("stories", done, stories),
        )
        self.stdout.write(f"{stories:,} stories and {comments:,} replies in {time.monotonic() - begun:.0f} s.")
