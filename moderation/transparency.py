"""What the public log counts: decisions by move and by reason, flags by reason, of whole months that have ended.

No number under five is shown, zero is none: that nobody flagged a text tells as much as that one person did. Where
the sum of a month could give a hidden number away, the smallest that could be shown is hidden beside it. A month that
is shown never changes: the running one is not, and it leaves before the first of its decisions is forgotten.
"""

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models import Tally
from moderation.models import Decision
from moderation.states import BY_SCREENING, FLAGS, NOTICES, REASONS, Move

FEWEST = 5  # the smallest number that is shown
MONTHS = 11  # decisions and tallies last a year: the twelfth is being forgotten already
FLAGGED = "flagged "  # tallies of a month, kept at its first day
MOVED = {
    Move.APPROVE: _("Approved"),
    Move.SECOND: _("Passed to a second reader"),
    Move.RETURN: _("Returned, with what to change"),
    Move.AGREE: _("Returned, and approved with the words that were suggested"),
    Move.DECLINE: _("Declined"),
    Move.CARE: _("Wrote to the writer first"),
    Move.NO_ACTION: _("Flagged, and left as it is"),
    Move.HIDE: _("Hidden"),
    Move.RESTORE: _("Shown again"),
    Move.RETRACT: _("Taken away for good"),
}


class Month(NamedTuple):
    """``shown`` is [(what was counted, number)], in a fixed order; ``whole`` is the sum of those and of the hidden."""

    first: date
    shown: list
    hides: bool
    whole: int


def count_flag(reason):
    """Add a reader's flag to the month's numbers; the day is nobody's."""
    if reason != BY_SCREENING:
        Tally.objects.add(f"{FLAGGED}{reason}", day=timezone.localdate().replace(day=1))


def months():
    """The first days of the months that are shown, newest first."""
    found, first = [], timezone.localdate().replace(day=1)
    for _month in range(MONTHS):
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(first)
    return found


def told(numbers):
    """(what may be shown of a month's numbers, each or None where it is hidden; their sum, or None).

    Whoever knows the sum and this rule cannot work out a hidden number: the smallest that could be shown are hidden
    beside those under five until at least two are, which come to five or more and are not all fours.
    """
    least = FEWEST
    while True:
        hidden = [number for number in numbers if number < least]
        others = [number for number in numbers if number >= least]
        is_safe = not hidden or len(hidden) > 1 and FEWEST <= sum(hidden) != len(hidden) * (FEWEST - 1)
        if is_safe or not others:
            return [number if number >= least else None for number in numbers], sum(numbers) if is_safe else None
        least = min(others) + 1


def decisions():
    """[Month] of moves."""
    rows = Decision.objects.filter(day__gte=months()[-1], move__in=MOVED)
    return _told(MOVED, _by_month(rows.values_list("day", "move").annotate(Count("pk"))))


def reasons():
    """[Month] of the reasons that moderators gave."""
    rows = Decision.objects.filter(day__gte=months()[-1], reason__in=[*REASONS, *NOTICES], move__in=MOVED)
    names = {code: f"{code}: {gettext(words)}" for code, (words, _sentence) in (REASONS | NOTICES).items()}
    return _told(names, _by_month(rows.values_list("day", "reason").annotate(Count("pk"))))


def flags():
    """[Month] of readers' flags."""
    rows = Tally.objects.filter(day__in=months(), name__startswith=FLAGGED).values_list("day", "name", "number")
    counted = [(day, name.removeprefix(FLAGGED), number) for day, name, number in rows]
    return _told({key: gettext(flag.words) for key, flag in FLAGS.items() if key != BY_SCREENING}, _by_month(counted))


def _by_month(numbers):
    """{first day of a month: Counter} of (day, name, number)."""
    found = {first: Counter() for first in months()}
    for day, name, number in numbers:
        if (first := day.replace(day=1)) in found:
            found[first][name] += number
    return found


def _told(names, by_month):
    """[Month] of those in which anything can be shown, newest first."""
    found = []
    for first, counted in by_month.items():
        numbers, whole = told([counted[key] for key in names])
        if whole is not None:
            shown = [(words, number) for words, number in zip(names.values(), numbers, strict=True) if number]
            found.append(Month(first, shown, len(shown) < len(names), whole))
    return found


def most(months):
    """The largest number that is shown in any of them: what the others are drawn against."""
    return max((number for month in months for _words, number in month.shown), default=0)
