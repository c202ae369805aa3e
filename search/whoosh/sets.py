"""Sorted arrays of numbers as sets: what is in any of them, which are in another, where runs begin.

Each is done in the cheaper of two ways: by looking up the few in the many, or over a table of all documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]
LOOKED_UP = 12
"""Steps over a table that take as long as looking up one number."""
CLEARED = 150
"""Documents of a new table that are cleared in the time of one step over it."""
SPARSE = 6
"""How many times more documents there are than numbers, when sorting them is quicker than a table."""


def united(parts: Sequence[Array], size: int) -> Array:
    """What is in any of the sorted arrays; of `size` documents in all."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else np.empty(0, dtype=np.uint32)
    if SPARSE * sum(map(len, parts)) < size:
        both = np.sort(np.concatenate(parts))
        return np.asarray(both[run_starts(both)])
    there = np.zeros(size, dtype=np.bool_)
    for part in parts:
        there[part] = True
    return np.flatnonzero(there).astype(np.uint32)


def among(left: Array, right: Array, size: int) -> Flags:
    """Which of the documents of one sorted array are in another; of `size` documents in all.

    >>> among(np.array([1, 3, 5]), np.array([3, 4, 5, 9]), 10).tolist()
    [False, True, True]
    """
    if not len(right):
        return np.zeros(len(left), dtype=np.bool_)
    if LOOKED_UP * len(left) < len(right) + size // CLEARED:
        at = np.searchsorted(right, left.astype(right.dtype, copy=False))
        at[at == len(right)] = 0
        return np.asarray(right[at] == left)
    there = np.zeros(size, dtype=np.bool_)
    there[right] = True
    return there[left]


def run_starts(values: Array) -> npt.NDArray[np.int64]:
    """Where each run of equal values begins.

    >>> run_starts(np.array([4, 4, 7, 9, 9])).tolist()
    [0, 2, 3]
    """
    if not len(values):
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
