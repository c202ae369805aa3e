"""What a server can carry: requests a second and latencies over HTTP, and the memory of an export.

    python -m benchmarks.http DATA [--quotations 100000] [--port 8120]

DATA is a folder for an index of invented quotations, built when it is not there (that of another benchmark
will do, with `--person p`). Needs `wrk`. The searches of `quotes.lua` are asked by four clients for ten
seconds, of the API and as pages with facets, months and marked words: with no answer kept, and as served.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import invented
from search import whoosh
from search.web import WebSettings, create_app, logs
from settings import Settings
from wsgi import server_of

SCRIPT = Path(__file__).parent / "quotes.lua"
SECONDS = 10
ASKED = "/api/v1/quotes?q=accord&facets=speaker,organisation,source,kind,verb,month"


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--quotations", type=int, default=100_000)
    parser.add_argument("--port", type=int, default=8120)
    parser.add_argument("--person", default="personne-", help="how the ids of people begin in that index")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve is not None:
        _serve(given.data, given.port, given.serve)
        return
    if not given.data.exists():
        given.data.parent.mkdir(parents=True, exist_ok=True)
        invented.build(given.data, given.quotations)
    print(f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for kept in (0, 32 << 20):
        server = _started(given.data, given.port, kept)
        try:
            load = _Load(given.port, given.person, server.pid)
            print(f"opened: {_memory(server.pid):.0f} MB of its own")
            print(f"answers kept: {kept >> 20} MB", *load.asked(), sep="\n  ")
            print("whole pages", *load.asked(path="/search"), sep="\n  ")
            if not kept:
                print("a hundred clients at once", *load.asked(clients=100), sep="\n  ")
                with _half_open(given.port, 50):
                    print("four clients beside fifty half-open ones", *load.asked(), sep="\n  ")
                print(f"after all: {_memory(server.pid):.0f} MB of its own")
            else:
                print(f"  304: {_unchanged(given.port):.2f} ms (median of 500)")
                _export(given.port, server.pid)
        finally:
            server.terminate()
            server.wait()


def _serve(data: Path, port: int, kept: int) -> None:
    logs.to_stderr()
    app = create_app(whoosh.open_engine(data), lambda article: [], WebSettings(rendered_bytes=kept))
    server_of(app, Settings(port=port)).run()


def _started(data: Path, port: int, kept: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.http", str(data), "--port", str(port), "--serve", str(kept)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(100):
        time.sleep(0.2)
        try:
            _get(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "/healthz")
        except OSError:
            continue
        return server
    server.kill()
    raise SystemExit("the server did not begin to listen")


def _get(connection: http.client.HTTPConnection, path: str, **headers: str) -> tuple[int, str]:
    connection.request("GET", path, headers=headers)
    reply = connection.getresponse()
    reply.read()
    return reply.status, reply.getheader("ETag") or ""


@contextmanager
def _half_open(port: int, count: int) -> Iterator[None]:
    """Clients that never end their request."""
    clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
    for client in clients:
        client.sendall(b"GET /api/v1/quotes HTTP/1.1\r\nX-Slow: ")
    yield
    for client in clients:
        client.close()


class _Load:
    """What `wrk` and the server's own clock tell of ten seconds of searches."""

    def __init__(self, port: int, person: str, pid: int) -> None:
        self.port, self.person, self.pid = port, person, pid

    def asked(self, clients: int = 4, path: str = "/api/v1/quotes") -> list[str]:
        """Latencies, requests a second, and the server's processor time for one."""
        wrk = shutil.which("wrk")
        if wrk is None:
            raise SystemExit("wrk is not installed")
        options = ["-t4", f"-c{clients}", f"-d{SECONDS}s", "--latency", "-s", str(SCRIPT)]
        variables = {**os.environ, "BENCH_PATH": path, "BENCH_PERSON": self.person}
        before = _processor(self.pid)
        told = subprocess.run(
            [wrk, *options, f"http://127.0.0.1:{self.port}"],
            capture_output=True, text=True, check=True, env=variables,
        ).stdout  # fmt: skip
        spent = _processor(self.pid) - before
        count = int(next(re.finditer(r"^Asked: (\d+)", told, re.MULTILINE)).group(1))
        wanted = re.compile(r"^\s*(50|90|95|99)%|Requests/sec|Non-2xx")
        found = sorted(line.strip() for line in told.splitlines() if wanted.search(line))
        return [*found, f"processor time a request: {1000 * spent / max(1, count):.1f} ms"]


def _processor(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _unchanged(port: int) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    _, tag = _get(connection, ASKED)
    times = []
    for _ in range(500):
        began = time.perf_counter()
        status, _ = _get(connection, ASKED, **{"If-None-Match": tag})
        times.append(time.perf_counter() - began)
        if status != 304:
            raise SystemExit(f"304 expected, {status} came")
    return sorted(times)[250] * 1000


def _export(port: int, pid: int) -> None:
    """A complete export, read as it comes; how much memory the server took beyond what it had."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    before, peak, done = _memory(pid), [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(pid, peak, done))
    watcher.start()
    began, lines = time.perf_counter(), 0
    connection.request("GET", "/search.jsonl")
    reply = connection.getresponse()
    while part := reply.read(1 << 16):
        lines += part.count(b"\n")
    done.set()
    watcher.join()
    seconds = time.perf_counter() - began
    more = peak[0] - before
    print(f"  export: {lines} quotations in {seconds:.1f} s; {before:.0f} MB before, {more:.0f} MB more")


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(0.05):
        peak[0] = max(peak[0], _memory(pid))


def _memory(pid: int) -> float:
    """Megabytes that are a process's own: what it maps of the index can be given back at any time."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    match = re.search(r"RssAnon:\s+(\d+) kB", status)
    return int(match.group(1)) / 1024 if match else 0.0


if __name__ == "__main__":
    main()
