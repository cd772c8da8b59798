"""What is said and decided about texts: decisions, words to writers, flags and the answers to them."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.models.texts import Submission, Wording
from moderation.states import ASKS, FLAGS, UNLAWFUL, Move, Wish


class Decision(models.Model):
    """What a moderator decided: chained by hash, with a day and no hour, and no words.

    ``about`` is the ref of the submission, no key: the row outlives it. The chain's value is an HMAC over the row
    and the value before it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.PositiveBigIntegerField(unique=True)
    about = models.CharField(max_length=10)
    move = models.CharField(max_length=16)
    reason = models.CharField(max_length=5, blank=True)
    read = models.CharField(max_length=64)
    words_mac = models.CharField(max_length=64)
    day = models.DateField(default=timezone.localdate)
    label = models.CharField(max_length=16)
    previous = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)


class Note(models.Model):
    """Words of a decision to the writer. They go when the text goes; the decision's HMAC of them stays.

    A note with a ``passage`` is pinned to a stretch of it; ``instead`` is what the moderator would write there. It
    reaches the text only when its writer takes it over and sends it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    wording = models.ForeignKey(Wording, models.CASCADE, related_name="notes")
    reason = models.CharField(max_length=5, blank=True)
    words = models.TextField()
    passage = models.PositiveSmallIntegerField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    instead = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(passage=None, start=None, end=None, instead="")
                | Q(passage__isnull=False, start__isnull=False, end__gt=F("start")),
                name="note_pinned_or_not",
            )
        ]
        ordering = [F("passage").asc(nulls_first=True), "start"]

    @property
    def pinned_to(self):
        """The words it is pinned to."""
        return self.wording.passages[self.passage][2][self.start : self.end] if self.passage is not None else ""


class MessageManager(models.Manager):
    def say(self, submission, words, *, from_writer):
        """Add to the private conversation about a text; one that was closed goes on."""
        Submission.objects.select_for_update().get(pk=submission.pk)
        said = self.filter(submission=submission)
        number = (said.aggregate(last=models.Max("number"))["last"] or 0) + 1
        said.update(erase_on=None)
        return self.create(submission=submission, number=number, from_writer=from_writer, words=words)


class Message(models.Model):
    """A word between a text's writer and the moderators, for nobody else; gone 30 days after the talk was closed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    from_writer = models.BooleanField()
    words = models.TextField()
    erase_on = models.DateField(null=True)

    objects = MessageManager()

    class Meta:
        constraints = [models.UniqueConstraint("submission", "number", name="a_message_number_once")]
        ordering = ["number"]


class Flag(models.Model):
    """A reader's word that something is wrong; ``nullifier`` lets one keyring flag a text once.

    Its note goes when it has been handled; the row stays, so that who flagged does not reply in that thread.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="flags")
    reason = models.CharField(max_length=12, choices=[(key, _(flag.words)) for key, flag in FLAGS.items()])
    note = models.CharField(max_length=300, blank=True)
    nullifier = models.CharField(max_length=64, null=True)
    urgent = models.BooleanField(default=False)
    handled = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint("submission", "nullifier", name="flag_once")]


class AnswerQuerySet(models.QuerySet):
    def due_to(self, label):
        """Those on which this moderator has a word to say: an appeal is for another one."""
        return self.filter(due=True).exclude(appeal=Answer.Appeal.OPEN, decided_by=label)

    def gone_with(self, submission):
        """Close the pages about a text that is being taken back, and destroy what was said of it there."""
        rows = self.filter(Q(submission=submission.pk) | Q(submission__page=submission.pk))
        AnswerMessage.objects.filter(answer__in=rows).delete()
        rows.filter(lookup=None).delete()
        rows.update(wish="")
        end = timezone.localdate() + Answer.GONE_AFTER
        rows.filter(closed=False).update(closed=True, due=False, erase_on=end)


class Answer(models.Model):
    """A private page for whoever sent a flag that asks for one. Six words open it; nothing ties it to the flag's row.

    Its words go 30 days after it was closed, or half a year after the last of a moderator's that nobody took up. Then
    it has no ``lookup`` any more: the row is left, bare, while a wish that the text stay hidden stands.
    """

    class Appeal(models.TextChoices):
        OPEN = "open", "open"
        DONE = "done", "done"

    GONE_AFTER, IDLE = timedelta(days=30), timedelta(days=180)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    reason = models.CharField(max_length=8, choices=[(key, _(FLAGS[key].words)) for key in ASKS])
    lookup = models.CharField(max_length=64, unique=True, null=True, editable=False)
    wish = models.CharField(max_length=6, choices=Wish, blank=True)
    due = models.BooleanField(default=True)  # a moderator has a word to say
    decided_by = models.CharField(max_length=16, blank=True)
    appeal = models.CharField(max_length=4, choices=Appeal, blank=True)  # once, and decided by somebody else
    closed = models.BooleanField(default=False)
    erase_on = models.DateField(null=True)

    objects = AnswerQuerySet.as_manager()

    @property
    def can_appeal(self):
        return self.reason == UNLAWFUL and bool(self.decided_by) and not self.appeal and not self.closed

    def hears_of(self, move):
        """Whether a decision is told here: the first, that on an appeal, and whatever changes who can see the text."""
        return move != Move.NO_ACTION or not self.decided_by or self.appeal == self.Appeal.OPEN


class AnswerMessage(models.Model):
    """A word on such a page, of whoever flagged or of a moderator by name; a decision has its move and reason code."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    signed = models.CharField(max_length=40, blank=True)  # empty for whoever flagged
    move = models.CharField(max_length=16, blank=True)
    code = models.CharField(max_length=5, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("answer", "number", name="an_answer_s_number_once")]
        ordering = ["number"]
