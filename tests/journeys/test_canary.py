"""The sweep after each journey sees what it is there to see."""

import tempfile
from pathlib import Path

import pytest
from django.core.cache import cache

from forum.models import Tally
from tests.journeys import canary

WORDS = "acorn basin cedar dune ember fjord"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_sweep_finds_an_address_an_agent_and_return_words_wherever_they_were_left(own_temp, log):
    assert canary.traces([WORDS], log.getvalue()) == []
    Tally.objects.create(name=canary.AGENT)
    cache.set("tries", canary.ADDRESS)
    Path(tempfile.gettempdir(), "upload").write_text(WORDS.replace(" ", "\n"))
    log.write("from 127.0.0.1")
    assert {"table forum_tally", "the cache", "upload", "the log"} <= set(canary.traces([WORDS], log.getvalue()))
