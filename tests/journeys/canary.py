"""Marks that every journey's browser carries, and where they must not be found afterwards."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from tests.attacks import dumps
from tests.conftest import database_files

ADDRESS, AGENT = "203.0.113.7", "canary-agent-5c1e7"
HEADERS = {"X-Forwarded-For": ADDRESS, "X-Real-IP": ADDRESS, "Forwarded": f"for={ADDRESS}"}


def spellings(words):
    """Return words as somebody could have kept them."""
    return (
        [joint.join(words.split()) for joint in (" ", "\n", "\r\n", "+", "%20", "-", ",", ", ", '", "')]
        if words
        else []
    )


def traces(words, log):
    """Where an address, an agent or somebody's return words were left: in rows, files, memory or the log.

    ``words`` are the return words of all who came; the loopback address, from which they really came, counts too.
    """
    marks = [ADDRESS, AGENT, "127.0.0.1", *(spelling for one in words for spelling in spellings(one))]
    return [place for place, held in _places(log) if any(mark.encode() in held for mark in marks)]


def _places(log):
    yield "the log", log.encode()
    yield "the cache", repr(getattr(cache, "_cache", {})).encode()
    for name, table in dumps.dump().items():
        yield f"table {name}", "\n".join(str(value) for row in table.rows for value in row).encode()
    for folder in (settings.STATE_DIR, Path(tempfile.gettempdir())):
        for path in folder.rglob("*"):
            if path.is_file():
                yield path.name, path.read_bytes()
    if connection.vendor == "sqlite":
        yield from database_files()
