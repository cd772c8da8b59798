"""Who waits for a first answer: the hosts' board, the front page's shelf, and how long it took."""

import re
from datetime import datetime, time, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum import rewriting
from forum.models import House, Tally
from moderation import gate, waits
from moderation.models import Submission
from moderation.states import Move
from stories import asking, changing, hosting, prompts, writing
from tests.conftest import STORY, approve, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(new_member):
    person = new_member(is_host=True)
    person.sign_in()
    return person


@pytest.fixture
def later(time_machine):
    """Move the clock by hours, and sign a host in again."""

    def move(hours, *people):
        time_machine.move_to(timezone.now() + timedelta(hours=hours))
        for person in people:
            person.sign_in()

    return move


@pytest.fixture
def night(monkeypatch):
    monkeypatch.setattr(rewriting, "rewrite_tables", lambda tell: (0, 0))
    return lambda: call_command("night")


def board(host):
    response = host.client.get("/hosts/")
    assert response.status_code == 200 and response["Cache-Control"] == "no-store, private"
    return response.content.decode()


def items(page):
    """[(title, whole item)] of the board, in its order."""
    found = re.findall(r'<li class="board__item.*?<h3><a [^>]*>(.*?)</a></h3>(.*?)\n</li>', page, re.S)
    return [(title, item) for title, item in found]


def titles(page):
    return [title for title, _item in items(page)]


def shelf():
    caches["pages"].clear()
    page = Client(HTTP_HOST="localhost:8000").get("/").content.decode()
    return re.findall(
        r'card__title"><a [^>]*>(.*?)</a>', page.partition('id="unanswered"')[2].partition('id="newest"')[0]
    )


def since(text):
    return Submission.objects.get(pk=text.pk).unanswered_since


def test_the_board_shows_what_nobody_else_has_answered_the_longest_wait_first(new_story, new_comment, host, later):
    for title in ("The first", "The second", "The third"):
        story = new_story(title=title)
        later(3, host)
    new_comment(story, by=story.by, reply_type="author")  # the author's own words are no answer
    page = board(host)
    assert titles(page) == ["The first", "The second", "The third"]
    assert (
        re.findall(r"Waits ([^<]*)<", page) == ["9 hours", "6 hours", "3 hours"] == re.findall(r"Waits ([^<]*)<", page)
    )
    new_comment(story)
    assert titles(board(host)) == ["The first", "The second"]
    assert since(story) is None


def test_a_wait_beyond_the_owner_s_limit_is_marked_in_words(new_story, host, later, new_member):
    new_story(title="Slow")
    later(11, host)
    new_story(title="Quick")
    later(1, host)
    late = {title: "Past 12 hours" in item for title, item in items(board(host))}
    assert late == {"Slow": True, "Quick": False}
    owner = new_member(is_owner=True).sign_in()
    form = {"hold_days": 0, "batch_of": 5, "publishing": "on", "flags_an_hour": 3, "flags_a_day": 2}
    form |= {"severe_a_day": 3, "sent_an_hour": 100, "answer_within": 1}
    assert owner.post("/owner/", form).status_code == 302
    assert board(host).count("Past 1 hour<") == 2


def test_the_board_shows_nothing_that_is_not_public(new_story, new_member, moderators, host):
    """A reply that waits changes no byte of another host's board; a story that waits, or is cared for, is on none."""
    story, other = new_story(title="Shown"), new_member(is_host=True)
    other.sign_in()
    before = items(board(other))
    waiting = send(new_member(), title="Waiting", happened="I forgot the letter.", want="Care for me, please.")
    wording = waiting.wordings.get()
    gate.take(wording, moderators[0].member.label)
    gate.decide(wording, Move.RETURN, wording.digest, label=moderators[0].member.label, reason="ID-1")
    send(new_member(), title="Waiting too", happened="I forgot the letter.")
    send(host, "comment", page=story.ref, text="I heard you.", reply_type="welcome", speaks_as="host")
    assert items(board(other)) == before
    assert "You have answered" in board(host)
    gate.flag(story, "recognise")
    assert titles(board(host)) == titles(board(other)) == []


def test_only_hosts_come_to_the_board_and_the_guide(new_member, moderators, host):
    others = [new_member(), new_member(is_owner=True), moderators[0]]
    for address in ("/hosts/", "/hosts/guide/"):
        assert [person.sign_in().get(address).status_code for person in others] == [403, 403, 403]
        assert Client(HTTP_HOST="localhost:8000").get(address).status_code == 302
    guide = host.client.get("/hosts/guide/").content.decode()
    assert "What a first answer is" in guide and "When to call a moderator" in guide and "## " not in guide


def test_a_host_s_own_story_is_for_other_hosts_and_takes_no_welcome(new_story, host):
    own, other = new_story(by=host, title="My own"), new_story(title="Another")
    assert titles(board(host)) == ["Another"]
    pages = [host.client.get(f"/stories/{story.ref}/reply/").content.decode() for story in (own, other)]
    assert ["Welcome from a host" in page for page in pages] == [False, True]


