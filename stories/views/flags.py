"""Flags: a reader sends one, a moderator settles them; on the top floor, since a moderator may bar a voice."""

from allauth.core import ratelimit
from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum.kept import kept_words
from forum.members import words
from forum.members.doors import cookieless_post, staff
from forum.traps import Trap
from moderation import answering, flagging, gate
from moderation.forms import FlagDecisionForm, FlagForm
from moderation.models import Finding
from moderation.states import ASKS, BY_SCREENING, Move, Standing, State, Wish
from stories import writing
from stories.models import Voice


@cookieless_post
def flag(request, ref, number=None):
    """Flag a story, or the reply with this number. What comes of it is told to nobody: the answer is always the same.

    A flag on what was hidden since the form was opened is taken like any other; one on nothing is thanked for too,
    and gets its six words where others get them.
    """
    about = {"kind": "comment", "number": number} if number else {"pk": F("page")}
    text = flagging.flaggable().filter(page__ref=ref, **about).select_related("page").first()
    seen = text and text.is_public
    trap = None if request.keyring else Trap(request)
    context = {"text": text if seen else None, "form": FlagForm(initial=request.POST.dict()), "trap": trap}
    if request.method != "POST":
        if not seen:
            raise Http404
        return render(request, "stories/flag.html", context)
    if not ratelimit.consume(request, action="flag"):
        return render(request, "stories/flag.html", context | {"too_many": True}, status=429)
    form = FlagForm(request.POST)
    if not form.is_valid() or trap and trap.caught:
        return render(request, "stories/flag.html", context | {"form": form}, status=422)
    if form.cleaned_data["reason"] in ASKS:
        made = words.generate()
        if text:
            answering.receive(text, **form.cleaned_data, six=made)
        return render(request, "stories/answered.html", {"made": made.split(), "reason": form.cleaned_data["reason"]})
    if text:
        flagging.receive(text, **form.cleaned_data, keyring=request.keyring)
    return redirect("stories:flagged")


@cookieless_post
@require_safe
def flagged(request):
    """What is said after a flag, to everybody alike."""
    return render(request, "stories/flagged.html")


@staff("moderator")
def settle(request, ref):
    """A flagged text with what readers said of it, and a decision bound to the words that were read."""
    label = request.user.label
    text = flagging.waiting(request.keyring, label).filter(ref=ref).select_related("page").first()
    if not text and request.method == "POST":
        return _conflict(request)
    if not text:
        raise Http404
    read = gate.digest_of([text.public_title, text.public_html])
    answers = answering.about(text, label)
    asked = {"answers": answers, "wished_hidden": text.answers.filter(wish=Wish.HIDE).exists()}
    form = FlagDecisionForm(request.POST or None, initial={"read": read}, **asked)
    if form.is_valid():
        if form.cleaned_data["read"] != read or not _settled(text, form, request.user):
            return _conflict(request)
        return redirect("moderation:queue")
    flags = text.flags.filter(handled=False).order_by("-urgent", "reason", "id")
    context = {"text": text, "form": form, "flags": flags, "hidden": text.standing == Standing.HIDDEN, **asked}
    context["wished"] = text.restored_by == label
    if flags.filter(reason=BY_SCREENING).exists():
        context["findings"] = Finding.objects.filter(wording__submission=text, wording__state=State.USED)
    return render(request, "moderation/flags.html", context, status=422 if form.is_bound else 200)


def _settled(text, form, member):
    """Whether it was done: the decision, what it says to whoever asked, the end of this voice's writing if need be."""
    code, said = form.cleaned_data["reason"], form.cleaned_data.get("sentence", "")
    try:
        with transaction.atomic():
            if gate.settle_flags(text, form.move, label=member.label, reason=code, words=said):
                named = {"label": member.label, "name": member.staff_name}
                answering.decided(form.told, form.move, **named, code=code, said=said)
            if form.cleaned_data["bar"]:
                Voice.objects.filter(claim_hash=text.claim_hash).update(barred=True)
            if form.move == Move.RETRACT:
                writing.blank(text)
    except gate.ForbiddenMove:
        return False
    return True


def _conflict(request):
    """409, with what the moderator chose."""
    context = {"kept": kept_words(request), "why": _("Somebody settled, edited or took back this text.")}
    return render(request, "409.html", context, status=409)
