"""The practice queue: invented texts with known answers, a pass mark before live work."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings

from forum.members import words
from forum.members.models import Member
from forum.members.unlocking import box_of
from moderation import answering, gate, practising, screener, talking
from moderation.models import Finding, Submission, Wording
from moderation.practising import ITEMS, PASS_MARK, Item
from moderation.states import REASONS, Harm, Move
from tests.attacks.test_access import every_address, table
from tests.conftest import send
from tests.forum.test_members import appointed
from tests.stories.test_held import dump

NUMBERED = list(enumerate(ITEMS, 1))
WRONG = {"decision": "decline", "reason": "QL-1"}  # nobody's answer


@pytest.fixture
def trainee(new_member):
    person = new_member(is_moderator=True, has_practised=False)
    person.sign_in()
    return person


def address(number):
    return f"/moderation/practice/{number}/"


def posted(item):
    decision, _space, reason = item.best.partition(" ")
    return {"decision": decision, "reason": reason}


def finish(person, right):
    """Answer all of them, so many of them rightly."""
    for number, item in NUMBERED:
        response = person.client.post(address(number), posted(item) if number <= right else WRONG)
        assert response.status_code == 302, response.content.decode()


def has_passed(person):
    return Member.objects.get(pk=person.member.pk).has_practised


def moderators_alone():
    """The addresses that are open to a moderator and to no other member, but for practice: live work."""
    told = {name: row["GET"] for name, row in table().items() if "practice" not in name and ", " not in name}
    return [
        name for name, role in told.items() if role["moderator"] != "403" and role["member"] == role["host"] == "403"
    ]


def kept(person):
    class Request:
        user, keyring = person.member, person.keyring

    return practising.answers(box_of(Request))


# The texts


@pytest.mark.parametrize(("number", "item"), NUMBERED)
def test_an_item_is_whole(number, item):
    assert item.kind in ("story", "reply", "update", "letter")
    assert set(item.decide) <= {Move.APPROVE, Move.RETURN, Move.DECLINE}
    assert item.decide and set(item.reasons) <= set(REASONS)
    assert len(item.reasons) in ((0,) if Move.APPROVE in item.decide else (1, 2))
    assert not item.harm or item.harm in Harm.values
    assert (item.kind == "story") == bool(item.harm)
    body = sum(len(text.split()) for heading, text in item.passages if heading != "Title")
    low, high = {"story": (120, 250), "letter": (80, 250)}.get(item.kind, (30, 80))
    assert low <= body <= high
    assert item.why.count(".") + item.why.count("?") >= 1
    assert item.agrees(item.best)
    assert not item.agrees("decline QL-1")
    if item.stretch:
        assert sum(text.count(item.stretch) for _heading, text in item.passages) == 1
        [mark] = item.marks()
        assert item.passages[mark["passage"]][1][mark["start"] : mark["end"]] == item.stretch
        assert Move.APPROVE not in item.decide


def test_thirty_texts_cover_every_reason_and_every_decision():
    assert len(ITEMS) == 30
    assert {reason for item in ITEMS for reason in item.reasons} == set(REASONS)
    best = [item.decide[0] for item in ITEMS]
    assert set(best) == {Move.APPROVE, Move.RETURN, Move.DECLINE}
    assert best.count(Move.APPROVE) >= 8
    assert {Harm.SEVERE, Harm.DEATH} <= {item.harm for item in ITEMS}


def test_no_choice_passes_without_reading():
    """Always the same answer, whichever it is, stays far below the mark."""
    answers = ["approve", *(f"{move} {code}" for move in ("return", "decline") for code in REASONS)]
    assert max(practising.right([answer] * len(ITEMS)) for answer in answers) < PASS_MARK / 2


def test_no_text_stands_in_another_set():
    """They are nobody's and nowhere else: whoever learned the demo or the corpus by heart has seen none of them."""
    elsewhere = (settings.BASE_DIR / "tests/corpus.jsonl").read_text()
    elsewhere += (settings.BASE_DIR / "stories/demo.json").read_text()
    for item in ITEMS:
        for _heading, text in item.passages:
            for sentence in text.split(". "):
                assert len(sentence.split()) < 10 or sentence not in elsewhere


def test_the_file_has_no_field_that_nothing_reads():
    told = tomllib.loads(Path(practising.__file__).with_name("practice.toml").read_text())["item"]
    assert {name for item in told for name in item} <= set(Item.__dataclass_fields__)


# Answering


def test_a_text_is_shown_with_its_findings_and_nothing_of_them_is_kept(trainee):
    before = dump()
    page = trainee.client.get(address(28)).content.decode()
    assert "Practice 28 of 30" in page
    assert 'data-certainty="certain">quietwren@letters.example' in page
    assert ITEMS[27].why not in page
    assert not Finding.objects.exists() and not Submission.objects.exists() and not Wording.objects.exists()
    assert dump() == before


def test_without_a_screening_one_can_practise_all_the_same(trainee, monkeypatch):
    def gone(*_args):
        raise screener.NoScreening

    monkeypatch.setattr(practising.screener, "screen", gone)
    page = trainee.client.get(address(2)).content.decode()
    assert "The screening gives no answer just now" in page
    assert "Marisela" in page
    assert trainee.client.post(address(2), posted(ITEMS[1])).status_code == 302


