"""The gate: what it lets through, and what it refuses whatever the order of things."""

import sys
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum.models import House
from moderation import gate, nights, rescreening
from moderation import screener as screener_module
from moderation.models import Submission, Wording
from moderation.states import Move, Standing, State
from stories import changing, writing
from stories.models import Story
from tests.conftest import approve, send

pytestmark = pytest.mark.django_db


def newest(submission):
    return submission.wordings.order_by("-number").first()


def test_a_story_waits_for_a_person(new_member):
    story = send(new_member())
    assert newest(story).state == State.WAITING
    assert not Submission.objects.public().exists()
    assert not Story.objects.in_library().exists()


def test_moderate_harm_needs_two_different_people(new_member, moderators, no_hold):
    story = send(new_member())
    first, second = (moderator.member.label for moderator in moderators)
    wording = newest(story)
    gate.take(wording, first)
    assert gate.decide(wording, Move.APPROVE, wording.digest, label=first, harm="moderate") == Move.SECOND
    with pytest.raises(gate.ForbiddenMove):
        gate.take(newest(story), first)
    wording = newest(story)
    gate.take(wording, second)
    assert gate.decide(wording, Move.APPROVE, wording.digest, label=second, harm="moderate") == Move.APPROVE
    story.refresh_from_db()
    assert story.is_public


def test_a_decision_on_words_that_changed_is_refused(new_member, moderators, no_hold):
    author, label = new_member(), moderators[0].member.label
    story = send(author)
    wording = newest(story)
    gate.take(wording, label)
    read = wording.digest
    row = changing.edit_again(author.keyring, story)
    _row, content = writing.find_draft(author.keyring, row.pk)
    content["values"]["happened"] += " One word more."
    writing.send(author.keyring, row, content)
    with pytest.raises(gate.ForbiddenMove):
        gate.decide(wording, Move.APPROVE, read, label=label, harm="some")
    with pytest.raises(gate.ForbiddenMove):
        gate.decide(newest(story), Move.APPROVE, read, label=label, harm="some")
    story.refresh_from_db()
    assert story.standing == Standing.UNSEEN


def test_words_that_changed_in_the_database_are_not_published(new_member, moderators):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 2, "batch_of": 0})
    story = approve(send(new_member()), moderators)
    wording = newest(story)
    assert wording.state == State.APPROVED and wording.hold_until > timezone.localdate()
    changed = [[prompt, heading, text + "!"] for prompt, heading, text in wording.passages]
    Wording.objects.filter(pk=wording.pk).update(passages=changed, hold_until=timezone.localdate())
    assert nights.publish_ready() == 0
    assert not Story.objects.in_library().exists()


def test_a_held_back_story_appears_at_night_once_its_day_has_come(new_member, moderators, time_machine):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 2, "batch_of": 0})
    story = approve(send(new_member()), moderators)
    assert nights.publish_ready() == 0
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert nights.publish_ready() == 1
    story.refresh_from_db()
    assert story.is_public and nights.publish_ready() == 0


def test_a_paused_house_publishes_nothing(new_member, moderators, no_hold):
    House.objects.filter(pk=1).update(publishing=False)
    story = approve(send(new_member()), moderators)
    assert not story.is_public and nights.publish_ready() == 0
    House.objects.filter(pk=1).update(publishing=True)
    assert nights.publish_ready() == 1


def test_a_certain_finding_needs_a_tick_and_a_second_person(new_member, moderators, no_hold):
    author = new_member()
    words = "Bettina Kroll"
    kept = [["happened", words, "She asked me to name her."]]
    story = send(author, happened=f"My client {words} left.", kept=kept)
    wording, label = newest(story), moderators[0].member.label
    [finding] = [finding for finding in wording.findings.all() if finding.words == words]
    assert finding.is_certain and finding.answer == "kept" and finding.reason == "She asked me to name her."
    gate.take(wording, label)
    with pytest.raises(ValueError, match="tick"):
        gate.decide(wording, Move.APPROVE, wording.digest, label=label, harm="some")
    ticks = [str(finding.pk)]
    assert gate.decide(wording, Move.APPROVE, wording.digest, label=label, harm="some", allowed=ticks) == Move.SECOND


