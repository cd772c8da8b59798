"""One who collects every public byte, before texts are taken back or hidden and after: then nothing of them is left."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from moderation import gate
from moderation.models import Submission
from tests.conftest import approve, only_on_sqlite, send
from tests.forum.test_headers import crawl
from tests.stories.test_feeds import make
from tests.stories.test_nothing_leaks import runs, said, spoken

STARTS = ["/", "/stories/", "/kinds/", "/feed/", "/sitemap.xml", "/robots.txt", "/what-we-hold/", "/log/"]
TAKEN_BACK = {
    "title": "A blue suitcase stood in the corridor for two whole hours",
    "happened": "Her grandmother sat beside the marmalade trolley with a blue suitcase, and twice I hurried past her.",
    "learned": "Whoever waits in a corridor has been told by somebody that the waiting will be worth it.",
    "want": "Tell me how long your own corridor was, and who in the end came out to fetch you.",
}
HIDDEN = {
    "title": "The harmonium was playing while I gave the wrong answer",
    "happened": "Through the thin wall a harmonium played hymns, and I answered a question that he had never asked.",
    "learned": "A tune that I hum is a sign that I have stopped listening to whoever sits across from me.",
    "want": "Tell me what your own hymn is, and what you do when you notice that you are humming it.",
}
UNDER = "I too have hummed a tune of my own across from somebody who was crying about a lighthouse."
QUOTED = "Her grandmother sat beside the marmalade trolley with a blue suitcase, and twice I hurried past her."
ASKED = ["suitcase", "marmalade+trolley", "harmonium", "%22blue+suitcase%22", "lighthouse"]


def shown(pages, *texts):
    """The addresses whose pages show eight words in a row of one of the texts; markup is no way to hide them."""
    secret = set().union(*(runs(spoken(text)) for text in texts))
    found = set()
    for address, response in pages.items():
        # as it is read, and as it stands there (a quotation in an attribute, a feed's escaped markup)
        for content in (response.content, re.sub(rb"&lt;.*?&gt;", b" ", response.content)):
            if secret & (said(content)[0] | runs(spoken(content.decode()))):
                found.add(address)
    return found


@pytest.fixture
def thread(new_story, new_comment, moderators):
    """A story quoted by a reply, one with a reply and an update, one that stays and names both as related."""
    gone, hidden, kept = new_story(**TAKEN_BACK), new_story(**HIDDEN), new_story(title="This one stays")
    new_comment(gone, text=f"> {QUOTED}\n\nI was that grandmother once.")
    new_comment(gone, text="Thank you for this.", to=1)
    new_comment(hidden, text=UNDER)
    approve(send(hidden.by, "update", page=hidden.ref, text=f"I said so to him: {HIDDEN['learned']}"), moderators)
    gone.by.sign_in(), hidden.by.sign_in()
    secret = [make(gone), make(hidden)]
    searches = [f"/stories/?q={asked}" for asked in ASKED]
    starts = [*STARTS, *searches, *secret]
    for ref in (gone.ref, hidden.ref, kept.ref):
        here = f"/stories/{ref}/"
        starts += [here, f"{here}?after=0", f"{here}from/1/", f"{here}reply/", f"{here}reply/1/", f"{here}feed/"]
        starts += [f"{here}flag/", f"{here}flag/1/"]
    return gone, hidden, kept, secret, starts


def take_back_and_hide(gone, hidden, moderators):
    """As their author and a moderator do it, each on a page."""
    assert gone.by.client.post(f"/desk/text/{gone.ref}/take-back/").status_code == 302
    gate.flag(hidden, "unkind")
    desk, here = moderators[0].sign_in(), f"/moderation/flags/{hidden.ref}/"
    read = re.search(r'name="read" value="(\w+)"', desk.get(here).content.decode())[1]
    assert desk.post(here, {"read": read, "reason": "ID-1", "hide": ""}).status_code == 302
    states = dict(Submission.objects.filter(kind="story").values_list("ref", "standing"))
    assert (states[gone.ref], states[hidden.ref]) == ("withdrawn", "hidden")


def nothing_is_left(reader, thread, moderators):
    gone, hidden, kept, secret, starts = thread
    texts = [*TAKEN_BACK.values(), *HIDDEN.values(), UNDER]
    before = crawl(reader, *starts)
    told = shown(before, *texts)
    everywhere = {f"/stories/{ref}/{more}" for ref in (gone.ref, hidden.ref) for more in ("", "?after=0", "feed/")}
    everywhere |= {"/", "/stories/", "/feed/", "/stories/?q=suitcase", "/stories/?q=harmonium", *secret}
    everywhere |= {f"/stories/?event={gone.event}", f"/stories/{gone.ref}/from/1/", f"/stories/{kept.ref}/"}
    assert everywhere <= told, everywhere - told
    tags = {address: page["ETag"] for address, page in before.items() if page.has_header("ETag")}
    assert {"/", "/stories/", f"/stories/{gone.ref}/"} <= tags.keys()
    for address, tag in tags.items():
        assert reader.get(address, headers={"If-None-Match": tag}).status_code == 304, address

    take_back_and_hide(gone, hidden, moderators)
    for address in told:  # those with pages in their caches first: no link leads there any more
        old = {"If-None-Match": tags.get(address, '"none"')}, {"If-Modified-Since": "Sun, 06 Nov 2095 08:49:37 GMT"}
        for headers in (*old, {"Range": "bytes=0-5000"}, {}):
            page = reader.get(address, headers=headers)
            assert page.status_code != 304, (address, headers)
            assert not shown({address: page}, *texts), (address, headers)
    after = crawl(reader, *starts)
    assert shown(after, *texts) == set()
    assert "This one stays" in after["/stories/"].content.decode()

    def status(address):
        return after[address].status_code if address in after else reader.get(address).status_code

    here, there = f"/stories/{gone.ref}/", f"/stories/{hidden.ref}/"
    assert {status(here + more) for more in ("", "?after=0", "from/1/", "feed/")} == {410} == {status(secret[0])}
    assert {status(here + more) for more in ("reply/", "reply/1/", "flag/", "flag/1/")} == {404}
    never = "/stories/nosuchrefs/"
    assert status(never) == 404 == status(secret[1])
    for more in ("", "?after=0", "from/1/", "feed/", "reply/", "reply/1/", "flag/", "flag/1/"):
        hidden_page, unknown = reader.get(there + more), reader.get(never + more)
        assert hidden_page.status_code == unknown.status_code == 404
        assert plain(hidden_page, hidden.ref) == plain(unknown, "nosuchrefs"), more


def plain(page, ref):
    """What a page says, without what differs on each: its own ref and the form's token."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page.content.replace(ref.encode(), b"REF"))


