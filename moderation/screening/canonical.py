"""The text as a reader would read it, with a map back to the text as it was typed.

Disguises are undone (zero-width characters, letters of other alphabets that look Latin, entities, emphasis
inside a word, spelled-out letters), accents are dropped, quotation marks and dashes become the plain ones.
Recognizers work on the view only; every offset they report goes back through ``View.span``.
"""

import html
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Cyrillic and Greek letters that read as Latin ones. Folded only where the whole word then is plain Latin.
_CONFUSABLE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухһԁѵԛԝк" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιανρυτκχ" + "ɡɑʟıɩ",
    "ABESIJKMHOPCTXYaesijopcyxhdvqwk" + "ABEZHIKMNOPTYXoiavputkx" + "gaLii",
)
_PLAIN = {
    **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **{"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ł": "l", "Ł": "L"},
    **{"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H"},
    "\x00": " ",
}
# What is not read as it stands. Everything between two matches is copied unchanged.
_ODD = re.compile(
    r"""
    &(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z]{2,8});      # an entity
    | (?<=[^\W_])[*~]{1,4}(?=[^\W_])                 # emphasis inside a word
    | (?<![^\W_])[^\W\d_](?P<gap>[ .\-_*])[^\W\d_](?:(?P=gap)[^\W\d_]){2,}(?![^\W_])   # s p e l l e d
    | [\x00`]
    | [^\x00-\x7f](?:[^\x00-\x7f]|[^\W\d_])*         # a stretch with anything outside ASCII
    """,
    re.VERBOSE | re.IGNORECASE,
)


class View(NamedTuple):
    """``text`` as read; its character i came from ``original[starts[i]:ends[i]]``."""

    text: str
    starts: list[int] | range
    ends: list[int] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a stretch of the view that is not empty."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=4096)
def _read(char: str) -> str:
    """One character as it is read: one or more plain ones, or none at all."""
    if char in _PLAIN:
        return _PLAIN[char]
    if unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return ""
    plain = unicodedata.normalize("NFKD", char)
    plain = "".join(_PLAIN.get(c, c) for c in plain if not unicodedata.combining(c))
    return " " if plain.isspace() and plain not in "\n\r\t" else plain


def canonical(text: str) -> View:
    """The view of a text. Takes time linear in its length and never fails, whatever the text holds."""
    if text.isascii() and not _ODD.search(text):
        return View(text, range(len(text)), range(1, len(text) + 1))
    out, starts, ends = [], [], []

    def copy(start, end):
        out.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    def put(plain, start, end):
        out.append(plain)
        starts.extend([start] * len(plain))
        ends.extend([end] * len(plain))

    at = 0
    for odd in _ODD.finditer(text):
        start, end = odd.span()
        if text[start] > "\x7f":  # take in the letters before it (a pattern that did would not be linear)
            while start > at and text[start - 1].isalpha():
                start -= 1
        copy(at, start)
        at = end
        piece = text[start:end]
        if piece[0] == "&" and piece[-1] == ";":
            plain = html.unescape(piece)
            if plain == piece:
                copy(start, end)
            else:
                put("".join(map(_read, plain)), start, end)
        elif odd["gap"]:
            for i in range(start, end, 2):
                put(_read(text[i]), i, i + 1)
        elif piece[0] in "*~":
            pass
        else:
            folded = piece.translate(_CONFUSABLE)
            kept = folded if folded != piece and _latin(folded) else piece
            for i, char in enumerate(kept, start):
                put(char if char < "\x7f" and char not in "\x00`" else _read(char), i, i + 1)
    copy(at, len(text))
    return View("".join(out), starts, ends)


def _latin(word: str) -> bool:
    """Whether a word reads as Latin letters throughout, once accents and invisible characters are gone."""
    return all(char.isascii() or _read(char).isascii() for char in word)
