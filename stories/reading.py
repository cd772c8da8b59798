"""What a reader sees, with fixed query counts."""

from dataclasses import dataclass
from functools import cache

from django.core.cache import caches
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils.safestring import mark_safe

from moderation.models import Submission
from moderation.states import Standing
from stories import drawing, search, threads
from stories.models import Story, Topic

PER_PAGE, RELATED = 20, 2
_UNANSWERED = "unanswered"


@dataclass
class Shelf:
    """A page of the library and the refs (of a search: the numbers of pages) that lead to the next and the previous."""

    stories: list
    older: str = ""
    newer: str = ""


def narrowed(*, event="", profession="", setting="", harm="", wish="", repair="", topic="", mute=()):
    """The library's stories, newest first, as far as they fit all of what was chosen. No query yet."""
    rows = Story.objects.in_library()
    marks = {"event": event, "profession": profession, "setting": setting, "wish": wish, "topic": topic}
    for name, value in marks.items():
        if value:
            rows = rows.filter(marks__contains=f" {name}:{value} ")
    if harm:
        rows = rows.filter(harm=harm)
    for slug in mute:
        rows = rows.exclude(marks__contains=f" topic:{slug} ")
    if repair:
        here = Submission.objects.filter(page=OuterRef("pk"), standing=Standing.PUBLIC)
        told = Exists(here.filter(rungs__contains="repaired"))  # in the story, or in what happened next
        rows = rows.filter(told if repair == "told" else ~told)
    return rows


def first(rows, many, *order, kind=Submission.Kind.STORY):
    """The first ``many`` of ``rows``, with all but their words. 1 query, which looks at no row that is not shown."""
    keys = (rows.order_by(*order) if order else rows).values("pk")[:many]
    return list(Story.objects.in_library(kind).filter(pk__in=keys).defer("public_html"))


def library(rows, *, before="", after="", kind=Submission.Kind.STORY):
    """20 of ``rows``; ``before`` and ``after`` are refs of stories at the edge of a page. 1 or 2 queries."""
    edge = None
    if before or after:
        edge = _shown(kind).filter(ref=before or after).values_list("published_on", "pk", named=True).first()
    if edge and after:
        newer = Q(published_on__gt=edge.published_on) | Q(published_on=edge.published_on, id__lt=edge.pk)
        newer &= Q(published_on__gte=edge.published_on)  # says no more, but an index can begin there
        found = first(rows.filter(newer), PER_PAGE + 1, "published_on", "-id", kind=kind)
        more, found = len(found) > PER_PAGE, found[-PER_PAGE:]
        return Shelf(found, older=found[-1].ref if found else "", newer=found[0].ref if more else "")
    if edge:
        rows = rows.filter(_older(edge))
    found = first(rows, PER_PAGE + 1, kind=kind)
    more, found = len(found) > PER_PAGE, found[:PER_PAGE]
    return Shelf(found, older=found[-1].ref if more else "", newer=found[0].ref if edge and found else "")


def _older(edge):
    """What comes after ``edge`` in the library; the first condition says no more, but an index can begin there."""
    later = Q(published_on__lt=edge.published_on) | Q(published_on=edge.published_on, id__gt=edge.pk)
    return Q(published_on__lte=edge.published_on) & later


def _shown(kind=Submission.Kind.STORY):
    """Public stories by what stands in their submission alone: without the join, where no more is needed."""
    return Submission.objects.filter(kind=kind, standing=Standing.PUBLIC).order_by("-published_on", "id")


def searched(rows, asked, page=1):
    """20 of ``rows`` (None for the whole library) that have the words, best first. 2 or 3 queries."""
    refs = search.hits(asked, rows)
    start = (page - 1) * PER_PAGE
    here = refs[start : start + PER_PAGE]
    rows = Story.objects.in_library().filter(ref__in=here).defer("public_html").order_by()
    by_ref = {story.ref: story for story in rows} if here else {}
    found = [by_ref[ref] for ref in here if ref in by_ref]
    older = str(page + 1) if len(refs) > start + PER_PAGE else ""
    return Shelf(found, older=older, newer=str(page - 1) if page > 1 and found else "")


def unanswered(many=3):
    """The stories that wait longest for a first reply, oldest first; where the author closed the door, none is awaited.

    Which they are is remembered for a minute; whether each still waits, and may be shown, is asked each time. Only the
    day counts for the order: their hours are for hosts. 1 or 2 queries.
    """
    rows = Story.objects.in_library().filter(unanswered_since__isnull=False, door="open").order_by("published_on", "id")
    keys = caches["pages"].get(_UNANSWERED)
    if keys is None:
        keys = list(rows.values_list("pk", flat=True)[:many])
        caches["pages"].set(_UNANSWERED, keys, 60)
    return list(rows.filter(pk__in=keys).defer("public_html")) if keys else []


