"""J2: a story comes back with a reason, is changed, read again, held, and appears."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from forum.models import House

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

TITLE = "I promised a letter and sent another"
TOWN = "She runs the only bakery in Alfriston, and her twins play in the village band."
PASSAGES = {
    "happened": f"I sent a letter that I had promised not to send. {TOWN}",
    "noticed": "She told me herself, a week later, standing at the door.",
    "want": "Tell me if you have been there.",
}
MILDER = "She works with food."
REASON = "The bakery and the twins together point to one family. Could you leave one of them out?"


def take_and_open(moderator):
    moderator.go("/moderation/")
    moderator.press("Take ")
    moderator.press("Read the text")


def story_ref(address):
    return address.rstrip("/").rpartition("/")[2]


def approve(moderator):
    take_and_open(moderator)
    decide(moderator)


def decide(moderator):
    for tick in moderator.page.get_by_label("This may stand").all():
        moderator.tick(tick)
    moderator.choose("Harm", "some")
    moderator.press("Approve")


def test_j2_a_story_is_returned_changed_approved_held_and_appears(somebody, moderators, tmp_path):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 1, "batch_of": 2})
    author, reader = somebody(), somebody()
    author.go("/")
    author.join(tmp_path)
    author.tell(TITLE, PASSAGES)
    author.press("Send it to the moderators")
    author.sees("Waiting for a reader.")
    author.sign_out()

    first = somebody().sign_in(moderators[0].words)
    take_and_open(first)
    first.sees("the only bakery")
    first.press("Return with reasons", status=422)  # a reason is asked for
    first.choose(first.page.get_by_label("Reason", exact=True), "ID-2")
    first.fill("Words to the writer", REASON)
    place = first.page.locator("fieldset", has_text="Place 1")
    first.fill(place.locator("input").nth(0), TOWN)
    first.choose(place.locator("select"), "ID-2")
    first.fill(place.locator("input").nth(1), MILDER)
    first.press("Return with reasons")
    first.sees("Nothing waits.")

    author.sign_in(author.words)
    author.sees("Returned to you, with reasons.")
    author.press(TITLE)
    author.sees("details that identify together")
    author.sees(REASON)
    author.sees(MILDER)
    author.press("Open it to change it")
    assert TOWN in author.page.locator("#id_happened").input_value()
    author.press("Take these words")
    assert author.page.locator("#id_happened").input_value().endswith(MILDER)
    author.press("Check my text")
    author.press("Send it to the moderators")
    author.sees("Waiting for a reader.")
    status = author.page.url

    take_and_open(first)
    first.sees("What changed")
    assert "the only bakery in Alfriston" in first.page.locator(".changes__gone").first.inner_text()
    first.go("/moderation/")
    first.press(story_ref(status))
    first.press("Read the text")
    decide(first)
    author.go(status)
    if author.page.get_by_text("Waiting for a second reader.").count():
        second = somebody().sign_in(moderators[1].words)
        approve(second)
        author.go(status)
    author.sees("Approved, to appear later.")

    call_command("night", verbosity=0)
    reader.go("/stories/")
    assert TITLE not in reader.page.content()
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    with time_machine.travel(tomorrow, tick=True):
        call_command("night", verbosity=0)
    reader.go("/stories/")
    reader.press(TITLE)
    reader.sees("She works with food.")
    reader.sees(f"{tomorrow:%B %Y}")
    assert "bakery" not in reader.page.content()
    assert reader.context.cookies() == []
    author.context.clear_cookies()  # it is another day, and another browser
    author.sign_in(author.words).press(TITLE)
    author.sees("In the library.")
