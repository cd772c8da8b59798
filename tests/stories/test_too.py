"""*I did this too*: one press, nothing kept of whose; words that move a step a day at most."""

import http.client
import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum import rewriting
from moderation import gate
from stories import prompts, too, writing
from stories.models import Pressed, Story
from tests.journeys.canary import ADDRESS, AGENT
from tests.stories.test_held import dump

pytestmark = pytest.mark.django_db

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def night(monkeypatch, time_machine):
    """A night, a day later each time."""
    monkeypatch.setattr(rewriting, "rewrite_tables", lambda tell: (0, 0))

    def run(days=1):
        time_machine.move_to(timezone.now() + timezone.timedelta(days=days))
        call_command("night")

    return run


def stranger(**more):
    return Client(HTTP_HOST="localhost:8000", headers=FROM_HERE, enforce_csrf_checks=True, **more)


def press(story, times=1, client=None):
    """Press so often, from another network each time unless a browser is given."""
    for turn in range(times):
        here = client or stranger(REMOTE_ADDR=f"198.51.{turn}.7")
        answer = here.post(f"/stories/{story.ref}/too/")
        assert answer.status_code == 302 and answer.url == f"/stories/{story.ref}/too/"
    return answer


def said(story):
    page = stranger().get(f"/stories/{story.ref}/").content.decode()
    return re.findall(r'class="too__said">([^<]*)<', page)


def words(key):
    return [prompts.TOO[key][0]]


def test_a_press_needs_no_account_cookie_or_script_and_leaves_no_cookie(new_story):
    story = new_story()
    page = stranger().get(f"/stories/{story.ref}/")
    form = re.search(r'<form method="post" action="/stories/\w+/too/">(.*?)</form>', page.content.decode(), re.S)[1]
    assert "I did this too" in form and "<input" not in form and not page.cookies
    answer = press(story)
    after = stranger().get(answer.url)
    assert not answer.cookies and not after.cookies and answer["Cache-Control"] == "no-store, private"
    assert f"/stories/{story.ref}/" in after.content.decode() and Pressed.objects.get().today == 1


def test_whoever_presses_is_told_the_same_whether_it_counts_or_not(new_story):
    story, one = new_story(), stranger()
    answers = [press(story, client=one) for _turn in range(too.AN_HOUR + 3)]
    assert len({(answer.status_code, tuple(sorted(answer.headers.items())), answer.content) for answer in answers}) == 1
    assert len({one.get(f"/stories/{story.ref}/too/").content for _turn in range(2)}) == 1
    assert Pressed.objects.get().today == too.A_DAY


def test_words_move_by_one_step_a_day_and_one_press_shows_nothing(new_story, night):
    story = new_story()
    press(story)
    night()
    assert said(story) == []
    press(story, 50)
    assert said(story) == []  # not before the night
    night()
    assert said(story) == words("someone")
    for told in ("several", "several", "several", "many", "many"):
        press(story, 50)
        night()
        assert said(story) == words(told)
    assert Pressed.objects.get().whole == too.MOST


def test_no_word_tells_a_number_under_five():
    """The same word stands for every number from its own bound to the next, and each of these ranges reaches five."""
    bounds = [many for _words, many in prompts.TOO.values()]
    assert bounds == sorted(bounds) and bounds[0] > 1
    assert all(above - 1 >= 5 for above in bounds[1:])
    assert not re.search(r"\d", " ".join(told for told, _many in prompts.TOO.values()))


def test_a_second_night_on_the_same_day_moves_nothing(new_story, night):
    story = new_story()
    Pressed.objects.create(story=story, whole=too.MOST)
    night()
    assert said(story) == words("someone")
    press(story, 50)
    night(days=0)
    assert said(story) == words("someone")


