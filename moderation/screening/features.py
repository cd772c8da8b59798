"""What the tagger looks at: for each word a list of numbers, each the checksum of something that is so there."""

from functools import cache
from zlib import crc32

from .lexicon import is_common, is_english, places, words
from .recognizers.people import KIN, NEVER, is_surname

_LISTS = ("given", "notnames", "titles", "jobs", "rare_jobs", "regions", "theorists")
_NONE = crc32(b"nothing stands there")
FAR = 3  # words to each side that are looked at


@cache
def _sizes():
    return places()


def lists_of(low):
    """Which lists hold a word, as one short string."""
    held = "".join(letter for letter, name in zip("gntjrRT", _LISTS, strict=True) if low in words(name))
    held += "s" if is_surname(low) else ""
    held += "k" if low in KIN else ""
    held += "f" if low in NEVER else ""
    held += "c" if is_common(low) else "e" if is_english(low) else ""
    return held + str(_sizes().get(low, ""))


def _number(said):
    return crc32(said.encode("utf-8", "surrogatepass"))


def _both(a, b, kind):
    return (a * 0x9E3779B1 + b * 0x85EBCA6B + kind * 0xC2B2AE35) & 0xFFFFFFFF


class Word:
    """A word as typed, with what can be said of it wherever it stands: features by its distance from the word asked."""

    __slots__ = ("around", "cased", "name")

    def __init__(self, word, low, initial, lowercase, unknown=False):
        held = lists_of(low)
        if word.islower():
            case = "l" if lowercase else "x"
        elif len(word) > 1 and word.isupper():
            case = "U"
        else:
            case = ("I" if initial else "C") + ("l" if lowercase else "")
        name = "?" if unknown else low[:24]
        self.name = _number(f"w|{name}")
        self.cased = _number(f"cl|{case}|{held}")
        end, begin = low[-3:], low[:3]
        own = [f"w|{name}", f"c|{case}", f"L|{held}", f"cl|{case}|{held}", f"len|{min(len(low), 9)}", f"2|{low[-2:]}"]
        own += [f"3|{end}", f"4|{low[-4:]}", f"b3|{begin}", f"b4|{low[:4]}", f"c3|{case}|{end}"]
        own += [f"l|{each}|{case}" for each in held]
        if "-" in low:
            own += ["h", f"w|{low.rpartition('-')[2]}", f"v|{low.partition('-')[0]}"]
        two = [f"w|{name}", f"L|{held}"]
        near = [*two, f"3|{end}", f"c|{case}"]
        self.around = [
            [_number(f"{far}|{said}") for said in part]
            for far, part in zip(_PLACES, _parts(two, near, own), strict=True)
        ]


_PLACES = range(-FAR, FAR + 1)


def _parts(two, near, own):
    """What is said of a word at each of ``_PLACES``."""
    return two, near, near, own, near, near, two


def _gap(gap):
    """What stands between two words, as one letter."""
    if gap == " ":
        return "_"
    if any(c.isdigit() for c in gap):
        return "9" if "\n" not in gap else "n"
    if "\n" in gap:
        return "n"
    for sign, letter in (
        ("'s", "s"),
        (".", "."),
        ("!", "."),
        ("?", "."),
        ('"', "q"),
        ("(", "("),
        (",", ","),
        ("-", "-"),
    ):
        if sign in gap:
            return letter
    return "o"


def shared(document, known, i):
    """The features of word i that need two words or more; ``known`` are the document's words as ``Word``."""
    last = len(known) - 1
    here = known[i]
    name, cased = here.name, here.cased
    one, two = (known[i - 1] if i else None), (known[i - 2] if i > 1 else None)
    next_one, next_two = (known[i + 1] if i < last else None), (known[i + 2] if i + 1 < last else None)
    a, b = (one.name if one else _NONE), (two.name if two else _NONE)
    c, d = (next_one.name if next_one else _NONE), (next_two.name if next_two else _NONE)
    al, cl = (one.cased if one else _NONE), (next_one.cased if next_one else _NONE)
    before, after = gaps(document, i)
    return (
        _both(a, c, 1),
        _both(b, a, 2),
        _both(c, d, 3),
        _both(a, cased, 4),
        _both(cased, c, 5),
        _both(a, name, 6),
        _both(name, c, 7),
        _both(_both(al, cased, 8), cl, 8),
        _both(al, cased, 9),
        _both(cased, cl, 10),
        _both(b, cased, 11),
        _both(cased, d, 16),
        _both(before, cased, 12),
        _both(after, cased, 13),
        _both(_both(before, after, 14), cased, 14),
        _both(_both(before, a, 15), cased, 15),
        _both(before, after, 17),
    )


@cache
def _gap_number(letter):
    return _number(f"gap|{letter}")


def gaps(document, i):
    """The gaps before and after word i, as numbers."""
    before = _gap(document.text[document.ends[i - 1] : document.starts[i]][-9:]) if i else "^"
    after = _gap(document.gap(i)[:9]) if i + 1 < len(document.words) else "$"
    return _gap_number(before), _gap_number(after)


def known_words(document, unknown=frozenset()):
    """Each word of a document as a ``Word``; those at the indexes of ``unknown`` without saying which word it is."""
    made, out = {}, []
    for i, word in enumerate(document.words):
        key = (word, document.initial[i], i in unknown)
        if key not in made:
            made[key] = Word(word, document.low[i], document.initial[i], document.lowercase, i in unknown)
        out.append(made[key])
    return out


def features(document, known, i):
    """All features of word i, for training; the tagger adds the weights of ``around`` once for each different word."""
    out = list(shared(document, known, i))
    for far in range(-FAR, FAR + 1):
        j = i + far
        if 0 <= j < len(known):
            out += known[j].around[far + FAR]
    return out