class Reader:
    """Without cookies, so that every page is the one that is the same for all."""

    def get(self, address, headers=None):
        return Client(HTTP_HOST="localhost:8000", headers=headers or {}).get(address)


@pytest.mark.django_db
def test_nothing_is_left_for_one_who_collected_everything_before(thread, moderators):
    nothing_is_left(Reader(), thread, moderators)


# The same over nginx


class Nginx:
    """deploy/nginx.conf with ports, names and folders of this test, before ``url``; a reader like the one above."""

    def __init__(self, folder, url, more=""):
        self.folder, self.port, self.plain_port = folder, free_port(), free_port()
        key, certificate = folder / "key.pem", folder / "certificate.pem"
        make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        make += ["-subj", "/CN=localhost", "-days", "2", "-keyout", key, "-out", certificate]
        subprocess.run(make, check=True, capture_output=True)
        text = (settings.BASE_DIR / "deploy/nginx.conf").read_text()
        kept = "client_body_temp_path proxy_temp_path fastcgi_temp_path uwsgi_temp_path scgi_temp_path".split()
        kept = "".join(f"{name} {folder}/{name};" for name in kept)
        for old, new in (
            (r"user www-data;", "user root;" if os.geteuid() == 0 else ""),
            (r"/run/nginx.pid", f"{folder}/pid"),
            (r"/var/log/nginx/error.log", f"{folder}/log"),
            (r"listen \[::\]:\d+[^;]*;", ""),
            (r"listen 443", f"listen 127.0.0.1:{self.port}"),
            (r"listen 80", f"listen 127.0.0.1:{self.plain_port}"),
            (r"server_name example.org", "server_name localhost"),
            (r"/etc/ssl/example.org/fullchain.pem", str(certificate)),
            (r"/etc/ssl/example.org/privkey.pem", str(key)),
            (r"unix:/run/fallible/web.sock", urlsplit(url).netloc),
            (r"http {", f"http {{ {kept} {more}"),
        ):
            text, times = re.subn(old, new, text)
            assert times, f"deploy/nginx.conf does not say {old}"
        (folder / "nginx.conf").write_text(text)
        self.process = subprocess.Popen(["nginx", "-p", folder, "-c", folder / "nginx.conf", "-g", "daemon off;"])
        self.line = http.client.HTTPSConnection("localhost", self.port, context=trusting(), timeout=60)

    def get(self, address, headers=None):
        for _try in range(100):
            try:
                self.line.request("GET", address, headers=headers or {})
                answer = self.line.getresponse()
                return HttpResponse(answer.read(), status=answer.status, headers=dict(answer.getheaders()))
            except ConnectionRefusedError:
                time.sleep(0.05)
        raise ConnectionRefusedError(self.folder)

    def stop(self):
        self.line.close()
        self.process.terminate()
        self.process.wait()


