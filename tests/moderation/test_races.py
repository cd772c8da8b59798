"""Two at once, and the power cut: on real connections, with overlapping transactions."""

import os
import signal
import subprocess
import sys
import threading
import time
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from forum.members.models import Draft
from forum.members.unlocking import mine
from moderation import decisions, gate, rescreening
from moderation.models import Answer, Decision, Submission, Wording
from moderation.states import Move, Standing, State, Wish
from stories import changing, writing
from stories.models import Voice
from tests.conftest import STORY, send

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

KILLS = int(os.environ.get("FALLIBLE_KILLS", "12"))


def at_once(*acts):
    """Run each act in a thread with a connection of its own; gives results or the exceptions they ended with."""
    barrier, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            connection.ensure_connection()
            barrier.wait()
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def leased(new_member, moderators):
    """A wording under the first moderator's lease."""
    wording = send(new_member()).wordings.get()
    gate.take(wording, moderators[0].member.label)
    return wording


def test_two_moderators_take_one_wording_and_one_gets_it(new_member, moderators):
    for _ in range(10):
        pk = send(new_member()).wordings.get().pk
        labels = [moderator.member.label for moderator in moderators]
        results = at_once(
            *(lambda label=label, pk=pk: gate.take(Wording.objects.get(pk=pk), label) for label in labels)
        )
        refused = [result for result in results if isinstance(result, gate.ForbiddenMove)]
        assert len(refused) == 1 and results.count(None) == 1
        assert Wording.objects.get(pk=pk).lease_by == labels[results.index(None)]


def test_a_decision_pressed_many_times_at_once_is_taken_once(new_member, moderators, no_hold):
    wording, label = leased(new_member, moderators), moderators[0].member.label

    def decide(move):
        mine_ = Wording.objects.get(pk=wording.pk)
        return gate.decide(mine_, move, wording.digest, label=label, harm="some", reason="ID-2", words="Please.")

    moves = [Move.APPROVE, Move.RETURN, Move.DECLINE, Move.APPROVE, Move.RETURN, Move.DECLINE]
    results = at_once(*(lambda move=move: decide(move) for move in moves))
    taken = [result for result in results if not isinstance(result, Exception)]
    assert len(taken) == 1 and Decision.objects.count() == 1
    assert all(isinstance(result, gate.ForbiddenMove) for result in results if result not in taken)


def test_decisions_on_different_texts_at_once_make_one_chain(new_member, moderators, no_hold):
    wordings = [leased(new_member, moderators) for _ in range(6)]
    label = moderators[0].member.label
    acts = [
        lambda w=wording: gate.decide(
            Wording.objects.get(pk=w.pk), Move.RETURN, w.digest, label=label, reason="ID-2", words="Please."
        )
        for wording in wordings
    ]
    assert at_once(*acts) == [Move.RETURN] * 6
    rows = list(Decision.objects.order_by("number"))
    assert [row.number for row in rows] == list(range(1, 7))
    assert all(row.previous == before.chain for before, row in zip(rows, rows[1:], strict=False))


def test_what_is_taken_back_while_it_is_published_is_gone(new_member, moderators, settings):
    for round_ in range(30):
        author = new_member()
        story = send(author)
        wording = story.wordings.get()
        Wording.objects.filter(pk=wording.pk).update(state=State.APPROVED, hold_until="2020-01-01")
        acts = [
            lambda pk=wording.pk: gate.publish(Wording.objects.get(pk=pk)),
            lambda a=author, s=story: writing.take_back(a.keyring, s),
        ]
        results = at_once(*(acts if round_ % 2 else acts[::-1]))
        assert all(result is None or isinstance(result, gate.ForbiddenMove) for result in results), results
        story.refresh_from_db()
        assert story.standing == Standing.WITHDRAWN and not story.public_html
        assert story.wordings.get().passages == []


def test_a_version_sent_while_its_story_is_taken_back_leaves_no_word(new_member):
    for round_ in range(20):
        author = new_member()
        story = send(author)
        row = changing.edit_again(author.keyring, story)
        content = writing.find_draft(author.keyring, row.pk)[1]
        acts = [
            lambda a=author, r=row, c=content: writing.send(a.keyring, r, c),
            lambda a=author, s=story: writing.take_back(a.keyring, s),
        ]
        results = at_once(*(acts if round_ % 2 else acts[::-1]))
        story.refresh_from_db()
        allowed = (gate.ForbiddenMove, writing.Changed, type(None), type(story), Submission)
        assert all(isinstance(result, allowed) for result in results), results
        if story.standing == Standing.WITHDRAWN:
            assert not Wording.objects.filter(submission=story).exclude(passages=[]).exists()


def test_two_tabs_of_one_member_lose_no_claim(new_member, new_story, settings, monkeypatch):
    """Thirty whole replies from two tabs in three threads: each stands once, under one voice a thread."""
    monkeypatch.setattr("stories.quotas.may_send", lambda keyring, content: None)  # more than a person may send
    member = new_member()
    stories = [new_story() for _ in range(3)]

    def tab(rounds, turn):
        texts = []
        for number in range(rounds):
            story = stories[(number + turn) % 3]
            content = {"kind": "comment", "page": story.ref, "kept": []}
            content["values"] = {"text": f"Reply {turn} {number}", "reply_type": "me_too", "speaks_as": "care"}
            texts.append(writing.send(member.keyring, writing.new_draft(member.keyring, content), content).pk)
        return texts

    results = at_once(lambda: tab(15, 0), lambda: tab(15, 1))
    sent = {pk for texts in results for pk in texts}
    assert len(sent) == 30
    own = mine(member.keyring, Voice.objects)
    assert len(own) == 3
    assert set(Submission.objects.of(own).values_list("pk", flat=True)) == sent
    assert not Draft.objects.exists()


