"""Measure the screener against documents whose identifiers are marked by hand.

    python benchmarks/screening.py [--misses] [FILE.jsonl | FOLDER of .txt …]

Without a path: ``benchmarks/held_out``, ``benchmarks/data`` and ``tests/corpus.jsonl`` (which the tagger is trained
with, so its figures flatter). A ``.txt`` begins with ``id | type | register``; its text follows, with spans as
``[[LABEL|words]]``, or ``[[PLACE!|words]]`` for a street or a building. A line of JSON carries ``id``, ``text``,
``spans`` (``start``, ``end``, ``label``, ``kind``; characters from 0, end excluded). The first two sets were written
without sight of the screener: keep their words out of the lists, the cases, the passages and the tagger.

kind             direct: NAME, CONTACT, ID, a DATE with both day and month, a PLACE with ``!``; quasi: everything else
full             every letter and digit of the span lies in findings, of whatever category
touched          at least one letter or digit of the span lies in a finding
token precision  of the words (runs of letters and digits) that findings touch, the share that touch a span
false flags      findings that touch no span, for each 1,000 words (split at white space)
leak             of the documents with a direct span, the share where at least one is not full
speed            words for each second of processor time, after one warming call; needs an idle machine to compare

``--misses`` also lists each span that is not full (``-`` untouched, ``~`` touched) and each false flag (``+``).
"""

import json
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from moderation.screening import screen  # noqa: E402

DEFAULT = (ROOT / "benchmarks" / "held_out", ROOT / "benchmarks" / "data", ROOT / "tests" / "corpus.jsonl")
MARK = re.compile(r"\[\[([A-Z]+)(!?)\|(.*?)\]\]")
WORD = re.compile(r"[^\W_]+")
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\b\.?"
DAY = r"\b(?:(?:[12]?\d|3[01])(?:st|nd|rd|th)?|(?:\w+-)?(?:first|second|third|\w+th))"
DAY_AND_MONTH = re.compile(
    rf"{DAY}\s+(?:of\s+)?{MONTH}|\b{MONTH}\s+{DAY}\b|\b\d{{1,2}}[/.-]\d{{1,2}}\b|\b\d{{4}}-\d\d-\d\d\b", re.I
)


class Span(NamedTuple):
    start: int
    end: int
    label: str
    kind: str


def kind_of(label, bang, words):
    direct = label in {"NAME", "CONTACT", "ID"} or bang or (label == "DATE" and DAY_AND_MONTH.search(words))
    return "direct" if direct else "quasi"


def read_marked(path):
    """One marked source as (id, text, spans)."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    body, text, spans, last = body.strip("\n"), "", [], 0
    for mark in MARK.finditer(body):
        label, bang, words = mark.groups()
        text += body[last : mark.start()]
        spans.append(Span(len(text), len(text) + len(words), label, kind_of(label, bang, words)))
        text += words
        last = mark.end()
    return head.split("|")[0].strip(), text + body[last:], spans


def read(path):
    """The documents of a folder of ``.txt``, of one ``.txt`` or of a file of JSON lines."""
    if path.is_dir():
        return [read_marked(each) for each in sorted(path.glob("*.txt"))]
    if path.suffix == ".txt":
        return [read_marked(path)]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row["id"], row["text"], [Span(**span) for span in row["spans"]]) for row in rows]


def places(text, stretches):
    """The positions of the letters and digits that lie in any of the stretches."""
    return {i for each in stretches for i in range(each.start, each.end) if text[i].isalnum()}


def measure(documents):
    """Counts over the documents, a tally for each label and kind, and the lines for ``--misses``."""
    counts, tallies, misses = Counter(), defaultdict(Counter), []
    screen("A first call loads the lists.")
    for name, text, spans in documents:
        began = time.process_time()
        report = screen(text)
        counts["seconds"] += time.process_time() - began
        counts["engine"] = report.engine
        counts["words"] += len(text.split())
        found, gold, leaks = places(text, report.findings), places(text, spans), False
        for span in spans:
            own = places(text, [span])
            full, touched = own <= found, bool(own & found)
            for row in (span.label, span.kind, "all"):
                tallies[row].update(spans=1, full=full, touched=touched)
            leaks |= span.kind == "direct" and not full
            if not full:
                misses.append(f"{'~' if touched else '-'} {name} {span.label} {text[span.start : span.end]!r}")
        for finding in report.findings:
            if not places(text, [finding]) & gold:
                counts["false"] += 1
                words = text[finding.start : finding.end]
                misses.append(f"+ {name} {finding.category} ({finding.certainty}, {finding.rule}) {words!r}")
        for word in WORD.finditer(text):
            here = range(*word.span())
            if not found.isdisjoint(here):
                counts["flagged"] += 1
                counts["right"] += not gold.isdisjoint(here)
        counts["with_direct"] += any(span.kind == "direct" for span in spans)
        counts["leaking"] += leaks
    return counts, tallies, misses


def share(part, whole):
    return f"{100 * part / whole:.1f}" if whole else "-"


def show(title, documents, with_misses):
    counts, tallies, misses = measure(documents)
    print(f"{title}: {len(documents)} documents, {counts['words']} words, engine {counts['engine']}\n")
    print(f"{'':12}{'spans':>6}{'full %':>8}{'touched %':>11}")
    last = ["direct", "quasi", "all"]
    for row in sorted(tallies.keys() - set(last)) + last:
        tally = tallies[row]
        full, touched = share(tally["full"], tally["spans"]), share(tally["touched"], tally["spans"])
        print(f"{row:12}{tally['spans']:6}{full:>8}{touched:>11}")
    print(f"\ntoken precision %            {share(counts['right'], counts['flagged'])}")
    print(f"false flags per 1,000 words  {1000 * counts['false'] / max(counts['words'], 1):.1f}  ({counts['false']})")
    print(f"leak %                       {share(counts['leaking'], counts['with_direct'])}", end="")
    print(f"  ({counts['leaking']} of {counts['with_direct']})")
    print(f"words per CPU second         {counts['words'] / max(counts['seconds'], 1e-9):,.0f}\n")
    if with_misses:
        print("\n".join(misses), end="\n\n")


def main(arguments):
    paths = [Path(each) for each in arguments if each != "--misses"] or DEFAULT
    for path in paths:
        show(path.resolve().relative_to(ROOT, walk_up=True), read(path), "--misses" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