def test_three_questions_stand_beside_a_host_s_empty_box_and_nobody_else_s(new_story, new_member, host):
    address = f"/stories/{new_story().ref}/reply/"
    page = host.client.get(address).content.decode()
    assert all(question in page for question in prompts.HOST_QUESTIONS)
    assert re.search(r'<textarea name="text"[^>]*>\s*</textarea>', page)
    for client in (new_member().sign_in(), Client(HTTP_HOST="localhost:8000")):
        page = client.get(address).content.decode()
        assert "For you as a host" not in page and "Welcome from a host" not in page


def test_nobody_but_a_host_can_send_a_welcome(new_story, new_member):
    values = {"text": "Welcome here.", "reply_type": "welcome", "speaks_as": "host"}
    answer = new_member().sign_in().post(f"/stories/{new_story().ref}/reply/", values)
    assert answer.status_code == 422


# Newcomers


def test_what_a_newcomer_ticked_is_seen_by_hosts_alone_and_goes_with_the_answer(
    new_story, new_comment, new_member, moderators, host
):
    story = new_story(title="Shown", newcomer=True)
    assert "First time here" in board(host)
    readers = [Client(HTTP_HOST="localhost:8000"), new_member().sign_in(), moderators[0].sign_in(), story.by.sign_in()]
    for address in (
        "/",
        "/stories/",
        f"/stories/{story.ref}/",
        "/feed/",
        f"/stories/{story.ref}/feed/",
        "/moderation/",
    ):
        for reader in readers:
            assert b"First time here" not in reader.get(address).content
    new_comment(story)
    row = Submission.objects.get(pk=story.pk)
    assert row.newcomer is None and row.unanswered_since is None
    assert "First time here" not in board(host)


def test_a_newcomer_s_first_reply_waits_for_a_welcome_too(new_story, new_comment, new_member, host):
    story = new_story(title="Shown")
    reply = new_comment(story, newcomer=True)
    new_comment(story)  # no newcomer's
    [(title, item)] = items(board(host))
    assert title == "Reply 1 under “Shown”" and "First time here" in item and f"/stories/{story.ref}/reply/1/" in item
    new_comment(story, by=reply.by, to=1)  # their own second thought is no answer
    assert len(items(board(host))) == 1
    new_comment(story, by=host, to=1, reply_type="welcome", speaks_as="host")
    assert items(board(host)) == [] and since(reply) is None
    assert Submission.objects.get(pk=reply.pk).newcomer is None


def test_who_is_new_is_what_they_say_and_nothing_that_was_worked_out(new_story, new_member):
    """No tick, no mark, however new; and whoever has spoken here is not asked."""
    assert Submission.objects.get(pk=new_story().pk).newcomer is None
    story, member = new_story(), new_member()
    address = f"/stories/{story.ref}/reply/"
    assert 'name="newcomer"' in member.sign_in().get(address).content.decode()
    send(member, "comment", page=story.ref, text="I heard you.", reply_type="support", speaks_as="care")
    assert 'name="newcomer"' not in member.client.get(address).content.decode()


def test_the_tick_of_a_form_reaches_the_gate_and_comes_back_with_a_cancelled_text(new_story, new_member):
    member, story = new_member(), new_story()
    values = {"text": "I heard you.", "reply_type": "support", "speaks_as": "care", "newcomer": "on", "check": ""}
    saved = member.sign_in().post(f"/stories/{story.ref}/reply/", values)
    row, content = writing.drafts(member.keyring)[0]
    assert saved.status_code == 302 and content["values"]["newcomer"] is True
    sent = writing.send(member.keyring, row, content)
    assert Submission.objects.get(pk=sent.pk).newcomer is True
    changing.cancel(member.keyring, sent)
    assert Submission.objects.get(pk=sent.pk).newcomer is None
    assert writing.drafts(member.keyring)[0][1]["values"]["newcomer"] is True


def test_after_two_weeks_nobody_is_new_any_more(new_story, new_comment, later, night, host):
    story, other = new_story(title="Old", newcomer=True), new_story(title="Answered")
    reply = new_comment(other, newcomer=True)
    later(14 * 24, host)
    night()
    assert Submission.objects.filter(newcomer=True).count() == 0
    assert since(story) and since(reply) is None  # the story still waits
    assert titles(board(host)) == ["Old"] and "First time here" not in board(host)


# The hour


@pytest.mark.parametrize("how", ["taken back", "retracted", "hidden"])
def test_a_story_waits_anew_when_its_only_answer_goes(new_story, new_comment, moderators, how):
    story = new_story()
    answer = new_comment(story)
    assert since(story) is None and shelf() == []
    if how == "taken back":
        writing.take_back(answer.by.keyring, answer)
    elif how == "retracted":
        gate.settle_flags(answer, Move.RETRACT, label=moderators[0].member.label, reason="TN-1")
    else:
        gate.flag(answer, "recognise")
    assert since(story) and shelf() == [STORY["title"]]
    if how == "hidden":
        for moderator in moderators:
            gate.settle_flags(answer, Move.RESTORE, label=moderator.member.label)
        assert since(story) is None
    assert Tally.objects.filter(name__startswith="answered").count() == 1  # a wait ends once


