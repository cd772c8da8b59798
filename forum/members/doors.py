"""Who may come in: writing pages ask for words where they are needed, staff pages for a role."""

from functools import wraps

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from forum.members import words
from forum.members.forms import WordsForm


class Door:
    """Between a writing page and its writer.

    Open when the request carries a keyring. Else the page shows ``form`` beside the text: return words typed there,
    or words just made and typed back, open it in the same request, so that no text is lost to an expired session.
    """

    def __init__(self, request):
        self.request = request
        self.keyring, self.member, self.form, self.made = request.keyring, request.user, None, None
        if self.keyring:
            return
        data = request.POST if request.method == "POST" else None
        made = words.offered(data.get("offered", "")) if data else None
        self.made = made or words.generate()
        self.form = WordsForm(data, request=request, initial={"offered": words.offer(self.made)})
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


def staff(role):
    """Lets in members who hold ``role`` with an open keyring and, under https, a second factor."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.keyring or not getattr(request.user, f"is_{role}"):
                raise PermissionDenied
            if settings.TLS and not is_mfa_enabled(request.user):
                return redirect("mfa_index")
            return view(request, *args, **kwargs)

        return guarded

    return decorate
