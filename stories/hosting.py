"""What hosts see: public texts that nobody else has answered, the longest wait first; and what goes when it has served.

Whether a reply waits at the gate shows on no board; a host alone is told that their own answer is on its way.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.members.unlocking import mine
from moderation import unanswered
from moderation.models import Submission
from moderation.states import Standing
from stories.models import Story, Voice

AT_ONCE = 100  # of a kind; the next come as these are answered
WELCOME_FOR = timedelta(days=14)  # then nobody is new any more, answered or not


@dataclass
class Waiting:
    """A public text that waits for a first answer."""

    text: Submission
    story: Story
    hours: int
    late: bool
    answered: bool = False  # by this host, whose answer is still being read

    @property
    def wait(self):
        """In words: whole days from two days on."""
        if self.hours < 1:
            return _("less than an hour")
        if self.hours < 48:
            return ngettext("%(number)s hour", "%(number)s hours", self.hours) % {"number": self.hours}
        return ngettext("%(number)s day", "%(number)s days", self.hours // 24) % {"number": self.hours // 24}


def board(keyring, within):
    """([Waiting] of stories, [Waiting] of first replies) for this host; ``within`` are the owner's hours. 6 queries.

    Their own texts are for other hosts.
    """
    own = list(mine(keyring, Voice.objects))
    stories = Story.objects.filter(standing=Standing.PUBLIC, unanswered_since__isnull=False, door="open")
    stories = stories.exclude(claim_hash__in=own).order_by("unanswered_since", "id").defer("public_html")
    replies = Submission.objects.public().filter(
        kind=Submission.Kind.COMMENT, unanswered_since__isnull=False, page__as_story__door="open"
    )
    replies = replies.exclude(claim_hash__in=own).order_by("unanswered_since", "id").defer("public_html")
    stories, replies = list(stories[:AT_ONCE]), list(replies.select_related("page__as_story")[:AT_ONCE])
    written = Submission.objects.of(own).filter(kind=Submission.Kind.COMMENT, standing=Standing.UNSEEN)
    written = set(written.values_list("page", "path"))
    now = timezone.now()

    def waiting(text, story, path):
        hours = int((now - text.unanswered_since).total_seconds() // 3600)
        return Waiting(text, story, hours, hours >= within, (story.pk, path) in written)

    return (
        [waiting(story, story, "") for story in stories],
        [waiting(reply, reply.page.as_story, reply.path) for reply in replies],
    )


def forget():
    """Empty the hours of stories whose door is not open, and what newcomers said two weeks after they appeared."""
    shut = Story.objects.exclude(door="open").filter(standing=Standing.PUBLIC).values("pk")
    unanswered.end(Submission.objects.filter(pk__in=shut, unanswered_since__isnull=False))
    old = Submission.objects.filter(newcomer=True, published_on__lte=timezone.localdate() - WELCOME_FOR)
    unanswered.end(old.filter(kind=Submission.Kind.COMMENT))
    old.update(newcomer=None)