def test_a_contact_is_never_published(new_member, moderators, no_hold):
    story = send(new_member(), happened="Write to me at clara.winter@example.org please.")
    wording, label = newest(story), moderators[0].member.label
    ticks = [str(finding.pk) for finding in wording.findings.all()]
    gate.take(wording, label)
    with pytest.raises(ValueError, match="Contacts"):
        gate.decide(wording, Move.APPROVE, wording.digest, label=label, harm="some", allowed=ticks)


BROKEN = {
    "raises": "import sys; sys.exit(3)",
    "hangs": "import time; time.sleep(60)",
    "babbles": "while True: print('yes')",
    "answers something else": 'import sys\nfor l in sys.stdin: print(\'{"id": "other"}\', flush=True)',
    "leaves out the findings": "import sys, json\nfor l in sys.stdin:"
    "\n print(json.dumps({'id': json.loads(l)['id'], 'engine': 'x', 'risk': 0}), flush=True)",
}


@pytest.mark.parametrize("program", BROKEN.values(), ids=BROKEN)
def test_without_a_screening_a_text_is_held_and_cannot_be_approved(new_member, moderators, settings, program):
    works = settings.SCREENER
    settings.SCREENER, settings.SCREENER_PATIENCE = [sys.executable, "-c", program], 0.5
    settings.RESCREEN_PATIENCE = 0.5
    gate.screener.stop()
    story = send(new_member())
    wording = newest(story)
    assert wording.state == State.HELD
    with pytest.raises(gate.ForbiddenMove):
        gate.take(wording, moderators[0].member.label)
    assert rescreening.held() == (0, 1)
    settings.SCREENER, settings.RESCREEN_PATIENCE = works, 60  # a busy machine loads it slowly
    gate.screener.stop()
    assert rescreening.held() == (1, 0)
    assert newest(story).state == State.WAITING


def test_a_text_that_a_rescreening_queues_first_is_sent_all_the_same(new_member, monkeypatch):
    screen, met = gate.screener.screen, []

    def at_the_gate(texts, patience=None):
        monkeypatch.setattr(gate.screener, "screen", screen)
        met.append(rescreening.held())
        return screen(texts, patience)

    monkeypatch.setattr(gate.screener, "screen", at_the_gate)
    story = send(new_member())
    assert met == [(1, 0)] and newest(story).state == State.WAITING
    assert newest(story).findings.count() == 0 and Wording.objects.count() == 1


def test_a_story_is_not_approved_before_its_harm_is_set(new_member, moderators):
    wording, label = newest(send(new_member())), moderators[0].member.label
    gate.take(wording, label)
    with pytest.raises(ValueError, match="harm"):
        gate.decide(wording, Move.APPROVE, wording.digest, label=label)


