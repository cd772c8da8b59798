"""How long texts wait, in daily numbers: how many waited so many hours at most. Of which text, none says."""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.models import Tally

WITHIN = (1, 2, 4, 8, 16, 24, 48, 72, 120, 168, 336)  # hours
LATELY = timedelta(days=30)
FEWEST = 5  # below this, a median would be about single texts
READ, ANSWERED = "waited", "answered"  # to be read by a moderator; for a first answer of somebody else
_WORDS = {1: _("an hour"), 24: _("a day"), 168: _("a week")}


def count(since, kind=READ):
    """Add a wait that began in the hour ``since`` and ends now to the day's numbers."""
    hours = (timezone.now() - since).total_seconds() / 3600
    within = next((bound for bound in WITHIN if hours <= bound), WITHIN[-1])
    Tally.objects.add(f"{kind} {within:03}")


def within(share=0.5, kind=READ):
    """The hours within which this share of the last 30 days' waits were over; None when they were too few."""
    rows = Tally.objects.filter(name__startswith=f"{kind} ", day__gte=timezone.localdate() - LATELY)
    rows = rows.values_list("name").annotate(number=Sum("number")).order_by("name")
    numbers = [(int(name.removeprefix(f"{kind} ")), number) for name, number in rows]
    whole, seen = sum(number for _bound, number in numbers), 0
    if whole < FEWEST:
        return None
    for bound, number in numbers:
        seen += number
        if seen >= share * whole:
            return bound


def in_words(hours):
    """A number of hours as people say it."""
    if hours in _WORDS:
        return _WORDS[hours]
    if hours > 24 and not hours % 24:
        return ngettext("%(number)s day", "%(number)s days", hours // 24) % {"number": hours // 24}
    return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
