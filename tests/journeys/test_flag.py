"""A reader flags a story without an account; two moderators show it again; its author takes it back by receipt."""

import pytest

from tests.conftest import STORY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_a_flag_hides_two_moderators_show_and_a_receipt_takes_back(somebody, moderators, new_member, new_story):
    author = new_member()
    story = new_story(by=author)
    reader = somebody()
    reader.go(story.get_absolute_url())
    reader.press("Flag this story")
    reader.press("Send the flag", status=422)
    reader.sees("Please choose one of these.")
    reader.tick("I recognise this case")
    reader.fill("A note to the moderators", "This is Bettina Kroll.")
    reader.press("Send the flag", status=422)
    reader.sees("This could tell who somebody is: “Bettina Kroll”.")
    assert reader.page.get_by_label("I recognise this case").is_checked()
    reader.fill("A note to the moderators", "")
    reader.press("Send the flag")
    reader.sees("The moderators will see your flag.")
    assert reader.context.cookies() == []

    for moderator, status in zip(moderators, ("Hidden", "One moderator would show it again"), strict=True):
        browser = somebody().sign_in(moderator.words)
        browser.go("/moderation/")
        assert STORY["title"] not in browser.page.content()
        browser.press(f"Story {story.ref}")
        browser.sees(status)
        browser.sees("I recognise this case")
        browser.press("Show it again")
    reader.go(story.get_absolute_url())

    desk = somebody().sign_in(author.words)
    desk.press(STORY["title"])
    with desk.page.expect_download() as download:
        desk.hit(desk.page.get_by_role("button", name="Save a receipt"))
    assert download.value.suggested_filename == "notes.txt"
    receipt = download.value.path().read_text()
    desk.press("Show it here")
    desk.sees(receipt.splitlines()[1])

    reader.press("Take a text back", within=reader.page.get_by_role("navigation", name="About this site"))
    reader.fill("The ten letters and the twelve words", "I forgot")
    reader.press("Take it back for good", status=422)
    reader.sees("A receipt is one group of ten letters, then twelve words.")
    reader.fill("The ten letters and the twelve words", receipt)
    reader.press("Take it back for good")
    reader.sees("If this receipt fits a text, it has been taken back.")
    assert reader.context.cookies() == []
    story.refresh_from_db()
    assert story.standing == "withdrawn"
