"""The library: stories, the voices that speak under them, their comments, the topics they are found by."""

from functools import cache
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date
from django.utils.translation import gettext
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from moderation.models import Submission, SubmissionQuerySet
from moderation.states import Standing
from stories import prompts


@cache
def _address(kind):
    """Where stories or letters stand, with a place for the ref: to look it up for each card of a list is dear."""
    return reverse(f"stories:{kind}", args=["_"])


def topics_in(marks):
    """The slugs of topics among a story's marks."""
    return [mark.removeprefix("topic:") for mark in (marks or "").split() if mark.startswith("topic:")]


class Topic(TagBase):
    """A neutral word from a closed list that migrations keep: free words would be fingerprints."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)


class StoryQuerySet(SubmissionQuerySet):
    def in_library(self, kind=Submission.Kind.STORY):
        """Public stories, newest day first; within a day in no order that tells anything."""
        return self.filter(kind=kind, standing=Standing.PUBLIC).order_by("-published_on", "id")

    def letters(self):
        """The same of former clients' letters, which never stand among the stories."""
        return self.in_library(Submission.Kind.LETTER)


class Story(Submission):
    """An account of a mistake, or a letter: a former client's account. What a reader reads is its
    submission's public copy; here is what is chosen about it.
    """

    submission = models.OneToOneField(
        Submission, models.CASCADE, parent_link=True, primary_key=True, related_name="as_story"
    )
    setting = models.CharField(max_length=20, choices=prompts.names(prompts.SETTINGS), blank=True)
    second_event = models.CharField(max_length=20, choices=prompts.names(prompts.EVENTS), blank=True)
    recency = models.CharField(max_length=10, choices=prompts.names(prompts.RECENCY), blank=True)
    disguise = models.CharField(max_length=10, choices=prompts.names(prompts.DISGUISES), blank=True)
    wishes = models.JSONField(default=list)
    door = models.CharField(max_length=8, choices=prompts.names(prompts.DOORS), default="open")
    opens_on = models.DateField(null=True)  # a door that opens later: when, if it was chosen after the story appeared
    too = models.CharField(max_length=8, null=True)  # the word of prompts.TOO that is shown; null for none
    lent = models.CharField(max_length=70, blank=True)  # codes of up to two lines of a letter, shown to authors
    topics = TaggableManager(through="StoryTopic", blank=True)

    objects = StoryQuerySet.as_manager()

    def get_absolute_url(self):
        return _address(self.kind).replace("_", self.ref)

    @property
    def is_letter(self):
        return self.kind == Submission.Kind.LETTER

    @property
    def facts(self):
        """The quiet line under the title, in words."""
        told = [
            prompts.EVENTS.get(self.event, ("",))[0],
            prompts.EVENTS.get(self.second_event, ("",))[0],
            prompts.PROFESSIONS.get(self.profession),
            prompts.SETTINGS.get(self.setting) if self.setting != "other" else "",
            prompts.RECENT.get(self.recency, ""),
            prompts.DISGUISES.get(self.disguise),
        ]
        told = [gettext(fact) if fact else "" for fact in told]
        told[4:5] = [told[4].capitalize(), date(self.published_on, "F Y") if self.published_on else ""]
        return [fact for fact in told if fact]

    @property
    def questions(self):
        """Two short questions for its author, who came back to it."""
        days = (timezone.localdate() - self.published_on).days if self.published_on else None
        return () if days is None else tuple(map(gettext, prompts.questions(days)))

    @property
    def door_sentence(self):
        """What is said where the door is not open, or to its author."""
        return gettext(prompts.DOOR_SENTENCES[self.door])

    def marked(self, topics):
        """``marks`` for what was chosen about it and these topics' slugs: what the library is narrowed by."""
        told = {"event": [self.event, self.second_event], "profession": [self.profession], "setting": [self.setting]}
        told |= {"wish": self.wishes, "topic": sorted(topics)}
        return f" {' '.join(f'{name}:{key}' for name, keys in told.items() for key in keys if key)} "

    @property
    def topic_slugs(self):
        return topics_in(self.marks)

    @property
    def too_sentence(self):
        """How many did this too, in words; nothing where they are few."""
        return gettext(prompts.TOO[self.too][0]) if self.too else ""

    @property
    def wish_sentence(self):
        if self.is_letter:
            return gettext(prompts.LETTER_RULE)
        return " ".join(gettext(prompts.WISHES[wish][1]) for wish in self.wishes)


class StoryTopic(ItemBase):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    tag = models.ForeignKey(Topic, models.CASCADE, related_name="on")
    content_object = models.ForeignKey(Story, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint("tag", "content_object", name="a_topic_once")]


class Pressed(models.Model):
    """How often *I did this too* was pressed under a story: bare numbers with a bound. Who or when, it does not say."""

    story = models.OneToOneField(Story, models.CASCADE, primary_key=True, related_name="pressed")
    today = models.PositiveSmallIntegerField(default=0)
    whole = models.PositiveSmallIntegerField(default=0)


class Voice(models.Model):
    """One member speaking in one thread, under a pen name kept for that thread."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="voices")
    claim_hash = models.CharField(max_length=64, unique=True, editable=False)
    once = models.CharField(max_length=64, unique=True, editable=False)
    pen_name = models.CharField(max_length=40)
    is_author = models.BooleanField(default=False)
    barred = models.BooleanField(default=False)  # its keyring opens for reading and taking back only
    feed_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # of its secret feed's address

    class Meta:
        constraints = [
            models.UniqueConstraint("story", "pen_name", name="pen_name_once_a_thread"),
            models.UniqueConstraint("story", condition=Q(is_author=True), name="one_author_a_story"),
        ]


class Comment(Submission):
    """An answer in a thread: to the story, or to another comment."""

    submission = models.OneToOneField(
        Submission, models.CASCADE, parent_link=True, primary_key=True, related_name="as_comment"
    )
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="comments")
    reply_type = models.CharField(max_length=12, choices=prompts.names(prompts.REPLY_TYPES))
    speaks_as = models.CharField(max_length=8, choices=prompts.names(prompts.SPEAKS_AS))
    helped = models.BooleanField(default=False, db_default=False)  # the author says so, to the reply's writer alone

    objects = SubmissionQuerySet.as_manager()


class Bookmark(models.Model):
    """How far somebody has read a thread. Only their keyring finds it: neither they nor the thread stand in the row."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    nullifier = models.CharField(max_length=64, unique=True, editable=False)
    number = models.PositiveIntegerField()
    touched_on = models.DateField()  # the first of the month in which it was last kept
