"""From annotated articles to what the models learn from: features, and whether a yes was right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus import Quote
from indexer import agreement
from indexer.agreement import FOUND
from indexer.evaluation import GoldArticle
from indexer.extraction import Draft
from indexer.extraction.antecedents import Resolver
from indexer.extraction.cast import Scene
from indexer.extraction.identities import in_turn, resolve
from indexer.extraction.layout import layout
from indexer.extraction.learnt.fitting import FOLDS, Choice, Example, fit, fold_of
from indexer.extraction.learnt.marks import features
from indexer.extraction.learnt.model import Model, model, replaced
from indexer.extraction.learnt.silence import Candidate, candidates
from indexer.extraction.learnt.trust import features as trust_features
from indexer.extraction.naming import named
from indexer.extraction.passage import passages
from indexer.extraction.sieves import SIEVES, Sift
from indexer.extraction.sieves.fragments import fragment
from indexer.extraction.sieves.unclaimed import unclaimed

MARKS_RIDGE = 3.0


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


HELD_BACK = (unclaimed, fragment)
"""Sieves left out while examples are made. Rules were written with these articles in view, so that fewer
words said stand unclaimed in them than in a new one (16 % of marks, 30 % in the unread quarter); without
the sieve for fragments the share is as in new articles, and the model better on them."""


def _sifted(sift: Sift) -> Sift:
    for sieve in SIEVES:
        if sieve not in HELD_BACK:
            sieve(sift)
    return sift


def trust(gold: Iterable[GoldArticle]) -> Iterator[Example]:
    """Every quotation as rules give it: right when an annotated one has its words and its speaker.

    Words in marks are judged by a model that never saw the article, as they are when it is a new one.
    """
    articles = list(gold)
    given = list(marks(articles))
    for held in range(FOLDS):
        others = [one for one in given if fold_of(one.article) != held]
        with replaced("marks", Model(fit(others, MARKS_RIDGE), model("marks").threshold)):
            for article in articles:
                if fold_of(article.id) == held:
                    yield from _trust(article)


def _trust(article: GoldArticle) -> Iterator[Example]:
    quotes = Draft(article.article()).quotes()
    right = right_ones(article, quotes)
    for number in range(len(quotes)):
        yield Example(tuple(trust_features(article.text, quotes, number)), number in right, article.id)


def right_ones(article: GoldArticle, quotes: Sequence[Quote]) -> set[int]:
    """The numbers of the quotations whose words and speaker are right."""
    accepted = [agreement.accepted(article.text, quote) for quote in article.quotes]
    given = [agreement.words(article.text, quote.spans) for quote in quotes]
    return {
        theirs
        for ours, theirs in agreement.pair_up(accepted, given, FOUND)
        if _same_speaker(article.quotes[ours], quotes[theirs])
    }


def _same_speaker(gold: Quote, given: Quote) -> bool:
    person = gold.speaker.type == "person"
    return agreement.same_name(gold.speaker.name, given.speaker.name, person=person)


def silence(gold: Iterable[GoldArticle]) -> Iterator[Choice]:
    """Quotations found beside which nobody is named: the candidates, and who it was.

    Who is right goes into what is remembered, so that examples hang on no earlier model.
    """
    for article in gold:
        draft = Draft(article.article())
        found = [one for passage in draft.found for one in passage]
        accepted = [agreement.accepted(article.text, quote) for quote in article.quotes]
        given = [agreement.words(article.text, one.spans) for one in found]
        truth = {theirs: article.quotes[ours] for ours, theirs in agreement.pair_up(accepted, given, FOUND)}
        scene = Scene(draft.layout)
        resolver = Resolver(scene, named)
        for number, item in enumerate(in_turn(resolver, found)):
            at = item.mention[0] if item.mention else item.spans[0][0]
            if item.mention is not None:
                resolver.said(resolve(scene, resolver, item), at)
                continue
            likely = candidates(resolver, at)
            right = _right(likely, truth.get(number))
            if number in truth:
                yield Choice(tuple(dict(one.values) for one in likely), right, article.id)
            if any(right):
                resolver.said(likely[right.index(True)].who.again(1.0), at)


def _right(given: Sequence[Candidate], truth: Quote | None) -> tuple[bool, ...]:
    if truth is None:
        return tuple(False for _ in given)
    name, person = truth.speaker.name, truth.speaker.type == "person"
    return tuple(agreement.same_name(name, one.who.full_name, person=person) for one in given)
