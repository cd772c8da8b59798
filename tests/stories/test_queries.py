"""Reading costs a fixed number of queries, sets no cookie, and says how long it may be kept."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation import gate
from moderation.models import Submission
from moderation.states import Standing
from stories import changing, threads, writing
from stories.models import Comment, Voice
from tests.conftest import approve, cleared

pytestmark = pytest.mark.django_db


def queries(client, address, status=200):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == status
    return len(asked)


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000")


@pytest.fixture
def reader(new_member):
    return new_member().sign_in()


def answered(story, many):
    """The story with ``many`` public replies, every third of them under the one before it."""
    voice = Voice.objects.get(story=story)
    rows, paths = [], [""]
    for number in range(1, many + 1):
        above = paths[-1] if number % 3 == 0 else ""
        path = f"{above}{number:05d}"
        assert len(path) <= threads.MAX_DEPTH * threads.STEP
        paths.append(path)
        rows.append(
            Submission(
                kind="comment",
                page_id=story.pk,
                claim_hash=voice.claim_hash,
                path=path,
                number=number,
                standing=Standing.PUBLIC,
                public_html=f"<h3>Reply {number}</h3><p>I have been there too.</p>",
                published_on=timezone.localdate(),
            )
        )
    Submission.objects.bulk_create(rows)
    table, columns = Comment._meta.db_table, "submission_id, voice_id, reply_type, speaks_as"
    ready = [[Submission._meta.pk.get_db_prep_value(row.pk, connection), voice.pk, "me_too", "care"] for row in rows]
    with connection.cursor() as cursor:
        for row in ready:
            row[1] = Voice._meta.pk.get_db_prep_value(row[1], connection)
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES (%s, %s, %s, %s)", ready)
    return story


@pytest.mark.parametrize("many", [5, 500])
def test_a_story_page_costs_the_same_for_5_and_500_replies(new_story, stranger, reader, many):
    story = answered(new_story(), many)
    address = f"/stories/{story.ref}/"
    assert queries(stranger, address) == 5  # the story, what is like it (2: none is older), topics, thread
    assert stranger.get(address).content.decode().count("I have been there too.") == many
    assert queries(stranger, address) == 1  # the version
    assert queries(reader, address) == 8  # version, story, thread, session, member, their box, bookmark and voice
    assert queries(stranger, f"{address}from/2/") == 4
    assert queries(reader, f"{address}reply/") <= 7  # one of them asks whether the thread is slowed down


def test_whoever_has_the_page_is_not_sent_it_again(new_story, stranger):
    story = answered(new_story(), 3)
    first = stranger.get(f"/stories/{story.ref}/")
    with CaptureQueriesContext(connection) as asked:
        again = stranger.get(f"/stories/{story.ref}/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304 and not again.content and len(asked) == 1
    assert again["ETag"] == first["ETag"] and again["Cache-Control"] == "no-cache" and not again.cookies
    assert stranger.get(f"/stories/{story.ref}/from/2/")["ETag"] != first["ETag"]


def test_every_reader_without_a_session_gets_the_same_bytes_and_nobody_else_s_are_kept(new_story, reader, stranger):
    story = new_story()
    address = f"/stories/{story.ref}/"
    mine = reader.get(address)
    assert b"My desk" in mine.content and "ETag" not in mine
    first, second = stranger.get(address), Client(HTTP_HOST="localhost:8000").get(address)
    assert first.content == second.content and b"My desk" not in first.content


@pytest.mark.parametrize("what", ["hidden", "taken back", "answered", "edited"])
def test_a_page_that_changed_is_never_answered_from_memory(new_story, new_comment, moderators, stranger, what):
    story = new_story()
    address = f"/stories/{story.ref}/"
    first = stranger.get(address)
    if what == "hidden":
        gate.flag(story, "recognise")
    elif what == "taken back":
        writing.take_back(story.by.keyring, story)
    elif what == "answered":
        new_comment(story, text="It happened to me, too.")
    else:
        row = changing.edit_again(story.by.keyring, story)
        content = writing.find_draft(story.by.keyring, row.pk)[1]
        content["values"]["happened"] = "I told it wrongly at first."
        approve(writing.send(story.by.keyring, row, content), moderators)
    for headers in ({}, {"HTTP_IF_NONE_MATCH": first["ETag"]}):
        again = stranger.get(address, **headers)
        assert again.status_code == {"hidden": 404, "taken back": 410}.get(what, 200)
        assert again.content != first.content


def test_lists_and_fixed_pages_cost_the_same_for_one_story_and_for_all(new_story, stranger, reader):
    author = new_story().by
    fixed = {"/pages/privacy/": 1, "/pages/about/": 1, "/kinds/": 1}
    costs = {"/": 2, "/stories/": 1, "/stories/?event=misattunement&harm=some&wish=been_there": 1} | fixed
    stranger.get("/"), stranger.get("/stories/")  # who waits is asked once a minute, the topics are once in ten
    few = {address: queries(stranger, address) for address in costs}
    for _ in range(7):
        new_story(by=author)
    assert {address: queries(stranger, address) for address in costs} == few == costs
    members = {address: number + 2 + (address not in fixed) for address, number in costs.items()}
    assert {address: queries(reader, address) for address in costs} == members  # session, member; in lists their box


@pytest.mark.parametrize("address", ["/", "/stories/", "/pages/limits/", "/stories/{ref}/", "/stories/nosuchref/"])
def test_a_page_that_only_shows_text_sets_no_cookie_for_a_stranger(new_story, stranger, reader, address):
    address = address.format(ref=new_story().ref)
    response = stranger.get(address)
    assert not response.cookies
    assert "Set-Cookie" not in response.headers
    assert response["Cache-Control"] == "no-cache"
    assert response["Vary"] == "Cookie"
    mine = reader.get(address)
    assert mine["Cache-Control"] == "no-store, private"
    assert mine["Vary"] == "Cookie"


def test_private_pages_are_never_stored(new_member, new_story, moderators):
    author = new_member(is_owner=True)
    story = new_story(by=author)
    draft = author.sign_in().post("/tell/", cleared(title="One more")).url
    moderator = moderators[0].sign_in()
    text = f"/desk/text/{story.ref}/"
    for address in ["/desk/", "/desk/settle/", "/desk/second/", "/owner/", "/owner/about/", "/exit/", draft]:
        assert author.client.get(address)["Cache-Control"] == "no-store, private", address
        author.sign_in()
    for address in [f"{draft}check/", text, f"{text}take-back/", f"{text}update/", "/sign-out/"]:
        assert author.client.get(address)["Cache-Control"] == "no-store, private", address
    assert moderator.get("/moderation/")["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("address", ["/sign-in/", "/join/", "/tell/"])
def test_a_form_for_a_stranger_is_never_stored_either(db, stranger, address):
    response = stranger.post(address, cleared(begin="")) if address == "/tell/" else stranger.get(address)
    assert response["Cache-Control"] == "no-store, private"
    assert "Cookie" in response["Vary"]
    assert set(response.cookies) == {"form"}
