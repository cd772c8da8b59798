import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _start(*options):
    command = [sys.executable, "-m", "moderation.screening", *options]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _ask(child, line):
    child.stdin.write(line + "\n")
    child.stdin.flush()
    return json.loads(child.stdout.readline())


def test_the_child_answers_its_first_line_soon_after_it_starts():
    began = time.monotonic()
    with _start() as child:
        answer = _ask(child, json.dumps({"id": "a", "text": "My client Jenny."}))
        took = time.monotonic() - began
        child.stdin.close()
    assert answer == {"id": "a", "spans": [{"start": 10, "end": 15, "label": "NAME", "kind": "direct"}]}
    assert took < 10  # loosely: about 0.3 s on an idle core


def test_the_full_answer_carries_what_the_gate_stores():
    with _start("--full") as child:
        answer = _ask(child, json.dumps({"id": 7, "text": "My client Jenny."}))
        child.stdin.close()
    assert set(answer) == {"id", "engine", "risk", "findings", "meters"}
    [finding] = answer["findings"]
    assert set(finding) == {"start", "end", "category", "kind", "certainty", "rule", "milder"}
    assert set(answer["meters"]) == {"client", "colleague", "author"}


def test_a_malformed_line_is_answered_and_the_next_one_is_screened():
    with _start() as child:
        for line in ("{", "[]", "3", '{"id": 1}', '{"id": 1, "text": 5}', "\x00"):
            answer = _ask(child, line)
            assert answer["id"] is None and answer["error"]
        assert _ask(child, '{"id": 2, "text": "\\ud800 Quiet."}') == {"id": 2, "spans": []}
        child.stdin.close()


def test_pasted_notes_are_no_label_of_the_plain_answer():
    notes = "S: low mood\nO: tearful\nA: grief\nP: see again"
    with _start() as plain, _start("--full") as full:
        line = json.dumps({"id": 1, "text": notes})
        assert "RECORD" not in {span["label"] for span in _ask(plain, line)["spans"]}
        assert "RECORD" in {finding["category"] for finding in _ask(full, line)["findings"]}
        plain.stdin.close()
        full.stdin.close()


def test_the_package_imports_neither_django_nor_the_project():
    code = (
        "import sys; import moderation.screening; print([m for m in sys.modules if "
        "m.startswith(('django', 'forum', 'stories'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
