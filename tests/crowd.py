"""Threads with more in them than people write in a year: rows as the gate leaves them, in the site's own frame."""

from secrets import token_hex
from types import SimpleNamespace

from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone

from moderation.models import Submission
from moderation.rendering import rendered
from moderation.states import Standing
from stories import threads
from stories.models import Comment, Voice
from stories.pennames import pen_name

LIMIT = 8000  # characters of a comment
PLAIN = "I sent a letter to the wrong address once, and it took me a week to say so.\n\nWhat helped was a walk."
WORD = "Lebensversicherungsgesellschaft" * 30
ARABIC = "نسيتُ ما قالته لي، ثم اعتذرت (مرتين) في 3 جلسات.\n\nI wrote it: שלום, and 12 more words.\n\n- أولاً\n- ثانياً"
EMOJI = "👩🏽‍⚕️🧑‍🤝‍🧑🏳️‍🌈 " * 60 + "🫂" * 300
STACKED = "Z" + "\u0338\u0353\u034b\u0363\u0316" * 12 + "algo"
TEXTS = (PLAIN, WORD, ARABIC, EMOJI, "> quoted\n\n1. one\n2. two", STACKED)


def at_the_limit(text=PLAIN):
    return (text + " ") * (LIMIT // (len(text) + 1)) + "x" * (LIMIT % (len(text) + 1))


def chain_and_crowd(many, levels):
    """[(what it answers or None, text)]: one chain of ``levels`` replies, then others in threes below the story."""
    told = [(number - 1 or None, TEXTS[number % len(TEXTS)]) for number in range(1, levels + 1)]
    while len(told) < many:
        number = len(told) + 1
        text = at_the_limit(TEXTS[number % 2]) if number % 20 == 0 else TEXTS[number % len(TEXTS)]
        told.append((None if (number - levels) % 3 == 1 else number - 1, text))
    return told


def fill(story, replies, voices=9):
    """The story with these public replies, numbered from 1 on. ``replies`` are [(what it answers or None, text)]."""
    taken = set(Voice.objects.filter(story=story).values_list("pen_name", flat=True))
    names = list({pen_name(number * 7) for number in range(5 * (voices + len(taken)))} - taken)[:voices]
    made = [Voice(story=story, claim_hash=token_hex(32), once=token_hex(32), pen_name=name) for name in names]
    Voice.objects.bulk_create(made)
    paths, rows, beside = {None: ""}, [], []
    for number, (to, text) in enumerate(replies, 1):
        paths[number] = path = f"{threads.room_under(paths[to])}{number:05d}"
        voice = made[number % voices]
        comment = SimpleNamespace(reply_type="me_too", speaks_as="care")
        about = {"comment": comment, "voice": voice, "story": story, "to": to}
        frame = render_to_string("stories/reply_frame.html", about)
        wording = SimpleNamespace(passages=[["comment", "Reply", text]], frame=frame)
        row = Submission(kind="comment", page_id=story.pk, claim_hash=voice.claim_hash, path=path, number=number)
        row.standing, row.published_on = Standing.PUBLIC, timezone.localdate()
        row.public_html = rendered(wording, number, row.published_on)["public_html"]
        rows.append(row)
        beside.append([row.pk, voice.pk, "me_too", "care"])
    Submission.objects.bulk_create(rows)
    table, columns = Comment._meta.db_table, "submission_id, voice_id, reply_type, speaks_as"
    ready = [
        [
            Submission._meta.pk.get_db_prep_value(pk, connection),
            Voice._meta.pk.get_db_prep_value(voice, connection),
            *end,
        ]
        for pk, voice, *end in beside
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES (%s, %s, %s, %s)", ready)
    return rows
