"""The recovery phrase, and new return words: what was kept stays, what was lost opens nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils.translation import gettext

from forum.members import words
from forum.members.models import Draft, Member
from tests.conftest import cleared
from tests.forum.test_members import NOON, offered_in, shown, words_in
from tests.forum.test_second_factor import totp, with_an_app

pytestmark = pytest.mark.django_db

TEXT = "I had read the wrong file before the hour."


def browser():
    return Client(HTTP_HOST="localhost:8000")


def asked_again(person, address):
    """The page at ``address``, after the words that it asks for once more."""
    asked = person.client.get(address)
    assert asked.status_code == 302 and asked.url == f"/sign-in/again/?next={address}"
    again = person.client.post("/sign-in/again/", {"password": person.words, "next": address})
    assert again.status_code == 302 and again.url == address
    return person.client.get(address)


def typed_back(client, page, address, made=None):
    """Go on from a page that shows words; gives the last answer and the words."""
    made = made or " ".join(words_in(page))
    back = client.post(address, {"offered": offered_in(page), "saved": ""})
    assert gettext("Type your words once") in shown(back) and made not in shown(back)
    return client.post(address, {"offered": offered_in(back), "words": made.title()}), made


def with_a_phrase(person):
    person.sign_in()
    page = asked_again(person, "/desk/settle/phrase/")
    done, phrase = typed_back(person.client, page, "/desk/settle/phrase/")
    assert done.status_code == 302 and done.url == "/desk/settle/"
    person.member.refresh_from_db()
    return phrase


def recovered(client, phrase):
    """Type the phrase, and the new words back; gives the last answer and the words."""
    page = client.post("/sign-in/phrase/", {"words": phrase})
    assert page.status_code == 200, shown(page)
    return typed_back(client, page, "/sign-in/phrase/")


# The phrase


def test_a_phrase_is_ten_words_shown_once_and_kept_as_a_digest_alone(new_member):
    person = new_member()
    phrase = with_a_phrase(person)
    assert len(phrase.split()) == 10 and set(phrase.split()) <= set(words.word_list())
    row = Member.objects.filter(pk=person.member.pk).values().get()
    assert re.fullmatch("[0-9a-f]{64}", row["recovery"]) and row["recovery"] != row["username"]
    assert len(row["recovery_wrapped"]) == 60 and bytes(row["recovery_wrapped"]) != bytes(row["wrapped"])
    assert not [word for word in phrase.split() if len(word) > 5 and word in str(row)]
    assert phrase not in shown(person.client.get("/desk/settle/"))
    assert "You have one." in shown(person.client.get("/desk/settle/"))


def test_pages_with_a_phrase_are_never_kept_and_its_file_names_nothing(new_member):
    person = new_member()
    person.sign_in()
    page = asked_again(person, "/desk/settle/phrase/")
    assert page["Cache-Control"] == "no-store, private"
    file = person.client.post("/join/notes.txt", {"offered": offered_in(page)})
    assert file.content.decode().split() == words_in(page) and len(words_in(page)) == 10


def test_a_phrase_that_is_not_typed_back_does_not_count(new_member):
    person = new_member()
    person.sign_in()
    page = asked_again(person, "/desk/settle/phrase/")
    wrong, _made = typed_back(person.client, page, "/desk/settle/phrase/", words.generate(10))
    assert wrong.status_code == 422
    assert "These are not the words that were shown." in shown(wrong)
    six, _made = typed_back(person.client, page, "/desk/settle/phrase/", words.generate(6))
    assert six.status_code == 422 and "A recovery phrase is ten words." in shown(six)
    person.member.refresh_from_db()
    assert person.member.recovery is None and person.member.recovery_wrapped is None


def test_the_phrase_gives_new_words_and_everything_is_still_there(new_member):
    person = new_member()
    phrase = with_a_phrase(person)
    address = person.client.post("/tell/", cleared(happened=TEXT)).url
    client = browser()
    done, new = recovered(client, phrase)
    assert done.status_code == 302 and done.url == "/desk/settle/"
    assert len(new.split()) == 6
    assert TEXT in shown(client.get(address))
    assert "You have none." in shown(client.get("/desk/settle/"))
    assert person.client.get("/desk/").status_code == 302, "the other session goes on"
    assert "No keyring opens with these words." in shown(browser().post("/sign-in/", {"words": person.words}))
    later = browser()
    assert later.post("/sign-in/", {"words": new}).status_code == 302
    assert TEXT in shown(later.get(address))


def test_a_phrase_works_once(new_member):
    person = new_member()
    phrase = with_a_phrase(person)
    late = browser()
    page = late.post("/sign-in/phrase/", {"words": phrase})
    assert recovered(browser(), phrase)[0].status_code == 302
    refused = browser().post("/sign-in/phrase/", {"words": phrase})
    assert refused.status_code == 422
    assert "No keyring opens with this phrase." in shown(refused)
    second, _new = typed_back(late, page, "/sign-in/phrase/")
    assert second.status_code == 422 and "No keyring opens with this phrase." in shown(second)
    assert late.get("/desk/").status_code == 302


def test_only_the_first_of_two_recoveries_at_once_counts(new_member):
    person = new_member()
    with_a_phrase(person)
    stale = Member.objects.get(pk=person.member.pk)
    used_up = {"recovery": None, "recovery_wrapped": None}
    first, second = (words.stretch(words.generate()) for _ in range(2))
    assert Member.objects.change_words(person.member, person.keyring, first, **used_up)
    assert not Member.objects.change_words(stale, person.keyring, second, **used_up)
    assert Member.objects.get(pk=stale.pk).username == first.lookup


def test_an_unknown_phrase_and_a_used_one_answer_alike(new_member):
    person = new_member()
    phrase = with_a_phrase(person)
    recovered(browser(), phrase)
    cache.clear()

    def answer(typed):
        response = browser().post("/sign-in/phrase/", {"words": typed})
        plain = re.sub(r'value="[^"]*"', "", shown(response))  # the form's own token, and what was typed
        del response["Content-Length"]
        return response.status_code, plain, sorted(response.headers.items()), sorted(response.cookies)

    assert answer(phrase) == answer(words.generate(10))


def test_a_phrase_whose_wrapped_key_was_damaged_opens_nothing_and_says_so_alike(new_member):
    person = new_member()
    phrase = with_a_phrase(person)
    Member.objects.filter(pk=person.member.pk).update(recovery_wrapped=bytes(60))
    refused = browser().post("/sign-in/phrase/", {"words": phrase})
    assert refused.status_code == 422 and "No keyring opens with this phrase." in shown(refused)


def test_after_five_phrases_an_hour_a_network_has_to_wait(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member()
        phrase = with_a_phrase(person)
        for _ in range(5):
            assert "No keyring opens" in shown(browser().post("/sign-in/phrase/", {"words": words.generate(10)}))
        assert "Too many tries" in shown(browser().post("/sign-in/phrase/", {"words": phrase}))
        clock.shift(timedelta(hours=1, minutes=1))
        assert browser().post("/sign-in/phrase/", {"words": phrase}).status_code == 200


def test_new_words_by_a_phrase_can_wait_for_twenty_minutes(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        phrase = with_a_phrase(new_member())
        client = browser()
        page = client.post("/sign-in/phrase/", {"words": phrase})
        clock.shift(timedelta(minutes=21))
        late = client.post("/sign-in/phrase/", {"offered": offered_in(page), "words": " ".join(words_in(page))})
        assert late.status_code == 200 and "more than 20 minutes" in shown(late)
        assert recovered(client, phrase)[0].status_code == 302


def test_a_phrase_without_the_second_step_changes_nothing(new_member):
    with time_machine.travel(NOON, tick=False) as clock:
        person = new_member()
        phrase = with_a_phrase(person)
        person.client.post("/sign-out/")
        secret, thief = with_an_app(person, clock), browser()
        for code in ("", "000000"):
            page = thief.post("/sign-in/phrase/", {"words": phrase, "code": code})
            assert page.status_code == 422 and "offered" not in page.content.decode(), code
        before = Member.objects.get(pk=person.member.pk)
        assert before.recovery and before.username == person.member.username
        client = browser()
        clock.shift(timedelta(seconds=30))
        page = client.post("/sign-in/phrase/", {"words": phrase, "code": totp(secret)})
        step, _new = typed_back(client, page, "/sign-in/phrase/")
        assert step.status_code == 302 and step.url.startswith("/sign-in/second/")
        assert client.get("/desk/").status_code == 302
        assert client.post("/sign-in/second/", {"code": totp(secret)}).status_code == 200  # good once
        clock.shift(timedelta(seconds=30))
        right = client.post("/sign-in/second/", {"code": totp(secret)})
        assert right.status_code == 302 and right.url == "/desk/settle/"
        assert client.get("/desk/").status_code == 200


def test_a_phrase_can_be_replaced_and_removed(new_member):
    person = new_member()
    first = with_a_phrase(person)
    again = person.client.get("/desk/settle/phrase/")
    assert "The phrase that you have now works until" in shown(again)
    done, second = typed_back(person.client, again, "/desk/settle/phrase/")
    assert done.status_code == 302
    assert browser().post("/sign-in/phrase/", {"words": first}).status_code == 422
    assert browser().post("/sign-in/phrase/", {"words": second}).status_code == 200
    assert person.client.get("/desk/settle/phrase/remove/").status_code == 200
    assert person.client.post("/desk/settle/phrase/remove/").status_code == 302
    assert browser().post("/sign-in/phrase/", {"words": second}).status_code == 422


def test_a_phrase_is_no_return_words_and_opens_nothing_else():
    phrase = words.generate(10)
    as_phrase, as_words = words.stretch(phrase, words.RECOVERY_PHRASE), words.stretch(phrase)
    assert as_phrase.lookup != as_words.lookup and as_phrase.password != as_words.password


@pytest.mark.parametrize("purpose", [words.RETURN_WORDS, words.NEW_WORDS, words.RECOVERY_PHRASE, words.RECOVERING])
def test_words_made_for_one_thing_cannot_be_typed_back_for_another(purpose):
    field = words.offer("one two three", purpose)
    assert [other for other in words.SHOWN if words.offered(field, other)] == [purpose]


def test_a_phrase_that_was_typed_is_never_given_back(new_member):
    strict = Client(HTTP_HOST="localhost:8000", enforce_csrf_checks=True)
    phrase = words.generate(10)
    refused = strict.post("/sign-in/phrase/", {"words": phrase, "offered": words.offer(phrase, words.RECOVERING)})
    assert refused.status_code == 403
    assert phrase not in shown(refused)


def test_somebody_signed_in_can_recover_another_keyring(new_member):
    phrase, other = with_a_phrase(new_member()), new_member()
    other.sign_in()
    done, _new = recovered(other.client, phrase)
    assert done.status_code == 302
    assert "You have none." in shown(other.client.get("/desk/settle/"))


# New words


def test_new_words_take_the_place_of_the_old_and_nothing_is_lost(new_member):
    person = new_member()
    phrase = with_a_phrase(person)
    address = person.client.post("/tell/", cleared(happened=TEXT)).url
    other = browser()
    assert other.post("/sign-in/", {"words": person.words}).status_code == 302
    page = person.client.get("/desk/settle/words/")
    done, new = typed_back(person.client, page, "/desk/settle/words/")
    assert done.status_code == 302 and done.url == "/desk/settle/"
    assert TEXT in shown(person.client.get(address)), "this session goes on, its keyring open"
    assert other.get("/desk/").status_code == 302
    assert "No keyring opens" in shown(browser().post("/sign-in/", {"words": person.words}))
    assert other.post("/sign-in/", {"words": new}).status_code == 302
    assert TEXT in shown(other.get(address))
    assert Draft.objects.count() == 1
    assert browser().post("/sign-in/phrase/", {"words": phrase}).status_code == 200, "the phrase still works"


def test_words_and_phrase_are_changed_only_after_the_words_were_asked_for_again(new_member):
    person = new_member()
    person.sign_in()
    for address in ("/desk/settle/words/", "/desk/settle/phrase/", "/desk/settle/phrase/remove/"):
        for answer in (person.client.get(address), person.client.post(address, {"saved": "", "words": "x"})):
            assert answer.status_code == 302 and answer.url == f"/sign-in/again/?next={address}"


def test_another_keyrings_words_cannot_be_taken(new_member):
    person, other = new_member(), new_member()
    taken = words.stretch(other.words)
    assert not Member.objects.change_words(person.member, person.keyring, taken)
    assert Member.objects.get(pk=person.member.pk).username != taken.lookup


# Damage


def test_a_damaged_box_gives_way_to_an_empty_one_and_the_desk_opens(new_member):
    person = new_member()
    Member.objects.filter(pk=person.member.pk).update(box=bytes(8192))
    assert person.sign_in().get("/desk/").status_code == 200
    box = Member.objects.values_list("box", flat=True).get(pk=person.member.pk)
    assert set(person.keyring.open_box(bytes(box), str(person.member.pk))) == {"batch"}


@pytest.mark.parametrize("damaged", [bytes(60), b"x"])
def test_a_damaged_key_is_said_kindly(new_member, damaged):
    person = new_member()
    Member.objects.filter(pk=person.member.pk).update(wrapped=damaged)
    answer = person.client.post("/sign-in/", {"words": person.words})
    assert answer.status_code == 200
    assert "what they open is damaged here" in shown(answer)
    told = person.client.post("/tell/", cleared(happened=TEXT, words=person.words))
    assert told.status_code == 422 and TEXT in shown(told)


def test_words_typed_back_meet_a_busy_door_and_nothing_is_lost(new_member, monkeypatch):
    phrase = with_a_phrase(new_member())
    client = browser()
    page = client.post("/sign-in/phrase/", {"words": phrase})
    stretch, calls = words.stretch, []

    def busy(*args):
        calls.append(args)
        if len(calls) == 2:  # the phrase's, after the words'
            raise words.Busy
        return stretch(*args)

    monkeypatch.setattr(words, "stretch", busy)
    refused, made = typed_back(client, page, "/sign-in/phrase/")
    assert refused.status_code == 422 and "nothing was lost" in shown(refused)
    again = client.post("/sign-in/phrase/", {"offered": offered_in(refused), "words": made})
    assert again.status_code == 302
