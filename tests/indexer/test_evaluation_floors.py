"""The extraction never gets worse on the samples: floors are pinned with what they were measured on.

Raise a floor when a change earns it. Lowering one, or changing the samples, means editing
`tests/floors.toml` by hand, where a reader of the change sees it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.sample_set import annotated, digest
from indexer.evaluation import GoldArticle, Report, evaluate

FLOORS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def report() -> Report:
    from indexer.extraction import extract

    gold = [
        GoldArticle(id=article.id, text=article.text, quotes=tuple(quotes)) for article, quotes in annotated()
    ]
    predicted = {article.id: extract(article, None) for article, _ in annotated()}
    return evaluate(gold, predicted, mistakes=20)


def test_the_floors_are_of_these_samples() -> None:
    assert FLOORS["samples"] == digest(), "the samples changed: measure again, and write digest and floors"


@pytest.mark.parametrize("measure", FLOORS["f1"])
def test_f1(report: Report, measure: str) -> None:
    measured = report.data()[measure]["f1"]
    told = "\n".join(str(mistake) for mistake in report.mistakes)
    assert measured >= FLOORS["f1"][measure], f"{measure}: {measured}\n{told}"


@pytest.mark.parametrize("kind", FLOORS["recall_found"])
def test_recall_by_kind(report: Report, kind: str) -> None:
    measured = report.data()["recall_by_kind"][kind]["found"]
    assert measured >= FLOORS["recall_found"][kind], f"{kind}: {measured}"


@pytest.mark.parametrize("measure", FLOORS["on_found"])
def test_right_among_those_found(report: Report, measure: str) -> None:
    measured = report.data()["on_found"][measure]
    assert measured >= FLOORS["on_found"][measure], f"{measure}: {measured}"
