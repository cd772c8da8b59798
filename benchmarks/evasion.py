"""Identifiers hidden as somebody would who wants to get them past the screener, and what it still sees of them.

Each disguise changes only the marked spans of a text, one by one, so that what it makes of a span is the span to be
found. A text that the site refuses to take (marks that turn the direction of writing) counts as found.
"""

import re
from itertools import cycle

from corpora import Document, Span
from django.core.exceptions import ValidationError
from engines import SCREENER, ask, places

from forum.prose import tidy

WORD = re.compile(r"[^\W_]+")
LETTERS = re.compile(r"[^\W\d_]+")
DIGITS = "zero one two three four five six seven eight nine".split()
LATIN = "ABCEHIJKMOPSTXYaceijopsxyhdvqw"
CYRILLIC = str.maketrans(LATIN, "АВСЕНІЈКМОРЅТХУасеіјорѕхуһԁѵԛԝ")
GREEK = str.maketrans("ABEZHIKMNOPTYXovu", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ")
UPPER, LOWER, FIGURES = ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789")


def alphabet(upper, lower, figures=None):
    """Every letter, and digit, as the one so far from the first of another alphabet."""
    table = {ord(c): upper + n for n, c in enumerate(UPPER)} | {ord(c): lower + n for n, c in enumerate(LOWER)}
    table |= {ord(c): figures + n for n, c in enumerate(FIGURES)} if figures else {}
    return lambda words: words.translate(table)


def between(marks):
    """One of the marks between each two characters, in turn."""
    return lambda words: words[:1] + "".join(mark + c for mark, c in zip(cycle(marks), words[1:], strict=False))


def apart(sign, word=LETTERS, wide=" "):
    """The letters of words of more than two set apart, with a wider gap between words."""
    return lambda words: word.sub(lambda m: sign.join(m[0]) if len(m[0]) > 2 else m[0], words.replace(" ", wide))


def inside(before, after):
    """Emphasis around the middle of each word of more than two letters."""

    def split(match):
        word = match.group()
        return word[0] + before + word[1:-1] + after + word[-1] if len(word) > 2 else word

    return lambda words: WORD.sub(split, words)


def spelled(words):
    words = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", words)
    return re.sub(r"\d+", lambda m: " ".join(DIGITS[int(digit)] for digit in m.group()), words)


def told(at, dot):
    """The signs of an address as words; what is no address stays as it is."""
    return lambda words: words.replace("@", at).replace(".", dot) if "@" in words or "www" in words else words


def first_only(table):
    """The first letter that has a likeness, in each word."""

    def change(match):
        word = match.group()
        at = next((n for n, c in enumerate(word) if ord(c) in table), 0)
        return word[:at] + word[at].translate(table) + word[at + 1 :]

    return lambda words: LETTERS.sub(change, words)


def alternating(words):
    return "".join(c.upper() if n % 2 else c.lower() for n, c in enumerate(words))


DISGUISES = {
    "none": lambda words: words,
    "zero-width spaces": between("\u200b"),
    "joiners, soft hyphens, fillers": between("\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u2062\u115f\u3164\u2800"),
    "variation selectors and tags": between("\ufe0f\U000e0041\U000e0100"),
    "full-width": alphabet(0xFF21, 0xFF41, 0xFF10),
    "mathematical bold": alphabet(0x1D400, 0x1D41A, 0x1D7CE),
    "mathematical sans-serif": alphabet(0x1D5A0, 0x1D5BA, 0x1D7E2),
    "Arabic digits": alphabet(ord("A"), ord("a"), 0x0660),
    "combining accents": between("\u0301"),
    "combining strokes": between("\u0336\u0335"),
    "Cyrillic letters": lambda words: words.translate(CYRILLIC),
    "Greek letters": lambda words: words.translate(GREEK),
    "Cyrillic and Greek letters": lambda words: words.translate(CYRILLIC).translate(GREEK),
    "one Cyrillic letter a word": first_only(CYRILLIC),
    "no-break and thin spaces": lambda words: words.replace(" ", "\u00a0\u2009"),
    "spaced letters": apart(" ", WORD, "   "),
    "dotted letters": apart("."),
    "hyphened letters": apart("-"),
    "decimal entities": lambda words: "".join(f"&#{ord(c)};" for c in words),
    "hexadecimal entities": lambda words: "".join(f"&#x{ord(c):X};" for c in words),
    "named entities": lambda words: words.translate({64: "&commat;", 46: "&period;", 47: "&sol;", 45: "&hyphen;"}),
    "digits spelled out": spelled,
    "addresses told": told(" at ", " dot "),
    "addresses told in brackets": told(" (at) ", " [dot] "),
    "bold inside words": inside("**", "**"),
    "italics inside words": inside("*", "*"),
    "underlines inside words": inside("__", "__"),
    "struck inside words": inside("~~", "~~"),
    "backslashes before signs": lambda words: re.sub(r"[^\w\s]", lambda m: "\\" + m.group(), words),
    "turned around (bidi)": lambda words: f"\u202e{words[::-1]}\u202c",
    "upper case": str.upper,
    "lower case": str.lower,
    "alternating case": alternating,
}
ONLY = {"digits spelled out": ("CONTACT", "ID")}  # nobody tells an age or a date so


def disguised(document, name):
    """The document with each span as the disguise of that name makes it."""
    text, spans, last = "", [], 0
    for span in sorted(document.spans):
        text += document.text[last : span.start]
        words = document.text[span.start : span.end]
        if span.label in ONLY.get(name, (span.label,)):
            words = DISGUISES[name](words)
        spans.append(Span(len(text), len(text) + len(words), span.label, span.kind))
        text += words
        last = span.end
    return Document(document.id, text + document.text[last:], spans)


def is_refused(text):
    try:
        tidy(text)
    except ValidationError:
        return True
    return False


def seen(document, findings):
    """For each span whether it is full and whether it is touched."""
    if is_refused(document.text):
        return [(True, True)] * len(document.spans)
    found = places(document.text, findings)
    own = [places(document.text, [span]) for span in document.spans]
    return [(each <= found, bool(each & found)) for each in own]


def fell(plain, hidden):
    """What is full and touched among the hidden, and by how many points that is less, as columns."""
    columns = ""
    for n in (0, 1):
        after, before = (100 * sum(each[n] for each in spans) / max(len(spans), 1) for spans in (hidden, plain))
        columns += f"{after:9.1f}{before - after:6.1f}"
    return columns


def show(documents):
    """A row for each disguise: of all spans, and of those that it changes, how many are still found."""
    plain, changed = [], {name: [disguised(each, name) for each in documents] for name in DISGUISES}
    answers = iter(ask(SCREENER, [each.text for hidden in changed.values() for each in hidden]).texts)
    print(f"{'':32}{'all spans':>30}   {'the spans that it changes':>36}")
    heads = f"{'full %':>9}{'fall':>6}{'touched':>9}{'fall':>6}"
    print(f"{'disguise':32}{heads}   {'spans':>6}{heads}")
    for name, hidden in changed.items():
        now = [one for each in hidden for one in seen(each, [finding for finding, _ in next(answers)[1]])]
        plain = plain or now
        other = [
            before.text[a.start : a.end] != after.text[b.start : b.end]
            for before, after in zip(documents, hidden, strict=True)
            for a, b in zip(sorted(before.spans), after.spans, strict=True)
        ]
        few = [n for n, differs in enumerate(other) if differs]
        print(f"{name:32}{fell(plain, now)}   {len(few):6}{fell([plain[n] for n in few], [now[n] for n in few])}")