def test_a_story_that_is_taken_back_waits_for_nothing(new_story, new_comment, later, night):
    story, other = new_story(newcomer=True), new_story()
    reply = new_comment(other, newcomer=True)
    for each in (story, other):
        writing.take_back(each.by.keyring, each)
    later(31 * 24)
    night()
    for text in (story, other, reply):
        row = Submission.objects.get(pk=text.pk)
        assert row.unanswered_since is None and row.newcomer is None


def test_a_new_version_of_an_answer_changes_nothing(new_story, new_comment, moderators):
    story = new_story()
    answer = new_comment(story)
    row = changing.edit_again(answer.by.keyring, answer)
    approve(writing.send(answer.by.keyring, row, writing.find_draft(answer.by.keyring, row.pk)[1]), moderators)
    assert since(story) is None and Tally.objects.get(name__startswith="answered").number == 1


def test_where_the_door_is_not_open_nobody_is_awaited_until_it_opens(new_story, later, night, host):
    closed, opens = new_story(title="Closed", door="closed"), new_story(title="Opens", door="later")
    assert titles(board(host)) == [] == shelf()
    night()
    assert since(closed) is since(opens) is None
    later(7 * 24, host)
    night()
    assert titles(board(host)) == ["Opens"] == shelf() and "less than an hour" in board(host)
    asking.choose(closed, ["been_there"], "open")
    assert sorted(titles(board(host))) == ["Closed", "Opens"]


def test_how_long_it_took_is_counted_and_told_to_the_owner(new_story, new_comment, new_member, later):
    owner = new_member(is_owner=True)
    stories = [new_story() for _turn in range(waits.FEWEST)]
    page = owner.sign_in().get("/moderation/house/").content.decode()
    assert "Nobody but its author has answered 5 stories" in page and "too few to tell how long they wait" in page
    later(3)
    for story in stories[:4]:
        new_comment(story)
    later(4)
    new_comment(stories[4])
    new_comment(stories[4])  # a second answer ends no wait
    page = owner.sign_in().get("/moderation/house/").content.decode()
    assert "Every story has been answered." in page
    assert "half of all stories had a first answer within 4 hours, and 95 in 100 within 8 hours" in page
    assert sum(Tally.objects.filter(name__startswith="answered").values_list("number", flat=True)) == waits.FEWEST


def test_the_shelf_of_the_front_page_orders_by_days_alone(new_story, later, new_comment):
    """Which hour a story appeared in is for hosts: within a day its place tells nothing."""
    stories = [new_story(title=f"Number {turn}") for turn in range(3)]
    for hours, story in zip((2, 1, 0), stories, strict=True):
        hour = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=hours)
        Submission.objects.filter(pk=story.pk).update(unanswered_since=hour)
    assert shelf() == [story.public_title for story in sorted(stories, key=lambda story: story.pk)]
    page = Client(HTTP_HOST="localhost:8000").get("/").content.decode()
    assert stories[0].public_title in page
    new_comment(stories[0])
    page = Client(HTTP_HOST="localhost:8000").get("/").content.decode()  # which they are is remembered, and asked again
    assert stories[0].public_title not in page.partition('id="unanswered"')[2].partition('id="newest"')[0]


# How much it costs


def test_the_board_costs_the_same_for_one_and_for_many(new_story, new_comment, host):
    counts = []
    for _turn in range(2):
        for _more in range(4):
            story = new_story()
            new_comment(new_story(by=story.by), newcomer=True)
        with CaptureQueriesContext(connection) as asked:
            board(host)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9
    assert len(hosting.board(host.keyring, House.settings().answer_within)[0]) == 8


def test_who_waits_is_found_by_the_index_that_holds_nobody_else(new_story):
    new_story()
    rows = Submission.objects.filter(kind="story", standing="public", unanswered_since__isnull=False)
    plan = rows.order_by("published_on", "id")[:3]
    if connection.vendor == "sqlite":
        assert "submission_unanswered" in plan.explain()
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "submission_unanswered" in plan.explain()


def test_stories_from_before_there_were_hosts_wait_from_their_day_on(new_story, new_comment):
    waits_on, closed, answered = new_story(), new_story(door="closed"), new_story()
    new_comment(waits_on, by=waits_on.by, reply_type="author")
    new_comment(answered)
    Submission.objects.update(unanswered_since=None)
    import_module("stories.migrations.0008_stories_that_wait").begin(apps, None)
    assert since(waits_on) == timezone.make_aware(datetime.combine(waits_on.published_on, time()))
    assert since(closed) is since(answered) is None
