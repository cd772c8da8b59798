"""*I did this too*: a press without account, cookie or script, and the page that is shown after it."""

from django.shortcuts import get_object_or_404, redirect, render

from forum.members.doors import cookieless_post
from stories import too as presses
from stories.models import Story


@cookieless_post
def too(request, ref):
    """Take a press, counted or not, and thank for it with the same page each time."""
    story = get_object_or_404(Story.objects.in_library().defer("public_html"), ref=ref)
    if request.method == "POST":
        presses.press(story, request.rate_key)
        return redirect("stories:too", ref)
    return render(request, "stories/too.html", {"story": story})
