"""The night's rewriting: where a row lies, and in which transaction it was written, tell nothing afterwards."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections

from forum import rewriting
from forum.members.models import Member
from forum.models import House, Tally
from moderation.models import Submission, Wording
from moderation.states import Standing, State
from stories import writing
from stories.models import Story
from tests.conftest import STORY, approve, database_files, only_on_sqlite, send
from tests.stories.test_night import NIGHT

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

KILLS = int(os.environ.get("FALLIBLE_KILLS", "12"))


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(rewriting, "NAP", 0.05)


def lying(model):
    """The keys of a table in the order in which its rows lie, and in their own order."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        orders = []
        for by in (place, key):
            cursor.execute(f'SELECT "{key}" FROM "{table}" ORDER BY {by}')
            orders.append([row[0] for row in cursor.fetchall()])
    return orders


def rewritten():
    """Every table but the one in which a night counts what it did."""
    return [model for model in rewriting.tables() if model is not Tally]


def out_of_order():
    return {model._meta.db_table for model in rewritten() if lying(model)[0] != lying(model)[1]}


@pytest.fixture
def town(new_member, new_story, new_comment):
    """Members who came one after the other, each with a story or a reply, a draft, a session and an authenticator."""
    people = [new_member() for _ in range(12)]
    for number, person in enumerate(people):
        story = new_story(by=person)
        new_comment(story, by=people[number - 1])
        writing.new_draft(person.keyring, {"kind": "story", "values": STORY, "kept": []})
        person.sign_in()
        Authenticator.objects.create(user=person.member, type="totp", data={})
    return people


def test_after_a_night_rows_lie_in_the_order_of_their_random_keys(town):
    came = [row.pk for row in Authenticator.objects.order_by("pk")]
    assert {"moderation_submission", "moderation_wording", "members_member", "django_session"} <= out_of_order()
    call_command("night")
    assert not out_of_order()
    numbers = [Authenticator.objects.get(user=person.member).pk for person in town]
    assert not set(came) & set(numbers) and numbers != sorted(numbers)
    assert Tally.objects.of("night tables") == len(rewriting.tables()) and not Tally.objects.of("night left")
    call_command("night")
    assert not out_of_order() and Story.objects.in_library().count() == 12


def test_after_a_night_each_table_was_written_in_one_transaction(on_postgres, town):
    def writers(model):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT DISTINCT xmin::text FROM "{model._meta.db_table}"')
            return {row[0] for row in cursor.fetchall()}

    assert len(writers(Submission)) >= 12
    call_command("night")
    counted = {model._meta.db_table: writers(model) for model in rewritten()}
    assert all(len(seen) <= 1 for seen in counted.values()), counted
    seen = [writer for writers_ in counted.values() for writer in writers_]
    assert len(seen) == len(set(seen))


def test_every_box_is_sealed_anew_and_still_opens(new_member):
    people = [new_member() for _ in range(5)]
    before = dict(Member.objects.values_list("pk", "box"))
    assert rewriting.rewrap_boxes() == (5, 0)
    for person in people:
        box = Member.objects.values_list("box", flat=True).get(pk=person.member.pk)
        assert bytes(box) != bytes(before[person.member.pk])
        assert person.keyring.open_box(box, str(person.member.pk)) == {}


def test_a_box_that_its_member_writes_meanwhile_is_left_as_they_wrote_it(new_member, monkeypatch):
    person = new_member()
    pk = str(person.member.pk)
    written = person.keyring.seal_box({"seen": 1}, pk)
    rewrap = rewriting.rewrap_box

    def write_first(*args):
        Member.objects.filter(pk=pk).update(box=written)
        return rewrap(*args)

    monkeypatch.setattr(rewriting, "rewrap_box", write_first)
    assert rewriting.rewrap_boxes() == (0, 0)
    assert person.keyring.open_box(Member.objects.values_list("box", flat=True).get(pk=pk), pk) == {"seen": 1}


def test_boxes_are_taken_some_at_a_time_and_one_that_does_not_open_stops_no_other(new_member, monkeypatch):
    monkeypatch.setattr(rewriting, "BOXES_AT_ONCE", 2)
    people = [new_member() for _ in range(5)]
    damaged = bytes(8192)
    Member.objects.filter(pk=people[2].member.pk).update(box=damaged)
    assert rewriting.rewrap_boxes() == (4, 1)
    assert bytes(Member.objects.values_list("box", flat=True).get(pk=people[2].member.pk)) == damaged


def second_connection():
    return connections.create_connection(DEFAULT_DB_ALIAS)


def test_a_table_that_somebody_reads_for_long_is_left_to_the_next_night(on_postgres, town, quick):
    reader = second_connection()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM moderation_submission LIMIT 1")
        begun = time.monotonic()
        assert rewriting.rewrite_tables() == (len(rewriting.tables()) - 1, 1)
        assert time.monotonic() - begun < 30
        cursor.execute("COMMIT")
    reader.close()
    assert out_of_order() == {"moderation_submission"}
    assert rewriting.rewrite_tables() == (len(rewriting.tables()), 0) and not out_of_order()


