"""The keyring: opened by the right words alone, always the same size, tied to nothing."""

import os
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.members.keyring import (
    BOX_BYTES,
    CLAIM_BYTES,
    CannotOpen,
    Keyring,
    Stretched,
    claim_from_words,
    claim_words,
    receipt_hash,
    rewrap_box,
)
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
    assert one.claims(256) == {one.claim_hash(number): number for number in range(256, 512)}
    assert one.once("a") != one.once("b") != one.nullifier("flag", "b")


@given(st.binary(min_size=CLAIM_BYTES, max_size=CLAIM_BYTES))
def test_a_claim_comes_back_whole_from_its_twelve_words(claim):
    receipt = claim_words(claim, word_list())
    assert len(receipt.split()) == 12
    assert claim_from_words(receipt, word_list()) == claim


@pytest.mark.parametrize("end", [bytes(CLAIM_BYTES), b"\xff" * CLAIM_BYTES], ids=["lowest", "highest"])
def test_the_first_and_the_last_claim_fit_into_twelve_words(end):
    assert claim_from_words(claim_words(end, word_list()), word_list()) == end


def test_a_receipt_leads_to_its_row_and_what_is_no_receipt_to_none():
    keyring, known = a_keyring(), word_list()
    receipt = claim_words(keyring.claim(7), known)
    assert receipt_hash(PEPPER, claim_from_words(receipt, known)) == keyring.claim_hash(7)
    first, *rest = receipt.split()
    for wrong in ("", first, " ".join([*rest, "hedgehog"]), f"{receipt} {first}", " ".join([known[-1]] * 12)):
        with pytest.raises(CannotOpen):
            claim_from_words(wrong, known)


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


def corrupted(chance, sealed, others):
    """One random corruption: a flipped bit, a cut, bytes of another's, or all of another's."""
    kind, place = chance.randrange(5), chance.randrange(len(sealed))
    if kind == 0:
        return sealed[:place] + bytes([sealed[place] ^ 1 << chance.randrange(8)]) + sealed[place + 1 :]
    if kind == 1:
        return sealed[:place]
    if kind == 2:
        return sealed + os.urandom(chance.randrange(1, 40))
    other = chance.choice(others)
    return other if kind == 3 else other[: place + 1] + sealed[place + 1 :]


@pytest.mark.parametrize("what", ["box", "wrapped"])
def test_ten_thousand_corruptions_open_nothing_and_never_anothers(what):
    chance, begun = random.Random(7), time.monotonic()
    people = []
    for number in range(20):
        owner, stretched, keyring = str(number), Stretched(os.urandom(32), PEPPER), a_keyring()
        wrapped, box = stretched.wrap(keyring.data_key, owner), keyring.seal_box({"mine": number}, owner)
        people.append((owner, stretched, wrapped, box, keyring))
    for _ in range(10_000):
        owner, stretched, wrapped, box, keyring = chance.choice(people)
        sealed = wrapped if what == "wrapped" else box
        others = [person[2] if what == "wrapped" else person[3] for person in people if person[0] != owner]
        damaged = corrupted(chance, sealed, others)
        if damaged == sealed:
            continue
        with pytest.raises(CannotOpen):
            stretched.open(damaged, owner) if what == "wrapped" else keyring.open_box(damaged, owner)
    for owner, stretched, wrapped, box, keyring in people:
        assert stretched.open(wrapped, owner) == keyring
        assert keyring.open_box(box, owner) == {"mine": int(owner)}
    assert time.monotonic() - begun < 10


def test_words_and_phrase_wrap_the_same_key_and_neither_opens_the_others():
    key, secret = os.urandom(32), "one two three four five six"
    as_words = Stretched.from_words(secret, PEPPER, COST)
    as_phrase = Stretched.from_words(secret, PEPPER, COST, "recovery phrase")
    assert as_words.lookup != as_phrase.lookup
    assert as_phrase.open(as_phrase.wrap(key, "owner"), "owner").data_key == key
    with pytest.raises(CannotOpen):
        as_words.open(as_phrase.wrap(key, "owner"), "owner")
