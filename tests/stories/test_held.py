"""What is held: every column explained, every row of one's own shown, nothing of anybody else's."""

import json
import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from forum.members.models import Member
from moderation import gate
from moderation.models import Note
from moderation.states import Move
from stories import held, writing
from tests.conftest import STORY, approve, send

pytestmark = pytest.mark.django_db

DAYS = {
    ("forum_tally", "day"),
    ("forum_page", "checked_on"),
    ("forum_house", "legal_counted_on"),
    ("members_draft", "touched_on"),
    ("members_appointment", "ends_on"),
    ("moderation_submission", "published_on"),
    ("moderation_submission", "erase_on"),
    ("moderation_wording", "hold_until"),
    ("moderation_wording", "erase_on"),
    ("moderation_message", "erase_on"),
    ("moderation_answer", "erase_on"),
    ("moderation_decision", "day"),
    ("stories_story", "opens_on"),
    ("stories_bookmark", "touched_on"),  # of its month, the first
}
FINER = {
    ("moderation_wording", "waiting_since"),  # an hour, while it waits
    ("moderation_wording", "lease_until"),  # a minute, while it is read
    ("moderation_submission", "unanswered_since"),  # an hour, until somebody has answered
    ("django_session", "expire_date"),  # rounded up to a day
    ("mfa_authenticator", "created_at"),  # the same for everybody
    ("mfa_authenticator", "last_used_at"),
    ("account_emailconfirmation", "created"),  # always empty
    ("account_emailconfirmation", "sent"),
    ("django_migrations", "applied"),  # the owner's doing
}
SERIAL = {"auth_permission", "auth_group", "auth_group_permissions", "django_content_type", "django_migrations"} | {
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "taggit_tag",
    "taggit_taggeditem",
}


def every_model():
    return [*apps.get_models(include_auto_created=True), MigrationRecorder.Migration]


def columns_of(*kinds):
    return {
        (model._meta.db_table, column.column)
        for model in every_model()
        for column in model._meta.local_concrete_fields
        if isinstance(column, kinds)
    }


