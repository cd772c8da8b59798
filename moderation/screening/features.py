"""What the tagger looks at: for each word a list of numbers, each the checksum of something that is so there."""

from functools import cache
from typing import NamedTuple
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


_A, _B, _WHOLE = 0x9E3779B1, 0x85EBCA6B, 0xFFFFFFFF
_KIND = [kind * 0xC2B2AE35 for kind in range(18)]


class Hashed(NamedTuple):
    """What the features of two words need of one: which word it is, and how it is written, times the two factors."""

    name_a: int
    name_b: int
    cased_a: int
    cased_b: int


def hashed(name, cased):
    return Hashed(name * _A, name * _B, cased * _A, cased * _B)


class Word:
    """A word as typed, with what can be said of it wherever it stands: features by its distance from the word asked."""

    __slots__ = ("around", "hashed")

    def __init__(self, word, low, initial, lowercase, unknown=False):
        held = lists_of(low)
        if word.islower():
            case = "l" if lowercase else "x"
        elif len(word) > 1 and word.isupper():
            case = "U"
        else:
            case = ("I" if initial else "C") + ("l" if lowercase else "")
        name = "?" if unknown else low[:24]
        self.hashed = hashed(_number(f"w|{name}"), _number(f"cl|{case}|{held}"))
        end, begin = low[-3:], low[:3]
        own = [f"w|{name}", f"c|{case}", f"L|{held}", f"cl|{case}|{held}", f"len|{min(len(low), 9)}", f"2|{low[-2:]}"]
        own += [f"3|{end}", f"4|{low[-4:]}", f"b3|{begin}", f"b4|{low[:4]}", f"c3|{case}|{end}"]
        own += [f"l|{each}|{case}" for each in held]
        if "-" in low:
            own += ["h", f"w|{low.rpartition('-')[2]}", f"v|{low.partition('-')[0]}"]
        two = [f"w|{name}", f"L|{held}"]
        near = [*two, f"3|{end}", f"c|{case}"]
        two, near, own = ([said.encode("utf-8", "surrogatepass") for said in part] for part in (two, near, own))
        parts = two, near, near, own, near, near, two
        self.around = [[crc32(said, place) for said in part] for place, part in zip(_PLACES, parts, strict=True)]


_PLACES = [_number(f"{far}|") for far in range(-FAR, FAR + 1)]  # what is said of a word is hashed on from there


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


def shared(document, known):
    """For each word of a document the features that need two words or more; ``known`` are its words, hashed.

    A pair is one number made of two, ``_both`` written out: each word brings its products along.
    """
    none = hashed(_NONE, _NONE)
    padded = [none, none, *known, none, none]
    gaps = [_gap_number("^"), *_gaps(document), _gap_number("$")]
    for i, here in enumerate(known):
        (two_a, _, _, _), (one_a, one_b, cased_one, _) = padded[i], padded[i + 1]
        (next_a, next_b, _, cased_next), (_, last_b, _, _) = padded[i + 3], padded[i + 4]
        name_a, name_b, cased_a, cased_b = here
        before, after = gaps[i] * _A, gaps[i + 1] * _B
        yield (
            (one_a + next_b + _KIND[1]) & _WHOLE,
            (two_a + one_b + _KIND[2]) & _WHOLE,
            (next_a + last_b + _KIND[3]) & _WHOLE,
            (one_a + cased_b + _KIND[4]) & _WHOLE,
            (cased_a + next_b + _KIND[5]) & _WHOLE,
            (one_a + name_b + _KIND[6]) & _WHOLE,
            (name_a + next_b + _KIND[7]) & _WHOLE,
            ((cased_one + cased_b + _KIND[8] & _WHOLE) * _A + cased_next + _KIND[8]) & _WHOLE,
            (cased_one + cased_b + _KIND[9]) & _WHOLE,
            (cased_a + cased_next + _KIND[10]) & _WHOLE,
            (two_a + cased_b + _KIND[11]) & _WHOLE,
            (before + cased_b + _KIND[12]) & _WHOLE,
            (gaps[i + 1] * _A + cased_b + _KIND[13]) & _WHOLE,
            ((before + after + _KIND[14] & _WHOLE) * _A + cased_b + _KIND[14]) & _WHOLE,
            ((before + one_b + _KIND[15] & _WHOLE) * _A + cased_b + _KIND[15]) & _WHOLE,
            (cased_a + last_b + _KIND[16]) & _WHOLE,
            (before + after + _KIND[17]) & _WHOLE,
        )


@cache
def _gap_number(letter):
    return _number(f"gap|{letter}")


def _gaps(document):
    """The gaps between the words of a document, as numbers."""
    text, ends = document.text, document.ends
    for end, start in zip(ends, document.starts[1:], strict=False):
        yield _gap_number(_gap(text[end : min(start, end + 9)]))


def known_words(document, unknown=frozenset()):
    """Each word of a document as a ``Word``; those at the indexes of ``unknown`` without saying which word it is."""
    made, out = {}, []
    for i, word in enumerate(document.words):
        key = (word, document.initial[i], i in unknown)
        if key not in made:
            made[key] = Word(word, document.low[i], document.initial[i], document.lowercase, i in unknown)
        out.append(made[key])
    return out


def features(document, known):
    """All features of each word, for training; the tagger adds the weights of ``around`` once for each different word."""
    for i, of_several in enumerate(shared(document, [word.hashed for word in known])):
        out = list(of_several)
        for far in range(-FAR, FAR + 1):
            if 0 <= i + far < len(known):
                out += known[i + far].around[far + FAR]
        yield out
