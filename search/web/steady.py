"""Where requests are counted in this process: by a clock that nobody puts forward or back.

The counters of `limits` live by the time of day: put back an hour, it keeps whoever was over the limit out
for an hour more.
"""

from __future__ import annotations

import threading
import time
from typing import Any

from limits.storage import Storage

SCHEME = "steady"
MOST = 50_000
"""Addresses counted at once; then those whose time is over go, or else all of them."""


class SteadyMemory(Storage):
    """Fixed windows: of each key how many, and the moment (`time.monotonic`) at which it begins anew."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012  # as `limits` declares it

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **options: Any) -> None:
        super().__init__(uri, wrap_exceptions, **options)
        self._windows: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What counting may raise."""
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count; how many in this window, which lasts `expiry` seconds."""
        with self._lock:
            count, until = self._window(key)
            if not count:
                until = time.monotonic() + expiry
                self._make_room()
            self._windows[key] = count + amount, until
            return count + amount

    def get(self, key: str) -> int:
        """How many in this window."""
        return self._window(key)[0]

    def get_expiry(self, key: str) -> float:
        """When the window ends, by the time of day, as the headers tell it."""
        _, until = self._window(key)
        return time.time() + max(0.0, until - time.monotonic())

    def check(self) -> bool:
        """Whether it works."""
        return True

    def reset(self) -> int:
        """Forget all; how many there were."""
        with self._lock:
            count = len(self._windows)
            self._windows.clear()
            return count

    def clear(self, key: str) -> None:
        """Forget one."""
        with self._lock:
            self._windows.pop(key, None)

    def _window(self, key: str) -> tuple[int, float]:
        count, until = self._windows.get(key, (0, 0.0))
        return (count, until) if until > time.monotonic() else (0, 0.0)

    def _make_room(self) -> None:
        if len(self._windows) < MOST:
            return
        now = time.monotonic()
        self._windows = {key: window for key, window in self._windows.items() if window[1] > now}
        if len(self._windows) >= MOST:
            self._windows.clear()
