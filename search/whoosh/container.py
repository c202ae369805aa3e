"""One file of named arrays and blobs: written once, then mapped whole, so that a segment holds one map.

    "VQS1" · length of the directory · directory (MessagePack: name → type, offset, bytes) · sections

Sections begin at multiples of 64 bytes. Nothing in it is code: unlike a pickle it may be read unseen.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from corpus.errors import IndexUnavailable
from search.whoosh.storage import sync

MAGIC = b"VQS1"
ALIGN = 64
Section = npt.NDArray[Any] | bytes
Directory = dict[str, tuple[str, int, int]]


def write(path: Path, sections: Mapping[str, Section]) -> str:
    """Write the sections into a new file, durably; the SHA-256 of what was written."""
    blobs = {name: _bytes(section) for name, section in sections.items()}
    types = {name: s.dtype.str if isinstance(s, np.ndarray) else "" for name, s in sections.items()}
    directory, offset = {}, 0
    for name, blob in blobs.items():
        directory[name] = (types[name], offset, len(blob))
        offset += -(-len(blob) // ALIGN) * ALIGN
    head = msgspec.msgpack.encode(directory)
    head = MAGIC + len(head).to_bytes(4, "little") + head
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for blob in (head, *blobs.values()):
            padding = b"\0" * (-len(blob) % ALIGN)
            for piece in (blob, padding):
                digest.update(piece)
                file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)
    return digest.hexdigest()


def _bytes(section: Section) -> bytes | memoryview:
    if isinstance(section, bytes):
        return section
    return np.ascontiguousarray(section).tobytes()


class Container:
    """The sections of a file, mapped read-only; they live as long as anyone holds one of them."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            if self._map[:4] != MAGIC:
                raise ValueError("not one of our files")
            size = int.from_bytes(self._map[4:8], "little")
            self._directory = msgspec.msgpack.decode(self._map[8 : 8 + size], type=Directory)
            self._start = -(-(8 + size) // ALIGN) * ALIGN
            if any(self._start + at + length > len(self._map) for _, at, length in self._directory.values()):
                raise ValueError("cut short")
        except (ValueError, msgspec.DecodeError) as error:
            raise IndexUnavailable(f"{path}: damaged ({error}); run `verbatim rebuild`") from None

    def array(self, name: str) -> npt.NDArray[Any]:
        """A section as an array, read-only."""
        kind, at, length = self._directory[name]
        type_ = np.dtype(kind)
        return np.frombuffer(self._map, dtype=type_, count=length // type_.itemsize, offset=self._start + at)

    def blob(self, name: str) -> memoryview:
        """A section as bytes."""
        _, at, length = self._directory[name]
        return memoryview(self._map)[self._start + at : self._start + at + length]
