"""``make screenshots``: every page of the demo, in both themes and two widths, on sheets that one looks through.

It fills a demo of its own under ``.demo/pictures``, serves it, signs in as each of its people and follows every link.
The pictures and the sheets (``index.html``, ``sheet-*.png``) stay there; nothing of them is committed.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.urls import Resolver404, resolve
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = (None, "author", "peer", "host", "moderator", "owner")
SIZES = {"narrow": (360, 760), "wide": (1280, 860)}
THEMES = ("light", "dark")
TALLEST = 2600  # pixels of a page that are shown
ON_A_SHEET = 6
TOLD_APART = ("stories:home", "stories:story", "members:settle")  # each role sees another page, or other links
NEVER = ("/exit/", "/sign-out/", "/feed/")


def serve(state, port):
    """The demo in a process of its own; back when it answers."""
    here = f"http://localhost:{port}"
    environment = os.environ | {"FALLIBLE_STATE": str(state), "FALLIBLE_ORIGIN": here}
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    for _second in range(600):
        time.sleep(1)
        try:
            with urllib.request.urlopen(f"{here}/health/"):
                return here, process
        except OSError:
            if process.poll() is not None:
                raise SystemExit("the demo did not start") from None
    raise SystemExit("the demo did not answer")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Walk:
    """One of the demo's people, who goes wherever a link leads, once to each kind of address."""

    def __init__(self, browser, here, folder, seen, role):
        self.here, self.folder, self.seen, self.role = here, folder, seen, role
        self.page = browser.new_page()
        self.page.emulate_media(reduced_motion="reduce")
        self.page.set_default_timeout(60_000)
        self.taken = []

    def sign_in(self, words):
        self.page.goto("/sign-in/")
        self.page.get_by_label("Your return words").fill(words)
        self.press("Open my desk")

    def press(self, name, place=None):
        with self.page.expect_navigation():
            (place or self.page).get_by_role("button", name=name).first.click()

    def follow_all(self, start="/"):
        ahead = [start]
        while ahead:
            address = ahead.pop(0)
            name = self._name(address)
            key = name, self.role if name in TOLD_APART else None
            if name is None or key in self.seen:
                continue
            self.seen.add(key)
            response = self.page.goto(address)
            if response is None or not response.headers.get("content-type", "").startswith("text/html"):
                continue
            links = self.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
            ahead += [link.removeprefix(self.here) for link in links if link.startswith(self.here)]
            if self._name(urlsplit(self.page.url).path) == name:
                self.take(name)

    def _name(self, address):
        path = urlsplit(address).path
        if path.startswith(NEVER) or path.endswith("/feed/") and "/stories/" in path:
            return None
        try:
            found = resolve(path)
        except Resolver404:
            return None
        return found.view_name + (f":{found.kwargs['slug']}" if found.view_name == "forum:page" else "")

    def take(self, name):
        """The page as it stands, four times."""
        for theme in THEMES:
            for size, (width, height) in SIZES.items():
                self.page.emulate_media(color_scheme=theme)
                self.page.set_viewport_size({"width": width, "height": height})
                tall = min(self.page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                self.page.set_viewport_size({"width": width, "height": max(tall, height)})
                title = f"{name.replace(':', '-')}_{self.role or 'stranger'}_{size}_{theme}.png"
                self.page.screenshot(path=self.folder / title)
                self.taken.append((name, self.role or "stranger", size, theme, title))

    # Pages to which no link leads

    def by_button(self):
        """Errors, answers to forms, and what a form leads to."""
        if self.role is None:
            self.page.goto("/nowhere/")
            self.take("404")
            self.page.goto("/sign-in/")
            self.page.get_by_label("Your return words").fill("not these")
            self.press("Open my desk")
            self.take("refused")
            self.page.goto("/join/")
            self.press("I have saved them")
            self.take("type_back")
        if self.role == "author":
            self._writing()
        if self.role == "moderator":
            self.page.goto("/moderation/")
            self.press("Take")
            self.take("review-closed")
            self.page.goto(self.page.url + "?read")
            self.take("review")

    def _writing(self):
        self.page.goto("/before/")
        self.press("Go on")
        self.take("before-unanswered")
        for answer, name in (("yes", "before-stop"), ("no", "before-clear")):
            self.page.goto("/before/")
            for yes_or_no in self.page.locator(f"input[value={answer}]").all():
                yes_or_no.check()
            self.press("Go on")
            self.take(name)
        self.press("Begin to write")
        self.take("tell")
        self.page.get_by_label("Title").fill("A letter that went to the wrong house")
        happened = "I am Dr. Miller of Springfield General Hospital. My client, 43, a violinist, waited for my letter."
        self.page.locator("#id_happened").fill(happened)
        self.press("Check my text")
        self.take("check")
        self.page.goto("/desk/")
        self.take("stories:desk")


def show(browser, folder, taken):
    """An index of all, and pictures of six pages each."""
    cells = [
        f'<figure><a href="{file}"><img src="{file}" alt=""></a><figcaption>{escape(name)}, {who}</figcaption></figure>'
        for name, who, _size, _theme, file in taken
    ]
    page = browser.new_page(viewport={"width": 1800, "height": 900})
    for size in SIZES:
        for theme in THEMES:
            these = [cell for cell, shot in zip(cells, taken, strict=True) if shot[2:4] == (size, theme)]
            columns = ON_A_SHEET if size == "narrow" else 3
            for number in range(0, len(these), columns):
                place = folder / f"sheet-{size}-{theme}-{number // columns + 1:02}"
                place.with_suffix(".html").write_text(_sheet(these[number : number + columns], columns))
                page.goto(place.with_suffix(".html").as_uri())
                page.screenshot(path=place.with_suffix(".png"), full_page=True)
                place.with_suffix(".html").unlink()
    (folder / "index.html").write_text(_sheet(cells, 4))


def _sheet(cells, columns):
    style = (
        f"body{{display:grid;grid-template-columns:repeat({columns},1fr);gap:12px;background:#888;margin:12px;"
        "font:14px sans-serif;align-items:start}figure{margin:0}img{width:100%}figcaption{background:#fff;padding:4px}"
    )
    return f"<!DOCTYPE html><meta charset=utf-8><title>Pages</title><style>{style}</style>{''.join(cells)}"


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=ROOT / ".demo" / "pictures")
    options.add_argument("--role", action="append", choices=[who or "stranger" for who in PEOPLE])
    chosen = options.parse_args()
    folder, state = chosen.folder.resolve(), chosen.folder.resolve() / "site"
    state.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")
    os.environ["FALLIBLE_STATE"] = str(state)
    django.setup()
    here, process = serve(state, free_port())
    try:
        people = json.loads((state / "people.json").read_text())
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            seen, taken = set(), []
            for who in PEOPLE:
                if chosen.role and (who or "stranger") not in chosen.role:
                    continue
                walk = Walk(browser.new_context(base_url=here), here, folder, seen, who)
                if who:
                    walk.sign_in(people[who])
                walk.follow_all()
                walk.by_button()
                taken += walk.taken
            show(browser, folder, taken)
            browser.close()
        print(f"{len(taken)} pictures: {folder / 'index.html'}")
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
