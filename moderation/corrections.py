"""How well the screening sees, as moderators correct it: daily numbers, of which text none says.

Right is a finding that a moderator asked the writer to change; missed a stretch they asked for that was not found;
let stand a finding in a text that they approved as it was.
"""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone

from forum.models import Tally
from moderation.states import Move

RIGHT, MISSED, LET_STAND = "screening right", "screening missed", "screening let stand"
OUT = "screening out"
WEEKS = 12


def count(wording, move, pins):
    """Add one decision's corrections to the day's numbers."""
    findings = list(wording.findings.all())
    right = sum(any(_meet(pin, finding) for finding in findings) for pin in pins)
    stand = len(findings) if move == Move.APPROVE else 0
    for name, number in ((RIGHT, right), (MISSED, len(pins) - right), (LET_STAND, stand)):
        if number:
            Tally.objects.add(name, number)


def _meet(pin, finding):
    return pin.passage == finding.passage and pin.start < finding.end and finding.start < pin.end


def count_outage():
    """Note that a text was held today, because the screening gave no answer."""
    Tally.objects.add(OUT)


def outages():
    """[(first day, last day), …] on which the screening gave no answer to somebody, newest first, of the last WEEKS."""
    since = timezone.localdate() - timedelta(weeks=WEEKS)
    spans = []
    for day in Tally.objects.filter(name=OUT, day__gt=since).order_by("-day").values_list("day", flat=True):
        if spans and spans[-1][0] - day == timedelta(days=1):
            spans[-1] = (day, spans[-1][1])
        else:
            spans.append((day, day))
    return spans


def weekly():
    """[(Monday, right, missed, let stand, recall or None, precision or None), …], newest first, of the last WEEKS."""
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    weeks = []
    for back in range(WEEKS):
        begin = monday - timedelta(weeks=back)
        days = Tally.objects.filter(day__gte=begin, day__lt=begin + timedelta(weeks=1))
        told = dict(days.values_list("name").annotate(number=Sum("number")))
        right, missed, stand = (told.get(name, 0) for name in (RIGHT, MISSED, LET_STAND))
        if right or missed or stand:
            weeks.append((begin, right, missed, stand, _share(right, missed), _share(right, stand)))
    return weeks


def _share(part, rest):
    return part / (part + rest) if part + rest else None
