"""The server as a process, and how quickly it answers."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.faults import harness

PATHS = ("/api/v1/quotes?q=tramway&facets=speaker", "/search?q=digue", "/api/v1/suggest?q=ker", "/")


class Server:
    """`verbatim serve` in a process of its own, on a free port of the loopback."""

    def __init__(self, data: Path, environment: dict[str, str] | None = None) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.data = data
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cli", "--data", str(data), "serve", "--port", str(self.port)],
            cwd=harness.ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment or {**os.environ, "VERBATIM_PARSER": "false"},
        )
        # the log must be read, or the server waits for its reader
        self.log: list[bytes] = []
        assert self.process.stderr is not None
        self._reader = threading.Thread(target=self.log.extend, args=(self.process.stderr,), daemon=True)
        self._reader.start()
        until = time.monotonic() + 30
        while self.get("/healthz")[0] != 200:
            told = b"".join(self.log).decode()
            assert self.process.poll() is None, told
            assert time.monotonic() < until, told
            time.sleep(0.1)

    def get(self, path: str, timeout: float = 10) -> tuple[int, float]:
        """Status (0 without an answer) and seconds."""
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            reply = connection.getresponse()
            reply.read()
            return reply.status, time.monotonic() - began
        except OSError:
            return 0, time.monotonic() - began
        finally:
            connection.close()

    def memory(self) -> tuple[int, int]:
        """Private memory in kB, and open descriptors."""
        status = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii")
        private = sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("Private"))
        return private, len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def stop(self, sign: int = signal.SIGTERM) -> float:
        """Seconds until it has ended."""
        began = time.monotonic()
        self.process.send_signal(sign)
        try:
            self.process.wait(timeout=15)
        finally:
            self.close()
        return time.monotonic() - began

    def close(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.wait()
        self._reader.join(5)
        assert self.process.stderr is not None
        self.process.stderr.close()


def median(server: Server, requests: int = 30) -> float:
    """The median of the seconds that answers take, each of which must be right."""
    times = []
    for number in range(requests):
        status, seconds = server.get(PATHS[number % len(PATHS)])
        assert status == 200, PATHS[number % len(PATHS)]
        times.append(seconds)
    return statistics.median(times)
