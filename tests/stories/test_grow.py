"""A site that was grown, to measure with, is like one that people wrote; and no open site can be."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.html import escape

from moderation.models import Submission
from stories import reading
from stories.models import Comment, Story, StoryTopic, Voice

pytestmark = pytest.mark.django_db


def test_every_story_and_reply_that_was_grown_can_be_read():
    call_command("grow", 12, comments=30, seed=1, verbosity=0, stdout=io.StringIO())
    assert Story.objects.in_library().count() == 12 and Comment.objects.count() == 30
    stranger = Client(HTTP_HOST="localhost:8000")
    shown = 0
    for story in Story.objects.in_library():
        page = stranger.get(f"/stories/{story.ref}/").content.decode()
        assert escape(story.public_title) in page
        shown += page.count('<li class="reply"')
    assert shown == 30
    assert Voice.objects.filter(is_author=True).count() == 12
    assert "$" not in "".join(Submission.objects.values_list("public_html", flat=True))


def test_what_was_grown_is_found_by_what_was_chosen_about_it():
    call_command("grow", 40, seed=2, verbosity=0, stdout=io.StringIO())
    for story in Story.objects.in_library():
        topics = StoryTopic.objects.filter(content_object=story).values_list("tag__slug", flat=True)
        assert story.marks == story.marked(topics)
    event = Story.objects.in_library()[0].event
    same = [story.pk for story in Story.objects.in_library() if event in (story.event, story.second_event)]
    assert [story.pk for story in reading.narrowed(event=event)] == same


def test_an_open_site_is_not_grown(settings):
    settings.TLS = True
    with pytest.raises(CommandError):
        call_command("grow", 1)
    assert not Story.objects.exists()


@pytest.mark.parametrize("stories, comments", [(0, 0), (-1, 0), (1, -1), (1, 50_001)])
def test_what_cannot_be_grown_is_said(stories, comments):
    with pytest.raises(CommandError):
        call_command("grow", stories, comments=comments)
