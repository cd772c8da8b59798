"""Writing: every text is a draft first, is checked, and is sent from the check page."""

from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from forum.kept import kept_words
from forum.members.doors import Door
from forum.members.keyring import claim_words
from forum.members.unlocking import mine
from forum.members.words import word_list
from moderation import gate
from moderation.models import Submission
from moderation.screener import NoScreening, screener
from moderation.states import REASONS, Standing, State
from stories import prompts, quotas, writing
from stories.forms import ChangeForm, ReplyForm, StoryForm, UpdateForm
from stories.models import Story, Voice


def _form_for(content, keyring, member, story=None):
    """The form of a draft's kind, ready to be called with data or initial."""
    edits = bool(content.get("ref"))
    if content["kind"] == "story":
        return partial(StoryForm, edits_published=edits)
    if content["kind"] == "update":
        return partial(UpdateForm, edits_published=edits)
    story = story or Story.objects.in_library().filter(ref=content.get("page", "")).first()
    is_author = bool(
        story and keyring and Voice.objects.filter(once=keyring.once(str(story.pk)), is_author=True).exists()
    )
    is_host = getattr(member, "is_host", False)
    wishes = story.wishes if story else prompts.WISHES  # hidden or gone: what was chosen can still be saved
    types = prompts.offered(wishes, is_author=is_author, is_host=is_host)
    return partial(ReplyForm, types=types, edits_published=edits)


def _write(request, content, draft=None, door=None, /, **context):
    """Show the form of a draft, or keep what was written in it; nothing typed is lost on any way through."""
    door = door or Door(request)
    if door.keyring and (why := quotas.refusal(door.keyring, content)):
        return _refused(request, why, content)
    make_form = _form_for(content, door.keyring, door.member, context.get("story"))
    if request.method != "POST":
        read = writing.revision(draft) if draft else ""
        context |= {"form": make_form(initial=content["values"]), "door": door, "draft": draft, "revision": read}
        return render(request, f"stories/write_{content['kind']}.html", context)
    form = make_form(request.POST)
    status = 422
    if form.is_valid() and door.opens():
        if why := quotas.refusal(door.keyring, content):
            return _refused(request, why, content)
        content = {**content, "values": form.cleaned_data}
        try:
            if draft:
                writing.save_draft(door.keyring, draft, content, request.POST.get("revision", ""))
            else:
                draft = writing.new_draft(door.keyring, content)
        except writing.TooMany:
            form.add_error(None, "Your desk is full of drafts. Please delete one in another tab, then save this again.")
        except writing.Changed:
            stands = writing.find_draft(door.keyring, draft.pk)
            if stands is None:
                draft = writing.new_draft(door.keyring, content)
            else:
                draft, status = stands[0], 409
                context["other"] = writing.passages(stands[1])
        if status != 409 and not form.errors:
            view = "stories:check" if "check" in request.POST else "stories:draft"
            return door.send_on(redirect(view, draft.pk).url)
    read = writing.revision(draft) if draft else ""
    context |= {"form": form, "door": door, "draft": draft, "revision": read}
    return render(request, f"stories/write_{content['kind']}.html", context, status=status)


def _refused(request, why, content):
    """This keyring may not write here now; what was typed, or lies in the draft, is given back."""
    told = writing.passages(content)
    kept = kept_words(request) or [{"label": heading, "text": text} for _prompt, heading, text in told if text]
    return render(request, "stories/refused.html", {"why": why, "kept": kept}, status=403)


@login_not_required
def tell(request):
    """Begin a story."""
    return _write(request, {"kind": "story", "values": {}, "kept": []})


@login_not_required
def reply(request, ref, to=None):
    """Answer a story, or the reply that ``to`` numbers."""
    story = get_object_or_404(Story.objects.in_library(), ref=ref)
    if story.door != "open":
        raise Http404
    answered = get_object_or_404(Submission.objects.public(), page=story.pk, number=to, kind="comment") if to else None
    content = {"kind": "comment", "page": ref, "to": to, "values": {}, "kept": []}
    return _write(request, content, story=story, answered=answered)


