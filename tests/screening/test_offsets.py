import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.screening import TELLS_NOTHING, Category, _held, risk, screen
from moderation.screening.canonical import canonical
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
        "J e n n y   K",
        "nine one, double two ",
        "\\.",
        "\u0663",
        "\u3164",
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
        ("I saw my client Je\u3164n\u2800ny on the ward.", "Je\u3164n\u2800ny"),
        ("I saw my client J__enn__y on the ward.", "J__enn__y"),
        ("I saw my client J e n n y   K r o l l on the ward.", "J e n n y   K r o l l"),
        ("I saw my client J e n n y K r o l l on the ward.", "J e n n y K r o l l"),
        ("I saw my client P r u on the ward.", "P r u"),
        ("I saw my client J.e.n.n.y on the ward.", "J.e.n.n.y"),
        ("I saw my client J-e-n-n-y on the ward.", "J-e-n-n-y"),
        ("I saw my client Jenny \u2009 Kroll on the ward.", "Jenny \u2009 Kroll"),
        ("Write to jenny\\@mail\\.example please.", "jenny\\@mail\\.example"),
        (
            "Ring \u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0664\u0661\u0662 please.",
            "\u0660\u0667\u0667\u0660\u0660 \u0669\u0660\u0660\u0664\u0661\u0662",
        ),
        ("Ring 0 7 7 0 0 9 0 0 4 1 2 please.", "0 7 7 0 0 9 0 0 4 1 2"),
        (
            "Ring zero seven seven double zero, nine zero zero four one two please.",
            "zero seven seven double zero, nine zero zero four one two",
        ),
    ],
)
def test_a_disguise_is_seen_through_and_marked_in_the_text_as_typed(text, found):
    assert [text[f.start : f.end] for f in screen(text).findings] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S.A. and the D.S.M., e.g. at 9 a.m.",
        "5 mg b.i.d. and p.r.n.",
        "From 192.0.2.1 in version 1.2.3.",
        "A T-B-I and a 6 y old.",
        "After four, five, six weeks one or two came.",
        "twenty-one two-hour sessions",
        "snake_case and 2 * 3",
        "Low mood\n    and tearful",
    ],
)
def test_what_is_no_disguise_is_read_as_it_stands(text):
    assert canonical(text).text == text


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_each_character_of_the_view_stands_for_a_stretch_of_the_text_in_the_same_order(text):
    view = canonical(text)
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts) and list(view.ends) == sorted(view.ends)


TOLD = [
    "In spring my client Bettina Kroll stopped speaking, and her sister Priya rang me at Salida General Hospital.",
    "He was a 58-year-old beekeeper from Hexham, born on 14 March 1961, NHS number 999 012 3456.",
    "Ring 07700 900412 or write to clara.winter@example.org, or come to 7 Sallow Court.",
    "I said it to Dr. Okafor, one of eleven brothers, after the fall at the national trials.",
]
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u0301\u0336\ufe0f\u3164"


def _severity(text):
    return [(f.category, f.kind, f.certainty) for f in screen(text).findings]


@given(st.sampled_from(TOLD), st.lists(st.tuples(st.integers(0, 120), st.sampled_from(UNSEEN)), max_size=30))
@settings(max_examples=150, deadline=None)
def test_invisible_characters_anywhere_change_neither_what_is_found_nor_how_severe_it_is(text, marks):
    hidden = text
    for at, mark in marks:
        hidden = hidden[:at] + mark + hidden[at:]
    assert _severity(hidden) == _severity(text)
    bare = str.maketrans("", "", UNSEEN)
    found = [hidden[f.start : f.end].translate(bare) for f in screen(hidden).findings]
    assert found == [text[f.start : f.end] for f in screen(text).findings]


@pytest.mark.parametrize("change", [str.upper, str.lower, str.swapcase, str.title])
@pytest.mark.parametrize(
    "text",
    [
        "I saw my client Jenny on the ward.",
        "Her sister Priya rang me.",
        "We met on 14 March 2023.",
        "Ring 07700 900412 please.",
        "Write to clara.winter@example.org please.",
        "Her NHS number is 999 012 3456.",
        "She lives at 7 Sallow Court with a dog.",
        "He was a 58-year-old beekeeper.",
    ],
)
def test_case_never_lowers_the_severity_of_what_stands_beside_its_cue(text, change):
    worst = ("certain", "possible")
    plain, changed = ({(f.kind, f.certainty) for f in screen(each).findings} for each in (text, change(text)))
    for kind, certainty in plain:
        assert any(k in (kind, "direct") and worst.index(c) <= worst.index(certainty) for k, c in changed)


def test_a_text_in_capitals_is_read_as_one_in_small_letters():
    for text in (
        "I told Oluwaseun that the referral was lost.",
        "He came from Hexham to see me.",
        "Mark wept in the lift.",
    ):
        assert [f.category for f in screen(text.upper()).findings] == [
            f.category for f in screen(text.lower()).findings
        ]


@pytest.mark.parametrize(
    ("text", "milder"),
    [
        ("He was an ostrich farmer.", "an experienced worker"),
        ("An 84-year-old man fell.", "An elderly man"),
        ("I rang 07911 123456 twice.", "rang them twice"),
        ("She drove off in YD19 KLT.", "in [plate removed]"),
        ("Poor Bettina cried.", "Poor X cried"),
        ("I met the two Kroll sisters.", "the two X sisters"),
        ("The Priya I knew came.", "The client I knew"),
        ("My client won the national lottery.", "My client had been through something"),
    ],
)
def test_a_milder_wording_reads_right_where_it_stands(text, milder):
    [finding] = screen(text).findings
    assert milder in text[: finding.start] + finding.milder[0] + text[finding.end :]


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


def test_a_small_town_in_disguise_raises_the_meters_as_much():
    plain = screen("She is a baker from Ballinasloe.")
    hidden = screen("She is a baker from Balli\u200bnasloe.")
    assert risk(hidden) == risk(plain)
