"""The keyring: opened by the right words alone, always the same size, tied to nothing."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.members.keyring import BOX_BYTES, CannotOpen, Keyring, Stretched, rewrap_box
from forum.members.words import generate, normalise, offer, offered, unknown, word_list

PEPPER = bytes(range(32))
COST = (64, 1)


def a_keyring():
    return Keyring(os.urandom(32), PEPPER)


def test_only_the_right_words_and_the_right_pepper_open_a_keyring():
    stretched = Stretched.from_words("six of the right words here", PEPPER, COST)
    key = os.urandom(32)
    wrapped = stretched.wrap(key, "owner")
    assert stretched.open(wrapped, "owner").data_key == key
    for words, pepper, owner in [
        ("six of the wrong words here", PEPPER, "owner"),
        ("six of the right words here", bytes(32), "owner"),
        ("six of the right words here", PEPPER, "another"),
    ]:
        with pytest.raises(CannotOpen):
            Stretched.from_words(words, pepper, COST).open(wrapped, owner)


def test_look_up_password_and_wrapping_key_differ():
    stretched = Stretched.from_words("one two three four five six", PEPPER, COST)
    assert len({stretched.lookup, stretched.password, stretched.result.hex()}) == 3


@given(st.binary(min_size=1, max_size=200), st.integers(0, 10_000))
def test_a_changed_byte_is_a_clean_error(data, place):
    keyring = a_keyring()
    box = bytearray(keyring.seal_box({"seen": data.hex()}, "owner"))
    box[place % len(box)] ^= 1
    with pytest.raises(CannotOpen):
        keyring.open_box(bytes(box), "owner")


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=100), max_size=20))
def test_a_box_is_always_the_same_size_and_comes_back_whole(content):
    keyring = a_keyring()
    box = keyring.seal_box(content, "owner")
    assert len(box) == BOX_BYTES
    again = rewrap_box(PEPPER, box, "owner")
    assert again != box and len(again) == BOX_BYTES
    assert keyring.open_box(again, "owner") == content


def test_a_box_that_would_overflow_is_refused():
    with pytest.raises(ValueError):
        a_keyring().seal_box({"seen": "x" * BOX_BYTES}, "owner")


@given(st.text(max_size=3000))
def test_a_draft_comes_back_whole_in_whole_pages(text):
    keyring = a_keyring()
    sealed = keyring.seal_draft({"text": text}, "draft")
    assert (len(sealed) - 28) % 4096 == 0
    assert keyring.open_draft(sealed, "draft") == {"text": text}
    with pytest.raises(CannotOpen):
        keyring.open_draft(sealed, "another draft")
    with pytest.raises(CannotOpen):
        a_keyring().open_draft(sealed, "draft")


def test_claims_of_two_keyrings_never_meet_and_purposes_stay_apart():
    one, other = a_keyring(), a_keyring()
    assert not one.claims().keys() & other.claims().keys()
    assert not one.claims().keys() & one.claims(purpose="draft").keys()
    assert one.once("a") != one.once("b") != one.nullifier("flag", "b")


def test_return_words_are_six_of_a_long_list_and_forgive_their_typing():
    words = generate()
    assert len(words.split()) == 6 and not unknown(words)
    assert len(word_list()) ** 6 > 2**77
    assert normalise(f"  1. {words.upper().replace(' ', ', ')}\n") == words
    assert unknown("hedgehog") == ["hedgehog"]


def test_only_words_that_the_site_made_can_be_typed_back():
    words = generate()
    assert offered(offer(words)) == words
    assert offered("forged") is None and offered(offer(words)[:-1] + "x") in (None, words)
