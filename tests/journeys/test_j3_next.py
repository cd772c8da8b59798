"""J3: an author comes back to a story in the library and says what happened next."""

import re

import pytest
from django.utils import timezone

from stories.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

TOLD = "On Thursday 12 May, in Harrogate, I said that the letter was mine."
HEARD = "She was quiet, then asked me to read it to her."


def approve(moderator, moderators, somebody):
    """Read what waits until it is approved: some of it needs a second person."""
    for person in (moderator, somebody().sign_in(moderators[1].words)):
        person.go("/moderation/")
        if not person.page.get_by_role("button", name="Take ").count():
            return
        person.press("Take ")
        person.press("Read the text")
        for tick in person.page.get_by_label("This may stand").all():
            tick.check()
        person.page.get_by_label("Harm").select_option("some")
        person.press("Approve")


def test_j3_a_step_on_the_ladder_is_made_milder_read_and_stands_on_top(somebody, new_story, moderators, tmp_path):
    story = new_story(title="The letter that I did not own up to", door="later", wishes=["just_listen"])

    # 1 Returns by return words, to the story's own page on the desk.
    author, reader = somebody(), somebody()
    author.sign_in(story.by.words)
    author.press("The letter that I did not own up to")
    desk = author.page.url
    with author.page.expect_download() as download:
        author.page.get_by_role("button", name="Save the three days").click()
    assert download.value.suggested_filename == "reminder.ics"
    download.value.save_as(tmp_path / "reminder.ics")
    file = (tmp_path / "reminder.ics").read_text()
    assert file.count("SUMMARY:Appointment") == 3 and "allible" not in file and author.address not in file

    # 2 Opens the ladder, ticks, writes a line that holds a weekday and a town.
    author.press("Add what happened next")
    author.sees("A letter or a voicemail can itself break privacy")
    author.page.get_by_label("Told the client", exact=True).check()
    author.page.get_by_label("How did you say it").fill(TOLD)
    author.page.get_by_label("What happened next").fill(HEARD)
    author.press("Check my text")

    # 3 The screening lights both; she generalises: one by a tap, one by hand.
    assert author.finding("Harrogate").count() == 1
    lit = author.page.locator(".marked mark").all_inner_texts()
    assert any("Thursday" in words for words in lit), lit
    author.finding("Harrogate").locator("button[name=milder]").first.click()
    author.page.wait_for_load_state()
    assert "Harrogate" not in author.page.get_by_role("main").inner_text()
    author.press("Go on writing")
    line = author.page.get_by_label("How did you say it")
    assert author.page.get_by_label("Told the client", exact=True).is_checked()
    line.fill("In our next session I said that the letter was mine.")
    author.press("Check my text")
    author.press("Send it to the moderators")
    author.sees("Waiting for a reader.")
    reader.go(f"/stories/{story.ref}/")
    assert "What happened next" not in reader.page.content()

    # 4 A moderator reads tick and words, and approves.
    moderator = somebody().sign_in(moderators[0].words)
    approve(moderator, moderators, somebody)

    # 5 It stands on top, dated by month; the secret feed has it, and no day.
    month = f"{timezone.localdate():%B %Y}"
    reader.go(f"/stories/{story.ref}/")
    text = reader.page.get_by_role("main").inner_text()
    assert re.search(rf"What happened next\s*·?\s*{month}", text)
    assert "Told the client. In our next session I said that the letter was mine." in text
    assert text.index(HEARD) < text.index("A client told me something important")
    assert "Harrogate" not in text and "Thursday" not in text
    author.go(desk)
    author.press("Follow it by feed")
    author.press("Make an address")
    address = re.search(r"/feed/voice/[\w-]+/", author.page.content())[0]
    feed = reader.context.request.get(reader.address + address).text()
    assert f"What happened next, {month}" in feed and HEARD in feed
    assert f"{timezone.localdate()}T" not in feed or timezone.localdate().day == 1

    # 6, as far as it goes without replies that were kept aside: other wishes, at once and without the gate.
    author.go(desk)
    author.page.get_by_text("Ask for something else").click()
    author.page.get_by_label("Just listen").uncheck()
    author.page.get_by_label("Help me repair it").check()
    author.page.get_by_label("Replies").select_option("open")
    author.press("Change what I ask")
    reader.go(f"/stories/{story.ref}/")
    reader.sees("The author would like help to repair it.")
    reader.press("Reply to the story")
    assert Story.objects.get(pk=story.pk).wishes == ["repair"]
    assert reader.context.cookies() == [] or all("session" not in cookie["name"] for cookie in reader.context.cookies())
