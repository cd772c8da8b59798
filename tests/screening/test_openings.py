"""A pattern is tried only where it could begin; it must find what it would find at each letter."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.screening.document import Document
from moderation.screening.recognizers.openings import Index, openings
from moderation.screening.recognizers.patterns import bounded

PATTERNS = [
    (r"\b(?:she|he) (?:is|was) (?P<it>\d{1,2})\b", re.I),
    (r"(?<![\w.-])(?:[1-9]\d|sixty(?:-one)?)[- ]years?", re.I),
    (r"\b[A-Z][a-z]+ Street", 0),
    (r"(?<!\w)(?:@[a-z]+|u/[a-z]+)", 0),
    (r"^[ \t]*(?:from|to):", re.I | re.M),
    (r"(?<=[a-z]), (?:aged )?(?P<it>\d\d)", 0),
    (r"(?:\A|[.!?] )(?:only )?\d\d,", re.I),
    (r"(?i:the|my) (?-i:[A-Z])[a-z]+", 0),
]
PIECES = st.sampled_from(
    [
        "she was 34",
        "He is 7 ",
        "61 years",
        "sixty-one year ",
        "Elm Street ",
        "@bob",
        " u/ann",
        "\n",
        " from: ",
        "x, 45",
        ". ",
        "only 33,",
        "the Mary ",
        "é",
        "_",
        "9",
    ]
)


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
@given(text=st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join)))
@settings(max_examples=60, deadline=None)
def test_a_pattern_finds_over_a_document_what_it_finds_at_each_letter(pattern, flags, text):
    document, made = Document(text), bounded(pattern, flags)
    assert [m.span() for m in made.over(document)] == [m.span() for m in made.finditer(document.text)]


@pytest.mark.parametrize(
    ("pattern", "flags", "said"),
    [
        (r"\b(?:she|they) was", 0, {"she ", "they"}),
        (r"\b\d\d", 0, {"00"}),
        (r"\b[a-z]+ly", 0, None),
        (r"she", 0, None),
        (r"(?<!\w)@[a-z]", 0, {"@"}),
        (r" and", 0, None),
        (r"\bA?bc", re.I, {"abc", "bc"}),
    ],
)
def test_what_a_pattern_begins_with_is_read_off_it(pattern, flags, said):
    assert openings(pattern, flags) == said


def test_places_are_given_in_the_order_of_the_text_and_back_before_them():
    index = Index("one two one")
    assert index.where({"one"}) == [0, 8]
    assert index.where({"one"}, back=1) == [0, 4, 8]
