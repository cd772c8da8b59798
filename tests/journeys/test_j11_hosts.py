"""J11, the host's part: a story that waits too long is marked on the board, is answered, and leaves it."""

import pytest

from stories import prompts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

TITLE = "I left the letter on my desk"
ANSWER = "I read how long you looked for it. Thank you for saying that you did not tell her at first."


def test_j11_a_host_sees_who_waits_too_long_and_answers(somebody, moderators, new_member, new_story):
    story = new_story(title=TITLE, newcomer=True)
    owner = somebody().sign_in(new_member(is_owner=True).words)
    host = somebody().sign_in(new_member(is_host=True).words)
    moderator = somebody().sign_in(moderators[0].words)
    navigation = {"within": host.page.get_by_role("navigation", name="Main")}

    # The owner's limit is not over; then the owner lets nobody wait.
    host.press("Hosts", **navigation)
    host.sees(TITLE)
    host.sees("First time here")
    assert not host.page.locator(".board__item--late").count()
    owner.go("/owner/")
    owner.fill("Hours in which a story should have its first answer", "0")
    owner.press("Save the settings")
    host.go("/hosts/")
    late = host.page.locator(".board__item--late")
    assert TITLE in late.inner_text() and "Past" in late.inner_text()
    assert late.evaluate("row => getComputedStyle(row).borderInlineStartWidth") == "4px"

    # The guide, and three questions beside an empty box.
    host.press("How to host a conversation")
    host.sees("What a first answer is")
    host.press("Who waits for an answer")
    host.press("Answer")
    for question in prompts.HOST_QUESTIONS:
        host.sees(question)
    box = host.page.get_by_label("Your reply")
    assert box.input_value() == ""
    host.fill(box, ANSWER)
    host.tick("Welcome from a host")
    host.tick("welcomes as a host")
    host.press("Check my text")
    host.press("Send it to the moderators")
    host.go("/hosts/")
    host.sees("You have answered. A moderator reads it before it appears.")

    moderator.go("/moderation/")
    moderator.press("Take ")
    moderator.press("Read the text")
    moderator.sees(ANSWER)
    moderator.press("Approve")

    host.go("/hosts/")
    host.sees("Everybody has been answered.")
    reader = somebody()
    reader.go(story.get_absolute_url())
    assert "welcome from a host" in reader.page.locator("#reply-1").inner_text()
    reader.sees(ANSWER)
    owner.go("/moderation/house/")
    owner.sees("Every story has been answered.")
