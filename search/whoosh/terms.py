"""Whoosh's own index of the words: schema, analysis chain, segments; what its searcher answers is the
tests' oracle, and its spelling helps those who mistype.

Its tokens are ours (`search.analysis`), handed over through an analyzer that never looks at the text.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, index

from search.analysis import tokens
from search.values import QuoteDocument
from search.whoosh.storage import DurableStorage


class Words(analysis.Tokenizer):  # type: ignore[misc]
    """Whoosh tokens from our analysis: stems, or exact forms."""

    def __init__(self, exact: bool) -> None:
        self.exact = exact

    def __call__(self, value: str, **_: Any) -> Iterator[Any]:
        """The tokens of a text."""
        token = analysis.Token(positions=True, chars=True)
        for found in tokens(value):
            for text in (found.exact,) if self.exact else found.stems:
                token.text, token.pos = text, found.position
                token.startchar, token.endchar = found.start, found.end
                token.boost, token.stopped = 1.0, False
                yield token


SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True),
    article=fields.ID(),
    words=fields.TEXT(analyzer=Words(False), phrase=False),
    exact=fields.TEXT(analyzer=Words(True), phrase=True),
)


class TermIndex:
    """The Whoosh index in a folder."""

    def __init__(self, folder: Path) -> None:
        self.storage = DurableStorage(str(folder))
        self.index = index.FileIndex(self.storage)

    @staticmethod
    def create(folder: Path) -> None:
        """Make an empty one; the folder must be empty."""
        DurableStorage(str(folder)).create_index(SCHEMA)

    def update(self, gone: Collection[str], documents: Sequence[QuoteDocument], *, anew: bool) -> None:
        """Delete articles and add documents in one commit."""
        writer = self.index.writer(limitmb=256, timeout=5)
        try:
            for key in gone:
                writer.delete_by_term("article", key)
            for document in documents:
                writer.delete_by_term("id", document.id)
            for document in documents:
                writer.add_document(
                    id=document.id, article=document.article_key, words=document.text, exact=document.text
                )
        except BaseException:
            writer.cancel()
            raise
        writer.commit(optimize=anew)


__all__ = ["SCHEMA", "TermIndex", "Words"]
