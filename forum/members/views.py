"""Joining, the plain text file, signing out, and what a member can settle on the desk."""

import time
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.members import unlocking, words
from forum.members.forms import (
    BUSY,
    NO_KEYRING_BY_PHRASE,
    WORDS_NOT_CHANGED,
    AppointmentForm,
    PhraseForm,
    TypeBackForm,
    WordsForm,
)
from forum.members.models import Appointment, Member, Role, new_label
from forum.traps import Trap


def _onward(request):
    """Where to after joining: a page of ours that the address named, else the desk."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    return target if url_has_allowed_host_and_scheme(target, None) else reverse("stories:desk")


@login_not_required
def join(request):
    """Show six words; then have them typed back once; only then is there an account."""
    made = words.offered(request.POST.get("offered", ""))
    context = {
        "purpose": words.RETURN_WORDS,
        "next": _onward(request),
        "expired": request.method == "POST" and not made,
    }
    if made and "words" in request.POST:
        trap, typed = Trap(request), request.POST["words"][:200]
        form = WordsForm(None if trap.caught else request.POST, request=request, initial={"words": typed})
        if form.is_valid():
            return form.login(request, context["next"])
        context |= {"form": form, "offered": words.offer(made), "trap": trap}
        return render(request, "members/type_back.html", context, status=422)
    if made and "saved" in request.POST:
        context |= {"form": WordsForm(request=request), "offered": words.offer(made), "trap": Trap(request, ask=False)}
        return render(request, "members/type_back.html", context)
    made = made or words.generate()
    return render(request, "members/join.html", context | {"made": made.split(), "offered": words.offer(made)})


@login_not_required
@require_POST
def words_file(request):
    """The words as a text file that names neither the site nor its purpose."""
    field = request.POST.get("offered", "")
    shown = [made.split()[:count] for purpose, count in words.SHOWN.items() if (made := words.offered(field, purpose))]
    if not shown:
        return redirect("members:join")
    response = HttpResponse("\n".join(shown[0]) + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="notes.txt"'
    return response


def words_again(view):
    """Asks for the return words once more; a code or a passkey is not enough to change what opens a keyring."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        oldest = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        for proof in get_authentication_records(request, request.user):
            if proof["method"] == "password" and proof.get("reauthenticated") and proof["at"] > oldest:
                return view(request, *args, **kwargs)
        return redirect(f"{reverse('account_reauthenticate')}?next={request.path}")

    return asked


def _made(request, purpose, accept, carried=""):
    """Show words that the site makes, then have them typed back; then ``accept(form, carried)`` answers, if it can.

    ``carried`` is what lies in the signed field: the words that are shown and, after them, what must come along.
    """
    count, field = words.SHOWN[purpose], request.POST.get("offered", "")
    back = words.offered(field, purpose)
    carried = back or carried or words.generate(count)
    made = carried.split()[:count]
    context = {
        "purpose": purpose,
        "made": made,
        "offered": words.offer(carried, purpose),
        "expired": field and not back,
    }
    if back and ("words" in request.POST or "saved" in request.POST):
        data = request.POST if "words" in request.POST else None
        form = TypeBackForm(data, request=request, made=" ".join(made), purpose=purpose)
        if form.is_valid() and (response := accept(form, carried)):
            return response
        return render(request, "members/type_back.html", context | {"form": form}, status=422 if data else 200)
    return render(request, "members/join.html", context)


@login_not_required
def recover(request):
    """For whoever lost the return words: the phrase gives six new ones, and is used up."""

    def accept(form, carried):
        phrase = " ".join(carried.split()[words.COUNT :])
        try:
            opened = Member.objects.recover(words.stretch(phrase, words.RECOVERY_PHRASE))
        except words.Busy:
            return form.add_error("words", BUSY)
        used_up = {"recovery": None, "recovery_wrapped": None}
        if not opened or not Member.objects.change_words(*opened, form.stretched, **used_up):
            return form.add_error("words", NO_KEYRING_BY_PHRASE)
        member, keyring = opened
        unlocking.open_for(request, keyring, member)
        # A second factor that is set is asked for now, as at every sign-in.
        return perform_password_login(request, {}, Login(user=member, redirect_url=reverse("members:settle")))

    if "offered" in request.POST and words.offered(request.POST["offered"], words.RECOVERING):
        return _made(request, words.RECOVERING, accept)
    expired = "offered" in request.POST
    form = PhraseForm(request.POST if request.method == "POST" and not expired else None, request=request)
    if form.is_valid():
        return _made(request, words.RECOVERING, accept, f"{words.generate()} {form.cleaned_data['words']}")
    context = {"form": form, "expired": expired}
    return render(request, "members/recover.html", context, status=422 if form.is_bound else 200)


@words_again
def new_words(request):
    """Six new return words in place of the old; what the keyring holds stays."""

    def accept(form, _carried):
        if not Member.objects.change_words(request.user, request.keyring, form.stretched):
            # Another tab was quicker, or the same press twice: then these words are the member's already.
            if request.user.username != form.stretched.lookup:
                return form.add_error("words", WORDS_NOT_CHANGED)
        unlocking.end_elsewhere(request)
        return redirect("members:settle")

    return _made(request, words.NEW_WORDS, accept)


@words_again
def phrase(request):
    """A recovery phrase, made by the site and typed back; one that was there before stops working."""

    def accept(form, _carried):
        Member.objects.keep_phrase(request.user, request.keyring, form.stretched)
        unlocking.end_elsewhere(request)
        return redirect("members:settle")

    return _made(request, words.RECOVERY_PHRASE, accept)


@words_again
def remove_phrase(request):
    if request.method != "POST":
        return render(request, "members/remove_phrase.html")
    Member.objects.filter(pk=request.user.pk).update(recovery=None, recovery_wrapped=None)
    unlocking.end_elsewhere(request)
    return redirect("members:settle")


@require_POST
def elsewhere(request):
    """Sign out everywhere but here."""
    unlocking.end_elsewhere(request)
    return redirect("members:settle")


@login_not_required
def sign_out(request):
    """Also for whoever stopped between two steps of signing in."""
    if request.method == "POST":
        return unlocking.close(request)
    return render(request, "account/logout.html") if request.user.is_authenticated else redirect("stories:home")


def settle(request):
    """What opens the keyring, a second factor, roles."""
    form = AppointmentForm(request.POST or None)
    if form.is_valid() and _appoint(request.user, **form.cleaned_data):
        unlocking.end_elsewhere(request)
        return redirect("members:settle")
    if form.is_bound and form.is_valid():
        form.add_error("code", _("This code is unknown, used or more than seven days old."))
    return render(request, "members/settle.html", {"form": form}, status=422 if form.is_bound else 200)


@transaction.atomic
def _appoint(member, code, staff_name):
    """Use up a code, once, and give its role."""
    found = Appointment.objects.filter(digest=code, ends_on__gte=timezone.localdate()).first()
    if not found or not Appointment.objects.filter(pk=found.pk).delete()[0]:
        return False
    setattr(member, f"is_{found.role}", True)
    member.staff_name, member.label = staff_name, member.label or new_label()
    member.has_practised = member.has_practised and found.role != Role.MODERATOR
    member.save(update_fields=[f"is_{found.role}", "has_practised", "staff_name", "label"])
    return True


class PasskeyFirst(LoginWebAuthnView):
    """allauth's view, which would say nothing of a passkey that was refused."""

    def form_invalid(self, form):
        context = {"form": WordsForm(request=self.request), "passkey_refused": True}
        return render(self.request, "account/login.html", context, status=422)
