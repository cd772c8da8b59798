"""J10: the screening is out; everything is held, nothing is approved, nothing is lost; then it is back."""

import sys

import pytest
from django.core.management import call_command

from forum.models import House
from moderation.models import Submission, Wording
from moderation.screener import screener
from moderation.states import State

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

BROKEN = {
    "raises": "raise SystemError('no tagger')",
    "hangs": "import time; time.sleep(600)",
    "is killed": "import os, sys; sys.stdin.readline(); os.kill(os.getpid(), 9)",
}
TITLE = "I sent the notes to the wrong ward"
PASSAGES = {"happened": "I sent one patient's notes to the wrong ward and said nothing for a day.", "want": "Tell me."}


@pytest.fixture
def keys(program):
    """The first of them does it all by keyboard alone; two more would only do it again."""
    return program == BROKEN["raises"]


@pytest.mark.parametrize("scripts", [False], ids=["scripts off"])
@pytest.mark.parametrize("program", BROKEN.values(), ids=BROKEN)
def test_j10_nothing_passes_while_the_screening_is_out(somebody, moderators, new_story, settings, program, tmp_path):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 0})
    story = new_story()
    works, patience = settings.SCREENER, settings.RESCREEN_PATIENCE
    settings.SCREENER, settings.SCREENER_PATIENCE = [sys.executable, "-c", program], 0.5
    settings.RESCREEN_PATIENCE = 0.5
    screener.stop()

    author, reader = somebody(), somebody()
    author.go("/")
    author.join(tmp_path)
    author.tell(TITLE, PASSAGES)
    author.sees("Our screening is out just now")
    author.press("Send it to the moderators")
    author.sees("Held: our screening is out.")
    status = author.page.url
    author.go(f"/stories/{story.ref}/reply/")
    author.fill("Your reply", "I have done this as well, on a night shift.")
    author.tick("Me too")
    author.tick("Works or trains in care")
    author.press("Check my text")
    author.press("Send it to the moderators")
    author.sees("Held")

    moderator = somebody().sign_in(moderators[0].words)
    moderator.go("/moderation/")
    moderator.sees("Held without a screening: 2.")
    assert not moderator.page.get_by_role("button", name="Take").count()
    with pytest.raises(SystemExit):
        call_command("rescreen", verbosity=0)
    call_command("night", verbosity=0)
    for address in ("/", "/stories/", "/feed/", story.get_absolute_url(), f"{story.get_absolute_url()}feed/"):
        content = reader.page.request.get(address).text()
        assert TITLE not in content
        assert "night shift" not in content

    settings.SCREENER, settings.RESCREEN_PATIENCE = works, patience
    screener.stop()
    call_command("rescreen", verbosity=0)
    assert set(Wording.objects.exclude(submission=story.pk).values_list("state", flat=True)) == {State.WAITING}
    wording = Wording.objects.get(submission__kind="story", state=State.WAITING)
    moderator.go("/moderation/")
    moderator.press(f"Take {wording.submission.ref}")
    moderator.press("Read the text")
    # One character changes between reading and deciding: what was read is not what would appear.
    told = [[prompt, heading, text.replace("a day", "a dAy")] for prompt, heading, text in wording.passages]
    Wording.objects.filter(pk=wording.pk).update(passages=told)
    moderator.press("Approve", status=409)
    assert not Submission.objects.get(pk=wording.submission_id).is_public
    call_command("night", verbosity=0)
    reader.go("/stories/")
    assert TITLE not in reader.page.content()
    author.go(status)
