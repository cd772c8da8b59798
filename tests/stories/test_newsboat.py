"""A real feed reader, before and after a text is taken back: what it gets then, and what it can drop by it.

newsboat knows nothing of tombstones (RFC 6721): what it stored once stays on its owner's machine, which no site can
reach. A reader that does know them finds there the name of each entry that it stored.
"""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from xml.etree import ElementTree

import pytest
from django.test import Client

from stories import writing
from tests.stories.test_feeds import TOMBSTONE, make

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

GONE = "A blue suitcase stood in the corridor for two whole hours, and I walked past its owner twice."
KEPT = "The harmonium next door was playing while I gave her the wrong answer about her tablets."
ANSWER = "I once let a grandmother wait with her marmalade until the ward was dark."


@pytest.fixture
def newsboat(tmp_path, live_server):
    """Reads all the feeds of ``addresses`` anew; gives {entry's name: what it says} of all it has stored so far."""
    program = shutil.which("newsboat")
    if not program:
        pytest.skip("needs newsboat on the path")

    def read(name, *addresses):
        home = tmp_path / name
        home.mkdir(exist_ok=True)
        (home / "urls").write_text("".join(f"{live_server.url}{address}\n" for address in addresses))
        (home / "config").write_text("error-log errors\nreload-threads 1\n")
        asked = [program, "-C", "config", "-u", "urls", "-c", "cache.db", "-x", "reload"]
        subprocess.run(asked, cwd=home, env={"HOME": str(home)}, check=True, timeout=60, capture_output=True)
        with closing(sqlite3.connect(home / "cache.db")) as stored:
            return dict(stored.execute("select guid, title || content from rss_item where deleted = 0"))

    return read


def test_newsboat_gets_what_is_public_and_the_name_of_what_is_gone(newsboat, new_story, new_comment):
    gone, kept = new_story(title="Gone", happened=GONE), new_story(title="Kept", happened=KEPT)
    new_comment(kept, text="Thank you for telling this."), new_comment(gone, text=ANSWER)
    taken = new_comment(kept, text=ANSWER)
    gone.by.sign_in()
    feeds = ["/feed/", f"/stories/{kept.ref}/feed/", f"/stories/{gone.ref}/feed/", make(gone)]
    before = newsboat("one", *feeds)
    assert [sum(words in told for told in before.values()) for words in (GONE, KEPT, ANSWER)] == [1, 1, 2]
    assert len(before) == 5
    writing.take_back(gone.by.keyring, gone)
    writing.take_back(taken.by.keyring, taken)
    newsboat("one", *feeds)  # a feed that is gone is no fault
    after = newsboat("another", *feeds)
    assert len(after) == 2 and after.items() <= before.items()
    assert not [told for told in after.values() if GONE in told or ANSWER in told]
    buried = set()
    for feed in feeds:
        told = Client(HTTP_HOST="localhost:8000").get(feed).content.decode()
        assert not [words for words in ("suitcase", "marmalade", "Gone") if words in told], feed
        buried |= {tombstone.get("ref") for tombstone in ElementTree.fromstring(told).iter(TOMBSTONE)}
    [story] = [name for name, told in before.items() if GONE in told]
    [reply] = [name for name, told in before.items() if f"Reply {taken.number} " in told]
    assert buried == {story, reply}
