"""The desk: my texts, where each stands, what was said about it, and what can be done."""

import contextlib

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from forum.kept import kept_words
from forum.members.keyring import claim_words
from forum.members.unlocking import mine
from forum.members.words import word_list
from forum.models import Page
from moderation import gate, talking, waits
from moderation.forms import MessageForm
from moderation.models import Submission
from moderation.states import MAY_WRITE, OPEN, REASONS, Standing, State
from stories import asking as asked_for
from stories import changing, letters, news, quotas, threads, writing
from stories.forms import AskingForm, LinesForm, ReminderForm
from stories.models import Comment, Voice
from stories.views.writing import own_text, refused

_STATES = {
    State.HELD: _("Held: our screening is out. It will be screened, then read."),
    State.WAITING: _("Waiting for a reader."),
    State.READING: _("Being read."),
    State.SECOND: _("Waiting for a second reader."),
    State.RETURNED: _("Returned to you, with reasons."),
    State.DECLINED: _("Declined, with reasons."),
    State.APPROVED: _("Approved, to appear later."),
}
_STANDINGS = {
    Standing.PUBLIC: _("In the library."),
    Standing.HIDDEN: _("Hidden for now."),
    Standing.ASIDE: _(
        "Kept aside: a moderator approved it, and the author has not asked for advice. It appears if they"
        " ever do and want it to."
    ),
}


def _status(submission, wording):
    """Its state in plain words."""
    told = _STANDINGS.get(submission.standing, "")
    if submission.is_public and submission.page.kind == Submission.Kind.LETTER:
        told = _("Among the letters.")
    if submission.erase_on:  # hidden with its story; what a flag hid alone is only hidden
        told = _("The story it answers is gone. You can read it here for 30 days.")
    newest = _STATES.get(wording.state, "") if wording else ""
    if wording and wording.goes_aside and wording.state == State.USED:
        return f"{told} " + _("The author asked for advice, and let it appear.")
    if wording and wording.goes_aside and wording.state == State.APPROVED:
        newest = "" if submission.standing == Standing.ASIDE else _("Kept aside: approved, and not asked for.")
    if told and newest:
        return f"{told} " + _("A new version: %(status)s") % {"status": f"{newest[0].lower()}{newest[1:]}"}
    return told or newest


def desk(request):
    """My texts and my drafts."""
    if not request.keyring:
        return redirect("account_login")
    hashes = mine(request.keyring, Voice.objects)
    own = Submission.objects.of(hashes).order_by("kind", "id").select_related("page")
    own = list(own.prefetch_related("wordings", "messages"))
    fresh = {found.text.pk: found for found in news.work_out(request, own, hashes)}
    helped = set(Comment.objects.filter(pk__in=[text.pk for text in own], helped=True).values_list("pk", flat=True))
    texts = [
        {
            "text": text,
            "status": _status(text, writing.newest(text)),
            "title": title(text),
            "answered": _is_answered(text),
            "news": fresh.get(text.pk),
            "helped": text.pk in helped,
        }
        for text in own
    ]
    drafts = [
        {"row": row, "kind": content["kind"], "title": writing.begins(writing.passages(content))}
        for row, content in writing.drafts(request.keyring)
    ]
    return render(request, "stories/desk.html", {"texts": texts, "drafts": drafts, "news": bool(fresh)})


@require_POST
def seen(request):
    """What was new on the desk as it was shown is seen; what came since stays new."""
    if request.keyring:
        own = Submission.objects.of(mine(request.keyring, Voice.objects)).values_list("ref", flat=True)
        news.look(request, request.POST.getlist("seen"), set(own))
    return redirect("stories:desk")


def _asked(notes):
    """The stretches that a moderator asks to change, as marks whose numbers lead to the list of them."""
    pinned = [note for note in notes if note.passage is not None]
    places = [{"passage": note.passage, "start": note.start, "end": note.end} for note in pinned]
    return [place | {"certainty": "certain", "category": gettext("to be changed")} for place in places]


def _wait(wording):
    """How long texts have waited lately, for whoever waits now."""
    hours = waits.within() if wording and wording.state in (State.WAITING, State.SECOND) else None
    return waits.in_words(hours) if hours else ""


def title(text):
    wording = writing.newest(text)
    return writing.begins(wording.passages) if wording else text.public_title


def _is_answered(text):
    """Whether a moderator spoke last in an open private talk."""
    last = list(text.messages.all())[-1:]
    return bool(last) and not last[0].from_writer and last[0].erase_on is None


