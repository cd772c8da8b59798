"""What time alone does to the gate's texts: held ones appear, leases end, old ones go. Run by night."""

import contextlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from forum import progress
from forum.models import House, Tally
from moderation import gate
from moderation.models import Submission, WhenQuiet, Wording
from moderation.states import NEVER_SEEN, State

QUIET = timedelta(days=7)


def publish_ready(tell=progress.silent):
    """Publish what is approved and whose hold is over, in random order. Returns how many appeared.

    First appearances of stories wait for a batch: whoever watches must not know who came by for them. ``tell``: see
    forum.progress.
    """
    house = House.settings()
    if not house.publishing:
        return 0
    ready = Wording.objects.filter(state=State.APPROVED, hold_until__lte=timezone.localdate())
    held = ready.filter(**gate.FIRST_APPEARANCE) if house.hold_days else ready.none()
    published = _publish_each(ready.exclude(pk__in=held.values("pk")), tell)
    with transaction.atomic():
        if held.exists() and _begin_batch():
            published += _publish_each(held, tell)
    return published


def _publish_each(wordings, tell):
    wordings, published = list(wordings), 0
    secrets.SystemRandom().shuffle(wordings)
    for number, wording in enumerate(wordings, 1):
        tell("texts that appear", number, len(wordings))
        with contextlib.suppress(gate.ForbiddenMove):  # taken back meanwhile
            gate.publish(wording)
            published += 1
    return published


def _begin_batch():
    """Whether a batch may appear: at most one a day, when enough members came by since the last. Counts it if so."""
    House.objects.get_or_create(pk=1)
    house = House.objects.select_for_update().get(pk=1)
    if house.came_by < house.batch_of or Tally.objects.of("batch"):
        return False
    House.objects.filter(pk=1).update(batch=F("batch") + 1, came_by=0)
    Tally.objects.add("batch")
    return True


def settle_quiet():
    """Do what the author chose with a story that was ready for a week without a batch.

    Returns (how many appeared, how many were taken back).
    """
    appeared = gone = 0
    if not House.settings().publishing:
        return appeared, gone  # it is not quiet: the owner has paused
    ready = Wording.objects.filter(
        state=State.APPROVED, hold_until__lte=timezone.localdate() - QUIET, **gate.FIRST_APPEARANCE
    )
    ready = list(ready.select_related("submission"))
    secrets.SystemRandom().shuffle(ready)
    for wording in ready:
        with contextlib.suppress(gate.ForbiddenMove), transaction.atomic():  # edited or taken back meanwhile
            if wording.submission.when_quiet == WhenQuiet.PUBLISH:
                gate.publish(wording)
                appeared += 1
            else:
                gate.drop(wording)
                gate.withdraw(wording.submission)
                gone += 1
    return appeared, gone


def end_leases():
    """Give back what a moderator took and did not decide in time. Returns how many."""
    ended = 0
    for wording in Wording.objects.filter(state=State.READING, lease_until__lt=timezone.now()):
        with contextlib.suppress(gate.ForbiddenMove):
            gate.release(wording, wording.lease_by)
            ended += 1
    return ended


def erase_overdue():
    """Erase replies whose story was taken back 30 days ago. Returns how many."""
    erased = 0
    for submission in Submission.objects.filter(erase_on__lte=timezone.localdate()):
        with contextlib.suppress(gate.ForbiddenMove):  # its writer was quicker
            gate.withdraw(submission)
            erased += 1
    return erased


def erase_unpublished():
    """Erase what was returned 60 days ago or declined 30 days ago, with the versions before it.

    A text that never appeared and of which nothing is left is taken back. Returns (how many returned wordings, how
    many declined ones).
    """
    erased = {State.RETURNED: 0, State.DECLINED: 0, State.DROPPED: 0}
    overdue = Wording.objects.filter(erase_on__lte=timezone.localdate()).exclude(digest="")
    for wording in overdue.select_related("submission"):
        state = wording.state
        with contextlib.suppress(gate.ForbiddenMove), transaction.atomic():  # its writer was quicker
            gate.drop(wording)
            for older in Wording.objects.filter(submission=wording.submission_id, state=State.DROPPED):
                gate.erase(older)
            _take_back_if_empty(wording.submission_id)
            erased[state] += 1
    return erased[State.RETURNED], erased[State.DECLINED]


def _take_back_if_empty(pk):
    """A version sent at this moment waits for the row and is then refused: its writer keeps the draft."""
    submission = Submission.objects.select_for_update().get(pk=pk)
    words = Wording.objects.filter(submission=pk).exclude(digest="")
    if submission.standing in NEVER_SEEN and not words.exists():
        gate.withdraw(submission)
