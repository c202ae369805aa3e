"""The extraction never gets worse on the invented articles of the regional press, nor on their held half.

A floor is raised when a change earns it; the articles and the floors change together, by hand.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks.regional import FOLDER, ORIGINS, Part, annotated, digest, measure
from indexer.evaluation import Report

FLOORS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8")
)["regional"]
PARTS: tuple[Part, ...] = ("all", "held")
FLOORED = [(part, measure) for part in PARTS for measure in FLOORS[part]]


@functools.cache
def report(part: Part) -> Report:
    return measure(annotated(part))


def test_the_floors_are_of_these_articles() -> None:
    assert FLOORS["digest"] == digest(), "the articles changed: measure again, write digest and floors"


@pytest.mark.parametrize("prefix", ORIGINS)
def test_each_origin_has_ten_articles_under_their_own_ids(prefix: str) -> None:
    named = sorted(path.stem for path in FOLDER.glob(f"{prefix}-*.txt"))
    assert named == [article.id for article, _ in annotated() if article.id.startswith(prefix)]
    assert len(named) == 10


@pytest.mark.parametrize(("part", "name"), FLOORED)
def test_f1(part: Part, name: str) -> None:
    measured = report(part).data()[name]["f1"]
    assert measured >= FLOORS[part][name], f"{part}, {name}: {measured}"
