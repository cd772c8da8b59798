"""Before the first prompt: the questions, a kind stop or the all-clear, each in the answer to the same address."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from forum.members.doors import cookieless_post
from stories import preflight


@cookieless_post
@require_http_methods(["GET", "HEAD", "POST"])
def before(request, kind="story"):
    """Ask five questions, three before a letter. No address, cookie, row or log line tells what was answered."""
    answers = request.POST if request.method == "POST" else None
    form = preflight.PreflightForm(answers, kind=kind)
    if not form.is_valid():
        return render(
            request, "stories/preflight.html", {"form": form, "kind": kind}, status=422 if form.is_bound else 200
        )
    if stops := form.stops():
        return render(request, "stories/preflight_stop.html", {"stops": stops, "kind": kind})
    context = {"advice": form.advice(), "clear": preflight.clear(kind), "kind": kind}
    return render(request, "stories/preflight_clear.html", context)
