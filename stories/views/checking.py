"""What could tell who somebody is: on the check page before sending, and beside the text while it is written."""

import contextlib

from allauth.core import ratelimit
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moderation import gate
from moderation.findings import must_go
from moderation.screener import NoScreening, screener
from stories import changing, letters, prompts, quotas, reading, unasked, writing
from stories.forms import ChangeForm, kept_in
from stories.quotas import Stands
from stories.views.writing import form_for, from_form, to_reword

LONGEST_LOOK = 24_000  # characters looked at while somebody writes: about 4,000 words


def check(request, pk):
    """A draft as the gate will see it: what could identify somebody is marked, each with milder words."""
    found = writing.find_draft(request.keyring, pk)
    if not found and request.method == "POST":
        return redirect("stories:desk")  # sent already, from another tab or by a second press
    if not found:
        raise Http404
    row, content = found
    error, status = "", 200
    page = reading.page(content["page"]) if content.get("page") else None
    if request.method == "POST":
        if request.POST.get("revision") != writing.revision(row):
            error, status = _("This draft was changed in another tab. Here it is as it stands now."), 409
        elif "send" in request.POST:
            content = _with_disguise(request, row, content)
            sent, error = _send(request, row, content, page)
            if sent:
                return sent
            status = 409 if error else 422
        else:
            return _answered(request, row, content)
    context = {"draft": row, "content": content, "revision": writing.revision(row), "error": error}
    context |= {"missing": _missing(request, content, page), "asked": changing.asked(content)}
    page_kind = letters.page_kind(content, page)
    context |= {
        "page": page_kind,
        "intruder": prompts.INTRUDER_OF_A_LETTER if content["kind"] == "letter" else prompts.INTRUDER,
    }
    context |= screened(writing.passages(content), content.get("kept", []), page_kind)
    context["noticed"] = unasked.noticed(content, page)
    context["disguises"] = _disguises(content, context.get("meters"))
    return render(request, "stories/check.html", context, status=status)


def _missing(request, content, page):
    """[(field's id, sentence)] of what the draft still needs."""
    values = {name: value for name, value in content["values"].items() if value not in (False, None)}
    form = form_for(content, Stands(request.keyring, content, page), request.user, shown=False)(values)
    return form.missing() if form.is_valid() else [("", _("One of the fields needs another look."))]


def _send(request, row, content, page):
    """(where to go when it was sent, why it was not); neither when something is missing still."""
    if _missing(request, content, page):
        return None, ""
    if content["values"].get("disguise") == "unchanged":
        meters = screened(writing.passages(content), ()).get("meters")
        if _disguises(content, meters):
            return None, ""
    if told := unasked.tell(content, page):
        with contextlib.suppress(writing.Changed):  # the other tab says so
            writing.save_draft(request.keyring, row, told, request.POST["revision"])
        return redirect(to_reword(row)), ""
    try:
        return redirect("stories:text", writing.send(request.keyring, row, content).ref), ""
    except writing.Changed:
        return redirect("stories:desk"), ""
    except quotas.Refused as refused:
        return None, f"{refused} " + _("Your text stays here as a draft.")
    except gate.ForbiddenMove as refused:
        return None, _("This cannot be sent: %(why)s. Your text is still here.") % {"why": refused}


def _disguises(content, meters):
    """[(key, name)] to choose from when the client would know a story that is said to be told as it was; else []."""
    told_as_it_was = content["kind"] == "story" and content["values"].get("disguise") == "unchanged"
    if not told_as_it_was or not meters or meters["client"]["level"] != "high":
        return []
    return [choice for choice in prompts.names(prompts.DISGUISES) if choice[0] != "unchanged"]


def _with_disguise(request, row, content):
    """The draft with the disguise that was chosen beside *send*, kept in it whatever becomes of the sending."""
    chosen = request.POST.get("disguise")
    if content["kind"] != "story" or chosen == "unchanged" or chosen not in prompts.DISGUISES:
        return content
    content = {**content, "values": {**content["values"], "disguise": chosen}}
    with contextlib.suppress(writing.Changed):  # sending says so
        writing.save_draft(request.keyring, row, content, request.POST["revision"])
    return content


def _answered(request, row, content):
    """Keep one answer to one finding and go back to the place in the list where it stood."""
    if request.POST.get("take_over", "").isdecimal():
        changed = changing.take_over(content, int(request.POST["take_over"]))
    else:
        changed = _answer(request.POST, content, writing.passages(content))
    if changed:
        with contextlib.suppress(writing.Changed):
            writing.save_draft(request.keyring, row, changed, request.POST["revision"])
    place = request.POST.get("number", "")
    return redirect(reverse("stories:check", args=[row.pk]) + (f"#finding-{place}" if place.isdecimal() else ""))


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


@require_POST
def look(request):
    """What the screening sees in a text that is being written, for the script beside it. Nothing of it is kept.

    At most 60 times a minute and keyring: 30 in the memory of each of two workers. A longer text than LONGEST_LOOK
    waits for the check page, so that nobody's screening is held up by it.
    """
    if not ratelimit.consume(request, action="look", key=request.keyring.nullifier("look", "")):
        return HttpResponse(status=429, headers={"Retry-After": "15"})
    values = {name: text.replace("\r\n", "\n") for name, text in request.POST.items()}
    content = from_form(request) | {"values": values}
    told = writing.passages(content)
    if sum(len(text) for _prompt, _heading, text in told) > LONGEST_LOOK:
        return render(request, "stories/looked.html", {"too_long": True})
    context = screened(told, kept_in(request.POST, []), letters.page_kind(content))
    context["seen"] = [
        (writing.field_of(prompt), text, passage, found)
        for passage, (prompt, _heading, text) in enumerate(told)
        if (found := [finding for finding in context.get("findings", ()) if finding["passage"] == passage])
    ]
    return render(request, "stories/looked.html", context)


def screened(told, kept, page="story"):
    """What a page shows of a screening, or that there was none; ``page`` is the kind of the page it is written for."""
    try:
        report = screener.screen([text for _prompt, _heading, text in told])
    except NoScreening:
        return {"no_screening": True, "passages": told}
    reasons = {(prompt, words): reason for prompt, words, reason in kept}
    for number, finding in enumerate(report["findings"], 1):
        prompt, heading, text = told[finding["passage"]]
        words = text[finding["start"] : finding["end"]]
        finding |= {"number": number, "words": words, "heading": heading, "reason": reasons.get((prompt, words))}
        finding |= {"prompt": prompt, "must_go": must_go(finding["category"], finding["certainty"], page)}
    told_together = together(report["findings"])
    return {"passages": told, "findings": report["findings"], "meters": report["meters"], "together": told_together}


def together(findings):
    """The kinds of facts that narrow a person down only because they stand in one text; empty when two or fewer do."""
    kinds = {finding["category"]: None for finding in findings}
    named = [_(prompts.NARROWING[kind]) for kind in kinds if kind in prompts.NARROWING]
    if len(named) < 3:
        return ""
    return _("%(all_but_last)s and %(last)s") % {"all_but_last": ", ".join(named[:-1]), "last": named[-1]}
