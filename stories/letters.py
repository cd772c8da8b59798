"""Letters: former clients' accounts, and the lines of them that their writers lend to authors of stories.

A line is never copied: what is kept is a code of it, and the line itself is read out of the letter's public words each
time. So it is gone from every form in the transaction that hides the letter, takes it back or changes the line.
"""

import html
import re

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from forum.members.keyring import mac
from moderation.models import Submission
from moderation.states import Standing
from stories.models import Story

SHORTEST, LONGEST = 15, 240  # characters of a line
_HEADING = re.compile(r"<h\d[^>]*>.*?</h\d>", re.S)
_BLOCK = re.compile(r"</?(?:section|p|li|ul|ol|blockquote|br|hr|pre)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_END = re.compile(r"(?<=[.!?…])[”’\"')]*\s+")


def page_kind(content, page=None):
    """Of which kind the page is that a draft is written for: names are refused on a letter's.

    ``page`` is the one that a new reply answers, for whoever has it.
    """
    if page:
        return page.kind
    if content["kind"] in Submission.PAGES:
        return content["kind"]
    about = Q(ref=content.get("page") or "") | Q(shown__ref=content.get("ref") or "")
    letter = Submission.objects.filter(about, kind=Submission.Kind.LETTER).exists()
    return Submission.Kind.LETTER if letter else Submission.Kind.STORY


def lines(letter):
    """[(code, line), …] of its public words: sentences, in their order, each once."""
    told = []
    for block in _BLOCK.split(_HEADING.sub("<p>", letter.public_html)):
        told += _END.split(" ".join(html.unescape(_TAG.sub("", block)).split()))
    fitting = dict.fromkeys(line for line in told if SHORTEST <= len(line) <= LONGEST)
    return [(mac(settings.PEPPER, "line", letter.ref, line).hex()[:32], line) for line in fitting]


@transaction.atomic
def lend(letter, codes):
    """Let authors see these lines of a letter, and no others. Whether it was done: not when it is public no more."""
    if not Submission.objects.select_for_update().filter(pk=letter.pk, standing=Standing.PUBLIC).exists():
        return False
    return bool(Story.objects.filter(pk=letter.pk).update(lent=" ".join(codes)))


def lent_today():
    """(letter, its lines) that stand beside "What I did next" today, the same for everybody; or None. 2 queries."""
    keys = list(Story.objects.letters().exclude(lent="").order_by("pk").values_list("pk", flat=True))
    today = keys and keys[timezone.localdate().toordinal() % len(keys)]
    letter = Story.objects.letters().filter(pk=today).exclude(lent="").first() if keys else None
    shown = [line for code, line in lines(letter) if code in letter.lent.split()] if letter else []
    return (letter, shown) if shown else None
