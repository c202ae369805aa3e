"""Whether confidence means what it says: `python -m benchmarks.reliability [FOLDER]`.

FOLDER holds `train.jsonl` and `dev.jsonl` in the gold format (by default `../shared/gold` beside the
project). For each interval of confidence: how many quotations were said, and the share of them whose words
and speaker are right. On what the model was trained on, by cross-validation; on the others, as they come.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from indexer.evaluation import GoldArticle, read_gold
from indexer.extraction import extract_many, load_parser
from indexer.extraction.learnt.examples import right_ones, trust
from indexer.extraction.learnt.fitting import cross_validated
from indexer.extraction.learnt.train import TRUST_RIDGE, unread

GOLD = Path(__file__).parents[2] / "shared" / "gold"
BOUNDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)

Judged = Sequence[tuple[float, bool]]


def as_they_come(gold: Sequence[GoldArticle]) -> Judged:
    """Confidence and truth of every quotation extracted from articles."""
    result = []
    for article, quotes in zip(gold, extract_many((a.article() for a in gold), load_parser()), strict=True):
        right = right_ones(article, quotes)
        result += [(quote.confidence, number in right) for number, quote in enumerate(quotes)]
    return result


def held_out(gold: Iterable[GoldArticle]) -> Judged:
    """The same on the articles of the training set, by models that never saw the article."""
    examples = list(trust(gold))
    return list(zip(cross_validated(examples, TRUST_RIDGE), (e.right for e in examples), strict=True))


def table(sets: dict[str, Judged]) -> str:
    """A table in Markdown, one row an interval."""
    lines = ["| confidence | " + " | ".join(f"{name}: said | right" for name in sets) + " |"]
    lines.append("|---" * (1 + 2 * len(sets)) + "|")
    for low, high in pairwise(BOUNDS):
        cells = [f"{low:.2f} to {min(high, 1):.2f}"]
        for judged in sets.values():
            inside = [right for said, right in judged if low <= said < high]
            cells += [str(len(inside)), f"{100 * sum(inside) / len(inside):.0f} %" if inside else "–"]
        lines.append("| " + " | ".join(cells) + " |")
    lines.append("| mean said, mean right | " + " | ".join(_means(judged) for judged in sets.values()) + " |")
    return "\n".join(lines)


def _means(judged: Judged) -> str:
    said, right = sum(s for s, _ in judged) / len(judged), sum(r for _, r in judged) / len(judged)
    return f"{100 * said:.0f} % | {100 * right:.0f} %"


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    if not (folder / "train.jsonl").exists():
        sys.exit(f"{folder}: no train.jsonl here; the annotated articles are not distributed")
    train = read_gold(folder / "train.jsonl")
    sets = {
        "trained on, held out": held_out([a for a in train if not unread(a.id)]),
        "dev": as_they_come(read_gold(folder / "dev.jsonl")),
        "unread": as_they_come([a for a in train if unread(a.id)]),
    }
    print(table(sets))


if __name__ == "__main__":
    main()
