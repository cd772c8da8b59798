"""J6: somebody who only read writes a reply, and gets return words in the middle of it."""

import pytest

from tests.conftest import STORY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

REPLY = "I forgot a whole session once, and said so the week after."


def test_j6_a_reader_without_words_replies_and_the_reply_appears(somebody, moderators, new_story):
    story = new_story()
    peer, moderator = somebody(), somebody().sign_in(moderators[0].words)
    peer.go("/stories/")
    peer.press(STORY["title"])
    peer.sees("Nobody has answered yet.")
    assert peer.context.cookies() == []

    # The form is open to everybody; what it asks for is said when the text is checked, and nothing is lost.
    peer.press("Reply to the story")
    peer.sees("The author would like to hear if you have been there.")
    peer.page.get_by_label("Your reply").fill(REPLY)
    peer.page.get_by_label("Me too").check()
    peer.page.get_by_label("works or trains in care").check()
    peer.press("Check my text", status=422)
    peer.sees("Please type your six return words.")
    assert peer.page.get_by_label("Your reply").input_value() == REPLY
    peer.page.get_by_text("I have none yet").click()
    peer.words = peer.page.locator(".door__made").inner_text()
    assert len(peer.words.split()) == 6
    peer.page.get_by_label("Your return words").fill(peer.words + "q")
    peer.press("Check my text", status=422)
    peer.sees("Is it a slip of the pen?")
    assert peer.page.get_by_label("Your reply").input_value() == REPLY
    assert peer.page.locator(".door__made").text_content() == peer.words
    peer.page.get_by_label("Your return words").fill(peer.words.replace(" ", ", "))
    peer.press("Check my text")
    assert REPLY in peer.page.locator(".marked").inner_text()
    peer.press("Send it to the moderators")
    peer.sees("Waiting for a reader.")

    reader = somebody()
    reader.go(story.get_absolute_url())
    assert REPLY not in reader.page.content()
    moderator.go("/moderation/")
    moderator.press("Take ")
    moderator.press("Read the text")
    moderator.sees(REPLY)
    moderator.press("Approve")

    reader.go(story.get_absolute_url())
    reply = reader.page.locator("#reply-1")
    assert "Reply 1, me too" in reply.inner_text() and REPLY in reply.inner_text()
    assert len(reply.locator(".pen-name").inner_text().split()) >= 2
    assert "works or trains in care" in reply.inner_text()
    assert reader.context.cookies() == []

    # The words open the same desk again.
    again = somebody().sign_in(peer.words)
    again.sees("In the library.")