def versions(ref, kind="story"):
    """{ref: version} of a story or letter that may be read now; after a story, of others of the same kinds or topics.

    Nothing but what is printed on both is compared: whose they are plays no part. Which they are is remembered for
    ten minutes; whether they may be shown is asked each time. 1 query, or 2 to 4; empty if the story is not public.
    """
    if kind == "letter":
        return dict(_rows("ref, version", "ref = %s", ref, kind=kind))
    known = caches["pages"].get(f"related-{ref}") if len(ref) <= 10 else []
    if known is not None:
        told = dict(_rows("ref, version", f"ref IN ({_places((ref, *known))})", ref, *known, many=len(known) + 1))
        return {one: told[one] for one in (ref, *known) if one in told} if ref in told else {}
    for version, pk, day, marks in _rows("version, id, published_on, marks", "ref = %s", ref):
        others = _related(pk, day, (marks or "").split())
        caches["pages"].set(f"related-{ref}", list(others))
        return {ref: version} | others
    return {}


def _related(pk, day, marks):
    """{ref: version} of the next older ones of the same kinds, then of the same topics; where none is, the newest."""
    older = "published_on <= %s AND (published_on < %s OR published_on = %s AND id > %s)"
    found = {}
    for likeness in ("event:", "topic:"):
        alike = [f"% {mark} %" for mark in marks if mark.startswith(likeness)]
        if alike:
            like = f"id <> %s AND ({' OR '.join(['marks LIKE %s'] * len(alike))})"
            rows = _rows("ref, version", f"{like} AND {older}", pk, *alike, day, day, day, pk, many=RELATED)
            found |= dict(rows or _rows("ref, version", like, pk, *alike, many=RELATED))
    return found


def _rows(fields, condition, *values, many=1, kind="story"):
    """The newest public stories, as tuples. 1 query, without the ORM, whose compiling costs more than the answer."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {fields} FROM moderation_submission WHERE kind = %s AND standing = 'public' AND {condition}"
            f" ORDER BY published_on DESC, id LIMIT {many}",
            (kind, *values),
        )
        return cursor.fetchall()


def _places(values):
    return ", ".join(["%s"] * len(values))


def public(refs, kind="story"):
    """{ref: story} of those that may be read now, with their words, in this order. 1 query."""
    told = "SELECT * FROM stories_story JOIN moderation_submission ON id = submission_id"
    told += f" WHERE kind = %s AND standing = 'public' AND ref IN ({_places(refs)})"
    found = {story.ref: story for story in Story.objects.raw(told, (kind, *refs))}
    return {ref: found[ref] for ref in refs if ref in found}


@cache
def topics():
    """{slug: name} of all topics, asked once in each worker: migrations alone change them."""
    return dict(Topic.objects.order_by("name").values_list("slug", "name"))


_PLACED = (Standing.PUBLIC, *drawing.GONE)


def thread(story, asked, visit=None):
    """A story's updates and replies, Drawn, joined from what was made at publishing. 1 query.

    Three levels are shown; where deeper ones follow, the third carries a link to go on. ``visit`` is what an open
    keyring adds.
    """
    with connection.cursor() as cursor:  # without the ORM, as _rows
        cursor.execute(
            "SELECT kind, path, number, standing, CASE WHEN standing = 'public' AND length(path) <= %s"
            " THEN public_html ELSE '' END FROM moderation_submission"
            f" WHERE page_id = %s AND id <> page_id AND standing IN ({_places(_PLACED)}) AND path LIKE %s"
            " ORDER BY path, published_on, number, id DESC",
            [
                len(asked.base) + threads.VISIBLE * threads.STEP,
                Submission._meta.pk.get_db_prep_value(story.pk, connection),
                *_PLACED,
                f"{asked.root or ''}%",
            ],
        )
        rows = cursor.fetchall()
    updates = [html for kind, _path, _number, _standing, html in rows if kind == "update" and html]
    replies = [row[1:] for row in rows if row[0] == "comment" and row[2]]
    drawn = drawing.draw(drawing.places(replies, asked.base), story.get_absolute_url(), asked, visit)
    drawn.updates = mark_safe("".join(reversed(updates)))
    drawn.last = max((row[1] for row in replies), default=0)
    return drawn
