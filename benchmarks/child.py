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
STATUS = Path("/proc/self/status")


def megabytes():
    """The most memory that this process held. Linux counts its parent's into ``ru_maxrss``, a Mac says it in bytes."""
    if STATUS.exists():
        return int(STATUS.read_text().partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def serve(name, find):
    """Answers for an engine: ``find`` takes a text and gives its findings."""
    find("A first call loads the lists.")
    print(json.dumps({"engine": name}), flush=True)
    for line in sys.stdin:
        text = json.loads(line)
        began = time.process_time()
        found = find(text)
        seconds = time.process_time() - began
        print(json.dumps({"seconds": seconds, "megabytes": megabytes(), "found": found}))


if __name__ == "__main__":
    from moderation.screening import ENGINE, screen

    def find(text):
        return [(f.start, f.end, f.category, f"{f.certainty}, {f.rule}") for f in screen(text).findings]

    serve(f"Fallible {ENGINE}", find)
