"""From an article to its quotations: a chain of pure steps over the unaltered text.

layout (marks, sentences, mask) → passages (tokens, cues) → sieves (quotations) → identities → affiliations
→ confidence.

    parser = load_parser()              # optional; costs nothing before a sentence needs it
    quotes = extract(article, parser)
    for quotes in extract_many(articles, parser): ...

An article's quotations depend on that article and on whether a parser is given, on nothing else: not on
the articles beside it, nor on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus import Article, Quote
from indexer.extraction.identities import attribute
from indexer.extraction.layout import Layout, layout
from indexer.extraction.learnt.trust import trusted
from indexer.extraction.mentions import subject_before
from indexer.extraction.parsing import Parser, Subjects
from indexer.extraction.parts import moved, parts
from indexer.extraction.passage import Passage, passages
from indexer.extraction.sieves import sift
from indexer.extraction.values import Found

EXTRACTOR_VERSION = "6"
"""Goes up whenever the same article may give other quotations: the record then reads it again."""

_TOGETHER = 200_000
"""Letters of article text whose doubtful sentences are parsed in one go."""


def load_parser() -> Parser:
    """The parser, whose model is loaded when the first sentence needs it."""
    return Parser()


def extract(article: Article, parser: Parser | None = None) -> list[Quote]:
    """The quotations of an article, in the order of their first words.

    >>> quote, = extract(Article(id="1", text="« La digue tient », assure Paule Arbois, la maire."))
    >>> quote.speaker.name, quote.role
    ('Paule Arbois', 'maire')
    """
    return next(extract_many([article], parser))


def extract_many(articles: Iterable[Article], parser: Parser | None = None) -> Iterator[list[Quote]]:
    """The quotations of each article, in the order they came; faster than one by one with a parser."""
    if parser is None:
        for article in articles:
            yield _joined((start, Draft(part)) for start, part in parts(article))
        return
    for group in _groups(articles):
        asking = [draft for drafts in group for _, draft in drafts if draft.subjects.asked]
        answers = iter(parser.subjects([one for draft in asking for one in draft.subjects.asked.values()]))
        for draft in asking:
            draft.parsed([next(answers) for _ in draft.subjects.asked])
        yield from (_joined(drafts) for drafts in group)


def _joined(drafts: Iterable[tuple[int, Draft]]) -> list[Quote]:
    return [moved(quote, start) for start, draft in drafts for quote in draft.trusted()]


class Draft:
    """An article, or a part of a very long one, under way: what was found in each of its passages."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.subjects = Subjects(subject_before)
        self.layout: Layout = layout(article)
        self.passages: list[Passage] = passages(self.layout)
        self.found: list[list[Found]] = [sift(passage, self.subjects) for passage in self.passages]

    def parsed(self, answers: list[tuple[int, int] | None]) -> None:
        """Sift again, where the parser was asked, with its answers."""
        asked = {id(passage) for passage, _ in self.subjects.asked.values()}
        self.subjects.learn(answers)
        for number, passage in enumerate(self.passages):
            if id(passage) in asked:
                self.found[number] = sift(passage, self.subjects)

    def trusted(self) -> list[Quote]:
        """What was found, with its speakers named and how far each may be trusted."""
        return trusted(self.article.text, self.quotes())

    def quotes(self) -> list[Quote]:
        """What was found, with its speakers named, and the confidence of rules alone."""
        return attribute(self.article, self.layout, [one for found in self.found for one in found])


def _groups(articles: Iterable[Article]) -> Iterator[list[list[tuple[int, Draft]]]]:
    group: list[list[tuple[int, Draft]]] = []
    letters = 0
    for article in articles:
        group.append([(start, Draft(part)) for start, part in parts(article)])
        letters += len(article.text)
        if letters >= _TOGETHER:
            yield group
            group, letters = [], 0
    if group:
        yield group


__all__ = ["EXTRACTOR_VERSION", "Parser", "extract", "extract_many", "load_parser"]
