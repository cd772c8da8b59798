"""The same bytes for every reader without a session: kept in a worker's memory, or not sent again at all."""

import hashlib
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

_PLACE = re.compile("\ue000([a-z_.]+)\ue001")
_frames = {}  # what render_same has rendered in this worker: pages without their words


@cache
def _build():
    """What else than its rows a page is made of: another one after an update of templates, sheets or code."""
    told = hashlib.sha256()
    for folder in ("templates", "static", "stories", "forum"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.*")):
            if path.suffix in (".html", ".css", ".js", ".svg", ".py"):
                told.update(f"{path}{path.stat().st_mtime_ns}".encode())
    return told.hexdigest()


def render_same(request, template, shape, words):
    """A page whose template is rendered once in each worker, with places for ``words`` that are filled each time.

    The template may print a word and ask whether there is one; whatever else decides how the page looks stands in
    ``shape``. Dots in the names of both lead to parts: ``story.kind`` is the kind of ``story``. Whoever carries a
    session gets the template as it is, which may then show what is theirs.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return render(request, template, _parted(shape | words))
    told = {name: conditional_escape(word) for name, word in words.items() if word}
    key = (template, request.resolver_match.view_name, get_language(), *shape.items(), *told)
    if key not in _frames:
        places = {name: mark_safe(f"\ue000{name}\ue001") for name in told}
        _frames[key] = _PLACE.split(render(request, template, _parted(shape | places)).content.decode())
    pieces = _frames[key]
    filled = [told[piece] if at % 2 else piece for at, piece in enumerate(pieces)]
    return HttpResponse("".join(filled))


def _parted(told):
    """{"story": {"kind": …}} of {"story.kind": …}."""
    context = {}
    for name, value in told.items():
        whole, _point, part = name.rpartition(".")
        (context.setdefault(whole, {}) if whole else context)[part] = value
    return context


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