@login_not_required
def update(request, ref):
    """Begin what happened next, at the top of one's own story; whose it is, is asked again when it is sent."""
    if request.keyring:
        _own(request, ref, kind="story", standing=Standing.PUBLIC)
    elif request.method != "POST":
        return redirect(f"{reverse('account_login')}?next={request.path}")
    return _write(request, {"kind": "update", "page": ref, "values": {}, "kept": []})


@login_not_required
def draft(request, pk):
    """Go on with a draft. What is sent to one that is gone, or not one's own, becomes a new draft."""
    if not request.keyring and request.method != "POST":
        return redirect(f"{reverse('account_login')}?next={request.path}")
    door = Door(request)
    found = writing.find_draft(door.keyring, pk) if door.opens() else None
    row, content = found or (None, _from_form(request))
    if row is None and request.method != "POST":
        raise Http404
    story = Story.objects.in_library().filter(ref=content.get("page") or "").first()
    return _write(request, content, row, door, story=story, content=content)


def _from_form(request):
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


def check(request, pk):
    """A draft as the gate will see it: what could identify somebody is marked, each with milder words."""
    found = writing.find_draft(request.keyring, pk)
    if not found and request.method == "POST":
        return redirect("stories:desk")  # sent already, from another tab or by a second press
    if not found:
        raise Http404
    row, content = found
    form = _form_for(content, request.keyring, request.user)(_as_posted(content["values"]))
    form.is_valid()
    told = writing.passages(content)
    error, status = "", 200
    if request.method == "POST":
        if request.POST.get("revision") != writing.revision(row):
            error, status = "This draft was changed in another tab. Here it is as it stands now.", 409
        elif "send" in request.POST:
            if not form.missing() and not form.errors:
                try:
                    return redirect("stories:text", writing.send(request.keyring, row, content).ref)
                except writing.Changed:
                    return redirect("stories:desk")
                except quotas.Refused as refused:
                    error, status = f"{refused} Your text stays here as a draft.", 409
                except gate.ForbiddenMove as refused:
                    error, status = f"This cannot be sent: {refused}. Your text is still here.", 409
            else:
                status = 422
        else:
            changed = _answer(request.POST, content, told)
            if changed:
                try:
                    writing.save_draft(request.keyring, row, changed, request.POST["revision"])
                except writing.Changed:
                    pass
            return redirect("stories:check", pk)
    context = {"draft": row, "content": content, "revision": writing.revision(row), "error": error}
    context |= {"missing": form.missing() if not form.errors else [("", "One of the fields needs another look.")]}
    context |= _screened(told, content.get("kept", []))
    return render(request, "stories/check.html", context, status=status)


def _as_posted(values):
    """A draft's values in the shape that a form reads."""
    return {name: value for name, value in values.items() if value not in (False, None)}


def _answer(data, content, told):
    """The draft with a finding answered: milder words, a reason to keep it, or that reason taken back."""
    form = ChangeForm(data)
    if not form.is_valid() or form.cleaned_data["passage"] >= len(told):
        return None
    answer = form.cleaned_data
    prompt, _heading, text = told[answer["passage"]]
    words = text[answer["start"] : answer["end"]]
    if "milder" in data:
        return writing.replace(content, answer["passage"], answer["start"], answer["end"], data["milder"][:300])
    kept = [entry for entry in content.get("kept", []) if entry[:2] != [prompt, words]]
    if "keep" in data and answer["reason"] and words:
        kept.append([prompt, words, answer["reason"]])
    return {**content, "kept": kept}


def _screened(told, kept):
    """What the check page shows of a screening, or that there was none."""
    try:
        report = screener.screen([text for _prompt, _heading, text in told])
    except NoScreening:
        return {"no_screening": True, "passages": told}
    reasons = {(prompt, words): reason for prompt, words, reason in kept}
    for number, finding in enumerate(report["findings"], 1):
        prompt, heading, text = told[finding["passage"]]
        words = text[finding["start"] : finding["end"]]
        finding |= {"number": number, "words": words, "heading": heading, "reason": reasons.get((prompt, words))}
        finding["must_go"] = gate.must_go(finding["category"], finding["certainty"])
    return {"passages": told, "findings": report["findings"], "meters": report["meters"]}


# The desk