def test_an_answer_shows_whether_it_agrees_and_why_and_where(trainee):
    assert trainee.client.post(address(2), posted(ITEMS[1]), follow=True).status_code == 200
    page = trainee.client.get(address(2)).content.decode()
    assert "You agree with a good moderator" in page
    assert "A child&#x27;s first name slipped in" in page
    assert 'id="mark-1" data-certainty="certain">Marisela' in page
    page = trainee.client.post(address(4), {"decision": "approve", "reason": ""}, follow=True).content.decode()
    assert "A good moderator decides differently" in page
    assert "Return with reasons: ID-2 details that identify together" in page
    assert 'href="/moderation/practice/1/">Next' in page


def test_a_decision_that_does_not_approve_needs_its_reason(trainee):
    for data in ({}, {"decision": "return"}, {"decision": "decline", "reason": ""}, {"decision": "hide"}):
        assert trainee.client.post(address(2), data).status_code == 422
    assert trainee.client.post(address(2), {"decision": "return", "reason": "XX-9"}).status_code == 422
    assert not any(kept(trainee))
    for number in (0, 31, 999_999_999_999):
        assert trainee.client.get(address(number)).status_code == 404


def test_the_first_answer_of_a_round_counts(trainee):
    trainee.client.post(address(2), WRONG)
    trainee.client.post(address(2), posted(ITEMS[1]))
    assert kept(trainee)[1] == "decline QL-1"
    trainee.client.post("/moderation/practice/")  # a new round begins when this one is done, not before
    assert kept(trainee)[1] == "decline QL-1"


def test_below_the_mark_nobody_passes_and_in_a_new_round_one_can(trainee):
    finish(trainee, PASS_MARK - 1)
    page = trainee.client.get("/moderation/practice/").content.decode()
    assert "23 of 30 are right. The queue opens at 24." in page
    assert not has_passed(trainee)
    assert trainee.client.get("/moderation/").url == "/moderation/practice/"
    trainee.client.post("/moderation/practice/")
    assert not any(kept(trainee))
    finish(trainee, PASS_MARK)
    assert has_passed(trainee)
    assert "You have passed" in trainee.client.get("/moderation/practice/").content.decode()
    assert trainee.client.get("/moderation/").status_code == 200
    trainee.client.post("/moderation/practice/")
    finish(trainee, 0)
    assert has_passed(trainee)
    assert "The queue stays open to you" in trainee.client.get("/moderation/practice/").content.decode()


def test_nobody_passes_before_the_last_text(trainee):
    for number, item in NUMBERED[:-1]:
        trainee.client.post(address(number), posted(item))
    assert not has_passed(trainee)
    trainee.client.post(address(30), posted(ITEMS[-1]))
    assert has_passed(trainee)


def test_how_somebody_did_stands_in_no_row(trainee):
    """One who got everything right and one who got nothing right: the rows differ in locked values alone."""
    before = dump()
    trainee.client.get(address(1))
    for number, _item in NUMBERED[:-1]:
        trainee.client.post(address(number), WRONG)
    after = dump()
    changed = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
    assert {table for table, _key in changed} <= {"members_member", "django_session"}
    rows = Member.objects.filter(pk=trainee.member.pk).values()
    then, now = trainee.member.__dict__, rows.get()
    assert {name for name in now if now[name] != then.get(name)} <= {"box"}
    assert len(now["box"]) == len(bytes(trainee.member.box))
    assert not [row for row in after.values() if "QL-1" in str(row)]


# Before live work


def test_before_passing_there_is_no_live_work(trainee, new_member, new_story, moderators):
    text = send(new_member(), happened="I sent the letter to the wrong house.")
    waiting = text.wordings.get()
    leased = send(new_member(), happened="I spoke when I should have listened.").wordings.get()
    gate.take(leased, trainee.member.label)
    flagged = new_story()
    gate.flag(flagged, "unkind")
    answering.receive(flagged, "unlawful", "", words.generate())
    talking.write(flagged, "May I ask something?")
    places = {"review": {"pk": leased.pk}, "hand_on": {"pk": leased.pk}, "take": {"pk": waiting.pk}}
    places = {f"moderation:{name}": about for name, about in places.items()}
    places |= {"moderation:talk": {"ref": flagged.ref}, "stories:settle_flags": {"ref": flagged.ref}}
    places |= {"stories:answer_flag": {"pk": flagged.answers.get().pk}}
    live = {name: every_address(places)[name] for name in moderators_alone()}
    assert {"moderation:queue", *places} <= live.keys()
    before = dump()
    for name, door in live.items():
        for method in (trainee.client.get, trainee.client.post):
            response = method(door, {"read": leased.digest, "reason": "ID-1", "decline": "", "retract": ""})
            assert response.status_code == 302 and response.url == "/moderation/practice/", name
    assert dump() == before


def test_practice_is_for_moderators(new_member):
    for person in (new_member(), new_member(is_host=True), new_member(is_owner=True, has_practised=True)):
        client = person.sign_in()
        for door in ("/moderation/practice/", address(1), "/moderation/"):
            assert client.get(door).status_code == client.post(door).status_code == 403


def test_who_is_appointed_has_not_practised_yet(new_member, moderators):
    for person in (new_member(), moderators[0]):
        person.sign_in().post("/desk/settle/", {"code": appointed("moderator"), "staff_name": "Noor"})
        assert not has_passed(person)
        page = person.client.get("/desk/settle/").content.decode()
        assert "Practise now, before you read what was sent" in page
    moderators[1].sign_in().post("/desk/settle/", {"code": appointed("host"), "staff_name": "Noor"})
    assert has_passed(moderators[1])
