"""From an article to its quotations: a chain of pure steps over the unaltered text.

layout (marks, sentences, mask) → passages (tokens, cues) → sieves (quotations) → identities → affiliations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from corpus import Article, Quote
from indexer.extraction.identities import attribute
from indexer.extraction.layout import layout
from indexer.extraction.passage import passages
from indexer.extraction.sieves import sift

EXTRACTOR_VERSION = "1"


def load_parser() -> Any:
    return None


def extract(article: Article, parser: Any = None) -> list[Quote]:
    laid = layout(article)
    found = [f for p in passages(laid) for f in sift(p)]
    return attribute(article, laid, found)


def extract_many(articles: Iterable[Article], parser: Any = None) -> Iterator[list[Quote]]:
    for article in articles:
        yield extract(article, parser)
