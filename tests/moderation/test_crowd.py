"""Fifty people who answer one story at once: no reply is lost, none is in another's place, nobody sees an error."""

import pytest
from django.test import Client

from moderation import gate
from moderation.models import Submission, Wording
from moderation.states import Move, Standing
from stories import threads, writing
from stories.models import Voice
from tests.moderation.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PEOPLE = 50


def sent_at_once(people, story, answers):
    """What came of it for each of ``people``, who answer reply ``answers(turn)`` or the story at the same moment."""

    def act(turn, person):
        values = {"text": f"This is reply {turn}.", "reply_type": "me_too", "speaks_as": "care"}
        content = {"kind": "comment", "page": story.ref, "to": answers(turn), "values": values, "kept": []}
        return writing.send(person.keyring, writing.new_draft(person.keyring, content), content)

    return at_once(*(lambda turn=turn, person=person: act(turn, person) for turn, person in enumerate(people)))


def approved_at_once(texts, people):
    def act(pk, label):
        wording = Wording.objects.get(submission=pk)
        gate.take(wording, label)
        return gate.decide(wording, Move.APPROVE, wording.digest, label=label)

    labels = [person.member.label for person in people]
    return at_once(*(lambda pk=pk, label=label: act(pk, label) for pk, label in zip(texts, labels, strict=True)))


def test_fifty_people_answer_one_story_at_once(new_member, new_story, new_comment):
    story = new_story()
    first = new_comment(story)
    people = [new_member() for _ in range(PEOPLE)]
    moderators = [new_member(is_moderator=True) for _ in range(PEOPLE)]
    answers = [None, first.number]
    sent = sent_at_once(people, story, lambda turn: answers[turn % 2])
    assert [result for result in sent if isinstance(result, Exception)] == []
    texts = {result.pk for result in sent}
    assert len(texts) == PEOPLE and Voice.objects.filter(story=story).count() == PEOPLE + 2
    assert Wording.objects.filter(submission__in=texts, state="waiting").count() == PEOPLE

    results = approved_at_once([result.pk for result in sent], moderators)
    assert results == [Move.APPROVE] * PEOPLE
    rows = list(Submission.objects.filter(page=story, kind="comment").order_by("path"))
    assert all(row.standing == Standing.PUBLIC for row in rows)
    assert sorted(row.number for row in rows) == list(range(1, PEOPLE + 2))
    assert len({row.path for row in rows}) == PEOPLE + 1
    assert sum(threads.parent_number(row.path) == first.number for row in rows) == PEOPLE // 2
    page = Client(HTTP_HOST="localhost:8000").get(f"/stories/{story.ref}/").content.decode()
    for turn in range(PEOPLE):
        assert page.count(f"<p>This is reply {turn}.</p>") == 1
    assert [page.count(f'id="reply-{number}"') for number in range(1, PEOPLE + 2)] == [1] * (PEOPLE + 1)
