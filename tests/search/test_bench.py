"""The search benchmark runs: a small corpus, every class of question, engines that agree."""

from __future__ import annotations

from pathlib import Path

from benchmarks.search_bench import measure, run, table
from benchmarks.search_corpus import CLASSES, Corpus, questions
from benchmarks.search_engines import Fts5, Ours, Tantivy


def test_it_runs_over_every_class(tmp_path: Path) -> None:
    report = run(600, ["ours", "tantivy", "fts5"], tmp_path, keep=False, per_class=2)
    told = table(report)
    for name in CLASSES:
        assert f"| {name} |" in told
    assert set(report["classes"]["Verbatim"]) == set(CLASSES)
    assert "600 quotations indexed" in told


def test_the_engines_find_the_same(tmp_path: Path) -> None:
    """Peers get one stem a word, ours looks up two, and names too: totals agree on phrases, dates, people."""
    corpus = Corpus(600, invented=True)
    engines = [Ours(tmp_path), Tantivy(tmp_path), Fts5(tmp_path)]
    for engine in engines:
        engine.build(corpus)
        engine.open()
    asked = questions(corpus, 10)
    for name in ("phrase", "speaker", "organisation + dates", "all by date"):
        for question in asked[name]:
            totals = {engine.name: engine.answer(question) for engine in engines}
            assert len(set(totals.values())) == 1, (question, totals)
    assert measure(engines[0], {"phrase": asked["phrase"]})["phrase"]
