"""The child process that screens, and its deadline. No answer in time, or a dead pipe, means: held."""

import json
import os
import select
import subprocess
import threading
import time
import uuid

from django.conf import settings

STARTS_WITHIN = 30.0  # seconds; on a busy machine a child that still loads its lists is no broken one


class NoScreening(Exception):
    """The screening gave no answer that can be trusted."""


class _NothingYet(NoScreening):
    """Not a byte came in time."""


class Screener:
    """One child process a worker, speaking JSON lines; started when first needed and after every failure.

    A child that is too slow is ended, unless it has only just been started: it goes on loading, and what it answers
    too late is passed over.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._child, self._owner = None, None
        self._began, self._late, self._read = 0.0, set(), b""  # since the child was started; what it has not answered

    def start(self):
        """Begin to load, for the first text not to wait for it."""
        with self._lock:
            self._living_child()

    def screen(self, texts, patience=None):
        """Screen passages as one document, so that a name found in one is found in all.

        ``patience`` is in seconds, SCREENER_PATIENCE unless told.
        Returns the report with each finding placed in its passage: {"engine", "risk", "meters", "findings":
        [{"passage", "start", "end", …}]}. Raises NoScreening.
        """
        whole, starts = "", []
        for text in texts:
            starts.append(len(whole))
            whole += text + "\n\n"
        report = self._ask(whole, patience or settings.SCREENER_PATIENCE)
        try:
            report["findings"] = [placed for finding in report["findings"] for placed in _place(finding, texts, starts)]
            report["risk"] = min(100, max(0, int(report["risk"])))
            if not report["engine"] or set(report["meters"]) != {"client", "colleague", "author"}:
                raise KeyError
        except (KeyError, TypeError, ValueError):
            raise NoScreening("an answer of the wrong shape") from None
        return report

    def _ask(self, text, patience):
        with self._lock:
            try:
                child = self._living_child()
                token = uuid.uuid4().hex
                end = time.monotonic() + patience
                self._send(child, json.dumps({"id": token, "text": text}).encode() + b"\n", end)
                while True:
                    answer = json.loads(self._line(child, end))
                    if answer.get("id") == token:
                        self._late = None  # it has loaded: from now on it is in time or it is ended
                        return answer
                    if not self._late or answer.get("id") not in self._late:
                        raise NoScreening("an answer to something else")
                    self._late.discard(answer["id"])
            except (OSError, ValueError, AttributeError) as error:
                self._end()
                raise NoScreening(type(error).__name__) from None
            except _NothingYet:
                if self._late is None or time.monotonic() - self._began > STARTS_WITHIN:
                    self._end()
                else:
                    self._late.add(token)
                raise
            except NoScreening:
                self._end()
                raise

    def _living_child(self):
        if self._owner != os.getpid():  # a forked worker starts its own
            self._child = None
        if self._child is not None and self._child.poll() is not None:
            self._end()  # it has died by itself, and leaves two open pipes
        if self._child is None:
            self._child = subprocess.Popen(
                settings.SCREENER,
                cwd=settings.BASE_DIR,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
            os.set_blocking(self._child.stdin.fileno(), False)
            self._owner, self._began, self._late, self._read = os.getpid(), time.monotonic(), set(), b""
        return self._child

    @staticmethod
    def _send(child, data, end):
        pipe = child.stdin.fileno()
        while data:
            if not select.select([], [pipe], [], max(0, end - time.monotonic()))[1]:
                raise NoScreening("too slow")
            data = data[os.write(pipe, data) :]

    def _line(self, child, end):
        pipe = child.stdout.fileno()
        while b"\n" not in self._read:
            if not select.select([pipe], [], [], max(0, end - time.monotonic()))[0]:
                raise NoScreening("too slow") if self._read else _NothingYet("too slow")
            read = os.read(pipe, 65536)
            if not read:
                raise NoScreening("gone")
            self._read += read
        line, _, self._read = self._read.partition(b"\n")
        return line

    def _end(self):
        child, self._child = self._child, None
        if child and self._owner == os.getpid():
            child.kill()
            child.wait()
            child.stdin.close()
            child.stdout.close()

    def stop(self):
        """End the child; the next text starts a new one."""
        with self._lock:
            self._end()


def _place(finding, texts, starts):
    """A finding of the whole text as findings of the passages that it touches."""
    for passage, (text, start) in enumerate(zip(texts, starts, strict=True)):
        first, last = max(0, finding["start"] - start), min(len(text), finding["end"] - start)
        if first < last:
            yield {**finding, "passage": passage, "start": first, "end": last}


screener = Screener()
