"""What was said about a flag goes: after its time, and with the text."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from forum.models import House
from moderation import answering, nights
from moderation.models import Answer, AnswerMessage, Submission
from moderation.states import Standing
from stories import writing
from tests.moderation import test_answers
from tests.moderation.test_answers import HERE, flag, opened, say, settle, standing

pytestmark = pytest.mark.django_db

stranger, desk = test_answers.stranger, test_answers.desk


def test_what_was_said_goes_30_days_after_closing_and_half_a_year_after_the_last_word(
    stranger, new_story, desk, time_machine
):
    start = timezone.now()
    closed, idle, waiting = ([story, flag(stranger, story, "unlawful")[1]] for story in (new_story() for _ in range(3)))
    for story, _six in (closed, idle):
        desk[0].client.post(f"/moderation/answers/{story.answers.get().pk}/", {"message": "We will look."})
        settle(desk[0], story, no_action="", reason="LG-3")
    desk[0].client.post(f"/moderation/answers/{closed[0].answers.get().pk}/", {"close": ""})
    for days, left in ((29, 3), (30, 2), (179, 2), (180, 1)):
        time_machine.move_to(start + timedelta(days=days))
        answering.erase_overdue()
        assert Answer.objects.count() == left, days
    assert not AnswerMessage.objects.exists()
    assert "Nobody has answered yet." in opened(stranger, waiting[1])


def test_a_new_word_opens_a_closed_page_again(stranger, new_story, desk):
    story = new_story()
    _response, six = flag(stranger, story)
    desk[0].client.post(f"/moderation/answers/{Answer.objects.get().pk}/", {"close": ""})
    assert "This page is closed and erased on" in opened(stranger, six)
    say(stranger, six, message="One thing more.")
    row = Answer.objects.get()
    assert not row.closed and row.due and row.erase_on is None


def test_a_text_that_is_taken_back_takes_what_was_said_of_it_along(stranger, new_story, new_comment):
    story = new_story()
    new_comment(story)
    _response, six = flag(stranger, story, note="The line about the garden is mine alone.")
    reply = stranger.post(f"/stories/{story.ref}/flag/1/", {"reason": "me"}, headers=HERE)
    assert reply.status_code == 200 and Answer.objects.count() == 2
    say(stranger, six, wish="hide", message="Please change the weekday.")
    writing.withdraw(Submission.objects.get(pk=story.pk))
    assert not AnswerMessage.objects.exists()
    assert set(Answer.objects.values_list("closed", "due", "wish")) == {(True, False, "")}
    page = opened(stranger, six)
    assert "no longer on the site" in page and 'name="send"' not in page
    with pytest.raises(answering.Gone):
        answering.write(Answer.objects.filter(reason="me").first(), "Still there?")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_night_counts_the_pages_that_it_erased(stranger, new_story, time_machine, capsys):
    _response, six = flag(stranger, new_story())
    say(stranger, six, act="close")
    time_machine.move_to(timezone.now() + timedelta(days=31))
    call_command("night")
    assert "Private pages after a flag erased" in capsys.readouterr().out
    assert not Answer.objects.exists()
    assert nights.erase_overdue() == 0


def test_beyond_what_flags_may_hide_the_page_opens_all_the_same(stranger, new_story, desk):
    story = new_story()
    House.objects.update(flags_an_hour=0, flags_a_day=0)
    _response, six = flag(stranger, story)
    assert standing(story) == Standing.PUBLIC
    assert "It can be read on the site now." in opened(stranger, six)
    assert "urgent" in desk[0].client.get("/moderation/").content.decode()
