"""Readers' flags before the gate: what a note may say, and how much flags may hide until somebody has looked."""

import time

from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from forum.members.unlocking import mine
from forum.models import House, Tally
from moderation import gate
from moderation.models import Answer, Flag, Submission
from moderation.screener import screener
from moderation.states import Standing

HIDDEN = "hidden by flags"  # what a day's tally counts
_HOUR = 3600  # seconds
A_KEYRING = 5  # texts that stay hidden by one keyring's flags while no moderator has answered them


def flaggable():
    """What readers can see, or could until it was hidden."""
    standing = (Standing.PUBLIC, Standing.HIDDEN)
    return Submission.objects.filter(standing__in=standing, published_on__isnull=False, erase_on=None)


def found_in(note):
    """Stretches of a note that could tell who somebody is, each once. Raises NoScreening."""
    found = screener.screen([note])["findings"]
    return list(dict.fromkeys(note[finding["start"] : finding["end"]] for finding in found))


@transaction.atomic
def receive(text, reason, note="", keyring=None):
    """Store a flag; hide the text at once where its reason says so and the flags of this side have room for it.

    Without a keyring anybody could hide the whole library, so such flags hide only so many texts an hour and a day
    (owner's settings); so do those of a keyring of which nothing has appeared yet, since joining costs nothing and
    fifty new accounts are one stranger. Another keyring's flags hide only so many at a time. Beyond that a flag is
    urgent and hides nothing.
    """
    nullifier = keyring and keyring.nullifier("flag", str(text.page_id))
    if keyring and _has_appeared(keyring):
        gate.flag(text, reason, note=note, nullifier=nullifier, may_hide=_hidden_by(keyring) < A_KEYRING)
        return
    day, _made = Tally.objects.get_or_create(day=timezone.localdate(), name=HIDDEN)
    day = Tally.objects.select_for_update().get(pk=day.pk)  # one after another: two cannot both take the last place
    hour = f"flags-{int(time.time() // _HOUR)}"  # in this worker's memory, and of nobody
    house = House.settings()
    room = cache.get(hour, 0) < house.flags_an_hour and day.number < _a_day(house)
    if gate.flag(text, reason, note=note, nullifier=nullifier, may_hide=room):
        cache.add(hour, 0, _HOUR)
        cache.incr(hour)
        Tally.objects.add(HIDDEN)


def _a_day(house):
    """How many texts flags from outside may hide today: the owner's share of the library, at least one."""
    stories = Submission.objects.filter(kind__in=Submission.PAGES, standing=Standing.PUBLIC).count()
    return max(1, stories * house.flags_a_day // 100) if house.flags_a_day else 0


def _has_appeared(keyring):
    """Whether a moderator has ever let a text of this keyring appear."""
    own = Submission.objects.of(mine(keyring, Submission.objects))
    return own.filter(published_on__isnull=False).exists()


def _hidden_by(keyring):
    """How many texts stand hidden under flags of this keyring that nobody has answered."""
    flags = Flag.objects.filter(handled=False, nullifier__isnull=False, submission__standing=Standing.HIDDEN)
    rows = flags.values_list("nullifier", "submission__page_id")
    return sum(keyring.nullifier("flag", str(page)) == nullifier for nullifier, page in rows)


def waiting(keyring, label=""):
    """Texts with unanswered flags or whose flagger waits for a word, urgent ones first; none of the moderator's own."""
    unanswered = Flag.objects.filter(submission=OuterRef("pk"), handled=False)
    asks = Answer.objects.due_to(label).filter(submission=OuterRef("pk"))
    texts = flaggable().exclude(claim_hash__in=mine(keyring, Submission.objects))
    texts = texts.annotate(flagged=Exists(unanswered), asks=Exists(asks)).filter(Q(flagged=True) | Q(asks=True))
    return texts.annotate(urgent=Exists(unanswered.filter(urgent=True))).order_by("-urgent", "standing", "id")
