"""The open keyring of a request. Its data key lies sealed in the session; what opens it lies in a cookie."""

import base64
import os
import time

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.shortcuts import render

from forum.kept import kept_words
from forum.members.keyring import WINDOW, CannotOpen, Keyring, seal, unseal

_SESSION_KEY = "keyring"
_signer = signing.TimestampSigner(salt="keyring cookie")


def open_for(request, keyring, owner):
    """Carry an opened keyring from sign-in on: sealed in the session, its key to the cookie."""
    key = os.urandom(32)
    sealed = seal(key, keyring.data_key, b"session" + str(owner.pk).encode())
    request.session[_SESSION_KEY] = base64.b64encode(sealed).decode()
    request.keyring_cookie = f"{base64.urlsafe_b64encode(key).decode()}.{int(time.time())}"


def _from_cookie(request):
    """(cookie value without its time, keyring), or None when it is missing, too old or not this member's.

    The keyring is None until a second factor that is asked for was given.
    """
    try:
        value = _signer.unsign(request.COOKIES[settings.KEYRING_COOKIE_NAME], max_age=settings.KEYRING_IDLE)
        key, since = value.split(".")
        sealed = base64.b64decode(request.session[_SESSION_KEY])
        if not 0 <= time.time() - int(since) < settings.SESSION_COOKIE_AGE:
            return None
        if not request.user.is_authenticated:
            return value, None  # between the words and the second factor
        about = b"session" + str(request.user.pk).encode()
        return value, Keyring(unseal(base64.urlsafe_b64decode(key), sealed, about), settings.PEPPER)
    except (KeyError, ValueError, signing.BadSignature, CannotOpen):
        return None


class KeyringMiddleware:
    """Sets ``request.keyring``; without an open one nobody is signed in, whatever the session says."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.keyring, request.keyring_cookie = None, None
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            if opened := _from_cookie(request):
                request.keyring_cookie, request.keyring = opened
            else:
                request.user = AnonymousUser()
        response = self.get_response(request)
        signed_out = request.keyring and not request.user.is_authenticated
        if request.keyring_cookie and not signed_out:
            response.set_cookie(
                settings.KEYRING_COOKIE_NAME,
                _signer.sign(request.keyring_cookie),
                secure=settings.TLS,
                httponly=True,
                samesite="Strict",
            )
        elif settings.KEYRING_COOKIE_NAME in request.COOKIES:
            response.delete_cookie(settings.KEYRING_COOKIE_NAME, samesite="Strict")
        if signed_out:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class MembersOnly(LoginRequiredMiddleware):
    """Every door is closed to whoever is not signed in; words that were typed into one are given back, not lost."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and (kept := kept_words(request)):
            context = {"kept": kept, "again": request.path, "ended": True}
            return render(request, "403.html", context, status=403)
        return super().handle_no_permission(request, view_func)


def mine(keyring, rows, purpose="voice"):
    """{claim hash: number} of those of a keyring's claims that stand in ``rows``; looks a window beyond the highest."""
    found, first = {}, 0
    while True:
        window = keyring.claims(first, purpose)
        hits = set(rows.filter(claim_hash__in=window).values_list("claim_hash", flat=True))
        found |= {hash_: window[hash_] for hash_ in hits}
        if not hits:
            return found
        first += WINDOW
