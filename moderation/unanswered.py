"""Who waits for a first answer. The hour since when stands on the text's own row and goes when it has served.

Every story waits from its first appearance on, until a reply of somebody else is public; a reply waits only where its
writer said that they are new here. With the hour goes what they said. Whether a door is open, stories know better.
"""

from django.utils import timezone

from moderation import waits
from moderation.models import Submission, hour_of
from moderation.states import Standing

_DIGITS = 5  # of a path, for each reply on the way


def at_first(submission):
    """What is written on a text's row when it appears for the first time."""
    waits_too = (
        submission.page_id == submission.pk or submission.kind == Submission.Kind.COMMENT and submission.newcomer
    )
    return {"unanswered_since": hour_of(timezone.now())} if waits_too else {}


def begin(pk):
    """Let a story that nobody else has answered wait from this hour on."""
    story = Submission.objects.get(pk=pk)
    if not _answers(story).exists():
        rows = Submission.objects.filter(pk=pk, standing__in=(Standing.PUBLIC, Standing.HIDDEN))
        rows.update(unanswered_since=hour_of(timezone.now()))


def end(rows):
    """These wait no more, whether somebody answered or not. Returns how many did."""
    return rows.exclude(unanswered_since=None, newcomer=None).update(unanswered_since=None, newcomer=None)


def look_again(reply, *, appeared=False):
    """A reply has appeared, gone, or been hidden or shown again: what it answers waits no more, or anew.

    Only a story waits anew: whoever was welcomed once is no newcomer.
    """
    if reply.kind != Submission.Kind.COMMENT:
        return
    story, path = Submission.objects.get(pk=reply.page_id), reply.path
    if _answers(story).exists():
        if end(Submission.objects.filter(pk=story.pk)) and appeared and story.unanswered_since:
            waits.count(story.unanswered_since, waits.ANSWERED)
    elif story.unanswered_since is None:
        begin(story.pk)
    if appeared and len(path) > _DIGITS:
        above = Submission.objects.filter(page=story.pk, path=path[:-_DIGITS], kind=Submission.Kind.COMMENT)
        end(above.exclude(claim_hash=reply.claim_hash))


def _answers(story):
    """Public replies of somebody else than its author."""
    replies = Submission.objects.filter(page=story.pk, kind=Submission.Kind.COMMENT, standing=Standing.PUBLIC)
    return replies.exclude(claim_hash=story.claim_hash)
