"""The moderators' desk: a queue, a text with its findings, a decision. No author anywhere."""

from collections import Counter

from django.conf import settings
from django.db.models import Min
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.members.doors import staff
from forum.members.unlocking import box_of, mine, put_in_box
from moderation import care, differences, flagging, gate, rescreening, talking, waits
from moderation.forms import AwayForm, DecisionForm, MessageForm, QueueForm
from moderation.models import Submission, Wording
from moderation.states import SEVERE, Move, State


def _others(request):
    """Wordings that are not of the moderator's own keyring: nobody reads or decides their own."""
    return Wording.objects.select_related("submission").exclude(
        submission__claim_hash__in=mine(request.keyring, Submission.objects)
    )


@staff("moderator")
def queue(request):
    """What readers flagged; what waits, riskiest first, then oldest; what I am reading; what is held."""
    label, away = request.user.label, care.not_today(box_of(request))
    everything = _others(request).open_to(label)
    offered = everything.without(away)
    choice = QueueForm(request.GET)
    shown = choice.narrowed(offered)
    context = {
        "choice": choice,
        "away": AwayForm(initial={"topics": away}, topics={*care.topics(), *away}),
        "stayed_away": everything.count() - offered.count(),
        "count": offered.count(),
        "oldest": offered.aggregate(since=Min("waiting_since"))["since"],
        "usual": waits.in_words(waits.within()) if waits.within() else "",
        "flagged": flagging.waiting(request.keyring, label)[:100],
        "reading": _others(request).filter(state=State.READING, lease_by=label),
        "waiting": shown.riskiest_first()[:100],
        "talks": talking.open_to(request.keyring)[:100],
        "held": _others(request).filter(state=State.HELD).count(),
    }
    return render(request, "moderation/queue.html", context)


@staff("moderator")
@require_POST
def stay_away(request):
    """Keep topics out of my queue until tomorrow. Nobody asks why, and nobody else is told."""
    form = AwayForm(request.POST, topics={*care.topics(), *care.not_today(box_of(request))})
    if form.is_valid():
        put_in_box(request, **care.until_tomorrow(form.cleaned_data["topics"]))
    return redirect("moderation:queue")


@staff("moderator")
@require_POST
def screen_held(request):
    """Try to screen what is held; where the screening is still out, nothing changes."""
    rescreening.held(settings.SCREENER_PATIENCE)
    return redirect("moderation:queue")


@staff("moderator")
def pause(request):
    """After a severe text: a page that asks for nothing."""
    return render(request, "moderation/pause.html")


@staff("moderator")
@require_POST
def take(request, pk):
    """Lease a wording for 30 minutes."""
    wording = get_object_or_404(_others(request), pk=pk)
    if care.is_enough(wording, request.user.label):
        return render(request, "moderation/enough.html", status=403)
    try:
        gate.take(wording, request.user.label)
    except gate.ForbiddenMove:
        return _conflict(request)
    return redirect("moderation:review", pk)


@staff("moderator")
@require_POST
def hand_on(request, pk):
    """Give a wording back to the queue, without a reason."""
    try:
        gate.release(get_object_or_404(_others(request), pk=pk), request.user.label)
    except gate.ForbiddenMove:
        pass  # the lease has ended, or it was decided
    return redirect("moderation:queue")


@staff("moderator")
def review(request, pk):
    """Read a leased wording and decide on it, bound to the digest that the form carries."""
    wording = get_object_or_404(_others(request), pk=pk)
    if wording.state != State.READING or wording.lease_by != request.user.label:
        if request.method == "POST":
            return _conflict(request)
        raise Http404
    initial = {"read": wording.digest, "harm": wording.submission.harm}
    form = DecisionForm(request.POST or None, wording=wording, initial=initial)
    if form.is_valid() and _decided(form, wording, request.user.label):
        severe = care.is_severe(wording) or form.cleaned_data["harm"] in SEVERE
        return redirect("moderation:pause" if severe and form.move != Move.CARE else "moderation:queue")
    if form.is_bound and form.is_valid():
        return _conflict(request)
    context = {
        "form": form,
        "wording": wording,
        "findings": form.findings,
        "first": not wording.first_by,
        "opened": form.is_bound or "read" in request.GET,
        "found": Counter(finding.category for finding in form.findings).most_common(),
        "words": sum(len(text.split()) for _prompt, _heading, text in wording.passages),
        "changes": _changes(wording),
        "otherwise": differences.read_otherwise(wording.passages),
        "talk": talking.conversation(wording.submission),
        "ticked": request.POST.getlist("allowed"),
    }
    return render(request, "moderation/review.html", context, status=422 if form.is_bound else 200)


def _changes(wording):
    """What differs from the version before, where there is one whose words are still here."""
    older = wording.submission.wordings.filter(number__lt=wording.number).exclude(passages=[])
    before = older.order_by("-number").first()
    return differences.changes(before.passages, wording.passages) if before else []


def _decided(form, wording, label):
    """Whether the decision was taken; a missing tick is said in the form."""
    data = {name: form.cleaned_data[name] for name in ("harm", "reason", "words", "allowed", "asked_for")}
    try:
        if form.move == Move.CARE:
            talking.care_first(wording, label, data["words"])
            return True
        data["reason"] = data["reason"] or next((pin.reason for pin in form.pins if pin.reason), "")
        gate.decide(wording, form.move, form.cleaned_data["read"], label=label, pins=form.pins, **data)
    except ValueError as missing:
        form.add_error(None, str(missing))
        return False
    except gate.ForbiddenMove:
        return False
    return True


def _conflict(request):
    """409, with what the moderator wrote."""
    words = request.POST.get("words", "")
    kept = [{"name": "words", "label": _("Words to the writer"), "text": words}] if words else []
    return render(
        request, "409.html", {"kept": kept, "why": _("Somebody decided, edited or took back this text.")}, status=409
    )


@staff("moderator")
def talk(request, ref):
    """The private conversation about a text; a word added to it, or its end."""
    texts = Submission.objects.exclude(claim_hash__in=mine(request.keyring, Submission.objects))
    text = get_object_or_404(texts.exclude(standing__in=talking.GONE), ref=ref)
    messages = talking.conversation(text)
    flagged = text.flags.filter(handled=False).exists() or text.answers.filter(closed=False).exists()
    if not messages and not flagged:
        raise Http404  # about a flagged text a moderator may speak first
    if request.method == "POST" and "close" in request.POST:
        talking.close(text)
        return redirect("moderation:queue")
    form = MessageForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            talking.answer(text, form.cleaned_data["message"])
        except talking.Gone:
            return _conflict(request)
        return redirect("moderation:talk", ref)
    context = {"text": text, "messages": messages, "form": form, "open": not messages or messages[-1].erase_on is None}
    return render(request, "moderation/talk.html", context, status=422 if form.is_bound else 200)
