"""Writing: every text is a draft first, is checked, and is sent from the check page."""

import json
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.kept import kept_words
from forum.members.doors import Door
from forum.members.unlocking import mine
from moderation.models import Submission
from moderation.states import Standing
from stories import changing, letters, preflight, prompts, reading, unasked, writing
from stories.forms import LetterForm, ReplyForm, StoryForm, UpdateForm, kept_in
from stories.quotas import Stands

_FORMS = {"story": StoryForm, "letter": LetterForm, "update": UpdateForm}
_BEFORE = {"story": "stories:before", "letter": "stories:before_letter"}


def form_for(content, stands, member, shown=True):
    """The form of a draft's kind, ready to be called with data or initial; if not ``shown``, it only judges data."""
    edits, page = bool(content.get("ref")), stands.page
    about = {"edits_published": edits, "has_spoken": shown and not edits and bool(stands.voices)}
    if content["kind"] == "story":
        return partial(StoryForm, **about)
    if content["kind"] in _FORMS:
        return partial(_FORMS[content["kind"]], edits_published=edits)
    is_host = getattr(member, "is_host", False)
    wishes = page.wishes if page else prompts.WISHES  # hidden or gone: what was chosen can still be saved
    letter = bool(page and page.is_letter)
    types = prompts.offered(wishes, is_author=not edits and stands.is_author, is_host=is_host, letter=letter)
    return partial(ReplyForm, types=types, **about)


def _write(request, content, draft=None, door=None, /, **context):
    """Show the form of a draft, or keep what was written in it; nothing typed is lost on any way through.

    A script that saves while somebody writes asks with the header ``Part`` for what it has to change on the page.
    """
    door = door or Door(request)
    asked, page = door.keyring, context.get("story")
    stands = Stands(asked, content, page)
    if asked and (why := stands.refusal()):
        return refused(request, why, content)
    make_form = form_for(content, stands, door.member)
    if request.method != "POST":
        return _page(request, make_form(initial=content["values"]), content, draft, door, stands, **context)
    part = request.headers.get("Part") == "saved"
    content = {**content, "kept": kept_in(request.POST, content.get("kept", []))}
    form = make_form(request.POST)
    status = 422
    if form.is_valid() and door.opens():
        if not asked:
            stands = Stands(door.keyring, content, page)
            if why := stands.refusal():
                return refused(request, why, content)
        content = {**content, "values": form.cleaned_data}
        if request.POST.get("take_over", "").isdecimal():
            content = changing.take_over(content, int(request.POST["take_over"]))
        told = unasked.tell(content, page) if "check" in request.POST else None
        content = told or content
        try:
            if draft:
                writing.save_draft(door.keyring, draft, content, request.POST.get("revision", ""))
            else:
                draft = writing.new_draft(door.keyring, content)
        except writing.TooMany:
            form.add_error(
                None, _("Your desk is full of drafts. Please delete one in another tab, then save this again.")
            )
        except writing.Changed:
            newer = writing.find_draft(door.keyring, draft.pk)
            if newer is None:
                draft, context["anew"] = writing.new_draft(door.keyring, content), True
            else:
                draft, status = newer[0], 409
                context["other"] = writing.passages(newer[1])
        if status != 409 and not form.errors:
            if part:
                return _page(request, form, content, draft, door, stands, part, 200, **context)
            if told:
                return door.send_on(to_reword(draft))
            return door.send_on(
                reverse("stories:check" if "check" in request.POST else "stories:draft", args=[draft.pk])
            )
    if part and not door.keyring:
        door = Door(request, ask=False)
    return _page(request, form, content, draft, door, stands, part, status, **context)


def to_reword(draft):
    """Where the writer of a draft is told what was noticed in it: above its form, with the text in it."""
    return reverse("stories:draft", args=[draft.pk]) + "#noticed"


def _page(request, form, content, draft, door, stands, part=False, status=200, /, **context):
    """The page of a form, or the part of it that tells a script how saving went."""
    context |= {"form": form, "door": door, "draft": draft, "asked": changing.asked(content), "status": status}
    context["noticed"] = unasked.noticed(content, stands.page) if content.get("told") else []
    context["slowed"] = stands.slowed()
    # A draft that is out of reach until the words are typed stays the one that this page read.
    context["revision"] = writing.revision(draft) if draft else request.POST.get("revision", "")[:32]
    context["host_questions"] = prompts.HOST_QUESTIONS if _welcomes(form) else ()
    context["kept_reasons"] = [json.dumps(entry) for entry in content.get("kept", [])]
    if content["kind"] == "story":
        context["lent"] = letters.lent_today()
    template = "stories/saved.html" if part else f"stories/write_{content['kind']}.html"
    return render(request, template, context, status=status)


