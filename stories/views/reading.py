"""The front page, the library and its search, a story with its thread. No session is needed, no cookie is set."""

from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from forum.models import MAY_BE_FOUND, MAY_NOT_BE_FOUND
from forum.same import render_same, same_for_all
from moderation.models import Submission
from moderation.states import Standing
from stories import prompts, reading, search, visits
from stories.cards import cards, facts, links
from stories.drawing import Asked
from stories.forms import FilterForm
from stories.models import Story, Topic
from stories.views.muting import muted


@login_not_required
@require_safe
def home(request):
    """What this place is, the newest stories, and those that nobody has answered yet."""
    left_out = muted(request)
    stories = reading.first(reading.narrowed(mute=left_out), 6)
    unanswered = _without(left_out, reading.unanswered())

    def make():
        return render(request, "stories/home.html", {"stories": cards(stories), "unanswered": cards(unanswered)})

    return same_for_all(request, f"home {_seen(stories)} {_seen(unanswered)}", make)


def _without(topics, stories):
    """Those that are about none of a member's muted topics."""
    return [story for story in stories if not {*topics} & {*story.topic_slugs}]


def _seen(stories):
    """What a page that lists these shows of them, for its key: another one when one goes, comes or changes."""
    return [(story.ref, story.version) for story in stories]


@login_not_required
@require_safe
def library(request):
    """All public stories, newest first, narrowed as the address says; or what a search finds among them."""
    form = FilterForm(request.GET)
    chosen, alike = form.chosen, []
    narrow = {name: value for name, value in chosen.items() if name != "q"}
    if left_out := muted(request):
        narrow["mute"] = {*chosen.get("mute", ()), *left_out}
    rows = reading.narrowed(**narrow)
    if "q" in chosen:
        page = request.GET.get("page", "")
        page = min(int(page), 50) if page.isdecimal() and len(page) < 4 and int(page) else 1
        shelf = reading.searched(rows if narrow else None, chosen["q"], page)
        alike = [] if shelf.stories or page > 1 else _without(left_out, search.alike(chosen["q"]))
    else:
        edges = {name: request.GET.get(name, "")[:10].replace("\0", "") for name in ("before", "after")}
        shelf = reading.library(rows, **edges)
    key = f"library {chosen} {shelf.older} {shelf.newer} {_seen(shelf.stories)} {_seen(alike)}"
    return same_for_all(request, key, lambda: _library(request, chosen, shelf, alike, left_out))


def _library(request, chosen, shelf, alike, left_out):
    asked = chosen.get("q", "")
    words = search.snippets(asked, shelf.stories) if asked else {}
    for story in shelf.stories:
        story.words = words.get(story.ref, "")
    followed = {name: chosen[name] for name in ("event", "topic", "mute") if name in chosen}
    filters = urlencode(chosen, doseq=True)
    narrow = _narrow.__wrapped__ if asked else _narrow  # what was looked for is not kept
    context = {
        "narrow": narrow(filters, get_language(), tuple(reading.topics())),
        "filters": filters,
        "asked": asked,
        "shelf": shelf,
        "stories": cards(shelf.stories),
        "alike": cards(alike),
        "left_out": [reading.topics()[slug] for slug in left_out],
        "feed": urlencode(followed, doseq=True),
        "kind": [gettext(words) for words in prompts.EVENTS.get(chosen.get("event"), ())],
    }
    return render(request, "stories/library.html", context)


@lru_cache(200)
def _narrow(filters, _language, _topics):
    """The library's form with these choices, which costs half the page."""
    return get_template("stories/library.html#narrow").render({"form": FilterForm(QueryDict(filters))})


@login_not_required
@require_safe
def letters(request):
    """Former clients' letters, newest first: a section of their own."""
    edges = {name: request.GET.get(name, "")[:10].replace("\0", "") for name in ("before", "after")}
    shelf = reading.library(Story.objects.letters(), kind="letter", **edges)
    key = f"letters {shelf.older} {shelf.newer} {_seen(shelf.stories)}"
    context = {"shelf": shelf, "letters": cards(shelf.stories)}
    return same_for_all(request, key, lambda: render(request, "stories/letters.html", context))


