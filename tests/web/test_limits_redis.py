"""Requests counted in Redis: several processes of a site share one count. Skipped where there is no Redis."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search import whoosh
from search.web import WebSettings, create_app
from tests.web import samples

pytest.importorskip("redis", reason="the package redis is not installed")
SERVER = shutil.which("redis-server")
pytestmark = pytest.mark.skipif(SERVER is None, reason="there is no redis-server")


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(7) == b"+PONG\r\n"
    except OSError:
        return False


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[str]:
    """A Redis of our own, that keeps nothing."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [SERVER or "", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while server.poll() is None and not _answers(port):
            time.sleep(0.02)
        yield f"redis://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def site(engine: whoosh.WhooshEngine, storage: str) -> FlaskClient:
    settings = WebSettings(rate_limit="3/minute", rate_limit_exports="1/minute", rate_storage=storage)
    return create_app(engine, samples.between_marks, settings).test_client()


def test_two_processes_count_together(engine: whoosh.WhooshEngine, storage: str) -> None:
    one, other = site(engine, storage), site(engine, storage)
    statuses = [client.get("/api/v1/quotes").status_code for client in (one, other, one, other)]
    assert statuses == [200, 200, 200, 429]
    assert one.get("/healthz").status_code == 200
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert other.get("/api/v1/quotes", environ_base=elsewhere).status_code == 200
    exports = [c.get("/search.jsonl", environ_base=elsewhere).status_code for c in (one, other)]
    assert exports == [200, 429]


def test_a_redis_that_is_down_takes_no_site_with_it(engine: whoosh.WhooshEngine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    client = site(engine, f"redis://127.0.0.1:{port}")
    statuses = [client.get("/api/v1/quotes").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]  # counted in the process meanwhile
