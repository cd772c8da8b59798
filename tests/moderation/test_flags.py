"""Readers flag without a cookie; what is hidden is bounded; moderators settle it, and can end a voice's writing."""

import pytest
from django.conf import settings as django_settings
from django.test import Client

from forum.models import House, Tally
from moderation import flagging
from moderation.models import Flag, Submission
from moderation.screener import NoScreening, screener
from moderation.states import Standing
from stories.models import Voice
from tests.conftest import cleared, send
from tests.stories.test_road import read_in

pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}
ANSWER = "The moderators will see your flag."


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000", enforce_csrf_checks=True)


def flag(client, text, reason="recognise", note="", headers=HERE):
    address = f"/stories/{text.page.ref}/flag/" + (f"{text.number}/" if text.number else "")
    return client.post(address, {"reason": reason, "note": note}, headers=headers)


def standing(text):
    return Submission.objects.get(pk=text.pk).standing


def test_anybody_flags_a_story_without_a_cookie_and_it_is_hidden_at_once(stranger, new_story):
    story = new_story()
    assert f"/stories/{story.ref}/flag/" in stranger.get(story.get_absolute_url()).content.decode()
    page = stranger.get(f"/stories/{story.ref}/flag/")
    assert page.status_code == 200 and "csrfmiddlewaretoken" not in page.content.decode()
    answer = flag(stranger, story)
    assert answer.status_code == 302
    thanks = stranger.get(answer.url)
    assert ANSWER in thanks.content.decode()
    assert not stranger.cookies
    assert all(response["Cache-Control"] == "no-store, private" for response in (page, answer, thanks))
    assert stranger.get(story.get_absolute_url()).status_code == 404
    assert stranger.get(f"/stories/{story.ref}/flag/").status_code == 404
    assert Flag.objects.get().nullifier is None


def test_a_reply_has_its_own_flag_and_only_it_is_hidden(stranger, new_story, new_comment):
    story = new_story()
    comment = new_comment(story)
    page = stranger.get(story.get_absolute_url()).content.decode()
    assert f'href="/stories/{story.ref}/flag/1/"' in page
    assert "Flag reply 1" in stranger.get(f"/stories/{story.ref}/flag/1/").content.decode()
    flag(stranger, comment, "advert")
    assert standing(comment) == Standing.HIDDEN and standing(story) == Standing.PUBLIC


def test_the_answer_never_tells_whether_something_was_hidden_or_there(stranger, new_story):
    hidden, stays = new_story(), new_story()
    sent = [flag(stranger, hidden), flag(stranger, hidden), flag(stranger, stays, "unkind")]
    sent.append(stranger.post("/stories/abcdefghjk/flag/", {"reason": "doubts"}, headers=HERE))
    assert {(answer.status_code, answer.url) for answer in sent} == {(302, "/flagged/")}
    assert standing(hidden) == Standing.HIDDEN and standing(stays) == Standing.PUBLIC
    assert Flag.objects.filter(submission=hidden).count() == 2


def test_a_form_on_another_site_cannot_flag_and_the_words_come_back(stranger, new_story):
    story, ours = new_story(), django_settings.ORIGIN
    for headers in (
        {},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": ours.replace("8000", "8001")},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": ours},
    ):
        answer = flag(stranger, story, note="It reads like our ward.", headers=headers)
        assert answer.status_code == 403, headers
        assert "It reads like our ward." in answer.content.decode()
    assert not stranger.cookies and not Flag.objects.exists()
    assert flag(stranger, story, headers={"Origin": ours}).status_code == 302


def test_a_note_that_could_tell_who_somebody_is_is_refused_and_stays_in_the_form(stranger, new_story):
    story, note = new_story(), "This is Bettina Kroll from our clinic."
    answer = flag(stranger, story, note=note)
    page = answer.content.decode()
    assert answer.status_code == 422 and note in page and "“Bettina Kroll”" in page
    assert page.count(" checked") == 1
    assert not Flag.objects.exists()
    assert flag(stranger, story, note="Too many details of one family.").status_code == 302
    assert Flag.objects.get().note == "Too many details of one family."


def test_without_a_screening_the_note_is_refused_and_never_the_flag(stranger, new_story, monkeypatch):
    story = new_story()

    def out(*args, **kwargs):
        raise NoScreening

    monkeypatch.setattr(screener, "screen", out)
    answer = flag(stranger, story, note="Something")
    assert answer.status_code == 422 and "without a note" in answer.content.decode()
    assert flag(stranger, story).status_code == 302 and standing(story) == Standing.HIDDEN


