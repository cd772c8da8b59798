"""What the moderators' work is shown to: everybody, in the public log; the owner, in numbers of the house."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Min
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from forum.members.doors import staff
from moderation import corrections, transparency, waits
from moderation.models import Wording
from moderation.states import State


@login_not_required
@require_safe
def log(request):
    """The public log: months that have ended, never a text."""
    tables = (
        ("Decisions", transparency.decisions()),
        ("Reasons that were given", transparency.reasons()),
        ("Flags of readers", transparency.flags()),
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
    half, most = waits.within(0.5), waits.within(0.95)
    context = {
        "waiting": waiting.count(),
        "held": Wording.objects.filter(state=State.HELD).count(),
        "oldest": waits.in_words(_hours(since)) if since else "",
        "half": half and waits.in_words(half),
        "most": most and waits.in_words(most),
        "longest": waits.WITHIN[-1],
        "weeks": corrections.weekly(),
        "outages": corrections.outages(),
    }
    return render(request, "moderation/house.html", context)


def _hours(since):
    """Whole hours since then, at least one."""
    return max(1, round((timezone.now() - since).total_seconds() / 3600))
