import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.screening import TELLS_NOTHING, Category, _held, risk, screen
from moderation.screening.document import Document

PIECES = st.sampled_from(
    [
        "my client ",
        "Jenny ",
        "Dr. A. ",
        "J**oh**n ",
        "M a r i a ",
        "34-year-old ",
        "on 14 March ",
        "in Salida ",
        "&amp; ",
        "a@b.example ",
        "07700 900412 ",
        "Jо",
        "é",
        "\u200b",
        "\x00",
        "\ud800",
        "\n",
        "’s ",
        "“",
        "# ",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_findings_lie_inside_any_text_and_never_overlap(text):
    report = screen(text)
    last = 0
    for finding in report.findings:
        assert last <= finding.start < finding.end <= len(text)
        assert isinstance(finding.category, Category)
        assert len(finding.milder) == 2 and all(finding.milder)
        last = finding.end
    assert set(report.meters) == {"client", "colleague", "author"}
    assert 0 <= risk(report) <= 100


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_where_findings_overlap_nothing_that_was_held_is_left_bare(text):
    document = Document(text)
    held = set()
    for mark in _held(document):
        held.update(i for i in range(mark.start, mark.end) if document.text[i].isalnum())
    report = {i for f in screen(text).findings for i in range(f.start, f.end)}
    told = {
        i
        for word in re.finditer(r"\w+", document.text)
        if word[0].lower() not in TELLS_NOTHING
        for i in range(*word.span())
    }
    for i in held & told:
        start, end = document.view.span(i, i + 1)
        assert report.issuperset(range(start, end))


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "\U0001f600" * 50, "\u0301", "\u202e", "&#1114112;", "&#0;"])
def test_an_odd_text_is_screened_without_a_crash(text):
    assert screen(text).engine


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I saw my client J**enn**y on the ward.", "J**enn**y"),
        ("I saw my client Jen\u200bny on the ward.", "Jen\u200bny"),
        ("I saw my client J\u0435nny on the ward.", "J\u0435nny"),
        ("I saw my client J e n n y on the ward.", "J e n n y"),
        ("I saw my client \U0001d409enny on the ward.", "\U0001d409enny"),
        ("Write to jenny at gmail dot com please.", "jenny at gmail dot com"),
        ("Write to jenny&#64;mail.example please.", "jenny&#64;mail.example"),
    ],
)
def test_a_disguise_is_seen_through_and_marked_in_the_text_as_typed(text, found):
    assert [text[f.start : f.end] for f in screen(text).findings] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "In spring my client Bettina Kroll stopped speaking.",
        "Her sister Priya rang me.",
        "I wrote to Mrs Featherstone.",
        "He was a 58-year-old beekeeper from Hexham.",
        "We met on 14 March 2023.",
        "Ring 07700 900412 or write to clara.winter@example.org.",
    ],
)
def test_a_milder_wording_is_never_lit_again(text):
    """Accepting wordings one after the other comes to an end, with nothing certain left."""
    for _ in range(12):
        findings = screen(text).findings
        if not findings:
            return
        text = text[: findings[0].start] + findings[0].milder[0] + text[findings[0].end :]
    raise AssertionError(text)
