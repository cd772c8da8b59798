"""Each sentence of the privacy page is held by tests that exist, or says where our protection ends.

``sentences.toml`` is the table: a sentence and the tests that fail when it stops being true, or ``limit = true`` for a
heading, a piece of advice, or what is not protected.
"""

import ast
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db

SENTENCES = Path(__file__).with_name("sentences.toml")
NEVER_SAID = ("untraceable", "privileged", "hipaa", "anonymous", "military", "100%", "guarantee", "encrypted")


class Prose(HTMLParser):
    """The text of each block inside the article, links and emphasis included."""

    BLOCKS = ("h1", "h2", "h3", "p", "li")

    def __init__(self):
        super().__init__()
        self.inside, self.blocks = False, []

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "article"
        if self.inside and tag in self.BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "article"

    def handle_data(self, data):
        if self.inside and data.strip():
            self.blocks[-1] += data


def sentences_of(page):
    prose = Prose()
    prose.feed(page)
    blocks = (re.sub(r"\s+", " ", block).strip() for block in prose.blocks)
    return [said for block in blocks for said in re.split(r"(?<=\D[.?!])\s+(?=[A-Z])", block)]


def shown():
    response = Client(HTTP_HOST="localhost:8000").get("/pages/privacy/")
    assert response.status_code == 200
    return response.content.decode()


def told():
    return tomllib.loads(SENTENCES.read_text())


def defined_in(path):
    """Names of the tests that a file defines."""
    path = Path(settings.BASE_DIR, path)
    tree = ast.parse(path.read_text()) if path.is_file() else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_the_table_has_each_sentence_of_the_page_and_no_other():
    said = sentences_of(shown())
    assert len(said) > 60 and len(said) == len(set(said))
    assert not set(said) - told().keys(), "no test holds these"
    assert not told().keys() - set(said), "these are said no more"


def test_each_sentence_is_held_by_tests_that_exist_or_says_where_protection_ends():
    for sentence, held_by in told().items():
        if held_by == {"limit": True}:
            continue
        assert isinstance(held_by, list) and held_by, sentence
        for name in held_by:
            path, _, test = name.partition("::")
            assert test in defined_in(path), f"{name}, which should hold: {sentence}"


def test_the_page_says_no_word_that_promises_too_much():
    said = " ".join(sentences_of(shown())).lower()
    assert not [word for word in NEVER_SAID if word in said]
