"""The lists of words that sentences are read with: ``words.toml``."""

import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))

SMALL, ACTS, PAST = (frozenset(_LISTS[name].split()) for name in ("small", "acts", "past"))
SPELT = _LISTS["spelt"]
CLASS_OF = {word: f"={name}" for name, told in _LISTS["classes"].items() for word in told.split()}
TOPICS_OF = {}
for _name, _told in _LISTS["topics"].items():
    for _word in _told.split():
        TOPICS_OF.setdefault(_word, []).append(f"~{_name}")
SUBJECT_OF = {word: name for name, told in _LISTS["subjects"].items() for word in told.split()}
MODAL, NOT, LEADING = (frozenset(_LISTS["verbs"][name].split()) for name in ("modal", "not", "leading"))