def test_a_row_that_somebody_holds_stops_neither_them_nor_the_night(on_postgres, town, quick):
    writer = second_connection()
    with writer.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM moderation_submission FOR UPDATE")
        assert rewriting.rewrite_tables()[1] == 1
        cursor.execute("UPDATE moderation_submission SET version = 'x'")
        cursor.execute("COMMIT")
    writer.close()
    assert not Submission.objects.exclude(version="x").exists()


def test_while_a_backup_is_made_all_is_done_but_the_rewriting(on_postgres, town, capsys):
    dump = second_connection()
    dump.settings_dict = {**dump.settings_dict, "OPTIONS": {"application_name": "pg_dump"}}
    dump.ensure_connection()
    before = out_of_order()
    call_command("night")
    said = capsys.readouterr().out
    assert f"left to the next night: {len(rewriting.tables())}\n" in said
    assert f"Boxes sealed anew: {Member.objects.count()};" in said
    assert before - {"members_member"} == out_of_order() - {"members_member"}  # boxes were taken in order
    dump.close()
    call_command("night")
    assert "left to the next night: 0\n" in capsys.readouterr().out and not out_of_order()


def test_whoever_still_sees_what_was_erased_leaves_the_tables_to_the_next_night(on_postgres, town, monkeypatch):
    monkeypatch.setattr(rewriting, "LONG", 0.05)
    reader = second_connection()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT count(*) FROM moderation_submission")
        cursor.execute("SELECT pg_sleep(0.1)")
        assert rewriting.rewrite_tables()[1] == len(rewriting.tables())
        cursor.execute("COMMIT")
    reader.close()
    assert rewriting.rewrite_tables()[1] == 0


def test_a_reader_of_the_sqlite_file_leaves_its_log_to_the_next_night(town, quick):
    only_on_sqlite("its log is a file beside the database")
    reader = second_connection()
    with reader.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM moderation_submission")
        cursor.fetchone()
        assert rewriting.rewrite_tables()[1] == len(rewriting.tables())
        cursor.execute("COMMIT")
    reader.close()
    assert rewriting.rewrite_tables()[1] == 0
    log = f"{connection.settings_dict['NAME']}-wal"
    assert not os.path.exists(log) or os.path.getsize(log) == 0


def test_words_taken_back_are_not_in_the_sqlite_file_after_the_night(new_story):
    only_on_sqlite("the other database's files have a test of their own")
    story = new_story(happened="The quizzical wombat of my remorse sat with me for weeks.")

    def holding():
        return [name for name, held in database_files() if b"quizzical wombat" in held]

    assert holding()
    writing.take_back(story.by.keyring, story)
    call_command("night")
    assert not holding()


def run_night():
    environment = os.environ | {"TEST_DATABASE": str(connection.settings_dict["NAME"])}
    running = subprocess.Popen(
        [sys.executable, "-c", NIGHT], env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout.readline() == "awake\n"
    return running


def test_a_night_that_is_killed_at_any_moment_can_be_run_again(new_member, moderators):
    """SIGKILL at FALLIBLE_KILLS random moments (12 unless it says more): nothing lost, nothing doubled, boxes whole."""
    House.objects.update_or_create(pk=1, defaults={"hold_days": 1, "batch_of": 1, "came_by": 1})
    people = [new_member() for _ in range(20)]
    for person in people:
        writing.new_draft(person.keyring, {"kind": "story", "values": STORY, "kept": []})
    made = []

    def one_more_day():
        made.append(approve(send(people[len(made) % 20]), moderators).pk)
        Wording.objects.filter(state=State.APPROVED).update(hold_until="2020-01-01")
        Tally.objects.filter(name="batch").delete()
        House.objects.update(came_by=1)

    one_more_day()
    running, begun = run_night(), time.monotonic()
    running.communicate()
    lasts, cuts = time.monotonic() - begun, 0
    for _turn in range(3 * KILLS):
        if cuts == KILLS:
            break
        one_more_day()
        running = run_night()
        time.sleep(random.uniform(0, lasts))
        running.send_signal(signal.SIGKILL)
        running.communicate()
        if running.returncode == -signal.SIGKILL:
            cuts += 1
        else:
            lasts *= 0.8  # it was over already: the machine has become quicker
        published = Submission.objects.filter(standing=Standing.PUBLIC)
        assert published.count() == Wording.objects.filter(state=State.USED).count()
        assert Wording.objects.count() == len(made)
    assert cuts == KILLS, "the kills fell after the end: they prove nothing"
    while True:  # what the killed one had asked PostgreSQL for may not have ended yet
        with rewriting.alone() as alone:
            if alone:
                break
        time.sleep(0.1)
    Tally.objects.filter(name="batch").delete()
    House.objects.update(came_by=1)
    call_command("night")
    assert {story.pk for story in Story.objects.in_library()} == set(made)
    assert Wording.objects.filter(state=State.USED).exclude(passages=[]).count() == len(made)
    for person in people:
        box = Member.objects.values_list("box", flat=True).get(pk=person.member.pk)
        assert person.keyring.open_box(box, str(person.member.pk)) == {}
        assert len(writing.drafts(person.keyring)) == 1
    assert not out_of_order()
