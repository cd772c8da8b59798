"""The private conversation about a text, between its writer and the moderators."""

from datetime import timedelta

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from forum.members.unlocking import mine
from moderation import decisions, gate
from moderation.models import Message, Submission, Wording
from moderation.states import Move, Standing

GONE_AFTER = timedelta(days=30)
IN_A_ROW = 5  # messages of a writer that nobody has answered
GONE = (Standing.WITHDRAWN, Standing.RETRACTED)


class Enough(Exception):
    """The writer has said a good deal that no moderator has answered yet."""


class Gone(Exception):
    """The text was taken back, and its conversation with it."""


def conversation(submission):
    return list(submission.messages.all())


@transaction.atomic
def write(submission, words):
    """The writer's word to the moderators. Raises Enough or Gone."""
    if not Submission.objects.select_for_update().filter(pk=submission.pk).exclude(standing__in=GONE).exists():
        raise Gone
    last = list(submission.messages.order_by("-number")[:IN_A_ROW])
    if len(last) == IN_A_ROW and all(message.from_writer for message in last):
        raise Enough
    Message.objects.say(submission, words, from_writer=True)


@transaction.atomic
def answer(submission, words):
    """A moderator's word to the writer. Raises Gone."""
    if not Submission.objects.select_for_update().filter(pk=submission.pk).exclude(standing__in=GONE).exists():
        raise Gone
    Message.objects.say(submission, words, from_writer=False)


@transaction.atomic
def care_first(wording, label, words):
    """Write to the writer before anything is decided: the wording waits, and is not approved meanwhile.

    Raises gate.ForbiddenMove when the moderator's lease has ended.
    """
    gate.release(wording, label)
    Wording.objects.filter(pk=wording.pk).update(care=True)
    decisions.record(wording.submission.ref, Move.CARE, label=label, read=wording.digest, words=words)
    Message.objects.say(wording.submission, words, from_writer=False)


@transaction.atomic
def close(submission):
    """End a conversation: it goes in 30 days, and what waited for care can be decided."""
    submission.messages.filter(erase_on=None).update(erase_on=timezone.localdate() + GONE_AFTER)
    Wording.objects.filter(submission=submission, care=True).update(care=False)


def erase_closed():
    """Erase conversations that closed 30 days ago. Returns how many messages went."""
    return Message.objects.filter(erase_on__lte=timezone.localdate()).delete()[0]


def open_to(keyring):
    """Texts with an open conversation, those that wait for a moderator's answer first; none of the moderator's own."""
    newest = Message.objects.filter(submission=OuterRef("pk"), erase_on=None).order_by("-number")
    texts = Submission.objects.exclude(claim_hash__in=mine(keyring, Submission.objects)).exclude(standing__in=GONE)
    texts = texts.annotate(writer_spoke_last=Subquery(newest.values("from_writer")[:1]))
    return texts.filter(Q(writer_spoke_last__isnull=False)).order_by("-writer_spoke_last", "id")
