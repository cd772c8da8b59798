"""Reply the way I asked: what nobody asked for is told to its writer, kept aside, and offered when it is asked for."""

import html
import json

import pytest
from django.test import Client
from django.utils import timezone

from forum.models import House
from moderation import gate, nights
from moderation.models import Submission, Wording
from moderation.states import Move, Standing, State
from stories import asking, changing, quotas, unasked, writing
from tests.conftest import STORY, approve, send
from tests.stories.test_nothing_leaks import Watch, around, every_list
from tests.stories.test_road import decide, revision_in, write

pytestmark = pytest.mark.django_db

ADVICE = "You should talk to your supervisor about this before you see her again."
MORE = "Have you considered writing her a letter in which you say that you are sorry?"
KIND = "Thank you for telling this. I have been there, and you are not alone."
HARSH = "You should be ashamed of yourself. How could you let her down like that?"
REPLY = {"reply_type": "support", "speaks_as": "care"}


@pytest.fixture
def story(new_story):
    """One whose author wants to be heard, and no more."""
    return new_story(wishes=["just_listen"])


@pytest.fixture
def aside(story, new_member, moderators):
    """Makes a reply to it that was approved and lies aside; its writer is ``reply.by``."""

    def make(text=ADVICE, by=None):
        by = by or new_member()
        reply = approve(send(by, "comment", page=story.ref, text=text, **REPLY), moderators)
        assert reply.standing == Standing.ASIDE
        reply.by = by
        return reply

    return make


def page_of(client, address):
    return html.unescape(client.get(address).content.decode())


def test_advice_that_was_not_asked_for_is_answered_with_the_form_the_sentence_and_why(story, new_member):
    client = new_member().sign_in()
    answer = client.post(f"/stories/{story.ref}/reply/", {"text": f"{KIND} {ADVICE}", **REPLY, "check": ""})
    assert answer.status_code == 302 and answer.url.endswith("#noticed")
    page = page_of(client, answer.url)
    assert f"<q>{ADVICE}</q>" in page and f"<q>{KIND}" not in page
    assert "kept aside" in page and f"{KIND} {ADVICE}</textarea>" in page
    assert not Submission.objects.filter(kind="comment").exists()


def test_reworded_as_support_it_goes_as_any_reply_does(story, new_member, moderators):
    client = new_member().sign_in()
    draft = client.post(f"/stories/{story.ref}/reply/", {"text": ADVICE, **REPLY, "check": ""}).url
    page = client.get(draft)
    answer = client.post(draft.partition("#")[0], {"text": KIND, **REPLY, "revision": revision_in(page), "check": ""})
    check = client.get(answer.url)
    assert answer.url.endswith("/check/") and "Before you send it" not in check.content.decode()
    client.post(answer.url, {"send": "", "revision": revision_in(check)})
    reply = Submission.objects.get(kind="comment")
    assert reply.wordings.get().notices == ""
    assert approve(reply, moderators).standing == Standing.PUBLIC


def test_sent_as_it_is_it_passes_the_gate_and_is_kept_aside(story, new_member, moderators):
    client = new_member().sign_in()
    draft = client.post(f"/stories/{story.ref}/reply/", {"text": ADVICE, **REPLY, "check": ""}).url
    page = client.get(draft)
    answer = client.post(
        draft.partition("#")[0], {"text": f"{ADVICE} {MORE}", **REPLY, "revision": revision_in(page), "check": ""}
    )
    assert answer.url.endswith("/check/")  # asked once, not twice
    check = client.get(answer.url)
    assert "Sent as it is" in check.content.decode()
    sent = client.post(answer.url, {"send": "", "revision": revision_in(check)})
    assert "Waiting for a reader." in page_of(client, sent.url)
    moderator = moderators[0].sign_in()
    assert "advice not asked for" in page_of(moderator, "/moderation/")
    reply = Submission.objects.get(kind="comment")
    assert decide(moderator, reply, approve="").status_code == 302
    reply.refresh_from_db()
    assert (reply.standing, reply.number, reply.public_html, reply.published_on) == (Standing.ASIDE, None, "", None)
    assert "Kept aside: a moderator approved it" in page_of(client, sent.url)
    assert "Kept aside" in page_of(client, "/desk/")


def test_a_moderator_is_told_beside_the_findings_what_was_noticed(story, new_member, moderators):
    reply = send(new_member(), "comment", page=story.ref, text=HARSH, **REPLY)
    wording, client = reply.wordings.get(), moderators[0].sign_in()
    client.post(f"/moderation/{wording.pk}/take/")
    page = page_of(client, f"/moderation/{wording.pk}/?read")
    assert "Words that may shame or blame (TN-1, TN-2)." in page and "Approved, it is kept aside" not in page


