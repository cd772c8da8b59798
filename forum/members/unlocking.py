"""The open keyring of a request. Its data key lies sealed in the session; what opens it lies in a cookie."""

import base64
import os
import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout, update_session_auth_hash
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import F
from django.shortcuts import redirect, render

from forum import plain
from forum.kept import kept_words
from forum.members.keyring import WINDOW, CannotOpen, Keyring, seal, unseal
from forum.members.models import Member, new_epoch
from forum.models import House

_SESSION_KEY = "keyring"
_PROOFS, _WHOSE_PROOFS = AUTHENTICATION_METHODS_SESSION_KEY, "account_authentication_methods_user"
_signer = signing.TimestampSigner(salt="keyring cookie")


def open_for(request, keyring, owner):
    """Carry an opened keyring from sign-in on: sealed in the session, its key to the cookie."""
    _begin_anew(request.session)
    come_by(keyring, owner)
    key = os.urandom(32)
    sealed = seal(key, keyring.data_key, b"session" + str(owner.pk).encode())
    request.session[_SESSION_KEY] = base64.b64encode(sealed).decode()
    request.keyring_cookie = f"{base64.urlsafe_b64encode(key).decode()}.{int(time.time())}"


def _begin_anew(session):
    """What was proved in an older session does not count in this one; a passkey that was just shown does.

    An older session has to go before anything is put into this one: signing in would empty it.
    """
    oldest = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    proofs = [p for p in session.get(_PROOFS, []) if p.get("passwordless") and p["at"] > oldest]
    whose = session.get(_WHOSE_PROOFS)
    if SESSION_KEY in session:
        session.flush()
    session[_PROOFS], session[_WHOSE_PROOFS] = proofs, whose


def come_by(keyring, owner):
    """Rewrite the member's box at each opening, so that a changed box says only that somebody came by.

    The first opening since the last batch adds 1 to ``House.came_by``. Bound to the bytes that were read: of two
    openings at once one writes. The box holds conveniences alone, so one that does not open gives way to an empty one.
    """
    member, owner_key = Member.objects.filter(pk=owner.pk), str(owner.pk)
    read = bytes(member.values_list("box", flat=True).get())
    try:
        box = keyring.open_box(read, owner_key)
    except CannotOpen:
        box = {}
    batch = House.settings().batch
    first = box.get("batch") != batch
    if member.filter(box=read).update(box=keyring.seal_box(box | {"batch": batch}, owner_key)) and first:
        House.objects.get_or_create(pk=1)
        House.objects.filter(pk=1).update(came_by=F("came_by") + 1)


def box_of(request):
    """What the member's sealed box holds: conveniences. Empty where it does not open."""
    try:
        box = bytes(Member.objects.filter(pk=request.user.pk).values_list("box", flat=True).get())
        return request.keyring.open_box(box, str(request.user.pk))
    except CannotOpen:
        return {}


def put_in_box(request, **changes):
    """Keep conveniences in the member's box; two tabs at once both come through. Raises ValueError when it is full."""
    owner, row = str(request.user.pk), Member.objects.filter(pk=request.user.pk)
    while True:
        read = bytes(row.values_list("box", flat=True).get())
        try:
            box = request.keyring.open_box(read, owner)
        except CannotOpen:
            box = {}
        if row.filter(box=read).update(box=request.keyring.seal_box(box | changes, owner)):
            return


def end_elsewhere(request):
    """Sign the member out everywhere else; this session goes on under a new key, its keyring open."""
    Member.objects.filter(pk=request.user.pk).update(epoch=new_epoch())
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)


def close(request):
    """End the session, whether somebody is signed in or stopped half-way, and have the browser forget."""
    logout(request)
    request.keyring, request.keyring_cookie = None, None
    response = redirect("stories:home")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


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
            # Between the words and the second factor; or the session was ended from elsewhere, and is gone by now.
            return (value, None) if _SESSION_KEY in request.session else None
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
        if request.keyring_cookie:
            response.set_cookie(
                settings.KEYRING_COOKIE_NAME,
                _signer.sign(request.keyring_cookie),
                secure=settings.TLS,
                httponly=True,
                samesite="Strict",
            )
        elif settings.KEYRING_COOKIE_NAME in request.COOKIES:
            response.delete_cookie(settings.KEYRING_COOKIE_NAME, samesite="Strict")
        return response


class MembersOnly(LoginRequiredMiddleware):
    """Every door is closed to whoever is not signed in; words that were typed into one are given back, not lost."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and (kept := kept_words(request)):
            context = {"kept": kept, "again": request.path, "ended": True}
            return render(request, "403.html", context, status=403)
        return super().handle_no_permission(request, view_func)


AT_FIRST = WINDOW + 64  # numbers: whoever has fewer than 64 texts is found by one query


def claimed(table, window, columns="claim_hash"):
    """Rows of ``table`` that bear one of a window's claims: without the ORM, which weighs each of the hundreds."""
    return plain.rows(f"SELECT {columns} FROM {table} WHERE claim_hash IN ({plain.places(window)})", list(window))


def walked(keyring, look, purpose="voice"):
    """All that ``look`` finds of a keyring's claims, a window beyond the highest number found included.

    ``look`` gets {claim hash: number} and returns {claim hash: what stands there}.
    """
    found, first, end = {}, 0, AT_FIRST
    while first < end:
        window = keyring.claims(first, purpose, end - first)
        hits = look(window)
        found |= hits
        first, end = end, max((window[hash_] for hash_ in hits), default=-1) + 1 + WINDOW
    return found


def mine(keyring, rows, purpose="voice"):
    """{claim hash: number} of those of a keyring's claims that stand in ``rows``."""

    def look(window):
        hits = rows.filter(claim_hash__in=window).values_list("claim_hash", flat=True)
        return {hash_: window[hash_] for hash_ in hits}

    return walked(keyring, look, purpose)
