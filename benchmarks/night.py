"""Run a night on a full house while people read and write, and say what they noticed of it.

    python benchmarks/night.py [--stories 50000] [--postgresql USER@HOST] [--keep]

Makes a database of its own (a file in the temporary folder, or ``fallible_bench_night`` on the server named), fills it
with that many stories, a reply to each, their wordings, voices and decisions, and a tenth as many members, then runs
five processes that read pages and two that write, send and take back, and a night between them.

seconds   of the night and of its slowest tables
slowest   the longest that one page, or one act of writing, took while the night ran, beside an equal time without it
errors    pages that did not answer 200, and acts that raised: there should be none
"""

import argparse
import contextlib
import io
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PAGES = ("/stories/", "/", "/stories/?event=diagnosis")
WORDS = "We sat with it for a while and then I told the team what I had missed. ".split()
READERS, WRITERS, AT_ONCE = 5, 2, 2000


def text(length):
    return " ".join(random.choices(WORDS, k=length))


def fill(count):
    """Valid rows, by the thousand: what is public has words, a day and a wording that was used."""
    long = [text(300) for _ in range(500)]
    for begin in range(0, count, AT_ONCE):
        stories, replies, wordings, voices, rows = [], [], [], [], []
        for number in range(begin, min(begin + AT_ONCE, count)):
            shared = {
                "standing": "public",
                "public_html": f"<p>{random.choice(long)}</p>",
                "published_on": "2026-01-01",
            }
            story = Submission(kind="story", public_title=text(6)[:90], claim_hash=os.urandom(32).hex(), **shared)
            story.page_id = story.pk
            reply = Submission(kind="comment", page_id=story.pk, number=1, path="00001", **shared)
            stories.append(story), replies.append(reply)
            for row in (story, reply):
                told = [["happened", "What happened", random.choice(long)]]
                wordings.append(
                    Wording(
                        submission_id=row.pk,
                        number=1,
                        passages=told,
                        digest=gate.digest_of(told),
                        state="used",
                        screened_with="x",
                    )
                )
            for is_author in (True, False):
                hashes = {"claim_hash": os.urandom(32).hex(), "once": os.urandom(32).hex()}
                voices.append(Voice(story_id=story.pk, pen_name=f"name {is_author}", is_author=is_author, **hashes))
            chained = {"read": "", "words_mac": "", "label": "", "previous": "", "chain": os.urandom(32).hex()}
            rows.append(Decision(number=number + 1, about=story.ref, move="approve", **chained))
        Submission.objects.bulk_create(stories)
        insert("stories_story", stories, setting="", second_event="", recency="", disguise="", wishes="[]", door="open")
        Submission.objects.bulk_create(replies)
        Voice.objects.bulk_create(voices)
        for reply, voice in zip(replies, voices[1::2], strict=True):
            reply.voice = voice
        insert("stories_comment", replies, voice=True, reply_type="me_too", speaks_as="care")
        Wording.objects.bulk_create(wordings)
        Decision.objects.bulk_create(rows)
    for _ in range(count // 10):
        member = Member(username=os.urandom(32).hex(), wrapped=os.urandom(60), password="!")
        member.box = rewrap_box(settings.PEPPER, None, str(member.pk), os.urandom(8192 - 28))
        member.save(force_insert=True)


def insert(table, rows, *, voice=False, **columns):
    """Rows of a child's table, which ``bulk_create`` does not make."""
    names = ["submission_id", *columns, *(["voice_id"] if voice else [])]
    adapt = Submission._meta.pk.get_db_prep_value
    values = [
        [adapt(row.pk, connection), *columns.values(), *([adapt(row.voice.pk, connection)] if voice else [])]
        for row in rows
    ]
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(names))
        cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)


def read(refs, stop, told):
    """Read pages until told to stop; tell how long the slowest took, and what failed."""
    client, pages = Client(HTTP_HOST="localhost:8000"), [*PAGES, *(f"/stories/{ref}/" for ref in refs)]

    def act():
        page = random.choice(pages)
        answer = client.get(page)
        if answer.status_code != 200:
            raise AssertionError(f"{page} answered {answer.status_code}")

    _until(stop, told, "read", act)


def write(stop, told):
    """Write a draft, send it, take it back."""
    keyring = Keyring(os.urandom(32), settings.PEPPER)

    def act():
        values = {"title": text(5), "happened": text(60), "want": text(5), "wishes": ["been_there"], "topics": []}
        values |= dict.fromkeys(("setting", "second_event", "recency", "harm", "event", "profession", "disguise"), "")
        content = {"kind": "story", "values": values | {"door": "open"}, "kept": []}
        writing.take_back(keyring, writing.send(keyring, writing.new_draft(keyring, content), content))

    _until(stop, told, "write", act)
    screener.stop()


