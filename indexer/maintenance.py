"""Is all well, and if not, made anew: record, index, and whether they agree."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

from corpus.ids import quote_ids
from corpus.record import Record
from indexer import pipeline
from indexer.evaluation import evaluate, read_gold, write_predictions
from indexer.extraction import EXTRACTOR_VERSION, extract, load_parser
from indexer.workers import Extractors
from search import whoosh
from search.values import Generation
from settings import Settings


def check(settings: Settings) -> list[str]:
    """What is wrong with the record, the index, and their agreement; empty when all is well.

    RecordError when there is no record at all.
    """
    with Record.open(settings.record, readonly=True) as record:
        faults = list(record.check().problems)
        damaged = whoosh.verify(settings.index)
        return faults + (damaged or list(_disagreements(settings, record)))


def _disagreements(settings: Settings, record: Record) -> Iterator[str]:
    """Articles and quotations that only one of the two has, or that the index has twice."""
    seq, articles, quotes = whoosh.contents(settings.index)
    if seq != record.seq:
        told = f"the index holds the record up to change {seq}, of {record.seq}"
        yield f"{told}; run the same `verbatim index` again"
        return
    known = set(quotes)
    if len(known) != len(quotes):
        yield f"{len(quotes) - len(known)} quotations stand in the index twice; run `verbatim rebuild`"
    for kept in record.articles():
        if kept.key in articles:
            articles.remove(kept.key)
        else:
            yield f"article {kept.key} is not in the index; run `verbatim rebuild`"
        ids = set(quote_ids(kept.article, kept.quotes))
        if absent := sorted(ids - known):
            yield f"article {kept.key}: {len(absent)} quotations are not in the index; run `verbatim rebuild`"
        known -= ids
    if articles:
        yield f"{len(articles)} articles of the index are not in the record; run `verbatim rebuild`"
    if known:
        yield f"{len(known)} quotations of the index are not in the record; run `verbatim rebuild`"


def rebuild(settings: Settings, *, extract_again: bool = False) -> Generation:
    """Make the index anew from the record; with `extract_again` find every quotation anew first."""
    with Record.open(settings.record) as record:
        if extract_again:
            _extract_again(settings, record)
        return pipeline.rebuild(settings, record)


def _extract_again(settings: Settings, record: Record) -> None:
    articles = (kept.article for kept in record.articles())
    with Extractors(workers=settings.workers, parser=settings.parser) as extractors:
        for batch in extractors.run(articles):
            # One that cannot be read now keeps what an earlier version found in it.
            good = [(article, found) for article, found in batch if not isinstance(found, str)]
            record.put_batch(good, EXTRACTOR_VERSION, at=int(time.time()))


def evaluate_file(
    gold: Path,
    *,
    predictions: Path | None = None,
    parser: bool = True,
    as_json: bool = False,
    errors: int = 0,
) -> str:
    """The report on the annotated articles of a file, as a table or as JSON; see `indexer.evaluation`."""
    annotated = read_gold(gold)
    loaded = load_parser() if parser else None
    found = {article.id: extract(article.article(), loaded) for article in annotated}
    if predictions is not None:
        write_predictions(predictions, found)
    report = evaluate(annotated, found, mistakes=errors)
    if as_json:
        return json.dumps(report.data(), ensure_ascii=False, indent=2)
    return "\n".join([report.table(), *(str(mistake) for mistake in report.mistakes)])
