"""What noticing sees and what it lets be: sentences of our own. How often it is right is measured in benchmarks."""

import time

import pytest

from stories.noticing import WEIGHTS, notice, train


def kinds(text, *looked_for):
    return {found.kind for found in notice(text, looked_for or ("advice", "blame"))}


@pytest.mark.parametrize(
    "text",
    [
        "You should talk to your supervisor about this.",
        "Have you considered writing her a letter?",
        "In our clinic we always read the name back twice.",
        "I am so sorry this happened. If I were you I would call him and explain.",
        "What helped me was telling the client straight away.",
        "u need to tell ur boss asap",
    ],
)
def test_advice_is_noticed_however_it_is_wrapped(text):
    assert "advice" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "You should know you are not alone with this.",
        "Be kind to yourself tonight.",
        "I should have rung her that evening, and I did not.",
        "Thank you for telling this. I have been there.",
        "No advice from me, just a hand on the shoulder.",
    ],
)
def test_support_is_let_be_though_it_sounds_like_advice(text):
    assert kinds(text) == set()


def test_what_shames_is_noticed():
    assert "blame" in kinds("You should be ashamed of yourself.")


def test_who_disputes_a_clients_account_is_noticed_and_who_acknowledges_is_not():
    assert kinds("I'm sure your therapist meant well.", "disputes") == {"disputes"}
    assert kinds("I believe you. Thank you for telling us.", "disputes") == set()


def test_the_sentence_that_shows_it_is_named_and_no_other():
    text = "Thank you. I read it twice.\nYou should talk to your supervisor. I am with you."
    assert [text[start:end] for _kind, start, end in notice(text)] == ["You should talk to your supervisor."]


@pytest.mark.parametrize("text", ["", " ", "…", "?!", "\n\n", "«»", "a" * 8_000, "you should " * 700, "\0"])
def test_any_text_gets_an_answer(text):
    assert isinstance(notice(text), list)


def test_twice_the_text_takes_twice_the_time():
    text = "I told her that I was sorry, and you should talk to your supervisor about it. "

    def took(many):
        start = time.process_time()
        notice(text * many)
        return time.process_time() - start

    notice(text)
    short, long = min(took(50) for _ in range(3)), min(took(400) for _ in range(3))
    assert long < short * 8 * 3


def test_the_weights_are_small_and_are_what_the_texts_make():
    before = WEIGHTS.read_bytes()
    assert len(before) < 2_000_000
    assert train.made_anew().encode() == before
