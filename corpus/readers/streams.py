"""The bytes of one file: decompressed as they are asked for, never more than the caps allow."""

from __future__ import annotations

import io
import os
import sys
import zlib
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO

from corpus.errors import ArticleError
from corpus.readers.places import STDIN, Place
from corpus.readers.values import MEGABYTE, ReadSettings

CHUNK = 1 << 16
HEAD = 1 << 16
"""Bytes that are looked at to tell what a file is."""
MEMBERS = 10_000
"""Parts a .gz may be joined from: millions of empty ones would take minutes and give nothing."""
GZIP = b"\x1f\x8b"


class Stream:
    """An open file. `name` is its path as told, `head` its first bytes once decompressed."""

    def __init__(self, place: Place, settings: ReadSettings) -> None:
        self.name = place.name
        self._settings = settings
        self._raw = _open(place)
        try:
            self._bytes = io.BufferedReader(_Capped(self._raw, self.name, settings), HEAD)
            self.head = self._bytes.peek()[:HEAD]
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Stream:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file (stdin stays open)."""
        if self._raw is not sys.stdin.buffer:
            self._raw.close()

    @property
    def suffix(self) -> str:
        """The suffix of its name, `.gz` left out, in small letters: `.csv` of `depeches.CSV.gz`."""
        name = self.name.lower().removesuffix(".gz")
        return os.path.splitext(name)[1]

    def read(self, limit: int) -> bytes:
        """All that is left, or at most `limit` bytes of it."""
        return self._bytes.read(limit)

    def all(self, limit: int, what: str) -> bytes:
        """All its bytes; ArticleError when there are more than `limit`. `what` names it in the message."""
        data = self._bytes.read(limit + 1)
        if len(data) > limit:
            raise ArticleError(f"{what} of more than {told_size(limit)}; split it", self.name)
        return data

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Its lines with their numbers, from 1; None for one that is longer than allowed."""
        number, limit = 0, self._settings.max_line
        while line := self._bytes.readline(limit + 1):
            number += 1
            if len(line) <= limit:
                yield number, line
                continue
            while line and not line.endswith(b"\n"):
                line = self._bytes.readline(CHUNK)
            yield number, None


def told_size(size: int) -> str:
    """A size in bytes, for people.

    >>> told_size(8 * MEGABYTE), told_size(900)
    ('8 MB', '900 bytes')
    """
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size} bytes"


def _open(place: Place) -> BinaryIO:
    if place.path == STDIN:
        return sys.stdin.buffer
    flags = os.O_NOFOLLOW | os.O_NONBLOCK if place.walked else 0  # a pipe put there since must not hang us
    handle = os.open(place.path, os.O_RDONLY | os.O_CLOEXEC | flags)
    return open(handle, "rb")  # closed with the stream


class _Capped(io.RawIOBase):
    """What a file holds once decompressed; ArticleError as soon as it is more than the caps allow."""

    def __init__(self, file: BinaryIO, name: str, settings: ReadSettings) -> None:
        first = file.read(CHUNK)
        self._name = name
        self._settings = settings
        self._total = 0
        self._left = b""
        self._chunks = self._unzipped(file, first) if first.startswith(GZIP) else _chunks(file, first)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer whole unless the end is reached, so that `peek` sees a full head."""
        filled = 0
        while filled < len(buffer):
            if not self._left:
                self._left = next(self._chunks, b"")
                self._count(len(self._left))
            if not self._left:
                break
            piece = self._left[: len(buffer) - filled]
            buffer[filled : filled + len(piece)] = piece
            self._left = self._left[len(piece) :]
            filled += len(piece)
        return filled

    def _count(self, more: int) -> None:
        self._total += more
        if self._total > self._settings.max_bytes:
            raise ArticleError(
                f"more than {told_size(self._settings.max_bytes)} once decompressed; what comes after is "
                "left out; split the file",
                self._name,
            )

    def _unzipped(self, file: BinaryIO, first: bytes) -> Iterator[bytes]:
        given, taken, members = 0, 0, 1
        engine = zlib.decompressobj(wbits=31)
        for data in _chunks(file, first):
            taken += len(data)
            while data:
                if engine.eof:
                    data = data.lstrip(b"\0")  # padding of tapes and disks
                    if not data:
                        break
                    members += 1
                    engine = zlib.decompressobj(wbits=31)
                piece, data = self._inflated(engine, data)
                given += len(piece)
                if members > MEMBERS or (given > MEGABYTE and given > taken * self._settings.max_ratio):
                    raise ArticleError(
                        f"a .gz that grows more than {self._settings.max_ratio} times or has more than "
                        f"{MEMBERS} parts; decompress it yourself if you trust it",
                        self._name,
                    )
                if piece:
                    yield piece
        if not engine.eof:
            raise ArticleError("this .gz is cut short; fetch it again", self._name)

    def _inflated(self, engine: zlib._Decompress, data: bytes) -> tuple[bytes, bytes]:
        """A piece of the contents, and the compressed bytes still to do."""
        try:
            piece = engine.decompress(data, CHUNK)
        except zlib.error as error:
            raise ArticleError(f"a damaged .gz ({error}); fetch it again", self._name) from None
        return piece, engine.unused_data if engine.eof else engine.unconsumed_tail


def _chunks(file: BinaryIO, first: bytes) -> Iterator[bytes]:
    chunk = first
    while chunk:
        yield chunk
        chunk = file.read(CHUNK)
