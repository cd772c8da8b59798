"""What an author takes away: a text for supervision, days in a calendar. Made on the spot, kept nowhere.

Neither names this site: files lie about on other people's machines.
"""

from datetime import timedelta
from uuid import uuid4

from django.db.models import F
from django.utils import timezone
from django.utils.dateformat import format as date
from django.utils.translation import gettext

from moderation.models import Submission
from moderation.rendering import sections
from stories import prompts, writing

_LINE = 75  # bytes of a line of iCalendar, RFC 5545 3.1


def account(passages, updates=()):
    """A reflective account as plain text; ``updates`` is [(heading, passages), …] of what happened next."""
    title = next((text for prompt, _heading, text in passages if prompt == "title"), "")
    told = [f"{title}\n{'=' * len(title)}\n"] if title else []
    told += _told([passage for passage in passages if passage[0] != "want"])
    for heading, words in updates:
        told += _told(words, heading)
    return "\n".join(told)


def _told(passages, instead=""):
    """The sections of a text: each has its heading (or the one ``instead``), a line under it, and what was said."""
    told = []
    for heading, parts in sections(passages):
        heading = instead or gettext(heading)
        said = [f"{gettext(part)}. {text}".strip() if part else text for part, text in parts if part or text]
        told.append("\n".join([heading, "-" * len(heading), "\n\n".join(said), ""]))
    return told


def updates(story):
    """[(heading with its month, passages)] of a story's own updates, as their author sent them last."""
    own = Submission.objects.filter(page=story.pk, kind=Submission.Kind.UPDATE, claim_hash=story.claim_hash)
    told = []
    for row in own.order_by(F("published_on").asc(nulls_last=True), "id").prefetch_related("wordings"):
        if wording := writing.newest(row):
            heading = gettext("What happened next")
            month = row.published_on and date(row.published_on, "F Y")
            told.append((f"{heading}, {month}" if month else heading, wording.passages))
    return told


def reminders(title):
    """Three all-day events of this title, from today on, as an iCalendar file (RFC 5545)."""
    today = timezone.localdate()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Calendar//EN"]
    for days in prompts.MOMENTS:
        lines += ["BEGIN:VEVENT", f"UID:{uuid4()}", f"DTSTAMP:{today:%Y%m%d}T000000Z"]
        lines += [f"DTSTART;VALUE=DATE:{today + timedelta(days=days):%Y%m%d}", f"SUMMARY:{_escaped(title)}"]
        lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text):
    """A value of type TEXT, RFC 5545 3.3.11."""
    for character in "\\;,":
        text = text.replace(character, f"\\{character}")
    return " ".join(text.split())


def _folded(line):
    """A long line goes on after a line end and a space; no letter is cut in two."""
    parts, bytes_ = [""], 0
    for character in line:
        size = len(character.encode())
        if bytes_ + size > _LINE:
            parts.append("")
            bytes_ = 1
        parts[-1] += character
        bytes_ += size
    return "\r\n ".join(parts)
