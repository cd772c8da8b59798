"""*I did this too*: one press without words. What is shown of it are words, which move by one step a day at most.

A press adds one to a bare number of the story. Only so many of a day count, whoever presses, so that a flood is a few
presses and a step; only so many of a network in an hour do, whatever they press. All presses are answered alike.
"""

import contextlib
import time

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Least

from forum.models import Tally
from moderation import gate
from stories import prompts
from stories.models import Pressed, Story

A_DAY = 5  # presses that count under one story between two nights
AN_HOUR = 10  # presses of one network that count, under all stories together, for each worker
MOST = max(many for _words, many in prompts.TOO.values())  # beyond this nothing is counted
_MOVED = "words moved"  # the tally that says that a day had its step
_HOUR = 3600  # seconds


def press(story, network):
    """Count a press, if there is room for it. ``network`` is the request's ``rate_key``: kept beside no story."""
    if not _has_room(network):
        return
    rows = Pressed.objects.filter(story=story)
    if not rows.filter(today__lt=A_DAY).update(today=F("today") + 1) and not rows.exists():
        with contextlib.suppress(IntegrityError), transaction.atomic():  # another was the first at this moment
            Pressed.objects.create(story=story, today=1)


def _has_room(network):
    """Whether this network may count in this hour. What is kept of it goes when the hour ends, and says no minute."""
    name, left = f"too-{network}", _HOUR - int(time.time()) % _HOUR
    cache.add(name, 0, left)
    with contextlib.suppress(ValueError):  # the hour ended between two lines
        return cache.incr(name) <= AN_HOUR
    return True


@transaction.atomic
def move_words():
    """Move the words under each story one step towards its presses, once a day. Returns under how many they moved."""
    if Tally.objects.of(_MOVED):
        return 0
    Tally.objects.add(_MOVED)
    Pressed.objects.filter(today__gt=0).update(whole=Least(F("whole") + F("today"), Value(MOST)), today=0)
    moved, words = 0, list(prompts.TOO)
    for below, word in reversed(
        list(zip([None, *words[:-1]], words, strict=True))
    ):  # the highest first: none moves twice
        stands = Story.objects.in_library().filter(**{"too": below} if below else {"too__isnull": True})
        for pk in list(stands.filter(pressed__whole__gte=prompts.TOO[word][1]).values_list("pk", flat=True)):
            Story.objects.filter(pk=pk).update(too=word)
            gate.bump(pk)
            moved += 1
    return moved
