"""The moderators' desk: a queue, a text with its findings, a decision. No author anywhere."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from forum.members.doors import staff
from forum.members.unlocking import mine
from moderation import flagging, gate
from moderation.forms import DecisionForm
from moderation.models import Submission, Wording
from moderation.states import State


def _others(request):
    """Wordings that are not of the moderator's own keyring: nobody reads or decides their own."""
    return Wording.objects.select_related("submission").exclude(
        submission__claim_hash__in=mine(request.keyring, Submission.objects)
    )


@staff("moderator")
def queue(request):
    """What readers flagged; what waits, riskiest first, then oldest; what I am reading; what is held."""
    label = request.user.label
    context = {
        "flagged": flagging.waiting(request.keyring)[:100],
        "reading": _others(request).filter(state=State.READING, lease_by=label),
        "waiting": _others(request).waiting().exclude(first_by=label).riskiest_first()[:100],
        "held": _others(request).filter(state=State.HELD).count(),
    }
    return render(request, "moderation/queue.html", context)


@staff("moderator")
@require_POST
def take(request, pk):
    """Lease a wording for 30 minutes."""
    wording = get_object_or_404(_others(request), pk=pk)
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
        return redirect("moderation:queue")
    if form.is_bound and form.is_valid():
        return _conflict(request)
    context = {
        "form": form,
        "wording": wording,
        "findings": list(wording.findings.all()),
        "first": not wording.first_by,
        "ticked": request.POST.getlist("allowed"),
    }
    return render(request, "moderation/review.html", context, status=422 if form.is_bound else 200)


def _decided(form, wording, label):
    """Whether the decision was taken; a missing tick is said in the form."""
    data = {name: form.cleaned_data[name] for name in ("harm", "reason", "words", "allowed")}
    try:
        gate.decide(wording, form.move, form.cleaned_data["read"], label=label, **data)
    except ValueError as missing:
        form.add_error(None, str(missing))
        return False
    except gate.ForbiddenMove:
        return False
    return True


def _conflict(request):
    """409, with what the moderator wrote."""
    words = request.POST.get("words", "")
    kept = [{"name": "words", "label": "Words to the writer", "text": words}] if words else []
    return render(
        request, "409.html", {"kept": kept, "why": "Somebody decided, edited or took back this text."}, status=409
    )
