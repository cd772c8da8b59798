"""The child process that screens, and its deadline. No answer in time, or a dead pipe, means: held."""

import json
import os
import select
import subprocess
import threading
import time
import uuid

from django.conf import settings


class NoScreening(Exception):
    """The screening gave no answer that can be trusted."""


class Screener:
    """One child process a worker, speaking JSON lines; started when first needed and after every failure."""

    def __init__(self):
        self._lock = threading.Lock()
        self._child, self._owner = None, None

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
                answer = json.loads(self._line(child, end))
                if answer.get("id") != token:
                    raise NoScreening("an answer to something else")
                return answer
            except (OSError, ValueError, AttributeError) as error:
                self._end()
                raise NoScreening(type(error).__name__) from None
            except NoScreening:
                self._end()
                raise

    def _living_child(self):
        if self._owner != os.getpid():  # a forked worker starts its own
            self._child = None
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                settings.SCREENER,
                cwd=settings.BASE_DIR,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
            os.set_blocking(self._child.stdin.fileno(), False)
            self._owner = os.getpid()
        return self._child

    @staticmethod
    def _send(child, data, end):
        pipe = child.stdin.fileno()
        while data:
            if not select.select([], [pipe], [], max(0, end - time.monotonic()))[1]:
                raise NoScreening("too slow")
            data = data[os.write(pipe, data) :]

    @staticmethod
    def _line(child, end):
        pipe, line = child.stdout.fileno(), b""
        while not line.endswith(b"\n"):
            if not select.select([pipe], [], [], max(0, end - time.monotonic()))[0]:
                raise NoScreening("too slow")
            read = os.read(pipe, 65536)
            if not read:
                raise NoScreening("gone")
            line += read
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