def _own(request, ref, **conditions):
    """A text of the request's keyring, or 404: another's text is asked for as one that never was."""
    hashes = mine(request.keyring, Submission.objects) if request.keyring else ()
    return get_object_or_404(Submission, ref=ref, claim_hash__in=hashes, **conditions)


_STATES = {
    State.HELD: "Held: our screening is out. It will be screened, then read.",
    State.WAITING: "Waiting for a reader.",
    State.READING: "Being read.",
    State.SECOND: "Waiting for a second reader.",
    State.RETURNED: "Returned to you, with reasons.",
    State.DECLINED: "Declined, with reasons.",
    State.APPROVED: "Approved, to appear later.",
}
_STANDINGS = {
    Standing.PUBLIC: "In the library.",
    Standing.HIDDEN: "Hidden for now.",
    Standing.ASIDE: "Kept aside.",
}


def _status(submission, wording):
    """Its state in plain words."""
    told = _STANDINGS.get(submission.standing, "")
    if submission.erase_on:  # hidden with its story; what a flag hid alone is only hidden
        told = "The story it answers is gone. You can read it here for 30 days."
    newest = _STATES.get(wording.state, "") if wording else ""
    return f"{told} A new version: {newest[0].lower()}{newest[1:]}" if told and newest else told or newest


def desk(request):
    """My texts and my drafts."""
    if not request.keyring:
        return redirect("account_login")
    own = (
        Submission.objects.of(mine(request.keyring, Voice.objects)).order_by("kind", "id").prefetch_related("wordings")
    )
    texts = [{"text": text, "status": _status(text, _newest(text)), "title": title(text)} for text in own]
    drafts = [{"row": row, "title": _draft_title(content)} for row, content in writing.drafts(request.keyring)]
    return render(request, "stories/desk.html", {"texts": texts, "drafts": drafts})


def _newest(text):
    return max((w for w in text.wordings.all() if w.passages), key=lambda w: w.number, default=None)


def title(text):
    wording = _newest(text)
    first = wording.passages[0][2] if wording else text.public_title
    return first if len(first) <= 80 else first[:79] + "…"


def _draft_title(content):
    values = content["values"]
    return values.get("title") or (values.get("text") or values.get("happened") or "Empty")[:80]


def text(request, ref):
    """One of my texts: where it stands, what was said about it, what can be done."""
    if not request.keyring:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    own = _own(request, ref)
    wording = _newest(own)
    context = {"text": own, "wording": wording, "status": _status(own, wording), "page": own.page}
    if wording:
        notes = wording.notes.all()
        context["notes"] = [(REASONS.get(note.reason, ("",))[0], note.words) for note in notes]
        context["marked"] = wording.passages, list(wording.findings.all())
    return render(request, "stories/text.html", context)


@require_POST
def edit(request, ref):
    """Open a text again as a draft; what is public stays until the new version passed the gate."""
    own = _own(request, ref, standing__in=(Standing.UNSEEN, Standing.PUBLIC))
    if not own.wordings.exclude(passages=[]).filter(~Q(state=State.DECLINED)).exists():
        raise Http404
    if why := quotas.refusal(request.keyring, {"kind": own.kind, "ref": ref}):
        return _refused(request, why, {"kind": own.kind, "values": {}})
    return redirect("stories:draft", writing.edit_again(request.keyring, own).pk)


@require_POST
def receipt(request, ref):
    """The claim of one of my texts as words, in a file that names neither this site nor its purpose, or on a page."""
    own = _own(request, ref)
    number = mine(request.keyring, Voice.objects)[own.claim_hash]
    words = claim_words(request.keyring.claim(number), word_list())
    if "show" in request.POST:
        return render(request, "stories/receipt.html", {"text": own, "words": words})
    response = HttpResponse(f"{ref}\n{words}\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="notes.txt"'
    return response


def take_back(request, ref):
    """Withdraw a text, after one question."""
    own = _own(request, ref)
    if request.method == "POST":
        try:
            writing.take_back(request.keyring, own)
        except gate.ForbiddenMove:
            pass  # gone already
        return redirect("stories:desk")
    return render(request, "stories/take_back.html", {"text": own, "title": title(own)})
