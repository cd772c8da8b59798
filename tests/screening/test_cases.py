"""Every case of ``cases/*.toml``: words between « and » must be found, and nothing else in the sentence."""

import re
import tomllib
from pathlib import Path

import pytest

from moderation.screening import screen

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def _cases(key):
    for path in CASES:
        for sentence in tomllib.loads(path.read_text(encoding="utf-8"))[key]:
            yield pytest.param(sentence, id=f"{path.stem}: {sentence[:60]}")


def _marked(text):
    return [text[f.start : f.end] for f in screen(text).findings]


@pytest.mark.parametrize("sentence", list(_cases("found")))
def test_what_may_identify_is_found_and_nothing_else(sentence):
    assert _marked(re.sub("[«»]", "", sentence)) == re.findall("«(.+?)»", sentence)


@pytest.mark.parametrize("sentence", list(_cases("clear")))
def test_what_identifies_nobody_is_left_alone(sentence):
    assert _marked(sentence) == []


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_every_category_has_a_dozen_cases_of_each_kind(path):
    cases = tomllib.loads(path.read_text(encoding="utf-8"))
    assert len(cases["found"]) >= 12 and len(cases["clear"]) >= 12
