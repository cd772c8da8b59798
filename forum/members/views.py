"""Joining, the plain text file, and what a member can settle on the desk."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from forum.members import words
from forum.members.forms import AppointmentForm, WordsForm
from forum.members.models import Appointment, new_label


def _onward(request):
    """Where to after joining: a page of ours that the address named, else the desk."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    return target if url_has_allowed_host_and_scheme(target, None) else reverse("stories:desk")


@login_not_required
def join(request):
    """Show six words; then have them typed back once; only then is there an account."""
    made = words.offered(request.POST.get("offered", ""))
    context = {"next": _onward(request), "expired": request.method == "POST" and not made}
    if made and "words" in request.POST:
        form = WordsForm(request.POST, request=request)
        if form.is_valid():
            return form.login(request, context["next"])
        return render(request, "members/type_back.html", context | {"form": form}, status=422)
    if made and "saved" in request.POST:
        form = WordsForm(request=request, initial={"offered": words.offer(made)})
        return render(request, "members/type_back.html", context | {"form": form})
    made = made or words.generate()
    return render(request, "members/join.html", context | {"made": made.split(), "offered": words.offer(made)})


@login_not_required
@require_POST
def words_file(request):
    """The words as a text file that names neither the site nor its purpose."""
    made = words.offered(request.POST.get("offered", ""))
    if not made:
        return redirect("members:join")
    response = HttpResponse("\n".join(made.split()) + "\n", content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="notes.txt"'
    return response


def settle(request):
    """Second factor, roles, signing out."""
    form = AppointmentForm(request.POST or None)
    if form.is_valid() and _appoint(request.user, **form.cleaned_data):
        return redirect("members:settle")
    if form.is_bound and form.is_valid():
        form.add_error("code", "This code is unknown, used or more than seven days old.")
    return render(request, "members/settle.html", {"form": form}, status=422 if form.is_bound else 200)


@transaction.atomic
def _appoint(member, code, staff_name):
    """Use up a code, once, and give its role."""
    found = Appointment.objects.filter(digest=code, ends_on__gte=timezone.localdate()).first()
    if not found or not Appointment.objects.filter(pk=found.pk).delete()[0]:
        return False
    setattr(member, f"is_{found.role}", True)
    member.staff_name, member.label = staff_name, member.label or new_label()
    member.save(update_fields=[f"is_{found.role}", "staff_name", "label"])
    return True
