"""What an author asks of readers: the wishes, and the door. Both can change at any time, and hold at once."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from forum.models import House
from moderation import gate, unanswered
from moderation.models import Decision, Submission, Wording
from moderation.states import MAY_PUBLISH, MAY_WRITE, Move
from stories import prompts
from stories.models import Story

LATER = timedelta(days=7)


@transaction.atomic
def choose(story, wishes, door):
    """Change a story's wishes and door. Whether it was done: not when it was taken back meanwhile.

    A door that opens later opens a week after the story appeared, or, where it had appeared already, after today.
    """
    if not Submission.objects.select_for_update().filter(pk=story.pk, standing__in=MAY_WRITE).exists():
        return False
    stands = Story.objects.get(pk=story.pk)
    opens_on = stands.opens_on if stands.door == door == "later" else None
    if door == "later" != stands.door and stands.published_on:
        opens_on = timezone.localdate() + LATER
    stands.wishes = wishes
    marks = stands.marked(stands.topics.values_list("slug", flat=True))
    Story.objects.filter(pk=story.pk).update(wishes=wishes, marks=marks, door=door, opens_on=opens_on)
    if door == "open" != stands.door:
        unanswered.begin(story.pk)
    gate.bump(story.pk)
    return True


def open_doors():
    """Let replies in where the author asked for a week first and it is over. Returns how many doors opened."""
    today = timezone.localdate()
    due = Q(opens_on__lte=today) | Q(opens_on=None, published_on__lte=today - LATER)
    opened = 0
    for story in Story.objects.in_library().filter(due, door="later"):
        as_read = {"pk": story.pk, "door": "later", "opens_on": story.opens_on}  # what was taken back is closed
        with transaction.atomic():
            if Story.objects.filter(**as_read).update(door="open", opens_on=None):
                unanswered.begin(story.pk)
                gate.bump(story.pk)
                opened += 1
    return opened


# Replies that were approved and kept aside, because nobody had asked for what they say


def offered(story):
    """Wordings that lie aside under a story whose author asks for such replies now, in the order of their approval."""
    if "helped" not in prompts.offered(story.wishes):
        return []
    aside = Wording.objects.kept_aside().filter(submission__page=story.pk, submission__standing__in=MAY_PUBLISH)
    rows = list(aside.select_related("submission__as_comment__voice").order_by("id"))
    approvals = Decision.objects.filter(about__in=[row.submission.ref for row in rows], move=Move.APPROVE)
    turn = {(about, read): n for about, read, n in approvals.order_by("number").values_list("about", "read", "number")}
    # An approval is forgotten after a year: then it comes before all others.
    return sorted(rows, key=lambda row: turn.get((row.submission.ref, row.digest), 0))


def let_appear(story, pk):
    """Publish one of those that are offered. Whether it was done: not when it was edited or taken back meanwhile."""
    found = next((row for row in offered(story) if row.pk == pk), None)
    if not found or not House.settings().publishing:
        return False
    try:
        gate.publish(found, asked_for=True)
    except gate.ForbiddenMove:
        return False
    return True
