"""Many strings in a mapped file, found by value or by number without being decoded."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from search.whoosh.container import Container, Section

Numbers = npt.NDArray[np.int64]


def sections(name: str, values: Sequence[str]) -> dict[str, Section]:
    """What is written of a table: the strings end to end, where each ends, and an order by hash."""
    encoded = [value.encode() for value in values]
    offsets = np.zeros(len(encoded) + 1, dtype=np.int64)
    np.cumsum([len(each) for each in encoded], out=offsets[1:])
    hashes = np.fromiter(map(crc32, encoded), dtype=np.uint32, count=len(encoded))
    order = np.argsort(hashes, kind="stable").astype(np.uint32)
    return {
        f"{name}.blob": b"".join(encoded),
        f"{name}.offsets": offsets,
        f"{name}.hashes": hashes[order],
        f"{name}.order": order,
    }


class StringTable:
    """A table of strings, numbered from 0."""

    def __init__(self, container: Container, name: str) -> None:
        self._blob = container.blob(f"{name}.blob")
        self._offsets = container.array(f"{name}.offsets")
        self._hashes = container.array(f"{name}.hashes")
        self._order = container.array(f"{name}.order")
        # one number at a time is read quicker so than through NumPy
        self._codes, self._ends, self._numbers = self._hashes.data, self._offsets.data, self._order.data

    @property
    def arrays(self) -> tuple[npt.NDArray[Any], ...]:
        """What a string is found by."""
        return self._hashes, self._order, self._offsets

    def __len__(self) -> int:
        return len(self._order)

    def raw(self, number: int) -> bytes:
        """One string, encoded."""
        return bytes(self._blob[self._ends[number] : self._ends[number + 1]])

    def __getitem__(self, number: int) -> str:
        return self.raw(number).decode()

    def all(self) -> list[str]:
        """Every string, in order."""
        whole, ends = bytes(self._blob), self._offsets.tolist()
        return [whole[a:b].decode() for a, b in itertools.pairwise(ends)]

    def find_all(self, value: str) -> list[int]:
        """The numbers of the strings that equal `value`."""
        wanted = value.encode()
        code = crc32(wanted)
        at, found = bisect_left(self._codes, code), []
        while at < len(self._codes) and self._codes[at] == code:
            if self.raw(self._numbers[at]) == wanted:
                found.append(self._numbers[at])
            at += 1
        return sorted(found)

    def find(self, value: str) -> int:
        """The number of the first string that equals `value`, -1 when there is none."""
        found = self.find_all(value)
        return found[0] if found else -1

    def find_many(self, values: Sequence[str]) -> list[int]:
        """The numbers of those of many strings that are here."""
        return self.find_coded(*coded(values))

    def find_coded(self, values: Sequence[bytes], codes: npt.NDArray[np.uint32]) -> list[int]:
        """The same of strings that are `coded` already."""
        low = np.searchsorted(self._hashes, codes)
        low[low == len(self._hashes)] = 0
        found = []
        for n in np.flatnonzero(self._hashes[low] == codes).tolist() if len(self._hashes) else ():
            at = int(low[n])
            while at < len(self._hashes) and self._hashes[at] == codes[n]:
                number = int(self._order[at])
                if self.raw(number) == values[n]:
                    found.append(number)
                at += 1
        return found

    def hashes_in_order(self) -> npt.NDArray[np.uint32]:
        """The hash of each string, by number."""
        hashes = np.empty(len(self._order), dtype=np.uint32)
        hashes[self._order] = self._hashes
        return hashes

    def prefixed(self, prefix: str) -> tuple[int, int]:
        """In a sorted table, the numbers of the strings that begin so: from, to."""
        start = prefix.encode()
        return self._first(start), self._first(start + b"\xff")

    def _first(self, wanted: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low


def coded(values: Sequence[str]) -> tuple[list[bytes], npt.NDArray[np.uint32]]:
    """Strings encoded, with their hashes."""
    encoded = [value.encode() for value in values]
    return encoded, np.fromiter(map(crc32, encoded), dtype=np.uint32, count=len(encoded))
