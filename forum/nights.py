"""What a night did, by count, for the owner's page."""

from datetime import timedelta

from django.utils import timezone

from forum.models import Tally

NIGHT = "night"  # the tally that says that one ran; each number has its own, "night NAME"
COUNTED = {
    "published": "Texts that appeared",
    "doors": "Stories that replies are open for from now on, after a week",
    "quiet": "Stories taken back after a quiet week, as their authors chose",
    "held": "Texts still held, because screening gave no answer",
    "leases": "Texts given back to the queue, because a moderator's time was over",
    "replies": "Replies erased, 30 days after their story was taken back",
    "returned": "Returned texts erased after 60 days",
    "declined": "Declined texts erased after 30 days",
    "messages": "Private messages erased, 30 days after the talk was closed",
    "answers": "Private pages after a flag erased, 30 days after they were closed or half a year after the last answer",
    "drafts": "Drafts erased that nobody touched for 30 days",
    "bookmarks": "Bookmarks erased that nobody touched for a year",
    "codes": "Unused codes for roles erased",
    "decisions": "Decisions forgotten after a year",
    "tables": "Tables rewritten",
    "left": "Tables left to the next night",
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
