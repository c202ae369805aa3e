"""The server as it runs: slow clients, too many clients, a soak, an end asked for (H3–H7, D12)."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harness.filled(tmp_path_factory.mktemp("serving") / "data", 200)


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    running = Server(data)
    yield running
    running.close()


def median(server: Server, requests: int = 30) -> float:
    times = []
    for number in range(requests):
        status, seconds = server.get(PATHS[number % len(PATHS)])
        assert status == 200, PATHS[number % len(PATHS)]
        times.append(seconds)
    return statistics.median(times)


def test_fifty_clients_that_say_nothing_keep_nobody_waiting(server: Server) -> None:
    alone = median(server)
    with contextlib.ExitStack() as held:
        for number in range(50):
            slow = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: local" if number % 2 else b"POST /extract HTTP/1.1\r\n")
        crowded = median(server)
    assert crowded < max(10 * alone, 0.5), "a slow client holds a thread"


def test_too_many_at_once_get_an_answer_or_are_told_when_to_come_back(server: Server) -> None:
    statuses: list[int] = []

    def ask() -> None:
        for number in range(12):
            statuses.append(server.get(PATHS[number % len(PATHS)], timeout=30)[0])

    threads = [threading.Thread(target=ask) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(statuses) == 24 * 12
    assert set(statuses) <= {200, 429, 503}
    assert statuses.count(200) > len(statuses) // 2
    assert median(server) < 2


def soak(server: Server, seconds: float, rate: float) -> None:
    """So many requests a second while articles come in: no error, and nothing that grows."""
    writer = harness.start(harness.command(server.data, 1_000, 100_000, 2))
    statuses: dict[int, int] = {}
    held = []
    began = time.monotonic()
    number = 0
    try:
        while (now := time.monotonic()) < began + seconds:
            status, _ = server.get(PATHS[number % len(PATHS)])
            statuses[status] = statuses.get(status, 0) + 1
            number += 1
            if number % 50 == 0:
                held.append(server.memory())
            time.sleep(max(0.0, began + number / rate - now))
    finally:
        writer.kill()
        writer.communicate()
    assert set(statuses) <= {200}, statuses
    third = max(1, len(held) // 3)
    early, late = held[third : 2 * third], held[2 * third :]
    print(f"soak: {number} requests, private memory and descriptors over time: {held}")
    assert max(fds for _, fds in late) <= max(fds for _, fds in early) + 100, held
    # the index itself grows meanwhile: what is allowed is that growth, not a leak of each generation
    assert max(kb for kb, _ in late) <= 1.3 * max(kb for kb, _ in early) + 20_000, held


@pytest.mark.parametrize("seconds", [12, pytest.param(540, marks=pytest.mark.slow)])
def test_a_soak(data: Path, tmp_path: Path, seconds: int) -> None:
    shutil.copytree(data, tmp_path / "data")
    running = Server(tmp_path / "data")
    try:
        soak(running, seconds=seconds, rate=20)
    finally:
        running.close()


def test_asked_to_stop_it_ends_within_ten_seconds(data: Path) -> None:
    running = Server(data)
    with socket.create_connection(("127.0.0.1", running.port)) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\n")
        assert running.stop() < 10
    assert running.process.returncode == 0


def test_an_index_that_goes_away_is_a_503_and_comes_back(data: Path, tmp_path: Path) -> None:
    shutil.copytree(data, tmp_path / "data")
    running = Server(tmp_path / "data")
    try:
        assert running.get("/healthz")[0] == 200
        index = tmp_path / "data" / "index"
        index.rename(tmp_path / "away")
        time.sleep(1.2)
        # what is mapped may go on answering; what must not be is a 500 or an empty answer
        assert running.get("/api/v1/quotes?q=tramway")[0] in (200, 503)
        assert not index.exists(), "the server made an index"
        (tmp_path / "away").rename(index)
        time.sleep(1.2)
        assert running.get("/healthz")[0] == 200
    finally:
        running.close()
