"""Safe prose: a handful of tags, no attribute ever, whatever is typed."""

import re
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from forum.prose import LONGEST, prose, tidy

ALLOWED = set("p em strong ul ol li blockquote br".split())
HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "<http://example.org/>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p style='background:url(http://example.org)'>x</p>",
    "```\n<script>\n```",
]


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))


def tags_in(html):
    reader = Reader()
    reader.feed(html)
    return reader.found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_harmless_text(text):
    for tag, attrs in tags_in(prose(text)):
        assert tag in ALLOWED and not attrs


grammar = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(["<", ">", "</", "<!--", "-->", "&#", "&lt;", "*", "**", "_", "> ", "- ", "1. ", "\n", "\n\n"]),
        st.sampled_from(["<b onclick=x>", "<svg>", "<style>", "]]>", "<![CDATA[", "javascript:", "[a](b)", "![a](b)"]),
    ),
    max_size=40,
).map("".join)


@given(grammar)
def test_whatever_is_typed_the_tags_are_few_and_bare(text):
    assert all(tag in ALLOWED and not attrs for tag, attrs in tags_in(prose(text)))


def test_paragraphs_emphasis_and_lists_are_kept():
    html = prose("One *soft* and **firm** word.\n\n- first\n- second\n\n> said")
    for expected in ("<em>soft</em>", "<strong>firm</strong>", "<li>first</li>", "<blockquote>"):
        assert expected in html


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(ValueError):
        prose("a" * (LONGEST + 1))


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f"])
def test_marks_that_turn_writing_around_are_refused_in_kind_words(mark):
    with pytest.raises(ValidationError, match="direction"):
        tidy(f"a{mark}b")


@pytest.mark.parametrize("mark", ["\0", "\x1b", "\ud800", "\ue000"])
def test_what_is_no_writing_is_refused(mark):
    with pytest.raises(ValidationError):
        tidy(f"a{mark}b")


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing_more(text):
    try:
        once = tidy(text)
    except ValidationError:
        return
    assert tidy(once) == once and not re.search("[\r\u2028\u2029]", once)
