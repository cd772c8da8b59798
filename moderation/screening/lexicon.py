"""The word lists, each read once and only when it is first needed."""

import unicodedata
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"

# Letters that do not decompose into a plain letter and an accent.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "’": "'",
    }
)


def fold(text: str) -> str:
    """Lower case without accents: the form in which every list is written and looked up."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@cache
def words(name: str) -> frozenset[str]:
    """A list of folded entries, one a line. A line that starts with # is a comment."""
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(line for line in lines if line and line[0] != "#")


@cache
def places() -> dict[str, int]:
    """Folded place name -> size, 1 (below 2,000 people), 2 (10,000), 3 (50,000), 4 (250,000) or 5."""
    sizes, size = {}, 0
    for line in (WORDS / "places.txt").read_text(encoding="ascii").split("\n"):
        if line[:1] == "#":
            size = int(line[1:])
        elif line:
            sizes[line] = size
    return sizes


def is_common(word: str) -> bool:
    """Whether a folded word is one of the 35,000 commonest English words written in lower case."""
    return word in words("common")


def is_english(word: str) -> bool:
    """Whether a folded word is in an English dictionary in lower case."""
    return word in words("common") or word in words("words")
