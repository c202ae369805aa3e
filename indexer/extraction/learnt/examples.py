"""From annotated articles to what the models learn from: features, and whether a yes was right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from indexer import agreement
from indexer.agreement import FOUND
from indexer.evaluation import GoldArticle
from indexer.extraction.layout import layout
from indexer.extraction.learnt.marks import features
from indexer.extraction.passage import passages
from indexer.extraction.sieves import SIEVES, Sift
from indexer.extraction.sieves.unclaimed import unclaimed


class Example(msgspec.Struct, frozen=True):
    """What a model saw, the right answer, and the article it comes from."""

    features: tuple[str, ...]
    right: bool
    article: str


def marks(gold: Iterable[GoldArticle]) -> Iterator[Example]:
    """The marks that rules leave alone: right when they hold an annotated quotation not found otherwise."""
    for article in gold:
        sifts = [_sifted(Sift(passage)) for passage in passages(layout(article.article()))]
        found = [agreement.words(article.text, f.spans) for sift in sifts for f in sift.found]
        accepted = [agreement.accepted(article.text, quote) for quote in article.quotes]
        hit = {number for number, _ in agreement.pair_up(accepted, found, FOUND)}
        missed = [one for number, one in enumerate(accepted) if number not in hit]
        for sift in sifts:
            for pair in sift.passage.pairs:
                if sift.free(pair):
                    words = agreement.words(article.text, pair.parts)
                    right = bool(agreement.pair_up(missed, [words], FOUND))
                    yield Example(tuple(features(sift, pair)), right, article.id)


def _sifted(sift: Sift) -> Sift:
    for sieve in SIEVES:
        if sieve is not unclaimed:
            sieve(sift)
    return sift
