"""Who may come in: writing pages ask for words where they are needed, staff pages for a role."""

from functools import wraps
from urllib.parse import urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from forum.kept import kept_words
from forum.members import words
from forum.members.forms import WordsForm
from forum.traps import Trap


class Door:
    """Between a writing page and its writer.

    Open when the request carries a keyring. Else the page shows ``form`` beside the text: return words typed there,
    or words just made and typed back, open it in the same request, so that no text is lost to an expired session.
    Whoever has no keyring has to get past a Trap, too.
    ``ask=False`` shows it to whoever did not see it before: nothing that was posted counts as an answer to it.
    """

    def __init__(self, request, *, ask=True):
        self.request = request
        self.keyring, self.member, self.form, self.made = request.keyring, request.user, None, None
        if self.keyring:
            return
        data = request.POST if ask and request.method == "POST" else None
        made = words.offered(request.POST.get("offered", ""))  # those that were shown stay the same
        self.made = made or words.generate()
        first = {"offered": words.offer(self.made)}
        self.trap = Trap(request, ask=bool(data and data.get("words")))
        if self.trap.caught:  # the words are not tried, for trying can make an account
            data, first["words"] = None, data["words"][:200]
        self.form = WordsForm(data, request=request, initial=first)
        if data and not made:
            self.form.data = data.copy()
            self.form.data["offered"] = words.offer(self.made)

    def opens(self):
        """Whether the writer can go on; with words in the form this is where they are tried."""
        if self.form and self.form.is_valid():
            self.keyring, self.member = self.form.keyring, self.form.user
        return self.keyring is not None

    def send_on(self, address):
        """Go to ``address``, signed in; a member with a second factor is asked for it on the way."""
        return self.form.login(self.request, address) if self.form else redirect(address)


PRACTICE = {"moderator": "moderation:practice"}  # where a role's live work is practised first


def staff(role, *, practised=True):
    """Lets in members who hold ``role`` with an open keyring and, under https, a second factor.

    Where a role has a practice, whoever has not passed it is sent there; ``practised=False`` is for its own pages.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.keyring or not getattr(request.user, f"is_{role}"):
                raise PermissionDenied
            if settings.TLS and not is_mfa_enabled(request.user):
                return redirect("mfa_index")
            if practised and role in PRACTICE and not request.user.has_practised:
                return redirect(PRACTICE[role])
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def cookieless_post(view):
    """For pages where anybody may send something without a cookie: flags, receipts.

    No token stands in the form, so that reading it sets no cookie and needs no session. What keeps other sites from
    sending it is the browser's own word: ``Sec-Fetch-Site: same-origin``, or, from browsers without it, an ``Origin``
    equal to ours. Anything else, ``null`` and silence too, is answered with 403 and the words that were typed. A view
    behind it may read ``request.keyring`` when there is one: the same word protects it. Its pages are never stored.
    """

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not _from_here(request):
            response = render(request, "403.html", {"kept": kept_words(request)}, status=403)
        else:
            response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded


def _from_here(request):
    """Whether the browser says that one of our own pages sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return _place(request.headers.get("Origin", "")) == _place(settings.ORIGIN)


def _place(origin):
    """(scheme, host, port) of an origin, or None for what is none."""
    try:
        url = urlsplit(origin)
        return (url.scheme, url.hostname, url.port or {"http": 80, "https": 443}[url.scheme])
    except (KeyError, ValueError):
        return None
