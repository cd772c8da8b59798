"""What the privacy page says and no other folder's tests hold; ``sentences.toml`` has all of it."""

import re
import time
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from forum import middleware
from forum.members.models import Member
from forum.members.sessions import SessionStore
from moderation import gate, nights
from moderation.models import Decision, Flag, Submission, Wording
from moderation.states import Move, Standing
from stories import preflight, prompts, writing
from stories.models import Voice
from tests.conftest import STORY, approve, cleared, send
from tests.forum.test_second_factor import words_again
from tests.journeys.canary import ADDRESS, AGENT, HEADERS, spellings
from tests.promises.test_four_promises import every_value
from tests.stories.test_held import dump

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}
HOUR = 3600  # seconds


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000")


def page_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def read_first(text, move, label, **decision):
    """Have one moderator take a text and decide."""
    wording = text.wordings.get()
    gate.take(wording, label)
    return gate.decide(wording, move, wording.digest, label=label, **decision)


# The gate


def test_an_update_is_not_readable_before_its_decision(new_story, moderators, stranger):
    story = new_story()
    words = "Months later I wrote her the letter that I owed her."
    update = send(story.by, "update", page=story.ref, text=words)
    assert words not in page_of(stranger, story.get_absolute_url())
    approve(update, moderators)
    assert words in page_of(stranger, story.get_absolute_url())


def test_moderators_see_the_text_and_an_hour_and_nothing_of_whose_it_is(new_member, moderators):
    """Two pages with the same words by two writers differ in nothing but the random keys of the texts."""
    writers, pages = [new_member(), new_member()], []
    texts = [send(writer) for writer in writers]
    client = moderators[0].sign_in()
    queue = page_of(client, "/moderation/")
    assert re.search(r"\d+ \w+, \d\d:00<", queue) and not re.search(r"\d\d:(?!00)\d\d", queue)
    for text in texts:
        wording = text.wordings.get()
        gate.take(wording, moderators[0].member.label)
        page = page_of(client, f"/moderation/{wording.pk}/?read")
        assert STORY["happened"] in page
        for finding in wording.findings.all():
            page = page.replace(str(finding.pk), "KEY")
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
        pages.append(page.replace(str(wording.pk), "KEY").replace(text.ref, "REF"))
    assert pages[0] == pages[1]
    own = {token for writer in writers for token in (str(writer.member.pk), writer.member.username, writer.words)}
    own |= set(Voice.objects.values_list("pen_name", flat=True))
    assert not [token for token in own if any(token in page for page in (queue, *pages))]


# Accounts


