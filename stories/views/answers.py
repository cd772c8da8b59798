"""The private page after a flag: whoever sent it comes in by six words, without a cookie; a moderator answers."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forum.kept import kept_words
from forum.members.doors import cookieless_post, staff
from forum.members.unlocking import mine
from moderation import answering, flagging
from moderation.forms import AnswerForm, MessageForm, SixWordsForm
from moderation.models import Answer, Submission


@cookieless_post
def answer(request):
    """Six words open the page; on it, a signed field stands for them for half an hour. No address ever names it.

    What was typed on a page that is open no longer stays in the form beside the field for the words.
    """
    if request.method != "POST":
        return render(request, "stories/answer_door.html", {"form": SixWordsForm(request=request)})
    page, form = answering.handled(request.POST.get("page", "")), None
    if page:
        form = AnswerForm(request.POST, answer=page)
        if form.is_valid() and _done(page, form):
            page, form = Answer.objects.get(pk=page.pk), None
    else:
        door = SixWordsForm(request.POST, request=request)
        if not door.is_valid():
            context = {"form": door, "typed": request.POST.get("message", "")[:1_000]}
            return render(request, "stories/answer_door.html", context, status=422)
        page = door.answer
    form = form or AnswerForm(answer=page, initial={"wish": page.wish, "message": _unsent(request)})
    context = {"answer": page, "messages": answering.told(page), "form": form, "handle": answering.handle(page)}
    context["stands"] = answering.stands(page.submission)
    return render(request, "stories/answer.html", context, status=422 if form.is_bound else 200)


def _unsent(request):
    """What was typed before the words were asked for again."""
    return request.POST.get("message", "")[:1_000] if "six" in request.POST else ""


def _done(page, form):
    """Whether it could be done; else the form says why not, with everything in it."""
    try:
        if form.act == "close":
            answering.close(page)
        else:
            data, appeal = form.cleaned_data, form.act == "appeal"
            answering.write(page, data["message"], data.get("wish", ""), appeal)
    except answering.Enough:
        form.add_error("message", _("Please wait for an answer first. A moderator will read what you wrote."))
    except answering.Gone:
        form.add_error(None, _("The text has gone meanwhile, so nothing more can be said about it here."))
    return not form.errors


@staff("moderator")
def reply(request, pk):
    """A moderator's word to whoever flagged, or the end of the page; never about a text of their own."""
    own = mine(request.keyring, Submission.objects)
    page = Answer.objects.exclude(submission__claim_hash__in=own).filter(pk=pk, closed=False).first()
    if not page and request.method == "POST":
        return _conflict(request)
    if not page:
        raise Http404
    if request.method == "POST" and "close" in request.POST:
        answering.close(page)
        return _back(request, page.submission)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answering.reply(page, form.cleaned_data["message"], request.user.staff_name)
        except answering.Gone:
            return _conflict(request)
        return _back(request, page.submission)
    context = {"answer": page, "text": page.submission, "messages": answering.told(page), "form": form}
    return render(request, "moderation/answer.html", context, status=422 if form.is_bound else 200)


def _back(request, text):
    """To the flags of the text while something about it waits, else to the queue."""
    waits = flagging.waiting(request.keyring, request.user.label).filter(pk=text.pk).exists()
    return redirect("stories:settle_flags", text.ref) if waits else redirect("moderation:queue")


def _conflict(request):
    context = {"kept": kept_words(request), "why": _("This page was closed, or its text was taken back.")}
    return render(request, "409.html", context, status=409)
