"""From an article to its quotations: a chain of pure steps over the unaltered text.

layout (marks, sentences, mask) → passages (tokens, cues) → contents (sieves) → identities → affiliations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from corpus import Article, Quote, Speaker
from indexer.extraction.contents import sift
from indexer.extraction.layout import layout
from indexer.extraction.passage import passages

EXTRACTOR_VERSION = "1"


def load_parser() -> Any:
    return None


def extract(article: Article, parser: Any = None) -> list[Quote]:
    laid = layout(article)
    found = [f for p in passages(laid) for f in sift(p)]
    return [
        Quote(spans=f.spans, kind=f.kind, cue=f.cue,
              speaker=Speaker(mention=f.mention, name=f.mention and article.text[f.mention[0]:f.mention[1]]),
              verb=f.verb, rule=f.rule, confidence=f.confidence)
        for f in found
    ]


def extract_many(articles: Iterable[Article], parser: Any = None) -> Iterator[list[Quote]]:
    for article in articles:
        yield extract(article, parser)
