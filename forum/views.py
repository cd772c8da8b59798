"""The fixed pages, the owner's pages, and what is said when a request cannot be answered."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from forum import sample
from forum.forms import HouseForm, PageForm
from forum.kept import kept_words
from forum.members.doors import staff
from forum.members.models import Member, Role
from forum.members.views import words_again
from forum.models import MAY_BE_FOUND, House, Page
from forum.nights import last_night
from forum.prose import prose
from forum.sample import SampleForm

FEWEST = 5  # so few members are not told in a number, to the owner neither


def place(request):
    """For every template: whether the connection is open to eavesdroppers; the house, read where a page names it."""
    return {"insecure_origin": not settings.TLS, "house": SimpleLazyObject(House.settings)}


@login_not_required
@require_safe
def page(request, slug):
    """A fixed page: the owner's text, or ours while there is none."""
    if slug not in Page.SLUGS:
        raise Http404
    found = Page.objects.filter(pk=slug).first() or Page(slug=slug)
    shown = {
        "slug": slug,
        "title": Page.SLUGS[slug],
        "html": prose(found.text) if found.is_filled else "",
        "checked_on": found.checked_on,
        "is_old": found.is_old,
    }
    response = render(request, "pages/page.html", {"page": shown, "robots": MAY_BE_FOUND})
    response["X-Robots-Tag"] = MAY_BE_FOUND
    return response


@login_not_required
@require_safe
def health(request):
    """For the machine that watches: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def exit_page(request):
    """Leave at once: the session ends, the browser is asked to forget, and a page that says nothing is shown.

    It stands in place of every page for a while: see ``AfterExit``. Its link leads to the front page again.
    """
    if "start" in request.GET and settings.LEFT_COOKIE_NAME in request.COOKIES:
        return redirect("stories:home")
    request.session.flush()
    response = render(request, "pages/exit.html")
    response["Clear-Site-Data"] = '"cache", "storage"'
    for name in (settings.KEYRING_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        if name in request.COOKIES:
            response.delete_cookie(name, samesite="Strict")
    request.keyring_cookie = None
    name = settings.LEFT_COOKIE_NAME  # Lax: Back to a page to which another site led sends no strict cookie
    response.set_signed_cookie(name, "", salt=name, secure=settings.TLS, httponly=True, samesite="Lax")
    return response


@staff("owner")
def owner(request):
    """Settings of the house, who holds a role, what the last night did, and the owner's texts."""
    form = HouseForm(request.POST or None, instance=House.settings())
    if form.is_valid():
        form.save()
        return redirect("forum:owner")
    members = Member.objects.count()
    context = {
        "form": form,
        "texts": Page.all_of_them(),
        "night": last_night(),
        "staff": Member.objects.on_staff(),
        "members": members if members >= FEWEST else None,
    }
    return render(request, "pages/owner.html", context, status=422 if form.is_bound else 200)


@staff("staff_member")
@require_safe
def style(request):
    """Every component in every state, for whoever works on the pages."""
    empty = dict.fromkeys(SampleForm.base_fields, "")
    context = sample.CONTEXT | {"fresh": SampleForm(auto_id="fresh_%s"), "failed": SampleForm(empty)}
    return render(request, "pages/style.html", context)


@staff("owner")
def owner_page(request, slug):
    """Edit one of the owner's texts."""
    if slug not in Page.SLUGS:
        raise Http404
    form = PageForm(request.POST or None, instance=Page.objects.filter(pk=slug).first() or Page(slug=slug))
    if form.is_valid():
        form.save()
        return redirect("forum:page", slug)
    context = {"form": form, "title": Page.SLUGS[slug]}
    return render(request, "pages/owner_page.html", context, status=422 if form.is_bound else 200)


@staff("owner")
@words_again
def end_role(request, pk, role):
    """Ask once more, then take a role from somebody. The last owner stays one."""
    if role not in Role:
        raise Http404
    member = get_object_or_404(Member, pk=pk, **{f"is_{role}": True})
    if request.method == "POST" and Member.objects.end_role(member, role):
        return redirect("forum:owner")
    context = {"member": member, "role": Role(role).label, "refused": request.method == "POST"}
    return render(request, "pages/end_role.html", context, status=409 if context["refused"] else 200)


def stale_form(request, reason=""):
    """A form without a valid token: its words are given back, to be sent again from this site with a fresh one."""
    ours = request.META.get("HTTP_ORIGIN", settings.ORIGIN) != "null" and (
        request.META.get("HTTP_ORIGIN", settings.ORIGIN).split("//")[-1] == request.get_host()
        or "HTTP_ORIGIN" not in request.META
    )
    context = {"kept": kept_words(request), "again": request.path if ours else ""}
    return render(request, "403.html", context, status=403)


def bad_request(request, exception=None):
    """A request that could not be read, or was too large to be."""
    large = type(exception).__name__ == "RequestDataTooBig"
    status = 413 if large else 400
    return render(request, f"{status}.html", status=status)


def forbidden(request, exception=None):
    return render(request, "403.html", {"kept": kept_words(request), "closed": True}, status=403)


def failed(request):
    return render(request, "500.html", {"kept": kept_words(request)}, status=500)