def test_no_form_for_writers_asks_who_somebody_is(new_story, stranger):
    """Every field of every form that writers and readers fill in; a new one has to be weighed here first."""
    story = new_story()
    addresses = ["/join/", "/sign-in/", "/sign-in/phrase/", "/before/", "/take-back/"]
    addresses += [f"/stories/{story.ref}/reply/", f"/stories/{story.ref}/flag/"]
    pages = [page_of(stranger, address) for address in addresses]
    pages.append(stranger.post("/tell/", cleared(begin="")).content.decode())
    asked = {name for page in pages for name in re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', page)}
    told = {"title", "happened", "noticed", "effect", "factors", "learned", "want", "profession", "setting", "recency"}
    told |= {
        "event",
        "second_event",
        "harm",
        "disguise",
        "wishes",
        "door",
        "topics",
        "attest",
        "when_quiet",
        "newcomer",
    }
    told |= {"text", "reply_type", "speaks_as", "reason", "note", *preflight.QUESTIONS}
    told |= {f"{part}_{rung}" for part in ("did", "line") for rung in prompts.RUNGS}
    opens = {"words", "receipt", "credential", "code"}  # words of one's own, and answers of a second step
    carried = {
        "csrfmiddlewaretoken",
        "offered",
        "next",
        "kind",
        "page",
        "to",
        "ref",
        "revision",
        "clear",
        "kept",
        "shown",
        "website",
    }
    assert {"words", "title", "text", "note", "receipt"} <= asked
    assert sorted(asked - told - opens - carried) == []
    kinds = {kind for page in pages for kind in re.findall(r'<input[^>]* type="([^"]+)"', page)}
    assert not kinds & {"email", "tel", "file", "date"}


def test_a_writers_account_is_random_values_and_locked_ones(new_member):
    person = new_member()
    send(person)
    person.sign_in()
    row = Member.objects.get(pk=person.member.pk)
    fields = {field.name: field for field in Member._meta.concrete_fields}
    locked = {"id", "username", "password", "wrapped", "recovery", "recovery_wrapped", "box", "epoch"}
    staff = {"is_moderator", "is_host", "is_owner", "has_practised", "staff_name", "label"}
    assert set(fields) == locked | staff
    assert not [name for name, field in fields.items() if isinstance(field, (models.DateField, models.TimeField))]
    assert not any(getattr(row, name) for name in staff)


def test_return_words_and_what_they_open_stand_in_no_row(new_member):
    person = new_member()
    person.sign_in()
    assert person.client.post("/tell/", cleared(**STORY, check="")).status_code == 302
    marks = [*spellings(person.words), STORY["title"], STORY["happened"]]
    marks += [mark.encode().hex() for mark in marks] + [person.keyring.data_key.hex()]
    assert not [place for *place, value in every_value() if any(mark in value for mark in marks)]
    assert STORY["happened"] in writing.drafts(person.keyring)[0][1]["values"]["happened"]


def test_an_app_and_a_passkey_are_called_fallible(new_member):
    person = new_member()
    person.sign_in()
    adapter = get_adapter()
    address = adapter.build_totp_url(person.member, secret := generate_totp_secret())
    assert address.replace(secret, "") == "otpauth://totp/Fallible?secret=&issuer=Fallible"
    words_again(person, "/desk/second/passkeys/add/")
    page = unescape(page_of(person.client, "/desk/second/passkeys/add/"))
    names = re.findall(r'"(?:name|display_?[nN]ame)": "([^"]*)"', page)
    assert len(names) >= 3 and set(names) == {"Fallible"}


# Addresses and browsers


@pytest.fixture
def traced(new_member, new_story):
    """One who came from a known address with a known browser and did what readers and writers do."""
    story, person = new_story(), new_member()
    marked = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in HEADERS.items()}
    person.client = Client(HTTP_HOST="localhost:8000", REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=AGENT, **marked)
    person.client.post("/sign-in/", {"words": "no such words are known to it"})
    person.client.post("/sign-in/phrase/", {"words": "none of these ten either"})
    assert person.client.post(f"/stories/{story.ref}/flag/", {"reason": "recognise"}, headers=HERE).status_code == 302
    receipt = "abcdefghjk " + "zoom " * 12
    assert person.client.post("/take-back/", {"receipt": receipt}, headers=HERE).status_code == 302
    assert not person.client.cookies.get("session")
    person.sign_in()
    assert person.client.post("/tell/", cleared(**STORY, check="")).status_code == 302
    return person


def test_no_row_and_no_memory_holds_an_address_or_a_browser(traced):
    held = [(place, value) for *place, value in every_value()]
    assert Flag.objects.exists()
    held += [
        ("inside a session", str(SessionStore().decode(value))) for place, value in held if "session_data" in place
    ]
    held.append(("the cache", repr(cache._cache)))
    marks = (ADDRESS, AGENT, "203.0.113", ADDRESS.encode().hex(), AGENT.encode().hex())
    assert not [place for place, value in held if any(mark in value for mark in marks)]


def test_tries_are_counted_in_memory_for_an_hour_at_most(traced):
    before = dump()
    traced.client.post("/sign-in/phrase/", {"words": "none of these ten either"})
    assert dump() == before
    ends = list(cache._expire_info.values())
    assert ends and all(end is not None and end <= time.time() + HOUR for end in ends)