def test_what_is_harsh_is_asked_about_once_and_a_person_decides(story, new_member, moderators):
    client = new_member().sign_in()
    answer = client.post(f"/stories/{story.ref}/reply/", {"text": HARSH, **REPLY, "check": ""})
    assert "It reads as blame." in page_of(client, answer.url)
    reply = send(new_member(), "comment", page=story.ref, text=HARSH, **REPLY)
    assert reply.wordings.get().state == State.WAITING
    assert not nights.publish_ready() and not Submission.objects.get(pk=reply.pk).is_public
    assert approve(reply, moderators).standing == Standing.PUBLIC  # theirs to judge


def test_a_draft_that_was_only_saved_is_asked_about_when_it_is_sent(story, new_member):
    writer = new_member()
    client = writer.sign_in()
    content = {"kind": "comment", "page": story.ref, "to": None, "values": {"text": ADVICE, **REPLY}, "kept": []}
    draft = writing.new_draft(writer.keyring, content)
    check = f"/desk/draft/{draft.pk}/check/"
    page = client.get(check)
    assert ADVICE in page.content.decode()
    first = client.post(check, {"send": "", "revision": revision_in(page)})
    assert first.url.endswith("#noticed") and ADVICE in page_of(client, first.url)
    assert client.post(check, {"send": "", "revision": revision_in(client.get(check))}).url.startswith("/desk/text/")


@pytest.mark.parametrize(
    "wishes, reply_type, text, kinds",
    [
        (["just_listen"], "support", ADVICE, ["advice"]),
        (["been_there"], "me_too", ADVICE, ["advice"]),
        (["been_there"], "question", MORE, ["advice"]),
        (["been_there"], "resource", "There is a wonderful book on rupture, I think you should read it.", []),
        (["repair"], "helped", ADVICE, []),
        (["been_there", "challenge"], "support", ADVICE, []),
        (["repair"], "helped", HARSH, ["blame"]),
        (["challenge"], "challenge", HARSH, []),
        (["just_listen"], "support", KIND, []),
        (["just_listen"], "author", ADVICE, []),
    ],
)
def test_only_what_the_author_did_not_ask_for_is_noticed(new_story, wishes, reply_type, text, kinds):
    story = new_story(wishes=wishes)
    content = {"kind": "comment", "page": story.ref, "values": {"text": text, "reply_type": reply_type}}
    assert unasked.kinds_in(content) == kinds


def test_a_text_that_disputes_a_letter_is_asked_about_and_held_for_moderators(story, new_member, moderators):
    Submission.objects.filter(pk=story.pk).update(kind=unasked.LETTER)
    content = {"kind": "comment", "page": story.ref, "values": {"text": "I'm sure your therapist meant well.", **REPLY}}
    [noticed] = unasked.noticed(content)
    assert noticed.kind == "disputes" and "Nobody explains, defends or doubts" in noticed.told[1]
    assert unasked.tell(content)["told"] == ["disputes"]
    assert unasked.kinds_in({**content, "values": {"text": "I believe you. Thank you for telling us.", **REPLY}}) == []


def test_the_mark_of_a_disputing_text_is_on_the_queue_and_it_waits_for_a_person(story, moderators, new_comment):
    reply = new_comment(story)
    writing_again = gate.submit(reply, [["comment", "Reply", "She meant well."]], notices=["disputes"])
    gate.screen_held(writing_again)
    client = moderators[0].sign_in()
    assert "TN-4: may dispute" in page_of(client, "/moderation/")
    assert nights.publish_ready() == 0 and "She meant well." not in page_of(client, f"/stories/{story.ref}/")


def test_what_is_kept_aside_is_offered_in_order_when_the_author_opens_the_door(story, aside, new_comment):
    first, second = aside(), aside(MORE)
    author, stranger = story.by.sign_in(), Client(HTTP_HOST="localhost:8000")
    address = f"/desk/text/{story.ref}/"
    assert "Kept aside for you" not in page_of(author, address)  # not while nobody asks for it
    new_comment(story, text=KIND, reply_type="support")
    asked = author.post(f"{address}asking/", {"wishes": ["repair"], "door": "open"})
    page = page_of(author, asked.url)
    assert page.index(ADVICE) < page.index(MORE)
    assert ADVICE not in page_of(stranger, f"/stories/{story.ref}/")
    before = stranger.get(f"/stories/{story.ref}/")["ETag"]
    done = author.post(f"{address}aside/{first.wordings.get().pk}/")
    assert done.status_code == 302
    first.refresh_from_db()
    assert (first.standing, first.number, first.path) == (Standing.PUBLIC, 2, "00002")
    assert first.published_on == timezone.localdate()
    thread = stranger.get(f"/stories/{story.ref}/")
    assert ADVICE in thread.content.decode() and thread["ETag"] != before
    page = page_of(author, address)
    assert MORE in page and ADVICE not in page
    writer = first.by.sign_in()
    assert "The author asked for advice, and let it appear." in page_of(writer, f"/desk/text/{first.ref}/")
    assert "Kept aside" in page_of(second.by.sign_in(), f"/desk/text/{second.ref}/")


