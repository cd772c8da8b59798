"""Every page that the site can answer with, before the Nu HTML checker, which must have nothing to say."""

import json
import os
import shutil
import subprocess

import pytest
from django.conf import settings
from django.test import Client

from tests.attacks import test_access
from tests.attacks.test_access import FROM_HERE
from tests.conftest import only_on_sqlite
from tests.forum import every_page

pytestmark = pytest.mark.django_db

town = test_access.town
UNCHECKED = ("stories/reply_frame.html", "stories/update_frame.html")  # drawn on approval, then part of a public text
PART = b"""<!DOCTYPE html><html lang="en"><title>A part that a script puts into a page</title>
<h1>A page</h1><form id="write"></form>%s</html>"""


@pytest.fixture
def collected(town, new_member, new_story, new_letter, new_comment, moderators, monkeypatch):
    only_on_sqlite("pages are drawn alike on both, and it takes a minute")
    shelf = every_page.Shelf(monkeypatch)
    stranger = Client(HTTP_HOST="localhost:8000", headers=FROM_HERE, raise_request_exception=False)
    town.by = town.people["author"]
    every_page.reading(stranger, town, new_comment, new_story(), moderators)
    every_page.telling(new_member, town, moderators)
    every_page.keys(new_member)
    every_page.saying_no(stranger, monkeypatch)
    every_page.everywhere(town)
    every_page.answering(stranger, town, new_letter, new_member)
    every_page.deciding(town, new_member, moderators)
    return shelf


def test_the_checker_has_nothing_to_say_of_any_page(collected, tmp_path):
    """Templates that nothing here answers with would go unchecked: a new one needs a line in every_page.py."""
    root = settings.BASE_DIR / "templates"
    ours = {str(path.relative_to(root)) for path in root.rglob("*.html")}
    assert {name for name in ours - collected.templates if name not in UNCHECKED} == set()
    checker = os.environ.get("FALLIBLE_VNU", "")
    if not os.path.exists(checker) or not shutil.which("java"):
        pytest.skip("needs the Nu HTML checker: set FALLIBLE_VNU to its jar, with java on the path")
    names = {}
    for number, (name, content) in enumerate(collected.pages.values()):
        path = tmp_path / f"{number}.html"
        path.write_bytes(content if content.lstrip().startswith(b"<!DOCTYPE") else PART % content)
        names[path.name] = name
    told = subprocess.run(["java", "-jar", checker, "--format", "json", tmp_path], capture_output=True, timeout=300)
    messages = json.loads(told.stderr)["messages"]
    found = {(names[m["url"].rpartition("/")[2]], m.get("lastLine"), m["message"]) for m in messages}
    assert found == set() and len(names) > 200
