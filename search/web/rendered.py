"""Answers already written, kept while their generation answers: popular searches cost nothing twice.

Keys are `ETag`s, which stand for generation, build and address; the store is emptied when the generation
changes, so that nothing erased stays in it, and holds a bounded number of bytes.

Measured on 100,000 quotations (`benchmarks.http`): 5 ms a search with six facets, 0.4 ms when it is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict

import msgspec

MAX_BYTES = 32 << 20
MAX_ONE = 1 << 20


class Written(msgspec.Struct, frozen=True):
    """A body, the address of the next page if there is one, and whether time ran out (not kept then)."""

    body: bytes
    following: str | None = None
    partial: bool = False
    mimetype: str = "application/json"


class Rendered:
    """The store; safe from many threads."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._kept: OrderedDict[str, Written] = OrderedDict()
        self._size = 0
        self._generation = ""
        self._lock = threading.Lock()

    def get(self, key: str, generation: str) -> Written | None:
        """What was written for a key, in this generation."""
        with self._lock:
            self._turn(generation)
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: str, generation: str, written: Written) -> None:
        """Keep an answer; those asked for longest ago go."""
        size = len(written.body)
        with self._lock:
            self._turn(generation)
            if size > MAX_ONE or key in self._kept:
                return
            self._kept[key] = written
            self._size += size
            while self._size > self._max_bytes:
                self._size -= len(self._kept.popitem(last=False)[1].body)

    def _turn(self, generation: str) -> None:
        if generation != self._generation:
            self._kept.clear()
            self._size, self._generation = 0, generation
