"""Letters of former clients: a section of their own, without names, where nobody explains or doubts."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from moderation import gate
from moderation.models import Submission
from moderation.states import Move, Standing
from stories import changing, letters, prompts, quotas, writing
from stories.forms import LetterForm
from stories.models import Story
from tests.conftest import LETTER, STORY, approve, cleared, send
from tests.promises.test_four_promises import every_value
from tests.stories.test_road import posted, write

pytestmark = pytest.mark.django_db

NAMED = "My therapist was called Bettina Kroll and she took a call."
NEEDED = "I needed him to look up once."
ENOUGH = "One sentence would have been enough."


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000", headers={"Sec-Fetch-Site": "same-origin"})


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def lend(letter, *wanted):
    """Its writer chooses these lines on the desk."""
    codes = {line: code for code, line in letters.lines(letter)}
    chosen = {"lines": [codes[line] for line in wanted]}
    return letter.by.sign_in().post(f"/desk/text/{letter.ref}/lines/", chosen)


def form_of_a_story(client):
    return client.post("/tell/", cleared(begin="")).content.decode()


def test_a_letter_stands_in_its_own_section_and_never_among_the_stories(stranger, new_letter, new_story):
    letter, story = new_letter(), new_story()
    assert LETTER["title"] in page(stranger, "/letters/") and STORY["title"] not in page(stranger, "/letters/")
    told = page(stranger, f"/letters/{letter.ref}/")
    assert "What I needed" in told and NEEDED in told and prompts.LETTER_RULE in told
    for address in ("/", "/stories/", "/stories/?q=dinner", f"/stories/{story.ref}/", "/feed/"):
        assert LETTER["title"] not in page(stranger, address)
    assert LETTER["title"] in page(stranger, "/letters/feed/") and STORY["title"] not in page(
        stranger, "/letters/feed/"
    )
    assert letter.ref not in page(stranger, "/sitemap.xml") and "/letters/<" in page(stranger, "/sitemap.xml")


def test_each_text_has_one_address_and_the_other_sections_leads_there(stranger, new_letter, new_story):
    letter, story = new_letter(), new_story()
    assert stranger.get(f"/stories/{letter.ref}/").url == f"/letters/{letter.ref}/"
    assert stranger.get(f"/letters/{story.ref}/").url == f"/stories/{story.ref}/"


def test_the_list_is_read_page_by_page_with_the_same_number_of_queries(stranger, new_letter, monkeypatch):
    monkeypatch.setattr("stories.reading.PER_PAGE", 2)
    titles = {new_letter(title=f"Letter {name}").public_title for name in ("one", "two", "three")}
    with CaptureQueriesContext(
        connection,
    ) as queries:
        first = page(stranger, "/letters/")
    assert len(queries) == 1
    assert sum(title in first for title in titles) == 2
    older = first.split('rel="next" href="')[1].split('"')[0]
    second = page(stranger, f"/letters/{older}")
    assert sum(title in second for title in titles) == 1 and 'rel="prev"' in second


def test_a_former_client_is_asked_three_questions_and_none_about_an_insurer(stranger):
    asked = page(stranger, "/letters/before/")
    assert "insurer" not in asked and "report" not in asked and asked.count("<fieldset") == 3
    stopped = stranger.post("/letters/before/", {"danger": "no", "claim": "yes", "near": "no"})
    assert stopped.status_code == 200
    assert "Your letter can wait" in stopped.content.decode() and "Candor" not in stopped.content.decode()
    clear = stranger.post("/letters/before/", {"danger": "no", "claim": "no", "near": "yes"}).content.decode()
    assert "Somebody may look at this device" in clear and 'action="/letters/write/"' in clear
    assert stranger.get("/letters/write/").url == "/letters/before/"


def test_what_was_cleared_for_a_story_opens_no_letter_and_the_other_way_round(stranger):
    assert stranger.post("/letters/write/", cleared(begin="")).url == "/letters/before/"
    assert stranger.post("/tell/", cleared("letter", begin="")).url == "/before/"


def test_one_prompt_is_enough_and_the_line_of_a_clinician_is_not_asked_for():
    values = LETTER | dict.fromkeys(prompts.LETTER, "") | {"attest": "on"}
    empty, one = LetterForm(values), LetterForm(values | {"to_know": "Look up."})
    assert empty.is_valid() and one.is_valid()
    assert [str(sentence) for _id, sentence in empty.missing()] == [
        "All four prompts are empty. One of them is enough."
    ]
    assert one.missing() == []
    assert not {"profession", "event", "harm", "disguise"} & set(one.fields)


def test_a_name_in_a_letter_cannot_be_kept_whatever_the_reason(new_member, moderators, no_hold):
    writer = new_member()
    values = posted(LETTER | {"was_done": NAMED}) | cleared("letter")
    address, check = write_letter(writer.sign_in(), values)
    told = check.content.decode()
    assert ">Bettina Kroll<" in told and "This cannot be kept, whatever the reason." in told
    sent = send(writer, "letter", was_done=NAMED, kept=[["was_done", "Bettina Kroll", "She would not mind."]])
    wording = sent.wordings.get()
    assert [finding.answer for finding in wording.findings.filter(category="NAME")] == ["open"]
    gate.take(wording, moderators[0].member.label)
    ticks = [str(finding.pk) for finding in wording.findings.all()]
    label = moderators[0].member.label
    with pytest.raises(ValueError, match="Names of people"):
        gate.decide(wording, Move.APPROVE, wording.digest, label=label, harm="some", allowed=ticks)


def write_letter(client, values):
    response = client.post("/letters/write/", {**values, "check": ""})
    assert response.status_code == 302, response.content.decode()
    return response.url, client.get(f"{response.url}")


def test_a_name_in_a_reply_to_a_letter_cannot_be_kept_either(new_member, new_letter):
    letter, peer = new_letter(), new_member()
    reply = {"text": NAMED, "reply_type": "thank", "speaks_as": "care"}
    _address, check = write(peer.sign_in(), reply, f"/stories/{letter.ref}/reply/")
    assert "This cannot be kept, whatever the reason." in check.content.decode()


def test_beside_a_reply_to_a_letter_no_reason_for_a_name_is_offered_while_one_writes(
    new_member, new_letter, new_story, new_comment
):
    """The form says which page it answers, new or an edit: the look beside it is as strict as the gate."""
    letter, story, peer = new_letter(), new_story(), new_member()
    edited = new_comment(letter, by=peer, text="I read this twice.", reply_type="acknowledge")
    client = peer.sign_in()
    again = client.post(f"/desk/text/{edited.ref}/edit/").url
    for address, kept in [
        (f"/stories/{letter.ref}/reply/", False),
        (f"/stories/{letter.ref}/reply/1/", False),
        (again, False),
        (f"/stories/{story.ref}/reply/", True),
    ]:
        hidden = dict(
            re.findall(r'<input type="hidden" name="(kind|ref|page|to)" value="([^"]*)"', page(client, address))
        )
        looked = client.post("/desk/look/", {**hidden, "text": NAMED}, headers={"Part": "looked"}).content.decode()
        assert ("This cannot be kept, whatever the reason." in looked) is not kept, address
        assert ("Why “Bettina Kroll” can stay" in looked) is kept, address


def test_a_name_in_a_story_may_still_be_kept_with_a_reason(new_member, new_story):
    reply = {"text": NAMED, "reply_type": "me_too", "speaks_as": "care"}
    _address, check = write(new_member().sign_in(), reply, f"/stories/{new_story().ref}/reply/")
    assert "Why “Bettina Kroll” can stay" in check.content.decode()


def test_under_a_letter_one_can_acknowledge_or_thank_and_nothing_else(new_member, new_letter):
    letter, peer, host = new_letter(), new_member(), new_member(is_host=True)
    address = f"/stories/{letter.ref}/reply/"
    form = page(peer.sign_in(), address)
    assert 'value="acknowledge"' in form and 'value="thank"' in form and prompts.LETTER_RULE in form
    assert not [key for key in prompts.REPLY_TYPES if f'value="{key}"' in form and key not in prompts.UNDER_A_LETTER]
    assert 'value="welcome"' in page(host.sign_in(), address)
    assert peer.client.post(address, {"text": "But he had a reason.", "reply_type": "challenge"}).status_code == 422
    with pytest.raises(gate.ForbiddenMove):
        send(peer, "comment", page=letter.ref, text="I am sorry.", reply_type="support", speaks_as="care")


def test_its_writer_answers_and_is_called_the_writer_of_the_letter(stranger, new_letter, new_comment):
    letter = new_letter()
    new_comment(letter, text="I read this twice.", reply_type="acknowledge")
    new_comment(letter, by=letter.by, text="That helps me.", to=1)
    told = page(stranger, f"/letters/{letter.ref}/")
    assert "Reply 1, acknowledgement" in told and "wrote this letter" in told
    assert "That helps me." in page(stranger, f"/stories/{letter.ref}/feed/")
    assert "That helps me." in page(stranger, f"/letters/{letter.ref}/from/1/")


def test_its_writer_closes_it_for_replies(stranger, new_letter):
    letter = new_letter()
    letter.by.sign_in().post(f"/desk/text/{letter.ref}/asking/", {"door": "closed"})
    assert "closed the door" in page(stranger, f"/letters/{letter.ref}/")
    assert stranger.get(f"/stories/{letter.ref}/reply/").status_code == 404


def test_a_letter_waits_for_its_hold_like_a_story_and_needs_harm_set(new_member, moderators):
    sent = send(new_member(), "letter")
    wording = sent.wordings.get()
    label = moderators[0].member.label
    gate.take(wording, label)
    with pytest.raises(ValueError, match="harm"):
        gate.decide(wording, Move.APPROVE, wording.digest, label=label)
    approve(sent, moderators)
    assert sent.standing == Standing.UNSEEN and sent.wordings.get().hold_until


def test_one_letter_waits_at_a_time(new_member):
    writer = new_member()
    send(writer, "letter")
    with pytest.raises(quotas.Refused, match="One letter of yours"):
        send(writer, "letter")
    send(writer)


def test_a_letter_that_was_not_read_yet_comes_back_as_a_draft_with_all_its_answers(new_member):
    writer = new_member()
    sent = send(writer, "letter", door="closed")
    row = changing.cancel(writer.keyring, sent)
    content = writing.find_draft(writer.keyring, row.pk)[1]
    assert content["kind"] == "letter" and content["values"]["door"] == "closed"
    assert content["values"]["i_needed"] == NEEDED


def test_a_letter_taken_back_leaves_a_tombstone_and_its_name_in_the_feed(stranger, new_letter):
    letter = new_letter()
    lend(letter, NEEDED)
    writing.take_back(letter.by.keyring, letter)
    gone = page(stranger, f"/letters/{letter.ref}/", 410)
    assert "Letter" in gone and "Go to the letters" in gone
    assert "deleted-entry" in page(stranger, "/letters/feed/") and "deleted-entry" not in page(stranger, "/feed/")
    assert Story.objects.get(pk=letter.pk).lent == ""
    assert not [value for _table, _column, value in every_value() if "look up once" in value]


# Lines that stand beside "What I did next"


def test_a_writer_lends_two_lines_and_every_author_sees_them_with_where_they_are_from(stranger, new_letter, new_member):
    letter = new_letter()
    assert "What somebody on the other side needed" not in form_of_a_story(stranger)
    assert lend(letter, NEEDED, ENOUGH).status_code == 302
    for client in (stranger, new_member().sign_in()):
        form = form_of_a_story(client)
        assert NEEDED in form and ENOUGH in form and f"/letters/{letter.ref}/" in form
    assert lend(letter).status_code == 302
    assert NEEDED not in form_of_a_story(stranger)


def test_three_lines_and_lines_of_ones_own_making_are_refused(new_letter):
    letter = new_letter()
    three = [line for _code, line in letters.lines(letter)][:3]
    assert len(three) == 3 and lend(letter, *three).status_code == 422
    client = letter.by.sign_in()
    assert client.post(f"/desk/text/{letter.ref}/lines/", {"lines": ["Buy my book."]}).status_code == 422
    assert Story.objects.get(pk=letter.pk).lent == ""


def test_nobody_else_lends_a_line_and_no_story_has_any(new_letter, new_story, new_member):
    letter, story = new_letter(), new_story()
    code = letters.lines(letter)[0][0]
    assert new_member().sign_in().post(f"/desk/text/{letter.ref}/lines/", {"lines": [code]}).status_code == 404
    assert story.by.sign_in().post(f"/desk/text/{story.ref}/lines/", {"lines": []}).status_code == 404


@pytest.mark.parametrize("how", ["hidden", "taken back", "retracted"])
def test_its_lines_are_gone_in_the_same_transaction_as_the_letter(stranger, new_letter, moderators, how):
    letter = new_letter()
    lend(letter, NEEDED)
    assert NEEDED in form_of_a_story(stranger)
    if how == "hidden":
        gate.flag(letter, "me")
    elif how == "taken back":
        writing.take_back(letter.by.keyring, letter)
    else:
        gate.settle_flags(letter, Move.RETRACT, label=moderators[0].member.label, reason="LG-1")
    assert letters.lent_today() is None and NEEDED not in form_of_a_story(stranger)


def test_a_line_is_stored_as_a_code_and_an_edit_that_changes_it_takes_it_away(new_letter, moderators):
    letter = new_letter()
    lend(letter, NEEDED)
    lent = Story.objects.get(pk=letter.pk).lent
    assert len(lent) == 32 and NEEDED not in json.dumps(lent)
    by = letter.by
    content = {"kind": "letter", "ref": letter.ref, "values": LETTER | {"i_needed": "I needed nothing of him."}}
    approve(writing.send(by.keyring, writing.new_draft(by.keyring, content), content), moderators)
    assert letters.lent_today() is None


def test_the_lines_change_with_the_day_and_are_the_same_for_everybody(new_letter, time_machine):
    for number in range(3):
        lend(new_letter(title=f"Letter {number}"), NEEDED)
    shown = []
    for day in range(6):
        time_machine.move_to(f"2027-03-{day + 1:02d} 12:00")
        with CaptureQueriesContext(connection) as queries:
            shown.append(letters.lent_today()[0].public_title)
        assert len(queries) == 2
    assert len(set(shown)) == 3 and shown[:3] == shown[3:]


def test_no_name_or_heading_is_among_the_lines_that_can_be_lent(new_letter):
    told = [
        line for _code, line in letters.lines(new_letter(would_help="Yes. **One word**, then.\n\n- A list & more\n"))
    ]
    assert "What I needed" not in told and "Yes." not in told
    assert "One word, then." in told
    assert all("<" not in line and "&amp;" not in line for line in told)


def test_what_a_letters_writer_holds_says_which_lines_are_shown(new_letter):
    letter = new_letter()
    lend(letter, NEEDED)
    told = letter.by.client.post("/desk/export/").json()
    assert [text["lines that authors may see"] for text in told["texts"]] == [[NEEDED]]
    assert Submission.objects.filter(kind="letter").count() == 1
