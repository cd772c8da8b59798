"""The moderators' desk: summary first, topics that one stays away from, so many severe texts a day, a pause."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.models import House, Tally
from moderation import care, corrections, gate
from moderation.models import Note, Wording
from moderation.states import Move, State
from stories.models import Topic
from tests.conftest import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(moderators):
    moderators[0].sign_in()
    return moderators[0]


def queue(desk, query=""):
    return desk.client.get(f"/moderation/{query}").content.decode()


def test_a_moderator_stays_away_from_a_topic_until_tomorrow_and_no_row_says_so(desk, new_member, time_machine):
    topic = Topic.objects.order_by("slug").first().slug
    about = send(new_member(), topics=[topic])
    other = send(new_member(), happened="I wrote to the wrong colleague and noticed a week later.")
    assert about.ref in queue(desk)
    desk.client.post("/moderation/not-today/", {"topics": [topic]})
    page = queue(desk)
    assert about.ref not in page
    assert other.ref in page
    assert "1 more is about what you stay away from today" in page
    assert not Tally.objects.filter(name__contains=topic).exists()
    time_machine.move_to(timezone.now() + timedelta(days=1, hours=1))
    desk.sign_in()
    assert about.ref in queue(desk)


def test_the_queue_is_narrowed_by_kind_harm_and_topic(desk, new_member, new_story):
    topic = Topic.objects.order_by("slug").first().slug
    story = send(new_member(), harm="severe", topics=[topic])
    reply = send(new_member(), "comment", page=new_story().ref, text="Me too.", reply_type="me_too", speaks_as="care")
    assert {story.ref, reply.ref} <= {ref for ref in (story.ref, reply.ref) if ref in queue(desk)}
    for query, shown, gone in (
        ("?kind=comment", reply, story),
        ("?harm=severe", story, reply),
        (f"?topic={topic}", story, reply),
    ):
        page = queue(desk, query)
        assert shown.ref in page
        assert gone.ref not in page
    assert queue(desk, "?kind=nonsense&topic=<b>")


def test_after_so_many_severe_texts_others_read_them(desk, new_member):
    House.objects.update_or_create(pk=1, defaults={"severe_a_day": 2})
    label = desk.member.label
    for _turn in range(2):
        wording = send(new_member(), harm="severe").wordings.get()
        desk.client.post(f"/moderation/{wording.pk}/take/")
        data = {"read": wording.digest, "reason": "ID-1", "return": ""}
        assert desk.client.post(f"/moderation/{wording.pk}/", data).url == "/moderation/pause/"
    assert care.severe_today(label) == 2
    third, mild = send(new_member(), harm="death"), send(new_member())
    response = desk.client.post(f"/moderation/{third.wordings.get().pk}/take/")
    assert response.status_code == 403
    assert "Thank you" in response.content.decode()
    assert third.wordings.get().state == State.WAITING
    assert desk.client.post(f"/moderation/{mild.wordings.get().pk}/take/").status_code == 302
    assert desk.client.get("/moderation/pause/").status_code == 200


def test_a_text_is_shown_when_it_is_asked_for(desk, new_member):
    wording = send(new_member(), happened="I was late, and then I was late again, and I never said so.").wordings.get()
    gate.take(wording, desk.member.label)
    page = desk.client.get(f"/moderation/{wording.pk}/").content.decode()
    assert "About" in page
    assert "I was late" not in page
    assert "I was late" in desk.client.get(f"/moderation/{wording.pk}/?read").content.decode()


def test_corrections_tell_how_well_the_screening_sees(desk, new_member):
    wording = send(new_member(), happened="My client Priya came with the red kite.").wordings.get()
    gate.take(wording, desk.member.label)
    finding = wording.findings.first()
    passage, text = finding.passage, wording.passages[finding.passage][2]
    start = text.index("red kite")
    pins = [Note(passage=passage, start=finding.start, end=finding.end, reason="ID-1")]
    pins += [Note(passage=passage, start=start, end=start + 8, reason="ID-2")]
    gate.decide(wording, Move.RETURN, wording.digest, label=desk.member.label, pins=pins)
    [(_monday, right, missed, stood, recall, precision)] = corrections.weekly()
    assert (right, missed, stood, recall, precision) == (1, 1, 0, 0.5, 1.0)


def test_a_flood_leaves_drafts_as_they_are(new_member):
    House.objects.update_or_create(pk=1, defaults={"sent_an_hour": 2})
    send(new_member()), send(new_member())
    with pytest.raises(Exception, match="in an hour or two"):
        send(new_member())
    assert Wording.objects.count() == 2


@pytest.mark.parametrize(
    "told, reads, shown",
    [
        ("Her name was Аarаv.", "Aarav", True),  # two letters are Cyrillic
        ("Her name was A a r a v.", "Aarav", True),
        ("Her name was Aa\u200brav.", "Aarav", True),
        ("She said “I don’t know” – in the café.", "", False),
    ],
)
def test_a_moderator_sees_how_disguised_words_read(new_member, moderators, told, reads, shown):
    wording = send(new_member(), happened=told).wordings.get()
    gate.take(wording, moderators[0].member.label)
    page = moderators[0].sign_in().get(f"/moderation/{wording.pk}/?read").content.decode()
    assert ("Not written as it reads" in page) == shown
    assert not shown or f"put in: </span>{reads}" in page
