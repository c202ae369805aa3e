"""What the sieves find in a text, and tables of it: (text, [(kind, words, cue)])."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from corpus import Article
from indexer.extraction.layout import layout
from indexer.extraction.passage import passages
from indexer.extraction.sieves import sift

D, M, I = "direct", "mixed", "indirect"  # noqa: E741 - the three kinds, short for tables

Found = tuple[str, str, str | None]
"""(kind, words with spans joined by |, cue) of a quotation."""


def said(text: str) -> list[Found]:
    """Each quotation of a text, in order."""
    found = [f for passage in passages(layout(Article(id="1", text=text))) for f in sift(passage)]
    return [
        (
            f.kind,
            "|".join(text[start:end] for start, end in f.spans),
            text[slice(*f.cue)] if f.cue else None,
        )
        for f in sorted(found, key=lambda f: f.spans[0])
    ]


def rows(tables: Mapping[str, Sequence[tuple[str, Sequence[Found]]]]) -> list[object]:
    """The rows of all tables as parameters `text` and `expected`, called by table and text."""
    return [
        pytest.param(text, expected, id=f"{name}: {text[:60]}")
        for name, table in tables.items()
        for text, expected in table
    ]