def test_the_order_is_that_of_the_approvals_whatever_the_keys_are(story, aside, moderators, new_member):
    writers = [new_member() for _ in range(6)]
    sent = [send(writer, "comment", page=story.ref, text=ADVICE, **REPLY) for writer in writers]
    turns = [approve(reply, moderators).ref for reply in reversed(sent)]
    asking.choose(story, ["repair"], "open")
    story.refresh_from_db()
    assert [wording.submission.ref for wording in asking.offered(story)] == turns


@pytest.mark.parametrize("meanwhile", ["edited", "taken back", "paused", "wishes changed", "of another story"])
def test_what_is_not_offered_any_more_cannot_be_let_appear(story, aside, new_story, meanwhile):
    reply = aside()
    asking.choose(story, ["repair"], "open")
    wording = reply.wordings.get()
    author, ref = story.by.sign_in(), story.ref
    if meanwhile == "edited":
        gate.submit(Submission.objects.get(pk=reply.pk), [["comment", "Reply", KIND]])
    elif meanwhile == "taken back":
        writing.take_back(reply.by.keyring, reply)
    elif meanwhile == "paused":
        House.objects.filter(pk=1).update(publishing=False)
    elif meanwhile == "wishes changed":
        asking.choose(story, ["been_there"], "open")
    else:
        other = new_story(wishes=["repair"])
        author, ref = other.by.sign_in(), other.ref
    assert author.post(f"/desk/text/{ref}/aside/{wording.pk}/").status_code == 422
    assert not Submission.objects.filter(pk=reply.pk, standing=Standing.PUBLIC).exists()


def test_only_the_author_lets_it_appear(story, aside, new_member):
    reply = aside()
    asking.choose(story, ["repair"], "open")
    address = f"/desk/text/{story.ref}/aside/{reply.wordings.get().pk}/"
    for person in (new_member(), reply.by):
        assert person.sign_in().post(address).status_code == 404
    assert Client(HTTP_HOST="localhost:8000").post(address).status_code == 302
    assert Submission.objects.get(pk=reply.pk).standing == Standing.ASIDE


def test_neither_a_night_nor_a_moderator_makes_it_public(story, aside, moderators):
    reply = aside()
    nights.publish_ready(), nights.settle_quiet()
    wording = reply.wordings.get()
    with pytest.raises(gate.ForbiddenMove):
        gate.publish(wording)
    gate.recall(wording)  # a newer screening found something in it
    assert approve(reply, moderators).standing == Standing.ASIDE


def test_a_text_that_is_not_what_was_approved_does_not_appear(story, aside):
    wording = aside().wordings.get()
    Wording.objects.filter(pk=wording.pk).update(passages=[["comment", "Reply", "Something else."]])
    with pytest.raises(gate.ForbiddenMove):
        gate.publish(Wording.objects.get(pk=wording.pk), asked_for=True)


def test_its_writer_changes_it_into_support_and_it_appears(story, aside, moderators):
    reply = aside()
    row = changing.edit_again(reply.by.keyring, Submission.objects.get(pk=reply.pk))
    _row, content = writing.find_draft(reply.by.keyring, row.pk)
    content["values"]["text"] = KIND
    writing.send(reply.by.keyring, row, content)
    assert approve(Submission.objects.get(pk=reply.pk), moderators).standing == Standing.PUBLIC
    assert not Wording.objects.kept_aside().exists()


def test_its_writer_takes_it_to_the_desk_or_back_for_good(story, aside):
    first, second = aside(), aside(MORE)
    row = changing.cancel(first.by.keyring, Submission.objects.get(pk=first.pk))
    assert writing.find_draft(first.by.keyring, row.pk)[1]["values"]["text"] == ADVICE
    writing.take_back(second.by.keyring, second)
    for reply in (first, second):
        gone = Submission.objects.get(pk=reply.pk)
        assert gone.standing == Standing.WITHDRAWN
        assert set(gone.wordings.values_list("notices", "digest")) == {("", "")}


def test_an_edit_that_turns_a_public_reply_into_advice_leaves_the_old_words(story, new_comment, moderators):
    reply = new_comment(story, text=KIND, reply_type="support")
    row = changing.edit_again(reply.by.keyring, Submission.objects.get(pk=reply.pk))
    _row, content = writing.find_draft(reply.by.keyring, row.pk)
    content["values"]["text"] = ADVICE
    writing.send(reply.by.keyring, row, content)
    edited = approve(Submission.objects.get(pk=reply.pk), moderators)
    assert edited.standing == Standing.PUBLIC and KIND in edited.public_html and ADVICE not in edited.public_html
    assert "A new version: kept aside" in page_of(reply.by.sign_in(), f"/desk/text/{reply.ref}/")
    asking.choose(story, ["repair"], "open")
    story.refresh_from_db()
    [wording] = asking.offered(story)
    assert asking.let_appear(story, wording.pk)
    edited.refresh_from_db()
    assert ADVICE in edited.public_html and edited.number == 1


