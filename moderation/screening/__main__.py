"""JSON lines in and out, each answered at once: ``python -m moderation.screening [--full]``.

In: ``{"id": …, "text": …}``. Out: ``{"id", "spans": [{"start", "end", "label", "kind"}]}``, or with ``--full``
``{"id", "engine", "risk", "findings": […], "meters": {…}}``. A line that cannot be read answers
``{"id": null, "error": …}``. Offsets are code points.
"""

import json
import sys

from . import Category, risk, screen


def plain(report):
    """The answer for measuring: labels of the corpora only, so no RECORD."""
    return {
        "spans": [
            {"start": f.start, "end": f.end, "label": f.category, "kind": f.kind}
            for f in report.findings
            if f.category is not Category.RECORD
        ]
    }


def full(report):
    """The answer for the gate."""
    findings = [
        {
            "start": f.start,
            "end": f.end,
            "category": f.category,
            "kind": f.kind,
            "certainty": f.certainty,
            "rule": f.rule,
            "milder": list(f.milder),
        }
        for f in report.findings
    ]
    meters = {reader: {"level": m.level, "phrases": list(m.phrases)} for reader, m in report.meters.items()}
    return {"engine": report.engine, "risk": risk(report), "findings": findings, "meters": meters}


def answer(line, form):
    """One line of input as one object of output."""
    try:
        asked = json.loads(line)
        text, name = asked["text"], asked["id"]
        if not isinstance(text, str):
            raise TypeError("text is not a string")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        return {"id": None, "error": f"{type(error).__name__}: {error}"[:200]}
    return {"id": name, **form(screen(text))}


def main():
    form = full if "--full" in sys.argv[1:] else plain
    for line in sys.stdin.buffer:
        if line.strip():
            print(json.dumps(answer(line, form)), flush=True)


if __name__ == "__main__":
    main()