def test_voices_of_one_member_in_two_tabs_a_thousand_times(new_member):
    """Each round both tabs begin a story at once: both voices stand, under claims that the keyring finds again."""
    member = new_member()
    stories = [send(new_member(), title="The first one"), send(new_member(), title="The second one")]
    shown = [story.pk for story in stories]

    def tab(place):
        for _ in range(500):
            story = type(stories[place]).objects.get(pk=shown[place])
            voice = writing.speak(member.keyring, story)
            assert voice.claim_hash in mine(member.keyring, Voice.objects)
            Voice.objects.filter(pk=voice.pk).delete()
        return "done"

    assert at_once(lambda: tab(0), lambda: tab(1)) == ["done", "done"]


SENDER = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "forum.settings"
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
from forum.members.keyring import Keyring
from stories import writing
keyring = Keyring(bytes.fromhex(os.environ["TEST_KEY"]), settings.PEPPER)
for row, content in writing.drafts(keyring):
    print(content["values"]["title"], flush=True)
    writing.send(keyring, row, content)
    print("sent", content["values"]["title"], flush=True)
"""


def test_a_power_cut_between_the_steps_of_sending_loses_nothing(new_member):
    """kill -9 at FALLIBLE_KILLS moments, 12 unless it says more.

    Whatever was said to be sent is at the gate once, the rest is a draft still.
    """
    member = new_member()
    titles = []

    def a_full_desk():
        for _draft in range(len(writing.drafts(member.keyring)), 50):
            titles.append(f"Story number {len(titles)} {uuid4().hex[:6]}")
            content = {"kind": "story", "kept": [], "values": STORY | {"title": titles[-1]}}
            writing.new_draft(member.keyring, content)

    environment = os.environ | {
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
        "TEST_KEY": member.keyring.data_key.hex(),
    }
    said = set()
    for cut in range(KILLS):
        a_full_desk()
        sender = subprocess.Popen(
            [sys.executable, "-c", SENDER], env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
        )
        lines = [sender.stdout.readline() for _ in range(1 + 2 * (cut % 3))]
        time.sleep(0.004 * (cut % 12))
        sender.send_signal(signal.SIGKILL)
        lines += sender.stdout.read().splitlines()
        said |= {line[5:].strip() for line in lines if line.startswith("sent ")}
        sender.wait()
        sender.stdout.close()
    at_gate = [wording.passages[0][2] for wording in Wording.objects.all()]
    drafts = [content["values"]["title"] for _row, content in writing.drafts(member.keyring)]
    assert said and drafts, "the cuts fell before the first or after the last: they prove nothing"
    assert said <= set(at_gate)
    assert sorted(at_gate + drafts) == sorted(titles)
    assert Submission.objects.of(mine(member.keyring, Voice.objects)).count() == len(at_gate)
    rescreening.held()
    assert not Wording.objects.filter(state=State.HELD).exists()


def test_overlapping_transactions_take_back_after_publishing(on_postgres, new_member):
    """The publishing transaction is open while the author takes the text back: it waits, then erases."""
    author = new_member()
    story = send(author)
    wording = story.wordings.get()
    Wording.objects.filter(pk=wording.pk).update(state=State.APPROVED, hold_until="2020-01-01")
    published = threading.Event()

    def publish():
        with transaction.atomic():
            gate.publish(Wording.objects.get(pk=wording.pk))
            published.set()
            time.sleep(0.4)

    def take_back():
        published.wait(10)
        writing.take_back(author.keyring, story)

    assert at_once(publish, take_back) == [None, None]
    story.refresh_from_db()
    assert story.standing == Standing.WITHDRAWN and not story.public_html


def test_two_hundred_moderators_at_once_decide_fifty_texts_once_each(new_member, no_hold):
    """Each takes what is free and decides on it until nothing waits; 40 connections serve all of them."""
    for _text in range(50):
        send(new_member(), harm="none")
    labels = [f"moderator {number:03}"[:16] for number in range(200)]
    door, trouble = threading.BoundedSemaphore(40), []

    def shift(label):
        with door:
            try:
                while wording := Wording.objects.open_to(label).order_by("?").first():
                    try:
                        gate.take(wording, label)
                        gate.decide(wording, Move.APPROVE, wording.digest, label=label, harm="none")
                    except gate.ForbiddenMove:
                        continue  # somebody else was quicker
            except Exception as error:
                trouble.append(error)
            finally:
                connections.close_all()

    threads = [threading.Thread(target=shift, args=(label,)) for label in labels]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert trouble == []
    assert not any(thread.is_alive() for thread in threads)
    assert Decision.objects.count() == 50 == Submission.objects.filter(standing=Standing.PUBLIC).count()
    assert Decision.objects.values("about").distinct().count() == 50
    assert decisions.verify() == 50


def test_a_wish_and_a_moderator_at_one_moment_never_show_a_text_against_it_without_a_reason(on_postgres, new_story):
    text = Submission.objects.get(pk=new_story().pk)
    for _turn in range(20):
        gate.flag(text, "me")
        page = Answer.objects.create(submission=text, reason="me")
        gate.settle_flags(text, Move.RESTORE, label="first")
        wished, shown = at_once(
            lambda page=page: gate.wish(page, Wish.HIDE),
            lambda: gate.settle_flags(text, Move.RESTORE, label="second"),
        )
        assert wished is None and (shown == Move.RESTORE or isinstance(shown, gate.ForbiddenMove))
        text.refresh_from_db()
        assert (text.standing == Standing.PUBLIC) == (shown == Move.RESTORE) and text.restored_by == ""
        page.delete()
