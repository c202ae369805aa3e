"""Who it is: from the words that name a speaker to the fullest name the article gives.

Precise before loose: a name; a description that someone bears; a pronoun by gender and number;
a free quotation that goes on. What cannot be told stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Article, Quote, Span, Speaker
from indexer.extraction.affiliations import without_article
from indexer.extraction.antecedents import Resolver
from indexer.extraction.cast import Scene
from indexer.extraction.layout import Layout
from indexer.extraction.mentions import pronoun_in
from indexer.extraction.naming import named
from indexer.extraction.values import Found
from indexer.extraction.who import Who


def attribute(article: Article, layout: Layout, found: Sequence[Found]) -> list[Quote]:
    """The quotations with their speakers named, in the order found."""
    if not found:
        return []
    scene = Scene(layout)
    resolver = Resolver(scene)
    quotes = []
    for item in found:
        who = _resolve(scene, resolver, item)
        resolver.said(who, item.mention[0] if item.mention else item.spans[0][0])
        quotes.append((item, who))
    resolver.complete()
    return [_quote(item, who) for item, who in quotes]


def _resolve(scene: Scene, resolver: Resolver, item: Found) -> Who:
    if item.mention is None:
        return resolver.continued(item.spans[0][0])
    mention = scene.text[item.mention[0] : item.mention[1]]
    pronoun = pronoun_in(mention)
    if pronoun:
        return resolver.pronoun(item.mention[0], pronoun)
    return named(scene, resolver, item.mention)


def _quote(item: Found, who: Who) -> Quote:
    return Quote(
        spans=item.spans, kind=item.kind, cue=item.cue,
        speaker=Speaker(mention=item.mention, name=who.full_name, type=who.type),
        organisation=who.for_whom, role=who.in_role, via=item.via, rule=item.rule, verb=item.verb,
        confidence=round(item.confidence * who.sure, 3), evidence=who.evidence,
    )  # fmt: skip


__all__ = ["Span", "attribute", "re", "without_article"]
