"""A thread as a reader, a peer and its author meet it: levels, headings, what is new, what helped."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from moderation import gate
from moderation.models import Submission
from moderation.states import Move
from stories import changing, threads, visits, writing
from stories.models import Bookmark, Comment
from tests import crowd
from tests.conftest import approve
from tests.stories.test_held import dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    stranger = Client(HTTP_HOST="localhost:8000")
    return lambda story, **asked: stranger.get(f"/stories/{story.ref}/", asked).content.decode()


def branch(story, number, client=None, status=200, **asked):
    client = client or Client(HTTP_HOST="localhost:8000")
    answer = client.get(f"/stories/{story.ref}/from/{number}/", asked)
    assert answer.status_code == status
    return answer.content.decode()


def headings(page):
    return [re.sub(r"<[^>]+>", "", head) for head in re.findall(r'<h3 class="reply__head">(.*?)</h3>', page)]


def links(page):
    """[(address, text)] of the thread."""
    thread = page.partition('<ol class="thread">')[2].partition("</ol>")[0]
    return [(to, re.sub(r"<[^>]+>", "", text)) for to, text in re.findall(r'<a href="([^"]*)">(.*?)</a>', thread)]


def chain(story, levels):
    """A thread of which each reply answers the one before it."""
    crowd.fill(story, [(number - 1 or None, f"Answer {number}.") for number in range(1, levels + 1)])
    return story


# Levels and headings


def test_every_reply_stands_under_a_heading_that_says_what_it_answers(new_story, new_comment, page):
    story = new_story(wishes=["repair"])
    first = new_comment(story, reply_type="support")
    new_comment(story, to=first.number, reply_type="question", by=story.by)
    shown = page(story)
    assert headings(shown) == ["Reply 1, support", "Reply 2, to reply 1"]
    assert ("#reply-1", "Reply 2, to reply 1") in links(shown) and "wrote this story" in shown
    assert re.findall(r'data-depth="(\d)"', shown) == ["0", "1"]


def test_three_levels_are_shown_and_the_rest_is_a_link_away_down_to_the_fortieth(new_story, page):
    story = chain(new_story(), 45)
    shown, walked = page(story), []
    while on := re.search(r'href="/stories/\w+/from/(\d+)/">Continue after reply \d+</a>', shown):
        walked += headings(shown)
        shown = branch(story, on[1])
    walked += headings(shown)
    assert {f"Reply {number}, to reply {number - 1}, me too" for number in range(2, 41)} <= set(walked)
    deepest = Submission.objects.get(page=story, number=40)
    assert threads.depth(deepest.path) == threads.MAX_DEPTH - 1
    assert threads.depth(Submission.objects.get(page=story, number=45).path) == threads.MAX_DEPTH - 1
    assert all(f"Reply {number}, to reply {number - 1}, me too" in headings(shown) for number in range(41, 46))


def test_a_reply_at_the_greatest_depth_says_what_it_answers_though_it_stands_beside_it(new_story, new_comment):
    story = chain(new_story(), 40)
    deep = new_comment(story, to=40, text="And I answer the fortieth.")
    assert deep.path.startswith(Submission.objects.get(page=story, number=39).path)
    assert "Reply 41, to reply 40, me too" in headings(branch(story, 39))


def test_no_link_of_a_thread_leads_nowhere_and_no_two_say_the_same(new_story, page):
    story = chain(new_story(), 9)
    for shown in (page(story), branch(story, 3), branch(story, 5)):
        found = links(shown)
        texts = [text for _to, text in found]
        assert len(texts) == len(set(texts)) >= 9
        anchors = {to[1:] for to, _text in found if to.startswith("#")}
        assert anchors <= set(re.findall(r'id="([^"]+)"', shown))
        for to, _text in found:
            if to.startswith("/stories/") and "/reply/" not in to and "/flag/" not in to:
                assert Client(HTTP_HOST="localhost:8000").get(to).status_code == 200
    assert (f"/stories/{story.ref}/from/2/", "Reply 3, to reply 2, me too".rpartition(",")[0]) in links(
        branch(story, 3)
    )


def test_what_was_taken_back_keeps_its_place_and_what_hangs_on_it_can_still_be_reached(new_story, new_comment, page):
    story, numbers, people = new_story(), [None], []
    for _level in range(5):
        comment = new_comment(story, to=numbers[-1], text=f"Level {len(numbers)}.")
        numbers.append(comment.number)
        people.append(comment)
    writing.take_back(people[2].by.keyring, people[2])
    shown = page(story)
    assert "Reply 3, to reply 2" in headings(shown) and "was taken back by its writer" in shown
    assert "Level 3." not in shown and "Continue after reply 3" in shown
    assert "Level 4." in branch(story, 3) and "Level 5." in branch(story, 3)


def test_a_hidden_reply_has_a_place_only_while_something_hangs_on_it(new_story, new_comment, page):
    story = new_story()
    alone, above = new_comment(story, text="Alone."), new_comment(story, text="Above.")
    below = new_comment(story, to=above.number, text="Below.")
    gate.flag(alone, "recognise")
    gate.flag(above, "recognise")
    shown = page(story)
    assert headings(shown) == ["Reply 2", "Reply 3, to reply 2, me too"] and "Above." not in shown
    assert "is not shown for now" in shown and "flag" not in shown.partition("not shown")[2].partition("</li>")[0]
    assert "Below." in branch(story, 2)
    branch(story, 1, status=404)
    gate.flag(below, "recognise")
    assert headings(page(story)) == []
    branch(story, 2, status=404)


def test_a_long_thread_comes_in_parts_and_every_reply_stands_in_one_of_them(new_story, page, monkeypatch):
    monkeypatch.setattr(threads, "PART", 20)
    story = new_story()
    crowd.fill(story, [(number - 1 if number % 3 == 0 else None, f"Answer {number}.") for number in range(1, 51)])
    parts = [page(story, part=part) for part in (1, 2, 3)]
    numbers = [int(n) for shown in parts for n in re.findall(r'id="reply-(\d+)"', shown)]
    assert sorted(numbers) == list(range(1, 51)) and len(re.findall('id="reply-', parts[0])) == 20
    assert f'"/stories/{story.ref}/?part=2#replies" rel="next"' in parts[0] and "Earlier replies" not in parts[0]
    assert f'"/stories/{story.ref}/#replies" rel="prev"' in parts[1] and "?part=3#replies" in parts[1]
    assert "Further replies" not in parts[2] and page(story, part=99) == parts[2] and page(story, part="x") == parts[0]
    for shown in parts:  # what answers a reply of another part leads to its branch
        anchors = {to[1:] for to, _text in links(shown) if to.startswith("#")}
        assert anchors <= set(re.findall(r'id="([^"]+)"', shown))
    new = page(story, after=39)
    assert f'href="/stories/{story.ref}/?after=39&amp;part=2#reply-40"' in new


def test_feeds_and_the_desk_lead_to_where_a_reply_is_shown(new_story, new_comment):
    story = chain(new_story(), 4)
    deep = new_comment(story, to=4)
    feed = Client(HTTP_HOST="localhost:8000").get(f"/stories/{story.ref}/feed/").content.decode()
    assert f"/stories/{story.ref}/from/{deep.number}/" in feed and f"/stories/{story.ref}/#reply-2" in feed
    desk = deep.by.sign_in().get(f"/desk/text/{deep.ref}/").content.decode()
    assert f'href="/stories/{story.ref}/from/{deep.number}/">See it' in desk


# What is new


def test_whoever_comes_back_walks_from_one_new_reply_to_the_next(new_story, page):
    story = chain(new_story(), 5)  # 4 and 5 are below the third level
    shown = page(story, after=2)
    assert 'href="#reply-3">Go to what is new since reply 2</a>' in shown
    assert headings(shown)[2] == "New. Reply 3, to reply 2, me too"
    assert ("#on-3", "Next new: after reply 3") in links(shown)
    assert "Continue after reply 3, where something is new" in shown
    assert f'href="/stories/{story.ref}/from/3/?after=2"' in shown
    assert headings(branch(story, 3, after=2))[1].startswith("New. Reply 4")
    assert "Nothing new has come here since reply 5." in page(story, after=5)


def test_with_a_keyring_what_is_new_is_marked_without_a_link_to_keep(new_member, new_story, new_comment):
    story, reader = new_story(), new_member()
    new_comment(story, text="The first.")
    client, address = reader.sign_in(), f"/stories/{story.ref}/"
    before = client.get(address).content.decode()
    assert "New." not in before and 'name="number" value="1"' in before and "Forget" not in before
    assert client.post(f"{address}read/", {"number": "1"}).url == f"{address}#replies"
    new_comment(story, text="The second."), new_comment(story, text="My own.", by=reader)
    shown = client.get(address).content.decode()
    assert [head for head in headings(shown) if head.startswith("New.")] == ["New. Reply 2, me too"]
    assert "New." not in Client(HTTP_HOST="localhost:8000").get(address).content.decode()
    client.post(f"{address}read/", {"forget": ""})
    assert not Bookmark.objects.exists() and "New." not in client.get(address).content.decode()
    for wrong in ("", "x", "-1", "1000000"):
        client.post(f"{address}read/", {"number": wrong})
    assert not Bookmark.objects.exists()


def test_how_far_somebody_has_read_is_tied_to_nobody_and_to_no_thread(new_member, new_story):
    story, other, reader = new_story(), new_story(), new_member()
    reader.sign_in()
    before = dump()
    reader.client.post(f"/stories/{story.ref}/read/", {"number": "0"})
    reader.client.post(f"/stories/{other.ref}/read/", {"number": "0"})
    changed = {place: row for place, row in dump().items() if before.get(place) != row}
    assert {table for table, _key in changed} == {"stories_bookmark"} and len(changed) == 2
    for row in changed.values():
        values = {str(value) for value in row.values()}
        assert not values & {str(story.pk), story.ref, str(reader.member.pk), reader.member.username}
        assert row["touched_on"].day == 1
    one, two = changed.values()
    assert one["nullifier"] != two["nullifier"]


def test_a_bookmark_goes_with_the_account_and_after_a_year(new_member, new_story):
    story, reader, other = new_story(), new_member(), new_member()
    visits.keep(reader.keyring, story, 3), visits.keep(other.keyring, story, 4), visits.keep(other.keyring, story, 5)
    assert sorted(Bookmark.objects.values_list("number", flat=True)) == [3, 5]
    assert "How far somebody has read a conversation" in reader.sign_in().get("/desk/held/").content.decode()
    left = reader.client.post("/desk/leave/", {"password": reader.words})
    assert left.status_code == 302 and [row.number for row in Bookmark.objects.all()] == [5]
    assert visits.expire() == 0
    Bookmark.objects.update(touched_on="2020-01-01")
    assert visits.expire() == 1


def test_what_a_reader_keeps_costs_no_more_in_a_long_thread(new_member, new_story):
    for many in (3, 300):
        story, reader = new_story(), new_member()
        crowd.fill(story, [(None, "Me too.")] * many)
        visits.keep(reader.keyring, story, 1)
        reader.sign_in()
        with CaptureQueriesContext(connection) as asked:
            assert reader.client.get(f"/stories/{story.ref}/").content.decode().count("reply--new") == many - 1
        related = [query for query in asked if "LIKE" in query["sql"]]
        assert len(asked) - len(related) <= 9


# What helped


def test_the_author_says_that_a_reply_helped_and_its_writer_alone_sees_it(new_story, new_comment, new_member, page):
    story = new_story()
    reply, own = new_comment(story, text="Mine, once."), new_comment(story, by=story.by, text="Thank you.")
    address, author, peer = f"/stories/{story.ref}/", story.by.sign_in(), reply.by.sign_in()
    stranger, untouched = Client(HTTP_HOST="localhost:8000"), page(story)
    shown = author.get(address).content.decode()
    assert re.findall(r'name="yes" value="(\d+)"', shown) == [str(reply.number)]
    assert author.post(f"{address}helped/", {"yes": reply.number}).url == f"{address}#reply-{reply.number}"
    assert author.post(f"{address}helped/", {"yes": own.number}).status_code == 302  # one's own: nothing comes of it
    assert list(Comment.objects.filter(helped=True)) == [reply]
    assert "You said that reply 1 helped" in author.get(address).content.decode()

    for desk in ("/desk/", f"/desk/text/{reply.ref}/"):
        assert "helped" in peer.get(desk).content.decode()
    assert page(story) == untouched and stranger.get(f"{address}feed/").content.decode().count("helped") == 0
    other = new_member().sign_in()
    for client in (peer, other):
        seen = client.get(address).content.decode()
        assert "helped" not in seen and 'name="yes"' not in seen
        assert client.post(f"{address}helped/", {"yes": own.number}).status_code == 404

    author.post(f"{address}helped/", {"no": reply.number})
    assert not Comment.objects.filter(helped=True).exists()
    assert "helped" not in peer.get(f"/desk/text/{reply.ref}/").content.decode()


def test_nothing_of_it_stays_when_the_reply_is_taken_back(new_story, new_comment):
    story = new_story()
    reply = new_comment(story)
    assert visits.thank(story, reply.number) == reply.path
    writing.take_back(reply.by.keyring, reply)
    assert not Comment.objects.filter(helped=True).exists()
    assert visits.thank(story, reply.number) is None


def test_saying_so_changes_one_row_and_no_account(new_story, new_comment):
    story = new_story()
    reply = new_comment(story)
    story.by.sign_in()
    before = dump()
    story.by.client.post(f"/stories/{story.ref}/helped/", {"yes": reply.number})
    changed = [place for place, row in dump().items() if before.get(place) != row]
    assert changed == [("stories_comment", str(reply.pk))]


# One's own


def test_a_writer_finds_their_own_reply_and_can_change_and_take_back_at_any_time(new_story, new_comment, moderators):
    story = new_story()
    reply = new_comment(story, text="A first version.")
    writer, address = reply.by.sign_in(), f"/stories/{story.ref}/"
    shown = writer.get(address).content.decode()
    assert f'<a href="/desk/text/{reply.ref}/">Change or take back reply 1</a>' in shown
    assert "Change or take back" not in story.by.sign_in().get(address).content.decode()

    story.door = "closed"
    story.save(update_fields=["door"])
    gate.flag(story, "unkind", nullifier=reply.by.keyring.nullifier("flag", str(story.pk)))
    edited = writer.post(f"/desk/text/{reply.ref}/edit/")
    assert edited.status_code == 302  # neither a closed door nor a flag of one's own stands in the way
    row, content = writing.drafts(reply.by.keyring)[0]
    content["values"]["text"] = "A second version."
    approve(writing.send(reply.by.keyring, row, content), moderators)
    assert "A second version." in writer.get(address).content.decode()
    assert writer.post(f"/desk/text/{reply.ref}/take-back/").status_code == 302
    assert "A second version." not in writer.get(address).content.decode()


def test_a_public_reply_whose_new_version_was_declined_can_be_edited_again(new_story, new_comment, moderators):
    story = new_story()
    reply = new_comment(story)
    row = changing.edit_again(reply.by.keyring, reply)
    sent = writing.send(reply.by.keyring, row, writing.find_draft(reply.by.keyring, row.pk)[1])
    wording, label = sent.wordings.order_by("-number").first(), moderators[0].member.label
    gate.take(wording, label)
    gate.decide(wording, Move.DECLINE, wording.digest, label=label, reason="SP-1", words="No, sorry.")
    assert "Edit it" in reply.by.sign_in().get(f"/desk/text/{reply.ref}/").content.decode()
    assert reply.by.client.post(f"/desk/text/{reply.ref}/edit/").status_code == 302
