"""After "This may be me" and "It is unlawful": six words, a private page, a wish that binds, a reasoned decision."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from forum.members import words
from moderation import answering, gate
from moderation.models import Answer, AnswerMessage, Decision, Flag, Submission
from moderation.screener import NoScreening, screener
from moderation.states import Move, Standing, Wish
from stories import writing
from tests.conftest import approve, send
from tests.stories.test_held import dump

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000", enforce_csrf_checks=True)


def flag(client, text, reason="me", note=""):
    """The answer to a flag, and the six words in it."""
    response = client.post(f"/stories/{text.page.ref}/flag/", {"reason": reason, "note": note}, headers=HERE)
    made = re.findall(r"<li>([a-z]+)</li>", re.search(r'<ol class="words">.*?</ol>', response.content.decode())[0])
    return response, " ".join(made)


def opened(client, six, status=200):
    response = client.post("/answer/", {"six": six}, headers=HERE)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def say(client, six, status=200, act="send", **more):
    """What whoever flagged does on the page that the words open."""
    page = re.search(r'name="page" value="([^"]+)"', opened(client, six))[1]
    response = client.post("/answer/", {"page": page, act: "", **more}, headers=HERE)
    assert status in (response.status_code, None), response.content.decode()
    return response.content.decode()


def settle(moderator, text, read=None, status=302, **decision):
    client = moderator.client
    page = client.get(f"/moderation/flags/{text.ref}/").content.decode()
    found = re.search(r'name="read" value="(\w+)"', page)
    read = read or (found[1] if found else "")
    response = client.post(f"/moderation/flags/{text.ref}/", {"read": read, **decision})
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def standing(text):
    return Submission.objects.get(pk=text.pk).standing


@pytest.fixture
def desk(moderators, new_member):
    """Three moderators, signed in, whose names tell them apart."""
    people = [*moderators, new_member(is_moderator=True)]
    for person, name in zip(people, ("Sam", "Kim", "Noor"), strict=True):
        person.member.staff_name = name
        person.member.save(update_fields=["staff_name"])
        person.sign_in()
    return people


# Six words


@pytest.mark.parametrize("reason", ["me", "unlawful"])
def test_whoever_says_this_may_be_me_gets_six_words_once_and_no_cookie(stranger, new_story, reason):
    story = new_story()
    response, six = flag(stranger, story, reason)
    assert response.status_code == 200 and response["Cache-Control"] == "no-store, private"
    assert len(six.split()) == 6 and not words.unknown(six)
    assert standing(story) == (Standing.HIDDEN if reason == "me" else Standing.PUBLIC)
    page = opened(stranger, six.upper().replace(" ", ", "))
    assert "Nobody has answered yet." in page and six not in page
    assert not stranger.cookies
    assert flag(stranger, story, reason)[1] != six


def test_the_page_of_words_never_tells_whether_there_was_such_a_text(stranger, new_story, new_member):
    hidden, unseen = new_story(), send(new_member())
    gate.flag(hidden, "recognise")
    pages = set()
    for ref in (new_story().ref, hidden.ref, unseen.ref, "nosuchrefs"):
        response = stranger.post(f"/stories/{ref}/flag/", {"reason": "me"}, headers=HERE)
        pages.add(re.sub(r'(?s)<ol class="words">.*?</ol>', "", response.content.decode()))
    assert len(pages) == 1
    assert Answer.objects.count() == 2


def test_a_moderator_answers_by_name_on_a_page_that_six_words_open(stranger, new_story, desk):
    story = new_story()
    _response, six = flag(stranger, story)
    assert "waits for an answer" in desk[0].client.get("/moderation/").content.decode()
    answer = f"/moderation/answers/{Answer.objects.get().pk}/"
    assert answer in desk[0].client.get(f"/moderation/flags/{story.ref}/").content.decode()
    assert desk[0].client.get(answer).status_code == 200
    assert desk[0].client.post(answer, {"message": ""}).status_code == 422
    assert desk[0].client.post(answer, {"message": "It is out of sight. What would you like?"}).status_code == 302
    page = opened(stranger, six)
    assert "Sam, a moderator" in page and "What would you like?" in page
    assert "waits for an answer" not in desk[0].client.get("/moderation/").content.decode()
    page = say(stranger, six, wish="change", message="The weekday and the place, please.")
    assert "The weekday and the place, please." in page and 'value="change" id="id_wish_1" checked' in page.replace(
        "required ", ""
    )
    shown = desk[1].client.get(f"/moderation/flags/{story.ref}/").content.decode()
    assert "The weekday and the place, please." in shown and str(Wish.CHANGE.label) in shown


def test_wrong_words_open_nothing_and_tries_are_bounded(stranger, new_story, settings):
    _response, six = flag(stranger, new_story())
    for typed in ("", "acorn", "nosuch words at all here now", "acorn acorn acorn acorn acorn acorn"):
        page = opened(stranger, typed, status=422)
        assert "Your flag" not in page
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "answer": "2/h/ip"}
    cache.clear()
    opened(stranger, six), opened(stranger, six)
    assert "many tries from your network" in opened(stranger, six, status=422)


def test_a_form_on_another_site_opens_nothing_and_the_words_are_not_given_back(stranger, new_story):
    _response, six = flag(stranger, new_story())
    for headers in ({}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        response = stranger.post("/answer/", {"six": six, "message": "What I wrote."}, headers=headers)
        assert response.status_code == 403
        assert six not in response.content.decode() and "What I wrote." in response.content.decode()


def test_what_was_typed_on_a_page_that_had_been_open_too_long_stays(stranger, new_story, time_machine):
    _response, six = flag(stranger, new_story())
    page = re.search(r'name="page" value="([^"]+)"', opened(stranger, six))[1]
    time_machine.move_to(timezone.now() + timedelta(minutes=31))
    typed = {"page": page, "send": "", "message": "Please keep it hidden."}
    response = stranger.post("/answer/", typed, headers=HERE)
    assert response.status_code == 422 and "Please keep it hidden." in response.content.decode()
    again = stranger.post("/answer/", {"six": six, "message": typed["message"]}, headers=HERE).content.decode()
    assert "Please keep it hidden." in again and not AnswerMessage.objects.exists()


# Nothing tells who


def test_no_row_of_an_answer_leads_to_an_account_an_address_or_an_hour(new_story, new_member):
    person, story = new_member(), new_story()
    new_story(by=person)
    client = person.sign_in()
    before = dump()
    _response, six = flag(client, story)
    say(client, six, wish="hide", message="Please change the weekday.")
    changed = {place: row for place, row in dump().items() if before.get(place) != row}
    tables = {table for table, _key in changed} - {"forum_tally", "forum_house"}
    assert tables == {
        "moderation_answer",
        "moderation_answermessage",
        "moderation_flag",
        "moderation_submission",
    }
    assert Flag.objects.get(submission=story).nullifier is None
    [row] = [row for (table, _key), row in changed.items() if table == "moderation_answer"]
    assert all(word not in str(changed) for word in (six, person.keyring.nullifier("flag", str(story.pk))))
    assert row["erase_on"] is None and str(timezone.localdate().year) not in str(row["lookup"])[:4]
    held = client.get("/desk/held/").content.decode()
    assert "A private page after a flag" not in held


@pytest.mark.parametrize(
    "typed",
    [
        "My name is on her file.",
        "I am the client in this.",
        "I was his patient.",
        "This is about me.",
        "It was me!",
        "Ask Bettina Kroll.",
        "Write to bettina@example.org please.",
    ],
)
def test_who_somebody_is_never_gets_onto_the_page(stranger, new_story, typed):
    _response, six = flag(stranger, new_story())
    page = say(stranger, six, status=422, message=typed)
    assert "leave out" in page or "without that" in page
    assert typed.split()[-1].strip("!.") in page
    assert not AnswerMessage.objects.exists()


def test_without_a_screening_a_wish_is_taken_and_words_stay_in_the_form(stranger, new_story, monkeypatch):
    _response, six = flag(stranger, new_story())

    def out(*args, **kwargs):
        raise NoScreening

    monkeypatch.setattr(screener, "screen", out)
    assert "cannot be checked just now" in say(stranger, six, status=422, message="Please change the weekday.")
    say(stranger, six, wish="hide")
    assert Answer.objects.get().wish == Wish.HIDE


def test_an_author_sees_nothing_of_who_asked_or_what(stranger, new_story):
    story = new_story()
    client = story.by.sign_in()
    _response, six = flag(stranger, story)
    say(stranger, six, wish="hide", message="Please change the weekday.")
    for address in ("/desk/", f"/desk/text/{story.ref}/", "/desk/held/"):
        page = client.get(address).content.decode()
        assert "weekday" not in page and "may be me" not in page and "out of sight" not in page
    assert b"weekday" not in client.post("/desk/export/").content


def test_the_page_takes_five_words_in_a_row_and_the_same_form_once(stranger, new_story):
    _response, six = flag(stranger, new_story())
    for number in range(5):
        say(stranger, six, message=f"Part {number} is too much.")
        say(stranger, six, message=f"Part {number} is too much.")
    assert AnswerMessage.objects.count() == 5
    assert "wait for an answer first" in say(stranger, six, status=422, message="And one more.")
    assert "choose something" in say(stranger, six, status=422)


# A wish that a text stay hidden


def test_a_text_that_is_wished_hidden_comes_back_by_two_moderators_with_a_reason_alone(stranger, new_story, desk):
    story = new_story()
    _response, six = flag(stranger, story)
    settle(desk[0], story, restore="")
    say(stranger, six, wish="hide")
    assert Submission.objects.get(pk=story.pk).restored_by == "", "a word that came before the wish counts no more"
    before = Decision.objects.count()
    assert "is told why" in settle(desk[0], story, restore="", status=422)
    assert "sentence of your own" in settle(desk[0], story, restore="", reason="ID-2", status=422)
    with pytest.raises(gate.ForbiddenMove):
        gate.settle_flags(story, Move.RESTORE, label=desk[0].member.label, reason="ID-2")
    why = "It is an invented case, as its writer showed us."
    settle(desk[0], story, restore="", reason="ID-2", sentence=why)
    assert standing(story) == Standing.HIDDEN
    settle(desk[1], story, restore="", status=422)
    with pytest.raises(gate.ForbiddenMove):
        gate.settle_flags(story, Move.RESTORE, label=desk[1].member.label)
    settle(desk[1], story, restore="", reason="ID-2", sentence=why)
    assert standing(story) == Standing.PUBLIC
    moves = list(Decision.objects.order_by("number").values_list("move", "label"))[before:]
    assert moves == [(Move.WOULD_RESTORE, desk[0].member.label), (Move.RESTORE, desk[1].member.label)]
    call_command("verify_decisions")
    page = opened(stranger, six)
    assert "Two moderators decided to show it again." in page and why in page and "ID-2" not in page


def test_what_may_be_shown_again_takes_two_moderators_and_no_reason(stranger, new_story, desk):
    story = new_story()
    _response, six = flag(stranger, story)
    say(stranger, six, wish="leave")
    settle(desk[0], story, restore="")
    settle(desk[0], story, status=409, restore="")
    settle(desk[1], story, restore="")
    assert standing(story) == Standing.PUBLIC


def test_a_wish_outlives_the_words_and_goes_with_the_text(stranger, new_story, desk, time_machine):
    story = new_story()
    _response, six = flag(stranger, story)
    say(stranger, six, wish="hide", message="Please change the weekday.")
    assert "closed" in say(stranger, six, act="close")
    time_machine.move_to(timezone.now() + timedelta(days=31))
    assert answering.erase_overdue() == 1 and answering.erase_overdue() == 0
    row = Answer.objects.get()
    assert (row.wish, row.lookup, row.decided_by) == (Wish.HIDE, None, "") and not AnswerMessage.objects.exists()
    opened(stranger, six, status=422)
    desk[0].sign_in()
    assert "wishes this text to stay hidden" in desk[0].client.get(f"/moderation/flags/{story.ref}/").content.decode()
    settle(desk[0], story, restore="", status=422)
    writing.withdraw(Submission.objects.get(pk=story.pk))
    assert not Answer.objects.exists()


def test_a_hidden_text_can_be_disguised_further_and_stays_hidden_until_two_show_it(stranger, new_story, desk):
    story = new_story()
    _response, six = flag(stranger, story)
    say(stranger, six, wish="change")
    desk[0].client.get(f"/moderation/talk/{story.ref}/")
    asked = {"message": "Could you change more of what happened?"}
    assert desk[0].client.post(f"/moderation/talk/{story.ref}/", asked).status_code == 302
    client = story.by.sign_in()
    page = client.get(f"/desk/text/{story.ref}/").content.decode()
    assert asked["message"] in page and "Edit it" in page
    settle(desk[0], story, restore="")
    assert client.post(f"/desk/text/{story.ref}/edit/").status_code == 302
    text = Submission.objects.get(pk=story.pk)
    new = [["happened", "What happened", "I forgot something that somebody had told me."]]
    gate.screen_held(gate.submit(text, new))
    approve(text, [person for person in desk[:2]])
    assert text.standing == Standing.HIDDEN and text.restored_by == ""
    assert "somebody had told me" in text.public_html
    assert stranger.get(story.get_absolute_url()).status_code == 404
    for person in desk[:2]:
        settle(person, story, restore="")
    assert "somebody had told me" in stranger.get(story.get_absolute_url()).content.decode()


# It is unlawful: a reasoned decision, and one appeal


def test_a_notice_is_decided_with_a_reason_and_a_sentence(stranger, new_story, desk):
    story = new_story()
    _response, six = flag(stranger, story, "unlawful", note="The third part accuses a person.")
    assert "The third part accuses a person." in opened(stranger, six)
    settle(desk[0], story, no_action="", status=422)
    assert "sentence of your own" in settle(desk[0], story, no_action="", reason="TN-2", status=422)
    settle(desk[0], story, no_action="", reason="LG-3")
    page = opened(stranger, six)
    assert "It stays as it is." in page and "Reason LG-3: not unlawful, as far as we can see." in page
    assert "cannot see that it breaks a law" in page and "Sam, a moderator" in page
    assert Decision.objects.order_by("-number").first().reason == "LG-3"
    call_command("verify_decisions")


def test_a_notice_about_a_text_that_is_taken_away_is_told_why(stranger, new_story, desk):
    story = new_story()
    _response, six = flag(stranger, story, "unlawful", note="It copies the third part of a book.")
    settle(desk[0], story, retract="", reason="LG-2")
    page = opened(stranger, six)
    assert "It was taken away for good." in page and "Reason LG-2" in page and "copies the third part" not in page
    assert "no longer on the site" in page and "Ask for another moderator" not in page
    row = Answer.objects.get()
    assert row.closed and row.erase_on == timezone.localdate() + timedelta(days=30)


def test_an_appeal_is_decided_by_another_moderator_and_asked_for_once(stranger, new_story, desk):
    story = new_story()
    _response, six = flag(stranger, story, "unlawful")
    assert "Ask for another moderator" not in opened(stranger, six)
    say(stranger, six, act="appeal")
    assert not Answer.objects.get().appeal, "nothing was decided yet"
    settle(desk[0], story, no_action="", reason="LG-3")
    assert "You asked for another moderator" in say(stranger, six, act="appeal", message="Please look once more.")
    assert desk[0].client.get(f"/moderation/flags/{story.ref}/").status_code == 404
    assert story.ref not in desk[0].client.get("/moderation/").content.decode()
    with pytest.raises(gate.ForbiddenMove):
        label = desk[0].member.label
        answering.decided(Answer.objects.all(), Move.NO_ACTION, label=label, name="Sam", code="LG-3", said="No.")
    assert "appeal" in desk[1].client.get(f"/moderation/flags/{story.ref}/").content.decode()
    settle(desk[1], story, hide="", reason="LG-2", sentence="You are right about the third part.")
    page = opened(stranger, six)
    assert "Kim, a moderator" in page and "You are right about the third part." in page
    assert "Ask for another moderator" not in page
    say(stranger, six, act="appeal", message="And again.")
    assert Answer.objects.get().appeal == Answer.Appeal.DONE


def test_another_moderator_reads_the_note_of_a_notice_on_an_appeal(stranger, new_story, desk):
    story = new_story()
    _response, six = flag(stranger, story, "unlawful", note="The third part accuses a person.")
    assert Flag.objects.get().note == ""
    settle(desk[0], story, no_action="", reason="LG-3")
    say(stranger, six, act="appeal")
    assert "The third part accuses" in desk[1].client.get(f"/moderation/flags/{story.ref}/").content.decode()


def test_nobody_answers_a_flag_on_a_text_of_their_own(stranger, new_story, desk):
    story = new_story(by=desk[0])
    _response, six = flag(stranger, story)
    address = f"/moderation/answers/{Answer.objects.get().pk}/"
    assert desk[0].client.get(address).status_code == 404
    assert desk[0].client.post(address, {"message": "No."}).status_code == 409
    assert story.ref not in desk[0].client.get("/moderation/").content.decode()
    assert desk[1].client.get(address).status_code == 200


# What goes, and when