def test_what_tries_are_counted_by_is_a_networks_code_of_one_hour(time_machine):
    time_machine.move_to(datetime(2031, 5, 17, 9, 10, tzinfo=UTC))
    code = middleware._rate_key(ADDRESS)
    assert re.fullmatch("[0-9a-f]{64}", code)
    assert code == middleware._rate_key("203.0.113.200") != middleware._rate_key("198.51.100.7")
    assert middleware._rate_key("2001:db8:1::7") == middleware._rate_key("2001:db8:1:ffff::9")
    time_machine.move_to(datetime(2031, 5, 17, 10, 0, tzinfo=UTC))
    assert middleware._rate_key(ADDRESS) != code


# What readers and thieves see


def tokens(story):
    """Whatever is long enough to join two rows, of all rows of one story; pen names are compared by themselves."""
    rows = [*Submission.objects.filter(page=story.pk).values(), *Voice.objects.filter(story=story).values()]
    rows += Wording.objects.filter(submission__page=story.pk).values()
    values = [str(value) for row in rows for name, value in row.items() if name != "pen_name"]
    return {token for value in values for token in re.findall(r"[A-Za-z0-9_-]{8,}", value)}


def test_two_stories_of_one_writer_share_nothing_that_we_added(new_member, new_story):
    writer = new_member()
    first, second, *more = [new_story(by=writer, title=f"Number {number}") for number in range(5)]
    other = new_story()
    assert not (tokens(first) & tokens(second)) - tokens(other)
    stories = [first, second, *more]
    voices = Voice.objects.filter(story__in=stories)
    assert len(voices) == 5 and len({voice.pen_name for voice in voices}) > 1


def test_readers_see_a_month_and_no_day(new_story, new_comment, moderators, stranger, time_machine):
    time_machine.move_to(datetime(2031, 5, 17, 9, 10, tzinfo=UTC))
    story = new_story()
    new_comment(story)
    approve(send(story.by, "update", page=story.ref, text="I wrote to her."), moderators)
    addresses = ["/", "/stories/", story.get_absolute_url(), f"{story.get_absolute_url()}from/1/", "/feed/"]
    addresses += [f"{story.get_absolute_url()}feed/", "/sitemap.xml"]
    pages = {address: page_of(stranger, address) for address in addresses}
    assert pages[story.get_absolute_url()].count("May 2031") >= 3
    day = r"\b17(?:th)?\.? (?:of )?May|May 17|31-05-17|05/17|17/05|09:\d\d|\b17\.0?5\."
    assert not [address for address, page in pages.items() if re.search(day, page)]
    assert not [name for address in addresses for name in ("Last-Modified",) if name in stranger.get(address).headers]


# Taking back


@pytest.mark.parametrize("stands", ["waits", "came back", "declined", "appeared", "hidden"])
def test_a_text_can_be_taken_back_wherever_it_stands_without_a_reason(new_member, new_story, moderators, stands):
    author, label = new_member(), moderators[0].member.label
    text = new_story(by=author) if stands in ("appeared", "hidden") else send(author)
    if stands == "hidden":
        gate.settle_flags(text, Move.HIDE, label=label)
    elif stands in ("came back", "declined"):
        move = Move.RETURN if stands == "came back" else Move.DECLINE
        assert read_first(text, move, label, reason="QL-1", words="Could you say more?") == move
    response = author.sign_in().post(f"/desk/text/{text.ref}/take-back/")
    assert response.status_code == 302
    row = Submission.objects.get(pk=text.pk)
    assert row.standing == Standing.WITHDRAWN and not row.public_html
    assert not Wording.objects.filter(submission=row.pk).exclude(passages=[]).exists()


def test_an_empty_page_tells_kind_and_month_and_a_pen_name_stays_taken(new_story, moderators, stranger):
    words = "A saltmarsh lay behind it all that winter."
    story = new_story(happened=words)
    names, decisions = list(Voice.objects.values()), list(Decision.objects.values())
    writing.take_back(story.by.keyring, story)
    page = page_of(stranger, story.get_absolute_url(), 410)
    assert "<li>Story</li>" in page and f"<li>{timezone.localdate():%B %Y}</li>" in page
    assert list(Voice.objects.values()) == names and list(Decision.objects.values()) == decisions
    assert decisions and not [place for *place, value in every_value() if "saltmarsh" in value]


