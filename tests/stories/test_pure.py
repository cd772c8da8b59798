"""Paths, pen names, marks: what needs no database."""

from hypothesis import given
from hypothesis import strategies as st

from moderation.templatetags.marking import marked
from stories import prompts, threads
from stories.pennames import _FIRST, _SECOND, pen_name


@given(st.lists(st.integers(1, 99999), min_size=1, max_size=threads.MAX_DEPTH))
def test_a_path_tells_depth_and_parent(numbers):
    path = "".join(f"{number:05d}" for number in numbers)
    assert threads.depth(path) == len(numbers) - 1
    assert threads.parent_number(path) == (numbers[-2] if len(numbers) > 1 else None)
    assert len(threads.room_under(path)) < threads.MAX_DEPTH * threads.STEP or len(numbers) < threads.MAX_DEPTH


def test_a_reply_below_the_deepest_level_hangs_on_the_last_one_that_fits():
    deepest = "00001" * threads.MAX_DEPTH
    assert len(threads.room_under(deepest) + "00002") == len(deepest) <= 240


def test_pen_names_are_two_words_and_many():
    names = {pen_name(number) for number in range(len(_FIRST) * len(_SECOND))}
    assert len(names) == len(set(_FIRST)) * len(set(_SECOND)) > 10_000
    assert all(len(name) <= 40 and name.count(" ") == 1 for name in names)


def test_wishes_are_united_and_hosts_may_always_welcome():
    assert prompts.offered(["just_listen"]) == ["support", "me_too"]
    assert prompts.offered(["been_there", "repair"]) == ["support", "me_too", "question", "helped", "resource"]
    assert prompts.offered(["just_listen"], is_host=True)[-1] == "welcome"
    assert prompts.offered(["challenge"], is_author=True) == ["author"]


@given(st.text(max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_marks_never_lose_or_unescape_a_letter(text, start, length):
    finding = {"passage": 0, "start": start, "end": start + length, "certainty": "certain", "category": "NAME"}
    html = marked(text, [finding], 0)
    assert "<script" not in html.lower() or "<script" not in text.lower()
    assert html.count("<mark") == 1
    assert marked("<b>&", [], 0) == "&lt;b&gt;&amp;"