def free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


def trusting():
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@pytest.fixture
def nginx(tmp_path, live_server):
    only_on_sqlite("nginx stands before the same pages whatever is under them")
    if not (shutil.which("nginx") and shutil.which("openssl")):
        pytest.skip("needs nginx and openssl on the path")
    running = []

    def start(more=""):
        running.append(Nginx(tmp_path, live_server.url, more))
        return running[0]

    yield start
    for one in running:
        one.stop()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nothing_is_left_behind_nginx_either(nginx, thread, moderators):
    """Neither at once nor later, since nothing is stored there."""
    reader = nginx()
    nothing_is_left(reader, thread, moderators)
    left = {path.name for path in reader.folder.rglob("*") if path.is_file()}
    assert left == {"nginx.conf", "key.pem", "certificate.pem", "pid", "log"}
    assert not (reader.folder / "log").read_text()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_cache_that_somebody_switches_on_in_nginx_keeps_no_page(nginx, thread, moderators):
    gone, hidden, _kept, _secret, starts = thread
    reader = nginx("proxy_cache_path cache keys_zone=pages:1m; proxy_cache pages; proxy_cache_valid any 30s;")
    told = shown({address: reader.get(address) for address in starts}, *TAKEN_BACK.values())
    assert {f"/stories/{gone.ref}/", f"/stories/{gone.ref}/feed/", "/stories/", "/feed/"} <= told
    take_back_and_hide(gone, hidden, moderators)
    assert not shown({address: reader.get(address) for address in starts}, *TAKEN_BACK.values(), *HIDDEN.values())
    assert not [path for path in (reader.folder / "cache").rglob("*") if path.is_file()]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nginx_answers_to_its_own_name_only(nginx):
    reader = nginx()
    assert reader.get("/health/").status_code == 200
    with closing(http.client.HTTPSConnection("127.0.0.1", reader.port, context=trusting(), timeout=60)) as nameless:
        with pytest.raises(ssl.SSLError):
            nameless.request("GET", "/")
    with closing(http.client.HTTPConnection("127.0.0.1", reader.plain_port, timeout=60)) as unlocked:
        unlocked.request("GET", "/stories/?q=x", headers={"Host": "evil.example"})
        answer = unlocked.getresponse()
        assert (answer.status, answer.getheader("Location")) == (301, "https://example.org/stories/?q=x")
