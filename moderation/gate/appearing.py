"""Words become public, and are taken back. Here are the moves that all of the gate shares."""

import json
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from forum.members.keyring import mac
from moderation import quotes, unanswered
from moderation.models import Answer, Finding, Flag, Message, Note, Submission, WhenQuiet, Wording, new_version
from moderation.rendering import rendered
from moderation.states import (
    MAY_PUBLISH,
    MOVES,
    Move,
    Standing,
    State,
)

FIRST_APPEARANCE = {"submission__kind__in": Submission.PAGES, "submission__standing": Standing.UNSEEN}
ERASE_REPLIES_AFTER = timedelta(days=30)
SERVED = {"lease_by": "", "lease_until": None, "waiting_since": None}  # times go when they have served


class ForbiddenMove(Exception):
    """The row is not as it was read: somebody decided, edited or took it back meanwhile."""


def digest_of(passages):
    """HMAC of the canonical passages: left behind, it confirms nothing to whoever lacks the pepper."""
    return mac(settings.PEPPER, "digest", json.dumps(passages, ensure_ascii=False, separators=(",", ":"))).hex()


def bump(page_id):
    """Whatever was cached of a page is of an older version from now on."""
    Submission.objects.filter(pk=page_id).update(version=new_version())


def carry_out(wording, move, read, *, only=None, **changes):
    """Change a wording only if its text still is the one with the digest ``read``, as the form carried it."""
    sources, changes["state"] = MOVES[move]
    unchanged = Wording.objects.filter(pk=wording.pk, state__in=sources, digest=read)
    if only:
        unchanged = unchanged.filter(**only)
    if not unchanged.update(**changes):
        raise ForbiddenMove(f"{wording} cannot {move}")
    for name, value in changes.items():
        setattr(wording, name, value)


@transaction.atomic
def publish(wording, *, asked_for=False):
    """Make an approved wording the public one. Always the wording first, the submission second.

    What is kept aside appears only when ``asked_for``, by the author of its page, and as it was approved.
    """
    if wording.goes_aside and not asked_for:
        raise ForbiddenMove(f"{wording} is kept aside")
    if wording.digest != digest_of(wording.passages):
        raise ForbiddenMove(f"{wording} is not what was read")
    carry_out(wording, Move.PUBLISH, wording.digest, hold_until=None)
    submission = wording.submission
    page = Submission.objects.select_for_update().get(pk=submission.page_id)
    today = timezone.localdate()
    first = submission.published_on is None
    changes = {"standing": Standing.PUBLIC, "published_on": today if first else submission.published_on}
    if first and submission.kind == Submission.Kind.COMMENT:
        number = (page.shown.aggregate(last=Max("number"))["last"] or 0) + 1
        changes |= {"number": number, "path": f"{submission.path}{number:05d}"}
    if first:
        changes |= unanswered.at_first(submission)
    shown_number = changes.get("number", submission.number)
    changes |= rendered(wording, shown_number, changes["published_on"])
    rows = Submission.objects.filter(pk=submission.pk, standing__in=MAY_PUBLISH)
    if submission.standing == Standing.HIDDEN:  # better disguised; whether to show it is asked again
        rows = Submission.objects.filter(pk=submission.pk, standing=Standing.HIDDEN, erase_on=None)
        changes |= {"standing": Standing.HIDDEN, "restored_by": ""}
    if page.standing not in (Standing.PUBLIC, Standing.HIDDEN) and page.pk != submission.pk:
        raise ForbiddenMove(f"the page of {submission} was taken back")
    if not rows.update(**changes):
        raise ForbiddenMove(f"{submission} cannot be published")
    for older in submission.wordings.exclude(pk=wording.pk).exclude(digest=""):
        carry_out(older, Move.DROP, older.digest)
        erase(older)
    if first:
        unanswered.look_again(Submission.objects.get(pk=submission.pk), appeared=True)
    bump(page.pk)


def erase(wording):
    """Destroy a wording's words and everything that quotes them; the row and its digest's place stay."""
    Finding.objects.filter(wording=wording).delete()
    Note.objects.filter(wording=wording).delete()
    Wording.objects.filter(pk=wording.pk).update(
        passages=[], kept=[], frame="", meters={}, digest="", agreed="", notices="", erase_on=None
    )


@transaction.atomic
def drop(wording):
    """Erase a wording that stands as it was read; its submission stays."""
    carry_out(wording, Move.DROP, wording.digest, only={"state": wording.state}, hold_until=None, **SERVED)
    erase(wording)


@transaction.atomic
def withdraw(submission, standing=Standing.WITHDRAWN):
    """Take a text back: every word of it goes, and a tombstone of ref, kind and month stays.

    A story's thread leaves the site with it; each writer finds their reply on the desk for 30 days.
    """
    unquote(submission)
    _drop_all(submission)
    gone = Submission.objects.filter(pk=submission.pk).exclude(standing__in=(Standing.WITHDRAWN, Standing.RETRACTED))
    row = gone.first()
    month = row and row.published_on and row.published_on.replace(day=1)
    blank = {"public_title": "", "public_html": "", "claim_hash": "", "event": "", "profession": "", "harm": ""}
    blank |= {"when_quiet": WhenQuiet.PUBLISH, "restored_by": "", "rungs": None, "marks": None}
    blank |= {"unanswered_since": None, "newcomer": None}
    if not gone.update(standing=standing, published_on=month, erase_on=None, **blank):
        raise ForbiddenMove(f"{submission} is gone already")
    _drop_all(submission)  # a version that was sent meanwhile is visible now, and no other can follow
    Flag.objects.filter(submission=submission).delete()
    Message.objects.filter(submission=submission).delete()
    Answer.objects.gone_with(submission)
    if submission.page_id == submission.pk:
        end = timezone.localdate() + ERASE_REPLIES_AFTER
        shown = Submission.objects.filter(page=submission.pk).exclude(pk=submission.pk)
        shown.exclude(standing__in=(Standing.WITHDRAWN, Standing.RETRACTED)).update(
            standing=Standing.HIDDEN, erase_on=end, unanswered_since=None, newcomer=None
        )
    unanswered.look_again(submission)
    bump(submission.page_id)


def unquote(submission):
    """Blank what its thread quotes of a text that is being taken back; a decision on the older words is refused."""
    for row, read, changes in quotes.quoted(submission):
        rows = type(row).objects.filter(pk=row.pk, **read)
        if changes and "passages" in changes:
            changes["digest"] = digest_of(changes["passages"])
        rows.delete() if changes is None else rows.update(**changes)


def _drop_all(submission):
    for wording in Wording.objects.filter(submission=submission.pk).exclude(digest=""):
        if Wording.objects.filter(pk=wording.pk).update(state=State.DROPPED, **SERVED):
            erase(wording)
