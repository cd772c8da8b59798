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
    peer.fill("Your reply", REPLY)
    peer.tick("Me too")
    peer.tick("works or trains in care")
    peer.press("Check my text", status=422)
    peer.sees("Please type your six return words.")
    assert peer.page.get_by_label("Your reply").input_value() == REPLY
    peer.hit(peer.page.get_by_text("I have none yet"))
    peer.words = peer.page.locator(".door__made").inner_text()
    assert len(peer.words.split()) == 6
    peer.fill("Your return words", peer.words + "q")
    peer.press("Check my text", status=422)
    peer.sees("Is it a slip of the pen?")
    assert peer.page.get_by_label("Your reply").input_value() == REPLY
    assert peer.page.locator(".door__made").text_content() == peer.words
    peer.fill("Your return words", peer.words.replace(" ", ", "))
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


ADVICE = "You should talk to your supervisor about this before you see her again."
SUPPORT = "Thank you for telling this. I have been there, and you are not alone."
WELCOME = "I am glad that you found the way to this page, and that you stayed to answer."


def test_j6_a_peer_rewords_advice_and_a_host_welcomes_them(somebody, moderators, new_member, new_story):
    story = new_story(wishes=["just_listen"], want="Please only listen.")
    peer, moderator = somebody(), somebody().sign_in(moderators[0].words)
    host = somebody().sign_in(new_member(is_host=True).words)

    # 1 One press, no account, no cookie, nothing written in the browser.
    peer.go(story.get_absolute_url())
    peer.press("I did this too")
    peer.sees("You said “I did this too” under")
    assert peer.context.cookies() == [] and not peer.context.storage_state()["origins"]
    if peer.scripts:
        assert peer.page.evaluate("indexedDB.databases().then(all => all.length)") == 0
        assert peer.page.evaluate("localStorage.length + sessionStorage.length") == 0
    peer.go("/")
    peer.sees("Nobody has answered yet")
    peer.go(story.get_absolute_url())
    peer.sees("One press, without words or a name.")

    # 2, 3 The wish stands above the box, in a sentence and in the author's words; only two types fit.
    peer.press("Reply to the story")
    peer.sees("The author asks you just to listen.")
    peer.sees("Please only listen.")
    assert peer.page.get_by_label("Kind of reply").or_(peer.page.locator("[name=reply_type]")).count() == 2
    peer.fill("Your reply", f"{SUPPORT} {ADVICE}")
    peer.tick("Support")
    peer.tick("works or trains in care")
    peer.tick("I am new here")
    peer.hit(peer.page.get_by_text("I have none yet"))
    peer.words = peer.page.locator(".door__made").inner_text()
    peer.fill("Your return words", peer.words)

    # 4 Told that it would be kept aside, with the sentence and why; the text is still there. Reworded, it goes on.
    peer.press("Check my text")
    peer._look()
    told = peer.page.get_by_role("region", name="Before you send it")
    assert told.locator("q").all_inner_texts() == [ADVICE]
    assert "The author has not asked for advice." in told.inner_text() and "kept aside" in told.inner_text()
    assert peer.page.get_by_label("Your reply").input_value() == f"{SUPPORT} {ADVICE}"
    peer.fill("Your reply", SUPPORT)
    peer.press("Check my text")
    assert not peer.page.get_by_role("region", name="Before you send it").count()
    peer.press("Send it to the moderators")
    peer.sees("Waiting for a reader.")

    # 5, 6 Read and approved, it appears under a pen name of this thread; a host sees who is new, and welcomes them.
    host.go("/hosts/")
    assert "First time here" not in host.page.content()
    _approve(moderator)
    host.go("/hosts/")
    host.sees("First time here")
    host.press("Answer reply 1 under")
    host.fill("Your reply", WELCOME)
    host.tick("Welcome from a host")
    host.tick("welcomes as a host")
    host.press("Check my text")
    host.press("Send it to the moderators")
    _approve(moderator)
    reader = somebody()
    reader.go(story.get_absolute_url())
    assert SUPPORT in reader.page.locator("#reply-1").inner_text()
    assert "Reply 2, to reply 1, welcome from a host" in reader.page.locator("#reply-2").inner_text()

    # 7 The next day the peer comes back: what is new since reply 1 can be asked for; their own is not new to them.
    again = somebody().sign_in(peer.words)
    again.sees("In the library.")
    again.go(f"{story.get_absolute_url()}?after=0")
    assert again.page.locator(".reply--new").count() == 1
    assert WELCOME in again.page.locator(".reply--new").inner_text()
    reader.go(f"{story.get_absolute_url()}?after=0")
    assert reader.page.locator(".reply--new").count() == 2


def _approve(moderator):
    moderator.go("/moderation/")
    moderator.press("Take ")
    moderator.press("Read the text")
    assert not moderator.page.get_by_role("region", name="Noticed in it").count()
    moderator.press("Approve")
