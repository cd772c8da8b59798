"""How often noticing sees what a labelled reply shows: ``python benchmarks/noticing.py``. Rates only, never a text.

The sets lie in ``benchmarks/replies`` and were written by somebody who did not see the classifier. A reply counts as
noticed when a sentence of it does. A *just listen* thread is looked through for advice and blame, a letter for doubt.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from stories.noticing import notice  # noqa: E402

SETS = {"listen": ("advice", "blame"), "letters": ("disputes",)}


def main():
    notice("The weights are read before the clock starts.")
    for name, kinds in SETS.items():
        lines = (HERE / "replies" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        many, noticed, of_kind, took = Counter(), Counter(), Counter(), 0.0
        for row in map(json.loads, lines):
            start = time.perf_counter()
            found = {one.kind for one in notice(row["text"], kinds)}
            took += time.perf_counter() - start
            many[row["label"]] += 1
            noticed[row["label"]] += bool(found)
            of_kind.update((row["label"], kind) for kind in found)
        for label in sorted(many):
            parts = ", ".join(f"{kind} {of_kind[label, kind] / many[label]:.1%}" for kind in kinds)
            print(f"{name:8} {label:13} {many[label]:4}  noticed {noticed[label] / many[label]:6.1%}   ({parts})")
        print(f"{name:8} {took / len(lines) * 1000:.2f} ms a reply")


if __name__ == "__main__":
    main()
