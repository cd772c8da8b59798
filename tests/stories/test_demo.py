"""The command that everybody tries first: it fills an empty place, and can be run again without harm."""

import json
import os
import subprocess
import sys

from django.conf import settings

from tests.conftest import only_on_sqlite


def test_the_demo_fills_an_empty_place_and_can_be_run_again(tmp_path):
    only_on_sqlite("the demo makes a database file of its own, whatever the tests use")
    about = {name: value for name, value in os.environ.items() if not name.startswith("FALLIBLE_")}
    about |= {"FALLIBLE_STATE": str(tmp_path), "FALLIBLE_ORIGIN": "http://localhost:8000"}
    command = [sys.executable, "manage.py", "demo", "--no-serve"]
    for _time in range(2):
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=about, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
    assert ": 24 stories" in done.stdout
    people = json.loads((tmp_path / "people.json").read_text())
    assert {"author", "peer", "host", "moderator", "second moderator", "owner"} <= people.keys()
    assert all(words in done.stdout for name, words in people.items() if name == "owner")
