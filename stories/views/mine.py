"""What is held about me, everything of mine as a file, a secret feed, leaving; and what is held about anybody."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.members import unlocking
from forum.members.forms import WordsAgainForm
from moderation.models import Submission
from stories import feeds, held, leaving, writing
from stories.models import Voice
from stories.views import desk


def _closed(request):
    """Where to whoever has no open keyring is sent, or None."""
    return None if request.keyring else redirect(f"{reverse('account_login')}?next={request.path}")


@login_not_required
@require_safe
def columns(request):
    """Every table and every column of the database, why it is there and when it goes."""
    return render(request, "pages/columns.html", {"tables": held.tables()})


@require_safe
def show(request):
    """Every row that is tied to me, in words."""
    if closed := _closed(request):
        return closed
    keyring, member = request.keyring, request.user
    inside = held.box(keyring, member)
    inside = None if inside is None else [(held.BOX.get(name, name), value) for name, value in sorted(inside.items())]
    context = {"held": held.held(keyring, member, request.session.session_key), "box": inside}
    return render(request, "stories/held.html", context)


@require_POST
def export(request):
    """Everything of mine in one file, made now and kept nowhere; its name names neither site nor purpose."""
    if closed := _closed(request):
        return closed
    mine = held.export(request.keyring, request.user, writing.drafts(request.keyring))
    response = HttpResponse(json.dumps(mine, ensure_ascii=False, indent=1), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="notes.json"'
    return response


def feed(request, ref):
    """Make the secret feed of my voice in a thread, show its address once, or end it."""
    if closed := _closed(request):
        return closed
    own = get_object_or_404(Submission, ref=ref, claim_hash__in=unlocking.mine(request.keyring, Voice.objects))
    voice = Voice.objects.get(claim_hash=own.claim_hash)
    address = ""
    if request.method == "POST":
        if "end" in request.POST:
            feeds.end_secret(voice.claim_hash)
            return redirect("stories:text_feed", ref)
        address = request.build_absolute_uri(reverse("stories:voice_feed", args=[feeds.new_secret(voice.claim_hash)]))
    context = {"text": own, "address": address, "has_one": bool(voice.feed_hash)}
    return render(request, "stories/text_feed.html", context)


def leave(request):
    """Say what becomes of each text, type the words once more, and go."""
    if closed := _closed(request):
        return closed
    member = request.user
    form = WordsAgainForm(request.POST if request.method == "POST" else None, user=member)
    form.fields["password"].help_text = _("We ask once more, since this cannot be undone.")
    own = list(held.texts(request.keyring).prefetch_related("wordings"))
    if form.is_valid():
        back = {text.ref for text in own if request.POST.get(f"text-{text.ref}") == "back"}
        back = (
            {text.ref for text in own} if "all_back" in request.POST else set() if "all_stay" in request.POST else back
        )
        try:
            leaving.leave(request.keyring, member, back)
        except leaving.LastOwner:
            form.add_error(
                None, _("You are the only owner of this site. Please appoint another owner first, then leave.")
            )
        else:
            response = unlocking.close(request)
            response["Location"] = reverse("stories:left")
            return response
    texts = [(text, desk.title(text), request.POST.get(f"text-{text.ref}", "")) for text in own]
    context = {"form": form, "texts": texts, "may_leave": leaving.may_leave(member)}
    return render(request, "stories/leave.html", context, status=422 if form.is_bound else 200)


@login_not_required
@require_safe
def left(request):
    """The last page for whoever left; it says nothing about them."""
    return render(request, "stories/left.html")
