"""A folder watched: what appears in it, changes and vanishes, each told once its writer is done with it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from corpus.article import Article
from corpus.errors import UsageError
from corpus.ids import article_key
from corpus.readers import Refusal, read
from corpus.readers.places import Place, places

MANY = 10
"""Files that do not vanish all at once but by an accident, such as a disk that is not mounted any more."""

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


class Changed(msgspec.Struct, frozen=True):
    """What is new since the last look, as paths in order."""

    appeared: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()

    @property
    def to_read(self) -> tuple[str, ...]:
        """The paths whose articles are to be read (again)."""
        return tuple(sorted((*self.appeared, *self.changed)))


class Contents:
    """Which articles each file held when it was last read."""

    def __init__(self) -> None:
        self._keys: dict[str, set[str]] = {}

    def gone(self, changed: Changed) -> set[str]:
        """The keys of the articles that left the folder with this change, if they were seen to come.

        What moved to another file is not gone, nor is what stood in a file that cannot be read now.
        """
        left: set[str] = set()
        for path in changed.vanished:
            left |= self._keys.pop(path, set())
        for path in changed.to_read:
            now = self._of(path)
            left |= self._keys.get(path, set()) - now
            self._keys[path] = now
        return left.difference(*self._keys.values())

    def _of(self, path: str) -> set[str]:
        items = list(read([path])) if os.path.exists(path) else []
        keys = {article_key(item) for item in items if isinstance(item, Article)}
        complete = items and not any(isinstance(item, Refusal) for item in items)
        return keys if complete else keys | self._keys.get(path, set())


def changes(
    folder: Path, *, every: float = 2.0, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Changed]:
    """First every file that is there, then, looking `every` so many seconds, whatever is new. Never ends.

    A file that is being written is not told before two looks find it the same. UsageError when the
    folder goes away, or all its files at once: that is a disk that went, not articles withdrawn.
    """
    told: dict[str, Stamp] = {}
    before: dict[str, Stamp] = {}
    first = True
    while True:
        now = _look(folder)
        if len(told) > MANY and not now:
            raise UsageError(
                f"{folder}: its {len(told)} files vanished at once; is the disk there? Nothing was removed. "
                "Use `verbatim index --sync` if they were withdrawn"
            )
        found = _compare(told, {path: now[path] for path in now if _settled(path, now, before, every)}, now)
        if first or found != Changed():
            _note(told, found, now)
            yield found
        before, first = now, False
        sleep(every)


def _look(folder: Path) -> dict[str, Stamp]:
    """The files of the folder as the readers will see them."""
    found = {}
    for place in places([folder]):
        if isinstance(place, Place):
            try:
                status = os.stat(place.path, follow_symlinks=False)
            except FileNotFoundError:  # gone since the folder was listed
                continue
            found[place.path] = (status.st_size, status.st_mtime_ns)
    return found


def _settled(path: str, now: dict[str, Stamp], before: dict[str, Stamp], every: float) -> bool:
    """Whether nobody writes the file any more: it is as it was, or as old as the time between two looks."""
    age = time.time() - now[path][1] / 1e9
    return before.get(path) == now[path] or (path not in before and age > every)


def _compare(told: dict[str, Stamp], settled: dict[str, Stamp], now: dict[str, Stamp]) -> Changed:
    return Changed(
        appeared=tuple(path for path in settled if path not in told),
        changed=tuple(path for path, stamp in settled.items() if path in told and told[path] != stamp),
        vanished=tuple(path for path in told if path not in now),
    )


def _note(told: dict[str, Stamp], found: Changed, now: dict[str, Stamp]) -> None:
    for path in found.vanished:
        del told[path]
    for path in found.to_read:
        told[path] = now[path]
