"""Nobody finds out who wrote what: attackers with a dump, the keys, SQL, several dumps are left with chance.

Each of them also attacks builds that were broken on purpose and must succeed there, or its failure proves nothing.
"""

import json
import os
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from unittest import mock
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection

from forum.members.keyring import mac, unseal
from forum.members.sessions import SessionStore
from tests.attacks import attackers, dumps, mutants
from tests.attacks.sight import Sight
from tests.attacks.town import Town

FULL = os.environ.get("FALLIBLE_ATTACK") == "full"
ACCOUNTS, STORIES = (200, 440) if FULL else (130, 340)
pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.attack]
DAYS = 7


@dataclass
class Seen:
    """What a drive left to look at."""

    town: Town
    snapshots: list = field(default_factory=list)  # after each night
    dump: dict = None  # after the last night
    looked: dict = None  # the same with SQL access
    unrewritten: dict = None  # as it would be without any night

    def truth(self):
        return {ref: person.pk for ref, person in self.town.truth.items()}


@contextmanager
def lived(live_server, *, broken):
    """Drive a town through its days; the site's rows are there while this lasts."""
    at_once = mock.patch.object(WSGIRequestHandler, "disable_nagle_algorithm", True)  # else 40 ms an answer
    with at_once, time_machine.travel(datetime(2026, 11, 2, 9, 0), tick=True) as clock:
        size = (
            {"accounts": 110, "stories": 140, "readers": 1.2, "at_once": 1}
            if broken
            else {"accounts": ACCOUNTS, "stories": STORIES}
        )
        town = Town(live_server.url, clock, days=DAYS, night=not broken, **size)
        seen = Seen(town)
        town.on_dusk = lambda _town, _day: seen.snapshots.append(dumps.dump())
        try:
            with mutants.broken(town) if broken else nullcontext():
                town.live()
                if broken:
                    seen.unrewritten = dumps.looked_at()
                    call_command("night", stdout=StringIO())
                seen.dump, seen.looked = dumps.dump(), dumps.looked_at()
                yield seen
        finally:
            town.line.close()


def _with_keys(tables):
    def session(row):
        return json.dumps(SessionStore().decode(row["session_data"]))

    def box(row):
        outer = mac(settings.PEPPER, "outer")
        about = b"outer" + str(UUID(row["id"])).encode()
        return unseal(outer, bytes.fromhex(row["box"]), about).hex()

    keys = (settings.PEPPER, settings.SECRET_KEY.encode())
    return attackers.opened(tables, keys, session, box)


def _attacks(tables, truth):
    sight = Sight(tables, truth)
    return [
        attack(sight)
        for attack in (attackers.token_graph, attackers.nearest, attackers.classifier, attackers.same_author)
    ]


def _nights(seen, transform=lambda tables: tables):
    """What two dumps show, night by night."""
    views = [transform(tables) for tables in seen.snapshots]
    return [(views[day - 1], views[day], seen.town.came_by[day]) for day in range(1, DAYS)]


def _whole(nights):
    """The same from the first dump to the last."""
    return nights[0][0], nights[-1][1], set().union(*(came_by for _before, _after, came_by in nights))


def test_attackers_are_left_with_chance(live_server):
    with lived(live_server, broken=False) as seen:
        truth = seen.truth()
        assert sum(ref in truth for ref in seen.dump["moderation_submission"].column("ref")) >= 300
        sights = {"dump": seen.dump, "SQL and keys": _with_keys(seen.looked)}
        if FULL:
            sights["dump and keys"] = _with_keys(seen.dump)
        verdicts = [(what, verdict) for what, tables in sights.items() for verdict in _attacks(tables, truth)]
        for what, nights in (("dumps", _nights(seen)), ("dumps and keys", _nights(seen, _with_keys))):
            verdicts.append((what, attackers.two_snapshots([*nights, _whole(nights)], truth)))
    for what, verdict in verdicts:
        print(f"{what}, {verdict}")
    assert not [f"{what}: {verdict}" for what, verdict in verdicts if verdict.leaks]


CAUGHT_BY = [
    ("author as a foreign key", attackers.token_graph),
    ("HMAC of the user as owner", attackers.token_graph),
    ("HMAC of the user as owner", attackers.same_author),
    ("stored created_at", attackers.nearest),
    ("stored created_at", attackers.classifier),
    ("serial key", attackers.classifier),
    ("session expiry to the second", attackers.nearest),
    ("no night", attackers.classifier),
    ("texts counted on the account", attackers.two_snapshots),
]


def test_the_same_attackers_find_out_on_builds_that_are_broken(live_server):
    with lived(live_server, broken=True) as seen:
        truth, missed, sights = seen.truth(), [], {}
        by_transaction = [("no night", attackers.nearest)] if connection.vendor == "postgresql" else []
        for mutant, attack in CAUGHT_BY + by_transaction:
            if mutant not in sights:
                tables = seen.unrewritten if mutant == "no night" else seen.dump
                if "session" in mutant:  # which lasts for two weeks where nobody thought about it
                    tables = {**tables, "django_session": seen.unrewritten["django_session"]}
                tables = mutants.seen_in(mutant, tables)
                sights[mutant] = Sight(_with_keys(tables) if "HMAC" in mutant else tables, truth)
            if attack is attackers.two_snapshots:
                verdict = attack(_nights(seen, lambda tables, mutant=mutant: mutants.seen_in(mutant, tables)), truth)
            else:
                verdict = attack(sights[mutant])
            print(f"{mutant}, {verdict}")
            if not verdict.leaks:
                missed.append(f"{mutant}: {verdict}")
    assert not missed
