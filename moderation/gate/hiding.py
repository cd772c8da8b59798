"""Readers flag; what is hidden comes back by two moderators."""

from django.db import IntegrityError, transaction

from moderation import decisions, transparency, unanswered
from moderation.gate.appearing import ForbiddenMove, bump, unquote, withdraw
from moderation.models import Answer, Flag, Submission
from moderation.states import (
    FLAGS,
    TWO_HIDE,
    Move,
    Standing,
    Wish,
)


@transaction.atomic
def flag(submission, reason, *, note="", nullifier=None, may_hide=True):
    """Store a reader's flag and hide the text at once where its reason says so. Returns whether it was hidden.

    ``may_hide`` is False when flags from outside a keyring have hidden enough for now. A keyring's second flag on
    the same text changes nothing.
    """
    row = Flag(submission=submission, reason=reason, note=note, nullifier=nullifier)
    others = Flag.objects.filter(submission=submission, reason=reason, handled=False)
    hides = FLAGS[reason].does == "hides" or (reason == TWO_HIDE and others.exists())
    row.urgent = hides or FLAGS[reason].does == "urgent"
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False  # flagged by this keyring before
    transparency.count_flag(reason)
    return hides and may_hide and _stand(submission, (Standing.PUBLIC,), Standing.HIDDEN)


def _stand(submission, sources, standing):
    """Move a submission between standings, words untouched. Whether it was in one of ``sources``."""
    rows = Submission.objects.filter(pk=submission.pk, standing__in=sources, erase_on=None)
    moved = rows.update(standing=standing, restored_by="")
    if moved:
        unanswered.look_again(submission)
        bump(submission.page_id)
    return bool(moved)


_STANDS = {Move.HIDE: ((Standing.PUBLIC,), Standing.HIDDEN), Move.RESTORE: ((Standing.HIDDEN,), Standing.PUBLIC)}


@transaction.atomic
def wish(answer, wished):
    """Keep what whoever flagged would like. When that is "hidden", no moderator's word to show the text counts yet."""
    decisions.one_at_a_time()
    Answer.objects.filter(pk=answer.pk).update(wish=wished)
    if wished == Wish.HIDE:
        _stand(answer.submission, (Standing.HIDDEN,), Standing.HIDDEN)


@transaction.atomic
def settle_flags(submission, move, *, label, reason="", words=""):
    """A moderator's answer to the flags on a text: no action, hide, restore or retract. Returns the move that was made.

    What is hidden comes back when a second moderator wants it too: the first wish is kept, and None comes back. Where
    whoever flagged it wishes it to stay hidden, both give a reason in words, and both stand in the chain. Raises
    ForbiddenMove when the text does not stand where the move begins.
    """
    hidden = Submission.objects.filter(pk=submission.pk, standing=Standing.HIDDEN, erase_on=None)
    if move == Move.RESTORE:
        decisions.one_at_a_time()  # ``wish`` waits for this, too
        wished = submission.answers.filter(wish=Wish.HIDE).exists()
        if wished and not (reason and words):
            raise ForbiddenMove("against the wish of whoever flagged it, it takes a reason in words")
        if hidden.filter(restored_by="").update(restored_by=label):
            if wished:
                decisions.record(submission.ref, Move.WOULD_RESTORE, label=label, reason=reason, words=words)
            return None
        if not hidden.exclude(restored_by__in=("", label)).exists():
            raise ForbiddenMove("it takes a second moderator to show it again")
    elif move == Move.NO_ACTION:
        if hidden.exists():
            raise ForbiddenMove("a hidden text is shown again or retracted")
    elif move == Move.RETRACT:
        unquote(submission)  # wordings are locked before the chain of decisions, as in deciding
    decisions.record(submission.ref, move, label=label, reason=reason, words=words)
    if move == Move.RETRACT:
        withdraw(submission, Standing.RETRACTED)
    elif move in _STANDS and not _stand(submission, *_STANDS[move]):
        raise ForbiddenMove(f"{submission} does not stand where this begins")
    elif move != Move.HIDE:
        Flag.objects.filter(submission=submission).update(handled=True, urgent=False, note="")
    return move
