"""What a reply shows that its author did not ask for. Its writer is told once, then it goes with the text."""

import re
from typing import NamedTuple

from django.utils.translation import gettext

from stories import prompts
from stories.models import Comment, Story
from stories.noticing import notice

LETTER = "letter"
_TO_READ = re.compile(
    r"\b(?:books?|chapters?|articles?|papers?|podcasts?|handouts?|films?|read|reading|leaflets?)\b", re.I
)


class Noticed(NamedTuple):
    """One kind with the sentences that show it."""

    kind: str
    sentences: list

    @property
    def told(self):
        """(what its writer is told, why, what becomes of it)."""
        return [gettext(sentence) for sentence in prompts.NOTICED[self.kind]]


def _looked_for(page, reply_type):
    """The kinds that nobody asked for under this page, in a reply of this type."""
    if not page or reply_type == "author":
        return ()
    if page.kind == LETTER:
        return ("disputes",)
    advice = () if "helped" in prompts.offered(page.wishes) else ("advice",)
    return advice if reply_type == "challenge" else (*advice, "blame")


def _stands(content, page):
    """(the page that a draft answers, the type of the reply), both None for what is no reply."""
    if content["kind"] != "comment":
        return None, None
    if content.get("ref"):
        comment = Comment.objects.filter(ref=content["ref"]).select_related("page__as_story").first()
        return (comment.page.as_story, comment.reply_type) if comment else (None, None)
    page = page or Story.objects.filter(ref=content.get("page") or "").first()
    return page, content["values"].get("reply_type", "")


def noticed(content, page=None):
    """[Noticed, …] of a draft: what stands in it as it is now, measured by what the author wishes for now.

    ``page`` is the story or letter that a new reply answers, for whoever has it.
    """
    page, reply_type = _stands(content, page)
    kinds = _looked_for(page, reply_type)
    text = content["values"].get("text", "") if kinds else ""
    found = {}
    for kind, start, end in notice(text, kinds):
        sentence = text[start:end]
        if not (reply_type == "resource" and kind == "advice" and _TO_READ.search(sentence)):
            found.setdefault(kind, []).append(sentence)
    return [Noticed(kind, found[kind]) for kind in kinds if kind in found]


def kinds_in(content, page=None):
    return [one.kind for one in noticed(content, page)]


def tell(content, page=None):
    """The draft with what its writer is told now for the first time; None when there is nothing new to tell."""
    told = content.get("told", [])
    new = [kind for kind in kinds_in(content, page) if kind not in told]
    return {**content, "told": [*told, *new]} if new else None
