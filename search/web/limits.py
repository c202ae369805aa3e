"""How much one may ask: requests an address (off unless configured), and slots for what is long."""

from __future__ import annotations

import ipaddress
import threading
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from limits import parse_many
from limits.errors import ConfigurationError

from corpus import UsageError
from search.web.errors import BusyError
from search.web.settings import WebSettings
from search.web.steady import SCHEME

EXEMPT = frozenset({"static", "health.healthz", "health.livez"})


class Slots:
    """So many at once, no more: what is long must not take the last thread."""

    def __init__(self, count: int) -> None:
        self._slots = threading.BoundedSemaphore(count)

    def take(self) -> None:
        """Take a slot; BusyError when there is none."""
        if not self._slots.acquire(blocking=False):
            raise BusyError

    def give_back(self) -> None:
        """Let another have it."""
        self._slots.release()

    def __enter__(self) -> None:
        self.take()

    def __exit__(self, *_: object) -> None:
        self.give_back()


class Crowd:
    """The requests that wait for a thread: `most` at once, those that come beside them come back later (503).

    Without it all would wait, each longer than the one before, and none be answered in time. Whether there
    is room is asked when a request comes: were it asked when its turn is there, those who ask again at once
    would keep the queue full, and after their wait nobody be answered. The server in front tells of both.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._waiting = 0
        self._lock = threading.Lock()
        self._thread = threading.local()

    def enter(self) -> bool:
        """A request comes: whether there is room for it. Either way its turn comes, in `leave`."""
        with self._lock:
            room = self._waiting < self.most
            self._waiting += room
            return room

    def leave(self, room: bool) -> None:
        """Its turn is there, in this thread."""
        with self._lock:
            self._waiting -= room
        self._thread.refused = not room

    def refuse(self) -> None:
        """BusyError when there was no room for this thread's request, unless it asks how the server is."""
        if getattr(self._thread, "refused", False) and request.endpoint not in EXEMPT:
            raise BusyError


def network(address: str) -> str:
    """The network that is counted as one reader: an IPv4 address, or the /64 of an IPv6 one.

    >>> network("2001:db8:1:2:aaaa::1"), network("203.0.113.9")
    ('2001:db8:1:2::/64', '203.0.113.9')
    """
    try:
        if ipaddress.ip_address(address).version == 6:
            return str(ipaddress.ip_network(f"{address}/64", strict=False))
    except ValueError:
        return "unknown"
    return address


def register(app: Flask, settings: WebSettings) -> None:
    """Count requests, when a limit is set; over it the answer is 429 with `Retry-After`."""
    if not (settings.rate_limit or settings.rate_limit_exports):
        return
    for name in ("rate_limit", "rate_limit_exports"):
        _check(name, getattr(settings, name))
    try:
        limiter = _limiter(app, settings)
    except (ConfigurationError, ImportError) as error:
        raise UsageError(
            f"rate_storage={settings.rate_storage!r} cannot be used ({error}); `pip install redis` for Redis"
        ) from None
    limiter.request_filter(lambda: request.endpoint in EXEMPT)
    if settings.rate_limit_exports:
        export = app.view_functions["exports.export"]
        limited: Any = limiter.limit(settings.rate_limit_exports)(export)
        app.view_functions["exports.export"] = limited


def _check(name: str, limit: str) -> None:
    try:
        parse_many(limit or "1/second")
    except ValueError:
        raise UsageError(f"{name}={limit!r} is no limit: write 60/minute or 5/second", name) from None


def _limiter(app: Flask, settings: WebSettings) -> Limiter:
    return Limiter(
        key_func=lambda: network(request.remote_addr or ""),
        app=app,
        storage_uri=settings.rate_storage.replace("memory://", f"{SCHEME}://"),
        in_memory_fallback_enabled=True,  # a Redis that is down takes no site with it: each process counts
        default_limits=[settings.rate_limit] if settings.rate_limit else [],
        headers_enabled=True,
        retry_after="delta-seconds",
    )
