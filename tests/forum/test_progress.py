"""What takes longer than a second says how far it is, to a terminal and to nothing else."""

from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import OutputWrapper

from forum import progress
from moderation.models import Wording
from moderation.states import State
from tests.conftest import send


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture
def every_line(monkeypatch):
    monkeypatch.setattr(progress, "BETWEEN", 0)


def lines(stream):
    return [line.strip() for line in stream.getvalue().replace("\n", "\r").split("\r") if line.strip()]


@pytest.mark.django_db
def test_a_screening_of_held_texts_counts_them_on_a_terminal(new_member, every_line):
    for _text in range(3):
        send(new_member())
    Wording.objects.update(state=State.HELD)
    terminal = Terminal()
    call_command("rescreen", stderr=terminal, stdout=StringIO())
    assert lines(terminal) == ["held texts: 1 of 3", "held texts: 2 of 3", "held texts: 3 of 3"]
    assert terminal.getvalue().endswith("\n") and terminal.getvalue().count("\n") == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("command", [["night"], ["grow", "3"], ["verify_decisions"]], ids=lambda command: command[0])
def test_a_long_command_counts_on_a_terminal_and_is_silent_elsewhere(command, new_story, every_line):
    new_story()
    terminal, file, quiet = Terminal(), StringIO(), Terminal()
    call_command(*command, stderr=terminal, stdout=StringIO())
    told = lines(terminal)
    what, _colon, counted = told[-1].partition(": ")
    done, of = counted.split(" of ")
    assert what and done == of != "0" and terminal.getvalue().endswith("\n")
    call_command(*command, stderr=file, stdout=StringIO())
    call_command(*command, stderr=quiet, stdout=StringIO(), verbosity=0)
    assert file.getvalue() == quiet.getvalue() == ""


def test_a_line_is_written_at_most_ten_times_a_second_and_the_last_one_always():
    terminal = Terminal()
    tell = progress.shown(SimpleNamespace(stderr=OutputWrapper(terminal)), verbosity=1)
    for number in range(1, 1001):
        tell("texts", number, 1000)
    assert lines(terminal)[0] == "texts: 1 of 1,000" and lines(terminal)[-1] == "texts: 1,000 of 1,000"
    assert len(lines(terminal)) < 100
