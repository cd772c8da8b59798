"""The night's work: stories appear in batches, what is old goes, and it can be run twice without harm."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from forum import rewriting
from forum.members.models import Appointment, Draft
from forum.models import House, Tally
from moderation import gate, nights
from moderation.models import Submission, WhenQuiet, Wording
from moderation.states import Move, Standing, State
from stories import changing, writing
from stories.forms import StoryForm
from stories.models import Story, StoryTopic, Topic
from tests.conftest import STORY, approve, send
from tests.stories.test_road import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def night(monkeypatch, capsys):
    """Run a night without its rewriting, which has tests of its own; gives what it said."""
    monkeypatch.setattr(rewriting, "rewrite_tables", lambda tell: (0, 0))

    def run():
        call_command("night")
        return capsys.readouterr().out

    return run


@pytest.fixture
def later(time_machine):
    """Move the clock by days."""
    return lambda days: time_machine.move_to(timezone.now() + timedelta(days=days))


@pytest.fixture
def held(new_member, moderators):
    """A story that is approved and past its hold after one day."""
    House.objects.update_or_create(pk=1, defaults={"hold_days": 1, "batch_of": 5})
    return lambda **values: approve(send(new_member(), **values), moderators)


def come_by(number):
    House.objects.update_or_create(pk=1, defaults={"came_by": number})


def in_library():
    return Story.objects.in_library().count()


def test_held_stories_appear_together_when_enough_members_came_by(held, night, later):
    held(), held()
    come_by(5)
    night()
    assert in_library() == 0
    later(1)
    come_by(4)
    night()
    assert in_library() == 0
    come_by(5)
    assert "Texts that appeared: 2" in night()
    assert in_library() == 2
    house = House.settings()
    assert (house.batch, house.came_by) == (1, 0)


def test_there_is_one_batch_a_day_at_most(held, night, later):
    held()
    later(1)
    come_by(9)
    night()
    story = held()
    Wording.objects.filter(submission=story).update(hold_until=timezone.localdate())
    come_by(9)
    night()
    assert in_library() == 1 and House.settings().came_by == 9
    later(1)
    night()
    assert in_library() == 2 and House.settings().batch == 2


def test_a_house_that_does_not_wait_for_members_publishes_at_once_after_the_hold(held, night, later):
    House.objects.filter(pk=1).update(batch_of=0)
    held()
    House.objects.filter(pk=1).update(batch_of=0)
    later(1)
    night()
    assert in_library() == 1


def test_what_is_no_first_appearance_does_not_wait_for_members(new_story, new_member, moderators, night):
    story, replier = new_story(), new_member()
    House.objects.filter(pk=1).update(publishing=False, hold_days=2)
    values = {"text": "I have been there too.", "reply_type": "me_too", "speaks_as": "care"}
    reply = approve(send(replier, "comment", page=story.ref, **values), moderators)
    night()
    assert not Submission.objects.get(pk=reply.pk).is_public
    House.objects.filter(pk=1).update(publishing=True)
    night()
    assert Submission.objects.get(pk=reply.pk).is_public


def test_after_a_quiet_week_a_story_appears_or_goes_as_its_author_chose(held, night, later, no_hold):
    House.objects.filter(pk=1).update(hold_days=1)
    stays, goes = held(), held(when_quiet="withdraw", setting="school")
    StoryTopic.objects.create(tag=Topic.objects.first(), content_object=Story.objects.get(pk=goes.pk))
    later(7)
    night()
    assert in_library() == 0
    later(1)
    said = night()
    assert "Texts that appeared: 1" in said and "as their authors chose: 1" in said
    assert Story.objects.in_library().get().pk == stays.pk
    goes = Story.objects.get(pk=goes.pk)
    assert goes.standing == Standing.WITHDRAWN and not goes.setting and not goes.topics.exists()
    assert not Wording.objects.filter(submission=goes).exclude(passages=[]).exists()


def test_a_quiet_week_does_not_count_while_the_owner_has_paused_publishing(held, night, later):
    story = held(when_quiet="withdraw")
    House.objects.filter(pk=1).update(publishing=False)
    later(30)
    night()
    assert Submission.objects.get(pk=story.pk).standing == Standing.UNSEEN


def test_a_version_sent_on_the_quiet_night_is_not_taken_back_with_the_old_one(held, later, monkeypatch):
    story = held(when_quiet="withdraw")
    later(9)
    drop = gate.drop

    def sent_meanwhile(wording):
        Wording.objects.filter(pk=wording.pk).update(state=State.DROPPED)
        drop(wording)

    monkeypatch.setattr(gate, "drop", sent_meanwhile)
    assert nights.settle_quiet() == (0, 0)
    assert Submission.objects.get(pk=story.pk).standing == Standing.UNSEEN


def test_the_author_chooses_what_a_quiet_week_does(new_member):
    form = StoryForm(posted(STORY))
    assert form.is_valid() and form.cleaned_data["when_quiet"] == WhenQuiet.PUBLISH
    assert send(new_member()).when_quiet == WhenQuiet.PUBLISH  # a draft from before this was asked
    form = StoryForm(posted(STORY) | {"when_quiet": "withdraw"})
    assert form.is_valid() and form.cleaned_data["when_quiet"] == WhenQuiet.WITHDRAW
    assert send(new_member(), when_quiet="withdraw").when_quiet == WhenQuiet.WITHDRAW


def decided(submission, moderator, move):
    wording = submission.wordings.order_by("-number").first()
    gate.take(wording, moderator.member.label)
    words = {"reason": "ID-2", "words": "Please change this."}
    gate.decide(wording, move, wording.digest, label=moderator.member.label, **words)


def test_returned_texts_go_after_60_days_and_declined_ones_after_30(new_member, moderators, new_story, night, later):
    returned, declined, public = send(new_member()), send(new_member()), new_story()
    decided(returned, moderators[0], Move.RETURN)
    decided(declined, moderators[0], Move.DECLINE)
    row = changing.edit_again(public.by.keyring, public)
    edited = writing.send(public.by.keyring, row, writing.find_draft(public.by.keyring, row.pk)[1])
    decided(edited, moderators[0], Move.RETURN)
    later(29)
    night()
    assert Wording.objects.exclude(digest="").count() == 4
    later(1)
    assert "Declined texts erased after 30 days: 1" in night()
    assert Submission.objects.get(pk=declined.pk).standing == Standing.WITHDRAWN
    later(30)
    assert "Returned texts erased after 60 days: 2" in night()
    assert Submission.objects.get(pk=returned.pk).standing == Standing.WITHDRAWN
    public.refresh_from_db()
    assert public.is_public and public.wordings.exclude(digest="").get().state == State.USED


def test_a_returned_text_that_was_sent_again_is_kept_and_its_old_version_goes(new_member, moderators, night, later):
    author = new_member()
    story = send(author)
    decided(story, moderators[0], Move.RETURN)
    row = changing.edit_again(author.keyring, story)
    writing.send(author.keyring, row, writing.find_draft(author.keyring, row.pk)[1])
    later(61)
    night()
    old, new = story.wordings.order_by("number")
    assert not old.passages and new.passages and new.state == State.WAITING
    assert Submission.objects.get(pk=story.pk).standing == Standing.UNSEEN


def test_a_lease_that_ended_is_emptied_and_the_text_waits_where_it_waited(new_member, moderators, night, later):
    once, twice = send(new_member()), send(new_member())
    first, second = (moderator.member.label for moderator in moderators)
    gate.take(twice.wordings.get(), first)
    wording = twice.wordings.get()
    assert gate.decide(wording, Move.APPROVE, wording.digest, label=first, harm="severe") == Move.SECOND
    gate.take(once.wordings.get(), first)
    gate.take(twice.wordings.get(), second)
    night()
    assert Wording.objects.filter(state=State.READING).count() == 2
    later(1)
    assert "a moderator's time was over: 2" in night()
    assert once.wordings.get().state == State.WAITING and twice.wordings.get().state == State.SECOND
    assert not Wording.objects.exclude(lease_by="").exists()
    assert not Wording.objects.exclude(lease_until=None).exists()


def test_drafts_codes_and_old_numbers_go(new_member, night, later):
    member = new_member()
    writing.new_draft(member.keyring, {"kind": "story", "values": STORY, "kept": []})
    call_command("appoint", "host")
    Tally.objects.add("hidden by flags", 3)
    later(30)
    night()
    assert Draft.objects.exists() and not Appointment.objects.exists()
    later(1)
    assert "nobody touched for 30 days: 1" in night()
    assert not Draft.objects.exists()
    later(335)
    night()
    assert not Tally.objects.filter(name="hidden by flags").exists()


def test_the_owner_reads_what_the_last_night_did_in_numbers(new_member, held, night, later):
    owner = new_member(is_owner=True)
    assert "No night has run yet" in owner.sign_in().get("/owner/").content.decode()
    held(), held()
    later(1)
    come_by(5)
    night()
    night()
    page = owner.sign_in().get("/owner/").content.decode()
    assert "Texts that appeared: 2" in page and "No night has run" not in page
    later(3)
    assert "No night has run since" in owner.sign_in().get("/owner/").content.decode()


def test_a_second_night_at_the_same_time_says_so_and_does_nothing(db, capsys):
    environment = {"TEST_DATABASE": str(connection.settings_dict["NAME"])}
    with rewriting.alone() as alone:
        assert alone
        answer = subprocess.run(
            [sys.executable, "-c", NIGHT],
            env={**subprocess.os.environ, **environment},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
        )
    assert answer.returncode == 0 and "Another night is at work" in answer.stdout, answer.stderr
    with rewriting.alone() as alone:
        assert alone


NIGHT = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "forum.settings"
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
print("awake", flush=True)
call_command("night")
"""
