"""The judged pairs are sound: so many, half of them the same, dated, none twice."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus import PartialDate

FOLDER = Path(__file__).parent
FILES = {"pairs.toml": 300, "reprints.toml": 200}
FIELDS = {
    "pairs.toml": {"name", "type", "role", "organisation", "date", "source"},
    "reprints.toml": {"speaker", "date", "source", "text"},
}


def pairs(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["pair"]
    return found


@pytest.mark.parametrize("name", FILES)
def test_half_of_them_are_the_same(name: str) -> None:
    answers = Counter(pair["answer"] for pair in pairs(name))
    assert answers == {"same": FILES[name] // 2, "different": FILES[name] // 2}


@pytest.mark.parametrize("name", FILES)
def test_fields_are_known_and_dates_are_dates(name: str) -> None:
    for pair in pairs(name):
        assert pair.keys() == {"family", "answer", "a", "b"}
        for side in (pair["a"], pair["b"]):
            assert side.keys() <= FIELDS[name]
            assert all(value.strip() == value != "" for value in side.values())
            PartialDate.parse(side["date"])


@pytest.mark.parametrize("name", FILES)
def test_no_pair_stands_twice(name: str) -> None:
    seen = Counter(frozenset(str(sorted(side.items())) for side in (p["a"], p["b"])) for p in pairs(name))
    assert [pair for pair, count in seen.items() if count > 1] == []
