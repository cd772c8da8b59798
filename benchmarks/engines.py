"""Putting texts to an engine that runs in a process of its own, and what it answers."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from corpora import Span

ROOT = Path(__file__).resolve().parents[1]
SCREENER = [sys.executable, ROOT / "benchmarks" / "child.py"]
INSTALLED = ROOT / ".venv-bench" / "bench"  # what `make bench` leaves when it is done
PRESIDIO = [ROOT / ".venv-bench" / "bin" / "python", ROOT / "benchmarks" / "presidio.py"]


class Answers(NamedTuple):
    """``texts`` holds for each text the seconds it took and the findings, each with a note."""

    engine: str
    load: float
    megabytes: float
    texts: list


def ask(command, texts):
    began = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        first = child.stdout.readline()
        load = time.monotonic() - began
        lines = child.communicate("".join(json.dumps(text) + "\n" for text in texts))[0].splitlines()
    if child.returncode or len(lines) != len(texts):
        raise SystemExit(f"{command[-1]} answered {len(lines)} of {len(texts)} texts")
    said = [json.loads(line) for line in lines]
    answers = [(each["seconds"], [(Span(*found[:3], ""), found[3]) for found in each["found"]]) for each in said]
    return Answers(json.loads(first)["engine"], load, said[-1]["megabytes"] if said else 0, answers)


def places(text, stretches):
    """The positions of the letters and digits that lie in any of the stretches."""
    return {i for each in stretches for i in range(each.start, each.end) if text[i].isalnum()}
