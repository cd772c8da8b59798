"""One test for each of the four promises of the house, asked of the whole site."""

import re
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client

from forum.members.models import Member
from moderation.models import Decision, Submission, Wording
from stories import changing, writing
from stories.models import Story, Voice
from tests.conftest import approve, send

pytestmark = pytest.mark.django_db


def every_value():
    """(table, column, value) of every row in the database, as text."""
    for model in apps.get_models(include_auto_created=True):
        fields = [field.column for field in model._meta.local_concrete_fields]
        with connection.cursor() as cursor:
            columns = ", ".join(connection.ops.quote_name(column) for column in fields)
            cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                for column, value in zip(fields, row, strict=True):
                    yield model._meta.db_table, column, _text(value)


def _text(value):
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    return str(value)


def test_nothing_is_read_before_it_passed_the_gate(new_member, moderators, no_hold):
    """It needs a screen record and a person's decision on the same text."""
    words = "the kettle had been whistling through the whole hour"
    story = send(new_member(), happened=f"I noticed that {words} and said nothing.")
    stranger = Client(HTTP_HOST="localhost:8000")
    addresses = ["/", "/stories/", f"/stories/{story.ref}/", f"/stories/{story.ref}/reply/"]
    assert not any(words in stranger.get(address).content.decode() for address in addresses)
    approve(story, moderators)
    assert words in stranger.get(f"/stories/{story.ref}/").content.decode()
    wording = Wording.objects.get(submission=story)
    assert wording.screened_with and Decision.objects.filter(read=wording.digest, about=story.ref).exists()


def test_no_row_ties_a_post_to_an_account(new_member, new_story, new_comment):
    """No chain of foreign keys, and no value of eight characters or more, leads from a member to what they wrote."""
    author, peer = new_member(), new_member()
    story = new_story(by=author)
    new_comment(story, by=peer)
    author.sign_in(), peer.sign_in()
    reached, edge = {Member}, [Member]
    while edge:
        model = edge.pop()
        for other in apps.get_models(include_auto_created=True):
            keys = {field.related_model for field in other._meta.get_fields() if field.is_relation and field.concrete}
            linked = other if model in keys else None
            for found in filter(None, (linked, *(keys if other is model else ()))):
                if found not in reached:
                    reached.add(found)
                    edge.append(found)
    assert not reached & {Submission, Story, Voice, Wording}, reached

    posts, accounts = {}, {}
    public = {"stories_", "moderation_"}
    for table, column, value in every_value():
        side = posts if any(table.startswith(name) for name in public) else accounts
        for token in re.findall(r"[A-Za-z0-9_-]{8,}", value):
            side.setdefault(token, set()).add((table, column))
    labels = {member.label for member in Member.objects.exclude(label="")}  # a moderator's decisions are theirs
    shared = {token: (posts[token], accounts[token]) for token in posts.keys() & accounts.keys() if token not in labels}
    shared = {token: places for token, places in shared.items() if not re.fullmatch(r"\d{4}-\d\d-\d\d", token)}
    assert not shared


def test_no_column_of_a_post_tells_a_minute(new_story, new_comment):
    """Days, and an hour or a lease while something waits; nothing finer, and nothing once it is decided."""
    finer = {
        (model._meta.db_table, field.name)
        for model in apps.get_models()
        if model._meta.app_label in ("stories", "moderation", "members", "forum")
        for field in model._meta.local_concrete_fields
        if field.get_internal_type() == "DateTimeField"
    }
    assert finer == {
        ("moderation_wording", "waiting_since"),
        ("moderation_wording", "lease_until"),
        ("moderation_submission", "unanswered_since"),
    }
    story = new_story()
    since = Submission.objects.get(pk=story.pk).unanswered_since
    assert (since.minute, since.second, since.microsecond) == (0, 0, 0)
    new_comment(story)
    assert not Submission.objects.filter(unanswered_since__isnull=False).exists()
    assert not Wording.objects.exclude(waiting_since=None, lease_until=None).exists()


def test_a_text_taken_back_is_gone(new_member, new_story, new_comment):
    """Its words are in no row and on no page; the tombstone keeps ref, kind and month."""
    author = new_member()
    secret = "saltmarsh"
    story = new_story(by=author, title=f"The {secret}", happened=f"A {secret} lay behind it all that winter.")
    row = changing.edit_again(author.keyring, story)
    writing.send(author.keyring, row, writing.find_draft(author.keyring, row.pk)[1])
    assert any(secret in value for _table, _column, value in every_value())
    writing.take_back(author.keyring, story)
    assert not [place for *place, value in every_value() if secret in value]
    page = Client(HTTP_HOST="localhost:8000").get(f"/stories/{story.ref}/")
    assert page.status_code == 410 and secret not in page.content.decode()
    tombstone = Story.objects.get(pk=story.pk)
    assert tombstone.published_on.day == 1
    kept = {"id", "submission_id", "ref", "kind", "standing", "page_id", "version", "published_on", "wishes", "door"}
    kept.add("when_quiet")  # the same for all
    left = {name for name, value in vars(tombstone).items() if value and not name.startswith("_")}
    assert left <= kept, left - kept


def test_every_page_works_without_a_script():
    """Templates ask for no script but our own files, and none can be needed: what needs a press is a form or a link."""
    for path in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        text = path.read_text()
        text = re.sub(
            r'<script (src="\{% static [^"]*"( defer)?|data-allauth-onload="[^"]*" type="application/json")>', "", text
        )
        assert not re.search(r"<script|\son\w+=|href=\"javascript:", text), path
        assert '<button type="button"' not in text, path
