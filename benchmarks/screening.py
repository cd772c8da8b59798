"""Measure the screener, and Presidio beside it, against documents whose identifiers are marked.

    python benchmarks/screening.py [--alone] [--misses] [FILE.txt | FILE.jsonl | FOLDER …]
    python benchmarks/screening.py --evasion

Without a path: ``held_out``, ``data``, ``later`` and ``fresh`` of this folder, ``tests/corpus.jsonl`` (which the
tagger is trained with, so its figures flatter), and ``../shared/corpus/public`` where it is. The first four sets were
written without sight of the screener: keep their words out of the lists, the cases, the passages and the tagger.

Each engine runs in a process of its own. ``make bench`` installs Presidio, with spaCy's ``en_core_web_md``, in
``.venv-bench``; without it, or with ``--alone``, the screener is measured by itself.

kind       direct: NAME, CONTACT, ID, a DATE with both day and month, a PLACE that is a street or a building; quasi:
           the rest. The public corpora keep their own kinds.
full       every letter and digit of the span lies in findings, of whatever category
touched    at least one letter or digit of the span lies in a finding
precision  of the words (runs of letters and digits) that findings touch, the share that touch a span
false      findings that touch no span, for each 1,000 words (split at white space)
leak       of the documents with a direct span, the share where at least one is not full
words/s    words for each second of processor time; compare within one run, on a machine that does nothing else
times      as many times the words/s of Presidio on the same set
load s     seconds from the start of the process until it has answered a first call
MB         the most memory that the process held, over all sets

``--misses`` also lists each span that the screener did not find in full (``-`` untouched, ``~`` touched) and each
false finding (``+``). ``--evasion`` hides the identifiers of ``tests/corpus.jsonl`` as in ``evasion.py``.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from corpora import sets
from engines import INSTALLED, PRESIDIO, ROOT, SCREENER, ask, places

sys.path.insert(0, str(ROOT))
import evasion

DEVELOPMENT = ROOT / "tests" / "corpus.jsonl"
PUBLIC = ROOT.parent / "shared" / "corpus" / "public"
DEFAULT = (*(ROOT / "benchmarks" / name for name in ("held_out", "data", "later", "fresh")), DEVELOPMENT, PUBLIC)
FROM = """Not measured, for want of {}: public corpora, which are not ours to hand on. They are made of
synthetic_clinical_queries.txt (JamesWeatherhead/asq-phi on GitHub), synth_dataset_v2.json (microsoft/presidio-research)
and 20200325_counsel_chat.csv (nbertagnolli/counsel-chat; it has no labels, so only false findings count)."""
WORD = re.compile(r"[^\W_]+")


def measure(documents, answers):
    """Counts over the documents, a tally for each label and kind, and the lines for ``--misses``."""
    counts, tallies, misses = Counter(), defaultdict(Counter), []
    for (name, text, spans, labelled), (seconds, noted) in zip(documents, answers, strict=True):
        findings = [finding for finding, _ in noted]
        counts.update(seconds=seconds, words=len(text.split()))
        found, gold, leaks = places(text, findings), places(text, spans), False
        for span in spans:
            own = places(text, [span])
            full, touched = own <= found, bool(own & found)
            for row in (span.label, span.kind, "all"):
                tallies[row].update(spans=1, full=full, touched=touched)
            leaks |= span.kind == "direct" and not full
            if not full:
                misses.append(f"{'~' if touched else '-'} {name} {span.label} {text[span.start : span.end]!r}")
        for finding, note in noted:
            if not places(text, [finding]) & gold:
                counts["false"] += 1
                misses.append(f"+ {name} {finding.label} ({note}) {text[finding.start : finding.end]!r}")
        for word in WORD.finditer(text) if labelled else ():
            here = range(*word.span())
            if not found.isdisjoint(here):
                counts["flagged"] += 1
                counts["right"] += not gold.isdisjoint(here)
        counts["with_direct"] += any(span.kind == "direct" for span in spans)
        counts["leaking"] += leaks
    return counts, tallies, misses


def share(part, whole, digits=1):
    return f"{100 * part / whole:.{digits}f}" if whole else "-"


def both(tally):
    """Full and touched, as two columns."""
    return f"{share(tally['full'], tally['spans']):>8}{share(tally['touched'], tally['spans']):>9}"


def show_categories(title, documents, measured):
    words = sum(len(document.text.split()) for document in documents)
    print(f"{title}: {len(documents)} documents, {words} words\n")
    print(" " * 18 + "".join(f"{engine:>17}" for engine in measured))
    print(f"{'':12}{'spans':>6}" + f"{'full %':>8}{'touched':>9}" * len(measured))
    first = next(iter(measured.values()))[1]
    last = ["direct", "quasi", "all"]
    for row in sorted(first.keys() - set(last)) + last:
        print(f"{row:12}{first[row]['spans']:6}" + "".join(both(tallies[row]) for _, tallies, _ in measured.values()))
    print()


def show_totals(rows, answers):
    """One row for each engine and set."""
    print(f"{'':50}{'direct':>17}{'quasi':>17}")
    heads = f"{'precision':>10}{'false':>6}{'leak':>6}{'words/s':>9}{'times':>6}{'load s':>7}{'MB':>5}"
    print(f"{'':50}" + f"{'full %':>8}{'touched':>9}" * 2 + heads)
    for title, measured in rows:
        speeds = {engine: counts["words"] / max(counts["seconds"], 1e-9) for engine, (counts, *_) in measured.items()}
        slowest = list(speeds.values())[1] if len(speeds) > 1 else 0
        for answer, (engine, (counts, tallies, _)) in zip(answers, measured.items(), strict=True):
            false = 1000 * counts["false"] / max(counts["words"], 1)
            leak = share(counts["leaking"], counts["with_direct"], 0)
            times = f"{speeds[engine] / slowest:.1f}" if slowest else "-"
            print(
                f"{title:31.31} {engine:18.18}{both(tallies['direct'])}{both(tallies['quasi'])}"
                f"{share(counts['right'], counts['flagged']):>10}{false:6.1f}{leak:>6}"
                f"{speeds[engine]:9,.0f}{times:>6}{answer.load:7.1f}{answer.megabytes:5.0f}"
            )
            title = ""


def compare(paths, alone, with_misses):
    read = [each for path in paths for each in sets(path)]
    texts = [document.text for _, documents in read for document in documents]
    commands = [SCREENER] if alone else [SCREENER, PRESIDIO]
    answers, rows, at = [ask(command, texts) for command in commands], [], 0
    for path, documents in read:
        title = path.resolve().relative_to(ROOT, walk_up=True).as_posix()
        here = slice(at, at + len(documents))
        measured = {each.engine: measure(documents, each.texts[here]) for each in answers}
        at = here.stop
        show_categories(title, documents, measured)
        if with_misses:
            print("\n".join(measured[answers[0].engine][2]), end="\n\n")
        rows.append((title.removeprefix("../shared/corpus/"), measured))
    show_totals(rows, answers)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for option in ("--alone", "--misses", "--evasion"):
        parser.add_argument(option, action="store_true")
    parser.add_argument("paths", nargs="*", type=Path)
    asked = parser.parse_args()
    if asked.evasion:
        [(_, documents)] = sets(DEVELOPMENT)
        return evasion.show(documents)
    paths = asked.paths or [path for path in DEFAULT if path.exists()]
    alone = asked.alone or not INSTALLED.exists()
    compare(paths, alone, asked.misses)
    if alone and not asked.alone:
        print("\nThe screener alone: `make bench` installs Presidio to compare with.")
    if not asked.paths and not PUBLIC.exists():
        print("\n" + FROM.format(PUBLIC))


if __name__ == "__main__":
    main()