def text(request, ref, form=None, error="", asking=None, lending=None):
    """One of my texts: where it stands, what was said about it, what can be done.

    One that is held is screened again: most often the screening had only just been started.
    """
    if not request.keyring:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    own = own_text(request, ref)
    wording = writing.newest(own)
    if wording and wording.state == State.HELD:
        with contextlib.suppress(gate.ForbiddenMove):  # queued, decided or taken back meanwhile
            gate.screen_held(wording)
    context = {"text": own, "wording": wording, "status": _status(own, wording), "page": own.page}
    if wording:
        notes = list(wording.notes.all())
        context["notes"] = [
            (gettext(REASONS.get(note.reason, ("",))[0]), note.words) for note in notes if note.passage is None
        ]
        context["pins"] = [
            {"words": note.pinned_to, "heading": wording.passages[note.passage][1], "note": note}
            for note in notes
            if note.passage is not None
        ]
        context["marked"] = wording.passages, _asked(notes) or list(wording.findings.all())
        context["wait"] = _wait(wording)
        context["can_cancel"] = wording.state in OPEN
        context["can_appeal"] = wording.state == State.DECLINED and not wording.appealed
    if own.kind == Submission.Kind.COMMENT:
        context["helped"] = own.as_comment.helped
    context["place"] = threads.place(own.path) if own.number else ""
    context["talk"] = talking.conversation(own)
    context |= {"form": form or MessageForm(), "error": error, "reminder": ReminderForm()}
    if own.kind in Submission.PAGES:
        story = own.as_story
        context["story"] = story
        first = {"wishes": story.wishes, "door": story.door}
        context["asking"] = asking or AskingForm(initial=first, letter=story.is_letter)
        context["aside"] = asked_for.offered(story)
        if story.is_letter and own.is_public:
            first = {"lines": story.lent.split()}
            context["lending"] = lending or LinesForm(initial=first, lines=letters.lines(own))
    context["help"] = Page.objects.filter(slug="help").exclude(text="").exists()
    return render(request, "stories/text.html", context, status=422 if form or error or asking or lending else 200)


@login_not_required
@require_POST
def say(request, ref):
    """A private word to the moderators about a text of mine; what was typed is given back when it cannot be said."""
    if not request.keyring:
        context = {"kept": kept_words(request), "again": request.path, "ended": True}
        return render(request, "403.html", context, status=403)
    own = own_text(request, ref)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            if "appeal" in request.POST:
                gate.appeal(writing.newest(own), form.cleaned_data["message"])
            else:
                talking.write(own, form.cleaned_data["message"])
            return redirect("stories:text", ref)
        except talking.Enough:
            form.add_error("message", _("Please wait for an answer first. A moderator will read what you wrote."))
        except (talking.Gone, gate.ForbiddenMove):
            form.add_error(
                "message", _("This text was decided or taken back meanwhile, so this cannot be said any more.")
            )
    return text(request, ref, form)


@require_POST
def cancel(request, ref):
    """Take what waits, or is approved and has not appeared, back to the desk as a draft."""
    own = own_text(request, ref)
    try:
        return redirect("stories:draft", changing.cancel(request.keyring, own).pk)
    except writing.TooMany:
        return text(request, ref, error=_("Your desk is full of drafts. Please delete one first."))
    except gate.ForbiddenMove:
        return redirect("stories:text", ref)


@require_POST
def edit(request, ref):
    """Open a text again as a draft; what is public stays until the new version passed the gate."""
    own = own_text(request, ref, standing__in=MAY_WRITE, erase_on=None)
    if not own.wordings.exclude(passages=[]).filter(~Q(state=State.DECLINED)).exists():
        raise Http404
    if why := quotas.Stands(request.keyring, {"kind": own.kind, "ref": ref}).refusal():
        return refused(request, why, {"kind": own.kind, "values": {}})
    return redirect("stories:draft", changing.edit_again(request.keyring, own).pk)


@require_POST
def agree(request, ref):
    """Take over all the words that a moderator suggested and send the text with them."""
    own = own_text(request, ref)
    try:
        changing.agree(request.keyring, own)
    except writing.TooMany:
        return text(request, ref, error=_("Your desk is full of drafts. Please delete one first."))
    except quotas.Refused as refused:
        return text(request, ref, error=str(refused))
    except gate.ForbiddenMove:
        pass  # sent or taken back meanwhile: the page says where it stands
    return redirect("stories:text", ref)


@require_POST
def receipt(request, ref):
    """The claim of one of my texts as words, in a file that names neither this site nor its purpose, or on a page."""
    own = own_text(request, ref)
    number = mine(request.keyring, Voice.objects)[own.claim_hash]
    words = claim_words(request.keyring.claim(number), word_list())
    if "show" in request.POST:
        return render(request, "stories/receipt.html", {"text": own, "words": words})
    response = HttpResponse(f"{ref}\n{words}\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="notes.txt"'
    return response


def take_back(request, ref):
    """Withdraw a text, after one question."""
    own = own_text(request, ref)
    if request.method == "POST":
        try:
            writing.take_back(request.keyring, own)
        except gate.ForbiddenMove:
            pass  # gone already
        return redirect("stories:desk")
    return render(request, "stories/take_back.html", {"text": own, "title": title(own)})
