"""Builds that are broken on purpose, each in a way that sites are: what an attacker must find there.

One drive carries all the marks; ``seen_in`` leaves those of one mutant in the tables that its attackers see.
"""

import hmac
from contextlib import ExitStack, contextmanager
from unittest import mock

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSession
from django.db import connection
from django.utils import timezone

from forum.members import sessions
from forum.members.models import Member, MemberManager
from stories import writing
from tests.attacks.dumps import Table

# mutant: the columns that it adds
MARKS = {
    "author as a foreign key": ["m_author"],
    "stored created_at": ["m_created_at"],
    "HMAC of the user as owner": ["m_owner"],
    "serial key": ["m_serial"],
    "texts counted on the account": ["m_texts"],
    "session expiry to the second": ["m_expires", "m_sent"],
    "no night": [],
}
_ALL = {column for columns in MARKS.values() for column in columns}
_COLUMNS = {
    "moderation_submission": ("m_author", "m_created_at", "m_owner", "m_serial", "m_sent"),
    "members_member": ("m_created_at", "m_serial", "m_texts"),
    "django_session": ("m_expires",),
}


def _mark(table, pk, key="id", **values):
    told = ", ".join(f"{column} = %s" for column in values)
    pk = pk if connection.vendor == "postgresql" else getattr(pk, "hex", pk)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {told} WHERE {key} = %s", [*values.values(), pk])


@contextmanager
def broken(town):
    """While this lasts, sending, joining and signing in leave the marks of all mutants."""
    with connection.cursor() as cursor:
        for table, columns in _COLUMNS.items():
            for column in columns:
                cursor.execute(f"ALTER TABLE {table} ADD COLUMN {column} text")
    serial = {"texts": 0, "members": 0}
    send, join, save = writing.send, MemberManager.join, DatabaseSession.save

    def marked_send(keyring, row, content):
        submission = send(keyring, row, content)
        person, serial["texts"] = town.acting.pk, serial["texts"] + 1
        _mark(
            "moderation_submission",
            submission.pk,
            m_author=person,
            m_created_at=timezone.now().isoformat(),
            m_sent=timezone.now().isoformat(),
            m_owner=hmac.digest(settings.SECRET_KEY.encode(), person.encode(), "sha256").hex(),
            m_serial=str(serial["texts"]),
        )
        member = Member.objects.get(pk=person)
        _mark("members_member", member.pk, m_texts=str(town.acting.told + len(town.acting.refs) + 1))
        return submission

    def marked_join(manager, stretched):
        member = join(manager, stretched)
        serial["members"] += 1
        _mark("members_member", member.pk, m_created_at=timezone.now().isoformat(), m_serial=str(serial["members"]))
        return member

    def marked_save(store, must_create=False):
        save(store, must_create)
        told = f"{store.get('_auth_user_id', '')} {(timezone.now()).isoformat()}"
        _mark("django_session", store.session_key, "session_key", m_expires=told)

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(writing, "send", marked_send))
        stack.enter_context(mock.patch.object(MemberManager, "join", marked_join))
        stack.enter_context(mock.patch.object(sessions.SessionStore, "save", marked_save, create=True))
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                for table, columns in _COLUMNS.items():
                    for column in columns:
                        cursor.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def seen_in(mutant, tables):
    """The tables as that mutant alone would have left them."""
    left = {}
    for name, table in tables.items():
        keep = [at for at, column in enumerate(table.columns) if column not in _ALL or column in MARKS[mutant]]
        columns = [table.columns[at] for at in keep]
        rows = [[row[at] for at in keep] for row in table.rows]
        left[name] = _told_apart(Table(columns, rows)) if "m_expires" in columns else Table(columns, rows)
    return left


def _told_apart(table):
    """A session that is signed and not sealed names its account beside the second at which it ends."""
    at = table.columns.index("m_expires")
    rows = [[*row, *((row[at] or " ").split(" ", 1))] for row in table.rows]
    return Table([*table.columns, "m_user", "m_ends"], [[v or None for v in row] for row in rows])