def _welcomes(form):
    """Whether a reply may be a host's welcome."""
    return "reply_type" in form.fields and "welcome" in dict(form.fields["reply_type"].choices)


def refused(request, why, content):
    """This keyring may not write here now; what was typed, or lies in the draft, is given back."""
    told = writing.passages(content)
    kept = kept_words(request) or [{"label": heading, "text": text} for _prompt, heading, text in told if text]
    return render(request, "stories/refused.html", {"why": why, "kept": kept}, status=403)


def own_text(request, ref, **conditions):
    """A text of the request's keyring, or 404: another's text is asked for as one that never was."""
    hashes = mine(request.keyring, Submission.objects) if request.keyring else ()
    return get_object_or_404(Submission, ref=ref, claim_hash__in=hashes, **conditions)


@login_not_required
def tell(request, kind="story"):
    """Begin a story or a letter, from the all-clear page alone. What came without it is given back, with questions."""
    content, token = {"kind": kind, "values": {}, "kept": []}, request.POST.get("clear", "")
    if request.method != "POST":
        return redirect(_BEFORE[kind])
    if "begin" not in request.POST:
        return (
            _write(request, content, clear=token) if preflight.may_save(token, kind) else _ask_first(request, content)
        )
    if not preflight.may_begin(token, kind):
        return redirect(_BEFORE[kind])
    door = Door(request, ask=False)
    stands = Stands(door.keyring, content)
    if door.keyring and (why := stands.refusal()):
        return refused(request, why, content)
    return _page(request, _FORMS[kind](), content, None, door, stands, clear=token)


def _ask_first(request, content):
    """What came without a token: kept when all is clear, else given back beside the questions or the advice."""
    kind = content["kind"]
    questions = preflight.questions(request.POST, kind)
    answered = questions.is_valid()
    if answered and (stops := questions.stops()):
        context = {"stops": stops, "kind": kind, "kept": kept_words(request)}
        return render(request, "stories/preflight_stop.html", context, status=422)
    advice = questions.advice() if answered else []
    if answered and not advice:
        return _write(request, content, clear=preflight.clear(kind))
    content = {**content, "kept": kept_in(request.POST, [])}
    context = {"advice": advice, "clear": preflight.clear(kind)} if answered else {"questions": questions}
    part = request.headers.get("Part") == "saved"
    door = Door(request, ask=False)
    stands = Stands(door.keyring, content)
    return _page(request, _FORMS[kind](request.POST), content, None, door, stands, part, 422, **context)


@login_not_required
def reply(request, ref, to=None):
    """Answer a story, or the reply that ``to`` numbers."""
    story = reading.page(ref)
    if not story or story.door != "open":
        raise Http404
    answered = get_object_or_404(Submission.objects.public(), page=story.pk, number=to, kind="comment") if to else None
    content = {"kind": "comment", "page": ref, "to": to, "values": {}, "kept": []}
    return _write(request, content, story=story, answered=answered, content=content)


@login_not_required
def update(request, ref):
    """Begin what happened next, at the top of one's own story; whose it is, is asked again when it is sent."""
    story = None
    if request.keyring:
        story = own_text(request, ref, kind="story", standing=Standing.PUBLIC).as_story
    elif request.method != "POST":
        return redirect(f"{reverse('account_login')}?next={request.path}")
    return _write(request, {"kind": "update", "page": ref, "values": {}, "kept": []}, story=story)


@login_not_required
def draft(request, pk):
    """Go on with a draft. What is sent to one that is gone, or not one's own, becomes a new draft."""
    if not request.keyring and request.method != "POST":
        return redirect(f"{reverse('account_login')}?next={request.path}")
    door = Door(request)
    found = writing.find_draft(door.keyring, pk) if door.opens() else None
    row, content = found or (None, from_form(request))
    if row is None and request.method != "POST":
        raise Http404
    story = reading.page(content["page"]) if content.get("page") else None
    return _write(request, content, row, door, story=story, content=content, anew=row is None)


def from_form(request):
    """What a form carries of its draft, for when the draft itself is out of reach."""
    about = {name: request.POST.get(name, "")[:10].replace("\0", "") for name in ("page", "ref", "kind", "to")}
    kind = about["kind"] if about["kind"] in writing.KINDS else "story"
    to = int(about["to"]) if about["to"].isdecimal() else None
    return about | {"kind": kind, "to": to, "values": {}, "kept": []}


@require_POST
def delete_draft(request, pk):
    """Delete a draft; nothing of it stays."""
    found = writing.find_draft(request.keyring, pk)
    if found:
        writing.delete_draft(found[0])
    return redirect("stories:desk")
