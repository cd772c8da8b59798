"""A newer screening looks again at what an older one let pass, and a person decides what comes of it."""

import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from forum.models import House
from moderation import nights, rescreening
from moderation.models import Finding, Wording
from moderation.screener import screener
from moderation.states import State
from tests.conftest import approve, send

TOLD = "My client Oluwaseun Adebayo told me, and I forgot. She works at the bank."
BLIND = """
import json, sys
for line in sys.stdin:
    calm = {reader: {"level": "low", "phrases": []} for reader in ("client", "colleague", "author")}
    asked = json.loads(line)
    print(json.dumps({"id": asked["id"], "engine": "older", "risk": 0, "findings": [], "meters": calm}), flush=True)
"""


@pytest.fixture
def older(settings):
    """The site as it was with an engine that found nothing; call it to have today's back."""
    today = settings.SCREENER
    settings.SCREENER = [sys.executable, "-c", BLIND]
    screener.stop()

    def newer():
        settings.SCREENER = today
        screener.stop()

    yield newer
    screener.stop()


def test_what_waits_gets_the_new_findings_and_its_place_by_risk(new_member, older):
    story = send(new_member(), happened=TOLD)
    wording = story.wordings.get()
    assert wording.screened_with == "older" and not wording.findings.exists()
    older()
    assert rescreening.anew() == (1, 1)
    wording.refresh_from_db()
    assert wording.state == State.WAITING and wording.risk > 0 and wording.screened_with != "older"
    assert "Oluwaseun Adebayo" in {finding.words for finding in wording.findings.all()}
    assert rescreening.anew() == (0, 0)


def test_what_is_public_is_flagged_and_stays_until_a_moderator_has_looked(new_story, moderators, older):
    story = new_story(happened=TOLD)
    older()
    assert rescreening.anew() == (1, 1)
    story.refresh_from_db()
    [flag] = story.flags.all()
    assert story.is_public and flag.urgent and flag.reason == "screening"
    page = moderators[0].sign_in().get(f"/moderation/flags/{story.ref}/").content.decode()
    assert "Oluwaseun Adebayo" in page and "A newer screening found more" in page
    Wording.objects.update(screened_with="yet another")
    assert rescreening.anew() == (1, 0)
    assert story.flags.count() == 1


def test_what_was_approved_and_has_not_appeared_is_read_again(new_member, moderators, older):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 2, "batch_of": 0})
    story = approve(send(new_member(), happened=TOLD), moderators)
    assert story.wordings.get().state == State.APPROVED
    older()
    assert rescreening.anew() == (1, 1)
    wording = story.wordings.get()
    assert wording.state == State.WAITING and wording.hold_until is None and wording.first_by == ""
    Wording.objects.update(hold_until=timezone.localdate() - timedelta(days=1))
    nights.publish_ready()
    story.refresh_from_db()
    assert not story.is_public


def test_what_the_author_keeps_stays_answered(new_member, older):
    kept = [["happened", "Oluwaseun Adebayo", "An invented name."]]
    story = send(new_member(), happened=TOLD, kept=kept)
    older()
    rescreening.anew()
    [finding] = [f for f in Finding.objects.filter(wording__submission=story) if f.words == "Oluwaseun Adebayo"]
    assert finding.answer == "kept" and finding.reason == "An invented name."


def test_the_command_says_what_it_did(new_story, older, capsys):
    new_story(happened=TOLD)
    older()
    call_command("rescreen")
    assert "1 screened anew, more was found in 1" in capsys.readouterr().out


def test_no_reader_is_offered_the_screenings_own_flag(new_story, client):
    story = new_story()
    page = client.get(f"/stories/{story.ref}/flag/").content.decode()
    assert "I recognise this case" in page and "newer screening" not in page
