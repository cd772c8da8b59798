"""What a reader with an open keyring says about a thread: how far they have read it, which reply helped its author."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from stories import threads, visits
from stories.models import Story


def _number(request, name):
    """A reply's number out of a form, or None."""
    told = request.POST.get(name, "")
    return int(told) if told.isdecimal() and len(told) < 6 else None


@require_POST
def read(request, ref):
    """Remember how far this thread was read, or forget it."""
    story, number = get_object_or_404(Story.objects.public(), ref=ref), _number(request, "number")
    if "forget" in request.POST:
        visits.forget(request.keyring, story)
    elif number is not None:
        visits.keep(request.keyring, story, number)
    return redirect(f"{story.get_absolute_url()}#replies")


@require_POST
def helped(request, ref):
    """The author says that a reply helped, or takes that back. To anybody else there is nothing here."""
    story = get_object_or_404(Story.objects.public(), ref=ref)
    if not visits.may_thank(request.keyring, story):
        raise Http404
    for name in ("yes", "no"):
        if (number := _number(request, name)) is not None:
            path = visits.thank(story, number, name == "yes")
            return redirect(f"{story.get_absolute_url()}{threads.place(path) if path else ''}")
    return redirect(story)
