import time

import pytest

from moderation.screening import screen, tagger
from moderation.screening.document import Document
from moderation.screening.recognizers import cues
from moderation.screening.training import generate


def _rules(text):
    return {text[f.start : f.end]: f.rule for f in screen(text).findings}


def test_its_weights_are_small_enough_for_the_repository_and_read_at_once():
    assert tagger.WEIGHTS.stat().st_size < 6_000_000
    tagger._weights.cache_clear()
    began = time.process_time()
    tagger._weights()
    assert time.process_time() - began < 2  # loosely: about 0.1 s on an idle core


def test_a_word_costs_it_little():
    document = Document("I told my client that the letter had gone to the wrong house. " * 400)
    tagger.scores(document)
    began = time.process_time()
    tagger.scores(document)
    assert len(document.words) / (time.process_time() - began) > 5_000  # loosely: about 25,000 on an idle core


@pytest.mark.parametrize("text", ["", ".", "1 2 3", "a", "\ud800 b", "Ünïcödé Wörds"])
def test_it_scores_every_word_of_any_text(text):
    document = Document(text)
    table = tagger.scores(document)
    assert [len(row) for row in table] == [len(tagger.LABELS)] * len(document.words)


def test_what_it_holds_for_a_name_is_found_wherever_it_stands_again():
    text = (
        "I had been seeing Zwolkimra for a year. In the spring Zwolkimra stopped coming, and I miss zwolkimra's jokes."
    )
    assert [text[f.start : f.end].lower() for f in screen(text).findings] == ["zwolkimra"] * 3


def test_it_adds_nothing_to_what_the_allow_list_clears():
    for text in (
        "As Winnicott writes, the good enough mother fails.",
        "He took lamotrigine and sertraline.",
        "The Hamilton scale was not enough.",
        "We reported it to the Care Quality Commission.",
    ):
        assert _rules(text) == {}


def test_no_name_stays_in_memory_between_two_texts():
    caches = (tagger._remembered, cues._remembered)
    for cache in caches:
        cache.cache_clear()
    screen("My client Zwolkimra Vantorelle lives in Hexham with her cat.")
    kept = [cache.cache_info().currsize for cache in caches]
    screen("My client Borlatta Quimsey lives in Hexham with her cat.")
    assert [cache.cache_info().currsize for cache in caches] == kept  # the same common words, and nothing besides


def test_the_same_passages_and_seed_make_the_same_documents():
    lines = generate.passages()[:60]
    first, second = ([(d.document.original, d.labels) for d in generate.documents(lines, 3)] for _ in range(2))
    assert first == second


def test_every_mark_of_the_passages_is_one_that_the_program_reads():
    labels = {*tagger.LABELS, "AGE", "DATE", "CONTACT", "ID"}
    for line in generate.passages():
        rest = generate._MARK.sub(lambda mark: "" if mark[1] in labels else mark[0], line)
        assert "[[" not in rest and "]]" not in rest, line


@pytest.mark.parametrize(
    "text",
    [
        "She has four children with four surnames, and I told the team.",
        "He conducts the fire brigade band, and asked to be seen on another day.",
        "He was stabbed at the carnival, and I knew it from the paper.",
        "She had won the national lottery and told nobody.",
    ],
)
def test_a_fact_told_with_its_verb_keeps_a_verb_in_its_milder_wording(text):
    finding = screen(text).findings[0]
    for wording in finding.milder:
        changed = text[: finding.start] + wording + text[finding.end :]
        assert not changed.startswith(("She a ", "He a ", "He in ", "She in ", "He the ", "She the "))
