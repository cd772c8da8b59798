"""The night's work, as far as it goes: publish what is ready, expire what is old, twice without harm."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from forum.members.models import Appointment, Draft
from forum.models import House
from stories import writing
from stories.models import Story
from tests.conftest import STORY, approve, send

pytestmark = pytest.mark.django_db


def test_the_night_publishes_and_expires_and_can_be_run_again(new_member, moderators, time_machine, capsys):
    House.objects.update_or_create(pk=1, defaults={"hold_days": 1})
    approve(send(new_member()), moderators)
    member = new_member()
    writing.new_draft(member.keyring, {"kind": "story", "values": STORY, "kept": []})
    call_command("appoint", "host")
    call_command("night")
    assert not Story.objects.in_library().exists() and Draft.objects.exists()
    time_machine.move_to(timezone.now() + timedelta(days=1))
    call_command("night")
    call_command("night")
    assert Story.objects.in_library().count() == 1
    time_machine.move_to(timezone.now() + timedelta(days=31))
    call_command("night")
    assert not Draft.objects.exists() and not Appointment.objects.exists()
    assert "1 drafts expired" in capsys.readouterr().out
