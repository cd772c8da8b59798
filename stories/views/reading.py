"""The front page, the library, a story with its thread. No session is needed, no cookie is set."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from forum.same import same_for_all
from moderation.models import Submission
from moderation.states import Standing
from stories import reading
from stories.forms import FilterForm
from stories.models import Story, Topic


@login_not_required
@require_safe
def home(request):
    """What this place is, and the newest stories."""
    return render(request, "stories/home.html", {"stories": Story.objects.in_library()[:6]})


@login_not_required
@require_safe
def library(request):
    """All public stories, newest first, narrowed as the address says."""
    form = FilterForm(request.GET)
    form.is_valid()
    filters = {name: value for name, value in form.cleaned_data.items() if value}
    edges = {name: request.GET.get(name, "")[:10].replace("\0", "") for name in ("before", "after")}
    shelf = reading.library(**filters, **edges)
    topic = Topic.objects.filter(slug=filters["topic"]).first() if "topic" in filters else None
    context = {"form": form, "shelf": shelf, "filters": urlencode(filters), "topic": topic}
    return render(request, "stories/library.html", context)


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
def story(request, ref, number=None):
    """A story with its thread, or, from a reply on, one branch of it."""
    shown = Submission.objects.filter(ref=ref, kind=Submission.Kind.STORY, standing=Standing.PUBLIC)
    version = shown.values_list("version", flat=True).first()
    if not version:
        return _story(request, ref, number)
    return same_for_all(request, f"{request.path} {version}", lambda: _story(request, ref, number))


def _story(request, ref, number):
    found = _public_story(ref)
    if found.standing != Standing.PUBLIC:
        context = {"month": found.published_on, "kind": "story", "retracted": found.standing == Standing.RETRACTED}
        return render(request, "410.html", context, status=410)
    root = None
    if number:
        root = get_object_or_404(Submission.objects.public(), page=found.pk, kind="comment", number=number).path
    updates, replies = reading.thread(found, root)
    context = {"story": found, "updates": updates, "replies": replies, "root": number}
    return render(request, "stories/story.html", context)
