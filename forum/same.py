"""The same bytes for every reader without a session: kept in a worker's memory, or not sent again at all."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers


@cache
def _build():
    """What else than its rows a page is made of: another one after an update of templates, sheets or code."""
    told = hashlib.sha256()
    for folder in ("templates", "static", "stories", "forum"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.*")):
            if path.suffix in (".html", ".css", ".js", ".svg", ".py"):
                told.update(f"{path}{path.stat().st_mtime_ns}".encode())
    return told.hexdigest()


def same_for_all(request, key, make, keep=True):
    """The page ``key`` as ``make()`` answers it, from memory where it is there; 304 to whoever has it already.

    ``key`` names the page's version, which must have been read before ``make`` reads its words: whatever is changed,
    hidden or taken back has another one. Whoever carries a session gets a page of their own, which is never kept; so
    does, with ``keep`` false, whoever asks in a way of which there are more than a memory should hold.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return make()
    name = hashlib.sha256(f"{_build()}{request.get_host()}{key}".encode()).hexdigest()[:32]
    response = get_conditional_response(request, etag=f'"{name}"')
    if response is None:
        content = caches["pages"].get(name)
        if content is None:
            response = make()
            if response.status_code == 200 and keep:
                caches["pages"].set(name, response.content)
        else:
            response = HttpResponse(content)
    response["ETag"] = f'"{name}"'
    patch_vary_headers(response, ["Cookie"])
    return response
