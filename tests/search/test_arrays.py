"""Sorted arrays as sets: whichever way is the quicker, the answer is that of Python's sets."""

from __future__ import annotations

import numpy as np
import pytest

from search.whoosh import places, sets
from search.whoosh.invert import SHIFT
from search.whoosh.snapshot import sorted_places

SIZE = 20_000
PAIRS = [(0, 0), (0, 9), (9, 0), (1, 1), (3, 15_000), (15_000, 3), (900, 1_000), (12_000, 14_000)]


def drawn(count: int, seed: int) -> np.ndarray:  # type: ignore[type-arg]
    """So many distinct numbers below `SIZE`, sorted."""
    found = np.random.default_rng(seed).choice(SIZE, count, replace=False)
    return np.sort(found).astype(np.uint32)


@pytest.mark.parametrize(("few", "many"), PAIRS)
def test_which_are_in_another(few: int, many: int) -> None:
    left, right = drawn(few, 1), drawn(many, 2)
    inside = set(right.tolist())
    assert sets.among(left, right, SIZE).tolist() == [n in inside for n in left.tolist()]


@pytest.mark.parametrize("counts", [(), (0,), (5,), (5, 0), (5, 7, 9), (900, 900), (9_000, 12_000, 3)])
def test_what_is_in_any(counts: tuple[int, ...]) -> None:
    parts = [drawn(count, seed) for seed, count in enumerate(counts)]
    assert sets.united(parts, SIZE).tolist() == sorted({n for part in parts for n in part.tolist()})


@pytest.mark.parametrize(("documents", "keys"), [(0, 50), (2, 15_000), (2_000, 15_000), (15_000, 15_000)])
def test_the_keys_in_some_documents(documents: int, keys: int) -> None:
    docs = drawn(documents, 3)
    positions = np.random.default_rng(4).integers(0, 1 << SHIFT, keys).astype(np.uint32)
    all_keys = np.unique(drawn(keys, 5) << np.uint32(SHIFT) | positions)
    wanted = set(docs.tolist())
    found = places._within(all_keys, docs, SIZE)
    assert found.tolist() == [key for key in all_keys.tolist() if key >> SHIFT in wanted]


@pytest.mark.parametrize("values", [[], [4], [2, 1], [1, 1, 1], [3, 1, 3, 1, 3, 0, 3]])
def test_the_order_is_that_of_a_stable_sort(values: list[int]) -> None:
    keys = np.array(values, dtype=np.int64)
    assert sorted_places(keys).tolist() == sorted(range(len(values)), key=values.__getitem__)


def test_the_order_of_many_that_are_equal() -> None:
    keys = np.random.default_rng(6).integers(0, 50, 5_000)
    assert sorted_places(keys).tolist() == np.argsort(keys, kind="stable").tolist()
