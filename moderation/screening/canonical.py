"""The text as a reader would read it, with a map back to the text as it was typed.

Disguises are undone: first those of single characters (invisible ones, letters of other alphabets that look Latin,
digits of other scripts, entities), then those between characters (emphasis inside a word, letters set apart, digits
told as words, spaces doubled). Accents are dropped, quotation marks and dashes become the plain ones.
Recognizers work on the view only; every offset they report goes back through ``View.span``.
"""

import html
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .lexicon import is_english

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
    **dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800", ""),  # shown as nothing, though they count as letters or signs
    "\x00": " ",
}
# What is not read as it stands. Everything between two matches is copied unchanged.
_ODD = re.compile(
    r"""
    &(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z]{2,8});      # an entity
    | [\x00`]
    | [^\x00-\x7f](?:[^\x00-\x7f]|[^\W\d_])*         # a stretch with anything outside ASCII
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = dict(zip("zero one two three four five six seven eight nine oh nought".split(), "012345678900", strict=True))
_DIGIT = rf"(?:(?:double|triple)[ -])?(?:{'|'.join(_DIGITS)})"
_TIMES = {"double": 2, "triple": 3}
# What stands between the characters of a word, once they are plain.
_APART = re.compile(
    rf"""
    (?<=[^\W_])(?:[*~]{{1,4}}|__)(?=[^\W_])            # emphasis inside a word
    | \\(?=[!-/:-@\[-`{{-~])                           # what keeps a sign from being Markdown
    | (?<=\S)[ ]{{2,}}(?=\S)
    | (?<![^\W_])(?<![^\W_][*~'])(?<![^\W_][*~]{{2}})    # s p e l l e d, but not what emphasis left of a word
      [^\W_](?P<gap>[ .\-_])[^\W_](?:(?P=gap)[^\W_])+(?![*~]{{0,2}}[^\W_])
    | \b(?P<told>{_DIGIT}(?:[ ]?[ ,-][ ]?{_DIGIT})+)\b   # zero seven, double zero
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SHORT = frozenset("aka etc prn bid tid qid".split())  # written a.k.a., b.i.d.
_TOLD = re.compile(r"(?:(double|triple)[ -])?([a-z]+)", re.IGNORECASE)


class View(NamedTuple):
    """``text`` as read; its character i came from ``original[starts[i]:ends[i]]``."""

    text: str
    starts: list[int] | range
    ends: list[int] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a stretch of the view that is not empty."""
        return self.starts[start], self.ends[end - 1]


class _Rewriting:
    """A new view made of an older one from left to right."""

    def __init__(self, view):
        self.view, self.at = view, 0
        self.out, self.starts, self.ends = [], [], []

    def copy(self, end):
        """What comes before ``end`` as it is."""
        here = slice(self.at, end)
        self.out.append(self.view.text[here])
        self.starts.extend(self.view.starts[here])
        self.ends.extend(self.view.ends[here])
        self.at = end

    def put(self, plain, start, end):
        """What stands from ``start`` to ``end`` as ``plain``."""
        self.out.append(plain)
        self.starts.extend([self.view.starts[start]] * len(plain))
        self.ends.extend([self.view.ends[end - 1]] * len(plain))
        self.at = end

    def done(self):
        self.copy(len(self.view.text))
        return View("".join(self.out), self.starts, self.ends)


@lru_cache(maxsize=4096)
def _read(char: str) -> str:
    """One character as it is read: one or more plain ones, or none at all."""
    if char in _PLAIN:
        return _PLAIN[char]
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    plain = unicodedata.normalize("NFKD", char)
    plain = "".join(_PLAIN.get(c, c) for c in plain if not unicodedata.combining(c))
    return " " if plain.isspace() and plain not in "\n\r\t" else plain


def canonical(text: str) -> View:
    """The view of a text. Takes time linear in its length and never fails, whatever the text holds."""
    return _joined(_plain(View(text, range(len(text)), range(1, len(text) + 1))))


def _plain(view):
    """Every character as it is read."""
    text = view.text
    if text.isascii() and not _ODD.search(text):
        return view
    new = _Rewriting(view)
    for odd in _ODD.finditer(text):
        start, end = odd.span()
        if text[start] > "\x7f":  # take in the letters before it (a pattern that did would not be linear)
            while start > new.at and text[start - 1].isalpha():
                start -= 1
        new.copy(start)
        piece = text[start:end]
        if piece[0] == "&" and piece[-1] == ";":
            plain = html.unescape(piece)
            if plain != piece:
                new.put("".join(map(_read, plain)), start, end)
        else:
            folded = piece.translate(_CONFUSABLE)
            kept = folded if folded != piece and _latin(folded) else piece
            for i, char in enumerate(kept, start):
                new.put(char if char < "\x7f" and char not in "\x00`" else _read(char), i, i + 1)
    return new.done()


def _latin(word: str) -> bool:
    """Whether a word reads as Latin letters throughout, once accents and invisible characters are gone."""
    return all(char.isascii() or _read(char).isascii() for char in word)


def _joined(view):
    """Words whose characters were set apart, put together; ``view`` is plain already."""
    text = view.text
    if not _APART.search(text):
        return view
    new = _Rewriting(view)
    for apart in _APART.finditer(text):
        start, end = apart.span()
        if apart["gap"]:
            signs = text[start:end:2]
            if not _is_spelled(signs, apart["gap"]):
                continue
            if apart["gap"] == " " and _is_article(signs):
                start += 2
            new.copy(start)
            for i in range(start, end, 2):
                if i > start and apart["gap"] == " " and _begins_word(text[i - 2], text[i], i + 1 == end):
                    new.put(" ", i - 1, i)
                new.put(text[i], i, i + 1)
        elif apart["told"]:
            told = [*_TOLD.finditer(text, start, end)]
            if not _is_number(told, text, start, end):
                continue
            new.copy(start)
            for each in told:
                times = _TIMES.get((each[1] or "").lower(), 1)
                new.put(_DIGITS[each[2].lower()] * times, *each.span())
        else:
            new.copy(start)
            if text[start] == " ":
                new.put(" ", start, end)
            new.at = end
    return new.done()


def _is_article(signs):
    """Whether the first letter set apart is no part of the word after it: a s i l v e r."""
    return signs[0] == "a" and is_english(signs[1:]) and not is_english(signs)


def _begins_word(before, sign, is_last):
    """Whether a sign set apart opens a word of its own: J e n n y K r o l l, 2 0 2 2 a, 2 0 2 2 I."""
    return sign.isupper() and not before.isupper() or is_last and sign == "a" and before.isdigit()


def _is_spelled(signs, gap):
    """Whether single letters and digits with the same sign between them are a word or a number set apart."""
    if len(signs) < 3:
        return False
    if signs.isalpha():  # but not U.S.A., T-B-I
        return gap == " " or len(signs) > 3 or not signs.isupper() and signs.lower() not in _SHORT
    if signs.isdigit():
        return gap in " -" or len(signs) > 4  # 192.0.2.1 has four
    return len(signs) > 3 or signs.isupper()  # KX19, 0XX; but not: a 6 y old


def _is_number(told, text, start, end):
    """Whether digits told as words are one number: not "four, five, six weeks" nor "one two"."""
    if len(told) < 3:
        return "/" in (text[start - 1 : start], text[end : end + 1])
    return len(told) > 4 or "," not in text[start:end]