def test_a_flag_without_a_reason_comes_back(stranger, new_story):
    assert flag(stranger, new_story(), reason="").status_code == 422
    assert flag(stranger, new_story(), reason="nothing").status_code == 422
    assert not Flag.objects.exists()


def test_twenty_flags_from_outside_hide_no_more_than_the_owner_allows(new_story):
    stories = [new_story() for _ in range(20)]
    House.objects.update(flags_an_hour=3, flags_a_day=50)
    for story in stories:
        flagging.receive(Submission.objects.get(pk=story.pk), "recognise")
    assert [standing(story) for story in stories].count(Standing.HIDDEN) == 3
    assert Flag.objects.filter(urgent=True).count() == 20
    assert Tally.objects.of(flagging.HIDDEN) == 3


def test_the_day_s_share_is_at_least_one_and_holds_beyond_the_hour(new_story):
    stories = [new_story() for _ in range(4)]
    House.objects.update(flags_an_hour=9, flags_a_day=2)
    for story in stories:
        flagging.receive(Submission.objects.get(pk=story.pk), "me")
    assert [standing(story) for story in stories].count(Standing.HIDDEN) == 1


def test_a_keyring_s_flag_hides_whatever_others_did_but_not_without_end(new_story, new_member):
    stories, member = [new_story() for _ in range(8)], new_member()
    new_story(by=member)
    House.objects.update(flags_an_hour=0, flags_a_day=0)
    flagging.receive(Submission.objects.get(pk=stories[0].pk), "recognise")
    assert standing(stories[0]) == Standing.PUBLIC
    for story in stories:
        flagging.receive(Submission.objects.get(pk=story.pk), "recognise", keyring=member.keyring)
    hidden = [standing(story) for story in stories].count(Standing.HIDDEN)
    assert hidden == flagging.A_KEYRING
    assert Tally.objects.of(flagging.HIDDEN) == 0


def test_many_flags_from_one_network_are_asked_to_wait_and_what_was_chosen_stays(stranger, new_story, settings):
    settings.ACCOUNT_RATE_LIMITS = {"flag": "2/h/ip"}
    story = new_story()
    assert [flag(stranger, story, "unkind").status_code for _ in range(2)] == [302, 302]
    answer = flag(stranger, story, "unkind", note="Please look.")
    assert answer.status_code == 429 and "Please look." in answer.content.decode()
    assert Flag.objects.count() == 2


def test_who_flagged_with_a_keyring_does_not_reply_under_that_story(new_member, new_story, new_comment):
    story, other, peer = new_story(), new_story(), new_member()
    comment = new_comment(story)
    client = peer.sign_in()
    reply = {"text": "I think I know her.", "reply_type": "me_too", "speaks_as": "care"}
    begun = client.post(f"/stories/{story.ref}/reply/", {**reply, "check": ""}).url
    flag(client, comment, "unkind")
    assert Flag.objects.get().nullifier == peer.keyring.nullifier("flag", str(story.pk))
    refused = client.get(f"/stories/{story.ref}/reply/")
    assert refused.status_code == 403 and "stays out of its conversation" in refused.content.decode()
    refused = client.post(f"/stories/{story.ref}/reply/", reply)
    assert refused.status_code == 403 and reply["text"] in refused.content.decode()
    page = client.get(begun).content.decode()
    revision = page.split('name="revision" value="')[1].split('"')[0]
    refused = client.post(begun, {"send": "", "revision": revision})
    assert refused.status_code == 409 and "stays here as a draft" in refused.content.decode()
    assert not Submission.objects.filter(kind="comment").exclude(pk=comment.pk).exists()
    assert client.get(f"/stories/{other.ref}/reply/").status_code == 200


# The moderators


def settle(person, text, read=None, **decision):
    page = person.client.get(f"/moderation/flags/{text.ref}/")
    read = read or read_in(page)
    return person.client.post(f"/moderation/flags/{text.ref}/", {"read": read, **decision})


def test_the_queue_shows_flagged_texts_first_and_no_words(stranger, new_story, moderators):
    calm, urgent = new_story(), new_story()
    flag(stranger, calm, "unkind", note="It mocks the colleague.")
    flag(stranger, urgent, "names")
    page = moderators[0].sign_in().get("/moderation/").content.decode()
    assert page.index(urgent.ref) < page.index(calm.ref)
    assert calm.public_title not in page and "mocks" not in page
    page = moderators[0].client.get(f"/moderation/flags/{calm.ref}/").content.decode()
    assert "It mocks the colleague." in page and calm.public_title in page and "It is unkind or shaming" in page


