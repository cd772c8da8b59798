"""What the moderators' work is shown to: everybody, in the public log; the owner, in numbers of the house."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import F, Min
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum.members.doors import staff
from moderation import corrections, transparency, waits
from moderation.models import Submission, Wording
from moderation.states import Standing, State


@login_not_required
@require_safe
def log(request):
    """The public log: months that have ended, never a text."""
    tables = (
        (_("Decisions"), transparency.decisions()),
        (_("Reasons that were given"), transparency.reasons()),
        (_("Flags of readers"), transparency.flags()),
    )
    context = {
        "tables": [{"name": name, "months": months, "most": transparency.most(months)} for name, months in tables],
        "fewest": transparency.FEWEST,
        "months": transparency.MONTHS,
    }
    return render(request, "moderation/log.html", context)


@staff("owner")
@require_safe
def house(request):
    """How long texts wait, how well the screening sees, when it was out. No text, no member, no moderator's name."""
    waiting = Wording.objects.waiting()
    since = waiting.aggregate(since=Min("waiting_since"))["since"]
    unanswered = Submission.objects.filter(standing=Standing.PUBLIC, unanswered_since__isnull=False, page=F("pk"))
    alone = unanswered.aggregate(since=Min("unanswered_since"))["since"]
    weeks = corrections.weekly()
    context = {
        "waiting": waiting.count(),
        "held": Wording.objects.filter(state=State.HELD).count(),
        "oldest": waits.in_words(_hours(since)) if since else "",
        "read": _usual(waits.READ),
        "longest": waits.WITHIN[-1],
        "unanswered": unanswered.count(),
        "alone": waits.in_words(_hours(alone)) if alone else "",
        "answered": _usual(waits.ANSWERED),
        "weeks": weeks,
        "most_corrected": max([right + missed + stood for _monday, right, missed, stood, *_rates in weeks], default=1),
        "outages": corrections.outages(),
    }
    return render(request, "moderation/house.html", context)


def _usual(kind):
    """(half, 95 in 100) of these waits were over within so long, in words; None when they were too few."""
    hours = [waits.within(share, kind) for share in (0.5, 0.95)]
    return [waits.in_words(found) for found in hours] if all(hours) else None


def _hours(since):
    """Whole hours since then, at least one."""
    return max(1, round((timezone.now() - since).total_seconds() / 3600))
