"""Return words: six of 7,772 (about 77 bits), and a recovery phrase: ten of them. Always made by the site.

The list is the EFF's long word list (CC BY 3.0 US) without its four words that hold a hyphen.
"""

import fcntl
import re
import secrets
import time
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core import signing

from forum.members.keyring import Stretched

COUNT = 6
PHRASE = 10
RETURN_WORDS, NEW_WORDS, RECOVERY_PHRASE, RECOVERING = "return words", "new words", "recovery phrase", "recovering"
SHOWN = {RETURN_WORDS: COUNT, NEW_WORDS: COUNT, RECOVERY_PHRASE: PHRASE, RECOVERING: COUNT}  # what for, and how many
_OFFER_SECONDS = 20 * 60
_PATIENCE = 0.5  # seconds to wait at the door: a worker that waits answers no reader


class Busy(Exception):
    """Somebody else's words are being stretched: try again in a few seconds."""


@cache
def word_list() -> tuple[str, ...]:
    return tuple(Path(__file__).with_name("words.txt").read_text().split())


@cache
def _known():
    return frozenset(word_list())


def generate(count: int = COUNT) -> str:
    """Words with spaces between them."""
    return " ".join(secrets.choice(word_list()) for _ in range(count))


def normalise(typed: str) -> str:
    """What was meant: case, spaces, commas, numbers and line ends do not matter."""
    return " ".join(re.findall(r"[a-z]+", typed.lower()))


def unknown(words: str) -> list[str]:
    """Those of the words that are on no list of ours: likely slips of the pen."""
    return [word for word in words.split() if word not in _known()]


def offer(words: str, purpose: str = RETURN_WORDS) -> str:
    """The words in a signed form field: it proves, for 20 minutes, that the site made them for this purpose."""
    return signing.dumps(words, salt=purpose)


def offered(field: str, purpose: str = RETURN_WORDS) -> str | None:
    """The words of such a field, or None when it is forged, too old or for another purpose."""
    try:
        return signing.loads(field, salt=purpose, max_age=_OFFER_SECONDS)
    except signing.BadSignature:
        return None


def stretch(words: str, purpose: str = RETURN_WORDS) -> Stretched:
    """The slow hash, one at a time among all workers, so that sign-ins cannot starve reading. Raises Busy."""
    with open(settings.STATE_DIR / "stretching.lock", "w") as door:
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise Busy from None
                time.sleep(0.05)
        return Stretched.from_words(words, settings.PEPPER, settings.STRETCH_COST, purpose)