@login_not_required
@require_safe
def kinds(request):
    """Every kind of event with its one line of definition, and the topics: ways into the library."""
    events = [(key, *map(gettext, about)) for key, about in prompts.EVENTS.items()]
    return render(request, "stories/kinds.html", {"events": events, "topics": Topic.objects.order_by("name")})


def _public_story(ref):
    """The story, a tombstone's row, or 404 for all that is unknown or not (or no longer) to be seen."""
    story = Story.objects.filter(ref=ref).first()
    if story and story.standing == Standing.PUBLIC:
        return story
    if story and story.published_on and story.standing in (Standing.WITHDRAWN, Standing.RETRACTED):
        return story
    raise Http404


@login_not_required
@require_safe
def story(request, ref, number=None, kind="story"):
    """A story or letter with its thread, or one branch of it from a reply on; ``?after=NUMBER`` marks what is newer.

    Of a thread of more than ``threads.PART`` replies ``?part=NUMBER`` gives the others.
    """
    opened = reading.opened(ref, kind)
    if not opened:
        return _story(request, ref, {}, kind, number)
    after, part = _asked(request, "after"), _asked(request, "part") or 1
    first = after is None and part == 1  # the pages that most readers ask for
    robots = MAY_BE_FOUND if opened.indexed else MAY_NOT_BE_FOUND
    key = f"{request.path} {after} {part} {robots} {list(opened.versions.values())}"

    def make():
        stories = opened.stories or reading.public(opened.versions, kind)
        return _story(request, ref, stories, kind, number, after, part, robots)

    response = same_for_all(request, key, make, first)
    if response.status_code == 200:
        response["X-Robots-Tag"] = robots
    return response


def _asked(request, name):
    told = request.GET.get(name, "")
    return int(told) if told.isdecimal() and len(told) < 7 else None


def _story(request, ref, stories, kind, number, after=None, part=1, robots=None):
    """The page of one of ``stories``, {ref: story}, which names the others as being like it."""
    found = stories.get(ref) or _public_story(ref)
    if found.kind != kind:  # its own section is elsewhere
        return redirect(found)
    if found.standing != Standing.PUBLIC:
        context = {"month": found.published_on, "kind": found.kind, "retracted": found.standing == Standing.RETRACTED}
        return render(request, "410.html", context, status=410)
    root = ""
    if number:
        root = get_object_or_404(Submission, page=found.pk, kind="comment", number=number).path
    visit = visits.visit(request.keyring, found) if request.keyring else None
    after = visit.read if visit and after is None else after
    drawn = reading.thread(found, Asked(root, after, part), visit)
    if root and not drawn.replies:
        raise Http404  # hidden, and nothing that can be seen hangs on it
    shape = {"story.kind": found.kind, "story.get_kind_display": found.get_kind_display(), "story.door": found.door}
    shape |= {"robots": robots, "visit": visit}
    words = {
        "story.public_title": found.public_title,
        "story.public_html": mark_safe(found.public_html),
        "story.wish_sentence": found.wish_sentence,
        "story.door_sentence": found.door_sentence,
        "story.too_sentence": found.too_sentence,
        "story.get_absolute_url": found.get_absolute_url(),
        "address": found.get_absolute_url(),
        "acts": reverse("stories:story", args=[found.ref]),  # where what can be done with it begins
        "facts": facts(found),
        "root": number and str(number),
        "after": None if after is None else str(after),
        **{f"thread.{name}": str(word) if name == "last" else word for name, word in vars(drawn).items()},
    }
    if not root:
        alike = [one for one in stories.values() if one is not found]
        words["related"] = cards(_without(muted(request), alike))
        slugs = found.topic_slugs
        words["topics"] = links({slug: name for slug, name in reading.topics().items() if slug in slugs})
    return render_same(request, "stories/story.html", shape, words)
