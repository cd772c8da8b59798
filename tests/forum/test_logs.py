"""Log lines hold no words of anybody's."""

import logging

import pytest

from forum.logs import QuietFormatter
from tests.conftest import cleared


def logged(name="django.request", message="Internal Server Error: %s", args=("/stories/abc/",), error=None):
    info = None
    if error:
        try:
            raise error
        except type(error) as raised:
            info = (type(raised), raised, raised.__traceback__)
    return QuietFormatter().format(logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, info))


@pytest.mark.parametrize("name", ["django.request", "django.db.backends", "elsewhere"])
def test_neither_an_address_nor_the_words_of_an_error_are_written_down(name):
    line = logged(name, error=ValueError("DETAIL: Failing row contains (She told me of the saltmarsh)"))
    assert "saltmarsh" not in line and "/stories/" not in line
    assert "ValueError" in line and "test_logs.py" in line


def test_a_page_that_fails_gives_the_words_back_and_logs_none(client, monkeypatch, db, capsys):
    def fail(*args, **kwargs):
        raise RuntimeError("the saltmarsh")

    monkeypatch.setattr("stories.writing.new_draft", fail)
    client.raise_request_exception = False
    words = {"offered": "", "happened": "It began at the saltmarsh.", "words": ""}
    monkeypatch.setattr("forum.members.doors.Door.opens", lambda door: True)
    response = client.post("/tell/", cleared(**words), headers={"host": "localhost:8000"})
    assert response.status_code == 500
    assert "It began at the saltmarsh." in response.content.decode()
    assert "saltmarsh" not in capsys.readouterr().err