def test_two_moderators_show_a_hidden_text_again(stranger, new_story, moderators):
    story, (first, second) = new_story(), moderators
    flag(stranger, story)
    first.sign_in(), second.sign_in()
    assert settle(first, story, restore="").status_code == 302
    assert "one moderator would show it again" in second.client.get("/moderation/").content.decode()
    assert settle(first, story, restore="").status_code == 409
    assert standing(story) == Standing.HIDDEN
    assert settle(second, story, restore="").status_code == 302
    assert stranger.get(story.get_absolute_url()).status_code == 200
    assert settle(first, story, read="x" * 64, restore="").status_code == 409


def test_a_moderator_leaves_a_text_or_hides_it(stranger, new_story, moderators):
    story = new_story()
    flag(stranger, story, "unkind")
    moderators[0].sign_in()
    assert settle(moderators[0], story).status_code == 422
    assert settle(moderators[0], story, hide="").status_code == 302
    assert standing(story) == Standing.HIDDEN
    other = new_story()
    flag(stranger, other, "unkind", note="It mocks a colleague.")
    assert settle(moderators[0], other, no_action="").status_code == 302
    row = Flag.objects.get(submission=other)
    assert row.handled and not row.note and standing(other) == Standing.PUBLIC


def test_retracting_needs_a_reason_and_leaves_nothing_and_can_bar_the_voice(
    stranger, new_story, moderators, new_member
):
    author = new_member()
    story = new_story(by=author)
    flag(stranger, story, "advert")
    moderators[0].sign_in()
    assert settle(moderators[0], story, retract="").status_code == 422
    assert settle(moderators[0], story, retract="", reason="ID-1", bar="on").status_code == 422
    assert settle(moderators[0], story, restore="", reason="SP-1", bar="on").status_code == 422
    assert settle(moderators[0], story, retract="", reason="SP-1", bar="on").status_code == 302
    story.refresh_from_db()
    assert story.standing == Standing.RETRACTED and not story.public_html and story.wishes == []
    assert Voice.objects.get(story=story).barred
    assert stranger.get(story.get_absolute_url()).status_code == 410


def test_a_barred_keyring_reads_and_takes_back_and_writes_no_more(
    stranger, new_story, new_comment, new_member, moderators
):
    author = new_member()
    story, other = new_story(), new_story(by=author)
    advert = new_comment(story, by=author, text="Buy my course.")
    flag(stranger, advert, "advert")
    moderators[0].sign_in()
    settle(moderators[0], advert, retract="", reason="SP-1", bar="on")
    client = author.sign_in()
    refused = client.post("/tell/", cleared(begin=""))
    assert refused.status_code == 403 and "taking your texts back" in refused.content.decode()
    for address in (f"/stories/{story.ref}/reply/", f"/desk/text/{other.ref}/update/"):
        refused = client.get(address)
        assert refused.status_code == 403 and "taking your texts back" in refused.content.decode(), address
    refused = client.post("/tell/", cleared(title="Once more", happened="What I typed."))
    assert refused.status_code == 403 and "What I typed." in refused.content.decode()
    with pytest.raises(Exception, match="ended writing"):
        send(author, happened="Past the pages.")
    assert client.post(f"/desk/text/{other.ref}/edit/").status_code == 403
    assert client.get("/desk/").status_code == 200 and client.get("/stories/").status_code == 200
    assert client.post(f"/desk/text/{other.ref}/take-back/").status_code == 302
    assert standing(other) == Standing.WITHDRAWN
    assert new_member().sign_in().post("/tell/", cleared(begin="")).status_code == 200


def test_nobody_settles_flags_on_their_own_text_and_what_changed_meanwhile_is_not_settled(
    stranger, new_story, moderators, new_member
):
    own = new_story(by=moderators[0])
    flag(stranger, own)
    client = moderators[0].sign_in()
    assert own.ref not in client.get("/moderation/").content.decode()
    assert client.get(f"/moderation/flags/{own.ref}/").status_code == 404
    assert client.post(f"/moderation/flags/{own.ref}/", {"retract": "", "reason": "SP-1"}).status_code == 409
    assert moderators[1].sign_in().get(f"/moderation/flags/{own.ref}/").status_code == 200
    assert settle(moderators[1], own, read="0" * 64, retract="", reason="SP-1").status_code == 409
    assert standing(own) == Standing.HIDDEN
    assert new_member().sign_in().get(f"/moderation/flags/{own.ref}/").status_code == 403