def test_a_reply_stays_on_its_writers_desk_for_30_days_after_its_story_went(new_story, new_comment, time_machine):
    words = "It took me years to say this."
    story = new_story()
    reply = new_comment(story, text=words)
    writing.take_back(story.by.keyring, story)
    time_machine.move_to(timezone.now() + timedelta(days=29))
    nights.erase_overdue()
    assert words in page_of(reply.by.sign_in(), f"/desk/text/{reply.ref}/")
    time_machine.move_to(timezone.now() + timedelta(days=1))
    nights.erase_overdue()
    assert not [place for *place, value in every_value() if words in value]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_after_a_night_no_file_of_a_postgresql_table_holds_the_words(on_postgres, new_story):
    """The files of all tables, indexes and long values, as they lie on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() != (True,):
            pytest.skip("needs a PostgreSQL user who may read files: it is how what lies on the disk is looked at")
    story = new_story(happened="The quizzical wombat of my remorse sat with me for weeks.")

    def holding():
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute(
                "SELECT c.relname, pg_read_binary_file(pg_relation_filepath(c.oid)) FROM pg_class c"
                " JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE c.relkind IN ('r', 'i', 't', 'm') AND n.nspname IN ('public', 'pg_toast')"
            )
            return [name for name, data in cursor.fetchall() if data and b"quizzical wombat" in bytes(data)]

    assert {"moderation_submission", "moderation_wording"} <= set(holding())
    writing.take_back(story.by.keyring, story)
    assert holding()
    _wait_for_whoever_may_still_see_it()
    call_command("night")
    assert not holding()


def _wait_for_whoever_may_still_see_it():
    """What is open since before the words went, such as an autovacuum's sampling, keeps them through a rewriting."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE backend_xmin IS NOT NULL"
                " AND datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)


# Flags, files, and what is kept


def test_a_members_flags_are_joined_under_one_story_and_nowhere_else(new_member, new_story, new_comment):
    story, other = new_story(), new_story()
    reply = new_comment(story)
    one, two = new_member(), new_member()
    for person in (one, two):
        person.sign_in()
        before = Member.objects.filter(pk=person.member.pk).values().get()
        for address in (f"{story.ref}/flag/", f"{story.ref}/flag/{reply.number}/", f"{other.ref}/flag/"):
            response = person.client.post(f"/stories/{address}", {"reason": "unkind"}, headers=HERE)
            assert response.status_code == 302
        assert Member.objects.filter(pk=person.member.pk).values().get() == before
    values = {
        text: set(Flag.objects.filter(submission=text.pk).values_list("nullifier", flat=True))
        for text in (story, reply, other)
    }
    assert values[story] == values[reply] and len(values[story]) == len(values[other]) == 2
    assert not values[story] & values[other]
    kept = {"id", "submission", "reason", "note", "urgent", "handled", "nullifier"}
    assert {field.name for field in Flag._meta.concrete_fields} == kept


def test_saving_everything_leaves_no_copy(new_member, new_story):
    person = new_member()
    new_story(by=person)
    person.sign_in()
    before = dump()
    assert STORY["happened"] in person.client.post("/desk/export/").content.decode()
    assert dump() == before and STORY["happened"] not in repr(cache._cache)


def test_a_flag_goes_with_its_text_and_its_note_with_the_answer(new_story, moderators):
    story = new_story()
    gate.flag(story, "unkind", note="It mocks a colleague.")
    gate.settle_flags(story, Move.NO_ACTION, label=moderators[0].member.label)
    row = Flag.objects.get()
    assert row.handled and not row.note and row.reason == "unkind"
    writing.take_back(story.by.keyring, story)
    assert not Flag.objects.exists()


def test_a_decision_holds_no_words(new_member, moderators):
    text = send(new_member(), happened="A saltmarsh lay behind it all that winter.")
    words = "Could you blur the saltmarsh?"
    read_first(text, Move.RETURN, moderators[0].member.label, reason="ID-2", words=words)
    [row] = Decision.objects.values()
    assert row["reason"] == "ID-2" and row["day"] == timezone.localdate() and row["read"] and row["words_mac"]
    assert not [name for name, value in row.items() if "saltmarsh" in str(value) or " " in str(value)]