def test_the_database_refuses_a_wording_that_waits_without_a_screening(new_member):
    wording = newest(send(new_member()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.filter(pk=wording.pk).update(screened_with="")


def test_the_database_refuses_public_without_words_and_withdrawn_with_words(new_story):
    story = new_story()
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=story.pk).update(public_html="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=story.pk).update(standing=Standing.WITHDRAWN)


def test_a_stale_copy_cannot_be_saved_over_a_withdrawn_story(new_story):
    story = new_story()
    stale = Story.objects.get(pk=story.pk)
    writing.take_back(story.by.keyring, story)
    with pytest.raises(TypeError):
        stale.save()
    with pytest.raises(TypeError):
        stale.save(update_fields=["standing"])


def test_an_edit_passes_the_gate_while_the_old_words_stay(new_story, moderators):
    story = new_story()
    row = changing.edit_again(story.by.keyring, story)
    _row, content = writing.find_draft(story.by.keyring, row.pk)
    content["values"]["happened"] = "It went otherwise than I first told it here."
    writing.send(story.by.keyring, row, content)
    story.refresh_from_db()
    assert "never heard it" in story.public_html and "otherwise" not in story.public_html
    approve(story, moderators)
    assert "otherwise" in story.public_html and "never heard it" not in story.public_html
    assert not Wording.objects.filter(submission=story).exclude(passages=[]).filter(number=1).exists()


def test_a_lease_ends_by_itself_and_can_be_handed_on(new_member, moderators, time_machine):
    story = send(new_member())
    first, second = (moderator.member.label for moderator in moderators)
    gate.take(newest(story), first)
    with pytest.raises(gate.ForbiddenMove):
        gate.take(newest(story), second)
    gate.release(newest(story), first)
    gate.take(newest(story), first)
    time_machine.move_to(timezone.now() + timedelta(minutes=31))
    gate.take(newest(story), second)
    with pytest.raises(gate.ForbiddenMove):
        gate.decide(newest(story), Move.RETURN, newest(story).digest, label=first, reason="ID-2", words="Please.")


def test_a_withdrawn_reply_keeps_its_place_without_words(new_story, new_comment):
    story = new_story()
    first = new_comment(story)
    new_comment(story, to=first.number, text="So have I, more than once.")
    writing.take_back(first.by.keyring, first)
    from_story = [
        (row.number, row.public_html == "") for row in Submission.objects.filter(kind="comment").order_by("number")
    ]
    assert from_story == [(1, True), (2, False)]


def test_a_thread_leaves_with_its_story_and_is_erased_after_30_days(new_story, new_comment, time_machine):
    story = new_story()
    comment, quick = new_comment(story), new_comment(story)
    writing.take_back(story.by.keyring, story)
    row = changing.edit_again(comment.by.keyring, comment)
    with pytest.raises(gate.ForbiddenMove):
        writing.send(comment.by.keyring, row, writing.find_draft(comment.by.keyring, row.pk)[1])
    assert not Submission.objects.public().exists()
    comment.refresh_from_db()
    assert comment.standing == Standing.HIDDEN and newest(comment).passages
    writing.take_back(quick.by.keyring, quick)
    time_machine.move_to(timezone.now() + timedelta(days=31))
    assert nights.erase_overdue() == 1
    assert not newest(comment).passages


def test_a_flag_hides_at_once_and_two_moderators_show_the_text_again(new_story, moderators, client):
    story = new_story()
    assert gate.flag(story, "recognise")
    assert client.get(story.get_absolute_url()).status_code == 404
    first, second = (person.member.label for person in moderators)
    assert gate.settle_flags(story, Move.RESTORE, label=first) is None
    with pytest.raises(gate.ForbiddenMove):
        gate.settle_flags(story, Move.RESTORE, label=first)
    assert gate.settle_flags(story, Move.RESTORE, label=second) == Move.RESTORE
    assert client.get(story.get_absolute_url()).status_code == 200
    assert not story.flags.filter(handled=False).exists()


def test_one_keyring_flags_a_text_once_and_a_second_person_s_word_hides_what_could_identify_a_client(new_story):
    story = new_story()
    assert not gate.flag(story, "client", nullifier="a" * 64)
    assert not gate.flag(story, "client", nullifier="a" * 64)
    assert story.flags.count() == 1
    assert gate.flag(story, "client", nullifier="b" * 64)
    assert not gate.flag(story, "recognise", may_hide=False)


SLOW = """
import json, sys, time
time.sleep(1.5)
for line in sys.stdin:
    told = json.loads(line)
    report = {"id": told["id"], "engine": "slow", "risk": 0, "findings": []}
    report["meters"] = dict.fromkeys(("client", "colleague", "author"), {})
    print(json.dumps(report), flush=True)
"""


def test_a_screening_that_still_loads_is_given_time_and_its_late_answer_is_passed_over(settings):
    settings.SCREENER = [sys.executable, "-c", SLOW]
    gate.screener.stop()
    with pytest.raises(screener_module.NoScreening):
        gate.screener.screen(["I was late."], 0.2)
    child = gate.screener._child
    assert gate.screener.screen(["I was late again."], 10)["engine"] == "slow"
    assert gate.screener._child is child
    gate.screener.stop()
