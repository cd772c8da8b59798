"""What a reader sees, with fixed query counts."""

from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from moderation.models import Submission
from moderation.states import Standing
from stories import search, threads
from stories.models import Story, StoryTopic

PER_PAGE, RELATED = 20, 2
_UNANSWERED = "unanswered"


@dataclass
class Shelf:
    """A page of the library and the refs (of a search: the numbers of pages) that lead to the next and the previous."""

    stories: list
    older: str = ""
    newer: str = ""


def narrowed(*, event="", profession="", setting="", harm="", wish="", topic="", mute=()):
    """The library's stories, newest first, as far as they fit all of what was chosen. No query yet."""
    rows = Story.objects.in_library()
    if event:
        rows = rows.filter(Q(event=event) | Q(second_event=event))
    plain = {"profession": profession, "setting": setting, "harm": harm}
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if wish:
        rows = rows.annotate(wished=Cast("wishes", TextField())).filter(wished__contains=f'"{wish}"')
    if topic:
        rows = rows.filter(storytopic__tag__slug=topic)
    if mute:
        rows = rows.exclude(pk__in=StoryTopic.objects.filter(tag__slug__in=mute).values("content_object"))
    return rows


def library(rows, *, before="", after=""):
    """20 of ``rows``; ``before`` and ``after`` are refs of stories at the edge of a page. 1 or 2 queries."""
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


def searched(rows, asked, page=1):
    """20 of ``rows`` that have the words, best first, each with ``.words``: where they stand. 3 or 4 queries."""
    keys = search.hits(asked, rows)
    start = (page - 1) * PER_PAGE
    here = keys[start : start + PER_PAGE]
    by_key = {story.pk: story for story in Story.objects.in_library().filter(pk__in=here)} if here else {}
    found = [by_key[key] for key in here if key in by_key]
    words = search.snippets(asked, found)
    for story in found:
        story.words = words.get(story.ref, "")
    older = str(page + 1) if len(keys) > start + PER_PAGE else ""
    return Shelf(found, older=older, newer=str(page - 1) if page > 1 and found else "")


def unanswered(many=3):
    """The stories that wait longest for a first reply, oldest first; where the author closed the door, none is awaited.

    Which they are is remembered for a minute; whether they may be shown is asked each time. 1 or 2 queries.
    """
    keys = caches["pages"].get(_UNANSWERED)
    if keys is None:
        replies = Submission.objects.filter(page=OuterRef("pk"), kind="comment", standing=Standing.PUBLIC)
        waiting = Story.objects.in_library().filter(~Exists(replies), door="open").order_by("published_on", "id")
        keys = list(waiting.values_list("pk", flat=True)[:many])
        caches["pages"].set(_UNANSWERED, keys, 60)
    return list(Story.objects.in_library().filter(pk__in=keys).order_by("published_on", "id")) if keys else []


def related(ref):
    """Refs of other stories of the same kind, then of the same topics; the next older ones first.

    Nothing but what is printed on both is compared: whose they are plays no part. Remembered for ten minutes, so ask
    ``versions`` which of them may be shown. Up to 6 queries, or none.
    """
    found = caches["pages"].get(f"related-{ref}") if len(ref) <= 10 else []
    if found is None:
        story = Story.objects.in_library().filter(ref=ref).first()
        if not story:
            return []
        found = _related(story)
        caches["pages"].set(f"related-{ref}", found)
    return found


def _related(story):
    older = Q(published_on__lt=story.published_on) | Q(published_on=story.published_on, id__gt=story.pk)
    others = Story.objects.in_library().exclude(pk=story.pk)
    topics = StoryTopic.objects.filter(content_object=story.pk).values("tag")
    same_topic = others.filter(pk__in=StoryTopic.objects.filter(tag__in=topics).values("content_object"))
    found = []
    for rows in (others.filter(event=story.event), same_topic):
        refs = rows.values_list("ref", flat=True)
        found += list(refs.filter(older)[:RELATED]) or list(refs[:RELATED])
    return list(dict.fromkeys(found))[: 2 * RELATED]


def versions(refs):
    """{ref: version} of those stories that may be read now. 1 query."""
    return dict(Story.objects.in_library().filter(ref__in=refs).order_by().values_list("ref", "version"))


_GONE = {
    Standing.WITHDRAWN: "was taken back by its writer.",
    Standing.RETRACTED: "was taken away by the moderators.",
}
_SEEN = (Standing.PUBLIC, *_GONE)


def thread(story, root=None, after=None):
    """(updates, replies, last number) of a story, joined from what was made when each was published. 1 query.

    ``replies`` is [HTML of an <li>, …] in reading order, three levels from ``root`` (a path) on; where deeper ones
    follow, the third level carries a link to go on. Those with a number above ``after`` are marked as new.
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
        replies.append(_item(number, depth, standing, html, path, after is not None and number > after))
    last = max((number or 0 for _kind, _path, number, _standing, _html, _day in rows), default=0)
    return mark_safe("".join(updates)), [mark_safe(reply) for reply in replies], last


def _item(number, depth, standing, html, path, new):
    gone = standing != Standing.PUBLIC
    if gone:
        to = threads.parent_number(path)
        head = f"Reply {number}, to reply {to}" if to else f"Reply {number}"
        html = f'<h3 class="reply__head">{head}</h3><p>This reply {_GONE[standing]}</p>'
    elif new:
        html = f'<p class="reply__new">New</p>{html}'
    kind = "reply reply--gone" if gone else "reply reply--new" if new else "reply"
    return f'<li class="{kind}" id="reply-{number}" data-depth="{depth}">{html}</li>'


def _onward(story, number):
    return format_html(
        '<p class="reply__more"><a href="{}from/{}/">Continue after reply {}</a></p>',
        story.get_absolute_url(),
        number,
        number,
    )
