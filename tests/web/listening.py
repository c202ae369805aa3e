"""A waitress server as `verbatim serve` makes it, on a port of its own, in a thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from waitress import wasyncore

import wsgi
from settings import Settings


@contextmanager
def listening(app: Flask, threads: int = 2) -> Iterator[int]:
    """The port it listens on; it ends in its own loop, so that nothing is closed under it."""
    server: Any = wsgi.server_of(app, Settings(port=0, threads=threads))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map, ignore_all=True))
        thread.join(10)
        server.task_dispatcher.shutdown()
