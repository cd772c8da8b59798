"""Care for moderators: topics they stay away from, so many severe texts a day, a pause after each."""

from django.utils import timezone

from forum.models import House
from moderation.models import Decision, Submission, Wording
from moderation.states import DECIDES, SEVERE

NOT_TODAY = "not today"  # where a moderator's box keeps it: [the day, [topics]]


def severe_today(label):
    """How many texts about severe harm or a death this moderator has decided on today."""
    today = Decision.objects.filter(day=timezone.localdate(), label=label, move__in=DECIDES)
    return Submission.objects.filter(ref__in=today.values("about"), harm__in=SEVERE).count()


def is_enough(wording, label):
    """Whether this moderator has read enough that is severe today to be spared this one."""
    return wording.submission.harm in SEVERE and severe_today(label) >= House.settings().severe_a_day


def is_severe(wording):
    return wording.submission.harm in SEVERE


def topics():
    """The topics of what waits, for whoever wants to stay away from one."""
    found = Wording.objects.waiting().exclude(topics="").values_list("topics", flat=True).distinct()
    return sorted({topic for told in found for topic in told.split()})


def not_today(box):
    """The topics that a moderator stays away from today, from their box."""
    day, chosen = box.get(NOT_TODAY, ["", []])
    return chosen if day == str(timezone.localdate()) else []


def until_tomorrow(chosen):
    """What a moderator's box keeps of this choice."""
    return {NOT_TODAY: [str(timezone.localdate()), chosen]}
