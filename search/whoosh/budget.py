"""The time a search may take, looked at by every heavy step, in any thread."""

from __future__ import annotations

import time

from corpus.errors import DeadlineExceeded


class Budget:
    """A moment that a search must not pass."""

    def __init__(self, milliseconds: float) -> None:
        self.until = time.monotonic() + milliseconds / 1000

    def spent(self) -> bool:
        """Whether it has passed."""
        return time.monotonic() > self.until

    def check(self) -> None:
        """DeadlineExceeded when it has passed."""
        if self.spent():
            raise DeadlineExceeded("the search took too long: ask for fewer or rarer words, or fewer dates")
