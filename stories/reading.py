"""What a reader sees, with fixed query counts."""

from dataclasses import dataclass
from functools import cache

from django.core.cache import caches
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils.safestring import mark_safe

from forum import plain
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


@dataclass(frozen=True)
class Opened:
    """What a story's page is made of: {ref: version} of it and of those like it, and what the house tells engines.

    ``stories`` is {ref: story} where they were read in the same query as their versions.
    """

    versions: dict
    indexed: bool | None
    stories: dict | None = None


def opened(ref, kind="story"):
    """A story or letter that may be read now; after a story, others of the same kinds or topics. None if it may not.

    Nothing but what is printed on both is compared: whose they are plays no part. Which they are is remembered for
    ten minutes; whether they may be shown is asked each time. 1 query, or 2 to 4.
    """
    memory = f"related-{ref}"
    known = caches["pages"].get(memory) if kind == "story" and len(ref) <= 10 else []
    if known is not None:
        refs = (ref, *known)
        asked = _select(
            f"ref, version, {_INDEXED}", f"kind = %s AND ref IN ({plain.places(refs)})", len(refs), whole=False
        )
        told = {row[0]: row for row in plain.rows(asked, (kind, *refs))}
        return Opened({one: told[one][1] for one in refs if one in told}, told[ref][2]) if ref in told else None
    for *row, indexed in plain.rows(_select(f"{_fields(_PAGE)}, {_INDEXED}", "kind = %s AND ref = %s"), (kind, ref)):
        page = _story(_PAGE, row)
        related = _related(page)
        caches["pages"].set(memory, list(related))
        stories = {ref: page} | related
        return Opened({one: story.version for one, story in stories.items()}, indexed, stories)
    return None


def _related(story):
    """{ref: story} of the next older ones of the same kinds, then of the same topics; where none is, the newest.

    1 query, and 1 for each likeness that none older has.
    """
    pk, day, found = Submission._meta.pk.get_db_prep_value(story.pk, connection), story.published_on, {}
    asked = []
    for likeness in ("event:", "topic:"):
        if alike := [f"% {mark} %" for mark in (story.marks or "").split() if mark.startswith(likeness)]:
            asked.append(
                (f"kind = 'story' AND id <> %s AND ({' OR '.join(['marks LIKE %s'] * len(alike))})", (pk, *alike))
            )
    older = " AND published_on <= %s AND (published_on < %s OR published_on = %s AND id > %s)"
    selects = [
        _select(f"{turn}, {_fields(_CARD)}", like + older, RELATED) for turn, (like, _values) in enumerate(asked)
    ]
    values = [value for _like, these in asked for value in (*these, day, day, day, pk)]
    rows = plain.rows(" UNION ALL ".join(selects), values) if asked else []
    for turn, (like, these) in enumerate(asked):
        here = [row[1:] for row in rows if row[0] == turn]
        here = here or plain.rows(_select(_fields(_CARD), like, RELATED), these)
        stories = [_story(_CARD, row) for row in here]
        stories.sort(key=lambda one: (-one.published_on.toordinal(), one.pk.hex))
        found |= {one.ref: one for one in stories}
    return found


_INDEXED = "(SELECT indexed FROM forum_house WHERE id = 1)"
_FIELDS = {field.attname: field for field in Story._meta.concrete_fields}
_FACTS = {"event", "second_event", "profession", "setting", "recency", "published_on", "disguise"}
_FACTS |= {"id", "submission_id", "ref", "kind", "standing", "version", "public_title", "marks"}
_CARD = [name for name in _FIELDS if name in _FACTS]  # all that a list shows of a story; in the order of its fields
_PAGE = [name for name in _FIELDS if name in _FACTS | {"public_html", "wishes", "door", "too"}]


def _fields(names):
    return ", ".join(names)


def _select(fields, condition, many=1, whole=True):
    """SQL for the newest public texts: without the ORM, whose compiling costs more than the answer.

    They are found by what stands in their submission; ``whole`` joins the story's own row to what was found.
    """
    where = f"WHERE standing = 'public' AND {condition} ORDER BY published_on DESC, id LIMIT {many}"
    if not whole:
        return f"SELECT {fields} FROM moderation_submission {where}"
    found = f"(SELECT * FROM moderation_submission {where}) AS found"
    return f"SELECT {fields} FROM {found} JOIN stories_story ON id = submission_id"


def _story(names, row):
    """The story of a row; what was not read is left out."""
    told = dict(zip(names, row, strict=True))
    told["id"] = told["submission_id"] = Submission._meta.pk.to_python(told["id"])  # SQLite has texts for some types
    told["published_on"] = _FIELDS["published_on"].to_python(told["published_on"])
    if "wishes" in told:
        told["wishes"] = _FIELDS["wishes"].from_db_value(told["wishes"], None, connection)
    return Story.from_db(connection.alias, told.keys(), list(told.values()))


def public(refs, kind="story"):
    """{ref: story} of those that may be read now, with all that their pages show, in this order. 1 query."""
    rows = plain.rows(_select(_fields(_PAGE), f"kind = %s AND ref IN ({plain.places(refs)})", len(refs)), (kind, *refs))
    found = {story.ref: story for story in (_story(_PAGE, row) for row in rows)}
    return {ref: found[ref] for ref in refs if ref in found}


def page(ref):
    """The story or letter with this ref, as ``public``, or None. 1 query."""
    return next((_story(_PAGE, row) for row in plain.rows(_select(_fields(_PAGE), "ref = %s"), (ref,))), None)


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
    rows = plain.rows(
        "SELECT kind, path, number, standing, CASE WHEN standing = 'public' AND length(path) <= %s"
        " THEN public_html ELSE '' END FROM moderation_submission"
        f" WHERE page_id = %s AND id <> page_id AND standing IN ({plain.places(_PLACED)}) AND path LIKE %s"
        " ORDER BY path, published_on, number, id DESC",
        [
            len(asked.base) + threads.VISIBLE * threads.STEP,
            Submission._meta.pk.get_db_prep_value(story.pk, connection),
            *_PLACED,
            f"{asked.root or ''}%",
        ],
    )
    updates = [html for kind, _path, _number, _standing, html in rows if kind == "update" and html]
    replies = [row[1:] for row in rows if row[0] == "comment" and row[2]]
    drawn = drawing.draw(drawing.places(replies, asked.base), story.get_absolute_url(), asked, visit)
    drawn.updates = mark_safe("".join(reversed(updates)))
    drawn.last = max((row[1] for row in replies), default=0)
    return drawn
