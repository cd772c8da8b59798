"""What every answer tells a browser, and that no page names another host."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from forum.models import Page
from stories import writing
from tests.conftest import STORY

pytestmark = pytest.mark.django_db

HERE = "http://localhost:8000"
CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
EXACT = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
FIXED = [f"/pages/{slug}/" for slug in Page.SLUGS]
PUBLIC = ["/", "/stories/", "/before/", "/join/", "/sign-in/", "/exit/", *FIXED]
PUBLIC += ["/flagged/", "/take-back/", "/taken-back/", "/what-we-hold/", "/log/", "/left/", "/feed/"]
PRIVATE = ["/desk/", "/desk/settle/", "/desk/second/", "/owner/", "/owner/about/", "/moderation/", "/sign-out/"]
PRIVATE += ["/desk/held/", "/desk/leave/", "/style/"]


def is_guarded(response):
    assert set(re.split(r";\s*", response["Content-Security-Policy"].strip("; "))) == CSP
    robots = (
        "noarchive" if response.status_code == 200 and response.wsgi_request.path in FIXED else "noindex, noarchive"
    )
    assert {name: response.headers.get(name) for name in EXACT} == EXACT
    assert response.headers["X-Robots-Tag"] == robots
    for telling in ("Server", "X-Powered-By", "ETag-Session", "Last-Modified"):
        assert telling not in response.headers


@pytest.fixture
def stranger():
    return Client(HTTP_HOST="localhost:8000")


@pytest.fixture
def everybody(new_member):
    """One who holds every role."""
    person = new_member(is_moderator=True, is_host=True, is_owner=True)
    person.sign_in()
    return person


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_carry_every_guard(stranger, address):
    response = stranger.get(address)
    assert response.status_code == 200
    is_guarded(response)


@pytest.mark.parametrize("beyond", ["", "flag/"])
def test_a_story_page_and_its_flag_carry_every_guard(stranger, new_story, beyond):
    response = stranger.get(new_story().get_absolute_url() + beyond)
    assert response.status_code == 200
    assert not response.cookies
    is_guarded(response)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_pages_carry_every_guard(everybody, address):
    response = everybody.client.get(address)
    assert response.status_code == 200
    is_guarded(response)


def test_pages_that_say_no_carry_every_guard_too(stranger, everybody):
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000")
    strict.get("/join/")
    answers = {
        302: stranger.get("/desk/"),
        400: strict.post("/tell/", "&".join(["a=1"] * 10_000), content_type="application/x-www-form-urlencoded"),
        403: Client(enforce_csrf_checks=True, HTTP_HOST="localhost:8000").post("/tell/", {"title": "x"}),
        404: stranger.get("/nothing/here/"),
        405: stranger.post("/stories/"),
        413: strict.post("/tell/", {"title": "a" * 3_000_000}),
        422: stranger.post("/tell/", {"title": "x" * 100}),
    }
    for status, response in answers.items():
        assert response.status_code == status
        is_guarded(response)


def test_a_500_carries_every_guard_and_tells_nothing(stranger, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("stories.reading.library", broken)
    stranger.raise_request_exception = False
    response = stranger.get("/stories/")
    assert response.status_code == 500
    assert "secret" not in response.content.decode()
    is_guarded(response)


def addresses_in(response):
    """Every address that a page names: href, src, action and the rest, in markup and in style sheets."""
    text = response.content.decode()
    found = re.findall(r'\b(?:href|src|action|srcset|poster|data|formaction|cite|content|manifest)="([^"]*)"', text)
    return {unescape(address) for address in found if re.match(r"/|\?|#|\.|[a-z][a-z+.-]*:|[\w-]+/", address)}


def crawl(client, *starts):
    """{address: response} of every page of ours that can be reached by links from ``starts``."""
    seen, ahead = {}, list(starts)
    while ahead:
        address = ahead.pop()
        if address in seen or address.startswith(("/static/", "/exit/", "/sign-out/")):
            continue
        seen[address] = response = client.get(address)
        assert response.status_code < 500, address
        if "text/html" not in response.get("Content-Type", ""):
            continue
        for named in addresses_in(response):
            whole = urlsplit(urljoin(HERE + address, named))
            if f"{whole.scheme}://{whole.netloc}" == HERE:
                ahead.append(whole.path + (f"?{whole.query}" if whole.query else ""))
    return seen


def foreign(pages):
    return {
        (address, named)
        for address, response in pages.items()
        for named in addresses_in(response)
        if not urljoin(HERE + address, named).startswith(f"{HERE}/") and not named.startswith("data:image/svg+xml")
    }


def test_no_public_page_names_another_host(stranger, new_story, new_comment):
    story = new_story(happened="I said [this](/over/there) to her, and <img src='/seen'> then ![that](/and/this).")
    new_comment(story, text="I read it too, <script src='/x'></script> and <a href='/y'>wept</a>.")
    marked_up = "See http://tracker.example/a, [this](https://evil.example/), <img src='//evil.example/x'>."
    Page.objects.create(slug="rules", text=marked_up)
    pages = crawl(stranger, "/", "/exit/")
    assert {"/", "/stories/", "/before/", "/join/", "/pages/about/", story.get_absolute_url()} <= pages.keys()
    assert foreign(pages) == set()
    for address, response in pages.items():
        hosts = set(
            re.findall(
                r"(?:https?:)?//[\w.-]+\.\w+",
                re.sub(r'<p>.*?</p>|xmlns(?::\w+)?="[^"]*"', "", response.content.decode()),
            )
        )
        assert not hosts, address


def test_no_page_of_a_member_or_of_the_staff_names_another_host(everybody, new_story):
    new_story(by=everybody)
    writing.new_draft(everybody.keyring, {"kind": "story", "values": STORY, "kept": []})
    pages = crawl(everybody.client, "/desk/", "/moderation/", "/owner/", "/desk/second/app/", "/desk/second/codes/")
    assert len(pages) > 20
    assert foreign(pages) == set()


def test_no_sheet_or_script_names_another_host():
    for path in _ours("css", "js", "svg"):
        text = path.read_text()
        named = set(re.findall(r"https?://[^\s\"')]+", text)) - {"http://www.w3.org/2000/svg"}
        assert not named, path
        assert not re.search(r"@import\s+(?:url\()?[\"']?(?:\w+:|//)", text), path


def _ours(*kinds):
    root = settings.BASE_DIR / "static"
    return [path for kind in kinds for path in root.rglob(f"*.{kind}")]
