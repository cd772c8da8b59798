"""Where in a text a pattern could begin: read off the pattern, so that it is tried there and nowhere else.

Most patterns begin with one of a few words or signs. An ``Index`` says once for all of them where the words and signs
of a text stand, by their first letters; a pattern is then tried at a dozen places instead of at each letter. The parser
is the one that ``re`` itself uses (the same in Python 3.12 and 3.13); ``tests/screening/test_openings.py`` watches over it.
"""

from collections import defaultdict
from re import IGNORECASE, MULTILINE, NOFLAG, _parser, finditer

DEPTH = 4  # first letters that are told apart
_MOST = 900  # openings of a pattern; with more, it is searched for at each letter
_MOST_SHORT = 12  # of these, such as say one letter only
_MOST_SIGNS = 8  # in a set; with more it says as little as a dot
_DIGITS = str.maketrans("123456789", "000000000")
_CAPITAL, _LINE = "\0A", "\0^"  # any capital letter; the beginning of a line
_NOTHING = frozenset([""]), frozenset()
_ANYTHING = frozenset(), frozenset([""])


class Index:
    """The places of a text where a word or a sign begins, by the one to ``DEPTH`` letters that stand there."""

    def __init__(self, text):
        low = text.lower()
        if len(low) != len(text):
            low = "".join(char.lower()[:1] for char in text)
        low = low.translate(_DIGITS)
        self.places = [m.start() for m in finditer(r"\b\w|[^\w\s]|\n|^", text, MULTILINE)]
        self._found = found = defaultdict(list)
        for n, place in enumerate(self.places):
            for size in range(1, min(DEPTH, len(low) - place) + 1):
                found[low[place : place + size]].append(n)
            if text[place : place + 1].isupper():
                found[_CAPITAL].append(n)
            if not place or text[place - 1] == "\n":
                found[_LINE].append(n)

    def where(self, openings, back=0):
        """The places of openings, and as many as ``back`` before each, in the order of the text."""
        found, places = self._found, self.places
        lists = [found[each] for each in openings if each in found]
        if not back:
            numbers = lists[0] if len(lists) == 1 else sorted(sum(lists, []))
        else:
            numbers = sorted({n for each in lists for m in each for n in range(max(0, m - back), m + 1)})
        return [places[n] for n in numbers]


def openings(pattern, flags=NOFLAG):
    """What a pattern could begin with, as ``Index`` knows it; None if that is almost anything."""
    parsed = _parser.parse(pattern, flags)
    if not _at_an_edge(parsed):
        return None
    said = frozenset().union(*_begin(parsed, bool(flags & IGNORECASE)))
    said = frozenset(each for each in said if not any(each[:n] in said for n in range(1, len(each))))
    short = sum(len(each) == 1 and each.isalpha() for each in said)
    if len(said) > _MOST or short > _MOST_SHORT:
        return None
    return None if any(not each or each[0].isspace() and each[0] != "\n" for each in said) else said


def _begin(items, any_case):
    """What a row of parts can begin with: (what the next part continues, what it does not)."""
    begun = _NOTHING
    for part, value in items:
        begun = _then(begun, _begin_of(str(part), value, any_case))
        if not begun[0]:
            break
    return begun


def _then(first, second):
    """What one part and another after it can begin with."""
    (going_on, ended), (more, last) = first, second
    joined = {(a + b)[:DEPTH] for a in going_on for b in more}
    ended = ended | {a if a and b in (_CAPITAL, _LINE) else (a + b)[:DEPTH] for a in going_on for b in last}
    going_on = frozenset(each for each in joined if len(each) < DEPTH)
    ended = ended | joined - going_on
    return (going_on, ended) if len(going_on) <= _MOST else (frozenset(), ended | going_on)


def _begin_of(part, value, any_case):
    """The same of one part of a pattern, as the parser of ``re`` names it."""
    if part == "LITERAL":
        return frozenset([_sign(chr(value))]), frozenset()
    if part == "IN":
        return _signs(value, any_case)
    if part == "BRANCH":
        each = [_begin(items, any_case) for items in value[1]]
        return frozenset().union(*(a for a, _ in each)), frozenset().union(*(b for _, b in each))
    if part == "SUBPATTERN":
        _, more, less, items = value
        return _begin(items, bool(any_case and not less & IGNORECASE or more & IGNORECASE))
    if part.endswith("REPEAT"):
        least, most, items = value
        once, begun = _begin(items, any_case), _NOTHING
        going_on, ended = frozenset() if least else frozenset([""]), frozenset()
        for times in range(1, min(most, max(least, DEPTH), 2 * DEPTH) + 1):
            begun = _then(begun, once)
            if times >= least or not begun[0]:
                going_on, ended = going_on | begun[0], ended | begun[1]
        return going_on, ended
    if part == "AT" and str(value) == "AT_BEGINNING":
        return frozenset(), frozenset([_LINE])
    return _NOTHING if part in ("AT", "ASSERT", "ASSERT_NOT") else _ANYTHING


def _sign(char):
    return char.lower().translate(_DIGITS)


def _signs(parts, any_case):
    """What a set begins with: its signs, if they are few, or any capital."""
    signs, ended = set(), set()
    for part, value in parts:
        name = str(part)
        if name == "LITERAL":
            signs.add(_sign(chr(value)))
        elif name == "RANGE" and not any_case and chr(value[0]).isupper() and chr(value[1]).isupper():
            ended.add(_CAPITAL)
        elif name == "RANGE" and value[1] - value[0] < 26:
            signs.update(_sign(chr(n)) for n in range(value[0], value[1] + 1))
        elif name == "CATEGORY" and str(value) in ("CATEGORY_DIGIT", "CATEGORY_UNI_DIGIT"):
            signs.add("0")
        else:
            return _ANYTHING
    return (frozenset(signs), frozenset(ended)) if len(signs) <= _MOST_SIGNS else _ANYTHING


def _at_an_edge(items):
    """Whether a pattern begins only where a word or a sign does."""
    for part, value in items:
        name = str(part)
        if name == "AT":
            return True
        if name in ("ASSERT", "ASSERT_NOT"):
            if value[0] < 0 and (_ends_a_word(value[1]) if name == "ASSERT" else any(map(_holds_letters, value[1]))):
                return True
        elif name == "BRANCH":
            return all(map(_at_an_edge, value[1]))
        elif name == "SUBPATTERN":
            return _at_an_edge(value[3])
        elif name.endswith("REPEAT"):
            if value[0] or not _at_an_edge(value[2]):
                return _at_an_edge(value[2])
        else:
            return name == "LITERAL" and _no_letter(chr(value)) or name == "IN" and _no_letters(value)
    return False


def _no_letter(char):
    return not char.isalnum() and char != "_"


def _no_letters(parts):
    return all(str(part) == "LITERAL" and _no_letter(chr(value)) for part, value in parts)


def _ends_a_word(items):
    """Whether what must stand before ends with what belongs to no word."""
    part, value = items[-1]
    return str(part) == "LITERAL" and _no_letter(chr(value)) or str(part) == "IN" and _no_letters(value)


def _holds_letters(item):
    part, value = item
    return str(part) == "IN" and any(str(each) in ("CATEGORY_WORD", "CATEGORY_UNI_WORD") for _, each in value)
