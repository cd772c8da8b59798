"""Somebody thinks a text may be about them: six words, a page on which they wish, and a moderator who answers."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import NARROW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def look(somebody):
    """On a narrow screen, in light and in dark: no sideways scrolling; with scripts, nothing that axe objects to."""
    page = somebody.page
    size = page.viewport_size
    page.set_viewport_size(NARROW)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], page.url
        if not somebody.scripts:  # axe is one
            continue
        somebody.deaf = True  # axe sets styles of its own, which the policy refuses aloud
        results = Axe().run(page)
        page.evaluate("1")
        somebody.deaf = False
        assert results.violations_count == 0, f"{page.url} in {scheme}\n{results.generate_report()}"
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size)


def flagged(somebody, story, label):
    """Their six words, kept as a canary of what may be left nowhere."""
    somebody.go(f"/stories/{story.ref}/flag/")
    somebody.tick(label)
    somebody.press("Send the flag")
    look(somebody)
    somebody.words = " ".join(somebody.page.locator(".words li").all_inner_texts())
    somebody.press("Go to the private page")


def opens(somebody):
    somebody.go("/answer/")
    somebody.fill("Your six words", somebody.words)
    somebody.press("Open the page")


def test_this_may_be_me_is_answered_and_stays_hidden_as_wished(somebody, moderators, new_story):
    story = new_story()
    client = somebody()
    flagged(client, story, "This may be me")
    look(client)
    client.press("Open the page", status=422)
    client.sees("Please type the six words")
    look(client)
    opens(client)
    client.sees("Nobody has answered yet.")
    look(client)
    client.fill("A word to the moderator, if you like", "I am the client in this.")
    client.press("Send", status=422, exact=True)
    client.sees("Please leave out who you are")
    look(client)
    client.fill("A word to the moderator, if you like", "It is the weekday, most of all.")
    client.tick("It should stay out of sight")
    client.press("Send", exact=True)
    client.sees("It is the weekday, most of all.")
    assert client.context.cookies() == []

    desk = somebody().sign_in(moderators[0].words)
    desk.go("/moderation/")
    desk.sees("waits for an answer")
    desk.press(f"Story {story.ref}")
    desk.sees("It should stay out of sight.")
    look(desk)
    desk.press("Show it again", status=422)
    desk.press("Answer them")
    look(desk)
    desk.fill("Your words", "It stays hidden. Its writer is asked to change more.")
    desk.press("Send")

    opens(client)
    client.sees("Sam, a moderator")
    client.sees("It stays hidden. Its writer is asked to change more.")
    look(client)
    client.press("Close this page")
    client.sees("This page is closed and erased on")
    client.go(f"/stories/{story.ref}/", status=404)


def test_a_notice_gets_a_receipt_a_reasoned_decision_and_one_appeal(somebody, moderators, new_story):
    story = new_story()
    reader = somebody()
    flagged(reader, story, "It is unlawful")
    for moderator, button in zip(moderators, ("Leave it as it is", "Hide it for now"), strict=True):
        desk = somebody().sign_in(moderator.words)
        desk.go(f"/moderation/flags/{story.ref}/")
        desk.choose("Reason", "LG-3" if "Leave" in button else "LG-2")
        desk.press(button)
        opens(reader)
        look(reader)
        if "Leave" in button:
            reader.sees("Reason LG-3: not unlawful, as far as we can see.")
            reader.press("Ask for another moderator")
            reader.sees("You asked for another moderator")
    reader.sees("It is out of sight for now.")
    assert reader.page.get_by_role("button", name="Ask for another moderator").count() == 0
