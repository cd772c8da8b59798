"""What a night did, by count, for the owner's page."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.models import Tally

NIGHT = "night"  # the tally that says that one ran; each number has its own, "night NAME"
COUNTED = {
    "published": _("Texts that appeared"),
    "doors": _("Stories that replies are open for from now on, after a week"),
    "quiet": _("Stories taken back after a quiet week, as their authors chose"),
    "held": _("Texts still held, because screening gave no answer"),
    "leases": _("Texts given back to the queue, because a moderator's time was over"),
    "replies": _("Replies erased, 30 days after their story was taken back"),
    "returned": _("Returned texts erased after 60 days"),
    "declined": _("Declined texts erased after 30 days"),
    "messages": _("Private messages erased, 30 days after the talk was closed"),
    "answers": _(
        "Private pages after a flag erased, 30 days after they were closed or half a year after the last answer"
    ),
    "drafts": _("Drafts erased that nobody touched for 30 days"),
    "bookmarks": _("Bookmarks erased that nobody touched for a year"),
    "codes": _("Unused codes for roles erased"),
    "decisions": _("Decisions forgotten after a year"),
    "tables": _("Tables rewritten"),
    "left": _("Tables left to the next night"),
}
OVERDUE = timedelta(days=2)


def last_night():
    """{day, overdue, counted: [(number, words)], left} of the last night that ran, or None."""
    last = Tally.objects.filter(name=NIGHT).order_by("-day").first()
    if not last:
        return None
    told = dict(Tally.objects.filter(day=last.day, name__startswith=f"{NIGHT} ").values_list("name", "number"))
    numbers = {name: told.get(f"{NIGHT} {name}", 0) for name in COUNTED}
    return {
        "day": last.day,
        "overdue": timezone.localdate() - last.day >= OVERDUE,
        "left": numbers["left"],
        "counted": [(numbers[name], words) for name, words in COUNTED.items()],
    }