def _until(stop, told, name, act):
    connections.close_all()
    done, slowest, errors = 0, 0.0, []
    while not stop.is_set():
        begun = time.monotonic()
        try:
            act()
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}"[:300])
        slowest, done = max(slowest, time.monotonic() - begun), done + 1
        time.sleep(0.02)
    told.put((name, done, slowest, errors))


def among_people(refs, act):
    """Do ``act`` while people read and write. Returns {"read": (number, slowest, errors), "write": …}."""
    connections.close_all()
    stop, told = multiprocessing.Event(), multiprocessing.Queue()
    people = [multiprocessing.Process(target=read, args=(refs, stop, told)) for _ in range(READERS)]
    people += [multiprocessing.Process(target=write, args=(stop, told)) for _ in range(WRITERS)]
    for person in people:
        person.start()
    time.sleep(4)
    act()
    time.sleep(1)
    stop.set()
    results = [told.get(timeout=60) for _ in people]
    for person in people:
        person.join()
    return {
        name: (
            sum(result[1] for result in results if result[0] == name),
            max(result[2] for result in results if result[0] == name),
            [error for result in results if result[0] == name for error in result[3]],
        )
        for name in ("read", "write")
    }


def timed(took, name):
    """Note how long each call of one of the rewriting's steps takes."""
    step = getattr(rewriting, name)

    def run(*args):
        begun = time.monotonic()
        result = step(*args)
        took[args[0]._meta.db_table if args else name] = time.monotonic() - begun
        return result

    setattr(rewriting, name, run)


def main(options):
    call_command("migrate", verbosity=0)
    begun = time.monotonic()
    fill(options.stories)
    House.objects.update_or_create(pk=1, defaults={"hold_days": 2})
    print(
        f"{options.stories} stories with a reply each, on {connection.vendor}: {time.monotonic() - begun:.0f} s to fill"
    )
    refs = list(Submission.objects.filter(kind="story").values_list("ref", flat=True)[:200])
    took, said = {}, io.StringIO()
    for name in ("rewrap_boxes", "_on_postgresql", "_on_sqlite", "_give_back"):
        timed(took, name)

    def night():
        begun = time.monotonic()
        call_command("night", stdout=said)
        took["the whole night"] = time.monotonic() - begun

    during = among_people(refs, night)
    still = among_people(refs, lambda: time.sleep(15))
    print(said.getvalue().strip())
    print("\nseconds")
    for name, seconds in sorted(took.items(), key=lambda step: -step[1])[:10]:
        print(f"  {name:28}{seconds:8.2f}")
    print(f"\n{'':10}{'number':>10}{'slowest':>12}{'without':>12}{'errors':>8}")
    for name, (number, slowest, errors) in during.items():
        print(f"{name:10}{number:10}{slowest:10.2f} s{still[name][1]:10.2f} s{len(errors):8}")
        for error in sorted(set(errors))[:5]:
            print(f"    {error}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=50_000)
    parser.add_argument("--postgresql", metavar="USER@HOST")
    parser.add_argument("--keep", action="store_true", help="leave the database where it is")
    asked = parser.parse_args()
    multiprocessing.set_start_method("fork")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as after:
        os.environ |= {"FALLIBLE_STATE": folder, "DJANGO_SETTINGS_MODULE": "forum.settings"}
        os.environ.pop("FALLIBLE_DATABASE", None)
        os.environ["FALLIBLE_ORIGIN"] = "http://localhost:8000"
        if asked.postgresql:
            user, host = asked.postgresql.split("@")
            psql = ["psql", "-q", "-h", host, "-U", user, "-c"]
            subprocess.run([*psql, "DROP DATABASE IF EXISTS fallible_bench_night WITH (FORCE)"], check=True)
            subprocess.run([*psql, "CREATE DATABASE fallible_bench_night"], check=True)
            os.environ["FALLIBLE_DATABASE"] = f"postgresql://{user}@{host}/fallible_bench_night"
            if not asked.keep:
                after.callback(subprocess.run, [*psql, "DROP DATABASE fallible_bench_night WITH (FORCE)"])
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection, connections
        from django.test import Client

        from forum import rewriting
        from forum.members.keyring import Keyring, rewrap_box
        from forum.members.models import Member
        from forum.models import House
        from moderation import gate
        from moderation.models import Decision, Submission, Wording
        from moderation.screener import screener
        from stories import writing
        from stories.models import Voice

        main(asked)
