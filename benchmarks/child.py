"""An engine in a process of its own, so that its time and memory are its own; started by ``screening.py``.

Says ``{"engine": name}`` once it has answered a first call. Then, for each text (a JSON string on a line of standard
input), ``{"seconds", "megabytes", "found": [[start, end, category, note], …]}``: the seconds of processor time that it
took, and the most memory that was held so far.
"""

import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
UNIT = 1 << (20 if sys.platform == "darwin" else 10)  # of ru_maxrss, in bytes: kibibytes but on a Mac


def serve(name, find):
    """Answers for an engine: ``find`` takes a text and gives its findings."""
    find("A first call loads the lists.")
    print(json.dumps({"engine": name}), flush=True)
    for line in sys.stdin:
        text = json.loads(line)
        began = time.process_time()
        found = find(text)
        seconds = time.process_time() - began
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 1e6
        print(json.dumps({"seconds": seconds, "megabytes": megabytes, "found": found}))


if __name__ == "__main__":
    from moderation.screening import ENGINE, screen

    def find(text):
        return [(f.start, f.end, f.category, f"{f.certainty}, {f.rule}") for f in screen(text).findings]

    serve(f"Fallible {ENGINE}", find)
