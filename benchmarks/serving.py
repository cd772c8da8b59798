"""Start web servers, ask them, and read from /proc what that cost: theirs, their screening's and their database's."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AT_ONCE = 2  # requests under way, as many as a server has workers


def nanoseconds(pid):
    """Processor time of all threads of a process; 0 when it is gone."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)
    except (FileNotFoundError, ProcessLookupError):
        return 0


def children(pid):
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [int(child) for child in found]


class Server:
    """gunicorn with two synchronous workers and the code loaded once; its backends are known by its name."""

    def __init__(self, name, app, database=None, **environment):
        self.name, self.database = name, database
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{self.port}", "--workers", "2"]
        self.process = subprocess.Popen(
            [*command, "--preload", "--timeout", "120", "--log-level", "error"],
            cwd=ROOT,
            env=os.environ | environment | {"PGAPPNAME": name},
        )
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"{name} does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def spent(self):
        """(server, screening, database) in nanoseconds so far."""
        workers = children(self.process.pid)
        screening = [child for worker in workers for child in children(worker)]
        return tuple(
            sum(map(nanoseconds, pids)) for pids in ([self.process.pid, *workers], screening, self._backends())
        )

    def _backends(self):
        if not self.database:
            return []
        return [
            pid for (pid,) in self.database("SELECT pid FROM pg_stat_activity WHERE application_name = %s", self.name)
        ]

    def megabytes(self):
        """What its processes hold: their own pages, and their share of those they have in common."""
        workers = children(self.process.pid)
        every = [self.process.pid, *workers, *(child for worker in workers for child in children(worker))]
        shares = [line for pid in every for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()]
        return sum(int(line.split()[1]) for line in shares if line.startswith("Pss:")) / 1024

    def ask(self, request):
        """(status, headers, body) of one (method, address, headers, form) on a connection of its own."""
        method, address, headers, body = request
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        if body:
            headers = headers | {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, address, body or None, {"Host": "localhost", **headers})
        response = connection.getresponse()
        told = response.status, response.headers, response.read()
        connection.close()
        return told

    def run(self, walks):
        """Take each walk, a function of this server, two at a time. Returns what it cost and each walk's seconds."""
        before, took, left, trouble = self.spent(), [], list(walks), []

        def work():
            while True:
                try:
                    walk = left.pop()
                except IndexError:
                    return
                begun = time.monotonic()
                try:
                    walk(self)
                except Exception as error:
                    trouble.append(error)
                    return
                took.append(time.monotonic() - begun)

        begun = time.monotonic()
        threads = [threading.Thread(target=work) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if trouble:
            raise trouble[0]
        seconds = time.monotonic() - begun
        return [after - was for was, after in zip(before, self.spent(), strict=True)], took, seconds
