"""The extraction on articles in the manner of the regional press: `python -m benchmarks.regional`.

The articles of `tests/gold_regional` (notation: `corpus.inline`) are invented: ten each as they are written
in Québec, Romandy, French-speaking Belgium, the Maghreb and Africa, the regional dailies of France, on radio.
About half of them, told by a hash of the id, are *held*: only their scores are shown, never their errors, so
that a rule made for the open half is judged on the other. `--write FILE` gives them in the gold format.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from corpus import Article, Quote
from corpus.inline import compile, to_gold
from indexer.evaluation import GoldArticle, Report, evaluate

FOLDER = Path(__file__).parent.parent / "tests" / "gold_regional"
ORIGINS = {
    "qc": "Québec",
    "ch": "Romandy",
    "be": "Belgium",
    "af": "Maghreb, Africa",
    "fr": "French regions",
    "ra": "radio, web",
}
Part = Literal["all", "open", "held"]
Annotated = tuple[Article, list[Quote]]


def annotated(part: Part = "all") -> list[Annotated]:
    """The articles with their quotations, by id.

    >>> len(annotated()) == len(annotated("open")) + len(annotated("held"))
    True
    """
    pairs = (compile(path.read_bytes().decode("utf-8"), path.name) for path in sorted(FOLDER.glob("*.txt")))
    return [
        (article, quotes)
        for article, quotes in pairs
        if part == "all" or is_held(article.id) == (part == "held")
    ]


def is_held(article_id: str) -> bool:
    """Whether nobody reads the errors made on this article."""
    return int(hashlib.sha1(article_id.encode()).hexdigest(), 16) % 2 == 0


def digest() -> str:
    """A SHA-256 over the articles with their marks, to say with a figure what it was measured on."""
    gold = [to_gold(article, quotes) for article, quotes in annotated()]
    return hashlib.sha256(json.dumps(gold, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def measure(pairs: Sequence[Annotated], *, parser: bool = False, mistakes: int = 0) -> Report:
    """How good the extraction is on these articles."""
    from indexer.extraction import extract_many, load_parser

    articles = [article for article, _ in pairs]
    quotes = extract_many(articles, load_parser() if parser else None)
    predicted = {article.id: found for article, found in zip(articles, quotes, strict=True)}
    gold = [GoldArticle(id=article.id, text=article.text, quotes=tuple(true)) for article, true in pairs]
    return evaluate(gold, predicted, mistakes=mistakes)


def row(name: str, report: Report) -> str:
    """One line of the table: F1 of what is measured."""
    rates = (report.found, report.exact, report.attributed, report.organisation, report.role)
    return f"{name:18}{report.found.gold:6}" + "".join(f"{rate.f1:9}" for rate in rates)


def table(pairs: Sequence[Annotated], parser: bool) -> Iterable[str]:
    """A line for each origin, and one for all."""
    yield (f"{'':18}{'quot.':>6}{'found':>9}{'exact':>9}{'attrib.':>9}{'organis.':>9}{'role':>9}")
    for prefix, name in ORIGINS.items():
        yield row(name, measure([pair for pair in pairs if pair[0].id.startswith(prefix)], parser=parser))
    yield row("all", measure(pairs, parser=parser))


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("all", "open", "held"), default="all")
    parser.add_argument("--no-parser", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="list so many errors of the open half")
    parser.add_argument("--write", type=Path, help="write the articles in the gold format, and stop")
    options = parser.parse_args()
    pairs = annotated(options.part)
    if options.write:
        lines = (json.dumps(to_gold(*pair), ensure_ascii=False) + "\n" for pair in pairs)
        options.write.write_text("".join(lines), encoding="utf-8")
        return
    for line in table(pairs, not options.no_parser):
        print(line)
    if options.errors:
        told = measure(annotated("open"), parser=not options.no_parser, mistakes=options.errors)
        print(*told.mistakes, sep="\n")


if __name__ == "__main__":
    main()
