"""News: what changed in my threads since I last looked, worked out when the desk is opened.

Nobody is sent anything. What was seen lies in the sealed box, a short mark for each text of mine, and is put there when
its owner says so: never by sending, and never by reading alone.
"""

import contextlib
import re
from dataclasses import dataclass

from django.db.models import Max
from django.db.models.functions import Left, Length
from django.urls import reverse

from forum.members.unlocking import box_of, put_in_box
from moderation.models import Submission
from moderation.states import Standing, State
from stories import threads

KEY = 5  # letters of a ref: enough to tell a member's own texts apart
MOST, FEWEST = 200, 50  # marks kept; fewer where the box is full of other things
_DECIDED = (State.RETURNED, State.DECLINED, State.APPROVED, State.USED)
_MARK = re.compile(r"([a-z]{10}):(\d{1,6}\.\d{1,6}[a-z]*\.[a-z]?\.\d{1,6})")


@dataclass
class News:
    """What is new about one text of mine. ``mark`` says what of it was shown, ``after`` the last reply seen before."""

    text: Submission
    replied: bool
    decided: bool
    written: bool  # a moderator wrote
    after: int
    mark: str

    @property
    def replies(self):
        """The address of its page, with what is new there marked."""
        text, page = self.text, self.text.page
        place = f"reply-{text.number}" if text.kind == Submission.Kind.COMMENT else "replies"
        return f"{reverse(f'stories:{page.kind}', args=[page.ref])}?after={self.after}#{place}"


def work_out(request, texts, hashes):
    """[News] of those of my ``texts`` where there is any; ``hashes`` are my voices' claims. 1 query, and the box."""
    seen, replies = box_of(request).get("seen", {}), _replies(texts, hashes)
    told = (_news(text, seen.get(text.ref[:KEY], "0.0..0"), replies.get(_place(text), 0)) for text in texts)
    return [news for news in told if news.replied or news.decided or news.written]


def _place(text):
    """What others' replies to a text are found by: its page, and its own path where it is a reply itself."""
    return (text.page_id, text.path) if text.kind == Submission.Kind.COMMENT else (text.page_id, None)


def _replies(texts, hashes):
    """{place: the highest number of others' public replies there}."""
    pages = {text.page_id for text in texts}
    rows = Submission.objects.public().filter(kind=Submission.Kind.COMMENT, page__in=pages)
    rows = rows.exclude(claim_hash__in=hashes).annotate(above=Left("path", Length("path") - threads.STEP))
    found = {}
    for page, above, last in rows.values_list("page", "above").annotate(last=Max("number")).order_by():
        found[page, above] = last
        found[page, None] = max(found.get((page, None), 0), last)
    return found


def _news(text, seen, last):
    before, decision, stood, heard = seen.split(".")
    decided = max((_decision(wording) for wording in text.wordings.all() if wording.passages), default=(0, ""))
    was = int(re.match(r"\d+", decision)[0]), re.sub(r"\d+", "", decision)
    stands = text.standing[:1] if text.standing != Standing.UNSEEN else ""
    if text.kind == Submission.Kind.UPDATE:
        last = 0  # what is said under an update is said under its story
    said = max((message.number for message in text.messages.all() if not message.from_writer), default=0)
    changed = decided[0] > was[0] or (decided[0] == was[0] and decided[1] not in ("", was[1])) or stands != stood
    shown = max(decided, was) if decided[0] != was[0] else decided
    mark = f"{max(last, int(before))}.{shown[0]}{shown[1]}.{stands}.{max(said, int(heard))}"
    return News(text, last > int(before), changed, said > int(heard), int(before), mark)


def _decision(wording):
    return (wording.number, wording.state[:3]) if wording.state in _DECIDED else (0, "")


def look(request, marks, refs):
    """Keep that these marks ("ref:mark", as the desk showed them) were seen; those of texts not in ``refs`` go."""
    seen = {key: mark for key, mark in box_of(request).get("seen", {}).items() if key in {ref[:KEY] for ref in refs}}
    for found in filter(None, map(_MARK.fullmatch, marks)):
        if found[1] in refs:
            seen.pop(found[1][:KEY], None)
            seen[found[1][:KEY]] = found[2]
    for many in (MOST, FEWEST, 0):
        with contextlib.suppress(ValueError):
            return put_in_box(request, seen=dict(list(seen.items())[len(seen) - min(many, len(seen)) :]))