def test_what_lies_aside_does_not_keep_a_newcomer_from_writing(aside, new_member, new_story):
    writer = new_member()
    content = {"kind": "comment", "page": new_story().ref}
    for _ in range(3):
        aside(by=writer)
    quotas.may_send(writer.keyring, content)


def test_when_its_story_is_taken_back_it_can_be_read_by_its_writer_alone(story, aside):
    reply = aside()
    writing.take_back(story.by.keyring, story)
    reply.refresh_from_db()
    assert reply.standing == Standing.HIDDEN and reply.erase_on
    assert ADVICE in page_of(reply.by.sign_in(), f"/desk/text/{reply.ref}/")


def test_a_reply_kept_aside_is_in_no_public_output(story, aside, new_member):
    watch = Watch(new_member())
    reply = aside()
    watch.keeps(0, "supervisor about this before you see", ADVICE)
    addresses = [*around(story), *around(reply), *every_list(), f"/stories/{story.ref}/feed/", "/feed/", "/sitemap.xml"]
    watch.finds_nothing(*addresses)
    asking.choose(story, ["repair"], "open")  # offered to the author, and to nobody else
    watch.finds_nothing(*addresses, f"/stories/{story.ref}/?after=0")
    page = page_of(watch.stranger, f"/stories/{story.ref}/")
    assert "Nobody has answered yet." in page  # not even that it exists


def test_a_story_with_a_reply_aside_is_the_same_page_as_one_without(new_story, new_member, moderators):
    told = {"wishes": ["just_listen"], "title": "The same title"}
    with_one, without = new_story(**told), new_story(**told)
    approve(send(new_member(), "comment", page=with_one.ref, text=ADVICE, **REPLY), moderators)
    pages = [page_of(Client(HTTP_HOST="localhost:8000"), f"/stories/{one.ref}/") for one in (with_one, without)]
    names = [(one.ref, other.ref) for one, other in ((with_one, without), (without, with_one))]
    plain = [page.replace(own, "REF").replace(other, "REF") for page, (own, other) in zip(pages, names, strict=True)]
    assert plain[0] == plain[1]


def test_everything_of_mine_says_what_was_noticed_and_nothing_of_it_outlives_the_words(aside):
    reply = aside()
    mine = json.loads(reply.by.sign_in().post("/desk/export/").content)
    assert mine["texts"][0]["versions"][0]["noticed"] == ["advice"]
    writing.take_back(reply.by.keyring, reply)
    assert not Wording.objects.exclude(notices="").exists()


def test_the_form_repeats_what_the_author_asked_for_in_their_own_words(story):
    page = page_of(Client(HTTP_HOST="localhost:8000"), f"/stories/{story.ref}/reply/")
    assert "The author asks you just to listen." in page and f"<p>{STORY['want']}</p>" in page


def test_a_declined_reply_is_never_offered(story, new_member, moderators):
    reply = send(new_member(), "comment", page=story.ref, text=ADVICE, **REPLY)
    wording, label = reply.wordings.get(), moderators[0].member.label
    gate.take(wording, label)
    gate.decide(wording, Move.DECLINE, wording.digest, label=label, reason="TN-3", words="No.")
    asking.choose(story, ["repair"], "open")
    story.refresh_from_db()
    assert asking.offered(story) == []


def test_a_text_is_written_in_one_go_where_nothing_is_noticed(story, new_member):
    address, page = write(new_member().sign_in(), {"text": KIND, **REPLY}, f"/stories/{story.ref}/reply/")
    assert address.endswith("/check/") and "Before you send it" not in page.content.decode()


def test_a_moderator_who_finds_no_advice_in_it_lets_it_appear(story, new_member, moderators):
    reply = send(new_member(), "comment", page=story.ref, text=ADVICE, **REPLY)
    wording, client = reply.wordings.get(), moderators[0].sign_in()
    client.post(f"/moderation/{wording.pk}/take/")
    assert "This is not advice" in page_of(client, f"/moderation/{wording.pk}/?read")
    assert decide_again(client, wording, asked_for="on").status_code == 302
    reply.refresh_from_db()
    assert reply.is_public and reply.wordings.get().notices == ""


def decide_again(client, wording, **ticked):
    """Approve what this moderator has taken."""
    return client.post(f"/moderation/{wording.pk}/", {"read": wording.digest, "approve": "", **ticked})
