"""docs/extraction.md: its example is in the gold format, its rules are those that quotations carry."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus import Article
from corpus.sample_set import annotated
from indexer.evaluation import evaluate, read_gold
from indexer.extraction import extract

DOCS = (Path(__file__).parents[2] / "docs" / "extraction.md").read_text(encoding="utf-8")


def test_the_example_is_read_and_found(tmp_path: Path) -> None:
    lines = re.search(r"^    (\{\"id\": \"a1\".*?\}\]\})$", DOCS, re.MULTILINE | re.DOTALL)
    assert lines is not None
    path = tmp_path / "gold.jsonl"
    path.write_text(" ".join(line.strip() for line in lines.group(1).splitlines()) + "\n", encoding="utf-8")
    (gold,) = read_gold(path)
    (quote,) = gold.quotes
    assert quote.text(gold.text) == "La digue tient"
    assert gold.text[slice(*quote.speaker.mention or (0, 0))] == "Paule Arbois"
    report = evaluate([gold], {gold.id: extract(Article(id=gold.id, text=gold.text))})
    assert (report.exact.f1, report.attributed.f1, report.role.f1) == (100.0, 100.0, 100.0)


def test_every_rule_of_the_samples_is_explained() -> None:
    rules = {quote.rule for article, _ in annotated() for quote in extract(article)}
    missing = sorted(rule for rule in rules if rule not in DOCS)
    assert not missing, f"docs/extraction.md does not explain {missing}"


@pytest.mark.parametrize("module", re.findall(r"python -m (benchmarks\.\w+)", DOCS))
def test_its_commands_are_there(module: str) -> None:
    assert (Path(__file__).parents[2] / (module.replace(".", "/") + ".py")).exists()
