"""What stands before every view: the visitor's traces are dropped, private pages are not stored."""

import hmac
import ipaddress
import secrets
import time

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponseNotAllowed
from django.shortcuts import render

from forum.models import MAY_NOT_BE_FOUND

# The only headers of a request that anything behind ScrubClient sees. A list of what must go would never be whole:
# each proxy and each browser has another name for an address or for what the browser is.
_KEPT = {
    "HTTP_" + name.upper().replace("-", "_")
    for name in (
        *("Host", "Origin", "Referer", "Sec-Fetch-Site", "X-Forwarded-Proto", "X-CSRFToken", "X-Requested-With"),
        *("Accept", "Accept-Encoding", "If-Modified-Since", "If-None-Match", "Part", "Range"),
    )
}
_hourly = {"hour": None, "key": b""}


def _rate_key(address):
    """What rate limits count by: a hash of the network prefix under a key that lives in memory for an hour."""
    hour = int(time.time() // 3600)
    if _hourly["hour"] != hour:
        _hourly.update(hour=hour, key=secrets.token_bytes(32))
    try:
        ip = ipaddress.ip_address(address)
        ip = getattr(ip, "ipv4_mapped", None) or ip  # else a server that listens on [::] counts all of IPv4 as one
        prefix = ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False)
    except ValueError:
        prefix = "unknown"
    return hmac.digest(_hourly["key"], str(prefix).encode(), "sha256").hex()


class NoFiles(FileUploadHandler):
    """Nobody sends files here: one is refused before a byte of it reaches a disk."""

    def new_file(self, *args, **kwargs):
        raise RequestDataTooBig("a file")


class ScrubClient:
    """First of all: nothing behind it can store or log who is asking. Only ``request.rate_key`` stays."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        meta = request.META
        forwarded = meta.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        behind_proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
        request.rate_key = _rate_key(forwarded if behind_proxy and forwarded else meta.get("REMOTE_ADDR", ""))
        _ = request.COOKIES  # read now, since the raw header goes
        for name in [name for name in meta if name.startswith("HTTP_") and name not in _KEPT]:
            del meta[name]
        meta.pop("REMOTE_HOST", None), meta.pop("REMOTE_PORT", None)
        meta["REMOTE_ADDR"] = "0.0.0.0"
        request.upload_handlers = [NoFiles(request)]
        return self.get_response(request)


class PrivatePages:
    """Nobody's own page is kept: no-store for whoever carries or gets a cookie, no-cache for the rest."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.COOKIES or response.cookies or request.method == "POST":
            response["Cache-Control"] = "no-store, private"
        elif not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-cache"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        response.setdefault("X-Robots-Tag", MAY_NOT_BE_FOUND)
        return response


class NoOtherMethod:
    """Pages are read and forms are sent: whatever else is asked is refused before anything looks at it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(("GET", "HEAD", "POST"))
        return self.get_response(request)


class AfterExit:
    """For half an hour after *Exit* the browser gets its empty page whatever it asks for: Back must not return.

    No script can be counted on to rewrite a history. Who sends a form, or follows the empty page's link, is back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name = settings.LEFT_COOKIE_NAME
        if name not in request.COOKIES:
            return self.get_response(request)
        left = request.get_signed_cookie(name, default=None, salt=name, max_age=settings.LEFT_FOR)
        if left is not None and request.method in ("GET", "HEAD") and request.path != "/exit/":
            return render(request, "pages/exit.html")
        response = self.get_response(request)
        if name not in response.cookies:
            response.delete_cookie(name, samesite="Lax")
        return response
