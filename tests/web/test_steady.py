"""Requests are counted by a clock that nobody sets, in bounded memory."""

from __future__ import annotations

import time

import pytest

from search.web import steady
from search.web.steady import SteadyMemory


def test_a_window_ends_in_its_time_whatever_the_time_of_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted, now = SteadyMemory(), time.monotonic()
    assert [counted.incr("a", 60) for _ in range(3)] == [1, 2, 3]
    monkeypatch.setattr(time, "time", lambda: 1_000.0)  # put back by decades
    assert counted.get("a") == 3
    assert 1_000 < counted.get_expiry("a") <= 1_060
    monkeypatch.setattr(time, "monotonic", lambda: now + 61)
    assert counted.get("a") == 0
    assert counted.incr("a", 60) == 1


def test_those_whose_time_is_over_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    counted, now = SteadyMemory(), time.monotonic()
    monkeypatch.setattr(steady, "MOST", 3)
    for key, seconds in (("a", 1), ("b", 1), ("c", 100)):
        counted.incr(key, seconds)
    monkeypatch.setattr(time, "monotonic", lambda: now + 2)
    counted.incr("d", 100)
    assert [counted.get(key) for key in "abcd"] == [0, 0, 1, 1]
    counted.incr("e", 100)
    counted.incr("f", 100)  # too many at once: all begin anew, rather than memory growing
    assert counted.reset() <= 3


def test_one_address_is_cleared_alone() -> None:
    counted = SteadyMemory()
    for key in "ab":
        counted.incr(key, 60)
    counted.clear("a")
    assert (counted.get("a"), counted.get("b"), counted.check()) == (0, 1, True)
