"""Screening again: what is held, and with a newer engine what waits, waits to appear, or is public."""

from django.conf import settings
from django.db import transaction

from forum import progress
from moderation import gate
from moderation.findings import findings_of
from moderation.models import Finding, Flag, Wording
from moderation.screener import screener
from moderation.states import BY_SCREENING, FLAGS, IN_QUEUE, Standing, State

_LOOKED_AT = (*IN_QUEUE, State.APPROVED, State.USED)  # what a moderator reads just now comes the next time


def held(patience=None, tell=progress.silent):
    """Screen what is held, each within ``patience`` seconds. Returns how many were queued, how many are still held.

    The first that gets no answer ends it when somebody waits at a page for it. ``tell``: see forum.progress.
    """
    wordings = list(Wording.objects.filter(state=State.HELD).order_by("id"))
    queued = 0
    for number, wording in enumerate(wordings, 1):
        tell("held texts", number, len(wordings))
        try:
            screened = gate.screen_held(wording, patience or settings.RESCREEN_PATIENCE)
            queued += screened
            if patience and not screened:
                break
        except gate.ForbiddenMove:
            continue  # taken back, or queued by its own request, meanwhile
    return queued, len(wordings) - queued


def anew(tell=progress.silent):
    """Screen with the present engine what an older one screened, and put what it newly finds before a moderator.

    What waits gets the new findings; what was approved and has not appeared goes back to the queue; what is public
    is flagged and stays until a moderator has looked. Returns (how many were screened, in how many more was found).
    Raises NoScreening when the screening is out.
    """
    engine = screener.screen([""], settings.RESCREEN_PATIENCE)["engine"]
    older = Wording.objects.filter(state__in=_LOOKED_AT).exclude(screened_with=engine).exclude(digest="")
    screened = more = 0
    older = list(older.select_related("submission").order_by("id"))
    for number, wording in enumerate(older, 1):
        tell("texts screened anew", number, len(older))
        report = screener.screen([text for _prompt, _heading, text in wording.passages], settings.RESCREEN_PATIENCE)
        try:
            with transaction.atomic():
                more += _take_over(wording, report)
        except gate.ForbiddenMove:
            continue  # decided, edited or taken back meanwhile
        screened += 1
    return screened, more


def _take_over(wording, report):
    """Replace a wording's findings, answers kept. Whether there are some where there were none."""
    unchanged = Wording.objects.filter(pk=wording.pk, state=wording.state, digest=wording.digest)
    told = {"screened_with": report["engine"], "meters": report["meters"], "risk": report["risk"]}
    if not unchanged.update(**told):
        raise gate.ForbiddenMove(f"{wording} is not as it was")
    old = list(wording.findings.all())
    fresh = findings_of(wording, report)
    new = [finding for finding in fresh if not any(_meet(finding, before) for before in old)]
    Finding.objects.filter(wording=wording).delete()
    Finding.objects.bulk_create(fresh)
    if new and wording.state == State.APPROVED:
        gate.recall(wording)
    if new and wording.submission.standing == Standing.PUBLIC and wording.state == State.USED:
        urgent = FLAGS[BY_SCREENING].does == "urgent" and any(finding.is_certain for finding in new)
        if not Flag.objects.filter(submission=wording.submission, reason=BY_SCREENING, handled=False).exists():
            Flag.objects.create(submission=wording.submission, reason=BY_SCREENING, urgent=urgent)
    return bool(new)


def _meet(one, other):
    return one.passage == other.passage and one.start < other.end and other.start < one.end
