"""One Chromium a session, one browser context a person, and what must hold on every page that anybody sees."""

import logging
import shutil
import tempfile
from io import StringIO
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.db import connection
from django.urls import resolve
from playwright.sync_api import sync_playwright

from forum.logs import QuietFormatter
from stories import preflight
from tests.journeys import canary, keyboard

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARROW, WIDE = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
PUBLIC = {
    "stories:home",
    "stories:library",
    "stories:story",
    "stories:branch",
    "stories:letters",
    "stories:letter",
    "stories:log",
    "forum:page",
}


@pytest.fixture(scope="session")
def chromium(django_db_setup):
    path = shutil.which("chromium")
    if not path:
        pytest.skip("needs Chromium on the path")
    first_rows = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        # Beside Playwright's loop Django has another connection object, which must know them too: see the topics.
        connection._test_serialized_contents = first_rows
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def looked_at():
    """The pages that were looked at closely, so that each is once: {(address pattern, status, scripts)}."""
    return set()


@pytest.fixture(params=[True, False], ids=["scripts on", "scripts off"])
def scripts(request):
    return request.param


@pytest.fixture
def keys(scripts):
    """Whoever has scripts points at things; whoever has none does everything by keyboard alone."""
    return not scripts


@pytest.fixture
def own_temp(tmp_path, monkeypatch):
    """What the site might leave in the folder for temporary files goes to one of its own."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))


@pytest.fixture
def log(monkeypatch):
    """What the site writes to its log, as it writes it."""
    written = StringIO()
    for name in (None, "django"):
        for handler in logging.getLogger(name).handlers:
            if isinstance(handler.formatter, QuietFormatter):
                monkeypatch.setattr(handler, "stream", written)
    return written


@pytest.fixture
def somebody(chromium, live_server, scripts, keys, looked_at, own_temp, log, monkeypatch):
    """Makes people, each with a browser of their own; at the end all that their browsers said is read.

    Nothing of a browser's address, of its name or of anybody's return words may be left behind.
    """
    cache.clear()  # earlier tests' tries with words, counted by the minute
    if keys:
        keyboard.forbid_pointers(monkeypatch)
    people = []

    def make():
        people.append(Visitor(chromium, live_server.url, scripts, looked_at, keys))
        return people[-1]

    yield make
    for person in people:
        person.context.close()
    assert [line for person in people for line in person.complaints] == []
    assert canary.traces([person.words for person in people], log.getvalue()) == []


class Visitor:
    """Somebody at a browser. Every page they come to is looked at."""

    def __init__(self, browser, address, scripts, looked_at, keys=False):
        self.address, self.scripts, self.looked_at, self.keys = address, scripts, looked_at, keys
        self.complaints, self.words, self.deaf, self.expected = [], "", False, {422}
        size = WIDE if scripts else NARROW
        self.context = browser.new_context(
            java_script_enabled=scripts,
            viewport=size,
            base_url=address,
            user_agent=f"Mozilla/5.0 {canary.AGENT}",
            extra_http_headers=canary.HEADERS,
        )
        self.context.set_default_timeout(10_000)
        self.context.on("request", self._same_host)
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))

    def _same_host(self, request):
        if not request.url.startswith((self.address + "/", "data:")):
            self.complaints.append(f"request to another host: {request.url}")

    def _heard(self, message):
        # Chromium notes every form that came back with 422, and what else a journey expects; nothing more may be said.
        known = any(f"status of {status}" in message.text for status in self.expected)
        if message.type in ("error", "warning") and not known and not self.deaf:
            self.complaints.append(f"console: {message.text}")

    def go(self, path, status=200):
        self.expected.add(status)
        response = self.page.goto(path, wait_until="domcontentloaded")
        return self._arrived(response, status)

    def press(self, name, within=None, status=200, **options):
        """Press the button or follow the link of this name, or press this one, and arrive."""
        place, found = within or self.page.get_by_role("main"), name
        if isinstance(name, str):
            found = place.get_by_role("button", name=name, **options)
            found = found.or_(place.get_by_role("link", name=name, **options))
        self.expected.add(status)
        with self.page.expect_navigation(wait_until="domcontentloaded") as arrived:
            self.hit(found.first)
        return self._arrived(arrived.value, status)

    # What a hand does: by keyboard alone, or as Playwright points. ``thing`` is a label's words, or what was found.

    def _thing(self, thing):
        return self.page.get_by_label(thing) if isinstance(thing, str) else thing

    def hit(self, thing):
        keyboard.hit(self.page, thing) if self.keys else thing.click()

    def fill(self, thing, text):
        thing = self._thing(thing)
        keyboard.write(self.page, thing, text) if self.keys else thing.fill(text)

    def tick(self, thing, on=True):
        thing = self._thing(thing)
        keyboard.tick(self.page, thing, on) if self.keys else thing.set_checked(on)

    def choose(self, thing, value):
        thing = self._thing(thing)
        keyboard.choose(self.page, thing, value) if self.keys else thing.select_option(value)

    def back(self):
        self.page.go_back()
        return self.page.content()

    def sees(self, words):
        assert words in self.page.get_by_role("main").inner_text(), self.page.get_by_role("main").inner_text()

    def _arrived(self, response, status):
        self.page.wait_for_load_state()  # until then there may be no style sheet yet
        assert response.status == status, (response.status, self.page.get_by_role("main").inner_text())
        view = resolve(urlsplit(self.page.url).path).view_name
        if view not in PUBLIC:
            assert "no-store" in response.headers["cache-control"], self.page.url
        key = view, status, self.scripts
        if key not in self.looked_at:
            self.looked_at.add(key)
            self._look()
        return response

    def _look(self):
        """No sideways scrolling on a narrow screen; with scripts, nothing that axe objects to."""
        self.page.set_viewport_size(NARROW)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= NARROW["width"], f"{self.page.url} is {width} pixels wide"
        if self.scripts:
            self.page.set_viewport_size(WIDE)
            self.deaf = True  # axe sets styles of its own, which the policy refuses aloud
            results = Axe().run(self.page)
            self.page.evaluate("1")
            self.deaf = False
            assert results.violations_count == 0, f"{self.page.url}\n{results.generate_report()}"

    # What people do

    def join(self, tmp_path):
        """Come in for the first time: six words, kept in a file, typed back."""
        self.press("Sign in", within=self.page.get_by_role("navigation", name="Main"))
        self.press("Get six words")
        shown = self.page.locator(".words li").all_inner_texts()
        with self.page.expect_download() as download:
            self.hit(self.page.get_by_role("button", name="Save as a text file"))
        assert download.value.suggested_filename == "notes.txt"
        download.value.save_as(tmp_path / "notes.txt")
        self.words = " ".join((tmp_path / "notes.txt").read_text().split())
        assert self.words == " ".join(shown) and len(shown) == 6
        self.press("I have saved them")
        assert self.words not in self.page.content()
        self.fill("Your return words", self.words)
        self.press("Open my desk")
        assert urlsplit(self.page.url).path == "/desk/"

    def sign_in(self, words):
        self.go("/sign-in/")
        self.fill("Your return words", words)
        self.press("Open my desk")
        return self

    def sign_out(self):
        self.press("Sign out", within=self.page.get_by_role("navigation", name="Main"))
        self.press("Sign out")

    def answer(self, status=200, kind="story", **yes):
        """Answer the questions before a text, with no where nothing else is said: ``claim=True``."""
        for name in preflight.ASKED[kind]:
            self.tick(self.page.locator(f"input[name={name}][value={'yes' if yes.get(name) else 'no'}]"))
        self.press("Go on", status=status)

    def tell(self, title, passages, **chosen):
        """Fill in the story's form; ``passages`` is {prompt: text}. Press "Check my text"."""
        self.press("Tell a story")
        self.answer()
        self.press("I have read this")
        form = self.page
        self.fill("Title", title)
        for prompt, text in passages.items():
            self.fill(form.locator(f"#id_{prompt}"), text)
        choices = {"event": "records", "profession": "counsellor", "harm": "some", "disguise": "changed"} | chosen
        for name, value in choices.items():
            self.choose(form.locator(f"#id_{name}"), value)
        self.tick("Tell me if you've been there")
        self.tick(form.get_by_label("termination", exact=True))
        self.tick("I work or train in care")
        self.press("Check my text")

    def finding(self, words):
        """The entry of a finding in the list beside the text."""
        exact = self.page.get_by_role("link", name=words, exact=True)
        return self.page.locator(".findings__item").filter(has=exact).first
