"""The chain of decisions: nobody changes a link unseen, and the database itself refuses to."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from moderation import decisions
from moderation.models import Decision

pytestmark = pytest.mark.django_db


@contextmanager
def owners_door():
    """What somebody can do who owns the database: put the guard aside, change a row, set the guard up again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE moderation_decision DISABLE TRIGGER USER")
            yield
            cursor.execute("ALTER TABLE moderation_decision ENABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'moderation_decision'"
        )
        guards = cursor.fetchall()
        for name, _statement in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, statement in guards:
            cursor.execute(statement)


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()
    return True


def test_decisions_are_chained(new_story):
    new_story(), new_story()
    rows = list(Decision.objects.order_by("number"))
    assert [row.number for row in rows] == [1, 2]
    assert rows[1].previous == rows[0].chain
    assert all(row.chain == decisions.chain_of(row) for row in rows)
    rows[0].reason = "ID-1"
    assert rows[0].chain != decisions.chain_of(rows[0])


def test_the_database_refuses_to_change_a_decision_or_to_delete_a_young_one(new_story, time_machine):
    now = timezone.now()
    time_machine.move_to(now - timedelta(days=400))
    new_story()
    time_machine.move_to(now - timedelta(days=360))
    new_story()
    time_machine.move_to(now)
    old, young = Decision.objects.order_by("number")
    for column in ("move", "reason", "words_mac", "label", "about", "chain", "previous", "read"):
        assert refused(lambda column=column: Decision.objects.update(**{column: "x"}))
    assert refused(lambda: Decision.objects.filter(pk=old.pk).update(day=timezone.localdate()))
    assert refused(lambda: Decision.objects.filter(pk=old.pk).update(number=77))
    assert refused(young.delete)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE moderation_decision SET id = id")  # the night's rewriting passes
    old.delete()
    assert Decision.objects.get() == young


def test_old_decisions_go_from_the_beginning_and_the_chain_still_holds(new_story, time_machine):
    now = timezone.now()
    for days in (400, 390, 10):
        time_machine.move_to(now - timedelta(days=days))
        new_story()
    time_machine.move_to(now)
    count = Decision.objects.count()
    assert decisions.verify() == count
    assert decisions.forget_old() == 2
    assert decisions.verify() == count - 2
    new_story()
    assert decisions.forget_old() == 0
    assert decisions.verify() == Decision.objects.count() - 1
    with owners_door():
        Decision.objects.order_by("number")[1].delete()
    with pytest.raises(decisions.BrokenChain):
        decisions.verify()


def test_what_the_owner_of_the_database_changes_is_found_and_named(new_story, capsys):
    for _turn in range(3):
        new_story()
    call_command("verify_decisions")
    assert f"{Decision.objects.count()} decisions" in capsys.readouterr().out
    for change in ({"reason": "ID-1"}, {"day": timezone.localdate() - timedelta(days=400)}, {"label": "somebody else"}):
        before = Decision.objects.filter(number=2).values().get()
        with owners_door():
            Decision.objects.filter(number=2).update(**change)
        with pytest.raises(CommandError, match="decision 2 "):
            call_command("verify_decisions")
        with owners_door():
            Decision.objects.filter(number=2).update(**before)
    assert refused(lambda: Decision.objects.update(reason="ID-1"))  # the guard stands again
    call_command("verify_decisions")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_emptying_the_whole_database_leaves_the_guard_standing(new_story):
    new_story()
    call_command("flush", interactive=False, verbosity=0)
    assert not Decision.objects.exists()
    with transaction.atomic():
        decisions.record("aaaaaaaaaa", "approve", label="a moderator")
    assert refused(Decision.objects.get().delete)
