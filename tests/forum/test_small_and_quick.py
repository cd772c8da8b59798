"""What a page weighs on the wire, what it asks for, and that told words stand out from their paper by 7 to 1."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.templatetags.static import static
from django.test import Client

from tests.stories.test_queries import answered

pytestmark = pytest.mark.django_db
STATIC = Path(settings.BASE_DIR) / "static"
READING = ("/", "/stories/", "/kinds/", "/log/", "/pages/about/", "/pages/limits/", "/what-we-hold/")


def zipped(path):
    return len(gzip.compress(Path(path).read_bytes(), 9))


def sheets(page):
    """The sheets that a page asks for, with those that they ask for."""
    found = [finders.find(name) for name in re.findall(r'href="/static/([^"]+\.css)"', page)]
    return found + [STATIC / "css" / name for sheet in found for name in re.findall(r'url\("(.+?)"\)', _read(sheet))]


def _read(path):
    return Path(path).read_text()


def test_all_sheets_and_all_scripts_are_small():
    assert sum(map(zipped, STATIC.glob("css/*.css"))) < 30_000
    assert sum(map(zipped, STATIC.glob("js/*.js"))) < 15_000
    assert sum(path.stat().st_size for path in STATIC.glob("icons/*")) < 8_000


@pytest.mark.parametrize("address", READING)
def test_a_page_to_read_is_under_100_kilobytes_with_its_sheets_and_has_no_script(address):
    page = Client(HTTP_HOST="localhost:8000").get(address).content
    assert len(page) + sum(map(zipped, sheets(page.decode()))) < 100_000
    assert b"<script" not in page and b"<img" not in page


def test_a_thread_of_fifty_replies_is_under_60_kilobytes(new_story):
    story = answered(new_story(), 50)
    page = Client(HTTP_HOST="localhost:8000").get(story.get_absolute_url()).content
    assert page.count(b"I have been there too.") == 50 and b"<script" not in page
    assert len(page) + sum(map(zipped, sheets(page.decode()))) < 60_000


@pytest.mark.parametrize("name", ["css/components.css", "js/parts.js"])
def test_sheets_and_scripts_are_stored_compressed_and_sent_so(name, settings, tmp_path):
    """As under https: compressed once, ahead, in both forms; the browser gets the smaller that it can read."""
    compressing = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": compressing}
    settings.STATIC_ROOT, settings.WHITENOISE_USE_FINDERS, settings.WHITENOISE_AUTOREFRESH = tmp_path, False, False
    call_command("collectstatic", interactive=False, verbosity=0)
    sent = {}
    for form in ("br", "gzip", "identity"):
        client = Client(HTTP_HOST="localhost:8000", HTTP_ACCEPT_ENCODING=f"gzip, {form}" if form == "br" else form)
        response = client.get(static(name))
        sent[form] = b"".join(response.streaming_content)
        assert response.get("Content-Encoding", "identity") == form
        assert "Accept-Encoding" in response["Vary"] and "immutable" in response["Cache-Control"]
    assert gzip.decompress(sent["gzip"]) == sent["identity"] == brotli.decompress(sent["br"])
    assert len(sent["br"]) < len(sent["gzip"]) < len(sent["identity"])


# Contrast


def colours(theme):
    """{token: colour} of one theme, as the sheet of tokens says it first."""
    text = _read(STATIC / "css" / "tokens.css").partition("@media")[0]
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", text)
    return {name: (light, dark)[theme] for name, light, dark in found}


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_told_words_stand_out_by_seven_to_one_and_all_else_by_four_and_a_half(theme):
    found = colours(theme)
    papers = [found[name] for name in ("paper", "sheet", "wash", "accent-wash", "warn-wash", "danger-wash")]
    assert min(contrast(found["ink"], paper) for paper in papers) >= 7
    papers = [found[name] for name in ("paper", "sheet")]
    assert min(contrast(found[name], paper) for name in ("ink-soft", "accent") for paper in papers) >= 7
    for words, paper in (
        ("warn", "warn-wash"),
        ("danger", "danger-wash"),
        ("on-accent", "accent"),
        ("ink-soft", "wash"),
    ):
        assert contrast(found[words], found[paper]) >= 4.5, (words, paper)
    assert min(contrast(found["edge"], paper) for paper in papers) >= 3  # the edges of fields