def test_the_page_is_another_only_when_the_words_move(new_story, night):
    story, reader = new_story(), stranger()
    address = f"/stories/{story.ref}/"
    tag = reader.get(address)["ETag"]
    press(story, 50)
    assert reader.get(address, headers={"If-None-Match": tag}).status_code == 304
    night()
    fresh = reader.get(address, headers={"If-None-Match": tag})
    assert fresh.status_code == 200 and fresh["ETag"] != tag
    press(story, 50)
    night()  # ten presses: several
    night()  # and none since
    last = reader.get(address)["ETag"]
    night()
    assert reader.get(address)["ETag"] == last


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_thousand_presses_from_one_place_move_the_words_by_one_step_at_most(new_story, live_server, night):
    """Over HTTP, as a script would: one connection, one address."""
    story = new_story()
    place = urlsplit(live_server.url)
    line, answers = http.client.HTTPConnection(place.hostname, place.port, timeout=60), set()
    for _turn in range(1000):
        line.request("POST", f"/stories/{story.ref}/too/", b"", {**FROM_HERE, "Content-Length": "0"})
        response = line.getresponse()
        body = response.read()
        answers.add((response.status, response.getheader("Location"), response.getheader("Set-Cookie"), body))
    line.close()
    assert len(answers) == 1 and {answer[0] for answer in answers} == {302}
    assert Pressed.objects.get().today <= too.A_DAY
    night()
    assert said(story) == words("someone")
    night()
    assert said(story) == words("someone")


def test_no_row_and_no_memory_ties_a_press_to_an_address_a_story_or_a_minute(new_story):
    story, here = new_story(), stranger(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=AGENT)
    before, kept = dump(), set(cache._cache)
    press(story, 2, here)
    changed = {place: row for place, row in dump().items() if before.get(place) != row}
    assert [table for table, _key in changed] == ["stories_pressed"]
    [row] = changed.values()
    assert set(row) == {"story_id", "today", "whole"} and row["today"] == 2 and row["whole"] == 0
    [name] = set(cache._cache) - kept
    assert ADDRESS not in name and story.ref not in name and str(story.pk) not in name and story.pk.hex not in name
    assert cache.get(name.split(":", 2)[2]) == 2  # of this network, under all stories together
    ends = cache._expire_info[name]
    assert ends % 3600 < 2 or ends % 3600 > 3598  # with the hour: the same for everybody who pressed in it


def test_one_network_has_only_so_many_presses_in_an_hour_under_all_stories(new_story):
    first = new_story()
    stories, one = [first, *(new_story(by=first.by) for _turn in range(2))], stranger()
    for story in stories:
        press(story, too.A_DAY, one)
    assert sum(Pressed.objects.values_list("today", flat=True)) == too.AN_HOUR


def test_presses_go_with_the_story_and_none_is_taken_for_what_cannot_be_read(new_story, new_comment, night):
    story = new_story()
    press(story, 50)
    night()
    gate.flag(story, "recognise")
    assert stranger().post(f"/stories/{story.ref}/too/").status_code == 404
    assert stranger().get(f"/stories/{story.ref}/too/").status_code == 404
    assert stranger().post("/stories/abcdefghjk/too/").status_code == 404
    writing.take_back(story.by.keyring, story)
    assert stranger().post(f"/stories/{story.ref}/too/").status_code == 404
    assert not Pressed.objects.exists() and Story.objects.get(pk=story.pk).too is None


def test_another_site_cannot_press(new_story):
    story = new_story()
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}, {"Origin": "https://evil.example"}):
        client = Client(HTTP_HOST="localhost:8000", headers=headers)
        assert client.post(f"/stories/{story.ref}/too/").status_code == 403
    assert not Pressed.objects.exists()


def test_a_member_s_press_is_nobody_s_either(new_member, new_story):
    """No keyring's value stands on it, and the author reads no number on the page of what is held about them."""
    story, member = new_story(), new_member()
    member.sign_in()
    member.client.post(f"/stories/{story.ref}/too/", headers=FROM_HERE)
    before = dump()
    member.client.post(f"/stories/{story.ref}/too/", headers=FROM_HERE)
    assert {table for (table, key), row in dump().items() if before.get((table, key)) != row} == {"stories_pressed"}
    held = story.by.sign_in().get("/desk/held/").content.decode()
    assert "How often “I did this too” was pressed" not in held


def test_a_press_costs_three_queries(new_story):
    story, reader = new_story(), stranger()
    press(story, client=reader)
    with CaptureQueriesContext(connection) as asked:
        press(story, client=reader)
    assert len(asked) <= 3
