"""The search benchmark runs: every class of question, engines that agree, figures that add up."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.search import plot, table
from benchmarks.search.corpus import Corpus
from benchmarks.search.measure import COLD, Figures, kept, run
from benchmarks.search.ours import Ours
from benchmarks.search.peer_fts5 import Fts5
from benchmarks.search.peer_tantivy import Tantivy
from benchmarks.search.questions import CLASSES, questions
from benchmarks.search.rows import Rows


def test_it_runs_over_every_class(tmp_path: Path) -> None:
    figures = run(600, ["ours", "tantivy", "fts5"], tmp_path, per_class=2, rounds=2)
    told = table.latencies(figures)
    for name in CLASSES:
        assert f"| {name} |" in told
    assert set(figures.classes["Verbatim"]) == set(CLASSES)
    assert "600 quotations indexed" in table.sums(figures)
    assert figures.more["seen"] >= figures.more["commit"] > 0
    assert kept(tmp_path, 600) == figures


def test_the_engines_find_the_same(tmp_path: Path) -> None:
    """Peers get one stem a word, ours looks up two, and names too: totals agree on phrases, dates, people."""
    corpus = Corpus(600, invented=True)
    rows = Rows(corpus, tmp_path)
    engines = [Ours(tmp_path), Tantivy(tmp_path), Fts5(tmp_path)]
    for engine in engines:
        engine.build(rows)
        engine.open()
    asked = questions(corpus, 10)
    for name in ("phrase", "speaker", "organisation + dates", "all by date"):
        for question in asked[name]:
            totals = {engine.name: engine.answer(question) for engine in engines}
            assert len(set(totals.values())) == 1, (question, totals)


def grown(size: int, milliseconds: float) -> Figures:
    """Figures of one class only, as many found as there are quotations."""
    return Figures(size=size, hits={"phrase": [size]}, classes={COLD: {"phrase": [milliseconds]}})


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ([(100, 1.0), (1_000, 10.0)], "phrase, power 1.00"),
        ([(100, 1.0), (10_000, 10.0)], "phrase, power 0.50"),
        ([(100, 1.0), (200, 9.0), (1_000, 1.0)], "phrase, power 0.00"),
    ],
)
def test_the_plot_says_how_time_grows(sizes: list[tuple[int, float]], told: str) -> None:
    drawn = plot.growth([grown(size, time) for size, time in sizes])
    texts = [each.text for each in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    assert told in texts


def test_a_plot_of_one_size_is_refused() -> None:
    with pytest.raises(SystemExit, match="two sizes"):
        plot.growth([grown(100, 1.0)])
