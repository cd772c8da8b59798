"""After sending: what readers are asked for, days to come back on, and a copy for supervision."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moderation.models import Submission
from moderation.states import Standing
from stories import asking, letters, takeaway, writing
from stories.forms import AskingForm, LinesForm, ReminderForm
from stories.views import desk
from stories.views.writing import own_text


@require_POST
def ask(request, ref):
    """Change the wishes and the door of a story of mine."""
    own = own_text(request, ref, kind__in=Submission.PAGES)
    form = AskingForm(request.POST, letter=own.kind == Submission.Kind.LETTER)
    if not form.is_valid():
        return desk.text(request, ref, asking=form)
    asking.choose(own, form.cleaned_data.get("wishes", []), form.cleaned_data["door"])
    return redirect("stories:text", ref)


@require_POST
def lend(request, ref):
    """Choose which lines of a letter of mine authors may see, or none any more."""
    own = own_text(request, ref, kind="letter", standing=Standing.PUBLIC)
    form = LinesForm(request.POST, lines=letters.lines(own))
    if not form.is_valid():
        return desk.text(request, ref, lending=form)
    letters.lend(own, form.cleaned_data["lines"])
    return redirect("stories:text", ref)


@require_POST
def let_appear(request, ref, pk):
    """Let a reply appear that was kept aside under a story of mine."""
    story = own_text(request, ref, kind="story").as_story
    if not asking.let_appear(story, pk):
        return desk.text(
            request,
            ref,
            error=_("This reply cannot appear now. It was changed or taken back, or publishing is paused."),
        )
    return redirect(reverse("stories:text", args=[ref]) + "#aside")


@require_POST
def reminders(request, ref):
    """Three days for the calendar, under a title that only its owner understands."""
    own_text(request, ref, kind="story")
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return redirect("stories:text", ref)
    return _file(takeaway.reminders(form.cleaned_data["title"]), "reminder.ics", "text/calendar")


@require_POST
def account(request, ref):
    """A story of mine as it was sent last, with what happened next, as plain text."""
    own = own_text(request, ref, kind="story")
    wording = writing.newest(own)
    if not wording:
        raise Http404
    return _file(takeaway.account(wording.passages, takeaway.updates(own)), "notes.txt")


@require_POST
def draft_account(request, pk):
    """The same of a draft."""
    found = writing.find_draft(request.keyring, pk)
    if not found:
        raise Http404
    return _file(takeaway.account(writing.passages(found[1])), "notes.txt")


def _file(text, name, kind="text/plain"):
    """To be saved under a name that tells nothing."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)
