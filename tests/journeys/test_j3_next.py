"""J3: an author comes back to a story in the library and says what happened next."""

import re

import pytest
from django.utils import timezone

from stories.models import Story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

TOLD = "On Thursday 12 May, in Harrogate, I said that the letter was mine."
ADVICE = "You could ask her what the letter was like for her. It is never too late for that."
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
            person.tick(tick)
        person.choose("Harm", "some")
        person.press("Approve")


def advise(peer, story, moderator, member):
    """A second person answers with advice, is told that nobody asked for it, and sends it all the same."""
    peer.sign_in(member.words)
    peer.go(f"/stories/{story.ref}/reply/")
    peer.fill("Your reply", ADVICE)
    peer.tick("Support")
    peer.tick("works or trains in care")
    peer.press("Check my text")
    peer.sees("The author has not asked for advice.")
    peer.press("Check my text")
    peer.press("Send it to the moderators")
    moderator.go("/moderation/")
    moderator.sees("advice not asked for")
    moderator.press("Take ")
    moderator.press("Read the text")
    moderator.sees("Noticed in it")
    moderator.press("Approve")
    peer.page.reload()
    peer.sees("Kept aside: a moderator approved it")


def test_j3_a_step_on_the_ladder_is_made_milder_read_and_stands_on_top(
    somebody, new_member, new_story, moderators, tmp_path
):
    story = new_story(title="The letter that I did not own up to", wishes=["just_listen"])
    peer, moderator = somebody(), somebody().sign_in(moderators[0].words)
    advise(peer, story, moderator, new_member())

    # 1 Returns by return words, to the story's own page on the desk.
    author, reader = somebody(), somebody()
    author.sign_in(story.by.words)
    author.press("The letter that I did not own up to")
    desk = author.page.url
    with author.page.expect_download() as download:
        author.hit(author.page.get_by_role("button", name="Save the three days"))
    assert download.value.suggested_filename == "reminder.ics"
    download.value.save_as(tmp_path / "reminder.ics")
    file = (tmp_path / "reminder.ics").read_text()
    assert file.count("SUMMARY:Appointment") == 3 and "allible" not in file and author.address not in file

    # 2 Opens the ladder, ticks, writes a line that holds a weekday and a town.
    author.press("Add what happened next")
    author.sees("A letter or a voicemail can itself break privacy")
    author.tick(author.page.get_by_label("Told the client", exact=True))
    author.fill("How did you say it", TOLD)
    author.fill("What happened next", HEARD)
    author.press("Check my text")

    # 3 The screening lights both; she generalises: one by a tap, one by hand.
    assert author.finding("Harrogate").count() == 1
    lit = author.page.locator(".marked mark").all_inner_texts()
    assert any("Thursday" in words for words in lit), lit
    author.press(author.finding("Harrogate").locator("button[name=milder]"))
    assert "Harrogate" not in author.page.get_by_role("main").inner_text()
    author.press("Go on writing")
    line = author.page.get_by_label("How did you say it")
    assert author.page.get_by_label("Told the client", exact=True).is_checked()
    author.fill(line, "In our next session I said that the letter was mine.")
    author.press("Check my text")
    author.press("Send it to the moderators")
    author.sees("Waiting for a reader.")
    reader.go(f"/stories/{story.ref}/")
    assert "What happened next" not in reader.page.content()

    # 4 A moderator reads tick and words, and approves.
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

    # 6 Other wishes, at once and without the gate; the advice that was kept aside is now hers to release.
    author.go(desk)
    assert not author.page.get_by_role("region", name="Kept aside for you").count()
    author.hit(author.page.get_by_text("Ask for something else"))
    author.tick("Just listen", on=False)
    author.tick("Help me repair it")
    author.choose("Replies", "open")
    author.press("Change what I ask")
    author._look()
    aside = author.page.get_by_role("region", name="Kept aside for you")
    author.hit(aside.get_by_text("Reply 1 of 1"))
    assert ADVICE in aside.inner_text()
    reader.go(f"/stories/{story.ref}/")
    reader.sees("The author would like help to repair it.")
    reader.press("Reply to the story")
    assert Story.objects.get(pk=story.pk).wishes == ["repair"]
    reader.go(f"/stories/{story.ref}/")
    assert "what the letter was like for her" not in reader.page.content()

    # 7 Releases it; it gets its number now, and the replier's page says so.
    author.press("Let it appear")
    assert not author.page.get_by_role("region", name="Kept aside for you").count()
    reader.go(f"/stories/{story.ref}/")
    assert ADVICE in reader.page.locator("#reply-1").inner_text()
    peer.page.reload()
    peer.sees("The author asked for advice, and let it appear.")
    assert reader.context.cookies() == [] or all("session" not in cookie["name"] for cookie in reader.context.cookies())