def test_every_column_of_the_database_is_explained_and_no_other():
    with connection.cursor() as cursor:
        there = {
            table: {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for table in connection.introspection.table_names(cursor)
            if not table.startswith("stories_search_")  # in which SQLite keeps its index
        }
    told = {table: set(about) - {"title", "part", "goes"} for table, about in held.told().items()}
    if connection.vendor == "postgresql":
        del told["stories_search"]
    else:
        told["moderation_submission"].remove("search")
    assert told == there
    assert all(words.strip() for about in held.told().values() for words in about.values())


def test_the_page_for_everybody_shows_all_of_them():
    page = Client(HTTP_HOST="localhost:8000").get("/what-we-hold/")
    assert page.status_code == 200 and not page.cookies
    shown = page.content.decode()
    for table in held.tables():
        assert f"<code>{table.name}</code>" in shown
        assert all(f"<code>{name}</code>" in shown for name, _why in table.columns)
    assert "Not described yet" not in shown


def test_a_column_that_tells_a_time_is_one_of_a_short_list():
    times = columns_of(models.DateField, models.TimeField, models.DurationField)
    assert times == DAYS | FINER
    assert columns_of(models.DateTimeField, models.TimeField, models.DurationField) == FINER


def test_a_key_that_counts_up_is_one_of_a_short_list():
    assert {table for table, _column in columns_of(models.AutoField)} == SERIAL


def test_no_chain_of_keys_leads_from_an_account_to_anything_that_was_written():
    reached, edge = {Member}, {Member}
    while edge:
        near = {
            other
            for model in every_model()
            for key in model._meta.local_concrete_fields
            if key.is_relation and {model, key.related_model} & edge
            for other in (model, key.related_model)
        }
        edge = near - reached
        reached |= near
    assert not {model for model in reached if model._meta.app_label in ("moderation", "stories")}


def dump():
    """{(table, key): row} of the whole database."""
    rows = {}
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values(*(f.attname for f in model._meta.local_concrete_fields)):
            rows[model._meta.db_table, str(row[model._meta.pk.attname])] = {
                name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()
            }
    return rows


@pytest.fixture
def lived(new_member, new_story, new_comment, moderators):
    """One who did everything that can be done here; ``before`` and ``after`` are the whole database."""
    others, flagged = new_story(), new_story()
    new_comment(others, text="Canary of somebody else.")
    before = dump()
    person = new_member()
    client = person.sign_in()
    story = approve(
        send(person, title="Mine", happened="The letter lay in my drawer. My own Bettina Kroll."), moderators
    )
    reply = approve(
        send(person, "comment", page=others.ref, text="I did.", reply_type="me_too", speaks_as="care"), moderators
    )
    update = approve(send(person, "update", page=story.ref, text="I wrote to her."), moderators)
    returned = send(person, happened="I was late again.")
    wording, label = returned.wordings.get(), moderators[0].member.label
    gate.take(wording, label)
    gate.decide(wording, Move.RETURN, wording.digest, label=label, reason="QL-1", words="Could you say more?")
    writing.new_draft(person.keyring, {"kind": "story", "values": STORY | {"title": "Half a story"}, "kept": []})
    nullifier = person.keyring.nullifier("flag", str(flagged.pk))
    gate.flag(flagged, "unkind", note="It reads harshly.", nullifier=nullifier)
    assert client.post(f"/stories/{others.ref}/read/", {"number": "1"}).status_code == 302
    TOTP.activate(person.member, generate_totp_secret())
    RecoveryCodes.activate(person.member)
    Member.objects.filter(pk=person.member.pk).update(recovery="5" * 64, recovery_wrapped=b"6" * 60)
    assert client.post(f"/desk/text/{story.ref}/feed/", {"make": ""}).status_code == 200
    person.before, person.after = before, dump()
    person.texts, person.others, person.flagged = [story, reply, update, returned], others, flagged
    return person


def test_every_row_that_bears_something_of_mine_is_on_my_page(lived):
    """Whatever my acts made or changed, but the rows below, each with its reason."""
    not_mine = {("forum_house", "1")}  # bare numbers: how many came by
    not_mine |= {("moderation_submission", str(page.pk)) for page in (lived.others, lived.flagged)}  # its version
    made = {place for place, row in lived.after.items() if lived.before.get(place) != row}
    made = {place for place in made if place[0] != "forum_tally"} - not_mine  # a number of the day
    for place in not_mine & lived.before.keys():
        assert (
            lived.before[place] | {"version": ""} == lived.after[place] | {"version": ""} or place[0] == "forum_house"
        )
    session = lived.client.session.session_key
    found = held.rows_of(lived.keyring, Member.objects.get(pk=lived.member.pk), session)
    assert {(model._meta.db_table, str(pk)) for model, rows in found.items() for pk in rows} == made
    assert Note.objects.exists() and {"mfa_authenticator", "django_session"} <= {table for table, _pk in made}
    page = lived.client.get("/desk/held/")
    assert page.status_code == 200 and page["Cache-Control"] == "no-store, private"
    shown = page.content.decode()
    assert shown.count('class="desk__item"') == len(made)
    for group in held.held(lived.keyring, lived.member, session):
        assert f"<h2>{group.table.title}</h2>" in shown
    assert all(f'href="/desk/text/{text.ref}/take-back/"' in shown for text in lived.texts)
    assert "Canary" not in shown


def test_nobody_without_an_open_keyring_sees_a_list(new_member, lived):
    stranger = Client(HTTP_HOST="localhost:8000")
    for address in ("/desk/held/", "/desk/leave/", f"/desk/text/{lived.texts[0].ref}/feed/"):
        assert stranger.get(address).url.startswith("/sign-in/")
    assert stranger.post("/desk/export/").url.startswith("/sign-in/")
    page = new_member().sign_in().get("/desk/held/").content.decode()
    assert not any(text.ref in page for text in lived.texts)


def test_the_export_has_all_of_mine_and_nothing_of_anybody_else(lived, moderators):
    response = lived.client.post("/desk/export/")
    assert response["Cache-Control"] == "no-store, private"
    assert response["Content-Disposition"] == 'attachment; filename="notes.json"'
    told = json.loads(response.content)
    assert sorted(text["kind"] for text in told["texts"]) == ["comment", "story", "story", "update"]
    whole = json.dumps(told)
    for mine in ("The letter lay in my drawer", "I did.", "I wrote to her.", "I was late again.", "Half a story"):
        assert mine in whole
    for mine in ("Could you say more?", "Bettina Kroll", "It reads harshly.", "QL-1"):
        assert mine in whole
    pen_names = {voice["pen name"] for voice in told["voices"]}
    assert len(told["voices"]) == 3 and pen_names == {text["pen name"] for text in told["texts"]}
    for others in (
        "Canary of somebody else",
        moderators[0].member.label,
        moderators[1].member.label,
        STORY["happened"],
    ):
        assert others not in whole.replace(json.dumps(told["drafts"])[1:-1], "")
    assert not re.search(r"[0-9a-f]{32}", whole)  # no hash, no key
    assert lived.client.get("/desk/export/").status_code == 405


def test_a_draft_can_be_deleted_from_there(lived):
    shown = lived.client.get("/desk/held/").content.decode()
    [address] = re.findall(r'action="(/desk/draft/[^"]+/delete/)"', shown)
    lived.client.post(address)
    assert "Delete it" not in lived.client.get("/desk/held/").content.decode()
