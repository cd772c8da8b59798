"""The chain of decisions: append-only, each bound by an HMAC to all before it, kept for a year."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from forum import progress
from forum.members.keyring import mac
from forum.models import House
from moderation.models import Decision

KEPT_FOR = timedelta(days=365)
ANCHOR = "anchor"  # the move of the row that stands for all that were forgotten


class BrokenChain(Exception):
    """A decision was changed, taken out or put in."""


def one_at_a_time():
    """Hold the house's row until the transaction ends, so that two moderators cannot add the same link."""
    House.objects.get_or_create(pk=1)
    House.objects.select_for_update().get(pk=1)


def record(ref, move, *, label, reason="", read="", words=""):
    """Add a decision about the text ``ref``."""
    one_at_a_time()
    last = Decision.objects.order_by("-number").first()
    row = Decision(
        number=last.number + 1 if last else 1,
        about=ref,
        move=move,
        reason=reason,
        read=read,
        words_mac=mac(settings.PEPPER, "decision words", words).hex(),
        label=label,
        previous=last.chain if last else "",
    )
    row.chain = chain_of(row)
    row.save(force_insert=True)


def chain_of(row):
    """The value that binds a decision to all before it."""
    told = (row.number, row.about, row.move, row.reason, row.read, row.words_mac, row.day, row.label, row.previous)
    return mac(settings.PEPPER, "decision", *map(str, told)).hex()


def _anchor_of(number, chain):
    return mac(settings.PEPPER, "anchor", str(number), chain).hex()


def verify(tell=progress.silent):
    """Walk the chain. Returns how many decisions stand in it; raises BrokenChain naming the first that does not fit.

    ``tell``: see forum.progress.
    """
    count, before, every = 0, None, Decision.objects.count()
    for place, row in enumerate(Decision.objects.order_by("number").iterator(), 1):
        tell("decisions", place, every)
        if row.move == ANCHOR and before is None:
            fits = row.words_mac == _anchor_of(row.number, row.chain)
        else:
            number, chain = (before.number, before.chain) if before else (0, "")
            fits = row.number == number + 1 and row.previous == chain and row.chain == chain_of(row)
            count += 1
        if not fits:
            raise BrokenChain(f"decision {row.number} does not fit")
        before = row
    return count


@transaction.atomic
def forget_old():
    """Take out decisions more than a year old, from the chain's beginning; an anchor stands for the last of them.

    Returns how many went.
    """
    House.objects.select_for_update().filter(pk=1).first()
    old = Decision.objects.filter(day__lt=timezone.localdate() - KEPT_FOR).exclude(move=ANCHOR)
    young = Decision.objects.exclude(pk__in=old.values("pk")).exclude(move=ANCHOR).order_by("number").first()
    old = old.filter(number__lt=young.number) if young else old  # a prefix, whatever clocks did
    last = old.order_by("-number").first()
    if not last:
        return 0
    gone = Decision.objects.filter(number__lte=last.number).exclude(move=ANCHOR).delete()[0]
    Decision.objects.filter(move=ANCHOR).delete()
    Decision.objects.create(
        number=last.number,
        about="",
        move=ANCHOR,
        words_mac=_anchor_of(last.number, last.chain),
        label="",
        day=last.day,
        chain=last.chain,
    )
    return gone
