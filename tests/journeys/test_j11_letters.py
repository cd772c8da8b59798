"""J11: a former client writes from the other side, is heard, and lends two lines to those who write stories."""

import pytest
from playwright.sync_api import expect

from moderation import nights
from stories import prompts
from tests.conftest import approve, send

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

NEEDED = "I needed one sentence that was not about the clock."
WISH = "Please look up when somebody stops in the middle of a word."
HEARD = "I read this twice. You waited, and nobody looked up."


def test_j11_a_former_client_writes_without_names_and_lends_two_lines(
    somebody, moderators, new_member, no_hold, tmp_path
):
    writer, moderator = somebody(), somebody().sign_in(moderators[0].words)

    # 1 She reads how names are treated, and writes with two prompts.
    writer.go("/")
    writer.press("From the other side", within=writer.page.get_by_role("navigation", name="Main"))
    writer.sees("No letter carries the name of a person, a clinic or a court.")
    writer.press("Write a letter")
    writer.answer(kind="letter", claim=True)
    writer.sees("Your letter can wait.")
    writer.go("/letters/before/")
    writer.answer(kind="letter")
    writer.sees("The person you write about.")
    writer.press("I have read this")
    writer.sees("A letter here starts no complaint")
    form = writer.page
    writer.fill("Title", "The clock on the wall")
    writer.fill(form.locator("#id_i_needed"), NEEDED)
    writer.fill(form.locator("#id_to_know"), f"My therapist Bettina Kroll never looked up. {WISH}")
    writer.tick("I was cared for")
    writer.hit(form.get_by_text("I have none yet"))
    writer.words = form.locator(".door__made").inner_text()
    writer.fill("Your return words", writer.words)
    writer.press("Check my text")

    # 2 The screening lights the name; it cannot be kept, so she replaces it.
    finding = writer.finding("Bettina Kroll")
    assert "This cannot be kept, whatever the reason." in finding.inner_text()
    assert finding.get_by_role("textbox").count() == 0
    writer.press(finding.get_by_role("button"))
    assert "Bettina" not in writer.page.locator(".marked").inner_text()
    writer.press("Send it to the moderators")
    writer.sees("Waiting for a reader.")

    # 3 A moderator approves.
    moderator.go("/moderation/")
    moderator.press("Take ")
    moderator.press("Read the text")
    moderator.sees(NEEDED)
    moderator.choose(moderator.page.locator("#id_harm"), "some")
    moderator.press("Approve")
    reader = somebody()
    reader.go("/letters/")
    reader.press("The clock on the wall")
    reader.sees(WISH)
    reader.sees(prompts.LETTER_RULE)
    address = reader.page.url
    ref = address.rstrip("/").split("/")[-1]
    reader.go("/stories/")
    assert "The clock on the wall" not in reader.page.content()

    # 5 A clinician would explain: only acknowledgement and thanks are offered.
    clinician = somebody().sign_in(new_member().words)
    clinician.go(address)
    clinician.press("Reply to the letter")
    types = clinician.page.get_by_role("group", name="Kind of reply").get_by_role("radio")
    assert [one.get_attribute("value") for one in types.all()] == ["acknowledge", "thank"]
    clinician.sees(prompts.LETTER_RULE)
    host = new_member(is_host=True)
    approve(send(host, "comment", page=ref, text=HEARD, reply_type="welcome", speaks_as="host"), moderators)

    # 6 She comes back with her words, sees on the desk what is new, and chooses two lines.
    writer.sign_out()
    writer.sign_in(writer.words)
    assert writer.page.title() == "(new) My desk · Fallible"
    writer.press("New replies")
    writer.sees(HEARD)
    writer.go("/desk/")
    writer.press("I have seen this")
    assert writer.page.title() == "My desk · Fallible"
    writer.press("The clock on the wall")
    writer.hit(writer.page.get_by_text("Choose up to two lines"))
    writer.tick(NEEDED)
    writer.tick(WISH)
    writer.press("Show these lines")

    # 7 Somebody who begins a story sees them beside "What I did next".
    author = somebody()
    author.go("/")
    author.press("Tell a story")
    author.answer()
    author.press("I have read this")
    beside = author.page.get_by_role("complementary", name="What somebody on the other side needed")
    assert NEEDED in beside.inner_text() and WISH in beside.inner_text()
    author.press("From a letter of a former client", within=beside)
    author.sees("The clock on the wall")

    # She takes her letter back, and the lines go with it.
    writer.press("Take it back")
    writer.sees("The replies under it leave the site with it.")
    writer.press("Take it back for good")
    author.go(address, status=410)
    author.press("Go to the letters")
    author.press("Tell a story", within=author.page.get_by_role("navigation", name="Main"))
    author.answer()
    author.press("I have read this")
    assert NEEDED not in author.page.content()


def test_somebody_who_is_watched_is_warned_and_shown_the_way_out(somebody):
    writer = somebody()
    writer.go("/letters/before/")
    writer.answer(kind="letter", near=True)
    writer.sees("Somebody may look at this device")
    assert writer.context.cookies() == [] or {cookie["name"] for cookie in writer.context.cookies()} == {"form"}


DISPUTES = "I'm sure your therapist meant well."
NAMES = "I am sorry. I know Bettina Kroll."


def test_a_reply_that_disputes_a_letter_is_told_once_and_then_waits_for_a_moderator(
    somebody, moderators, new_member, new_letter
):
    letter = new_letter()
    peer, moderator = somebody().sign_in(new_member().words), somebody().sign_in(moderators[0].words)
    peer.go(f"/letters/{letter.ref}/")
    peer.press("Reply to the letter")
    form = peer.page
    peer.fill("Your reply", NAMES)
    if peer.scripts:
        item = form.locator("#seen-text .findings__item")
        expect(item).to_contain_text("This cannot be kept, whatever the reason.", timeout=20_000)
        expect(item.get_by_role("textbox")).to_have_count(0)
    peer.tick("Acknowledgement")
    peer.tick("works or trains in care")
    peer.press("Check my text")
    finding = peer.finding("Bettina Kroll")
    assert "This cannot be kept, whatever the reason." in finding.inner_text()
    assert finding.get_by_role("textbox").count() == 0

    # She takes the name out and disputes instead: she is told once, with her sentence, and sends it all the same.
    peer.press("Go on writing")
    peer.fill("Your reply", f"Thank you for your letter. {DISPUTES}")
    peer.press("Check my text")
    told = form.locator("#noticed")
    assert told.locator("q").all_inner_texts() == [DISPUTES]
    assert "Nobody explains, defends or doubts" in told.inner_text() and "You are asked once." in told.inner_text()
    peer.press("Check my text")
    peer.press("Send it to the moderators")
    peer.sees("Waiting for a reader.")

    # It waits, with its notice, for somebody to read it, and no night publishes it.
    moderator.go("/moderation/")
    moderator.sees("TN-4: may dispute")
    assert nights.publish_ready() == 0
    reader = somebody()
    reader.go(f"/letters/{letter.ref}/")
    assert DISPUTES not in reader.page.content()
    moderator.press("Take ")
    moderator.press("Read the text")
    moderator.sees(DISPUTES)
    moderator.sees("It may dispute a client's account (TN-4).")
