"""The night's rewriting: no table keeps the order in which its rows came, or which of them came together.

A database remembers more than its columns say: where a row lies, and (PostgreSQL) in which transaction it was
written. So every night all rows of a table are written in one transaction and laid in the order of their random keys.
"""

import fcntl
import time
from contextlib import contextmanager
from secrets import SystemRandom

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, models, transaction

from forum import progress
from forum.members.keyring import CannotOpen, rewrap_box
from forum.members.models import Member

BOXES_AT_ONCE = 500
TRIES = 4
LONG = 10.0  # seconds; a transaction that lasts longer is no page's
NAP = 1.0  # seconds between two tries, in which those who waited behind us are served
NO_ROWS_OF_MEMBERS = ("auth", "contenttypes")  # apps whose tables hold what migrations put there, and nothing else
_NIGHT = 0x4E49474854  # the number of PostgreSQL's advisory lock


@contextmanager
def alone():
    """Hold other nights off until the block ends. Gives False, at once, when one is at work already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_NIGHT])
            [got] = cursor.fetchone()
            try:
                yield got
            finally:
                if got:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [_NIGHT])
        return
    with open(settings.STATE_DIR / "night.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            got = True
        except BlockingIOError:
            got = False
        yield got


def rewrap_boxes(tell=progress.silent):
    """A new outer layer around every member's box: two copies of the database differ in all of them, used or not.

    Returns (how many were changed, how many the site's pepper does not open). ``tell``: see forum.progress.
    """
    done, shut, last, every = 0, 0, None, Member.objects.count()
    while True:
        rows = Member.objects.order_by("pk")
        rows = list((rows.filter(pk__gt=last) if last else rows).values_list("pk", "box")[:BOXES_AT_ONCE])
        if not rows:
            return done, shut
        changes = []
        for pk, box in rows:
            try:
                fresh = rewrap_box(settings.PEPPER, bytes(box), str(pk))
                changes.append((fresh, Member._meta.pk.get_db_prep_value(pk, connection), bytes(box)))
            except CannotOpen:
                shut += 1
        with transaction.atomic(), connection.cursor() as cursor:  # quickly: a member at the door waits for their row
            cursor.executemany("UPDATE members_member SET box = %s WHERE id = %s AND box = %s", changes)
            done += max(cursor.rowcount, 0)
        last = rows[-1][0]
        tell("boxes", min(done + shut, every), every)


def tables():
    """The models whose tables bear rows of members or texts."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and model._meta.app_label not in NO_ROWS_OF_MEMBERS]


def rewrite_tables(tell=progress.silent):
    """Rewrite every table. Returns (how many, how many are left to the next night because somebody needed them)."""
    rewrite = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    every, left = tables(), 0
    for number, model in enumerate(every, 1):
        left += not rewrite(model)
        tell("tables", number, len(every))
    if connection.vendor == "sqlite" and not _give_back():
        left = len(every)  # the file still holds what was erased
    return len(every) - left, left


def _tried(act):
    """Whether ``act`` came through; its lock_timeout is short, so that nobody waits behind us for long."""
    for turn in range(TRIES):
        if turn:
            time.sleep(NAP)
        try:
            act()
        except OperationalError:  # a lock, or a deadlock that PostgreSQL ended
            continue
        return True
    return False


def _renumber(cursor, model):
    """Numbers in a row tell who came first: give random ones, where no other table knows them."""
    if not isinstance(model._meta.pk, models.AutoField) or model._meta.related_objects:
        return
    name, key = _quoted(model)
    cursor.execute(f"SELECT {key} FROM {name}")
    old = {number for (number,) in cursor.fetchall()}
    fresh = SystemRandom().sample(range(2**20, 2**30), 2 * len(old))
    fresh = [number for number in fresh if number not in old]
    cursor.executemany(f"UPDATE {name} SET {key} = %s WHERE {key} = %s", list(zip(fresh, old, strict=False)))


def _quoted(model):
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), quote(model._meta.pk.column)


# PostgreSQL


def somebody_looks_back():
    """Whether somebody is making a backup, which would hold both halves, or has long had a transaction open.

    Such a transaction may still read what was erased since it began, so the rewriting would carry that along.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND (application_name = 'pg_dump'"
            " OR backend_xmin IS NOT NULL AND xact_start < clock_timestamp() - make_interval(secs => %s)))",
            [LONG],
        )
        return cursor.fetchone()[0]


def _on_postgresql(model):
    name, key = _quoted(model)

    def in_one_transaction():
        with _locking() as cursor:
            cursor.execute(f"LOCK TABLE {name} IN SHARE ROW EXCLUSIVE MODE")  # writers wait, readers do not
            _renumber(cursor, model)
            cursor.execute(f"UPDATE {name} SET {key} = {key}")

    def in_order():
        with _locking() as cursor:
            cursor.execute(
                "SELECT indexrelid::regclass::text FROM pg_index WHERE indisprimary AND indrelid = %s::regclass", [name]
            )
            [index] = cursor.fetchone()
            cursor.execute(f"CLUSTER {name} USING {index}")  # everybody waits: it copies, and builds all indexes anew

    if somebody_looks_back() or not _tried(in_one_transaction) or somebody_looks_back() or not _tried(in_order):
        return False
    with connection.cursor() as cursor:  # the planner's samples hold words too: they are drawn anew
        cursor.execute(f"VACUUM (ANALYZE, SKIP_LOCKED) {name}")
    return True


@contextmanager
def _locking():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '200ms'")
        yield cursor


# SQLite


def _on_sqlite(model):
    name, key = _quoted(model)

    def in_order():
        with transaction.atomic(), connection.cursor() as cursor:
            _renumber(cursor, model)
            if isinstance(model._meta.pk, models.IntegerField):
                return  # its key is the row's number
            places = f"SELECT rowid AS old, row_number() OVER (ORDER BY {key}) AS place FROM {name}"
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM ({places}) WHERE old <> place)")
            if cursor.fetchone()[0]:
                cursor.execute(f"UPDATE {name} SET rowid = -o.place FROM ({places}) AS o WHERE {name}.rowid = o.old")
                cursor.execute(f"UPDATE {name} SET rowid = -rowid")

    return _tried(in_order)


def _give_back():
    """Write the file anew and empty the log beside it. Whether both could be done."""

    def vacuum():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA temp_store = MEMORY")  # else all words pass through a file that nobody erases
            cursor.execute("VACUUM")

    def truncate():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            [patience] = cursor.fetchone()
            cursor.execute("PRAGMA busy_timeout = 200")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            [busy, *_pages] = cursor.fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
        if busy:
            raise OperationalError("somebody reads")

    return _tried(vacuum) and _tried(truncate)
