"""Topics that a member never wants to meet: kept in their box, so that nobody else can tell."""

from django.shortcuts import redirect, render

from forum.members.unlocking import box_of, put_in_box
from stories import reading
from stories.forms import MuteForm

_MUTED = "muted"  # where the box keeps it


def muted(request):
    """The slugs of topics that this member leaves out; none for whoever reads without a keyring."""
    return [slug for slug in box_of(request).get(_MUTED, []) if slug in reading.topics()] if request.keyring else []


def leave_out(request):
    """Choose them: from now on they are gone from the lists, the search and the front page."""
    form = MuteForm(request.POST if request.method == "POST" else None, initial={"mute": muted(request)})
    if form.is_valid():
        put_in_box(request, **{_MUTED: form.cleaned_data["mute"]})
        return redirect("stories:library")
    return render(request, "stories/leave_out.html", {"form": form}, status=422 if form.is_bound else 200)
