"""`verbatim serve` as a process: what it says, where metrics are, how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import samples

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, int]]:
    """A running `verbatim serve`, its port and that of its metrics."""
    (tmp_path / "data").mkdir()
    samples.build(tmp_path / "data" / "index")
    port, metrics = free_port(), free_port()
    environment = {
        **os.environ,
        "VERBATIM_PARSER": "false",
        "VERBATIM_METRICS_PORT": str(metrics),
        "VERBATIM_PREFIX": "/v",
    }
    command = [sys.executable, "-m", "cli", "--data", str(tmp_path / "data"), "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.readline().decode()
    assert f"http://127.0.0.1:{port}/v/" in said
    yield process, port, metrics
    process.kill()
    process.wait()
    process.stderr.close()


def get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as reply:
        body: bytes = reply.read()
        return body.decode()


def test_it_answers_counts_logs_and_ends_within_ten_seconds(
    served: tuple[subprocess.Popen[bytes], int, int],
) -> None:
    process, port, metrics = served
    link = json.loads(get(port, "/v/api/v1/quotes?q=accord"))["items"][0]["links"]["html"]
    assert link.startswith(f"http://127.0.0.1:{port}/v/quotes/")
    assert json.loads(get(port, "/v/healthz"))["status"] == "ok"
    assert 'verbatim_requests_total{endpoint="api.quotes",method="GET",status="200"} 1.0' in get(
        metrics, "/metrics"
    )
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert time.monotonic() - began < 10
    assert process.stderr is not None
    logged = process.stderr.read().decode().splitlines()
    lines = [json.loads(line) for line in logged if line.startswith("{")]
    assert {line["path"] for line in lines} == {"/api/v1/quotes", "/healthz"}
    assert "accord" not in json.dumps(lines)


def test_a_request_under_way_is_answered_when_it_is_told_to_end(
    served: tuple[subprocess.Popen[bytes], int, int],
) -> None:
    process, port, _ = served
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        body = "« Nous partirons », a déclaré Marc Olivet.".encode()
        head = (
            f"Host: localhost\r\nConnection: close\r\nContent-Length: {len(body)}\r\nContent-Type: text/plain"
        )
        connection.sendall(b"POST /v/api/v1/extract HTTP/1.1\r\n" + head.encode() + b"\r\n\r\n" + body)
        time.sleep(0.2)  # the child that extracts is starting: it takes longer than this
        process.send_signal(signal.SIGTERM)
        got = b""
        while part := connection.recv(65536):
            got += part
    assert got.startswith(b"HTTP/1.1 200")
    assert b"Marc Olivet" in got
    assert process.wait(10) == 0


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    samples.build(tmp_path / "data" / "index")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "cli",
            "--data",
            str(tmp_path / "data"),
            "serve",
            "--port",
            str(port),
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert b"give another --port" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_wsgi_application_for_other_servers(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    samples.build(tmp_path / "data" / "index")
    code = (
        "import wsgi; print(wsgi.app.test_client().get('/healthz').get_json()['quotations'], wsgi.app.debug)"
    )
    environment = {**os.environ, "VERBATIM_DATA": str(tmp_path / "data"), "VERBATIM_PARSER": "false"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, timeout=60, check=True
    )
    assert done.stdout.split() == [b"7", b"False"]
