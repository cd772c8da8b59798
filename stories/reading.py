"""What a reader sees, with fixed query counts."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from moderation.models import Submission
from moderation.states import Standing
from stories import threads
from stories.models import Story

PER_PAGE = 20


@dataclass
class Shelf:
    """A page of the library and the refs that lead to the next and the previous one."""

    stories: list
    older: str = ""
    newer: str = ""


def library(*, event="", profession="", topic="", before="", after=""):
    """Stories in the library, 20 a page; ``before`` and ``after`` are refs of stories at its edge. 1 or 2 queries."""
    rows = Story.objects.in_library()
    if event:
        rows = rows.filter(Q(event=event) | Q(second_event=event))
    if profession:
        rows = rows.filter(profession=profession)
    if topic:
        rows = rows.filter(storytopic__tag__slug=topic)
    edge = Story.objects.in_library().filter(ref=before or after).first() if before or after else None
    if edge and after:
        newer = Q(published_on__gt=edge.published_on) | Q(published_on=edge.published_on, id__lt=edge.pk)
        found = list(rows.filter(newer).order_by("published_on", "-id")[: PER_PAGE + 1])
        more, found = len(found) > PER_PAGE, found[:PER_PAGE][::-1]
        return Shelf(found, older=found[-1].ref if found else "", newer=found[0].ref if more else "")
    if edge:
        rows = rows.filter(Q(published_on__lt=edge.published_on) | Q(published_on=edge.published_on, id__gt=edge.pk))
    found = list(rows[: PER_PAGE + 1])
    more, found = len(found) > PER_PAGE, found[:PER_PAGE]
    return Shelf(found, older=found[-1].ref if more else "", newer=found[0].ref if edge and found else "")


_GONE = {
    Standing.WITHDRAWN: "was taken back by its writer.",
    Standing.RETRACTED: "was taken away by the moderators.",
}
_SEEN = (Standing.PUBLIC, *_GONE)


def thread(story, root=None):
    """(updates, replies) of a story as HTML, joined from what was made when each was published. 1 query.

    ``replies`` is [HTML of an <li>, …] in reading order, three levels from ``root`` (a path) on; where deeper ones
    follow, the third level carries a link to go on.
    """
    rows = Submission.objects.filter(page=story.pk, standing__in=_SEEN).exclude(pk=story.pk)
    if root is not None:
        rows = rows.filter(path__startswith=root)
    fields = ("kind", "path", "number", "standing", "public_html", "published_on")
    rows = list(rows.order_by("path", "published_on", "number").values_list(*fields))
    base = root[: -threads.STEP] if root else ""
    updates = [html for kind, _path, _n, standing, html, _day in rows if kind == "update" and html]
    replies, deeper = [], None
    for kind, path, number, standing, html, _day in rows:
        if kind != "comment" or not number:
            continue
        depth = threads.depth(path, base)
        if depth >= threads.VISIBLE:
            if deeper and replies:
                replies[-1] = replies[-1].removesuffix("</li>") + _onward(story, deeper) + "</li>"
                deeper = None
            continue
        deeper = number if depth == threads.VISIBLE - 1 else None
        replies.append(_item(number, depth, standing, html, path))
    return mark_safe("".join(updates)), [mark_safe(reply) for reply in replies]


def _item(number, depth, standing, html, path):
    gone = standing != Standing.PUBLIC
    if gone:
        to = threads.parent_number(path)
        head = f"Reply {number}, to reply {to}" if to else f"Reply {number}"
        html = f'<h3 class="reply__head">{head}</h3><p>This reply {_GONE[standing]}</p>'
    kind = "reply reply--gone" if gone else "reply"
    return f'<li class="{kind}" id="reply-{number}" data-depth="{depth}">{html}</li>'


def _onward(story, number):
    return format_html(
        '<p class="reply__more"><a href="{}from/{}/">Continue after reply {}</a></p>',
        story.get_absolute_url(),
        number,
        number,
    )
