"""The hosts' board, and the guide for hosts."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.members.doors import staff
from forum.models import House
from forum.prose import prose
from stories import hosting


@staff("host")
@require_safe
def board(request):
    """Everything public that nobody else has answered. Nothing that is not public, and nobody's name."""
    within = House.settings().answer_within
    stories, replies = hosting.board(request.keyring, within)
    return render(request, "stories/board.html", {"stories": stories, "replies": replies, "within": within})


@staff("host")
@require_safe
def guide(request):
    """What a first answer is, and what a host looks after: the same text as in ``docs``."""
    return render(request, "stories/hosting.html", {"sections": _guide()})


@cache
def _guide():
    """[(heading, HTML)] of the guide; what stands before its first heading has none."""
    text = Path(settings.BASE_DIR, "docs", "hosting-a-thread.md").read_text()
    text = re.sub(r"(?<!\n)\n(?![\n\d-])", " ", text.partition("\n")[2])  # a line of the file is no line of the page
    first, *rest = re.split(r"^## ", text, flags=re.M)
    return [
        ("", prose(first)),
        *((heading, prose(words)) for heading, _end, words in (part.partition("\n") for part in rest)),
    ]
