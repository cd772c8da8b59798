"""Feeds, and the map of the fixed pages. No session is read, no cookie is set."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from forum.models import Page
from moderation.states import Standing
from stories import feeds
from stories.forms import FilterForm
from stories.models import Story


def _answer(feed, status=200):
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type, status=status)


def _thread(story, address):
    """A thread's feed, its tombstone with 410, or the 404 of all that is not to be seen."""
    gone = story and story.published_on and story.standing in feeds.GONE
    if not gone and not (story and story.standing == Standing.PUBLIC):
        raise Http404
    return _answer(feeds.thread(story, address), 410 if gone else 200)


@login_not_required
@require_safe
def newest(request):
    """The newest stories, of one kind or topic where the address says so, without topics that it leaves out."""
    chosen = {
        name: value for name, value in FilterForm(request.GET).chosen.items() if name in ("event", "topic", "mute")
    }
    return _answer(feeds.newest(reverse("stories:library"), request.path, chosen))


@login_not_required
@require_safe
def letters(request):
    """The newest letters of former clients."""
    return _answer(feeds.letters(reverse("stories:letters"), request.path))


@login_not_required
@require_safe
def thread(request, ref):
    """What is said under one story."""
    return _thread(Story.objects.filter(ref=ref).first(), request.path)


@login_not_required
@require_safe
def voice(request, token):
    """The same, at an address that only one voice was shown; nothing on the way may keep it."""
    response = _thread(feeds.story_of(token), request.path)
    response["Cache-Control"] = "no-store, private"
    return response


@login_not_required
@require_safe
def sitemap(request):
    """The fixed pages only: when a story came or went is nobody's to collect."""
    named = [
        reverse(name)
        for name in (
            "stories:home",
            "stories:library",
            "stories:letters",
            "stories:kinds",
            "stories:columns",
            "stories:log",
        )
    ]
    named += [reverse("forum:page", args=[slug]) for slug in Page.SLUGS]
    places = "".join(f"<url><loc>{settings.ORIGIN}{address}</loc></url>" for address in named)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return HttpResponse(f"{head}{places}</urlset>\n", content_type="application/xml; charset=utf-8")


@login_not_required
@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /feed/", f"Sitemap: {settings.ORIGIN}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
